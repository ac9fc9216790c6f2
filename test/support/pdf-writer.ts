import { deflateSync } from 'node:zlib';

/** The text between `obj` and `endobj`; latin1, so that it can hold the bytes of a stream. */
type Body = string;

export interface Layout {
  /** More entries of the trailer, as PDF syntax. */
  trailer?: string;
  /** Packs what may be packed into an object stream, with a cross-reference stream behind it (PDF 1.5). */
  objectStreams?: boolean;
}

/**
 * Writes PDF syntax as it is given, whether it makes sense or not, with true offsets. Object numbers are handed out in
 * order; `reserve` hands one out before its body is known.
 */
export class PdfWriter {
  private readonly bodies: Body[] = [];

  reserve(): string {
    this.bodies.push('null');
    return `${this.bodies.length} 0 R`;
  }

  add(body: Body): string {
    return this.set(this.reserve(), body);
  }

  set(ref: string, body: Body): string {
    this.bodies[parseInt(ref) - 1] = body;
    return ref;
  }

  addStream(data: Buffer | string, entries = ''): string {
    return this.add(stream(Buffer.from(data), entries));
  }

  write(root: string, layout: Layout = {}): Buffer {
    return layout.objectStreams ? this.writePacked(root, layout) : this.writePlain(root, layout);
  }

  private writePlain(root: string, layout: Layout): Buffer {
    const file = new Pieces('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
    const offsets = this.bodies.map((body, index) => file.push(`${index + 1} 0 obj\n${body}\nendobj\n`));
    const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = offsets.length + 1;
    const start = file.push(`xref\n0 ${size}\n0000000000 65535 f \n${entries}`);
    file.push(`trailer\n<< /Size ${size} /Root ${root} ${layout.trailer ?? ''} >>\n`);
    file.push(`startxref\n${start}\n%%EOF\n`);
    return file.bytes();
  }

  private writePacked(root: string, layout: Layout): Buffer {
    const file = new Pieces('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
    const packed = this.bodies
      .map((body, index) => ({ number: index + 1, body }))
      .filter(({ body }) => !isStream(body));
    const table = new Map<number, [type: number, where: number, index: number]>([[0, [0, 0, 65535]]]);
    this.bodies.forEach((body, index) => {
      if (isStream(body)) table.set(index + 1, [1, file.push(`${index + 1} 0 obj\n${body}\nendobj\n`), 0]);
    });
    const container = this.bodies.length + 1;
    packed.forEach(({ number }, index) => table.set(number, [2, container, index]));
    table.set(container, [1, file.push(`${container} 0 obj\n${objectStream(packed)}\nendobj\n`), 0]);
    const start = file.length;
    table.set(container + 1, [1, start, 0]);
    const dictionary = `/Type /XRef /Size ${table.size} /W [1 4 2] /Root ${root} ${layout.trailer ?? ''}`;
    file.push(
      `${container + 1} 0 obj\n${stream(deflateSync(rows(table)), `${dictionary} /Filter /FlateDecode`)}\nendobj\n`,
    );
    file.push(`startxref\n${start}\n%%EOF\n`);
    return file.bytes();
  }
}

/** A stream's body. */
export function stream(data: Buffer, entries = ''): Body {
  return `<< ${entries} /Length ${data.length} >>\nstream\n${data.toString('latin1')}\nendstream`;
}

function objectStream(packed: { number: number; body: Body }[]): Body {
  const file = new Pieces('');
  const index = packed.map(({ number, body }) => `${number} ${file.push(`${body}\n`)}`).join(' ');
  const data = deflateSync(Buffer.concat([Buffer.from(`${index}\n`), file.bytes()]));
  return stream(data, `/Type /ObjStm /N ${packed.length} /First ${index.length + 1} /Filter /FlateDecode`);
}

function rows(table: Map<number, [number, number, number]>): Buffer {
  return Buffer.concat(
    [...table.keys()]
      .sort((a, b) => a - b)
      .map((number) => {
        const [type, where, index] = table.get(number) ?? [0, 0, 0];
        const row = Buffer.alloc(7);
        row.writeUInt8(type, 0);
        row.writeUInt32BE(where, 1);
        row.writeUInt16BE(index, 5);
        return row;
      }),
  );
}

function isStream(body: Body): boolean {
  return body.endsWith('endstream');
}

/** A file in the making that knows how long it is. */
class Pieces {
  private readonly pieces: string[] = [];
  length = 0;

  constructor(start: string) {
    this.push(start);
  }

  /** Answers with the offset at which the piece begins. */
  push(piece: string): number {
    const offset = this.length;
    this.pieces.push(piece);
    this.length += piece.length;
    return offset;
  }

  bytes(): Buffer {
    return Buffer.from(this.pieces.join(''), 'latin1');
  }
}
