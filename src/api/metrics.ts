import type { RequestHandler } from 'express';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { EventStreams } from './event-stream.ts';
import { localsOf } from './locals.ts';
import { queueGauges } from './queue-metrics.ts';
import { countTargets } from './routes/system.ts';
import type { ApiDeps } from './settings.ts';

export interface Metrics {
  /** Counts a finished request by its route's template. */
  count(request: { method: string; route: string; status: number; seconds: number }): void;
  /** `GET /metrics`. */
  readonly handler: RequestHandler;
}

/** Metrics of one API instance, in a registry of its own: two instances in one process do not share counters. */
export function createMetrics(deps: ApiDeps, streams: EventStreams): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'molva_http_requests_total',
    help: 'Requests answered, by route template',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'molva_http_request_seconds',
    help: 'Time to the last byte, streams left out',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  queueGauges(deps.queue, registers);
  new Gauge({
    name: 'molva_pending_items',
    help: 'Texts that wait to be understood',
    registers,
    async collect() {
      this.set(await deps.store.pendingCount());
    },
  });
  new Gauge({
    name: 'molva_targets',
    help: 'Targets, by health',
    labelNames: ['health'],
    registers,
    async collect() {
      for (const [health, n] of Object.entries(await countTargets(deps))) this.set({ health }, n);
    },
  });
  new Gauge({
    name: 'molva_event_streams',
    help: 'Open streams of server-sent events',
    registers,
    collect() {
      this.set(streams.size);
    },
  });
  return {
    count({ method, route, status, seconds: took }) {
      requests.inc({ method, route, status });
      if (route !== '/events' && route !== '/export') seconds.observe({ method, route }, took);
    },
    async handler(_req, res) {
      localsOf(res).route = '/metrics';
      const text = await registry.metrics();
      res.set('Cache-Control', 'no-store').set('Content-Type', registry.contentType).send(text);
    },
  };
}
