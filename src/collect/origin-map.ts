/**
 * Sites that are served from elsewhere: `{ 'https://otzovik.com': 'http://127.0.0.1:8080' }`. The demo and the tests read
 * local copies through it; everybody else sees the original addresses.
 */
export type OriginMap = Readonly<Record<string, string>>;

/** The address to connect to instead, or undefined where the origin is not mapped. */
export function toMapped(url: URL, origins: OriginMap = {}): URL | undefined {
  const origin = Object.hasOwn(origins, url.origin) ? origins[url.origin] : undefined;
  return origin === undefined ? undefined : new URL(`${url.pathname}${url.search}`, origin);
}

/** Resolves a link or redirect seen at `base`; one that names the local copy is turned back into the original address. */
export function toOriginal(link: string, base: string, origins: OriginMap = {}): string | undefined {
  if (!URL.canParse(link, base)) return undefined;
  const url = new URL(link, base);
  const current = new URL(base).origin;
  const original = [current, ...Object.keys(origins)].find(
    (origin) => Object.hasOwn(origins, origin) && new URL(origins[origin]!).origin === url.origin,
  );
  return original === undefined ? url.href : new URL(`${url.pathname}${url.search}${url.hash}`, original).href;
}
