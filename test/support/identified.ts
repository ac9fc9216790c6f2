import request from 'supertest';
import type { TestServer } from './server';
import type { Created } from './asking';
import { VisitorByHttp } from './visitor-by-http';

/** Somebody at the step of a request in which people are identified, with a browser that has no scripts. */
export class PersonToIdentify extends VisitorByHttp {
  private constructor(
    private readonly server: TestServer,
    created: Created,
    index: number,
  ) {
    const { link, code } = created.subjects[index];
    super(server.url, new URL(link!).pathname, code!);
  }

  /** Who has entered the code. */
  static async inside(server: TestServer, created: Created, index = 0): Promise<PersonToIdentify> {
    const person = new PersonToIdentify(server, created, index);
    await person.enters();
    return person;
  }

  /** The page of the step. */
  async step(): Promise<string> {
    return (await this.get('/identity').expect(200)).text;
  }

  /** Chooses a provider; the address the page then leads to. */
  async chooses(provider: string): Promise<string> {
    const page = await this.follows(await this.post('/identity/start', { provider }).expect(303));
    const [, address] = /<a class="button wide" href="([^"]+)" rel="noreferrer"/.exec(page) ?? [];
    if (!address) throw new Error(`The page leads to no provider: ${page.replace(/<[^>]*>/g, ' ')}`);
    return address.replaceAll('&amp;', '&');
  }

  /** Opens an address of this server outside the link, with this browser's cookies. */
  opens(path: string): request.Test {
    return request(this.server.url).get(path).set('Cookie', this.cookies);
  }

  /** The way back from the playground's provider, with this outcome. */
  async isSentBack(outcome?: string): Promise<string> {
    const { text } = await this.opens(await this.chooses('scripted')).expect(200);
    const ways = [...text.matchAll(/href="(\/identity\/callback\/scripted[^"]+)"/g)].map(([, way]) => way);
    const way = outcome ? ways.find((each) => each.endsWith(`outcome=${outcome}`)) : ways[0];
    return way!.replaceAll('&amp;', '&');
  }

  /** Goes to the playground's provider and comes back; the page where that leads to. */
  async isIdentified(outcome?: string): Promise<string> {
    const back = await this.opens(await this.isSentBack(outcome)).expect(303);
    return (await this.opens(back.headers.location).expect(200)).text;
  }

  /** Answers whether the organization may know who it is. */
  async passesOn(agreed: 'YES' | 'NO'): Promise<void> {
    const [, id] = /name="id" value="([^"]+)"/.exec(await this.step())!;
    await this.post('/identity/pass-on', { id, agreed }).expect(303);
  }

  /** Accepts the only item and finishes; where that leads to. */
  async answers(): Promise<string> {
    const page = (await this.get('/answer/1').expect(200)).text;
    if (!page.includes('value="ACCEPT"')) return 'nothing to answer';
    const fields = Object.fromEntries(
      [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    await this.post('/answer/1', { ...fields, do: 'ACCEPT' }).expect(303);
    return this.sends('/answer/finish', {});
  }
}
