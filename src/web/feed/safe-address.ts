/** The address if it may become a link: only http and https. What came from a page is never trusted with `javascript:` or `data:`. */
export function safeAddress(address: string | null): string | null {
  if (address === null) return null;
  try {
    const { protocol, href } = new URL(address);
    return protocol === 'http:' || protocol === 'https:' ? href : null;
  } catch {
    return null;
  }
}
