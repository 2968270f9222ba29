import { execFileSync } from 'node:child_process';

/** Process ids of the Chromium processes that descend from this one. */
export function chromiums(): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/));
  const family = new Set([String(process.pid)]);
  for (let grown = true; grown; ) {
    const size = family.size;
    for (const [pid, parent] of rows) if (family.has(parent!)) family.add(pid!);
    grown = family.size > size;
  }
  return rows.filter(([pid, , name]) => family.has(pid!) && /chrom/.test(name!)).map(([pid]) => Number(pid));
}
