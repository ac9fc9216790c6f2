import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnsweringService, type Answering, type AnsweringItem, type Arrival, type SessionKey } from '../requests';
import { renderClosed, renderIdle, renderMissing } from './render-screens';
import { preferredLanguage, sendPage } from './send-page';
import { Visits, type Visit } from './visits';

/** Somebody who has entered the code, with everything they may see. */
export interface Inside {
  visit: Visit;
  key: SessionKey;
  answering: Answering;
}

/** Who is in. Whoever is not has been answered already: shown the door, told that they were away, or that it leads nowhere. */
@Injectable()
export class Entrance {
  constructor(
    private readonly answering: AnsweringService,
    private readonly visits: Visits,
  ) {}

  /** In, whatever has become of the request. */
  async in(token: string, request: Request, response: Response): Promise<Inside | null> {
    const visit = this.visits.of(token, request, response);
    const { key } = visit;
    const answering = key && (await this.answering.answering(key));
    if (key && answering) return { visit, key, answering };
    const doorstep = await this.answering.doorstep(token);
    if (!doorstep) this.lost(request, response);
    else if (key) this.idle(visit, doorstep);
    else visit.goTo('');
    return null;
  }

  /** In, with something left to decide. */
  async open(token: string, request: Request, response: Response): Promise<Inside | null> {
    const inside = await this.in(token, request, response);
    if (!inside || this.isOver(inside)) return null;
    if (!inside.answering.finished) return inside;
    inside.visit.goTo('/done');
    return null;
  }

  /** Whether the request ended before this person answered; then they have been told. */
  isOver({ visit, answering }: Inside): boolean {
    if (answering.state === 'OPEN' || answering.finished) return false;
    const frame = visit.frame(answering, '/answer');
    sendPage(visit.response, renderClosed(frame, answering), { frame });
    return true;
  }

  /** The item of this number, as it stands in the address. */
  item({ visit, answering }: Inside, n: string): AnsweringItem | null {
    const item = /^[1-9]\d?$/.test(n) ? answering.items[Number(n) - 1] : undefined;
    if (item) return item;
    this.lost(visit.request, visit.response);
    return null;
  }

  /** Adds to the items what the pictures of their documents lack. */
  async withNotShown({ key, answering }: Inside): Promise<void> {
    if (!answering.items.some(({ pages }) => pages)) return;
    const notShown = await this.answering.notShown(key);
    for (const item of answering.items) item.notShown = notShown.get(item.credentialId);
  }

  /** Told by a page of its own, so that going back meets no form that was sent. */
  idle(visit: Visit, arrival: Arrival): void {
    if (visit.request.method === 'POST') return visit.goTo('/answer');
    visit.end();
    const frame = visit.frame(arrival);
    sendPage(visit.response, renderIdle(frame), { status: 403, frame });
  }

  private lost(request: Request, response: Response): void {
    sendPage(response, renderMissing(preferredLanguage(request, response)), { status: 404 });
  }
}
