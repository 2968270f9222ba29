import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Puts texts between the marks `<!-- name -->` and `<!-- end of name -->` of a model card; marks are comments, which a reader of the
 * page does not see. Throws where a mark is missing, and then writes nothing.
 */
export function putInCard(file: string, parts: Iterable<readonly [name: string, text: string]>): void {
  let card = readFileSync(file, 'utf8');
  for (const [name, text] of parts) {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
    const [from, to] = [card.indexOf(begin), card.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`${file}: no ${begin} ... ${end}`);
    card = `${card.slice(0, from)}${begin}\n${text.trim()}\n${card.slice(to)}`;
  }
  writeFileSync(file, card);
}
