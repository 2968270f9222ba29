/** What to ask for. Plain data: it is stored in cursors and sent to worker threads. */
export interface PageRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For a `follow` request: externalId of the review that it completes or whose comments it lists. */
  readonly forId?: string;
  /** Free notes that the scraper's `parse` needs when this page comes back; never sent. */
  readonly state?: Readonly<Record<string, string>>;
}

/** A page as it came, decoded. */
export interface Page {
  /** The address after redirects. With mapped origins (demo, tests) still the original host. */
  readonly url: string;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded text: charset of the header, else of the document, else UTF-8. */
  readonly body: string;
  /** ISO instant. Relative dates ("вчера") count from here. */
  readonly fetchedAt: string;
  /** The request that brought it, where there was one (null for a saved page). */
  readonly request: PageRequest | null;
}
