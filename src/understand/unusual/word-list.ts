/** Words parted by spaces; `word*` stands for all that begin so. */
export class WordList {
  readonly #whole = new Set<string>();
  readonly #beginnings = new Set<string>();
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;

  constructor(list: string) {
    for (const word of list.split(' ')) {
      if (!word.endsWith('*')) {
        this.#whole.add(word);
        continue;
      }
      this.#beginnings.add(word.slice(0, -1));
      this.#shortest = Math.min(this.#shortest, word.length - 1);
      this.#longest = Math.max(this.#longest, word.length - 1);
    }
  }

  has(word: string): boolean {
    if (this.#whole.has(word)) return true;
    for (let n = this.#shortest; n <= Math.min(this.#longest, word.length); n++)
      if (this.#beginnings.has(word.slice(0, n))) return true;
    return false;
  }
}
