import request from 'supertest';

export interface SentFile {
  name: string;
  bytes: Buffer;
}

/** A browser without scripts, as far as HTTP sees it: forms, redirects and a cookie. */
export class VisitorByHttp {
  private readonly jar = new Map<string, string>();
  /** What the last final form showed: where it is gone, this one is sent again. */
  private lastShown: Record<string, string[]> = {};

  constructor(
    private readonly url: string,
    readonly path: string,
    readonly code: string,
  ) {}

  /** As the browser would send it. */
  get cookies(): string {
    return [...this.jar].map((pair) => pair.join('=')).join('; ');
  }

  get(at = ''): request.Test {
    return request(this.url)
      .get(this.path + at)
      .set('Cookie', this.cookies);
  }

  post(at: string, fields: Record<string, string | string[]>, headers: Record<string, string> = {}): request.Test {
    return request(this.url)
      .post(this.path + at)
      .type('form')
      .set({ Cookie: this.cookies, 'Sec-Fetch-Site': 'same-origin', Origin: 'null', ...headers })
      .send(
        new URLSearchParams(
          Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each])),
        ).toString(),
      );
  }

  /** A form with files, as a browser sends it: an input in which nothing was chosen is a nameless file without bytes. */
  upload(
    at: string,
    fields: Record<string, string | string[]>,
    files: Record<string, SentFile | SentFile[] | null>,
  ): request.Test {
    const test = request(this.url)
      .post(this.path + at)
      .set({ Cookie: this.cookies, 'Sec-Fetch-Site': 'same-origin', Origin: 'null' });
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) test.field(name, each);
    for (const [name, given] of Object.entries(files))
      for (const file of [given].flat())
        test.attach(name, file?.bytes ?? Buffer.alloc(0), {
          filename: file?.name ?? '',
          contentType: file ? 'application/pdf' : 'application/octet-stream',
        });
    return test;
  }

  async enters(): Promise<request.Response> {
    const answer = await this.post('/code', { code: this.code }).expect(303);
    this.keeps(answer);
    return answer;
  }

  /** Sends a form that is not accepted: the page that says why, which is where the answer leads. */
  async refused(at: string, fields: Record<string, string | string[]>, status = 200): Promise<string> {
    return this.follows(await this.post(at, await this.asShown(at, fields)).expect(303), status);
  }

  /** The page that an answer leads to, with the cookies it brought. */
  async follows(answer: request.Response, status = 200): Promise<string> {
    this.keeps(answer);
    const page = await this.get(answer.headers.location.replace(this.path, '')).expect(status);
    this.keeps(page);
    return page.text;
  }

  private keeps(answer: request.Response): void {
    for (const cookie of answer.get('Set-Cookie') ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (/; Max-Age=0/.test(cookie)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
  }

  /** The fields of a form that is final, with what its page shows at this moment, unless they say what it showed. */
  private async asShown(at: string, fields: Record<string, string | string[]>) {
    const page = at === '/answer/finish' ? '/answer/review' : /^\/answer\/\d+\/withdraw$/.test(at) ? at : null;
    if (page === null || 'shown' in fields) return fields;
    const shown = shownOn((await this.get(page)).text);
    if ('shown' in shown) this.lastShown = shown;
    return { ...this.lastShown, ...fields };
  }

  /** Where the answer to a form leads, below the link. */
  async sends(at: string, fields: Record<string, string | string[]>): Promise<string> {
    const { headers } = await this.post(at, await this.asShown(at, fields)).expect(303);
    return headers.location.replace(this.path, '');
  }
}

/** Any code of six digits but this one. */
export const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');

/** What a page says it shows, for its form to bring back. */
export function shownOn(html: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const [, name, value] of html.matchAll(/<input type="hidden" name="(shown[^"]*)" value="([^"]*)"/g))
    (fields[name] ??= []).push(value);
  return fields;
}

/** The places of a signature that a page asks to be filled. */
export const placesIn = (html: string): string[] =>
  [...html.matchAll(/name="at" value="([^"]+)"/g)].map(([, id]) => id);
