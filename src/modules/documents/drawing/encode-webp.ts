import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Drawing } from './drawable-page';

type Encoder = (pixels: Uint8Array, width: number, height: number, options: object) => Uint8Array;

/** What one page may weigh before it is tried as a photograph too. */
const LIGHT_BYTES = 48 * 1024;
/** Sixteen shades are enough for the edges of letters, and weigh a third less. */
const SHADE = 17;

const LOSSLESS = { lossless: 1, quality: 20, method: 1 };
const AS_PHOTOGRAPH = { quality: 75, method: 2 };
/** Everything that the encoder has to be told. */
const USUAL = {
  ...{
    quality: 75,
    target_size: 0,
    target_PSNR: 0,
    method: 4,
    sns_strength: 50,
    filter_strength: 60,
  },
  ...{
    filter_sharpness: 0,
    filter_type: 1,
    partitions: 0,
    segments: 4,
    pass: 1,
    show_compressed: 0,
    preprocessing: 0,
  },
  ...{
    autofilter: 0,
    partition_limit: 0,
    alpha_compression: 1,
    alpha_filtering: 1,
    alpha_quality: 100,
    lossless: 0,
  },
  ...{
    exact: 0,
    image_hint: 0,
    emulate_jpeg_size: 0,
    thread_level: 0,
    low_memory: 0,
    near_lossless: 100,
  },
  ...{ use_delta_palette: 0, use_sharp_yuv: 0 },
};

let encoder: Promise<Encoder> | undefined;

/** The picture of a page as WebP: without a loss where that is light enough, as text is; as a photograph where it is lighter. */
export async function asWebp(drawing: Drawing): Promise<Buffer> {
  encoder ??= loadEncoder();
  const encode = await encoder;
  const { rgba, width, height } = drawing;
  const lossless = encode(inFewShades(rgba), width, height, {
    ...USUAL,
    ...LOSSLESS,
  });
  const kept = Buffer.from(lossless);
  if (kept.length <= LIGHT_BYTES) return kept;
  const lossy = encode(rgba, width, height, { ...USUAL, ...AS_PHOTOGRAPH });
  return lossy.length < kept.length ? Buffer.from(lossy) : kept;
}

/** The package is made for browsers and would fetch its WebAssembly: it is given. */
async function loadEncoder(): Promise<Encoder> {
  const { resolve } = createRequire(__filename);
  const program = resolve('@jsquash/webp/codec/enc/webp_enc_simd.js');
  const { default: make } = (await import(pathToFileURL(program).href)) as {
    default: (options: object) => Promise<{ encode: Encoder }>;
  };
  const binary = new WebAssembly.Module(readFileSync(resolve('@jsquash/webp/codec/enc/webp_enc_simd.wasm')));
  const module = await make({
    noInitialRun: true,
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(binary, imports);
      done(instance);
      return instance.exports;
    },
  });
  return (...given) => module.encode(...given);
}

/** A page in black, white and grey with fewer greys; any other as it is. */
function inFewShades(rgba: Uint8Array): Uint8Array {
  for (let at = 0; at < rgba.length; at += 4) if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return rgba;
  const shaded = new Uint8Array(rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    const shade = Math.round(rgba[at] / SHADE) * SHADE;
    shaded[at] = shaded[at + 1] = shaded[at + 2] = shade;
    shaded[at + 3] = 255;
  }
  return shaded;
}
