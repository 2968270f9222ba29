/* Bytes to text, as browsers and feed readers do it. Pure: the HTTP fetcher and the reader of saved pages share it. */

/** How far into the document a charset declaration is looked for (the HTML standard says 1 KB; real pages put comments before it). */
const SNIFF_BYTES = 4096;

/** Spellings found on real pages that the Encoding Standard does not list. */
const ALIASES: Readonly<Record<string, string>> = {
  'win-1251': 'windows-1251',
  win1251: 'windows-1251',
  cp1251: 'windows-1251',
  'cp-1251': 'windows-1251',
  windows1251: 'windows-1251',
  win1252: 'windows-1252',
  'cp-1252': 'windows-1252',
  windows1252: 'windows-1252',
  koi8r: 'koi8-r',
  'utf-8mb4': 'utf-8',
  utf8mb4: 'utf-8',
};

/**
 * Decodes a body: byte order mark, else the charset of the Content-Type header, else the XML declaration, `<meta charset>` or
 * `http-equiv` within the first 4 KB, else UTF-8. A label nobody knows is passed over for the next source, a single-byte label
 * on bytes that are valid UTF-8 is not believed. Bad bytes become U+FFFD; it never throws.
 */
export function decodeBody(bytes: Uint8Array, contentType?: string | null): string {
  const marked = byteOrderMark(bytes);
  if (marked) return marked.decode(bytes);
  const declared = decoderFor(charsetOf(contentType ?? '')) ?? decoderFor(declaredCharset(bytes));
  if (!declared || (SINGLE_BYTE.test(declared.encoding) && isUtf8(bytes)))
    return new TextDecoder('utf-8').decode(bytes);
  return declared.decode(bytes);
}

type Decoder = InstanceType<typeof TextDecoder>;

const SINGLE_BYTE = /^(?:windows-|iso-8859-|koi8-|ibm|macintosh|x-mac)/;

/** Bytes that are valid UTF-8 by accident do not occur in a text of a single-byte encoding; pages saved by browsers keep the old declaration. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function byteOrderMark(bytes: Uint8Array): Decoder | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8');
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le');
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be');
  return undefined;
}

/** `text/html; charset="windows-1251"` -> `windows-1251`. */
function charsetOf(contentType: string): string | undefined {
  return /charset\s*=\s*["']?\s*([^\s"';,>]{1,40})/i.exec(contentType)?.[1];
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, SNIFF_BYTES));
  const xml = /^\s{0,64}<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"'>]{1,40})["']/i.exec(head)?.[1];
  const label = xml ?? charsetOf(/<meta\s[^>]{0,400}?charset[^>]{0,80}/i.exec(head)?.[0] ?? '');
  // A declaration that could be read as single bytes cannot be in a two-byte encoding: the standard reads it as UTF-8.
  return label && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

function decoderFor(label: string | undefined): Decoder | undefined {
  if (!label) return undefined;
  const name = label.trim().toLowerCase();
  try {
    return new TextDecoder(ALIASES[name] ?? name);
  } catch {
    return undefined;
  }
}
