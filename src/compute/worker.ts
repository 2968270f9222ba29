import { parentPort, workerData } from 'node:worker_threads';
import { scrapers } from '../../scrapers/index.ts';
import type { AnyScraper, ParseResult } from '../collect/scraper.ts';
import { renderDigest } from '../digest/render/render.ts';
import { BadInput } from '../errors.ts';
import { toDrafts } from '../understand/draft.ts';
import { loadModels, type Models, readItem } from '../understand/index.ts';
import { type Layer, type PackedLayer, unpackLayer } from '../understand/layer/layer.ts';
import type { PageDrafts, PageJob } from './compute.ts';
import { flatten } from './flat-error.ts';
import type { Answer, Envelope, Task, WorkerSetup } from './messages.ts';
import { alikeAmong, bandsOfEach } from './relate.ts';

import { weighBlocks } from './weigh.ts';

const { secret } = workerData as WorkerSetup;
let models: Promise<Models> | undefined;

function named(name: string): AnyScraper {
  const scraper = scrapers.find((candidate) => candidate.name === name);
  if (scraper === undefined) throw new BadInput('scraper', `no scraper is called ${JSON.stringify(name)}`);
  return scraper;
}

/** parse + privacy + identity: the raw texts stay in this thread. */
function readPage(job: PageJob): PageDrafts {
  const scraper = named(job.scraper);
  const result: ParseResult = scraper.parse(job.page, job.options as Record<string, unknown>);
  const pageId =
    scraper.pageId?.(job.options as Record<string, unknown>) ??
    scraper.firstPage(job.options as Record<string, unknown>).url;
  const { drafts, fill } = toDrafts(result, {
    scraper,
    pageId,
    page: job.page,
    brand: job.brand,
    secret,
    keepNames: job.keepNames,
  });
  const { next, follow, total, skipped = [], window = false } = result;
  return { drafts, next, follow, total, skipped, window, fill };
}

let layer: Layer | undefined;

/** The layer comes with each batch of texts; it is unpacked when it is another one than before. */
function withLayer(loaded: Models, packed: PackedLayer | null): Models {
  if (packed === null) return loaded;
  if (layer?.id !== packed.id) layer = unpackLayer(packed);
  return { ...loaded, layer };
}

async function perform(task: Task): Promise<unknown> {
  if (task.kind === 'parse') return named(task.scraper).parse(task.page, task.options as Record<string, unknown>);
  if (task.kind === 'page') return readPage(task.job);
  if (task.kind === 'digest') return renderDigest(task.content, task.language);
  if (task.kind === 'bands') return bandsOfEach(task.inputs);
  if (task.kind === 'alike') return alikeAmong(task.asked);
  if (task.kind === 'weigh') return weighBlocks(task.reviews, task.context);
  models ??= loadModels();
  const loaded = await models;
  if (task.kind === 'version') return loaded.version;
  // Asked for once an hour at most: workers that only read do without it.
  if (task.kind === 'rising')
    return (await import('../understand/themes/propose.ts')).proposeThemes(task.input, loaded.themes);
  const reading = withLayer(loaded, task.layer);
  return task.inputs.map((input) => ({ key: input.key, ...readItem(input, reading) }));
}

parentPort?.on('message', ({ id, task }: Envelope) => {
  perform(task).then(
    (value) => parentPort?.postMessage({ id, value } satisfies Answer),
    (error: unknown) => parentPort?.postMessage({ id, error: flatten(error) } satisfies Answer),
  );
});
parentPort?.postMessage('ready');
