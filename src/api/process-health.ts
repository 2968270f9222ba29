import type { RequestListener, ServerResponse } from 'node:http';
import { Gauge, Registry } from 'prom-client';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { queueGauges } from './queue-metrics.ts';

export interface ReadyDeps {
  readonly store: Pick<Store, 'lastSeq' | 'pendingCount'>;
  readonly queue: Pick<Queue, 'counts' | 'parked'>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly store: 'up' | 'down';
  readonly queue: 'up' | 'down';
}

/** A balancer asks every few seconds; who waits longer than this is not ready. */
const PATIENCE_MS = 3000;

/** Whether this process can do its work: both that it depends on answer. */
export async function readiness({ store, queue }: ReadyDeps): Promise<Readiness> {
  const [storeUp, queueUp] = await Promise.all([answers(store.lastSeq()), answers(queue.counts())]);
  return { ready: storeUp && queueUp, store: storeUp ? 'up' : 'down', queue: queueUp ? 'up' : 'down' };
}

async function answers(asked: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const answered = asked.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface ProcessHealth extends ReadyDeps {
  readonly queue: Pick<Queue, 'counts' | 'parked'>;
  /** What the process does: `worker`, `scheduler`. */
  readonly kind: string;
  readonly leads: () => boolean;
}

/**
 * `/healthz` (alive), `/readyz` (store and queue answer, else 503) and `/metrics` of a process without the page. They tell numbers
 * alone and need no key: the address they listen on is not for the public.
 */
export function processHealth(deps: ProcessHealth): RequestListener {
  const registry = metricsOf(deps);
  return (request, response) => {
    const [path] = (request.url ?? '/').split('?');
    if (request.method !== 'GET') send(response, 405, 'text/plain', '');
    else if (path === '/healthz') send(response, 200, 'application/json', '{"status":"ok"}');
    else if (path === '/readyz')
      void readiness(deps).then((state) =>
        send(response, state.ready ? 200 : 503, 'application/json', JSON.stringify(state)),
      );
    else if (path === '/metrics')
      registry.metrics().then(
        (text) => send(response, 200, registry.contentType, text),
        () => send(response, 503, 'text/plain', ''),
      );
    else send(response, 404, 'text/plain', '');
  };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

function metricsOf({ store, queue, kind, leads }: ProcessHealth): Registry {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => Promise<number> | number): void =>
    void new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  registry.setDefaultLabels({ process: kind });
  gauge('molva_leader', '1 where this process schedules', () => (leads() ? 1 : 0));
  gauge('molva_pending_items', 'Texts that wait to be understood', () => store.pendingCount());
  gauge(
    'molva_parked_jobs',
    'Jobs that nobody takes any more, as their processes died',
    async () => (await queue.parked()).length,
  );
  gauge('molva_resident_bytes', 'Memory of this process', () => process.memoryUsage.rss());
  queueGauges(queue, registers);
  return registry;
}
