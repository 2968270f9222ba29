import { existsSync } from 'node:fs';

/** Where systems put Chromium and its kin. */
const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a Chromium: the configured one, else the system's, else Playwright's own; null when there is none. */
export async function findBrowser(configured: string | null): Promise<string | null> {
  if (configured !== null) return existsSync(configured) ? configured : null;
  const system = SYSTEM_PATHS.find((path) => existsSync(path));
  if (system !== undefined) return system;
  // Imported only when it is needed: it takes 0.2 s.
  const { chromium } = await import('playwright');
  const own = chromium.executablePath();
  return own !== '' && existsSync(own) ? own : null;
}

/** What an operator without a browser should do, in a sentence. */
export function howToGetBrowser(configured: string | null): string {
  return configured === null
    ? 'This source needs Chromium: run "npx playwright install chromium", or install it with the system\'s packages (apt-get install chromium)'
    : `There is no browser at ${configured} (setting collect.browser)`;
}
