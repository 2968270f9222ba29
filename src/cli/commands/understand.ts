import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { BadInput } from '../../errors.ts';
import { loadModels } from '../../understand/index.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { LineReader } from './understand-lines.ts';

/** Lines read and written in one piece. */
const CHUNK = 200;
/** Chunks on their way; more only fill the memory where whoever reads our output is slow. */
const CHUNKS = 6;

export interface UnderstandOptions {
  /** `3` folds mixed into the side to which it leans; default 4. */
  readonly labels?: string;
}

function labelsOf({ labels = '4' }: UnderstandOptions): 3 | 4 {
  if (labels !== '3' && labels !== '4') throw new BadInput('labels', 'give 3 or 4');
  return labels === '3' ? 3 : 4;
}

/** `molva understand`: JSONL in, JSONL out, streaming, in order. Exit code 1 when a line could not be read. */
export async function understand(options: UnderstandOptions, context: CliContext): Promise<ExitCode> {
  const labels = labelsOf(options);
  // What a line needs is garbage when it is written: a young generation that grows to 64 MB would only hold more of it.
  setFlagsFromString('--semi-space-growth-factor=1');
  const reader = new LineReader(await loadModels(), labels);
  let [line, bad, from] = [0, 0, 1];
  let lines: string[] = [];
  const write = async (answers: readonly string[]): Promise<void> => {
    bad += answers.filter((answer) => answer.startsWith('{"error"')).length;
    if (answers.length > 0 && !context.stdout.write(`${answers.join('\n')}\n`))
      await new Promise<void>((resolve) => context.stdout.once('drain', resolve));
  };
  // Each piece is written once the one before it is, whether more input comes or not.
  let written = Promise.resolve();
  const onTheirWay: Promise<void>[] = [];
  const read = async (): Promise<void> => {
    const answers = reader.read({ lines, from });
    from = line + 1;
    lines = [];
    written = written.then(async () => write(await answers));
    onTheirWay.push(written);
    if (onTheirWay.length >= CHUNKS) await onTheirWay.shift();
  };
  const { stdin: input, stop: signal } = context;
  try {
    for await (const raw of createInterface({ input, signal, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      lines.push(raw);
      if (lines.length >= CHUNK) await read();
    }
    await read();
    await written;
  } finally {
    await reader.close();
  }
  // A terminal that is still open would keep the process waiting for a line that nobody reads.
  if (signal.aborted) input.destroy();
  if (bad > 0) context.stderr.write(`molva: ${bad} of ${line} lines could not be read\n`);
  return bad > 0 ? 1 : 0;
}
