import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { FetchFailed, OverBudget } from '../errors.ts';

/** Servers that nest encodings deeper only do so to harm. */
const MAX_ENCODINGS = 2;

/** Window of at most 8 MB, as RFC 9659 demands of zstd on the web: a larger one is a memory bomb. */
const ZSTD_WINDOW_LOG = 23;

export interface BodyLimits {
  readonly maxBytes: number;
  readonly maxDecodedBytes: number;
  readonly truncate?: boolean;
}

type Bytes = AsyncIterable<Uint8Array>;

/**
 * Reads a body to the end and takes its encodings off, counting bytes on the wire and after *each* decoder, so that a bomb ends
 * after `maxDecodedBytes` and never lies in memory. Throws `OverBudget`; `FetchFailed` for a broken or unknown encoding and
 * for a body of another length than `expectedBytes`; else what the stream throws. Leaves early with the stream destroyed.
 */
export async function readBody(
  body: Bytes,
  headers: { readonly encoding: string | undefined; readonly expectedBytes: number | undefined },
  limits: BodyLimits,
): Promise<Uint8Array> {
  let wireBytes = 0;
  let source = counted(body, limits.maxBytes, 'on the wire', (bytes) => {
    wireBytes = bytes;
  });
  for (const [index, decoder] of decodersFor(headers.encoding ?? '').entries()) {
    if (index > 0) source = counted(source, limits.maxDecodedBytes, 'after decompression');
    source = decoded(source, decoder);
  }
  const parts: Uint8Array[] = [];
  let room = limits.maxDecodedBytes;
  for await (const part of source) {
    parts.push(part.length > room ? part.subarray(0, room) : part);
    if (part.length > room && limits.truncate) return Buffer.concat(parts);
    if (part.length > room) throw tooLarge(limits.maxDecodedBytes, 'after decompression');
    room -= part.length;
  }
  if (headers.expectedBytes !== undefined && wireBytes !== headers.expectedBytes)
    throw new FetchFailed(`The body has ${wireBytes} bytes, ${headers.expectedBytes} were announced`);
  return Buffer.concat(parts);
}

/** Makes the decoder for a body that begins with `firstByte`. */
type MakeDecoder = (firstByte: number) => Transform;

const DECODERS: Readonly<Record<string, MakeDecoder>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  br: () => zlib.createBrotliDecompress(),
  zstd: () => zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } }),
  // "deflate" means zlib's wrapping (method 8 in the low bits of the first byte), yet some servers send the raw stream.
  deflate: (firstByte) => ((firstByte & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw()),
};

/** Encodings are listed in the order in which they were applied. */
function decodersFor(encoding: string): MakeDecoder[] {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > MAX_ENCODINGS) throw new FetchFailed('The body is encoded too many times');
  return names.reverse().map((name) => {
    const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
    if (!decoder) throw new FetchFailed(`The body has an encoding that nobody asked for: ${name.slice(0, 40)}`);
    return decoder;
  });
}

/** An empty body stays empty: servers announce an encoding on answers that have none. */
async function* decoded(source: Bytes, make: MakeDecoder): Bytes {
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const decoder = make(first.value[0] ?? 0);
  const fed = pipeline(Readable.from(startingWith(first.value, iterator)), decoder).catch(() => {
    // The same error comes out of the decoder below.
  });
  try {
    yield* decoder as Bytes;
  } catch (error) {
    throw isZlibError(error) ? new FetchFailed('The compressed body is broken', { cause: error }) : error;
  } finally {
    decoder.destroy();
    await fed;
  }
}

async function* startingWith(first: Uint8Array, rest: AsyncIterator<Uint8Array>): Bytes {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* counted(source: Bytes, maxBytes: number, where: string, seen?: (bytes: number) => void): Bytes {
  let bytes = 0;
  for await (const part of source) {
    bytes += part.length;
    seen?.(bytes);
    if (bytes > maxBytes) throw tooLarge(maxBytes, where);
    yield part;
  }
}

function tooLarge(maxBytes: number, where: string): OverBudget {
  return new OverBudget(`The body has more than ${maxBytes} bytes ${where}`, { details: { maxBytes } });
}

/** zlib's own codes: `Z_DATA_ERROR`, brotli's `ERR__ERROR_FORMAT_...`, zstd's `ZSTD_error_...`. */
function isZlibError(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return /^(?:Z_|ERR__|ZSTD_)/.test(code);
}
