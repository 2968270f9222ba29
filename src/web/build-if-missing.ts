import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// `npm ci --ignore-scripts` leaves the page unbuilt: the start makes up for it.
const root = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${root}dist/index.html`)) {
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
}
