/**
 * Real PDFs, made in code, for tests: ordinary ones, every turn and crop of a page, and each kind that must be refused.
 * `aPdf()` builds one; `pdfs` has the usual ones by name.
 */
import { createHash, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { Layout, PdfWriter } from './pdf-writer';

export const A4 = [0, 0, 595.276, 841.89];
export const LETTER = [0, 0, 612, 792];

export interface PageShape {
  /** Null leaves it out, so that it is inherited or missing. A string is written as it stands. */
  mediaBox?: number[] | string | null;
  cropBox?: number[] | string;
  rotate?: number | string;
  userUnit?: number;
  /** What is drawn, as PDF operators; /F1 is Helvetica. Usually the number of the page. */
  content?: string;
  /** More entries of the page's dictionary, as PDF syntax. */
  more?: string;
}

type Syntax = string | ((pdf: PdfWriter) => string);

/** Page after page, then `build()`. Without a page of its own it has one of A4. */
export class PdfBuilder {
  private readonly pages: PageShape[] = [];
  private readonly catalog: Syntax[] = [];
  private pagesNode = '';
  private layout: Layout = {};

  page(shape: PageShape = {}): this {
    this.pages.push(shape);
    return this;
  }

  /** What pages inherit: written into the /Pages node. */
  inheriting(shape: PageShape): this {
    this.pagesNode = shapeSyntax(shape);
    return this;
  }

  /** Entries of the catalog, as PDF syntax; a function may add objects for them first. */
  withCatalog(entries: Syntax): this {
    this.catalog.push(entries);
    return this;
  }

  withTrailer(entries: string): this {
    this.layout = { ...this.layout, trailer: entries };
    return this;
  }

  inObjectStreams(): this {
    this.layout = { ...this.layout, objectStreams: true };
    return this;
  }

  build(): Buffer {
    const pdf = new PdfWriter();
    const node = pdf.reserve();
    const font = pdf.add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
    const shapes = this.pages.length > 0 ? this.pages : [{}];
    const kids = shapes.map((shape, index) =>
      addPage(pdf, node, font, { content: words(`Page ${index + 1}`), ...shape }),
    );
    pdf.set(node, `<< /Type /Pages /Count ${kids.length} /Kids [${kids.join(' ')}] ${this.pagesNode} >>`);
    const entries = this.catalog.map((entry) => (typeof entry === 'string' ? entry : entry(pdf)));
    return pdf.write(pdf.add(`<< /Type /Catalog /Pages ${node} ${entries.join(' ')} >>`), this.layout);
  }
}

export function aPdf(): PdfBuilder {
  return new PdfBuilder();
}

const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
const LAUNCH = '<< /S /Launch /F (calc.exe) >>';

export const pdfs = {
  a4: () => aPdf().build(),
  letter: () => aPdf().page({ mediaBox: LETTER }).build(),
  rotated: (degrees: number) => aPdf().page({ rotate: degrees }).build(),
  /** Shows 400 x 600 points of an A4 page. */
  cropped: () =>
    aPdf()
      .page({ cropBox: [50, 100, 450, 700] })
      .build(),
  pages: (count: number) => manyPages(count).build(),
  /** One page with incompressible content; the file has exactly this many bytes. */
  weighing: (bytes: number) => weighing(bytes),
  inObjectStreams: () => aPdf().page().page({ rotate: 90 }).inObjectStreams().build(),

  /** Opens without a password, like most "protected" files. */
  encrypted: () => encrypted(),
  /** Opens with a password only. */
  locked: () => encrypted(Buffer.alloc(32, 3)),
  truncated: () => truncated(),
  noPages: () => bare('<< /Type /Pages /Count 0 /Kids [] >>'),
  cyclicPages: () => bare('<< /Type /Pages /Count 1 /Kids [1 0 R] >>'),

  scriptOnOpen: () => aPdf().withCatalog(`/OpenAction ${SCRIPT}`).build(),
  scriptByName: () => aPdf().withCatalog(`/Names << /JavaScript << /Names [(a) ${SCRIPT}] >> >>`).build(),
  /** Runs when the page is shown. */
  scriptOnPage: () =>
    aPdf()
      .page({ more: `/AA << /O ${SCRIPT} >>` })
      .build(),
  scriptInLink: () =>
    aPdf()
      .page({ more: `/Annots [${link(SCRIPT)}]` })
      .build(),
  /** The harmless first action is followed by a script. */
  scriptAfterJump: () => aPdf().withCatalog(`/OpenAction << /S /GoTo /D [0 /Fit] /Next [${SCRIPT}] >>`).build(),
  launch: () =>
    aPdf()
      .page({ more: `/Annots [${link(LAUNCH)}]` })
      .build(),
  embeddedFile: () =>
    aPdf()
      .withCatalog((pdf) => embeddedFile(pdf))
      .build(),
  attachedToPage: () => attachedToPage(),
  /** An attached file of this name. */
  carrying: (name: string, content = 'hello') =>
    aPdf()
      .withCatalog((pdf) => embeddedFile(pdf, name, content))
      .build(),
  xfa: () => aPdf().withCatalog(xfa).build(),
  /** Certified; 1 forbids every change, 2 allows filling in and signing, 3 also annotations. The signature is a dummy. */
  certified: (permission?: 1 | 2 | 3) => aPdf().withCatalog(certification(permission)).build(),
};

function addPage(pdf: PdfWriter, parent: string, font: string, shape: PageShape): string {
  const content = pdf.addStream(shape.content ?? '');
  const resources = `/Resources << /Font << /F1 ${font} >> >> /Contents ${content}`;
  return pdf.add(`<< /Type /Page /Parent ${parent} ${shapeSyntax({ mediaBox: A4, ...shape })} ${resources} >>`);
}

function words(text: string): string {
  return `BT /F1 24 Tf 72 600 Td (${text}) Tj ET`;
}

function shapeSyntax({ mediaBox, cropBox, rotate, userUnit, more = '' }: PageShape): string {
  const entries = { MediaBox: mediaBox, CropBox: cropBox, Rotate: rotate, UserUnit: userUnit };
  const present = Object.entries(entries).filter(([, value]) => value !== undefined && value !== null);
  const syntax = present.map(([key, value]) => `/${key} ${Array.isArray(value) ? `[${value.join(' ')}]` : value}`);
  return `${syntax.join(' ')} ${more}`;
}

function manyPages(count: number): PdfBuilder {
  const pdf = aPdf();
  for (let page = 0; page < count; page++) pdf.page();
  return pdf;
}

/** A document whose /Pages node is object 1 and is all there is. */
function bare(pagesNode: string): Buffer {
  const pdf = new PdfWriter();
  const pages = pdf.add(pagesNode);
  return pdf.write(pdf.add(`<< /Type /Catalog /Pages ${pages} >>`));
}

function weighing(bytes: number): Buffer {
  const noise = (length: number) => (pdf: PdfWriter) => `/Noise ${pdf.addStream(randomBytes(length))}`;
  const build = (length: number) => aPdf().withCatalog(noise(length)).build();
  const first = build(bytes);
  const second = build(bytes - (first.length - bytes));
  // The stream's own length may have lost a digit: comments fill up.
  return Buffer.concat([second, Buffer.alloc(bytes - second.length, '\n')]);
}

function truncated(): Buffer {
  const whole = aPdf().page().page().build();
  return whole.subarray(0, Math.floor(whole.length * 0.7));
}

function link(action: string): string {
  return `<< /Type /Annot /Subtype /Link /Rect [0 0 100 100] /A ${action} >>`;
}

function fileSpecification(pdf: PdfWriter, name = 'hello.txt', content = 'hello'): string {
  const file = pdf.addStream(content, `/Type /EmbeddedFile /Params << /Size ${content.length} >>`);
  return pdf.add(`<< /Type /Filespec /F (${name}) /EF << /F ${file} >> >>`);
}

function embeddedFile(pdf: PdfWriter, name = 'hello.txt', content?: string): string {
  return `/Names << /EmbeddedFiles << /Names [(${name}) ${fileSpecification(pdf, name, content)}] >> >>`;
}

function attachedToPage(): Buffer {
  const pdf = new PdfWriter();
  const node = pdf.reserve();
  const pin = `<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 20 20] /FS ${fileSpecification(pdf)} >>`;
  const page = pdf.add(`<< /Type /Page /Parent ${node} /MediaBox [${A4.join(' ')}] /Annots [${pin}] >>`);
  pdf.set(node, `<< /Type /Pages /Count 1 /Kids [${page}] >>`);
  return pdf.write(pdf.add(`<< /Type /Catalog /Pages ${node} >>`));
}

function xfa(pdf: PdfWriter): string {
  return `/AcroForm << /Fields [] /XFA ${pdf.addStream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"/>')} >>`;
}

/** Without a permission the standard's default holds, which is 2. */
function certification(permission?: number): (pdf: PdfWriter) => string {
  return (pdf) => {
    const parameters = `<< /Type /TransformParams /V /1.2 ${permission ? `/P ${permission}` : ''} >>`;
    const reference = `<< /Type /SigRef /TransformMethod /DocMDP /TransformParams ${parameters} >>`;
    const signature = pdf.add(
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 0 0 0] /Contents <00> /Reference [${reference}] >>`,
    );
    const field = pdf.add(
      `<< /FT /Sig /T (Certified) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /V ${signature} >>`,
    );
    return `/Perms << /DocMDP ${signature} >> /AcroForm << /SigFlags 3 /Fields [${field}] >>`;
  };
}

/** 40-bit RC4 under an empty user password, unless `answer` is that of another one. The page has no content, so nothing but the handshake needs the cipher. */
function encrypted(answer?: Buffer): Buffer {
  const id = Buffer.alloc(16, 1);
  const owner = Buffer.alloc(32, 2);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const key = createHash('md5')
    .update(Buffer.concat([PASSWORD_PADDING, owner, permissions, id]))
    .digest()
    .subarray(0, 5);
  const user = answer ?? rc4(key, PASSWORD_PADDING);
  const hex = (bytes: Buffer) => `<${bytes.toString('hex')}>`;
  const handler = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ${hex(owner)} /U ${hex(user)} >>`;

  const pdf = new PdfWriter();
  const node = pdf.reserve();
  const page = pdf.add(`<< /Type /Page /Parent ${node} /MediaBox [${A4.join(' ')}] >>`);
  pdf.set(node, `<< /Type /Pages /Count 1 /Kids [${page}] >>`);
  const trailer = `/ID [${hex(id)} ${hex(id)}] ${handler}`;
  return pdf.write(pdf.add(`<< /Type /Catalog /Pages ${node} >>`), { trailer });
}

const PASSWORD_PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number) => ([state[a], state[b]] = [state[b], state[a]]);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i] + key[i % key.length]) % 256;
    swap(i, j);
  }
  let j = 0;
  return Buffer.from(
    data.map((byte, index) => {
      const i = (index + 1) % 256;
      j = (j + state[i]) % 256;
      swap(i, j);
      return byte ^ state[(state[i] + state[j]) % 256];
    }),
  );
}

/** Files that try to take a reader's time or memory. */
export const bombs = {
  /** 200 bytes whose cross-reference stream claims a thousand million entries of no width. */
  endlessTable: () => tableOf('', '/W [0 0 0] /Size 1000000000'),
  /** A cross-reference stream of 200 kB that inflates to 200 MB. */
  inflating: () => {
    const data = deflateSync(Buffer.alloc(200 * 1024 * 1024)).toString('latin1');
    return tableOf(data, '/W [1 4 2] /Size 3 /Filter /FlateDecode');
  },
  /** Millions of empty dictionaries: each costs a parser a hundred times its brackets. */
  crowd: () =>
    aPdf()
      .withCatalog(`/Crowd [${`[${'<<>>'.repeat(1000)}]`.repeat(2400)}]`)
      .build(),
  /** Streams of a wrong length: the end of each is looked for through the rest of the file. */
  tarpit: () => aPdf().withCatalog(tarpit).build(),
};

function tableOf(data: string, entries: string): Buffer {
  const start = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n';
  const table = `<< /Type /XRef ${entries} /Root 1 0 R /Length ${data.length} >>\nstream\n${data}\nendstream`;
  return Buffer.from(`${start}2 0 obj\n${table}\nendobj\nstartxref\n${start.length}\n%%EOF`, 'latin1');
}

function tarpit(pdf: PdfWriter): string {
  const stuck = Array.from({ length: 40_000 }, () => pdf.add('<< /Length 99999999 >>\nstream\nx'));
  pdf.addStream('the only end');
  return `/Pit [${stuck.join(' ')}]`;
}
