import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CHAPTERS } from './promises.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface Proof {
  readonly id: string;
  readonly file: string;
  readonly title: string;
}

/** A string literal that ends with row ids in brackets and is an argument: the title of a test. */
const TITLE = /\(\s*(['"`])((?:\\.|(?!\1)[^\\\n])*?) \[(R\d\d(?:, R\d\d)*)\]\1,/g;

/** The marked titles of one source text. Throws where a marked test is skipped for good. */
export function proofsIn(file: string, source: string): Proof[] {
  return [...source.matchAll(TITLE)].flatMap((match) => {
    const [, , title = '', ids = ''] = match;
    if (/\.(skip|todo)\s*$/.test(source.slice(0, match.index)))
      throw new Error(`${file}: "${title}" proves a promise and must not be skipped`);
    const readable = title.replaceAll(/\\(.)/g, '$1').replaceAll(/\$\{[^}]*\}/g, '…');
    return ids.split(', ').map((id) => ({ id, file, title: readable }));
  });
}

/** All marked titles of test/, in the order of files and lines. */
export function proofs(): Proof[] {
  return readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('reliability/'))
    .sort()
    .flatMap((name) => proofsIn(`test/${name}`, readFileSync(path.join(root, 'test', name), 'utf8')));
}

export const TABLE_FILE = path.join(root, 'docs/reliability.md');

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The whole of docs/reliability.md. */
export function reliabilityTable(found: readonly Proof[]): string {
  const lines = [
    '# What Molva promises when things go wrong',
    '',
    'Each promise has the tests that prove it. This page is made from their titles (`npx node test/reliability/write.ts`), and a test',
    'fails when it is not up to date. `…` stands for what the test fills in. Suites in `test/store/contract` and `test/queue/contract.ts`',
    'run on every engine of the store and the queue.',
  ];
  for (const { title, rows } of CHAPTERS) {
    lines.push('', `## ${title}`, '', '| | promise | proved by |', '|---|---|---|');
    for (const { id, promise, without } of rows) {
      const by = found.filter((proof) => proof.id === id).map(({ file, title: name }) => `${cell(name)} (\`${file}\`)`);
      lines.push(`| ${id} | ${cell(promise)} | ${by.length > 0 ? by.join('<br>') : without} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
