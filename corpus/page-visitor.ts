const TYPED = 'Ana Silva';

/** A person at the link, as a browser without scripts sends what they do: forms, redirects and a cookie. */
export class PageVisitor {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly serverUrl: string,
    /** The path of the link. */
    private readonly path: string,
  ) {}

  /** Enters the code, fills every place of the one document, and signs. Throws where the pages lead elsewhere. */
  async signs(code: string): Promise<void> {
    await this.sends('/code', [['code', code]], /\/answer/);
    const page = await this.sees('/answer/1');
    await this.sends('/answer/1', fieldsOf(page), /\/answer\/review$/, () => this.sees('/answer/1'));
    await this.sends('/answer/finish', shownFieldsOf(await this.sees('/answer/review')), /\/done/);
  }

  private async sees(at: string): Promise<string> {
    const response = await this.request('GET', at);
    if (response.status !== 200) throw new Error(`The page ${at} answers ${response.status}`);
    return response.text();
  }

  private async sends(
    at: string,
    fields: [string, string][],
    leadsTo: RegExp,
    otherwise?: () => Promise<string>,
  ): Promise<void> {
    const response = await this.request('POST', at, new URLSearchParams(fields).toString());
    const location = response.headers.get('Location') ?? '';
    if (response.status === 303 && leadsTo.test(location)) return;
    const said = otherwise ? errorsIn(await otherwise()) : '';
    throw new Error(`The page ${at} answers ${response.status}${location && ` and leads back`}${said && `: ${said}`}`);
  }

  private async request(method: string, at: string, body?: string): Promise<Response> {
    const response = await fetch(this.serverUrl + this.path + at, {
      method,
      body,
      redirect: 'manual',
      headers: {
        Cookie: [...this.cookies].map((pair) => pair.join('=')).join('; '),
        ...(body !== undefined && {
          'Content-Type': 'application/x-www-form-urlencoded',
          'Sec-Fetch-Site': 'same-origin',
          Origin: 'null',
        }),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      this.cookies.set(name, value);
    }
    return response;
  }
}

/** The form of the document as a person would send it: accepted, with every place filled. */
function fieldsOf(html: string): [string, string][] {
  const places = [...html.matchAll(/name="at" value="([^"]+)"/g)].map(([, id]): [string, string] => ['at', id]);
  const marks = ['SIGNATURE', 'INITIALS'].filter((mark) => html.includes(`name="${mark}.text"`));
  return [
    ['do', 'ACCEPT'],
    ...shownFieldsOf(html),
    ...places,
    ...marks.map((mark): [string, string] => [`${mark}.text`, mark === 'INITIALS' ? 'AS' : TYPED]),
    ...marks.map((mark): [string, string] => [`${mark}.kind`, 'TYPED']),
    ...inputsOf(html).map(({ name, type }): [string, string] => [name, valueFor(type)]),
  ];
}

/** What a page says that it has shown: sent along, as its form does. */
function shownFieldsOf(html: string): [string, string][] {
  const fields = html.matchAll(/<input type="hidden" name="(shown[^"]*)" value="([^"]*)"/g);
  return [...fields].map(([, name, value]): [string, string] => [name, value]);
}

/** The fields of the other places, in any order of their attributes. */
function inputsOf(html: string): { name: string; type: string }[] {
  return [...html.matchAll(/<input[^>]*\bname="(p\.[^"]+)"[^>]*>/g)].map(([tag, name]) => ({
    name,
    type: /\btype="([^"]+)"/.exec(tag)?.[1] ?? 'text',
  }));
}

function valueFor(type: string): string {
  if (type === 'checkbox') return 'true';
  return type === 'date' ? '2026-05-17' : TYPED;
}

const errorsIn = (html: string): string =>
  [...html.matchAll(/class="error"[^>]*>([^<]*)/g)].map(([, text]) => text).join(' ');
