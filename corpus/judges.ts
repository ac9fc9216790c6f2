import { execFile } from 'node:child_process';

/** What a program of somebody else says of a file. */
interface Said {
  /** Its exit code. */
  code: number;
  out: Buffer;
}

/** A page as poppler draws it. */
export interface Drawn {
  width: number;
  height: number;
  /** Red, green and blue of each pixel. */
  pixels: Buffer;
}

const MOST_SECONDS = 120;
const DPI = 60;

/** Programs that are not ours and read PDFs: poppler and qpdf. Each rejects when its program is not installed. */
export const judges = {
  /** 0 when poppler cannot open it. */
  async pages(file: string): Promise<number> {
    const { out } = await run('pdfinfo', [file]);
    return Number(/Pages:\s+(\d+)/.exec(out.toString('latin1'))?.[1] ?? 0);
  },

  /** Without white space, which every tool sets differently. */
  async text(file: string, page: number): Promise<string> {
    const { out } = await run('pdftotext', ['-f', `${page}`, '-l', `${page}`, '-enc', 'UTF-8', file, '-']);
    return out.toString('utf8').replace(/\s+/g, '');
  },

  /** A page, from 1, as a person sees it; null where poppler cannot draw it. */
  async drawn(file: string, page: number): Promise<Drawn | null> {
    const range = ['-f', `${page}`, '-l', `${page}`];
    const { out } = await run('pdftoppm', ['-cropbox', '-r', `${DPI}`, ...range, file]);
    const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(out.toString('latin1', 0, 64));
    if (!header) return null;
    return { width: Number(header[1]), height: Number(header[2]), pixels: out.subarray(header[0].length) };
  },

  /** Every signature in the order of the file. */
  async signatures(file: string): Promise<{ isValid: boolean; coversAll: boolean }[]> {
    const { out } = await run('pdfsig', ['-nocert', file]);
    const [, ...parts] = out.toString('latin1').split(/\nSignature #/);
    return parts.map((part) => ({
      isValid: part.includes('Signature is Valid'),
      coversAll: part.includes('Total document signed'),
    }));
  },

  async annotations(file: string): Promise<{ links: number; fields: number }> {
    const { out } = await run('qpdf', ['--json', '--json-key=qpdf', file]);
    const count = (subtype: string) => out.toString('latin1').split(`"/Subtype": "/${subtype}"`).length - 1;
    return { links: count('Link'), fields: count('Widget') };
  },

  /** 0: in order; 3: with warnings; 2: with errors. */
  async structure(file: string): Promise<number> {
    return (await run('qpdf', ['--check', file])).code;
  },
};

function run(program: string, args: string[]): Promise<Said> {
  const limits = { timeout: MOST_SECONDS * 1000, maxBuffer: 2 ** 29, encoding: 'buffer' as const };
  return new Promise((resolve, reject) => {
    execFile(program, args, limits, (error, out) => {
      if (error?.code === 'ENOENT') reject(new Error(`${program} is not installed (poppler-utils, qpdf)`));
      else resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out });
    });
  });
}
