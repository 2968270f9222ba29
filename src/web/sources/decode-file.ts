/** A page declares its charset within this many bytes, or not at all. */
const HEAD_BYTES = 4096;

/** Decodes a page saved by a browser: byte order mark, else the charset that it declares, else UTF-8. */
export function decodePage(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const declared = /charset\s{0,3}=\s{0,3}["']?([\w-]{1,40})/i.exec(head)?.[1];
  // Browsers write UTF-8 where they save a page "complete", whatever its old declaration says: bytes that are UTF-8 win.
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decoderOf(declared ?? 'utf-8').decode(bytes);
  }
}

function decoderOf(label: string) {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
