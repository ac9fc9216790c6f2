import { readFileSync } from 'node:fs';

/** One drawn letter form. Lengths are thousandths of the font's size. */
export interface ShapedGlyph {
  id: number;
  /** Where in the text (UTF-16) the letters begin that it belongs to. */
  cluster: number;
  advance: number;
  right: number;
  up: number;
}

type Functions = Record<string, (...values: number[]) => number> & { memory: WebAssembly.Memory };

const READ_ONLY = 1;
const LEFT_TO_RIGHT = 4;
const RIGHT_TO_LEFT = 5;
const REMOVE_DEFAULT_IGNORABLES = 0x8;
/** hb_glyph_info_t and hb_glyph_position_t. */
const RECORD_BYTES = 20;
const NO_MORE = -1;
/** HB_SUBSET_FLAGS: without hints, glyphs keep their numbers, and none is added for layout that was done already. */
const SUBSET_FLAGS = 0x1 | 0x2 | 0x200;

let shaper: Functions | undefined;
let subsetter: Functions | undefined;

/** HarfBuzz as WebAssembly, without its asynchronous wrapper: text is also measured where nothing can wait. */
function open(file: string, prepare: string): Functions {
  const module = new WebAssembly.Module(readFileSync(require.resolve(`harfbuzzjs/dist/${file}`)));
  const functions = new WebAssembly.Instance(module, {
    env: {
      emscripten_resize_heap: (bytes: number) => grow(functions.memory, bytes),
      _abort_js: abort,
      _setitimer_js: () => 0,
      _emscripten_runtime_keepalive_clear: () => undefined,
    },
    wasi_snapshot_preview1: { proc_exit: abort },
  }).exports as unknown as Functions;
  functions[prepare]();
  return functions;
}

function grow(memory: WebAssembly.Memory, bytes: number): number {
  const pages = Math.ceil((bytes - memory.buffer.byteLength) / 65_536);
  return pages <= 0 || memory.grow(pages) >= 0 ? 1 : 0;
}

function abort(): never {
  throw new Error('HarfBuzz stopped');
}

const shaping = (): Functions => (shaper ??= open('harfbuzz.wasm', '__wasm_call_ctors'));

/** The font's bytes have to stay where they are for as long as its face is used. */
function faceIn(library: Functions, font: Uint8Array): { face: number; bytes: number } {
  const bytes = library.malloc(font.length);
  if (bytes === 0) throw new Error('HarfBuzz has no memory left');
  new Uint8Array(library.memory.buffer).set(font, bytes);
  const blob = library.hb_blob_create(bytes, font.length, READ_ONLY, 0, 0);
  const face = library.hb_face_create(blob, 0);
  library.hb_blob_destroy(blob);
  return { face, bytes };
}

/** A TrueType font that text can be shaped with: letters joined, combined and reordered as their script wants it. */
export class ShapingFont {
  private readonly font: number;
  private readonly unitsPerEm: number;
  /** The code points it has a letter for. */
  readonly letters: ReadonlySet<number>;

  constructor(bytes: Uint8Array) {
    const library = shaping();
    const { face } = faceIn(library, bytes);
    this.font = library.hb_font_create(face);
    this.unitsPerEm = library.hb_face_get_upem(face);
    this.letters = lettersOf(library, face);
  }

  /** In the order in which they are drawn, from left to right. All of the text runs in one direction. */
  shape(text: string, isRightToLeft: boolean): ShapedGlyph[] {
    const library = shaping();
    const buffer = library.hb_buffer_create();
    const at = library.malloc(text.length * 2 || 2);
    const units = new Uint16Array(library.memory.buffer, at, text.length);
    for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index);
    library.hb_buffer_add_utf16(buffer, at, text.length, 0, text.length);
    library.hb_buffer_set_direction(buffer, isRightToLeft ? RIGHT_TO_LEFT : LEFT_TO_RIGHT);
    library.hb_buffer_set_flags(buffer, REMOVE_DEFAULT_IGNORABLES);
    library.hb_buffer_guess_segment_properties(buffer);
    library.hb_shape(this.font, buffer, 0, 0);
    const glyphs = this.glyphsOf(library, buffer);
    library.hb_buffer_destroy(buffer);
    library.free(at);
    return glyphs;
  }

  /** The width that the font itself gives a glyph. */
  advanceOf(glyph: number): number {
    return (shaping().hb_font_get_glyph_h_advance(this.font, glyph) * 1000) / this.unitsPerEm;
  }

  private glyphsOf(library: Functions, buffer: number): ShapedGlyph[] {
    const infos = library.hb_buffer_get_glyph_infos(buffer, 0);
    const positions = library.hb_buffer_get_glyph_positions(buffer, 0);
    const memory = new DataView(library.memory.buffer);
    const scaled = (at: number): number => (memory.getInt32(at, true) * 1000) / this.unitsPerEm;
    return Array.from({ length: library.hb_buffer_get_length(buffer) }, (_, index) => {
      const [info, position] = [infos + index * RECORD_BYTES, positions + index * RECORD_BYTES];
      return {
        id: memory.getUint32(info, true),
        cluster: memory.getUint32(info + 8, true),
        advance: scaled(position),
        right: scaled(position + 8),
        up: scaled(position + 12),
      };
    });
  }
}

function lettersOf(library: Functions, face: number): Set<number> {
  const set = library.hb_set_create();
  library.hb_face_collect_unicodes(face, set);
  const count = library.hb_set_get_population(set);
  const at = library.malloc(count * 4);
  library.hb_set_next_many(set, NO_MORE, at, count);
  const letters = new Set(new Uint32Array(library.memory.buffer, at, count));
  library.free(at);
  library.hb_set_destroy(set);
  return letters;
}

/** The font with the outlines of these glyphs only, under the same numbers. */
export function subsetOf(font: Uint8Array, glyphs: Iterable<number>): Uint8Array {
  const library = (subsetter ??= open('harfbuzz-subset.wasm', '_initialize'));
  const { face, bytes } = faceIn(library, font);
  const input = library.hb_subset_input_create_or_fail();
  const wanted = library.hb_subset_input_glyph_set(input);
  for (const glyph of glyphs) library.hb_set_add(wanted, glyph);
  library.hb_subset_input_set_flags(input, SUBSET_FLAGS);
  const subset = library.hb_subset_or_fail(face, input);
  library.hb_subset_input_destroy(input);
  if (subset === 0) throw new Error('A font could not be subset');
  const blob = library.hb_face_reference_blob(subset);
  const [at, length] = [library.hb_blob_get_data(blob, 0), library.hb_blob_get_length(blob)];
  const result = new Uint8Array(library.memory.buffer, at, length).slice();
  library.hb_blob_destroy(blob);
  library.hb_face_destroy(subset);
  library.hb_face_destroy(face);
  library.free(bytes);
  return result;
}
