import { parentPort, workerData } from 'node:worker_threads';
import { loadModels } from '../understand/index.ts';
import { understandLines } from '../understand/jsonl.ts';
import type { LinesToRead } from './commands/understand-lines.ts';

/** A second thread of `molva understand`: lines in, answers out, in the order in which they came. */

const { labels } = workerData as { readonly labels: 3 | 4 };
const models = await loadModels();
parentPort?.on('message', (chunk: LinesToRead) => parentPort?.postMessage(understandLines(chunk, models, labels)));
parentPort?.postMessage(null);
