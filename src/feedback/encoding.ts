import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { BadInput } from '../errors.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'windows-1252';

/** Enough to tell one alphabet from another. */
const SAMPLE_BYTES = 65_536;
/** Decoded at once: a few milliseconds, so that a server answers others in between. */
const PIECE_BYTES = 65_536;
/** A gzip bomb ends here. */
const MAX_UNZIPPED_BYTES = 200_000_000;
/** More unreadable signs than this among the non-ASCII ones: the text is not UTF-8 at all. */
const DAMAGE = 0.1;

const BINARY: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 3, 4], 'is an Excel workbook or a zip archive; save the sheet as CSV'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'is an old Excel workbook; save the sheet as CSV'],
  [[0x25, 0x50, 0x44, 0x46], 'is a PDF; export the answers as CSV'],
];

/** The bytes of a text file: unpacked where gzipped. Throws `BadInput('file')` for workbooks, PDF, empty files and broken gzip. */
export function textBytes(bytes: Uint8Array): Uint8Array {
  const kind = BINARY.find(([start]) => start.every((byte, index) => bytes[index] === byte));
  if (kind !== undefined) throw new BadInput('file', kind[1]);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      return gunzipSync(bytes, { maxOutputLength: MAX_UNZIPPED_BYTES });
    } catch (cause) {
      throw new BadInput('file', 'cannot be unpacked: the gzip is broken or too large', { cause });
    }
  }
  if (bytes.length === 0) throw new BadInput('file', 'is empty; the first row must name the columns');
  return bytes;
}

/**
 * The encoding of a table: by its mark, by zero bytes (UTF-16), by validity (UTF-8; a few broken signs are a damaged
 * UTF-8), else windows-1251 where words are of high bytes alone, windows-1252 where they stand among Latin letters.
 */
export function findEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const start = bytes.subarray(0, 4096);
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2]! += 1;
  if (zeros[0]! + zeros[1]! > start.length / 20) return zeros[1]! > zeros[0]! ? 'utf-16le' : 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  const first = bytes.findIndex((byte) => byte > 0x7f);
  const sample = bytes.subarray(first, first + SAMPLE_BYTES);
  const decoded = new TextDecoder('utf-8').decode(sample);
  const foreign = decoded.match(/[^\0-\x7f]/g)?.length ?? 0;
  const broken = decoded.match(/\ufffd/g)?.length ?? 0;
  if (broken <= foreign * DAMAGE) return 'utf-8';
  return cyrillic(sample) ? 'windows-1251' : 'windows-1252';
}

/** A Russian word is of high bytes alone; in a Dutch or French one they stand among Latin letters. */
function cyrillic(sample: Uint8Array): boolean {
  let whole = 0;
  let mixed = 0;
  let high = 0;
  let latin = 0;
  for (const byte of [...sample, 0]) {
    if (byte >= 0xc0) high += 1;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) latin += 1;
    else {
      if (high > 0 && latin > 0) mixed += 1;
      else if (high > 1) whole += 1;
      high = 0;
      latin = 0;
    }
  }
  return whole > mixed;
}

/** The text in pieces, without its mark; what cannot be decoded becomes U+FFFD. */
export function* decodePieces(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const decoder = iconv.getDecoder(encoding);
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = decoder.write(Buffer.from(bytes.subarray(at, at + PIECE_BYTES)));
    if (piece !== '') yield at === 0 ? piece.replace(/^\ufeff/, '') : piece;
  }
  const rest = decoder.end();
  if (rest !== undefined && rest !== '') yield rest;
}
