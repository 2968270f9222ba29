#!/usr/bin/env node
import { existsSync } from 'node:fs';

// Plain JavaScript that any Node can read, so that an old one gets a sentence and no stack.
const OLDEST = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST) {
  process.stderr.write(`molva: needs Node ${OLDEST} or newer; this is ${process.version}\n`);
  process.exit(2);
}
// A checkout runs its sources. The package holds them compiled: Node strips no types under node_modules.
const sources = new URL('../src/main.ts', import.meta.url);
await import(existsSync(sources) ? sources.href : new URL('../dist/src/main.js', import.meta.url).href);
