import { isolated } from '../quote.ts';
import type { DigestView } from './view.ts';

/** The part for readers without HTML: the same blocks, addresses on their own lines. */
export function textOf({ brand, blocks }: DigestView): string {
  const lines = [brand, '='.repeat(Math.min(60, [...brand].length)), ''];
  for (const block of blocks) {
    if (block.kind === 'title') lines.push('', block.text, '-'.repeat([...block.text].length));
    else if (block.kind === 'subtitle') lines.push('', block.text);
    else if (block.kind === 'figure')
      lines.push(block.text, ...[block.detail, block.link].flatMap((part) => (part ? [`  ${part}`] : [])));
    else if (block.kind === 'line') lines.push(block.text, ...(block.link === null ? [] : [`  ${block.link}`]));
    else
      lines.push(`* ${isolated(block.quote)}`, `  ${block.facts}`, ...(block.link === null ? [] : [`  ${block.link}`]));
  }
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
