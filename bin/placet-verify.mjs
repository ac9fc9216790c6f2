#!/usr/bin/env node
// placet-verify 0.1.0 (Apache-2.0): checks evidence bundles, credentials and sealed documents. Needs nothing but Node 20
// or newer, and asks no network. Made by `npm run verifier` of the files that are named below; see docs/verifying.md.
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/canonicalize/lib/canonicalize.js
var require_canonicalize = __commonJS({
  "node_modules/canonicalize/lib/canonicalize.js"(exports, module) {
    "use strict";
    module.exports = function serialize(object) {
      if (typeof object === "number" && isNaN(object)) {
        throw new Error("NaN is not allowed");
      }
      if (typeof object === "number" && !isFinite(object)) {
        throw new Error("Infinity is not allowed");
      }
      if (object === null || typeof object !== "object") {
        return JSON.stringify(object);
      }
      if (object.toJSON instanceof Function) {
        return serialize(object.toJSON());
      }
      if (Array.isArray(object)) {
        const values2 = object.reduce((t, cv, ci) => {
          const comma = ci === 0 ? "" : ",";
          const value = cv === void 0 || typeof cv === "symbol" ? null : cv;
          return `${t}${comma}${serialize(value)}`;
        }, "");
        return `[${values2}]`;
      }
      const values = Object.keys(object).sort().reduce((t, cv) => {
        if (object[cv] === void 0 || typeof object[cv] === "symbol") {
          return t;
        }
        const comma = t.length === 0 ? "" : ",";
        return `${t}${comma}${serialize(cv)}:${serialize(object[cv])}`;
      }, "");
      return `{${values}}`;
    };
  }
});

// src/modules/verifier/command.ts
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

// src/modules/verifier/checking/findings.ts
var LONGEST_MESSAGE = 400;
var MOST_CHECKS = 500;
var UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
var printable = (text) => text.slice(0, LONGEST_MESSAGE).toWellFormed().replace(UNPRINTABLE, "�");
var Findings = class {
  checks = [];
  /** A document that carries no seal at all: nothing was changed, there is just nothing to check. */
  unsealed = false;
  pass(check, where, message) {
    this.add({ check, where, result: "pass", message });
  }
  fail(check, where, message) {
    this.add({ check, where, result: "fail", message });
  }
  skip(check, where, message) {
    this.add({ check, where, result: "skip", message });
  }
  /** Not made here, and the whole stands or falls with it. */
  lack(check, where, message) {
    this.add({ check, where, result: "skip", message, essential: true });
  }
  /** Good only with a grain of salt, which is told beside the verdict. */
  warn(check, where, message) {
    this.add({ check, where, result: "skip", message, warning: true });
  }
  /** Passes with what `work` says; fails with what it throws as a Flaw, where that says. */
  async attempt(check, where, work) {
    try {
      this.pass(check, where, await work());
      return true;
    } catch (error) {
      if (!(error instanceof Flaw)) throw error;
      this.fail(check, [where, error.where].filter(Boolean).join(" "), error.message);
      return false;
    }
  }
  /** The first thing that is wrong; where nothing is, the first that is lacking. */
  get first() {
    const { checks } = this;
    return checks.find(({ result }) => result === "fail") ?? checks.find(({ essential }) => essential) ?? null;
  }
  get verdict() {
    const { first } = this;
    if (!first) return "good";
    if (first.result !== "fail") return "incomplete";
    return first.check === "file.kind" ? "unreadable" : "wrong";
  }
  add({ where, message, ...check }) {
    const decides = check.result === "fail" ? this.first?.result !== "fail" : check.essential && !this.first;
    if (this.checks.length < MOST_CHECKS || decides)
      this.checks.push({ ...check, where: printable(where), message: printable(message) });
  }
};
var Flaw = class extends Error {
  constructor(message, where = "") {
    super(message);
    this.where = where;
  }
  where;
};

// src/modules/keys/verify-secured.ts
var import_canonicalize2 = __toESM(require_canonicalize());
import { verify } from "node:crypto";

// src/modules/keys/data-integrity.ts
var import_canonicalize = __toESM(require_canonicalize());
import { createHash, sign } from "node:crypto";

// node_modules/@scure/base/index.js
/*! scure-base - MIT License (c) 2022 Paul Miller (paulmillr.com) */
var freeze = (fn) => Object.freeze(fn());
function isBytes(a) {
  return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
}
function abytes(b) {
  if (!isBytes(b))
    throw new TypeError("Uint8Array expected");
}
function astr(label, input) {
  if (typeof input !== "string")
    throw new TypeError(`${label}: string expected`);
  return true;
}
var asciiDecoder = /* @__PURE__ */ (() => {
  try {
    const decoder = new TextDecoder();
    return decoder.decode(Uint8Array.of(65, 48, 43, 127)) === "A0+" ? decoder : void 0;
  } catch (e) {
    return void 0;
  }
})();
var B2S_CHUNK = 8192;
function charcodesToString(codes) {
  const len = codes.length;
  if (asciiDecoder !== void 0 && len >= 12)
    return asciiDecoder.decode(codes);
  if (len <= B2S_CHUNK)
    return String.fromCharCode.apply(null, codes);
  let res = "";
  for (let i = 0; i < len; i += B2S_CHUNK)
    res += String.fromCharCode.apply(null, codes.subarray(i, i + B2S_CHUNK));
  return res;
}
function alphabet(letters, aliases) {
  const len = letters.length;
  if (len > 128)
    throw new Error("alphabet: max 128 letters");
  const encTable = new Uint8Array(len);
  const decTable = new Int8Array(128).fill(-1);
  for (let i = 0; i < len; i++) {
    const code = letters.charCodeAt(i);
    if (letters.codePointAt(i) !== code || code > 127)
      throw new Error("alphabet: single-char ASCII letters only");
    encTable[i] = code;
    decTable[code] = i;
  }
  if (aliases !== void 0) {
    for (const alias of Object.keys(aliases)) {
      const code = alias.charCodeAt(0);
      const target = decTable[aliases[alias].charCodeAt(0)];
      if (alias.length !== 1 || code > 127 || target === void 0 || target === -1)
        throw new Error(`alphabet: invalid alias ${alias}`);
      decTable[code] = target;
    }
  }
  return {
    encode: (digits) => {
      const codes = new Uint8Array(digits.length);
      for (let i = 0; i < digits.length; i++) {
        const d = digits[i];
        const code = encTable[d];
        if (code === void 0)
          throw new Error(`alphabet.encode: invalid digit ${d}`);
        codes[i] = code;
      }
      return charcodesToString(codes);
    },
    decode: (input) => {
      astr("decode", input);
      const slen = input.length;
      const digits = new Uint8Array(slen);
      for (let i = 0; i < slen; i++) {
        const code = input.charCodeAt(i);
        const digit = code < 128 ? decTable[code] : -1;
        if (digit === -1)
          throw new Error(`Unknown letter "${input[i]}". Allowed: ${letters}`);
        digits[i] = digit;
      }
      return digits;
    }
  };
}
var B58_GROUP = 656356768;
var RADIX_BASE_N_MAX_LENGTH = 65536;
var BASE_N_MAX_BYTES = 2048;
var BASE_N_MAX_CHARS = 4096;
var radixBaseN = (BASE, GROUP) => ({
  encode: (bytes) => {
    abytes(bytes);
    const blen = bytes.length;
    if (blen === 0)
      return new Uint8Array(0);
    if (blen >= RADIX_BASE_N_MAX_LENGTH)
      throw new Error("invalid length");
    let zeros = 0;
    while (zeros < blen - 1 && bytes[zeros] === 0)
      zeros++;
    const nlimbs = Math.ceil(blen / 2);
    const limbs = new Uint16Array(nlimbs);
    const odd = blen & 1;
    if (odd)
      limbs[0] = bytes[0];
    for (let i = odd, j2 = odd; i < blen; i += 2, j2++)
      limbs[j2] = bytes[i] << 8 | bytes[i + 1];
    const groups = [];
    let pos = 0;
    while (pos < nlimbs) {
      let carry = 0;
      for (let i = pos; i < nlimbs; i++) {
        const cur = carry * 65536 + limbs[i];
        const q = Math.floor(cur / GROUP);
        carry = cur - q * GROUP;
        limbs[i] = q;
        if (q === 0 && i === pos)
          pos++;
      }
      groups.push(carry);
    }
    const top = groups.length - 1;
    let sig = top * 5;
    for (let v = groups[top]; ; v = Math.floor(v / BASE)) {
      sig++;
      if (v < BASE)
        break;
    }
    const res = new Uint8Array(zeros + sig);
    let j = res.length - 1;
    for (let g = 0; g < top; g++) {
      let v = groups[g];
      for (let k = 0; k < 5; k++) {
        res[j--] = v % BASE;
        v = Math.floor(v / BASE);
      }
    }
    for (let v = groups[top]; j >= zeros; v = Math.floor(v / BASE))
      res[j--] = v % BASE;
    return res;
  },
  decode: (digits) => {
    abytes(digits);
    const dlen = digits.length;
    if (dlen === 0)
      return new Uint8Array(0);
    if (dlen >= RADIX_BASE_N_MAX_LENGTH)
      throw new Error("invalid length");
    let zeros = 0;
    while (zeros < dlen - 1 && digits[zeros] === 0)
      zeros++;
    const limbs = new Uint16Array(Math.ceil(dlen * 6 / 16) + 1);
    let used = 0;
    let i = 0;
    let group = dlen % 5 || 5;
    while (i < dlen) {
      let gval = 0;
      let factor = 1;
      for (const end = i + group; i < end; i++) {
        const d = digits[i];
        if (d >= BASE)
          throw new Error(`invalid integer: ${d}`);
        gval = gval * BASE + d;
        factor *= BASE;
      }
      group = 5;
      let carry = gval;
      for (let k = 0; k < used; k++) {
        const cur = limbs[k] * factor + carry;
        carry = Math.floor(cur / 65536);
        limbs[k] = cur - carry * 65536;
      }
      for (; carry > 0; carry = Math.floor(carry / 65536))
        limbs[used++] = carry % 65536;
    }
    const valueBytes = used === 0 ? 1 : used * 2 - (limbs[used - 1] < 256 ? 1 : 0);
    const res = new Uint8Array(zeros + valueBytes);
    let j = res.length - 1;
    for (let k = 0; k < used; k++) {
      const limb = limbs[k];
      res[j--] = limb & 255;
      if (j >= zeros)
        res[j--] = limb >> 8;
    }
    return res;
  }
});
var genBaseN = (radix, abc) => {
  const letters = alphabet(abc);
  return {
    encode(bytes) {
      abytes(bytes);
      if (bytes.length > BASE_N_MAX_BYTES)
        throw new Error("invalid length");
      return letters.encode(radix.encode(bytes));
    },
    decode(str) {
      astr("baseN.decode", str);
      if (str.length > BASE_N_MAX_CHARS)
        throw new Error("invalid length");
      return radix.decode(letters.decode(str));
    }
  };
};
var radix58 = /* @__PURE__ */ radixBaseN(58, B58_GROUP);
var genBase58 = (abc) => genBaseN(radix58, abc);
var base58 = /* @__PURE__ */ freeze(() => genBase58("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"));

// src/modules/keys/multikey.ts
import { createPublicKey } from "node:crypto";
var ED25519 = Buffer.from([237, 1]);
var SPKI = Buffer.from("302a300506032b6570032100", "hex");
var REMEMBERED = 1e3;
var remembered = /* @__PURE__ */ new Map();
function decodeMultikey(text) {
  const known = remembered.get(text);
  if (known) return known;
  const bytes = decodeMultibase(text);
  if (bytes?.length !== ED25519.length + 32 || !bytes.subarray(0, 2).equals(ED25519)) return null;
  const key = createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(2)]), format: "der", type: "spki" });
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(text, key);
  return key;
}
function decodeMultibase(text) {
  if (!/^z[1-9A-HJ-NP-Za-km-z]{1,199}$/.test(text)) return null;
  return Buffer.from(base58.decode(text.slice(1)));
}

// src/modules/keys/data-integrity.ts
var hashData = (options, document) => Buffer.concat([canonicalHash(options), canonicalHash(document)]);
var canonicalHash = (content) => createHash("sha256").update((0, import_canonicalize.default)(content)).digest();

// src/modules/keys/date-time-stamp.ts
var GRAMMAR = /^-?(?:[1-9]\d{3,}|0\d{3})-(\d\d)-(\d\d)T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;
function readDateTimeStamp(value) {
  const [, month, day] = typeof value === "string" && GRAMMAR.exec(value) || [];
  if (month === void 0) return null;
  const text = value;
  const year = text.slice(0, text.indexOf("-", 1));
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  const [, sign2, digits] = /^(-?)(\d+)$/.exec(year);
  const expanded = sign2 || digits.length > 4 ? `${sign2 || "+"}${digits.padStart(6, "0")}` : digits;
  const moment = Date.parse(`${expanded}${text.slice(year.length)}`);
  return Number.isNaN(moment) ? null : moment;
}
var readTime = (value) => readDateTimeStamp(value) ?? (typeof value === "string" ? readDateTimeStamp(`${value}Z`) : null);
function isDay(year, month, day) {
  const leap = year % 4 === 0 && year % 100 !== 0 || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== void 0 && day >= 1 && day <= days;
}

// src/modules/keys/proof-shape.ts
var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
function idOf(value) {
  const id = isObject(value) ? value.id : value;
  return typeof id === "string" ? id : null;
}
function readProof(secured, cryptosuites) {
  if (!isObject(secured)) return "This is not a JSON object";
  const { proof: given, ...document } = secured;
  const proof = Array.isArray(given) && given.length === 1 ? given[0] : given;
  if (Array.isArray(proof)) return `It carries ${proof.length} proofs; exactly one is accepted`;
  if (!isObject(proof)) return "It carries no proof";
  const { proofValue, ...options } = proof;
  const flaw = flawOf(options, cryptosuites);
  if (flaw) return flaw;
  const signature = typeof proofValue === "string" ? decodeMultibase(proofValue) : null;
  if (!signature) return "proofValue must be multibase base58btc: it begins with z";
  if (signature.length !== 64) return `proofValue must hold 64 bytes, not ${signature.length}`;
  return { options, signature, document };
}
function flawOf(options, cryptosuites) {
  if (options.type !== "DataIntegrityProof") return "The proof must be of type DataIntegrityProof";
  if (!cryptosuites.includes(String(options.cryptosuite)))
    return `Only the cryptosuite ${cryptosuites.join(" or ")} is accepted`;
  if (typeof options.verificationMethod !== "string" || !options.verificationMethod.includes("#"))
    return "verificationMethod must name a key: <did>#<key>";
  if (options.proofPurpose !== "assertionMethod" && options.proofPurpose !== "authentication")
    return "proofPurpose must be assertionMethod or authentication";
  if (options.created !== void 0 && readTime(options.created) === null)
    return "created must be a time, e.g. 2026-01-31T12:00:00Z";
  if (options.previousProof !== void 0) return "Proof chains (previousProof) are not accepted";
  return void 0;
}

// src/modules/keys/verify-secured.ts
var EDDSA_JCS_2022 = { "eddsa-jcs-2022": hashData };
var CHECKS = ["proof", "purpose", "context", "key", "issuer", "signature", "validity"];
var SKEW = 3e5;
var Fails = class extends Error {
};
async function verifySecured(secured, resolve, now, expected = {}, cryptosuites = EDDSA_JCS_2022) {
  const proof = readProof(secured, Object.keys(cryptosuites));
  if (typeof proof === "string") {
    const skipped = CHECKS.slice(1).map((check) => outcome(check, "skip", "There is no proof to check"));
    return { verified: false, evaluations: [outcome("proof", "fail", proof), ...skipped] };
  }
  let key;
  const evaluations = [
    outcome("proof", "pass", `One Data Integrity proof, ${proof.options.cryptosuite}`),
    await evaluate("purpose", () => checkPurpose(proof, expected)),
    await evaluate("context", () => checkContext(proof)),
    await evaluate("key", async () => (key = await findKey(proof, resolve), "The key is published and trusted")),
    await evaluate("issuer", () => checkIssuer(proof, resolve, expected)),
    key ? await evaluate("signature", () => checkSignature(proof, key, cryptosuites)) : outcome("signature", "skip", "Without a key it cannot be checked"),
    await evaluate("validity", () => checkValidity(proof, now))
  ];
  return { verified: evaluations.every(({ result }) => result === "pass"), evaluations };
}
var outcome = (check, result, message) => ({
  check,
  result,
  message
});
async function evaluate(check, work) {
  try {
    return outcome(check, "pass", await work());
  } catch (error) {
    return outcome(check, error instanceof Fails ? "fail" : "error", error.message);
  }
}
function checkPurpose({ options }, expected) {
  const { proofPurpose = "assertionMethod", domain, challenge } = expected;
  if (options.proofPurpose !== proofPurpose)
    throw new Fails(`The proof is for ${options.proofPurpose}, not ${proofPurpose}`);
  if (domain !== void 0 && options.domain !== domain) throw new Fails("The proof is for another domain");
  if (challenge !== void 0 && options.challenge !== challenge)
    throw new Fails("The proof answers another challenge");
  return `The proof is for ${proofPurpose}`;
}
function checkContext({ options, document }) {
  const [signed, shown2] = [options["@context"], document["@context"]];
  if (signed !== void 0 && (0, import_canonicalize2.default)(signed) !== (0, import_canonicalize2.default)(shown2))
    throw new Fails("@context is not the one that was signed");
  return "The contexts are the ones that were signed";
}
var didOf = (url) => url.slice(0, url.indexOf("#"));
var absolute = (id, did) => id.startsWith("#") ? `${did}${id}` : id;
async function findKey({ options }, resolve) {
  const { verificationMethod, proofPurpose } = options;
  const did = didOf(verificationMethod);
  const document = await resolve(did);
  if (!document) throw new Fails(`There is no DID document of ${did}`);
  const method = document.verificationMethod?.find(({ id }) => absolute(id, did) === verificationMethod);
  if (!method) throw new Fails(`${did} does not list this key`);
  if (method.revoked) throw new Fails(`The key was revoked at ${method.revoked}`);
  if (method.controller !== did) throw new Fails("The key belongs to somebody else");
  if (!listsKey(document, proofPurpose, verificationMethod))
    throw new Fails(`The key is not listed for ${proofPurpose}`);
  return publicKeyOf(method);
}
function publicKeyOf({ publicKeyMultibase }) {
  const key = typeof publicKeyMultibase === "string" && decodeMultikey(publicKeyMultibase);
  if (!key) throw new Fails("The key is no Ed25519 Multikey");
  return key;
}
var listsKey = (document, purpose, method) => (document[purpose] ?? []).some((id) => typeof id === "string" && absolute(id, document.id) === method);
async function checkIssuer({ options, document }, resolve, { holderMayBeUnnamed }) {
  const role = options.proofPurpose === "authentication" ? "holder" : "issuer";
  if (role === "holder" && holderMayBeUnnamed && document.holder === void 0) return "It names no holder";
  const issuer = idOf(document[role]);
  if (!issuer) throw new Fails(`The document names no ${role}`);
  if (issuer !== didOf(options.verificationMethod)) {
    const theirs = issuer.startsWith("did:") ? await resolve(issuer) : null;
    if (!theirs || !listsKey(theirs, options.proofPurpose, options.verificationMethod))
      throw new Fails(`The ${role} ${issuer} does not control the key`);
  }
  return `The ${role} controls the key`;
}
async function checkSignature({ options, document, signature }, key, cryptosuites) {
  const signed = await cryptosuites[options.cryptosuite](options, document);
  if (!verify(null, signed, key, signature)) throw new Fails("The signature does not fit the content");
  return "The signature fits the content";
}
function checkValidity({ options, document }, now) {
  const time = (name, value) => {
    if (value === void 0) return void 0;
    const at = readTime(value);
    if (at === null) throw new Fails(`${name} is not a time`);
    return at;
  };
  const begins = [
    time("created", options.created),
    time("validFrom", document.validFrom),
    time("issuanceDate", document.issuanceDate)
  ];
  const ends = [
    time("expires", options.expires),
    time("validUntil", document.validUntil),
    time("expirationDate", document.expirationDate)
  ];
  const early = begins.find((at) => at !== void 0 && at > now.getTime() + SKEW);
  if (early !== void 0) throw new Fails(`Not valid before ${new Date(early).toISOString()}`);
  const late = ends.find((at) => at !== void 0 && at <= now.getTime());
  if (late !== void 0) throw new Fails(`Expired at ${new Date(late).toISOString()}`);
  return "Valid at this time";
}

// src/modules/keys/did-document.ts
var CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"];
function didDocument(did, keys, alsoKnownAs = []) {
  const idOf2 = ({ publicKey }) => `${did}#${publicKey}`;
  const trusted = keys.filter(({ revokedAt }) => !revokedAt);
  return {
    "@context": CONTEXTS,
    id: did,
    ...alsoKnownAs.length > 0 && { alsoKnownAs },
    ...keys.length > 0 && {
      verificationMethod: keys.map((key) => ({
        id: idOf2(key),
        type: "Multikey",
        controller: did,
        publicKeyMultibase: key.publicKey,
        ...key.revokedAt && { revoked: key.revokedAt.toISOString() }
      }))
    },
    authentication: trusted.filter(({ retiredAt }) => !retiredAt).map(idOf2),
    assertionMethod: trusted.map(idOf2)
  };
}

// src/modules/keys/did-key.ts
function didKeyDocument(did) {
  const publicKey = did.slice("did:key:".length);
  if (!did.startsWith("did:key:") || !decodeMultikey(publicKey)) return null;
  return didDocument(did, [{ publicKey, retiredAt: null, revokedAt: null }]);
}

// src/modules/keys/status-list.ts
import { gunzip, gzip } from "node:zlib";
import { promisify } from "node:util";
var LIST_LENGTH = 131072;
var MOST_BYTES = 2 * 1024 * 1024;
var MOST_CHARACTERS = 4 * 1024 * 1024;
function isSet(bits, position) {
  if (!isPosition(position, bits)) throw new RangeError(`No position in a status list: ${position}`);
  return (bits[position >> 3] & 128 >> (position & 7)) !== 0;
}
var isPosition = (position, bits) => Number.isSafeInteger(position) && position >= 0 && position < bits.length * 8;
async function decodeList(encoded) {
  if (encoded.length > MOST_CHARACTERS) throw new Error("The status list is too long");
  if (!/^u[A-Za-z0-9_-]+$/.test(encoded)) throw new Error("encodedList must be multibase base64url: it begins with u");
  const packed = Buffer.from(encoded.slice(1), "base64url");
  const bits = await promisify(gunzip)(packed, { maxOutputLength: MOST_BYTES });
  if (bits.length < LIST_LENGTH / 8) throw new Error(`A status list has at least ${LIST_LENGTH} entries`);
  return bits;
}

// src/modules/verifier/checking/knowledge.ts
var listsIn = (knowledge) => async (address) => [await knowledge.statusList(address) ?? []].flat();
var lookUpIn = (knowledge) => async (did) => {
  const known = await knowledge.did(did);
  return known === void 0 && isSelfMade(did) ? didKeyDocument(did) : known;
};
var isSelfMade = (did) => did.startsWith("did:key:");
var isAnybody = async (knowledge, did) => isSelfMade(did) && await knowledge.did(did) === void 0;
function sealsIn(document) {
  const methods = Array.isArray(document.verificationMethod) ? document.verificationMethod : [];
  return methods.flatMap(({ publicKeyJwk, revoked }) => {
    const given = Array.isArray(publicKeyJwk?.x5c) ? publicKeyJwk.x5c : [];
    const [der, ...chain] = given.map((each) => Buffer.from(String(each), "base64"));
    if (!der) return [];
    return [{ of: String(document.id), der, chain, ...revoked !== void 0 && { compromisedAt: timeIn(revoked) } }];
  });
}
var timeIn = (revoked) => new Date(readTime(revoked) ?? 0);

// src/platform/json/exact-number.ts
var DIGITS_KEPT = 15;
var LONGEST = 1e3;
var DECIMAL = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
function isExact(written2) {
  if (written2.length <= DIGITS_KEPT && !/e/i.test(written2)) return true;
  if (written2.length > LONGEST) return false;
  const number2 = Number(written2);
  const shortest = String(number2);
  if (shortest === written2) return true;
  if (!Number.isFinite(number2)) return false;
  const decimal = decimalOf(written2);
  return decimal === decimalOf(shortest) || decimal === decimalOf(number2.toPrecision(17));
}
function decimalOf(written2) {
  const [, whole, fraction = "", exponent = "0"] = DECIMAL.exec(written2);
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  if (end === 0) return "0";
  return `${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}

// src/platform/json/string-end.ts
var [QUOTE, BACKSLASH] = Buffer.from('"\\');
function endOfStringInBytes(json, start) {
  for (let at = json.indexOf(QUOTE, start + 1); at !== -1; at = json.indexOf(QUOTE, at + 1)) {
    let backslashes = 0;
    while (json[at - 1 - backslashes] === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return json.length;
}
function endOfString(json, start) {
  for (let at = json.indexOf('"', start + 1); at !== -1; at = json.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (json[at - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return json.length;
}

// src/platform/json/ambiguities.ts
var LONGEST_SHOWN = 100;
var NUMBER = /[-+.\deE]+/y;
function ambiguitiesIn(json, most) {
  const found = [];
  const open2 = [];
  let last = "";
  for (let at = 0; at < json.length && found.length < most; at += 1) {
    const letter = json[at];
    if (letter === '"') {
      const end = endOfString(json, at);
      last = json.slice(at, end + 1);
      at = end;
    } else if (letter === ":") {
      const name = nameIn(last);
      if (!isNew(name, open2.at(-1))) found.push({ kind: "twice", path: pathOf(open2), written: shown(name) });
    } else if (letter === ",") countIn(open2.at(-1));
    else if (letter === "{") open2.push({ names: /* @__PURE__ */ new Set(), at: "" });
    else if (letter === "[") open2.push({ names: null, at: 0 });
    else if (letter === "}" || letter === "]") open2.pop();
    else if (letter === "-" || letter >= "0" && letter <= "9") {
      const written2 = numberAt(json, at);
      if (!isExact(written2)) found.push({ kind: "inexact", path: pathOf(open2), written: shown(written2) });
      at += written2.length - 1;
    }
  }
  return found;
}
function numberAt(json, at) {
  NUMBER.lastIndex = at;
  return NUMBER.exec(json)[0];
}
var nameIn = (quoted) => quoted.includes("\\") ? JSON.parse(quoted) : quoted.slice(1, -1);
function isNew(name, level) {
  const { size } = level.names;
  level.at = name;
  return level.names.add(name).size > size;
}
function countIn(level) {
  if (typeof level.at === "number") level.at += 1;
}
var shown = (text) => text.slice(0, LONGEST_SHOWN);
var pathOf = (open2) => open2.reduce((path, { at }) => {
  if (typeof at === "number") return `${path}[${at}]`;
  return path === "" ? shown(at) : `${path}.${shown(at)}`;
}, "");

// src/platform/json/weight.ts
var [QUOTE2, COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('",[]{}');
function beyondLimits(json, { depth, values }) {
  let level = 0;
  let begun = 1;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === QUOTE2) at = endOfStringInBytes(json, at);
    else if (byte === COMMA) begun += 1;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      level += 1;
      begun += 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) level -= 1;
    if (level > depth) return "depth";
    if (begun > values) return "values";
  }
  return null;
}

// src/modules/verifier/checking/read-json.ts
var DEEPEST = 64;
var MOST_VALUES = 5e5;
var utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function readJson(bytes) {
  const json = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const beyond = beyondLimits(json, { depth: DEEPEST, values: MOST_VALUES });
  if (beyond === "depth") throw new Flaw(`It is nested more than ${DEEPEST} levels deep`);
  if (beyond === "values") throw new Flaw(`It holds more than ${MOST_VALUES} values`);
  const text = decoded(bytes);
  const value = parsed(text);
  requireOneMeaning(text);
  return value;
}
function readJsonObject(bytes) {
  const value = readJson(bytes);
  if (!isObject(value)) throw new Flaw("It is not a JSON object");
  return value;
}
function decoded(bytes) {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Flaw("It is not text in UTF-8");
  }
}
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Flaw(`It is not JSON: ${error.message}`);
  }
}
function requireOneMeaning(text) {
  const [ambiguity] = ambiguitiesIn(text, 1);
  if (ambiguity?.kind === "twice") throw new Flaw("A field is there twice", ambiguity.written);
  if (ambiguity) throw new Flaw("A number is not one that JSON carries exactly", ambiguity.written);
}

// src/modules/verifier/checking/check-did-documents.ts
import { X509Certificate } from "node:crypto";
function readDidDocuments(documents) {
  const known = /* @__PURE__ */ new Map();
  for (const [index, document] of documents.entries()) {
    const { id } = document;
    const where = `[${index}]`;
    if (typeof id !== "string" || !id.startsWith("did:")) throw new Flaw("It is no DID document", where);
    if (known.has(id)) throw new Flaw(`There are two documents of ${id}`, where);
    requireSound(document, where);
    known.set(id, document);
  }
  return known;
}
function requireSound(document, where) {
  const { verificationMethod = [], assertionMethod = [], authentication = [] } = document;
  const lists = [verificationMethod, assertionMethod, authentication];
  if (!lists.every(Array.isArray) || !verificationMethod.every(isObject)) throw new Flaw("It is malformed", where);
  const ids = verificationMethod.map(
    (method, index) => requireMethod(document.id, method, `${where}.verificationMethod[${index}]`)
  );
  if (new Set(ids).size !== ids.length) throw new Flaw("It lists a key twice", where);
  for (const id of [...assertionMethod, ...authentication]) {
    const method = verificationMethod.find((each) => each.id === id);
    if (!method) throw new Flaw(`It trusts a key that it does not list: ${String(id)}`, where);
    if (method.revoked) throw new Flaw(`It trusts a key that was revoked: ${id}`, where);
  }
}
function requireMethod(did, method, where) {
  const { id, controller, type, publicKeyMultibase, publicKeyJwk } = method;
  if (typeof id !== "string" || !id.startsWith(`${did}#`))
    throw new Flaw("It is not named below its DID", `${where}.id`);
  if (controller !== did) throw new Flaw("It belongs to somebody else", `${where}.controller`);
  if (type === "Multikey") {
    if (typeof publicKeyMultibase !== "string" || !decodeMultikey(publicKeyMultibase))
      throw new Flaw("It is no Ed25519 key", `${where}.publicKeyMultibase`);
    if (id !== `${did}#${publicKeyMultibase}`) throw new Flaw("It is named after another key", `${where}.id`);
  } else if (publicKeyJwk?.x5c !== void 0) requireCertificate(publicKeyJwk, where);
  else throw new Flaw("It is a key of an unknown kind", `${where}.type`);
  return id;
}
function requireCertificate({ x5c, ...jwk }, where) {
  const [own] = Array.isArray(x5c) ? x5c : [];
  let published;
  try {
    published = { ...new X509Certificate(Buffer.from(String(own), "base64")).publicKey.export({ format: "jwk" }) };
  } catch (error) {
    throw new Flaw(`The certificate cannot be read: ${error.message}`, `${where}.publicKeyJwk.x5c`);
  }
  const other = Object.keys({ ...published, ...jwk }).find((name) => published[name] !== jwk[name]);
  if (other !== void 0) throw new Flaw("The certificate is one for another key", `${where}.publicKeyJwk.${other}`);
}

// src/modules/verifier/checking/check-log.ts
var import_canonicalize3 = __toESM(require_canonicalize());

// src/modules/verifier/checking/check-proof.ts
var PARTS = [
  ["proof.signature", ["proof", "purpose", "context", "signature"]],
  ["proof.key", ["key", "issuer"]],
  ["proof.validity", ["validity"]]
];
async function checkProof(findings, of) {
  const unknown = /* @__PURE__ */ new Set();
  const resolve = async (did) => {
    const document = await of.lookUp(did);
    if (document === void 0) unknown.add(did);
    return document ?? null;
  };
  const proofPurpose = isPresentation(of.document) ? "authentication" : "assertionMethod";
  const { evaluations } = await verifySecured(of.document, resolve, of.now, { proofPurpose });
  return PARTS.map(([check, names]) => {
    const parts = evaluations.filter((each) => names.includes(each.check));
    return record(findings, check, of, parts, [...unknown]);
  }).every(Boolean);
}
var isPresentation = ({ type }) => [type].flat().includes("VerifiablePresentation");
function record(findings, check, of, parts, unknown) {
  const { where } = of;
  const isWrong = ({ result }) => result === "fail" || result === "error";
  const known = unknown.length === 0 || parts.some((each) => each.check === "issuer" && isWrong(each)) && !unknown.includes(issuerOf(of.document));
  if (check === "proof.key" && !known) {
    findings.lack(check, where, `The keys of ${unknown.join(" and of ")} are not known here`);
    return true;
  }
  const wrong = parts.find(isWrong);
  const skipped = parts.find(({ result }) => result === "skip");
  if (wrong && of.mayBeOver && wrong.message.startsWith("Expired at")) {
    findings.skip(check, where, `${wrong.message}: what happened is proved, but it does not count any more`);
    return true;
  }
  if (wrong) findings.fail(check, `${where} ${FIELDS[wrong.check]}`, wrong.message);
  else if (skipped) findings.skip(check, where, skipped.message);
  else findings.pass(check, where, check === "proof.key" ? signerOf(of.document) : parts.at(-1).message);
  return !wrong && !skipped;
}
function issuerOf({ issuer, holder }) {
  const named = issuer ?? holder;
  return String(isObject(named) ? named.id : named);
}
var signerOf = ({ proof }) => `Signed with ${String([proof].flat()[0].verificationMethod)}, which its issuer stands behind`;
var FIELDS = {
  proof: "proof",
  purpose: "proof.proofPurpose",
  context: "@context",
  key: "proof.verificationMethod",
  issuer: "issuer",
  signature: "proof.proofValue",
  validity: "validFrom/validUntil/proof.created"
};

// src/modules/verifier/checking/cms/signed-data.ts
import { createHash as createHash2 } from "node:crypto";

// src/modules/verifier/checking/cms/der.ts
var CONSTRUCTED = 32;
var MOST_CHILDREN = 1e4;
var TAGS = {
  boolean: 1,
  integer: 2,
  octets: 4,
  null: 5,
  oid: 6,
  utcTime: 23,
  time: 24,
  sequence: 48,
  set: 49
};
var context = (number2) => 160 | number2;
function readFirst(bytes) {
  if (bytes.length < 2) throw new Flaw("The signature ends in the middle of an element");
  const [tag, first] = bytes;
  if ((tag & 31) === 31) throw new Flaw("The signature has an element of an unknown kind");
  const [length, header] = first < 128 ? [first, 2] : longLength(bytes, first & 127);
  if (header + length > bytes.length) throw new Flaw("The signature ends in the middle of an element");
  return { tag, whole: bytes.subarray(0, header + length), content: bytes.subarray(header, header + length) };
}
function longLength(bytes, count) {
  if (count === 0 || count > 4 || bytes.length < 2 + count)
    throw new Flaw("The signature has a length that is none in DER");
  const length = bytes.readUIntBE(2, count);
  const shortest = length >= 128 && length >= 2 ** (8 * (count - 1));
  if (!shortest) throw new Flaw("The signature has a length that is longer than it must be");
  return [length, 2 + count];
}
function readDer(bytes) {
  const element2 = readFirst(bytes);
  if (element2.whole.length !== bytes.length) throw new Flaw("The signature has something behind an element");
  return element2;
}
function childrenOf({ tag, content }) {
  if ((tag & CONSTRUCTED) === 0) throw new Flaw("The signature has a value where a list was expected");
  const children = [];
  for (let at = 0; at < content.length; ) {
    const child = readFirst(content.subarray(at));
    children.push(child);
    at += child.whole.length;
    if (children.length > MOST_CHILDREN) throw new Flaw("The signature has too many elements");
  }
  return children;
}
function required(element2, tag, what) {
  if (element2?.tag !== tag) throw new Flaw(`${what} is not there, or something else`);
  return element2;
}
var listOf = (element2, what, tag = TAGS.sequence) => childrenOf(required(element2, tag, what));
function oidOf(element2, what) {
  const { content } = required(element2, TAGS.oid, what);
  const numbers = [];
  let value = 0;
  for (const [index, byte] of content.entries()) {
    if (value === 0 && byte === 128) throw new Flaw(`${what} is written in an unusual way`);
    value = value * 128 + (byte & 127);
    if (value > Number.MAX_SAFE_INTEGER / 128) throw new Flaw(`${what} has a number that is too large`);
    if ((byte & 128) !== 0) {
      if (index === content.length - 1) throw new Flaw(`${what} ends in the middle`);
      continue;
    }
    numbers.push(value);
    value = 0;
  }
  if (numbers.length === 0) throw new Flaw(`${what} is empty`);
  const [head, ...rest] = numbers;
  const top = Math.min(Math.floor(head / 40), 2);
  return [top, head - 40 * top, ...rest].join(".");
}
function smallInteger(element2, what) {
  const { content } = required(element2, TAGS.integer, what);
  if (content.length !== 1) throw new Flaw(`${what} is no small number`);
  return content[0];
}
function numberOf(element2, what) {
  const { content } = required(element2, TAGS.integer, what);
  const isShortest = content.length === 1 || content.length === 2 && (content[0] > 0 || content[1] > 127);
  if (!isShortest || content[0] > 127) throw new Flaw(`${what} is no such number`);
  return content.readUIntBE(0, content.length);
}
function timeOf(element2, what) {
  const text = element2?.content.toString("latin1") ?? "";
  const [, year, ...parts] = element2?.tag === TAGS.utcTime && /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)()Z$/.exec(text) || element2?.tag === TAGS.time && /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text) || [];
  if (!year) throw new Flaw(`${what} is not a time`);
  const century = year.length === 4 ? "" : Number(year) < 50 ? "20" : "19";
  const [month, day, hour, minute, second, fraction = ""] = parts;
  const at = /* @__PURE__ */ new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(at.getTime())) throw new Flaw(`${what} is not a time`);
  return at;
}

// src/modules/verifier/checking/cms/signed-data.ts
var OIDS = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  timestampInfo: "1.2.840.113549.1.9.16.1.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  timestampToken: "1.2.840.113549.1.9.16.2.14",
  timestamping: "1.3.6.1.5.5.7.3.8"
};
var DIGESTS = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512"
};
function readSignedData(bytes) {
  const [type, wrapped, ...more] = listOf(readDer(bytes), "The signature");
  if (oidOf(type, "The type of the signature") !== OIDS.signedData || more.length > 0)
    throw new Flaw("The signature is no CMS SignedData");
  const [inner, ...others] = listOf(wrapped, "The signed data", context(0));
  if (others.length > 0) throw new Flaw("The signed data has something behind it");
  const [version, algorithms, encapsulated, ...rest] = listOf(inner, "The signed data");
  const certificates = rest[0]?.tag === context(0) ? childrenOf(rest.shift()) : [];
  if (rest.length !== 1) throw new Flaw("The signed data has lists that are not understood, or none of signers");
  const [signerInfo, ...otherSigners] = listOf(rest[0], "The list of signers", TAGS.set);
  if (otherSigners.length > 0) throw new Flaw("There are several signers; one is accepted");
  const { contentType, content } = readContent(encapsulated);
  const signer = readSigner(signerInfo);
  requireVersion(version, contentType, signer);
  const [algorithm, ...otherAlgorithms] = listOf(algorithms, "The list of digests", TAGS.set);
  if (otherAlgorithms.length > 0 || digestOf(algorithm) !== signer.digest)
    throw new Flaw("The digests that are announced are not the one that is used");
  return { contentType, content, certificates: certificates.map(certificateIn), ...signer };
}
function requireVersion(version, contentType, { signer }) {
  const expected = contentType !== OIDS.data || "keyId" in signer ? 3 : 1;
  if (smallInteger(version, "The version of the signed data") !== expected)
    throw new Flaw("The version of the signed data is not the one that belongs to its content");
}
function certificateIn({ tag, whole }) {
  if (tag !== TAGS.sequence) throw new Flaw("There is a certificate of an unknown kind");
  return whole;
}
function readContent(element2) {
  const [type, wrapped, ...more] = listOf(element2, "The content");
  if (more.length > 0) throw new Flaw("The content has something behind it");
  const contentType = oidOf(type, "The type of the content");
  if (!wrapped) return { contentType, content: null };
  const [content, ...others] = listOf(wrapped, "The content", context(0));
  if (others.length > 0) throw new Flaw("The content has something behind it");
  return { contentType, content: required(content, TAGS.octets, "The content").content };
}
function readSigner(element2) {
  const [version, named, digest, ...rest] = listOf(element2, "The signer");
  const signer = readName(named);
  if (smallInteger(version, "The version of the signer") !== ("keyId" in signer ? 3 : 1))
    throw new Flaw("The version of the signer is not the one that belongs to its name");
  const attributes = required(rest.shift(), context(0), "The list of signed attributes");
  const [algorithm, signature, unsigned, ...more] = rest;
  if (more.length > 0) throw new Flaw("The signer has something behind it");
  const [oid, parameters, ...others] = listOf(algorithm, "The algorithm of the signature");
  if (others.length > 0) throw new Flaw("The algorithm of the signature has something behind it");
  const bytes = Buffer.from(attributes.whole);
  bytes[0] = TAGS.set;
  return {
    signer,
    digest: digestOf(digest),
    signed: { bytes, values: attributesIn(attributes) },
    algorithm: { oid: oidOf(oid, "The algorithm of the signature"), parameters },
    signature: required(signature, TAGS.octets, "The signature value").content,
    unsigned: unsigned ? attributesIn(required(unsigned, context(1), "The list of unsigned attributes")) : /* @__PURE__ */ new Map()
  };
}
function readName(element2) {
  if (element2?.tag === 128) return { keyId: element2.content };
  const [issuer, serial, ...more] = listOf(element2, "The name of the signer");
  if (more.length > 0) throw new Flaw("The name of the signer has something behind it");
  return {
    issuer: required(issuer, TAGS.sequence, "The issuer").whole,
    serial: required(serial, TAGS.integer, "The serial number").content
  };
}
function attributesIn(list) {
  const values = /* @__PURE__ */ new Map();
  for (const attribute of childrenOf(list)) {
    const [type, set, ...more] = listOf(attribute, "An attribute");
    const oid = oidOf(type, "The type of an attribute");
    const [value, ...others] = listOf(set, `The attribute ${oid}`, TAGS.set);
    if (!value || more.length + others.length > 0 || values.has(oid))
      throw new Flaw(`The attribute ${oid} has not exactly one value`);
    values.set(oid, value);
  }
  return values;
}
function digestOf(element2) {
  const [oid, parameters, ...more] = listOf(element2, "The digest");
  requireNoParameters(parameters, "The digest");
  const name = oidOf(oid, "The digest");
  if (more.length > 0 || !Object.hasOwn(DIGESTS, name)) throw new Flaw(`The digest ${name} is not accepted`);
  return DIGESTS[name];
}
function requireNoParameters(parameters, what) {
  if (parameters && (parameters.tag !== TAGS.null || parameters.content.length > 0))
    throw new Flaw(`${what} has parameters that are not understood`);
}
var hash = (digest, ...parts) => {
  const hasher = createHash2(digest);
  for (const part of parts) hasher.update(part);
  return hasher.digest();
};

// src/modules/verifier/checking/check-log.ts
var HEX = /^([0-9a-f]{2})*$/;
var HASH = /^[0-9a-f]{64}$/;
var ENTRY_FIELDS = ["seq", "id", "kind", "subjectId", "occurredAt", "digest", "salt", "details"];
async function checkLog(findings, of) {
  let entries = [];
  let segments = [];
  const { log, where } = of;
  const whole = await findings.attempt("log.entries", where, () => {
    entries = readEntries(log);
    segments = readSegments(log);
    requireEntriesIn(segments, entries, log);
    const erased = entries.filter(({ details }) => details === null).length;
    return `${entries.length} entries with their digests${erased > 0 ? `; the details of ${erased} were erased` : ""}`;
  });
  if (!whole) return null;
  const linked = await findings.attempt("log.chain", where, () => {
    segments.forEach((segment, index) => requireLinked(of, segment, index, segments[index - 1]));
    return `${segments.length} part(s) of the chain end in the links of their checkpoints`;
  });
  if (!linked) return null;
  for (const [index, { checkpoint }] of segments.entries()) {
    const place = `${where} segments[${index}].checkpoint`;
    await checkProof(findings, { document: checkpoint, where: place, lookUp: of.lookUp, now: of.now, mayBeOver: true });
  }
  if (of.alone) recordCoverage(findings, where, entries.length, segments);
  return entries;
}
function requireEntriesIn(segments, entries, { log }) {
  entries.forEach((entry, index) => requireInSegment(entry, `entries[${index}]`, log, segments));
}
function changedPlaceIn(bytes) {
  const text = bytes.toString("utf8");
  try {
    const log = JSON.parse(text);
    const entries = readEntries(log);
    const segments = readSegments(log);
    requireEntriesIn(segments, entries, log);
    segments.forEach((segment, index) => requireLinked({ log }, segment, index, segments[index - 1]));
    return "";
  } catch (error) {
    if (error instanceof Flaw) return error.where;
    const [, position] = /position (\d+)/.exec(error.message) ?? [];
    return position === void 0 ? "" : entryAt(text, Number(position));
  }
}
function entryAt(text, position) {
  const from = text.search(/"entries"\s*:\s*\[/);
  if (from < 0 || position < from) return "";
  let [depth, index, quoted] = [0, -1, false];
  for (let at = text.indexOf("[", from) + 1; at < position; at += 1) {
    if (quoted && text[at] === "\\") at += 1;
    else if (text[at] === '"') quoted = !quoted;
    else if (!quoted && /[[{]/.test(text[at]) && depth++ === 0) index += 1;
    else if (!quoted && /[\]}]/.test(text[at]) && depth-- === 0) return "";
  }
  return index < 0 ? "" : `entries[${index}]`;
}
function recordCoverage(findings, where, shown2, segments) {
  const [from, until] = [segments[0].after.seq, segments.at(-1).until];
  const places = until - from;
  if (places > 0 && shown2 === places)
    return findings.pass("log.entries", where, `All places from ${from + 1} to ${until} are shown; no other is`);
  findings.lack(
    "log.entries",
    `${where} entries`,
    `It is an excerpt: it shows ${shown2} of ${places} places of the chain, from ${from + 1} to ${until}. What happened at the others is not shown: that nothing was withdrawn, revoked or left out is not proven`
  );
}
function readEntries({ log, entries, segments: _, ...more }) {
  const [unknown] = Object.keys(more);
  if (unknown !== void 0) throw new Flaw("No log has this field", unknown);
  if (typeof log !== "string" || !log.startsWith("did:")) throw new Flaw("The log has no name", "log");
  if (!Array.isArray(entries)) throw new Flaw("There are no entries", "entries");
  return entries.map((entry, index) => {
    const where = `entries[${index}]`;
    if (!isObject(entry)) throw new Flaw("It is not an entry", where);
    const other = Object.keys(entry).find((field) => !ENTRY_FIELDS.includes(field));
    if (other !== void 0) throw new Flaw("No entry has this field", `${where}.${other}`);
    naming(entry, () => requireDigest(entry, where));
    if (!isPlace(entry.seq)) throw new Flaw("It has no place in the log", `${where}.seq`);
    const before = entries[index - 1];
    if (isObject(before) && entry.seq <= Number(before.seq)) throw new Flaw("It is out of order", `${where}.seq`);
    return entry;
  });
}
function naming({ seq, kind }, check) {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    throw new Flaw(`${error.message} (entry ${String(seq)}, ${String(kind)})`, error.where);
  }
}
var isPlace = (value) => Number.isSafeInteger(value) && value > 0;
function requireDigest({ digest, salt, details }, where) {
  if (typeof digest !== "string" || !HASH.test(digest)) throw new Flaw("It is not a digest in hex", `${where}.digest`);
  const salted = typeof salt === "string" && HEX.test(salt);
  if (details === null && (salt === null || salted)) return;
  if (!salted) throw new Flaw("It is not hex", `${where}.salt`);
  if (!isObject(details)) throw new Flaw("They are neither an object nor erased", `${where}.details`);
  if (hash("sha256", Buffer.from(salt, "hex"), Buffer.from((0, import_canonicalize3.default)(details))).toString("hex") !== digest)
    throw new Flaw("The digest is not the one of its salt and details", `${where}.digest`);
}
function readSegments({ segments }) {
  if (!Array.isArray(segments) || segments.length === 0) throw new Flaw("There are no parts of the chain", "segments");
  return segments.map((segment, index) => {
    const where = `segments[${index}]`;
    const { after, entryHashes, checkpoint, ...more } = isObject(segment) ? segment : {};
    if (Object.keys(more).length > 0) throw new Flaw("It has fields that are not understood", where);
    if (!Array.isArray(entryHashes) || !entryHashes.every((each) => typeof each === "string" && HASH.test(each)))
      throw new Flaw("They are no hashes in hex", `${where}.entryHashes`);
    if (!isObject(checkpoint) || checkpoint.type !== "EvidenceCheckpoint")
      throw new Flaw("It is no checkpoint", `${where}.checkpoint`);
    const from = readLink(after, `${where}.after`);
    const hashes = entryHashes.map((each) => Buffer.from(each, "hex"));
    return { after: from, hashes, checkpoint, until: from.seq + hashes.length };
  });
}
function readLink(value, where) {
  const { seq, link, ...more } = isObject(value) ? value : {};
  const plain = (seq === 0 || isPlace(seq)) && typeof link === "string" && HASH.test(link);
  if (!plain || Object.keys(more).length > 0) throw new Flaw("It is no place of the chain with its link", where);
  return { seq, link: Buffer.from(link, "hex") };
}
function requireInSegment(entry, where, log, segments) {
  const { seq, id, kind, subjectId, occurredAt, digest } = entry;
  const segment = segments.find(({ after, until }) => after.seq < seq && seq <= until);
  if (!segment) throw new Flaw("No part of the chain reaches it", where);
  const own = (0, import_canonicalize3.default)({ log, seq, id, kind, subjectId, occurredAt, digest });
  naming(entry, () => {
    if (!hash("sha256", Buffer.from(own)).equals(segment.hashes[seq - segment.after.seq - 1]))
      throw new Flaw("Its hash is not the one at its place in the chain", where);
  });
}
function requireLinked({ log, names }, segment, index, before) {
  const where = `segments[${index}]`;
  const { after, checkpoint, until } = segment;
  if (after.seq === 0 && !after.link.equals(hash("sha256", Buffer.from(log.log))))
    throw new Flaw("It is not the link before the first entry of this log", `${where}.after.link`);
  if (before && after.seq < before.until) throw new Flaw("It begins inside the part before it", `${where}.after.seq`);
  if (before && after.seq === before.until && String(before.checkpoint.link) !== after.link.toString("hex"))
    throw new Flaw("It does not go on from the part before it", `${where}.after.link`);
  if (checkpoint.log !== log.log) throw new Flaw("It is a checkpoint of another log", `${where}.checkpoint.log`);
  if (names && !names.includes(String(checkpoint.issuer)))
    throw new Flaw("It is not signed by the organization of this log", `${where}.checkpoint.issuer`);
  if (checkpoint.seq !== until) throw new Flaw("The hashes do not reach its checkpoint", `${where}.entryHashes`);
  const links = linksOf(segment);
  if (links.at(-1).toString("hex") !== checkpoint.link)
    throw new Flaw("The links do not end in the one of its checkpoint", `${where}.entryHashes`);
  requirePrevious(segment, links, where);
}
function linksOf({ after, hashes }) {
  const links = [after.link];
  for (const each of hashes) links.push(hash("sha256", links.at(-1), each));
  return links;
}
function requirePrevious({ after, checkpoint, until }, links, where) {
  if (checkpoint.previous === null) return;
  const place = `${where}.checkpoint.previous`;
  const { seq, link } = readLink(checkpoint.previous, place);
  if (seq > until) throw new Flaw("It lies behind its checkpoint", place);
  if (seq >= after.seq && !links[seq - after.seq].equals(link))
    throw new Flaw("Its link is not the one at its place", place);
}

// src/modules/verifier/checking/check-status.ts
var MOST_ENTRIES = 5;
async function checkStatus(findings, of) {
  const { credentialStatus } = of.credential;
  const where = `${of.where} credentialStatus`;
  if (credentialStatus === void 0) return;
  const entries = [credentialStatus].flat();
  if (entries.length === 0 || entries.length > MOST_ENTRIES) return findings.fail("status.revocation", where, UNKNOWN);
  for (const given of entries) {
    const entry = readEntry(given);
    if (!entry) findings.fail("status.revocation", where, UNKNOWN);
    else await checkEntry(findings, of, where, entry);
  }
}
var UNKNOWN = "Only revocation by a BitstringStatusListEntry is understood";
function readEntry(given) {
  if (!isObject(given)) return null;
  const { type, statusPurpose, statusListIndex: index, statusListCredential: address } = given;
  if (type !== "BitstringStatusListEntry" || statusPurpose !== "revocation") return null;
  if (typeof index !== "string" || !/^\d{1,12}$/.test(index) || typeof address !== "string") return null;
  return { position: Number(index), address };
}
async function checkEntry(findings, of, where, entry) {
  const lists = await of.lists(entry.address);
  const missing = `The status list ${entry.address} is not known here`;
  if (lists.length === 0 && of.optional) return findings.skip("status.revocation", where, missing);
  if (lists.length === 0) return findings.lack("status.revocation", where, missing);
  const said = [];
  for (const list of lists) {
    const one = await readEntryIn(findings, of, where, entry, list);
    if (!one) return;
    said.push(one);
  }
  conclude(findings, of, where, entry, said);
}
function conclude(findings, of, where, { position }, said) {
  const [newest] = said.sort((one, other) => other.signed - one.signed);
  const revoked = said.find((each) => each.revoked);
  if (revoked) {
    const list = `its status list that was signed at ${timeOf2(revoked.signed)}`;
    return findings.fail("status.revocation", where, `It was revoked: place ${position} of ${list} is set`);
  }
  const message = `It is not revoked in the list that was signed at ${timeOf2(newest.signed)}`;
  if (newest.validUntil !== null && of.now.getTime() <= newest.validUntil)
    return findings.pass("status.revocation", where, message);
  const age = newest.validUntil === null ? "The list does not say how long it counts" : `That list is stale: it counted until ${timeOf2(newest.validUntil)}`;
  const warning = `${message}. ${age}, so what was revoked since then does not show: fetch a fresh one`;
  const isOpen = of.fresh || newest.validUntil !== null && !of.mayBeOver;
  if (isOpen) findings.lack("status.revocation", where, warning);
  else findings.warn("status.revocation", where, warning);
}
var timeOf2 = (milliseconds) => Number.isNaN(milliseconds) ? "a time that it does not say" : new Date(milliseconds).toISOString();
async function readEntryIn(findings, of, where, entry, known) {
  const name = known.name ?? entry.address;
  const list = readList(findings, name, known.text);
  if (!list) return null;
  const lookUp = known.lookUp?.(list) ?? of.lookUp;
  if (!await checkProof(findings, { document: list, where: name, lookUp, now: of.now, mayBeOver: true })) return null;
  try {
    const revoked = await isRevokedIn(list, entry, of.credential.issuer);
    const { created } = list.proof;
    const validUntil = list.validUntil === void 0 ? null : timeIn2(list.validUntil);
    return { revoked, signed: timeIn2(created), validUntil };
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    findings.fail("status.revocation", [where, error.where].filter(Boolean).join(" "), error.message);
    return null;
  }
}
var timeIn2 = (value) => typeof value === "string" ? readTime(value) ?? NaN : NaN;
function readList(findings, name, text) {
  try {
    return readJsonObject(Buffer.from(text));
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    findings.fail("status.revocation", name, error.message);
    return null;
  }
}
async function isRevokedIn(list, { address, position }, issuer) {
  if (list.id !== address) throw new Flaw(`The list is another one: ${String(list.id)}`);
  const owner = idOf(list.issuer);
  if (owner === null || owner !== idOf(issuer)) throw new Flaw("The status list is somebody else’s");
  const bits = await bitsOf(list);
  if (position >= bits.length * 8) throw new Flaw(`The list has no place ${position}`);
  return isSet(bits, position);
}
async function bitsOf(list) {
  const { type, statusPurpose, encodedList } = isObject(list.credentialSubject) ? list.credentialSubject : {};
  if (type !== "BitstringStatusList" || statusPurpose !== "revocation") throw new Flaw("It is no list of revocations");
  try {
    return await decodeList(String(encodedList));
  } catch (error) {
    throw new Flaw(error.message, "credentialSubject.encodedList");
  }
}

// src/modules/verifier/checking/cms/check-signer.ts
import { constants, verify as verify2, X509Certificate as X509Certificate2 } from "node:crypto";
function signerOf2({ signer, certificates }) {
  const der = certificates.find((each) => isNamed(each, signer));
  if (!der) throw new Flaw("The certificate of the signer did not come along", "signer");
  return described(parsed2(der));
}
function described(certificate) {
  const name = certificate.subject.replace(/\n/g, ", ");
  return { certificate, der: certificate.raw, name, fingerprint: certificate.fingerprint256 };
}
function parsed2(der) {
  try {
    const certificate = new X509Certificate2(der);
    if (!certificate.raw.equals(der)) throw new Error("it was read as something else");
    return certificate;
  } catch (error) {
    throw new Flaw(`A certificate cannot be read: ${error.message}`);
  }
}
function isNamed(der, signer) {
  const [body] = listOf(readDer(der), "A certificate");
  const fields = listOf(body, "A certificate").filter(({ tag }) => tag !== context(0));
  const [serial, , issuer] = fields;
  if ("keyId" in signer) return keyIdOf(fields)?.equals(signer.keyId) ?? false;
  return serial?.content.equals(signer.serial) && issuer?.whole.equals(signer.issuer);
}
var SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
function keyIdOf(fields) {
  const extensions = fields.find(({ tag }) => tag === context(3));
  const [list] = extensions ? childrenOf(extensions) : [];
  for (const extension of list ? childrenOf(list) : []) {
    const [oid, ...rest] = childrenOf(extension);
    if (oidOf(oid, "An extension") === SUBJECT_KEY_IDENTIFIER)
      return readDer(required(rest.at(-1), TAGS.octets, "An extension").content).content;
  }
  return void 0;
}
function requireContent({ signed, digest, contentType }, content) {
  const type = signed.values.get(OIDS.contentType);
  if (oidOf(type, "The attribute contentType") !== contentType)
    throw new Flaw("The attribute contentType names another type");
  const given = required(signed.values.get(OIDS.messageDigest), TAGS.octets, "The attribute messageDigest").content;
  if (!hash(digest, ...content).equals(given))
    throw new Flaw("What is signed was changed: its digest is not the one in messageDigest", "messageDigest");
}
function requireSigned(data, { certificate, der }) {
  let good;
  try {
    good = verify2(nameOfHash(data), data.signed.bytes, keyFor(data, certificate), data.signature);
  } catch (error) {
    if (error instanceof Flaw) throw error;
    throw new Flaw(`The signature cannot be checked: ${error.message}`, "signature algorithm");
  }
  if (!good) throw new Flaw("The signature does not fit the signed attributes", "signature value");
  requireCertificate2(data, der);
}
function requireCertificate2(data, der) {
  const [{ digest, expected }] = namedCertificates(data);
  if (!hash(digest, der).equals(expected))
    throw new Flaw("The certificate is not the one that was signed (signing-certificate)", "signing-certificate");
}
function namedCertificates({ signed }) {
  const [v2, v1] = [signed.values.get(OIDS.signingCertificateV2), signed.values.get(OIDS.signingCertificate)];
  const [ids] = v2 || v1 ? listOf(v2 ?? v1, "The attribute signing-certificate") : [];
  const named = ids ? listOf(ids, "The attribute signing-certificate") : [];
  if (named.length === 0) throw new Flaw("Which certificate was meant is not signed (signing-certificate-v2)");
  return named.map((id) => {
    const fields = listOf(id, "The attribute signing-certificate");
    const says = v2 && fields[0]?.tag === TAGS.sequence;
    const digest = says ? digestOf(fields[0]) : v2 ? "sha256" : "sha1";
    return {
      digest,
      expected: required(fields[says ? 1 : 0], TAGS.octets, "The attribute signing-certificate").content
    };
  });
}
var ECDSA = {
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512"
};
var RSA = {
  "1.2.840.113549.1.1.1": null,
  // names no hash: the one of the digest
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512"
};
function hashOfSignature(oid) {
  const found = Object.hasOwn(ECDSA, oid) ? ECDSA[oid] : Object.hasOwn(RSA, oid) ? RSA[oid] : null;
  if (!found) throw new Flaw(`The algorithm ${oid} of the signature is not accepted`);
  return found;
}
var RSA_PSS = "1.2.840.113549.1.1.10";
var ED255192 = "1.3.101.112";
function nameOfHash({ algorithm: { oid }, digest }) {
  if (oid === ED255192) return null;
  if (oid === RSA_PSS) return digest;
  const found = Object.hasOwn(ECDSA, oid) ? ECDSA[oid] : Object.hasOwn(RSA, oid) ? RSA[oid] ?? digest : void 0;
  if (!found) throw new Flaw(`The algorithm ${oid} of the signature is not accepted`);
  if (found !== digest) throw new Flaw("The signature hashes in another way than its digest");
  return found;
}
function keyFor({ algorithm: { oid, parameters }, digest }, certificate) {
  const key = certificate.publicKey;
  const [expected] = oid === ED255192 ? ["ed25519"] : Object.hasOwn(ECDSA, oid) ? ["ec"] : ["rsa"];
  const type = key.asymmetricKeyType === "rsa-pss" ? "rsa" : key.asymmetricKeyType;
  if (type !== expected) throw new Flaw("The key of the certificate is of another kind than the signature");
  if (oid !== RSA_PSS) {
    requireNoParameters(parameters, "The algorithm of the signature");
    return { key, ...type === "ec" && { dsaEncoding: "der" } };
  }
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltLengthOf(parameters, digest) };
}
function saltLengthOf(parameters, digest) {
  const fields = listOf(parameters, "The parameters of RSASSA-PSS");
  const [hashed, salt] = [0, 2].map((number2) => fields.find(({ tag }) => tag === context(number2)));
  const [inner] = hashed ? childrenOf(hashed) : [];
  if (!inner || digestOf(inner) !== digest) throw new Flaw("RSASSA-PSS hashes in another way than the digest");
  return salt ? numberOf(childrenOf(salt)[0], "The length of the salt") : 20;
}
function requireChain(data, signer) {
  const others = data.certificates.filter((each) => !each.equals(signer.der));
  const isNamedByDigest = namedOf(data, others);
  const left = others.map(parsed2);
  let child = signer.certificate;
  while (left.length > 0) {
    const at = left.findIndex((issuer) => child.checkIssued(issuer) && child.verify(issuer.publicKey));
    if (at < 0) throw new Flaw("A certificate came along that does not vouch for the others", "certificates");
    [child] = left.splice(at, 1);
    if (child.checkIssued(child) && !child.verify(child.publicKey))
      throw new Flaw("A certificate does not vouch for itself, though it says so", "certificates");
  }
  const covered = child === signer.certificate || child.checkIssued(child) || isNamedByDigest(child.raw);
  return covered ? null : described(child);
}
function namedOf(data, others) {
  const named = namedCertificates(data);
  const digests = [...new Set(named.map(({ digest }) => digest))];
  const known = new Set(named.map(({ digest, expected }) => `${digest} ${expected.toString("hex")}`));
  const isNamed2 = (der) => digests.some((digest) => known.has(`${digest} ${hash(digest, der).toString("hex")}`));
  if (named.length === others.length + 1 && !others.every(isNamed2))
    throw new Flaw("A certificate came along that is not one of those that were signed", "certificates");
  return isNamed2;
}
function requireValidAt({ certificate }, at) {
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (at < from) throw new Flaw(`The certificate was not valid yet: it begins at ${from.toISOString()}`);
  if (at > to) throw new Flaw(`The certificate was not valid any more: it ended at ${to.toISOString()}`);
}

// src/modules/verifier/checking/cms/timestamp-token.ts
function readTimestamp(token, stamped) {
  const data = readSignedData(token);
  if (data.contentType !== OIDS.timestampInfo || !data.content) throw new Flaw("It is no timestamp token");
  const [version, policy, imprint, , time] = childrenOf(readDer(data.content));
  smallInteger(version, "The version of the timestamp");
  oidOf(policy, "The policy of the timestamp");
  const [algorithm, hashed] = listOf(imprint, "The imprint of the timestamp");
  const digest = digestOf(algorithm);
  const expected = Array.isArray(stamped) ? hash(digest, ...stamped) : stamped.sha256;
  if (!expected.equals(required(hashed, TAGS.octets, "The imprint of the timestamp").content))
    throw new Flaw("The timestamp is one of something else", "messageImprint");
  const authority = signerOf2(data);
  requireContent(data, [data.content]);
  requireSigned(data, authority);
  if (data.unsigned.size > 0) throw new Flaw("The timestamp carries attributes that nobody has signed");
  const uncovered = requireChain(data, authority);
  const uses = authority.certificate.keyUsage ?? [];
  if (!uses.includes(OIDS.timestamping)) throw new Flaw("Its certificate is not one for timestamps", "certificate");
  const at = timeOf(time, "The time of the timestamp");
  requireValidAt(authority, at);
  return { at, authority, uncovered, certificates: data.certificates, info: data.content };
}

// src/modules/verifier/checking/pdf/check-trust.ts
function checkTrust(findings, of, seal) {
  const { result, message } = judged(of, seal);
  const place = `${seal.where} certificate`;
  if (result === "pass") findings.pass("pdf.trust", place, message);
  else if (of.vouched) findings.skip("pdf.trust", place, message);
  else if (result === "fail") findings.fail("pdf.trust", place, message);
  else findings.lack("pdf.trust", place, message);
  const known = of.seals.find(({ der }) => der.equals(seal.signer.der));
  return result === "pass" && known ? known.of : null;
}
function judged({ seals, bundled = [], authorities = [], record: record2 }, seal) {
  if (record2?.isBroken)
    return open(
      `It is on record here that it was sealed at ${record2.at.toISOString()}, and that it is not the document that was asked. Ask who issued it`
    );
  if (record2) return pass(`It is on record here that exactly this document was sealed at ${record2.at.toISOString()}`);
  const { signer, last } = seal;
  const known = seals.filter(({ der }) => der.equals(signer.der));
  const own = bundled.filter(({ der }) => der.equals(signer.der));
  if (known.length === 0 && own.length > 0) return judgedByBundle(own, seal, authorities);
  if (known.length === 0)
    return open(
      unknownTo(
        seals.map(({ of }) => of),
        signer
      )
    );
  if (last && !seals.some(({ chain }) => chain.some((each) => each.equals(last.der))))
    return open("Of the certificates that came along, the issuer of the last one did not: it may have been changed");
  const since = compromisedAt([...known, ...own]);
  if (since) return judgedSince(since, seal, authorities);
  return pass(`It is a certificate that ${known[0].of} publishes`);
}
function judgedByBundle(own, seal, authorities) {
  const since = compromisedAt(own);
  if (since) return judgedSince(since, seal, authorities);
  const [{ of }] = own;
  return open(
    `It is known from the bundle only: its dids.json says that ${of} publishes it. Give the document of ${of} with --did`
  );
}
function compromisedAt(known) {
  const times = known.flatMap((each) => each.compromisedAt ?? []).map(Number);
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}
function judgedSince(compromised, { at, timestamp }, authorities) {
  const since = `Its key was compromised at ${compromised.toISOString()}`;
  if (at >= compromised) return { result: "fail", message: `${since}: this was sealed later, at ${at.toISOString()}` };
  if (!timestamp) return open(`${since}, and only the signature itself says that it was made before`);
  const { name, fingerprint } = timestamp.authority;
  if (authorities.includes(fingerprint)) return pass(`${since}, after the time that ${name} vouches for`);
  return open(
    `${since}. By its timestamp it was sealed before, but whether the word of ${name} counts is not known here`
  );
}
var pass = (message) => ({ result: "pass", message });
var open = (message) => ({ result: "open", message });
function unknownTo(publishers, { fingerprint }) {
  const known = [...new Set(publishers)].join(", ");
  return `Who vouches for this certificate is not checked here${known && `: it is not the one of ${known}`}. Its SHA-256 fingerprint is ${fingerprint}`;
}

// src/modules/verifier/checking/pdf/allowance.ts
import { constants as constants2, inflateSync } from "node:zlib";
var MOST_INFLATED = 64 * 1024 * 1024;
var MOST_READ = 48 * 1024 * 1024;
var Allowance = class {
  known = /* @__PURE__ */ new Map();
  inflatable = MOST_INFLATED;
  readable = MOST_READ;
  /** So many bytes of objects are read. */
  read(bytes) {
    this.readable -= bytes;
    if (this.readable < 0) throw new Flaw("It has too much to read");
  }
  /**
   * The data of a stream that objects lie in (ISO 32000-1, 7.4.4), unpacked once. `from`: where it lies in the file. Throws a Flaw for what is packed in another way than tables
   * and object streams are.
   */
  unpacked(from, dictionary, packed) {
    const found = this.known.get(from) ?? this.unpack(dictionary, packed);
    this.known.set(from, found);
    return found;
  }
  unpack({ entries }, packed) {
    const filter = onlyOf(entries.get("Filter"));
    if (filter === void 0) return packed;
    if (!("name" in filter) || filter.name !== "FlateDecode")
      throw new Flaw("A stream of objects is not simply deflated");
    const parameters = onlyOf(entries.get("DecodeParms"));
    const data = this.inflated(packed);
    return parameters && "entries" in parameters ? withoutPredictor(parameters, data) : data;
  }
  inflated(packed) {
    try {
      const limits = { maxOutputLength: Math.max(1, this.inflatable), finishFlush: constants2.Z_SYNC_FLUSH };
      const data = inflateSync(packed, limits);
      this.inflatable -= data.length;
      return data;
    } catch (error) {
      throw new Flaw(`A stream of objects cannot be unpacked: ${error.message}`);
    }
  }
};
function onlyOf(value) {
  if (!value || !("list" in value)) return value;
  if (value.list.length > 1) throw new Flaw("A stream of objects is packed several times");
  return value.list[0];
}
function withoutPredictor({ entries }, data) {
  const number2 = (key, usual) => {
    const value = entries.get(key);
    return value && "number" in value ? value.number : usual;
  };
  const [predictor, width] = [number2("Predictor", 1), number2("Columns", 1)];
  if (predictor === 1) return data;
  const plain = predictor >= 10 && number2("Colors", 1) === 1 && number2("BitsPerComponent", 8) === 8 && width > 0;
  if (!plain || data.length % (width + 1) !== 0)
    throw new Flaw("A stream of objects has a predictor that is not understood");
  const rows = Buffer.alloc(data.length / (width + 1) * width);
  for (let from = 0, to = 0; from < data.length; from += width + 1, to += width) {
    const kind = data[from];
    if (kind > 2) throw new Flaw("A stream of objects has a predictor that is not understood");
    for (let at = 0; at < width; at += 1) {
      const near = kind === 1 ? at > 0 ? rows[to + at - 1] : 0 : kind === 2 && to > 0 ? rows[to - width + at] : 0;
      rows[to + at] = data[from + 1 + at] + near;
    }
  }
  return rows;
}

// src/modules/verifier/checking/pdf/plain-value.ts
var ESCAPES = { n: "\n", r: "\r", t: "	", b: "\b", f: "\f" };
var NUMBER2 = /^[+-]?(\d+\.?\d*|\.\d+)$/;
function plainValue({ value, file }) {
  if ("name" in value) return `/${unescapedName(value.name)}`;
  if ("number" in value) return `${value.number}`;
  if ("text" in value) return `(${textOf(file.toString("latin1", value.text.from, value.text.to))}`;
  if ("other" in value) return NUMBER2.test(value.other) ? `${Number(value.other)}` : value.other;
  return void 0;
}
var unescapedName = (name) => name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
function textOf(written2) {
  const inside = written2.slice(1, -1);
  if (written2.startsWith("<")) return Buffer.from(padded(inside.replace(/\s|\0/g, "")), "hex").toString("latin1");
  return inside.replace(/\\([0-7]{1,3}|\r\n|[^])|\r\n?/g, (_, escaped) => {
    if (escaped === void 0) return "\n";
    if (/^[0-7]/.test(escaped)) return String.fromCharCode(parseInt(escaped, 8) & 255);
    return /^[\r\n]/.test(escaped) ? "" : ESCAPES[escaped] ?? escaped;
  });
}
var padded = (hex) => hex.length % 2 === 0 ? hex : `${hex}0`;

// src/modules/verifier/checking/pdf/read-dictionary.ts
var OF_A_SIGNATURE = { deepest: 8, steps: 1e5 };
var SPACES = new Set(Buffer.from("\0	\n\f\r ", "latin1"));
var DELIMITERS = new Set(Buffer.from("()<>[]{}/%", "latin1"));
var [OPEN, CLOSE, BACKSLASH2] = Buffer.from("()\\", "latin1");
var DictionaryReader = class {
  constructor(file, at, limits = OF_A_SIGNATURE) {
    this.file = file;
    this.at = at;
    this.limits = limits;
  }
  file;
  at;
  limits;
  steps = 0;
  /** The first byte that was not read. */
  get position() {
    return this.at;
  }
  /** Throws a Flaw where there is no dictionary. */
  read() {
    this.skip();
    if (!this.take("<<")) throw new Flaw("There is no dictionary");
    return this.dictionary(0);
  }
  /** Whatever stands there. */
  readValue() {
    return this.value(0);
  }
  dictionary(depth) {
    const entries = /* @__PURE__ */ new Map();
    for (this.skip(); !this.take(">>"); this.skip()) {
      const key = this.value(depth + 1);
      if (!("name" in key) || entries.has(key.name)) throw new Flaw("A dictionary has a key twice, or none");
      entries.set(key.name, this.value(depth + 1));
    }
    return { entries };
  }
  value(depth) {
    if (depth > this.limits.deepest) throw new Flaw("It is nested too deeply");
    this.skip();
    const from = this.at;
    if (this.take("<<")) return this.dictionary(depth);
    if (this.take("<")) return this.endOfText(from, this.file.indexOf(">", this.at));
    if (this.take("(")) return this.literal(from);
    if (this.take("[")) return this.list(depth);
    if (this.take("/")) return { name: this.word() };
    const word = this.word();
    if (word === "") throw new Flaw("It ends in the middle");
    return /^[+-]?\d+$/.test(word) ? this.numberOrReference(Number(word)) : { other: word };
  }
  list(depth) {
    const list = [];
    for (this.skip(); !this.take("]"); this.skip()) list.push(this.value(depth + 1));
    return { list };
  }
  literal(from) {
    for (let open2 = 1; this.at < this.file.length; ) {
      const byte = this.step();
      if (byte === BACKSLASH2) this.at += 1;
      else if (byte === OPEN) open2 += 1;
      else if (byte === CLOSE && --open2 === 0) return { text: { from, to: this.at } };
    }
    throw new Flaw("A text has no end");
  }
  endOfText(from, end) {
    if (end < 0) throw new Flaw("A text has no end");
    this.at = end + 1;
    return { text: { from, to: this.at } };
  }
  /** `12 0 R` is one value. */
  numberOrReference(number2) {
    const next = this.file.toString("latin1", this.at, this.at + 24);
    const [whole, generation] = /^[\0\t\n\f\r ]+(\d{1,10})[\0\t\n\f\r ]+R(?![A-Za-z0-9])/.exec(next) ?? [];
    if (!whole) return { number: number2 };
    this.at += whole.length;
    return { reference: number2, generation: Number(generation) };
  }
  word() {
    const from = this.at;
    while (this.at < this.file.length && !SPACES.has(this.file[this.at]) && !DELIMITERS.has(this.file[this.at]))
      this.step();
    return this.file.toString("latin1", from, this.at);
  }
  skip() {
    while (SPACES.has(this.file[this.at])) this.step();
  }
  /** The byte that is passed. */
  step() {
    if (++this.steps > this.limits.steps) throw new Flaw("It is too long");
    return this.file[this.at++];
  }
  take(text) {
    this.steps += 1;
    const found = this.file.toString("latin1", this.at, this.at + text.length) === text;
    if (found) this.at += text.length;
    return found;
  }
};

// src/modules/verifier/checking/pdf/read-object.ts
var OF_AN_OBJECT = { deepest: 32, steps: 1e6 };
function readObject(file, at, lengthBehind) {
  const start = file.toString("latin1", at, at + 48);
  const [head, number2, generation] = /^[\0\t\n\f\r ]*(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj/.exec(start) ?? [];
  if (!head) throw new Flaw(`No object stands at byte ${at}`);
  const reader = new DictionaryReader(file, at + head.length, OF_AN_OBJECT);
  const value = reader.readValue();
  const stream = "entries" in value ? streamAt(file, reader.position, value.entries.get("Length"), lengthBehind) : void 0;
  const read2 = reader.position - at;
  return { number: Number(number2), generation: Number(generation), value, file, read: read2, ...stream && { stream } };
}
function streamAt(file, position, given, lengthBehind) {
  const [head] = /^[\0\t\n\f\r ]*stream(\r\n|\n)/.exec(file.toString("latin1", position, position + 32)) ?? [];
  if (!head) return void 0;
  const length = given && "reference" in given ? lengthBehind(given) : given && "number" in given ? given.number : NaN;
  const from = position + head.length;
  if (!(length >= 0) || !/^[\r\n]{0,2}endstream/.test(file.toString("latin1", from + length, from + length + 12)))
    throw new Flaw(`The stream at byte ${from} is not as long as it says`);
  return file.subarray(from, from + length);
}

// src/modules/verifier/checking/pdf/cross-references.ts
var MOST_SECTIONS = 1e3;
var MOST_OBJECTS = 1e6;
var CrossReferences = class {
  constructor(file, allowance) {
    this.file = file;
    this.allowance = allowance;
    let root;
    for (let table = this.start(); table !== void 0; ) {
      if (this.sections.some((each) => each.table === table) || this.sections.length === MOST_SECTIONS)
        throw new Flaw("Its tables lead in a circle");
      const { places, trailer } = this.sectionAt(table);
      const starts = [...places.values()].flatMap((place) => place && "at" in place ? [place.at] : []);
      this.sections.push({ table, begins: starts.reduce((least, at) => Math.min(least, at), table) });
      for (const [number2, place] of places) if (!this.places.has(number2)) this.places.set(number2, place);
      if (this.places.size > MOST_OBJECTS) throw new Flaw("It has too many objects");
      root ??= trailer.entries.get("Root");
      table = numberIn(trailer, "Prev");
    }
    if (!root || !("reference" in root)) throw new Flaw("Its trailer names no catalog");
    this.root = root;
  }
  file;
  allowance;
  /** The newest first. */
  sections = [];
  root;
  places = /* @__PURE__ */ new Map();
  find(number2) {
    return this.places.get(number2) ?? null;
  }
  /** The objects of an earlier revision of the file that are elsewhere here, or gone. */
  changedSince(earlier) {
    return [...earlier.places].flatMap(([number2, place]) => samePlace(place, this.find(number2)) ? [] : [number2]);
  }
  start() {
    const from = this.file.lastIndexOf("startxref");
    const [, offset] = /^startxref\s+(\d{1,10})\s+%%EOF/.exec(this.file.toString("latin1", from, from + 64)) ?? [];
    if (from < 0 || offset === void 0) throw new Flaw("Where its table is, it does not say");
    return Number(offset);
  }
  sectionAt(table) {
    if (!/^\s*xref\s/.test(this.file.toString("latin1", table, table + 16))) return this.streamAt(table);
    const { places, behind } = this.tableAt(this.file.indexOf("xref", table) + "xref".length);
    const trailer = new DictionaryReader(this.file, behind, OF_AN_OBJECT).read();
    const hidden = numberIn(trailer, "XRefStm");
    if (hidden !== void 0) {
      for (const [number2, place] of this.streamAt(hidden).places)
        if (place && !places.get(number2)) places.set(number2, place);
    }
    return { places, trailer };
  }
  tableAt(from) {
    const places = /* @__PURE__ */ new Map();
    let at = from;
    const next = (pattern) => {
      const found = pattern.exec(this.file.toString("latin1", at, at + 48));
      if (found) at += found[0].length;
      return found;
    };
    while (!next(/^\s*trailer/)) {
      const [, first, count] = next(/^\s*(\d{1,10})\s+(\d{1,10})(?=\s)/) ?? [];
      if (first === void 0) throw new Flaw(`Its table at byte ${from} is not one`);
      for (let index = 0; index < Number(count); index += 1) {
        const [, offset, generation, kind] = next(/^\s*(\d{10}) (\d{5}) ([nf])(?=\s)/) ?? [];
        if (offset === void 0) throw new Flaw(`Its table at byte ${from} is not one`);
        this.put(
          places,
          Number(first) + index,
          kind === "f" ? null : { at: Number(offset), generation: Number(generation) }
        );
      }
    }
    return { places, behind: at };
  }
  streamAt(table) {
    const { value, stream } = readObject(this.file, table, () => NaN);
    if (!stream || !("entries" in value)) throw new Flaw(`There is no table at byte ${table}`);
    const data = this.allowance.unpacked(table, value, stream);
    const widths = numbersIn(value, "W");
    const ranges = value.entries.has("Index") ? numbersIn(value, "Index") : [0, numberIn(value, "Size") ?? NaN];
    const [first, second, third] = widths;
    const size = first + second + third;
    if (widths.length !== 3 || widths.some((width) => !(width >= 0 && width <= 6)) || !(size > 0))
      throw new Flaw(`The table at byte ${table} is not understood`);
    const places = /* @__PURE__ */ new Map();
    const field = (at, width, usual) => width === 0 ? usual : data.readUIntBE(at, width);
    for (let index = 0, at = 0; index + 1 < ranges.length; index += 2)
      for (let number2 = ranges[index]; number2 < ranges[index] + ranges[index + 1]; number2 += 1, at += size) {
        if (!(at + size <= data.length)) throw new Flaw(`The table at byte ${table} ends too early`);
        const [kind, one] = [field(at, first, 1), field(at + first, second, 0)];
        const generation = field(at + first + second, third, 0);
        this.put(places, number2, placeOf(kind, one, generation));
      }
    return { places, trailer: value };
  }
  put(places, number2, place) {
    if (places.has(number2)) throw new Flaw(`A table has object ${number2} twice`);
    if (place && "at" in place && place.at >= this.file.length)
      throw new Flaw(`Object ${number2} is said to stand behind the end`);
    places.set(number2, place);
    if (places.size > MOST_OBJECTS) throw new Flaw("It has too many objects");
  }
};
function samePlace(one, other) {
  if (!one || !other) return one === other;
  if ("within" in one) return "within" in other && one.within === other.within;
  return "at" in other && one.at === other.at;
}
function placeOf(kind, one, generation) {
  if (kind === 1) return { at: one, generation };
  return kind === 2 ? { within: one, generation: 0 } : null;
}
function numberIn({ entries }, key) {
  const value = entries.get(key);
  return value && "number" in value ? value.number : void 0;
}
function numbersIn({ entries }, key) {
  const value = entries.get(key);
  return value && "list" in value ? value.list.map((each) => "number" in each ? each.number : NaN) : [];
}

// src/modules/verifier/checking/pdf/revision.ts
var MOST_STEPS_TO_AN_OBJECT = 16;
var MOST_IN_A_STREAM = 1e5;
var Revision = class {
  constructor(whole, end, allowance) {
    this.end = end;
    this.allowance = allowance;
    this.file = whole.subarray(0, end);
    this.references = new CrossReferences(this.file, allowance);
  }
  end;
  allowance;
  file;
  references;
  packed = /* @__PURE__ */ new Map();
  get catalog() {
    return this.references.root;
  }
  /** What a value is in the end, references followed; null for null and for what is not there. `file` is where its texts lie. */
  resolve(value, file = this.file) {
    let found = value ? { value, file } : null;
    for (let steps = 0; found && "reference" in found.value; steps += 1) {
      if (steps > MOST_STEPS_TO_AN_OBJECT) throw new Flaw("References lead to references without end");
      found = this.object(found.value);
    }
    return found && "other" in found.value && found.value.other === "null" ? null : found;
  }
  /** The value of a key, references followed. */
  entry(of, key) {
    if (!of || !("entries" in of.value)) return null;
    const { entries } = of.value;
    const disguised = () => [...entries].find(([name]) => name.includes("#") && unescapedName(name) === key)?.[1];
    return this.resolve(entries.get(key) ?? disguised(), of.file);
  }
  object({ reference, generation }) {
    const place = this.references.find(reference);
    if (!place || place.generation !== generation) return null;
    if ("within" in place) return this.readWithin(place.within, reference);
    return this.readAt(place, reference);
  }
  readAt({ at, generation }, number2, lengthBehind = this.lengthBehind) {
    const found = readObject(this.file, at, lengthBehind);
    this.allowance.read(found.read);
    if (found.number !== number2 || found.generation !== generation)
      throw new Flaw(`At byte ${at} another object stands than ${number2}`);
    return found;
  }
  lengthBehind = (reference) => {
    const place = this.references.find(reference.reference);
    return place && "within" in place ? lengthIn(this.object(reference)) : this.lengthOutside(reference);
  };
  /** Of a length that is no object in a stream: the length of such a stream must not lie in it. */
  lengthOutside = ({ reference }) => {
    const place = this.references.find(reference);
    return place && "at" in place ? lengthIn(readObject(this.file, place.at, () => NaN)) : NaN;
  };
  /** An object of an object stream. Read anew each time, as those outside are: many may share one place, and kept they fill the memory. */
  readWithin(stream, number2) {
    const { data, offsets } = this.objectsWithin(stream);
    const offset = offsets.get(number2);
    if (offset === void 0) return null;
    const reader = new DictionaryReader(data, offset, OF_AN_OBJECT);
    const value = reader.readValue();
    this.allowance.read(reader.position - offset);
    return { value, file: data };
  }
  /** The objects in an object stream (ISO 32000-1, 7.5.7). */
  objectsWithin(number2) {
    const place = this.references.find(number2);
    if (!place || !("at" in place)) throw new Flaw(`The object stream ${number2} is not there`);
    const known = this.packed.get(place.at);
    if (known) return known;
    const stream = this.readAt(place, number2, this.lengthOutside);
    if (!stream.stream || !("entries" in stream.value)) throw new Flaw(`Object ${number2} is no stream of objects`);
    const data = this.allowance.unpacked(place.at, stream.value, stream.stream);
    const objects = { data, offsets: this.offsetsIn(data, stream.value) };
    this.packed.set(place.at, objects);
    return objects;
  }
  offsetsIn(data, { entries }) {
    const [count, first] = ["N", "First"].map((key) => {
      const value = entries.get(key);
      return value && "number" in value ? value.number : NaN;
    });
    if (!(count >= 0 && count <= MOST_IN_A_STREAM && first >= 0 && first <= data.length))
      throw new Flaw("A stream of objects does not say what it holds");
    this.allowance.read(first);
    const [numbers, text] = [/(\d+)\s+(\d+)/g, data.toString("latin1", 0, first)];
    const offsets = /* @__PURE__ */ new Map();
    for (let index = 0; index < count; index += 1) {
      const [, number2, offset] = numbers.exec(text) ?? [];
      if (number2 === void 0) throw new Flaw("A stream of objects does not say what it holds");
      if (offsets.has(Number(number2))) throw new Flaw("A stream of objects holds an object twice");
      offsets.set(Number(number2), first + Number(offset));
    }
    return offsets;
  }
};
var lengthIn = (object) => object && "number" in object.value ? object.value.number : NaN;

// src/modules/verifier/checking/pdf/permissions.ts
var NO_PERMISSIONS = { level: null, locks: [] };
var DEEPEST2 = 16;
var MOST_FIELDS = 1e4;
function permissionsBehind(file, { dictionary, end, covered: [{ length: gap }] }, before, allowance) {
  const revision = new Revision(file, end, allowance);
  const said = transformsIn(revision, { value: dictionary, file: revision.file });
  const lock = lockOfField(revision, gap);
  const locks = [...said.flatMap(({ method, parameters }) => method === "/FieldMDP" ? [parameters] : []), lock];
  const levels = said.flatMap(
    ({ method, parameters }) => method === "/DocMDP" ? [levelOf(numberAt2(revision, parameters, "P") ?? 2)] : []
  );
  const lockLevel = numberAt2(revision, lock, "P");
  const all = [...levels, ...lockLevel === 1 ? [1] : [], ...before.level ? [before.level] : []];
  return {
    level: all.length > 0 ? Math.min(...all) : null,
    locks: [...before.locks, ...locks.flatMap((each) => fieldLock(revision, each))]
  };
}
var isLocked = ({ locks }, name) => locks.some(({ action, names }) => {
  const parts = name.split(".");
  const isNamed2 = parts.some((_, index) => names.has(parts.slice(0, index + 1).join(".")));
  return action === "/Include" ? isNamed2 : action === "/Exclude" ? !isNamed2 : true;
});
function fieldName(revision, field) {
  const names = [];
  for (let at = field, depth = 0; at && depth < DEEPEST2; at = revision.entry(at, "Parent"), depth += 1) {
    const own = revision.entry(at, "T");
    if (own) names.unshift(textOf2(own));
  }
  return names.join(".");
}
var levelOf = (number2) => number2 === 2 || number2 === 3 ? number2 : 1;
function transformsIn(revision, signature) {
  return listIn(revision, signature, "Reference").map((each) => {
    const method = revision.entry(each, "TransformMethod");
    return {
      method: method ? plainValue(method) : void 0,
      parameters: revision.entry(each, "TransformParams")
    };
  });
}
function fieldLock(revision, parameters) {
  const action = revision.entry(parameters, "Action");
  if (!action) return [];
  const names = listIn(revision, parameters, "Fields").flatMap((each) => each ? [textOf2(each)] : []);
  return [{ action: plainValue(action) ?? "", names: new Set(names) }];
}
function lockOfField(revision, gap) {
  const form = revision.entry(revision.resolve(revision.catalog), "AcroForm");
  const pending = listIn(revision, form, "Fields");
  for (let looked = 0; pending.length > 0 && looked < MOST_FIELDS; looked += 1) {
    const field = pending.pop();
    const contents = revision.entry(revision.entry(field, "V"), "Contents");
    if (contents && "text" in contents.value && contents.value.text.from === gap && contents.file === revision.file)
      return revision.entry(field, "Lock");
    pending.push(...listIn(revision, field, "Kids"));
  }
  return null;
}
function listIn(revision, of, key) {
  const list = revision.entry(of, key);
  const items = list && "list" in list.value ? list.value.list : [];
  return items.map((each) => revision.resolve(each, list.file));
}
function numberAt2(revision, of, key) {
  const value = revision.entry(of, key);
  return value && "number" in value.value ? value.value.number : void 0;
}
function textOf2(object) {
  const bytes = Buffer.from((plainValue(object) ?? "").slice(1), "latin1");
  return bytes[0] === 254 && bytes[1] === 255 ? Buffer.from(bytes.subarray(2, bytes.length - bytes.length % 2)).swap16().toString("utf16le") : bytes.toString("latin1");
}

// src/modules/verifier/checking/pdf/changing-fields.ts
var OF_A_FILLED_FIELD = ["V", "RV", "I", "AP", "AS", "M", "DA", "Q", "MK"];
var KINDS = ["/Tx", "/Btn", "/Ch"];
var EMPTY = ["(", "/Off", "/"];
var DEEPEST3 = 16;
var COMMENTS = ["/Text", "/Popup", "/Link", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret"];
var OUTLINES = ["/Stamp", "/Circle", "/Square", "/Line", "/Polygon", "/PolyLine", "/Ink"];
function fillable(revision, field, rules, isCovered) {
  const kind = inherited(revision, field, "FT");
  if (!kind || !KINDS.includes(kind) || isLocked(rules, fieldName(revision, field))) return [];
  const isAllowed = rules.level === null ? rules.locks.length > 0 : rules.level >= 2;
  const isEmpty = EMPTY.includes(inherited(revision, field, "V") ?? "(");
  return isAllowed || rules.level === null && isCovered && isEmpty ? OF_A_FILLED_FIELD : [];
}
function isComment(revision, annotation) {
  const found = revision.entry(annotation, "Subtype");
  const kind = (found && plainValue(found)) ?? "";
  const isFilled = () => ["AP", "IC"].some((key) => revision.entry(annotation, key) !== null);
  return COMMENTS.includes(kind) || OUTLINES.includes(kind) && !isFilled();
}
function inherited(revision, field, key) {
  let at = field;
  for (let depth = 0; at && depth < DEEPEST3; depth += 1) {
    const own = revision.entry(at, key);
    if (own) return plainValue(own) ?? "a list";
    at = revision.entry(at, "Parent");
  }
  return void 0;
}
function leadsToFieldsOnly(revision, element2, depth = 0) {
  if (!element2 || !("entries" in element2.value) || depth > DEEPEST3) return false;
  const type = revision.entry(element2, "Type");
  if (type && plainValue(type) === "/OBJR") return true;
  if (["ActualText", "E"].some((key) => revision.entry(element2, key) !== null)) return false;
  const kids = revision.entry(element2, "K");
  if (!kids) return true;
  const list = "list" in kids.value ? kids.value.list.map((each) => revision.resolve(each, kids.file)) : [kids];
  return list.every((each) => leadsToFieldsOnly(revision, each, depth + 1));
}

// src/modules/verifier/checking/pdf/compare-revisions.ts
var MOST_VALUES2 = 1e6;
var OF_A_SIGNED_CATALOG = ["DSS", "Extensions", "Version", "Metadata"];
var OF_A_SIGNED_FORM = ["SigFlags", "DR", "DA", "NeedAppearances"];
var OF_A_SIGNED_FIELD = ["V", "AP", "AS", "F", "M", "MK", "Lock", "SV"];
var OF_A_PLACE = ["Type", "Subtype", "Rect", "P", "Kids"];
var OF_A_TRANSFORM = ["Data"];
var UNSEEN_OF_A_PAGE = ["LastModified", "Metadata", "PieceInfo", "Tabs", "StructParents"];
var UNSEEN_OF_A_STRUCTURE = ["ParentTree", "ParentTreeNextKey", "IDTree"];
function differenceBetween(before, after, allowed) {
  return new Comparison(before, after, allowed).run();
}
var Comparison = class {
  constructor(before, after, allowed) {
    this.before = before;
    this.after = after;
    this.allowed = allowed;
  }
  before;
  after;
  allowed;
  /** What is nearest to the catalog comes first: a person understands that best. */
  pending = [];
  seen = /* @__PURE__ */ new Set();
  run() {
    const files = [this.before.file, this.after.file];
    this.pending.push({ before: this.before.catalog, after: this.after.catalog, files, as: "catalog", path: null });
    for (const pair of this.pending) {
      if (this.isKnown(pair)) continue;
      if (this.pending.length > MOST_VALUES2) throw new Flaw("It has too much to compare");
      if (!this.isSame(pair)) return written(pair.path);
    }
    return null;
  }
  /** Objects lead to each other in circles. */
  isKnown({ before, after, as }) {
    if (!before || !after || !("reference" in before) || !("reference" in after)) return false;
    const key = [before.reference, before.generation, after.reference, after.generation, as].join(" ");
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }
  isSame(pair) {
    const one = this.before.resolve(pair.before, pair.files[0]);
    const other = this.after.resolve(pair.after, pair.files[1]);
    if (pair.as === "fields") return this.haveSameFields(pair, one, other);
    if (pair.as === "annotations") return this.haveSameAnnotations(pair, one, other);
    if (pair.as === "elements") return this.haveSameElements(pair, one, other);
    if (pair.as === "form" && !one) return this.haveSameFields(pair, null, this.after.entry(other, "Fields"));
    if (!one || !other) return one === other;
    if ("list" in one.value && "list" in other.value) return this.haveSameItems(pair, one, other);
    if ("entries" in one.value && "entries" in other.value)
      return haveSameBytes(one.stream, other.stream) && this.haveSameEntries(pair, one, other);
    const plain = plainValue(one);
    return plain !== void 0 && plain === plainValue(other);
  }
  haveSameItems(pair, one, other) {
    const [before, after] = [itemsOf(one), itemsOf(other)];
    before.forEach((item, index) => this.compare(pair, [one, other], [item, after[index]], "value"));
    return before.length === after.length;
  }
  haveSameEntries(pair, one, other) {
    const [before, after] = [entriesOf(one), entriesOf(other)];
    const may = this.mayChange(pair, one, other);
    for (const key of /* @__PURE__ */ new Set([...before.keys(), ...after.keys()])) {
      if (may.ignored.includes(key)) continue;
      const next = { ...pair, path: { key, up: pair.path } };
      this.compare(next, [one, other], [before.get(key), after.get(key)], may.special[key] ?? "value");
    }
    return true;
  }
  mayChange({ as }, one, other) {
    if (as === "catalog")
      return { ignored: OF_A_SIGNED_CATALOG, special: { AcroForm: "form", StructTreeRoot: "structure" } };
    if (as === "form")
      return { ignored: this.draws(one, other) ? [] : OF_A_SIGNED_FORM, special: { Fields: "fields" } };
    if (this.before.entry(one, "TransformMethod")) return { ignored: OF_A_TRANSFORM, special: {} };
    if (as === "structure") return { ignored: UNSEEN_OF_A_STRUCTURE, special: { K: "elements", P: "structure" } };
    if (plainOf(this.before.entry(one, "Type")) === "/Page" && plainOf(this.after.entry(other, "Type")) === "/Page")
      return { ignored: UNSEEN_OF_A_PAGE, special: { Annots: "annotations" } };
    const hasPlace = this.before.entry(one, "Rect") !== null || itemsOf(this.before.entry(one, "Kids")).length > 0;
    const signed = isSignatureField(this.before, one) && !this.before.entry(one, "V") && this.isSigned(other, !hasPlace);
    if (!signed)
      return { ignored: fillable(this.before, one, this.allowed.rules, this.allowed.isCovered), special: {} };
    return { ignored: [...OF_A_SIGNED_FIELD, ...hasPlace ? [] : OF_A_PLACE], special: {} };
  }
  /** Fields that the reader's program draws, by what the form says of it: before or after. */
  draws(one, other) {
    const said = [this.before.entry(one, "NeedAppearances"), this.after.entry(other, "NeedAppearances")];
    return said.some((each) => plainOf(each) === "true");
  }
  /** Comments of a document that is certified for them come and go. */
  haveSameAnnotations(pair, one, other) {
    if (this.allowed.rules.level !== 3) return this.haveSameFields(pair, one, other);
    const left = (revision, list) => itemsOf(list).filter((each) => !isComment(revision, revision.resolve(each, list.file)));
    return this.haveSameFields(pair, one, other, [left(this.before, one), left(this.after, other)]);
  }
  /** A kid of the structure tree may stand without a list. What came on behind the others leads to fields, and to nothing else. */
  haveSameElements(pair, one, other) {
    const [before, after] = [kidsOf(pair.before, one), kidsOf(pair.after, other)];
    before.forEach((item, index) => this.compare(pair, [one, other], [item, after[index]], "structure"));
    const added = after.slice(before.length).map((item) => this.after.resolve(item, other.file));
    return before.length <= after.length && added.every((element2) => leadsToFieldsOnly(this.after, element2));
  }
  /** What was there is still there, in its order; what came on behind it are fields of signatures. */
  haveSameFields(pair, one, other, [before, after] = [itemsOf(one), itemsOf(other)]) {
    before.forEach((item, index) => this.compare(pair, [one, other], [item, after[index]], "value"));
    const added = after.slice(before.length).map((item) => this.after.resolve(item, other.file));
    return before.length <= after.length && added.every((field) => field !== null && this.isSigned(field, true));
  }
  /**
   * The field, or one of its places on a page, of a signature that was found and came with this revision. Throws a Flaw where
   * it may show something for which nobody answers. `isNew`: it had no place on a page before.
   */
  isSigned(field, isNew2) {
    if (!isSignatureField(this.after, field)) return false;
    const signature = this.after.entry(field, "V") ?? this.after.entry(this.after.entry(field, "Parent"), "V");
    const contents = this.after.entry(signature, "Contents");
    const isText = contents !== null && "text" in contents.value && contents.file === this.after.file;
    const gap = isText ? contents.value.text.from : -1;
    const bringer = gap >= this.before.end ? this.allowed.gaps.get(gap) : void 0;
    if (bringer && !this.showsNothing(field)) this.requireMayShow(bringer, isNew2);
    return bringer !== void 0 && (this.allowed.rules.level !== 1 || bringer.isTimestamp);
  }
  /** A certified page must not get a new look by a signature either: its certification has no place for it ("sneaky signatures"). */
  requireMayShow({ number: number2, isGood }, isNew2) {
    if (!isGood) throw new Flaw(`signature ${number2} is not understood, and shows something on a page`);
    const { level } = this.allowed.rules;
    if (level !== null && level < 3 && isNew2)
      throw new Flaw(
        `signature ${number2} shows something on a page, which the certification (P=${level}) does not allow`
      );
  }
  /** A signature that is not to be seen has a rectangle without width and height (ISO 32000-1, 12.7.4.5), or no place at all. */
  showsNothing(field) {
    const rectangle = this.after.entry(field, "Rect");
    if (!rectangle) return itemsOf(this.after.entry(field, "Kids")).length === 0;
    const [left, bottom, right, top] = itemsOf(rectangle).map(
      (each) => plainOf(this.after.resolve(each, rectangle.file))
    );
    return left !== void 0 && left === right && bottom !== void 0 && bottom === top;
  }
  compare(pair, [one, other], [before, after], as) {
    const files = [one?.file ?? pair.files[0], other?.file ?? pair.files[1]];
    this.pending.push({ before, after, files, as, path: pair.path });
  }
};
function written(path) {
  let text = "";
  for (let at = path; at && text.length < 80; at = at.up) text = `/${at.key}${text}`;
  return text.slice(-80);
}
var isSignatureField = (revision, field) => {
  const own = revision.entry(field, "FT");
  if (!own && plainOf(revision.entry(field, "Subtype")) !== "/Widget") return false;
  const kind = own ?? revision.entry(revision.entry(field, "Parent"), "FT");
  return plainOf(kind) === "/Sig";
};
var plainOf = (object) => object ? plainValue(object) : void 0;
var itemsOf = (object) => object && "list" in object.value ? object.value.list : [];
function entriesOf({ value }) {
  const named = /* @__PURE__ */ new Map();
  for (const [written2, entry] of "entries" in value ? value.entries : []) {
    const key = unescapedName(written2);
    if (named.has(key)) throw new Flaw("A dictionary has a key twice");
    named.set(key, entry);
  }
  return named;
}
var kidsOf = (value, kids) => !kids ? [] : "list" in kids.value ? kids.value.list : [value];
var haveSameBytes = (one, other) => one && other ? one.byteOffset === other.byteOffset && one.length === other.length || one.equals(other) : one === other;

// src/modules/verifier/checking/cms/is-intact.ts
import { verify as verify3, X509Certificate as X509Certificate3 } from "node:crypto";
var DIGESTS2 = {
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.4": "sha224",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512"
};
var DEEPEST4 = 32;
var MOST_ELEMENTS = 2e4;
function isIntact(bytes, covered, embeddedSha1) {
  try {
    const [, wrapped] = childrenOf(readDer(inDer(bytes)));
    const [, , encapsulated, ...rest] = childrenOf(childrenOf(wrapped)[0]);
    const certificates = rest.find(({ tag }) => tag === context(0));
    const signers = rest.find(({ tag }) => tag === TAGS.set);
    if (!certificates || !signers) return false;
    const [signer] = childrenOf(signers);
    const content = embeddedSha1 ? embeddedIn(encapsulated, covered) : covered;
    return content !== null && childrenOf(certificates).some((each) => fits(signer, each.whole, content));
  } catch (error) {
    if (error instanceof Flaw) return false;
    throw error;
  }
}
function embeddedIn(encapsulated, covered) {
  const [, wrapped] = childrenOf(encapsulated);
  const content = wrapped ? childrenOf(wrapped)[0].content : null;
  return content && hash("sha1", ...covered).equals(content) ? [content] : null;
}
function fits(signer, certificate, content) {
  const [, , algorithm, ...rest] = childrenOf(signer);
  const digest = DIGESTS2[oidOf(childrenOf(algorithm)[0], "The digest")];
  const attributes = rest[0]?.tag === context(0) ? rest.shift() : void 0;
  const value = rest.find(({ tag }) => tag === TAGS.octets)?.content;
  if (!digest || !value) return false;
  if (attributes && !isDigestIn(attributes, hash(digest, ...content))) return false;
  const signed = attributes ? [Buffer.from([TAGS.set]), attributes.whole.subarray(1)] : content;
  return isSignedBy(certificate, digest, Buffer.concat(signed), value);
}
var isDigestIn = (attributes, digest) => childrenOf(attributes).some((attribute) => {
  const [type, values] = childrenOf(attribute);
  return oidOf(type, "An attribute") === OIDS.messageDigest && childrenOf(values)[0].content.equals(digest);
});
function isSignedBy(certificate, digest, signed, value) {
  try {
    return verify3(digest, signed, new X509Certificate3(certificate).publicKey, value);
  } catch {
    return false;
  }
}
function inDer(bytes) {
  let elements = 0;
  const read2 = (at, depth) => {
    if (depth > DEEPEST4 || ++elements > MOST_ELEMENTS || at + 2 > bytes.length) throw new Flaw("It is no BER");
    const [tag, first] = [bytes[at], bytes[at + 1]];
    const isOpen = first === 128;
    const count = first > 128 ? first & 127 : 0;
    if ((tag & 31) === 31 || count > 4) throw new Flaw("It is no BER");
    const from = at + 2 + count;
    const end = isOpen ? bytes.length : from + (count > 0 ? bytes.readUIntBE(at + 2, count) : first);
    if (end > bytes.length) throw new Flaw("It is no BER");
    if ((tag & 32) === 0) return { der: element(tag, bytes.subarray(from, end)), next: end };
    const parts = [];
    let place = from;
    while (place < end && !(isOpen && bytes[place] === 0 && bytes[place + 1] === 0)) {
      const part = read2(place, depth + 1);
      parts.push(part.der);
      place = part.next;
    }
    const next = isOpen ? place + 2 : end;
    const inOnePiece = tag === (TAGS.octets | 32);
    const content = Buffer.concat(inOnePiece ? parts.map((part) => readDer(part).content) : parts);
    return { der: element(inOnePiece ? TAGS.octets : tag, content), next };
  };
  return read2(0, 0).der;
}
function element(tag, content) {
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.from(
    content.length.toString(16).padStart(8, "0").replace(/^(00)+/, ""),
    "hex"
  );
  return Buffer.concat([Buffer.from([tag, 128 | length.length]), length, content]);
}

// src/modules/verifier/checking/pdf/find-signatures.ts
var MOST_SIGNATURES = 50;
var RANGE = "/ByteRange";
var OF_NUMBERS = new Set(Buffer.from("+-0123456789", "latin1"));
var [OPEN2, CLOSE2] = Buffer.from("[]", "latin1");
var TooManySignatures = class extends Flaw {
};
function findSignatures(file, most = MOST_SIGNATURES) {
  const found = [];
  let [looked, tried, whole] = [0, 0, 0];
  for (let at = file.indexOf(RANGE); at >= 0; at = file.indexOf(RANGE, at + 1)) {
    if (coversAll(file, at) && ++whole > 1) throw new Flaw("There are several places for the one last signature");
    const object = lastObject(file, looked, at);
    looked = at;
    if (object < 0) continue;
    if (++tried > most) throw new TooManySignatures(`There are more than ${most} signatures`);
    const dictionary = dictionaryAt(file, object + "obj".length);
    if (dictionary) found.push(signatureIn(file, dictionary, object));
  }
  return found;
}
function lastObject(file, from, to) {
  const between = file.subarray(from, to);
  for (let at = between.lastIndexOf("obj"); at >= 0; at = at > 0 ? between.lastIndexOf("obj", at - 1) : -1)
    if (!isLetter(between[at + "obj".length]) && isBehindNumbers(file, from + at)) return from + at;
  return -1;
}
var isLetter = (byte) => /[A-Za-z]/.test(String.fromCharCode(byte));
function isBehindNumbers(file, at) {
  const passed = (isOne) => {
    const from = at;
    while (at > 0 && isOne(file[at - 1])) at -= 1;
    return at < from;
  };
  const isSpace = (byte) => SPACES.has(byte);
  const isDigit = (byte) => byte >= 48 && byte <= 57;
  return passed(isSpace) && passed(isDigit) && passed(isSpace) && isDigit(file[at - 1]);
}
function coversAll(file, at) {
  const [start, , behind, rest] = rangeAt(file, at + RANGE.length);
  return start === 0 && behind + rest === file.length;
}
function rangeAt(file, at) {
  const numbers = [];
  const skip = (what) => {
    while (what.has(file[at])) at += 1;
    return at;
  };
  if (file[skip(SPACES)] !== OPEN2) return [];
  at += 1;
  while (file[skip(SPACES)] !== CLOSE2) {
    const from = at;
    if (skip(OF_NUMBERS) === from || numbers.length === 4) return [];
    numbers.push(Number(file.toString("latin1", from, at)));
  }
  return numbers.length === 4 ? numbers : [];
}
function dictionaryAt(file, at) {
  try {
    const { entries } = new DictionaryReader(file, at).read();
    return entries.has("ByteRange") && entries.has("Contents") ? { entries } : null;
  } catch (error) {
    if (error instanceof Flaw) return null;
    throw error;
  }
}
function signatureIn(file, { entries }, object) {
  try {
    const range = numbersIn2(entries.get("ByteRange"));
    const place = entries.get("Contents");
    if (!place || !("text" in place)) throw new Flaw("/Contents is not a text");
    const [start, gap, behind, rest] = range;
    if (start !== 0) throw new Flaw("/ByteRange does not begin with the file");
    if (gap !== place.text.from || behind !== place.text.to)
      throw new Flaw("/ByteRange leaves out something else than /Contents");
    const end = behind + rest;
    if (end > file.length) throw new Flaw("/ByteRange reaches beyond the end of the file");
    const subFilter = entries.get("SubFilter");
    return {
      subFilter: subFilter && "name" in subFilter ? subFilter.name : "",
      covered: [file.subarray(0, gap), file.subarray(behind, end)],
      end,
      contents: contentsIn(file, place.text),
      claimed: timeIn3(file, entries.get("M")),
      found: lengthIn2(entries.get("PLCT_Found")),
      status: statusIn(file, entries.get("PLCT_Status")),
      dictionary: { entries }
    };
  } catch (error) {
    if (error instanceof Flaw) return new Flaw(error.message, `signature at byte ${object}`);
    throw error;
  }
}
var lengthIn2 = (value) => value && "number" in value ? value.number : null;
function numbersIn2(value) {
  const list = value && "list" in value ? value.list : [];
  const numbers = list.flatMap((each) => "number" in each ? [each.number] : []);
  if (list.length !== 4 || numbers.length !== 4 || numbers.some((each) => each < 0 || !Number.isSafeInteger(each)))
    throw new Flaw("/ByteRange does not hold four numbers");
  return numbers;
}
function contentsIn(file, { from, to }) {
  const text = file.toString("latin1", from + 1, to - 1);
  const plain = file[from] === 60 && text.length % 2 === 0 && /^([0-9a-f]*|[0-9A-F]*)$/.test(text);
  if (!plain) throw new Flaw("/Contents is not written in plain hexadecimal");
  const bytes = Buffer.from(text, "hex");
  const length = lengthOfDer(bytes);
  if (bytes.subarray(length).some((byte) => byte !== 0))
    throw new Flaw("/Contents holds something behind the signature");
  return bytes.subarray(0, length);
}
function lengthOfDer(bytes) {
  const count = bytes.length > 1 && bytes[1] > 128 ? bytes[1] & 127 : 0;
  if (bytes.length < 2 || bytes[1] === 128 || count > 4 || bytes.length < 2 + count) return bytes.length;
  const length = count === 0 ? bytes[1] : bytes.readUIntBE(2, count);
  return Math.min(2 + count + length, bytes.length);
}
function statusIn(file, value) {
  if (!value || !("entries" in value)) return null;
  const { entries } = value;
  const [issuer, list, index] = ["Issuer", "List", "Index"].map((key) => {
    const text = entries.get(key);
    return text && "text" in text ? plainValue({ value: text, file }).slice(1) : "";
  });
  return { issuer, list, index };
}
function timeIn3(file, value) {
  if (!value || !("text" in value)) return null;
  const text = file.toString("latin1", value.text.from, Math.min(value.text.to, value.text.from + 40));
  const [, year, month, day, hour, minute, second, zone] = /^\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d'\d\d)?/.exec(text) ?? [];
  if (!year) return null;
  const offset = !zone || zone === "Z" ? "Z" : zone.replace("'", ":");
  const at = /* @__PURE__ */ new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

// src/modules/verifier/checking/pdf/usage-rights.ts
var KINDS2 = ["UR3", "UR"];
function gapsOfUsageRights(file) {
  try {
    const revision = new Revision(file, file.length, new Allowance());
    const permissions = revision.entry(revision.resolve(revision.catalog), "Perms");
    return new Set(KINDS2.flatMap((kind) => gapOf(revision, revision.entry(permissions, kind))));
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return /* @__PURE__ */ new Set();
  }
}
function gapOf(revision, signature) {
  const contents = revision.entry(signature, "Contents");
  const isText = contents && "text" in contents.value && contents.file === revision.file;
  return isText && givesRights(revision, signature) ? [contents.value.text.from] : [];
}
function givesRights(revision, signature) {
  const references = revision.entry(signature, "Reference");
  const list = references && "list" in references.value ? references.value.list : [];
  return list.some((each) => {
    const method = revision.entry(revision.resolve(each, references.file), "TransformMethod");
    return method !== null && KINDS2.some((kind) => plainValue(method) === `/${kind}`);
  });
}

// src/modules/verifier/checking/pdf/earlier-signatures.ts
var BROKEN = ["revision", "contents", "messageDigest", "messageImprint", "signing-certificate", "signature value"];
var DETACHED = ["ETSI.CAdES.detached", "adbe.pkcs7.detached", "ETSI.RFC3161"];
var SIGNED_DATA = /^30(?:80|[0-7].|8[1-4](?:..){1,4}?)06092a864886f70d010702/;
var judged2 = (file, signatures) => signatures.map((signature) => ({ ...signature, standing: standingOf(file, signature) }));
function standingOf(file, signature) {
  try {
    requireRevision(file, signature);
    return { signer: signerBehind(signature) };
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return BROKEN.includes(error.where) ? { broken: error } : { unknown: error, isIntact: isOneAllTheSame(signature) };
  }
}
var isOneAllTheSame = ({ subFilter, contents, covered }) => isIntact(contents, covered, subFilter === "adbe.pkcs7.sha1");
function requireRevision(file, { end }) {
  const tail = file.toString("latin1", Math.max(0, end - 16), end);
  if (!/%%EOF[\r\n ]*$/.test(tail))
    throw new Flaw(`It does not end with a revision of the document, at byte ${end}`, "revision");
}
function signerBehind({ subFilter, contents, covered }) {
  if (!DETACHED.includes(subFilter)) throw new Flaw(`Signatures of the kind ${subFilter} are not judged here`);
  if (!SIGNED_DATA.test(contents.toString("hex", 0, 24))) throw new Flaw("It holds no CMS SignedData", "contents");
  if (subFilter === "ETSI.RFC3161") return readTimestamp(contents, covered).authority;
  const data = readSignedData(contents);
  if (data.content || data.contentType !== OIDS.data) throw new Flaw("It carries a content of its own");
  requireContent(data, covered);
  const signer = signerOf2(data);
  requireSigned(data, signer);
  return signer;
}
function changesBehind(file, signatures, isSeal, end = file.length) {
  const allowance = new Allowance();
  const gaps = /* @__PURE__ */ new Map();
  for (const [index, { covered, standing, subFilter }] of signatures.entries()) {
    const isGood = "signer" in standing || "unknown" in standing && standing.isIntact;
    const isTimestamp = subFilter === "ETSI.RFC3161";
    if (!("broken" in standing)) gaps.set(covered[0].length, { number: index + 1, isGood, isTimestamp });
  }
  let rules = NO_PERMISSIONS;
  return signatures.map((signature, index) => {
    try {
      rules = permissionsBehind(file, signature, rules, allowance);
      const next = endOfForeign(file, signatures, index, rules.level === null ? isSeal : () => false) ?? end;
      if (isBlank(file, signature.end, next)) return null;
      const [before, after] = [signature.end, next].map((each) => new Revision(file, each, allowance));
      const isCovered = gaps.get(signatures[index + 1]?.covered[0].length)?.isGood ?? false;
      const path = differenceBetween(before, after, { gaps, rules, isCovered });
      return path && `what lies behind it changes ${path}`;
    } catch (error) {
      if (!(error instanceof Flaw)) throw error;
      return `what lies behind it cannot be told from a change: ${error.message}`;
    }
  });
}
function changesBeforeSeal(file, earlier, isSeal, seal) {
  const last = earlier.at(-1);
  return last ? changesBehind(file, earlier, isSeal, foundBySeal(file, last.end, seal)) : [];
}
function endOfForeign(file, signatures, index, isSeal) {
  const next = signatures.at(index + 1);
  if (!next || !("signer" in next.standing) || !isSeal(next.standing.signer)) return next?.end;
  return foundBySeal(file.subarray(0, next.end), signatures[index].end, next);
}
function foundBySeal(file, behind, { found }) {
  if (found !== null && found >= behind && found <= file.length) return found;
  try {
    const { sections } = new Revision(file, file.length, new Allowance()).references;
    const own = sections.slice(0, 2).filter(({ table }) => table >= behind);
    const end = Math.min(file.length, ...own.map(({ begins }) => begins));
    return end >= behind ? end : file.length;
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return file.length;
  }
}
var isBlank = (file, from, to) => from <= to && to - from <= 64 && file.toString("latin1", from, to).trim() === "";

// src/modules/verifier/checking/pdf/seal-level.ts
import { X509Certificate as X509Certificate5 } from "node:crypto";

// src/modules/verifier/checking/cms/revocation.ts
import { createHash as createHash3, verify as verify4, X509Certificate as X509Certificate4 } from "node:crypto";
var OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
var BASIC_OCSP = "1.3.6.1.5.5.7.48.1.1";
var [BIT_STRING, ENUMERATED] = [3, 10];
var HASHES = { "1.3.14.3.2.26": "sha1", "2.16.840.1.101.3.4.2.1": "sha256" };
function readOcsp(response, certificate, issuer) {
  const [status, wrapped] = listOf(readDer(response), "The OCSP response");
  if (status?.tag !== ENUMERATED || status.content[0] !== 0) throw new Flaw("The OCSP responder refused to answer");
  const [bytes] = listOf(wrapped, "The OCSP response", context(0));
  const [type, basic] = listOf(bytes, "The OCSP response");
  if (oidOf(type, "The OCSP response") !== BASIC_OCSP) throw new Flaw("The OCSP response is of an unknown kind");
  const [data, algorithm, signature, along] = listOf(
    readDer(required(basic, TAGS.octets, "The OCSP response").content),
    "It"
  );
  const certificates = along ? childrenOf(childrenOf(along)[0]).map(({ whole }) => new X509Certificate4(whole)) : [];
  const signers = [issuer, ...certificates.filter((each) => mayAnswerFor(each, issuer))];
  if (!signers.some((each) => isSignedBy2(data, algorithm, signature, each)))
    throw new Flaw("The OCSP response is not signed by who may answer for the certificate");
  const fields = listOf(data, "The OCSP response").filter(({ tag }) => tag !== context(0));
  const at = fields.findIndex(({ tag }) => tag === TAGS.time);
  for (const single of listOf(fields[at + 1], "The OCSP response")) {
    const [id, state, from, next] = listOf(single, "The OCSP response");
    if (!isAbout(id, certificate, issuer)) continue;
    if (state.tag === 130) throw new Flaw("The OCSP responder does not know the certificate");
    const revokedAt = state.tag === context(1) ? timeOf(childrenOf(state)[0], "The time of the revocation") : null;
    const until = next?.tag === context(0) ? timeOf(childrenOf(next)[0], "The time of the next update") : null;
    return { by: "OCSP", revokedAt, from: timeOf(from, "The time of the OCSP response"), until };
  }
  return null;
}
var mayAnswerFor = (certificate, issuer) => (certificate.keyUsage ?? []).includes(OCSP_SIGNING) && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
function isAbout(id, certificate, issuer) {
  const [algorithm, name, key, serial] = listOf(id, "The OCSP response");
  const hash2 = HASHES[oidOf(listOf(algorithm, "The OCSP response")[0], "The OCSP response")];
  if (!hash2 || !serial?.content.equals(serialOf(certificate))) return false;
  const digest = (bytes) => createHash3(hash2).update(bytes).digest();
  return name.content.equals(digest(namesIn(issuer).subject)) && key.content.equals(digest(keyBitsOf(issuer)));
}
function readRevocationList(list, certificate, issuer) {
  const [data, algorithm, signature] = listOf(readDer(list), "The revocation list");
  const fields = listOf(data, "The revocation list").filter(({ tag }) => tag !== TAGS.integer);
  const [, name, from, ...rest] = fields;
  if (!name?.whole.equals(namesIn(issuer).subject)) return null;
  if (!isSignedBy2(data, algorithm, signature, issuer))
    throw new Flaw("The revocation list is not signed by its issuer");
  const until = rest[0] && [TAGS.utcTime, TAGS.time].includes(rest[0].tag) ? timeOf(rest.shift(), "It") : null;
  const entries = rest[0]?.tag === TAGS.sequence ? childrenOf(rest[0]) : [];
  const own = entries.map(childrenOf).find(([serial]) => serial?.content.equals(serialOf(certificate)));
  const revokedAt = own ? timeOf(own[1], "The time of the revocation") : null;
  return { by: "CRL", revokedAt, from: timeOf(from, "The time of the revocation list"), until };
}
function isSignedBy2(data, algorithm, signature, { publicKey }) {
  const bits = required(signature, BIT_STRING, "The signature").content;
  const hash2 = hashOfSignature(oidOf(listOf(algorithm, "The algorithm")[0], "The algorithm"));
  try {
    return verify4(hash2, data.whole, publicKey, bits.subarray(1));
  } catch {
    return false;
  }
}
var bodyOf = ({ raw }) => listOf(listOf(readDer(raw), "A certificate")[0], "A certificate").filter(({ tag }) => tag !== context(0));
var serialOf = (certificate) => bodyOf(certificate)[0].content;
function namesIn(certificate) {
  const [, , issuer, , subject] = bodyOf(certificate);
  return { issuer: issuer.whole, subject: subject.whole };
}
function keyBitsOf(certificate) {
  const [, bits] = listOf(bodyOf(certificate)[5], "A certificate");
  return required(bits, BIT_STRING, "A certificate").content.subarray(1);
}
function revocationOf(certificate, issuer, { ocsps, crls }) {
  const said = [
    ...ocsps.map((each) => soundly(() => readOcsp(each, certificate, issuer))),
    ...crls.map((each) => soundly(() => readRevocationList(each, certificate, issuer)))
  ].flatMap((each) => each ?? []);
  const revoked = said.find(({ revokedAt }) => revokedAt);
  return revoked ?? said.sort((one, other) => other.from.getTime() - one.from.getTime())[0] ?? null;
}
function soundly(read2) {
  try {
    return read2();
  } catch (error) {
    if (error instanceof Flaw) return null;
    throw error;
  }
}
function pathFrom(certificate, others) {
  const path = [certificate];
  while (!isSelfSigned(path.at(-1))) {
    const child = path.at(-1);
    const issuer = others.find(
      (each) => !path.includes(each) && child.checkIssued(each) && child.verify(each.publicKey)
    );
    if (!issuer) return path;
    path.push(issuer);
  }
  return path;
}
var isSelfSigned = (certificate) => certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);

// src/modules/verifier/checking/pdf/seal-level.ts
var MEANT_BY_LEVEL = {
  "B-B": "when it was sealed is its own word",
  "B-T": "an authority says when it was sealed",
  "B-LT": "it holds what proves its certificates when these are over",
  "B-LTA": "it holds what proves its certificates, and an authority says that it held it then"
};
var isDocumentTimestamp = ({ subFilter }) => subFilter === "ETSI.RFC3161";
function isRenewed(file, size) {
  try {
    const { seal, later } = sealIn(file);
    if (seal.end > size) return false;
    requireOnlyProofs(file, seal, later);
    return true;
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return false;
  }
}
function reasonOfSeal(file) {
  const reason = sealIn(file).seal.dictionary.entries.get("Reason");
  return reason && "text" in reason ? file.toString("latin1", reason.text.from, reason.text.to) : null;
}
function sealIn(file) {
  const signatures = findSignatures(file).map((each) => {
    if (each instanceof Flaw) throw each;
    return each;
  });
  signatures.sort((one, other) => one.end - other.end);
  const at = signatures.findLastIndex((each) => !isDocumentTimestamp(each));
  if (at < 0) throw new Flaw("It carries no seal");
  return { seal: signatures[at], later: signatures.slice(at + 1) };
}
function chainsOf(seal, later) {
  const data = readSignedData(seal.contents);
  const token = data.unsigned.get(OIDS.timestampToken);
  const timestamps = [
    ...token ? [readTimestamp(token.whole, [data.signature])] : [],
    ...later.map(({ contents, covered }) => readTimestamp(contents, covered))
  ];
  return [
    { certificate: signerOf2(data).certificate, others: data.certificates.map(parsed3) },
    ...timestamps.map(({ authority, certificates }) => ({
      certificate: authority.certificate,
      others: certificates.map(parsed3)
    }))
  ];
}
var parsed3 = (der) => new X509Certificate5(der);
function levelOf2(file, seal, later, at) {
  const hasTimestamp = readSignedData(seal.contents).unsigned.has(OIDS.timestampToken);
  if (!hasTimestamp) return "B-B";
  const chains = chainsOf(seal, []);
  if (!provesAll(storeIn(file, file.length), chains, at)) return "B-T";
  return later.some(({ end }) => provesAll(storeIn(file, end), chains, at)) ? "B-LTA" : "B-LT";
}
function provesAll(store, chains, at) {
  if (!store) return false;
  return chains.every(({ certificate, others }) => {
    const path = pathFrom(certificate, [...others, ...store.certificates]);
    return isSelfSigned(path.at(-1)) && path.slice(0, -1).every((each, index) => isProved(each, path[index + 1], store, at));
  });
}
function isProved(certificate, issuer, store, at) {
  const said = revocationOf(certificate, issuer, store);
  if (said?.revokedAt && said.revokedAt <= at) {
    const [name, since] = [certificate.subject.replace(/\n/g, ", "), said.revokedAt.toISOString()];
    throw new Flaw(`The certificate of ${name} was revoked at ${since}, as the document holds itself (${said.by})`);
  }
  return said !== null;
}
function storeIn(file, end) {
  try {
    const allowance = new Allowance();
    const revision = new Revision(file, end, allowance);
    const store = revision.entry(revision.resolve(revision.catalog), "DSS");
    if (!store) return null;
    const [certificates, ocsps, crls] = ["Certs", "OCSPs", "CRLs"].map(
      (key) => streamsIn(revision, revision.entry(store, key), allowance)
    );
    return { certificates: certificates.map(parsed3), ocsps, crls };
  } catch {
    return null;
  }
}
function streamsIn(revision, list, allowance) {
  const items = list && "list" in list.value ? list.value.list : [];
  return items.flatMap((item) => {
    const found = revision.resolve(item, list.file);
    if (!found?.stream || !("entries" in found.value)) return [];
    return [allowance.unpacked(found.stream.byteOffset, found.value, found.stream)];
  });
}
var BY_NOBODY = () => false;
function isOnlyStore(file, last) {
  try {
    const revision = new Revision(file, file.length, new Allowance());
    const [own, before] = revision.references.sections;
    const alone = own.begins >= last.end && own.begins - last.end <= 2 && before !== void 0 && before.table < last.end;
    const ends = /%%EOF\r?\n?$/.test(file.toString("latin1", file.length - 8));
    const holds = revision.entry(revision.resolve(revision.catalog), "DSS") !== null;
    return alone && ends && holds && changesBehind(file, judged2(file, [last]), BY_NOBODY)[0] === null;
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return false;
  }
}
function requireOnlyProofs(file, seal, later) {
  for (const { end } of [seal, ...later]) findSignatures(file.subarray(0, end));
  const [changed] = changesBehind(file, judged2(file, [seal, ...later]), BY_NOBODY).filter((each) => each !== null);
  if (changed) throw new Flaw(`It was changed after it was sealed: ${changed}`);
}

// src/modules/verifier/checking/pdf/check-pdf.ts
function checkPdf(findings, of) {
  const signatures = signaturesOf(findings, of);
  if (!signatures) return { publisher: null, status: null };
  const at = signatures.findLastIndex((each) => !isDocumentTimestamp(each));
  const later = at < 0 ? [] : signatures.splice(at + 1);
  const seal = signatures.pop();
  const sealed = { ...of, bytes: of.bytes.subarray(0, seal.end) };
  const earlier = judged2(sealed.bytes, withoutUsageRights(findings, sealed, signatures));
  const changes = changesBeforeSeal(sealed.bytes, earlier, isSealOf(of, seal), seal);
  earlier.forEach((each, index) => checkEarlier(findings, sealed, each, index + 1, changes[index]));
  const publisher = checkSeal(findings, of, seal, { number: earlier.length + 1, later });
  return { publisher, status: seal.status };
}
function isSealOf({ seals, bundled = [] }, { contents }) {
  let own;
  try {
    own = signerOf2(readSignedData(contents));
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
  }
  return ({ der }) => der.equals(own?.der ?? Buffer.alloc(0)) || [...seals, ...bundled].some((each) => each.der.equals(der));
}
function withoutUsageRights(findings, { bytes, where }, signatures) {
  const rights = gapsOfUsageRights(bytes);
  return signatures.filter(({ covered: [{ length: gap }] }) => {
    if (rights.has(gap))
      findings.skip("pdf.earlier", where, `At byte ${gap} it gives rights to Adobe Reader: that is nobody’s signature`);
    return !rights.has(gap);
  });
}
function signaturesOf(findings, { bytes, where }) {
  try {
    const found = findSignatures(bytes);
    findings.unsealed = found.length === 0;
    if (findings.unsealed) throw new Flaw("It carries no signature that can be found: no server has sealed it");
    const signatures = found.map((each) => {
      if (each instanceof Flaw) throw each;
      return each;
    });
    signatures.sort((one, other) => one.end - other.end);
    findings.unsealed = !signatures.some(({ subFilter }) => subFilter === SEALS);
    const last = signatures.at(-1);
    const { end } = last;
    if (end !== bytes.length && !isOnlyStore(bytes, last))
      throw new Flaw(`${bytes.length - end} bytes at its end are covered by no signature`, `from byte ${end} on`);
    const rest = bytes.length - end;
    const covered = rest === 0 ? `covers all ${end} bytes of it` : `covers ${end} bytes of it; the other ${rest} show nothing, they hold what proves it later`;
    findings.pass("pdf.range", where, `The last of ${signatures.length} signature(s) ${covered}`);
    return signatures;
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    findings.fail("pdf.range", error.where ? `${where} ${error.where}` : where, error.message);
    return null;
  }
}
var SEALS = "ETSI.CAdES.detached";
function checkSeal(findings, of, seal, { number: number2, later }) {
  const where = `${of.where} signature ${number2}`;
  if (seal.subFilter === "ETSI.RFC3161") return checkDocumentTimestamp(findings, of, where, seal);
  let data;
  let signer;
  let last = null;
  const signed = () => {
    if (seal.subFilter !== SEALS)
      throw new Flaw(`It is no seal of a server: it is of the kind ${seal.subFilter}, not ${SEALS}`, "SubFilter");
    data = readSignedData(seal.contents);
    if (data.content) throw new Flaw("It carries a content of its own");
    signer = signerOf2(data);
    requireContent(data, seal.covered);
    requireSigned(data, signer);
    last = requireChain(data, signer);
    const unknown = [...data.unsigned.keys()].filter((oid) => oid !== OIDS.timestampToken);
    if (unknown.length > 0) throw new Flaw(`It carries an attribute that nobody has signed: ${unknown[0]}`);
    return `The digest, the signed attributes and the certificate fit (${data.digest})`;
  };
  if (!attempted(findings, "pdf.signature", where, signed) || !data || !signer) return null;
  const timestamp = checkTimestamp(findings, of, where, data);
  if (timestamp === "wrong") return null;
  const at = checkCertificate(findings, where, { signer, timestamp, claimed: () => claimedTime(seal, data) });
  if (!at || !checkBehind(findings, of, seal, { number: number2, later }, at)) return null;
  return checkTrust(findings, of, { where, signer, last, timestamp, at });
}
function checkBehind(findings, of, seal, { number: number2, later }, at) {
  const { where, bytes } = of;
  for (const [index, { contents, covered }] of later.entries())
    if (readOrWrong(findings, of, `${where} signature ${number2 + index + 1}`, contents, covered) === "wrong")
      return false;
  return attempted(findings, "pdf.level", where, () => {
    if (seal.end < bytes.length) requireOnlyProofs(bytes, seal, later);
    const level = levelOf2(bytes, seal, later, at);
    return `PAdES ${level}: ${MEANT_BY_LEVEL[level]}`;
  });
}
function attempted(findings, check, where, work) {
  try {
    findings.pass(check, where, work());
    return true;
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    findings.fail(check, error.where ? `${where} ${error.where}` : where, error.message);
    return false;
  }
}
function checkTimestamp(findings, of, where, data) {
  const token = data.unsigned.get(OIDS.timestampToken);
  if (!token) {
    findings.skip("pdf.timestamp", where, "It carries no timestamp of an authority: its time is the server’s own word");
    return null;
  }
  return readOrWrong(findings, of, `${where} timestamp`, token.whole, [data.signature]);
}
function readOrWrong(findings, { authorities = [] }, where, token, stamped) {
  let timestamp;
  const read2 = () => saidOf(timestamp = readTimestamp(token, stamped), authorities);
  if (!attempted(findings, "pdf.timestamp", where, read2) || !timestamp) return "wrong";
  const { uncovered } = timestamp;
  if (uncovered) findings.skip("pdf.timestamp", `${where} certificates`, notCovered(uncovered));
  return timestamp;
}
var notCovered = ({ name, fingerprint }) => `Not covered: the certificate of ${name} came along without its issuer. Whether it was changed does not show here, and nothing here rests on it. Its SHA-256 fingerprint is ${fingerprint}`;
function saidOf({ at, authority }, authorities) {
  const whose = authorities.includes(authority.fingerprint) ? "its certificate was checked: it is that of an authority whose word you take" : "who vouches for that authority is not checked here";
  return `Set at ${at.toISOString()} by ${authority.name}; ${whose}. SHA-256 of its certificate: ${authority.fingerprint}`;
}
function claimedTime({ claimed }, { signed }) {
  const attribute = signed.values.get(OIDS.signingTime);
  return attribute ? timeOf(attribute, "The attribute signingTime") : claimed;
}
function checkCertificate(findings, where, { signer, timestamp, claimed }) {
  let at = null;
  const valid = attempted(findings, "pdf.certificate", `${where} certificate`, () => {
    at = timestamp?.at ?? claimed();
    if (!at) throw new Flaw("When it was signed is said nowhere");
    requireValidAt(signer, at);
    return `${signer.name}, valid at ${at.toISOString()}${timestamp ? "" : " (as the signature says itself)"}`;
  });
  return valid ? at : null;
}
function checkDocumentTimestamp(findings, of, where, { contents, covered }) {
  readOrWrong(findings, of, where, contents, covered);
  findings.lack("pdf.trust", where, "The last signature is a timestamp: who signed before it is not vouched for here");
  return null;
}
function checkEarlier(findings, of, { standing, end }, number2, changed) {
  const where = `${of.where} signature ${number2}`;
  if ("broken" in standing) {
    const { where: part, message } = standing.broken;
    return findings.fail("pdf.earlier", `${where} ${part}`, message);
  }
  const whose = "signer" in standing ? standing.signer.name : "Somebody";
  const later = `the ${of.bytes.length - end} bytes behind it are covered by later signatures only`;
  if ("unknown" in standing) {
    const { message } = standing.unknown;
    findings.skip("pdf.earlier", where, `A signature that was there before is not understood: ${message}`);
  } else if (!changed)
    findings.pass("pdf.earlier", where, `${whose} signed the revision of the first ${end} bytes; ${later}`);
  if (!changed) return;
  const stands = "what is seen now stands as of the last signature only";
  findings.lack("pdf.earlier", where, `Changed after ${whose} signed the first ${end} bytes: ${changed}; ${stands}`);
}

// src/modules/verifier/checking/bundle/read-archive.ts
import { crc32 } from "node:zlib";
var MOST_FILES = 1e4;
var [LOCAL, CENTRAL, END] = [67324752, 33639248, 101010256];
var [LOCAL_SIZE, CENTRAL_SIZE, END_SIZE] = [30, 46, 22];
var VERSION = 20;
var isArchive = (bytes) => bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL;
function readArchive(bytes) {
  const files = [];
  let at = 0;
  while (bytes.length - at >= LOCAL_SIZE && bytes.readUInt32LE(at) === LOCAL) {
    if (files.length === MOST_FILES) throw new Flaw(`The archive holds more than ${MOST_FILES} files`);
    const file = readFileAt(bytes, at, files.length + 1);
    files.push(file);
    at += LOCAL_SIZE + Buffer.byteLength(file.name) + file.bytes.length;
  }
  if (files.length === 0) throw new Flaw("The archive holds no file");
  requireSame(bytes, writeArchive(files, bytes.readUInt32LE(10)), files);
  return files;
}
function readFileAt(bytes, at, number2) {
  const where = `entry ${number2}`;
  if (bytes.readUInt16LE(at + 8) !== 0) throw new Flaw("A file is compressed: those of a bundle are stored", where);
  const [size, nameLength] = [bytes.readUInt32LE(at + 22), bytes.readUInt16LE(at + 26)];
  const begin = at + LOCAL_SIZE + nameLength;
  if (begin + size > bytes.length) throw new Flaw("The archive ends in the middle of a file", where);
  const name = bytes.toString("latin1", at + LOCAL_SIZE, begin);
  const content = bytes.subarray(begin, begin + size);
  if (crc32(content) !== bytes.readUInt32LE(at + 14))
    throw new Flaw("The file was changed: it is not the one of its checksum", changedPlace(name, content));
  return { name, bytes: content };
}
var changedPlace = (name, content) => name === "log.json" ? `${name} ${changedPlaceIn(content)}`.trim() : name;
function writeArchive(files, time) {
  const [parts, directory] = [[], []];
  let offset = 0;
  for (const { name, bytes } of files) {
    const title = Buffer.from(name, "latin1");
    const described2 = Buffer.alloc(26);
    described2.writeUInt16LE(VERSION, 0);
    described2.writeUInt32LE(time, 6);
    described2.writeUInt32LE(crc32(bytes), 10);
    described2.writeUInt32LE(bytes.length, 14);
    described2.writeUInt32LE(bytes.length, 18);
    described2.writeUInt16LE(title.length, 22);
    parts.push(number(LOCAL, 4), described2, title, bytes);
    directory.push(number(CENTRAL, 4), number(VERSION, 2), described2, Buffer.alloc(10), number(offset, 4), title);
    offset += LOCAL_SIZE + title.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
function number(value, size) {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
}
function requireSame(given, made, files) {
  if (given.equals(made)) return;
  let at = 0;
  while (at < given.length && at < made.length && given[at] === made[at]) at += 1;
  throw new Flaw("The archive is not the one that its files make", placeOf2(at, files));
}
function placeOf2(at, files) {
  let offset = 0;
  for (const { name, bytes } of files) {
    const next = offset + LOCAL_SIZE + name.length + bytes.length;
    if (at < next) return `${name}, its header (byte ${at})`;
    offset = next;
  }
  for (const { name } of files) {
    offset += CENTRAL_SIZE + name.length;
    if (at < offset) return `${name}, its line in the directory (byte ${at})`;
  }
  return `the end of the archive (byte ${at})`;
}

// src/modules/verifier/checking/bundle/bundle-files.ts
var ORDER = [
  /^README\.txt$/,
  /^credential\.json$/,
  /^decisions\/[0-9a-f]{24}\.json$/,
  /^document\.pdf$/,
  /^evidence\.pdf$/,
  /^original\.pdf$/,
  /^attachments\/[0-9a-f]{64}\.pdf$/,
  /^log\.json$/,
  /^dids\.json$/,
  /^status-list\.json$/,
  /^manifest\.json$/
];
var ALWAYS = ["README.txt", "credential.json", "log.json", "dids.json", "manifest.json"];
function archivedFiles(bytes) {
  const files = readArchive(bytes);
  requireOrder(files);
  const all = new Map(files.map((file) => [file.name, file.bytes]));
  if (all.size !== files.length) throw new Flaw("A file is there twice");
  const missing = ALWAYS.find((name) => !all.has(name));
  if (missing) throw new Flaw("A file that every bundle has is missing", missing);
  return all;
}
function requireOrder(files) {
  let reached = 0;
  for (const { name } of files) {
    const place = ORDER.findIndex((pattern) => pattern.test(name));
    if (place < 0) throw new Flaw("No bundle holds a file of this name", name);
    if (place < reached) throw new Flaw("The files are in another order than that of a bundle", name);
    reached = place;
  }
}
function readFiles(all) {
  const read2 = (name, how) => {
    try {
      return how(all.get(name));
    } catch (error) {
      if (error instanceof Flaw) throw new Flaw(error.message, [name, error.where].filter(Boolean).join(" "));
      throw error;
    }
  };
  const attachments = [...all].filter(([name]) => name.startsWith("attachments/"));
  const decisions = [...all.keys()].filter((name) => name.startsWith("decisions/"));
  return {
    all,
    credential: read2("credential.json", readJsonObject),
    decisions: new Map(decisions.map((name) => [name, read2(name, readJsonObject)])),
    log: read2("log.json", readJsonObject),
    dids: read2("dids.json", listOfObjects),
    manifest: read2("manifest.json", readJsonObject),
    statusList: all.get("status-list.json")?.toString("utf8") ?? null,
    document: all.get("document.pdf") ?? null,
    evidence: all.get("evidence.pdf") ?? null,
    original: all.get("original.pdf") ?? null,
    attachments: new Map(attachments)
  };
}
function listOfObjects(bytes) {
  const list = readJson(bytes);
  if (!Array.isArray(list) || !list.every(isObject)) throw new Flaw("It is not a list of objects");
  return list;
}

// src/modules/verifier/checking/bundle/check-decisions.ts
var import_canonicalize4 = __toESM(require_canonicalize());

// src/modules/verifier/checking/bundle/check-manifest.ts
function requireListed({ all, manifest, credential }) {
  const listed = Array.isArray(manifest.files) ? manifest.files : [];
  const names = listed.map((each, index) => requireFile(each, index, all));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Flaw(`It lists ${twice} twice`, "files");
  const unlisted = [...all.keys()].find((name) => name !== "manifest.json" && !names.includes(name));
  if (unlisted) throw new Flaw(`It does not list ${unlisted}`, "files");
  if (manifest.type !== "EvidenceBundle") throw new Flaw("It is no manifest of a bundle", "type");
  if (manifest.issuer !== credential.issuer) throw new Flaw("It is not by the issuer of the credential", "issuer");
  const id = String(credential.id);
  if (manifest.credential !== id && manifest.credential !== lastOf(id))
    throw new Flaw("It is the manifest of another credential", "credential");
  return `All ${names.length} files are the ones that it lists`;
}
var lastOf = (address) => address.slice(address.lastIndexOf("/") + 1);
function requireFile(listed, index, all) {
  const { name, sha256, size } = isObject(listed) ? listed : {};
  const where = `files[${index}]`;
  const bytes = typeof name === "string" && name !== "manifest.json" ? all.get(name) : void 0;
  if (!bytes) throw new Flaw(`It lists a file that is not there: ${String(name)}`, where);
  if (size !== bytes.length)
    throw new Flaw(
      `${name} has ${bytes.length} bytes, not ${String(size)}${placeOf3(name, bytes)}`,
      where
    );
  if (sha256 !== hash("sha256", bytes).toString("hex"))
    throw new Flaw(`${name} was changed: its digest is another${placeOf3(name, bytes)}`, where);
  return name;
}
function placeOf3(name, bytes) {
  const place = name === "log.json" ? changedPlaceIn(bytes) : "";
  return place && `. What does not fit is ${place}`;
}

// src/modules/verifier/checking/bundle/check-decisions.ts
function requireDecisions({ credential, decisions }, dids) {
  const evidence = evidenceOf(credential);
  requireClaimed(credential, evidence);
  const left = new Set(decisions.keys());
  for (const [index, each] of evidence.entries()) {
    const where = `credential.json evidence[${index}]`;
    const name = `decisions/${String(each.id).replace(/^urn:placet:decision:/, "")}.json`;
    const decision = decisions.get(name);
    if (!decision || !left.delete(name)) throw new Flaw(`The decision ${name} is not there`, where);
    requireSame2(decision, each, where, name);
    requireAbout(decision, credential, name);
    if (!namesOf(decision.issuer, dids).includes(each.subject))
      throw new Flaw(`${name} is somebody else’s`, `${where}.subject`);
  }
  const [other] = left;
  if (other) throw new Flaw("The credential knows nothing of this decision", other);
  return `The ${evidence.length} decision(s) are the ones that the credential has the digests of`;
}
function requireClaimed(credential, evidence) {
  const subjects = [credential.credentialSubject].flat();
  const types = [credential.type].flat();
  if (types.includes("RejectionRecord") !== evidence.some(({ action }) => action === "REJECT"))
    throw new Flaw("It is of another type than what was decided", "credential.json type");
  if (types.includes("UndecidedRecord") !== (endOf(credential) !== null))
    throw new Flaw("Only an UndecidedRecord came to nothing, and it says why", "credential.json cameToNothing");
  for (const [index, subject] of subjects.entries()) {
    const where = `credential.json credentialSubject[${index}]`;
    const each = evidence.at(index);
    if (!isObject(subject) || subject.id === void 0 || subject.id !== each?.subject)
      throw new Flaw("No decision of this person stands behind it", where);
    if (subject.decision !== each?.action)
      throw new Flaw("It says something else of the decision", `${where}.decision`);
  }
  if (subjects.length !== evidence.length)
    throw new Flaw("It claims nothing of the person who decided", `credential.json evidence[${subjects.length}]`);
}
var ENDS = ["EXPIRED", "CANCELED", "SKIPPED", "WITHDRAWN", "REVOKED"];
function endOf({ cameToNothing }) {
  if (cameToNothing === void 0) return null;
  const { reason, at } = isObject(cameToNothing) ? cameToNothing : {};
  if (typeof reason !== "string" || !ENDS.includes(reason) || typeof at !== "string" || readTime(at) === null)
    throw new Flaw("It does not say why and when it came to nothing", "credential.json cameToNothing");
  return reason;
}
function requireAbout(decision, { id }, name) {
  const subject = isObject(decision.credentialSubject) ? decision.credentialSubject : {};
  if (lastOf(String(subject.id)) !== lastOf(String(id)))
    throw new Flaw(`${name} is about another credential`, `${name} credentialSubject.id`);
}
function namesOf(did, dids) {
  const also = dids.get(String(did))?.alsoKnownAs;
  return [did, ...Array.isArray(also) ? also : []];
}
function evidenceOf(credential) {
  const evidence = Array.isArray(credential.evidence) ? credential.evidence.filter(isObject) : [];
  if (evidence.length === 0) throw new Flaw("The credential names no decision", "credential.json evidence");
  return evidence;
}
function requireSame2(decision, evidence, where, name) {
  if (hash("sha256", Buffer.from((0, import_canonicalize4.default)(decision))).toString("hex") !== evidence.decisionDigest)
    throw new Flaw(`${name} is not the decision of this digest`, `${where}.decisionDigest`);
  const subject = isObject(decision.credentialSubject) ? decision.credentialSubject : {};
  for (const field of ["contentDigest", "action", "decidedAt"])
    if (subject[field] !== evidence[field] || subject[field] === void 0)
      throw new Flaw(`${name} says something else of ${field}`, `${where}.${field}`);
}

// src/modules/verifier/checking/bundle/check-documents.ts
var SEALED = "credentialSubject.sealedDocument";
var EVIDENCE = "credentialSubject.evidenceDocument";
var SHOWN = "credentialSubject.data";
function requireDocuments({ credential, document, evidence, original, attachments }) {
  const subjects = [credential.credentialSubject].flat().filter(isObject);
  const sealed = subjects.flatMap(({ sealedDocument }) => isObject(sealedDocument) ? [sealedDocument] : []);
  const told2 = subjects.flatMap(({ evidenceDocument }) => isObject(evidenceDocument) ? [evidenceDocument] : []);
  const shown2 = subjects.flatMap(({ data }) => pdfsIn(data));
  const others = new Map([...original ? [["original.pdf", original]] : [], ...attachments]);
  requireNames(attachments);
  const renewed = [
    requireSealed("document.pdf", document, sealed, SEALED),
    requireSealed("evidence.pdf", evidence, told2, EVIDENCE)
  ].filter((each) => each !== null);
  if (evidence) requireNamed(evidence, sealed);
  requireSame3(others, shown2, SHOWN, "original.pdf or the attachment");
  const there = [...document ? ["document.pdf"] : [], ...evidence ? ["evidence.pdf"] : [], ...others.keys()];
  const said = there.length > 0 ? `${there.join(" and ")}: the ones that it has the digests of` : "It speaks of no document";
  return [said, ...renewed].join("; ");
}
function requireSealed(name, file, described2, field) {
  const size = described2.find((each) => typeof each.size === "number" && file && each.size < file.length)?.size;
  if (!file || typeof size !== "number" || !isRenewed(file, size)) {
    requireSame3(new Map(file ? [[name, file]] : []), described2, field, name);
    return null;
  }
  requireSame3(/* @__PURE__ */ new Map([[name, file.subarray(0, size)]]), described2, field, name);
  return `${name} has ${file.length - size} bytes more than when it was sealed, which hold later timestamps and what proves them`;
}
function pdfsIn(fields) {
  const list = Array.isArray(fields) ? fields : [];
  return list.flatMap((field) => {
    if (Array.isArray(field)) return pdfsIn(field);
    if (!isObject(field)) return [];
    const own = field.type === "pdf" && field.sha256 !== void 0 ? [field] : [];
    return [...own, ...pdfsIn(field.fields), ...field.type === "array" ? pdfsIn(field.value) : []];
  });
}
function requireNamed(evidence, sealed) {
  const named = reasonOfSeal(evidence);
  if (!named || !sealed.some(({ sha256 }) => typeof sha256 === "string" && named.includes(sha256)))
    throw new Flaw("Its seal does not name the document beside it", "evidence.pdf");
}
function requireNames(attachments) {
  for (const [name, bytes] of attachments)
    if (name !== `attachments/${hash("sha256", bytes).toString("hex")}.pdf`)
      throw new Flaw("It is not the file that it has the digest of in its name", name);
}
function requireSame3(files, described2, field, expected) {
  const where = `credential.json ${field}`;
  const byDigest = new Map([...files].map(([name, bytes]) => [hash("sha256", bytes).toString("hex"), { name, bytes }]));
  for (const [digest, { name }] of byDigest) {
    if (described2.length === 0) throw new Flaw("It speaks of no document, but there is one", name);
    if (!described2.some(({ sha256 }) => sha256 === digest))
      throw new Flaw(`${name} is not the document that it has the digest of`, `${where}.sha256`);
  }
  for (const { sha256, size } of described2) {
    const file = byDigest.get(String(sha256));
    if (!file) throw new Flaw(`It speaks of a document, but ${expected} is not there`, where);
    if (size !== file.bytes.length) throw new Flaw(`${file.name} has another size`, `${where}.size`);
  }
}

// src/modules/verifier/checking/bundle/check-bundle.ts
async function checkBundle(findings, bytes, knowledge) {
  const files = await openBundle(findings, bytes);
  if (!files) return null;
  let dids = /* @__PURE__ */ new Map();
  const agree = () => (dids = readDidDocuments(files.dids), `${dids.size} documents agree with themselves`);
  const issuer = issuerOf(files.credential);
  if (!await findings.attempt("keys.documents", "dids.json", agree)) return issuer;
  const known = (did) => did.startsWith("did:key:") ? didKeyDocument(did) : dids.get(did) ?? null;
  const bundle = { ...files, lookUp: (did) => Promise.resolve(known(did)), now: knowledge.now };
  await checkProof(findings, proofIn(bundle, "manifest.json", files.manifest));
  await checkProof(findings, proofIn(bundle, "credential.json", files.credential));
  await checkRevocation(findings, bundle, knowledge);
  for (const [name, decision] of files.decisions) await checkProof(findings, proofIn(bundle, name, decision));
  await findings.attempt("decisions.belong", "", () => requireDecisions(files, dids));
  await findings.attempt("documents.match", "", () => requireDocuments(files));
  if (files.document) {
    const bundled = files.dids.flatMap((each) => sealsIn(each));
    const { seals, authorities } = knowledge;
    const known2 = { seals, bundled, authorities, vouched: true };
    checkPdf(findings, { bytes: files.document, where: "document.pdf", ...known2 });
    if (files.evidence) checkPdf(findings, { bytes: files.evidence, where: "evidence.pdf", ...known2 });
  }
  await checkEntries(findings, bundle, dids);
  await checkTrust2(findings, files, dids, knowledge);
  return issuer;
}
var proofIn = ({ lookUp, now }, where, document) => ({
  ...{ document, where, lookUp, now },
  mayBeOver: true
});
async function openBundle(findings, bytes) {
  let all = /* @__PURE__ */ new Map();
  let files;
  const open2 = () => (all = archivedFiles(bytes), `${all.size} files, put together again byte for byte`);
  const read2 = () => (files = readFiles(all), "Every file is one that a bundle holds");
  if (!await findings.attempt("archive.whole", "bundle", open2)) return null;
  if (!await findings.attempt("archive.files", "", read2) || !files) return null;
  await findings.attempt("manifest.files", "manifest.json", () => requireListed(files));
  return files;
}
async function checkRevocation(findings, bundle, knowledge) {
  const { credential, statusList, lookUp, now } = bundle;
  const named = credential.credentialStatus !== void 0;
  if (named !== (statusList !== null)) {
    const message = named ? "The status list is not there" : "The credential names no status list, but there is one";
    return findings.fail("status.revocation", "status-list.json", message);
  }
  const own = statusList === null ? [] : [{ text: statusList, name: "status-list.json" }];
  const lists = async (address) => [
    ...own,
    ...(await listsIn(knowledge)(address)).filter((text) => text !== statusList).map((text) => ({ text, lookUp: keysOfLaterList(bundle, knowledge) }))
  ];
  const { fresh } = knowledge;
  await checkStatus(findings, { credential, where: "credential.json", lookUp, now, lists, fresh, mayBeOver: true });
}
var keysOfLaterList = ({ lookUp }, knowledge) => (list) => async (did) => {
  const trusted = await knowledge.did(did);
  if (trusted !== void 0) return trusted;
  const own = await lookUp(did);
  const method = methodOf(list);
  return own?.verificationMethod?.some(({ id }) => id === method) ? own : void 0;
};
async function checkEntries(findings, bundle, dids) {
  const { log, lookUp, now, credential } = bundle;
  const names = namesOf(credential.issuer, dids).map(String);
  const owned = await findings.attempt("log.entries", "log.json", () => {
    if (!names.includes(String(log.log))) throw new Flaw("It is the log of somebody else", "log");
    return `It is the log of ${names[0]}`;
  });
  const entries = owned && await checkLog(findings, { log, where: "log.json", lookUp, now, names });
  if (entries) await findings.attempt("log.decisions", "log.json", () => requireDecisionsIn(entries, credential));
}
function requireDecisionsIn(entries, credential) {
  const id = lastOf(String(credential.id));
  const left = entries.filter(({ kind, subjectId }) => kind === "decision.made" && subjectId === id);
  const evidence = evidenceOf(credential);
  for (const [index, { decidedAt, action, contentDigest }] of evidence.entries()) {
    const at = left.findIndex(
      ({ occurredAt, details }) => occurredAt === decidedAt && (details === null || details.action === action && details.digest === contentDigest)
    );
    if (at < 0) throw new Flaw(`No entry tells of the decision in evidence[${index}] of credential.json`, "entries");
    left.splice(at, 1);
  }
  requireEndIn(entries, credential);
  return `It tells of the ${evidence.length} decision(s) of the credential`;
}
var HAPPENED = {
  CANCELED: "request.canceled",
  SKIPPED: "request.settled",
  WITHDRAWN: "decision.withdrawn"
};
function requireEndIn(entries, credential) {
  const reason = endOf(credential);
  const kind = reason === null ? void 0 : HAPPENED[reason];
  if (kind && !entries.some((entry) => entry.kind === kind))
    throw new Flaw(`No entry tells that it ended as credential.json says: ${reason}`, "entries");
}
async function checkTrust2(findings, files, dids, knowledge) {
  for (const [method, { name, essential }] of keysIn(files)) {
    const did = method.split("#")[0];
    const trusted = did.startsWith("did:key:") ? void 0 : await knowledge.did(did);
    const where = `${name} proof.verificationMethod`;
    if (trusted === void 0) {
      const message = `Whether this key is one of ${did} is not checked here: dids.json is the bundle’s own word`;
      if (essential) findings.lack("keys.trust", where, message);
      else findings.skip("keys.trust", where, `${message}. The credential vouches for it by its digest`);
    } else await findings.attempt("keys.trust", where, () => requireKey(trusted, method, dids.get(did)));
  }
}
function keysIn({ credential, manifest, log, statusList, decisions }) {
  const segments = Array.isArray(log.segments) ? log.segments.filter(isObject) : [];
  const signed = [
    ["credential.json", credential],
    ["manifest.json", manifest],
    ...segments.map(({ checkpoint }) => ["log.json", checkpoint]),
    ...statusList === null ? [] : [["status-list.json", parsed4(statusList)]],
    ...decisions
  ];
  const keys = /* @__PURE__ */ new Map();
  for (const [name, document] of signed) {
    const verificationMethod = isObject(document) && methodOf(document);
    if (!verificationMethod || keys.has(verificationMethod)) continue;
    keys.set(verificationMethod, { name, essential: !decisions.has(name) });
  }
  return keys;
}
function methodOf({ proof }) {
  const [only] = [proof].flat();
  return isObject(only) && typeof only.verificationMethod === "string" ? only.verificationMethod : void 0;
}
function parsed4(text) {
  try {
    return readJson(Buffer.from(text));
  } catch {
    return null;
  }
}
function requireKey(trusted, method, own) {
  const { id, verificationMethod = [], assertionMethod = [] } = trusted ?? { id: "" };
  if (!trusted) throw new Flaw("Nobody has this DID");
  const key = verificationMethod.find((each) => each.id === method);
  const shown2 = own?.verificationMethod?.find((each) => each.id === method);
  if (!key || key.publicKeyMultibase !== shown2?.publicKeyMultibase) throw new Flaw(`${id} has no such key`);
  if (key.revoked) throw new Flaw(`${id} has revoked this key at ${key.revoked}`);
  if (!assertionMethod.includes(method)) throw new Flaw(`${id} does not stand behind this key any more`);
  return `${id} stands behind this key`;
}

// src/modules/verifier/checking/check-secured.ts
var MOST_CREDENTIALS = 20;
async function checkSecured(findings, document, where, knowledge) {
  const lookUp = lookUpIn(knowledge);
  const { now, fresh } = knowledge;
  const lists = async (address) => (await listsIn(knowledge)(address)).map((text) => ({ text }));
  await checkProof(findings, { document, where, lookUp, now });
  const issuer = issuerOf(document);
  if (await isAnybody(knowledge, issuer))
    findings.lack("keys.trust", where, `Anybody can make a did:key: whose word ${issuer} is, is not known here`);
  await checkStatus(findings, { credential: document, where, lookUp, now, lists, fresh });
  if ([document.type].flat().includes("BitstringStatusListCredential"))
    await findings.attempt(
      "status.revocation",
      where,
      async () => `It holds ${(await bitsOf(document)).length * 8} places`
    );
  const held = [document.verifiableCredential ?? []].flat();
  if (held.length > MOST_CREDENTIALS)
    return findings.fail("file.kind", `${where} verifiableCredential`, `More than ${MOST_CREDENTIALS} credentials`);
  for (const [index, each] of held.entries()) {
    const place = `${where} verifiableCredential[${index}]`;
    if (isObject(each) && each.verifiableCredential === void 0) await checkSecured(findings, each, place, knowledge);
    else findings.fail("file.kind", place, "It is not a credential");
  }
}

// src/modules/verifier/checking/pdf/check-seal-status.ts
async function checkSealStatus(findings, of) {
  const { status, record: record2, where, knowledge } = of;
  if (record2?.revokedAt) {
    const since = record2.revokedAt.toISOString();
    return findings.fail(
      "status.revocation",
      where,
      `What it was sealed for was revoked at ${since}, by the record here`
    );
  }
  if (record2?.revokedAt === null)
    return findings.pass("status.revocation", where, "What it was sealed for is not revoked, by the record here");
  if (!status) {
    const message = "It does not say where its revocation would be told: check the credential, or the bundle, for that";
    return knowledge.hasLists ? findings.lack("status.revocation", where, message) : void 0;
  }
  const { issuer, list, index } = status;
  const credentialStatus = {
    ...{ type: "BitstringStatusListEntry", statusPurpose: "revocation" },
    ...{ statusListIndex: index, statusListCredential: list }
  };
  const lists = async (address) => (await listsIn(knowledge)(address)).map((text) => ({ text }));
  await checkStatus(findings, {
    ...{ credential: { issuer, credentialStatus }, where, lookUp: lookUpIn(knowledge), now: knowledge.now, lists },
    ...{ fresh: knowledge.fresh, mayBeOver: true, optional: !knowledge.hasLists && !knowledge.fresh }
  });
}

// src/modules/verifier/checking/verify-file.ts
var PDF_HEADER_WITHIN = 1024;
var LONGEST_DID = 300;
async function verifyFile(bytes, knowledge) {
  const findings = new Findings();
  let kind = kindOf(bytes);
  let issuer = null;
  try {
    if (kind === "bundle") issuer = await checkBundle(findings, bytes, knowledge);
    else if (kind === "document") issuer = await checkDocument(findings, bytes, knowledge);
    else [kind, issuer] = await checkJson(findings, bytes, knowledge);
  } catch (error) {
    findings.fail("file.kind", kind ?? "file", `It cannot be checked: ${error.message}`);
  }
  const { verdict, unsealed, first, checks } = findings;
  return { kind, verdict, ...unsealed && { unsealed }, issuer: isDid(issuer) ? issuer : null, first, checks };
}
function kindOf(bytes) {
  if (isArchive(bytes)) return "bundle";
  if (bytes.subarray(0, PDF_HEADER_WITHIN).includes("%PDF-")) return "document";
  return null;
}
var isDid = (name) => typeof name === "string" && name.length <= LONGEST_DID && /^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$/.test(name);
async function checkDocument(findings, bytes, knowledge) {
  const { seals, authorities } = knowledge;
  const record2 = await knowledge.sealed?.(hash("sha256", bytes).toString("hex"));
  const { publisher, status } = checkPdf(findings, { bytes, where: "document", seals, authorities, record: record2 });
  await checkSealStatus(findings, { status, record: record2, where: "document", knowledge });
  return record2?.organization ?? publisher;
}
async function checkJson(findings, bytes, knowledge) {
  let content;
  const readable = await findings.attempt("file.kind", "file", () => {
    content = readJson(bytes);
    if (!isObject(content) || !(content.proof !== void 0 || isLog(content)))
      throw new Flaw("It is neither a bundle, nor a PDF, nor anything with a proof");
    return "It is JSON";
  });
  if (!readable || !isObject(content)) return [null, null];
  if (isLog(content)) {
    await checkLogAlone(findings, content, knowledge);
    return ["log", content.log];
  }
  await checkSecured(findings, content, "document", knowledge);
  return ["secured", issuerOf(content)];
}
async function checkLogAlone(findings, log, knowledge) {
  const owner = typeof log.log === "string" ? log.log : "";
  const document = await knowledge.did(owner);
  const also = Array.isArray(document?.alsoKnownAs) ? document.alsoKnownAs : [];
  const names = document ? [owner, ...also] : void 0;
  const { now } = knowledge;
  await checkLog(findings, { log, where: "log", lookUp: lookUpIn(knowledge), now, names, alone: true });
  if (!names) findings.lack("keys.trust", "log log", `Which keys ${owner} has is not known here`);
}
var isLog = (content) => "segments" in content && "entries" in content;

// src/modules/verifier/command.ts
var USAGE = `Usage: placet-verify [options] <file>

Checks an evidence bundle (.zip), a sealed document (.pdf), or anything with a Data Integrity proof (.json), and names the
first thing that is wrong. Asks no network for anything.

  --did <file>    DID documents that you trust, from somewhere else than what is checked: one, or a list of them. May be
                  given several times. Nobody else is taken at their word.
  --did did:key:… A did:key that you know somebody by. Anybody can make one, so none is trusted unless you name it.
  --list <file>   A status list that you fetched. May be given several times, in any order: the newest of each counts, and
                  what is revoked in one of them is revoked. Fetch a fresh one to know what holds today.
  --fresh         A status list has to be one of now: under one that is over, nothing is called good.
  --authority <fingerprint>
                  SHA-256 of the certificate of a timestamp authority whose word you take: what it stamped before the key of
                  a seal was compromised stays good. May be given several times.
  --at <time>     Check as of this time (ISO 8601; UTC unless it says otherwise) instead of now.
  --json          Answer in JSON.
  --help          This text.

Exit code: 0 everything is good, 1 something is wrong, 2 the file cannot be read, 3 nothing is wrong, but something
essential could not be checked: usually whose keys they are (give --did).
`;
var EXIT_CODES = { good: 0, wrong: 1, unreadable: 2, incomplete: 3 };
var LARGEST = 256 * 1024 * 1024;
var OPTIONS = {
  did: { type: "string", multiple: true, default: [] },
  list: { type: "string", multiple: true, default: [] },
  authority: { type: "string", multiple: true, default: [] },
  at: { type: "string" },
  fresh: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false }
};
async function main(words) {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  if (values.help) return say(USAGE, 0);
  const [file, ...more] = positionals;
  if (!file || more.length > 0) return complain(USAGE);
  const at = values.at === void 0 ? Date.now() : readTime(values.at) ?? readTime(`${values.at}T00:00:00Z`);
  if (at === null) return complain(`--at is neither a time nor a day: ${values.at}
`);
  const report = await verifyFile(read(file), knowledgeFrom(values, new Date(at)));
  return say(values.json ? `${JSON.stringify(report, null, 2)}
` : told(report), EXIT_CODES[report.verdict]);
}
function read(path) {
  const bytes = readFileSync(path);
  if (bytes.length > LARGEST) throw new Error(`${path} is larger than ${LARGEST} bytes`);
  return bytes;
}
function knowledgeFrom({
  did: trusted,
  list: listFiles,
  authority,
  fresh
}, now) {
  const documents = trusted.flatMap((each) => each.startsWith("did:") ? documentOf(each) : documentsIn(each));
  const dids = new Map(documents.map((document) => [document.id, document]));
  const lists = /* @__PURE__ */ new Map();
  for (const path of listFiles) {
    const address = String(objectsIn(path)[0].id);
    lists.set(address, [...lists.get(address) ?? [], read(path).toString("utf8")]);
  }
  return {
    now,
    did: (did) => Promise.resolve(dids.get(did)),
    statusList: (address) => Promise.resolve(lists.get(address)),
    seals: documents.flatMap(sealsIn),
    authorities: authority.map(fingerprintOf),
    hasLists: listFiles.length > 0,
    fresh
  };
}
function fingerprintOf(text) {
  const digits = text.replace(/[:\s]/g, "").toUpperCase();
  if (!/^[0-9A-F]{64}$/.test(digits)) throw new Error(`--authority is not the SHA-256 of a certificate: ${text}`);
  return digits.match(/../g).join(":");
}
function documentOf(did) {
  const document = didKeyDocument(did);
  if (!document) throw new Error(`--did ${did}: only a did:key of an Ed25519 key is its own document. Give a file`);
  return document;
}
var documentsIn = (path) => objectsIn(path);
function objectsIn(path) {
  try {
    const objects = [readJson(read(path))].flat();
    if (objects.length === 0 || !objects.every(isObject)) throw new Flaw("It holds no JSON object");
    return objects;
  } catch (error) {
    if (error instanceof Flaw) throw new Error(`${path}: ${error.message}`);
    throw error;
  }
}
var HEADLINES = {
  good: "GOOD: everything that was checked is as it was signed.",
  incomplete: "GOOD AS FAR AS IT WAS CHECKED, but something essential could not be checked here:",
  wrong: "WRONG:",
  unreadable: "CANNOT BE READ:"
};
var WHOSE_KEYS = ["keys.trust", "proof.key"];
var WHO_IS_MEANT = `
  Whom you expect is for you to know, from somewhere else than this file: take the DID of the organization from its site
  or from its papers, fetch the document of that DID from where it is published, and give it with --did.`;
var MARKS = { pass: "ok   ", fail: "WRONG", skip: "-    " };
var UNSEALED = "NOT SEALED: this PDF carries no seal of a Placet server. Nothing says that it was changed, and nothing that it was not.";
function told({ verdict, unsealed, first, checks }) {
  const lines = checks.map(({ check, where, result, message }) => line(MARKS[result], check, where, message));
  const summary = first ? [`  ${[first.check, first.where].join("  ").trim()}`, `  ${first.message}`] : [];
  const next = first?.result === "skip" && WHOSE_KEYS.includes(first.check) ? [WHO_IS_MEANT] : [];
  const warnings = checks.flatMap(({ warning, message }) => warning ? [`  Note: ${message}.`] : []);
  const headline = unsealed ? UNSEALED : HEADLINES[verdict];
  return `${[...lines, "", headline, ...summary, ...warnings, ...next].join("\n")}
`;
}
var line = (mark, check, where, message) => `${mark} ${check.padEnd(18)} ${where ? `${where}: ` : ""}${message}`;
function say(text, code) {
  process.stdout.write(text);
  return code;
}
function complain(text) {
  process.stderr.write(text);
  return 2;
}
main(process.argv.slice(2)).then(
  (code) => process.exitCode = code,
  (error) => process.exitCode = complain(`${error.message}
`)
);
