import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../platform/configuration';
import type { Arrival, SessionKey, Visitor } from '../requests';
import { frameOf, type Frame, type PageEvent } from './frame';
import { noticeFrom, noticeText, type Notice } from './notice';
import { isLanguage, languageNamed, nameOf } from './page-language';
import {
  clearCookie,
  cookieOf,
  identityCookieName,
  languageCookieName,
  noticeCookieName,
  sessionCookieName,
  setCookie,
  type CookieScene,
} from './session-cookie';

/** One look at a page of a request: by whom, in which language, with which session. */
export class Visit {
  readonly language: string | undefined;

  constructor(
    readonly token: string,
    readonly request: Request,
    readonly response: Response,
    private readonly scene: CookieScene,
  ) {
    this.language = this.chosenLanguage();
  }

  /** What lets this browser in; null where it was not in. */
  get key(): SessionKey | null {
    const secret = cookieOf(this.request, this.cookieName);
    return secret ? { token: this.token, secret } : null;
  }

  begin(secret: string): void {
    setCookie(this.response, this.cookieName, secret, this.scene);
  }

  end(): void {
    clearCookie(this.response, this.cookieName, this.scene);
  }

  /** Remembers the language that somebody chose while filling in a form. */
  speak(language: string): void {
    setCookie(this.response, languageCookieName(this.scene.secure), language, this.scene);
  }

  visitor({ language }: Pick<Arrival, 'language'>): Visitor {
    const userAgent = this.request.headers['user-agent']?.slice(0, LONGEST_USER_AGENT) ?? null;
    return { ip: this.request.ip ?? null, userAgent, pageLanguage: nameOf(languageNamed(this.language ?? language)) };
  }

  frame(arrival: Arrival, at = '', events: PageEvent[] = []): Frame {
    return frameOf(arrival, { token: this.token, language: this.language, at, events });
  }

  /**
   * To a page of ours below this link: the answer to every form, so that the back button never meets a form again. Where the
   * form was not accepted, that page says why, once.
   */
  goTo(at: string, notice?: Notice): void {
    if (notice) setCookie(this.response, this.noticeName, noticeText(notice), this.scene, LONGEST_NOTICE_MS);
    this.response.setHeader('Cache-Control', 'no-store');
    this.response.redirect(303, `/link/${this.token}${at}`);
  }

  /** Remembers that this browser, and no other, goes away to be identified. */
  leaveToBeIdentified(state: string, browser: string): void {
    const name = identityCookieName(state, this.scene.secure);
    setCookie(this.response, name, browser, this.scene, LONGEST_AWAY_MS);
  }

  /** Why the last form was not accepted. Whoever asks is to say it: it is forgotten. */
  takeNotice(): Notice | undefined {
    const kept = cookieOf(this.request, this.noticeName);
    if (kept !== undefined) clearCookie(this.response, this.noticeName, this.scene);
    return noticeFrom(kept);
  }

  private get noticeName(): string {
    return noticeCookieName(this.token, this.scene.secure);
  }

  private get cookieName(): string {
    return sessionCookieName(this.token, this.scene.secure);
  }

  /** Chosen in the menu now, or before; a choice is remembered by the browser alone. */
  private chosenLanguage(): string | undefined {
    const { lang } = this.request.query;
    if (isLanguage(lang)) {
      this.speak(lang);
      return lang;
    }
    const kept = cookieOf(this.request, languageCookieName(this.scene.secure));
    return isLanguage(kept) ? kept : undefined;
  }
}

const LONGEST_USER_AGENT = 500;
/** As long as a provider is waited for. */
const LONGEST_AWAY_MS = 15 * 60_000;
/** Long enough for a slow way to the next page, too short to be met by whoever comes back later. */
const LONGEST_NOTICE_MS = 60_000;

/** Knows from the settings how cookies are set here. */
@Injectable()
export class Visits {
  private readonly secure: boolean;

  constructor(settings: Settings) {
    this.secure = settings.PUBLIC_URL.startsWith('https:');
  }

  /** What a browser was given that went away with this state; it is forgotten. Null where it is another browser. */
  backFromIdentification(state: string, request: Request, response: Response): string | null {
    const name = identityCookieName(state, this.secure);
    const kept = cookieOf(request, name);
    if (kept) clearCookie(response, name, { secure: this.secure, framed: false });
    return kept ?? null;
  }

  of(token: string, request: Request, response: Response): Visit {
    const framed = request.headers['sec-fetch-dest'] === 'iframe';
    return new Visit(token, request, response, { secure: this.secure, framed });
  }
}
