import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import { targetId } from '../../src/jobs/target-id.ts';
import { NO_BRAND } from '../../src/jobs/visiting.ts';
import type { Store } from '../../src/store/store.ts';
import type { VisitOrder } from './visit-child.ts';

const CHILD = path.join(import.meta.dirname, 'visit-child.ts');

export interface Visitor {
  readonly child: ChildProcess;
  /** The child's last word, or the signal that ended it, and its exit code. */
  readonly ended: Promise<{
    readonly said: string;
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
  }>;
}

/** Starts one visit in a process of its own. */
export function startVisit(order: VisitOrder): Visitor {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const ended: Visitor['ended'] = new Promise((resolve) =>
    child.on('close', (code, signal) => resolve({ said: output.trim().split('\n').at(-1) ?? '', code, signal })),
  );
  return { child, ended };
}

/** A brand with one place to read, due now. Returns the target's id. */
export async function addPlace(store: Store, url: string): Promise<string> {
  const now = new Date().toISOString();
  const brand = { ...NO_BRAND, id: 'shop', name: 'Shop' };
  const options = jsonld.fromUrl(new URL(url))!;
  const id = targetId(brand.id, 'jsonld', options);
  await store.saveBrand(brand, now);
  const place = { scraper: 'jsonld', schedule: '0 0 1 1 *', timeZone: 'UTC', origin: 'page' } as const;
  await store.addTarget({ ...place, id, brand: brand.id, options, url, title: url }, now);
  return id;
}

/** Ids of the processes that descend from `root` and whose name fits. */
export function descendants(root: number, name: RegExp): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/));
  const family = new Set([String(root)]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const [pid, parent] of rows) if (family.has(parent!)) family.add(pid!);
  }
  return rows.filter(([pid, , comm]) => family.has(pid!) && name.test(comm!)).map(([pid]) => Number(pid));
}

/** Is that process still there, other than as a corpse that waits for its parent? */
export function lives(pid: number): boolean {
  try {
    return !/^Z/.test(execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}
