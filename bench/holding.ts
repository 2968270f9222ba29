import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { defaultConfig } from '../config/load.ts';
import { openApp } from '../src/app.ts';
import type { Figure } from './figure.ts';

const RESOLUTION_MS = 5;

/** How long the main thread is held while the demo is collected and understood, at p99 of samples every 5 ms. */
export async function holding(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'molva-bench-'));
  const config = { ...defaultConfig(), data: folder, log: { level: 'silent' as const } };
  const stop = new AbortController();
  const app = await openApp({
    config,
    clock: { now: () => Date.now() },
    version: 'bench',
    role: 'loop',
    stop: stop.signal,
    env: {},
    cwd: folder,
    demo: true,
  });
  try {
    await app.syncConfig();
    await app.compute.modelVersion();
    const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    delay.enable();
    await app.playDemo();
    delay.disable();
    const held = Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS);
    return [
      {
        what: 'main thread held while collecting, p99',
        value: held,
        unit: 'ms',
        goal: 20,
        better: 'smaller',
        peer: null,
      },
    ];
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
