import { DAY_MS } from './demo/draft.ts';
import { demoBrand, places } from './demo/places.ts';
import { type DemoReport, demoReport } from './demo/report.ts';
import { type DemoSite, startDemoSite } from './demo/site.ts';
import { tellStory } from './demo/story.ts';
import { surveyAnswers, surveyCsv } from './demo/survey.ts';
import { DEAD_PAGE, DIED_DAYS } from './demo/truth.ts';
import type { Clock, Log } from './domain/ambient.ts';
import { commitSurvey } from './feedback/import-survey.ts';
import { createFigures } from './jobs/figures.ts';
import { targetId } from './jobs/target-id.ts';
import { scraperOf, type VisitDeps } from './jobs/visiting.ts';
import type { Store } from './store/store.ts';

/** The same story on every machine. */
export const DEMO_SEED = 20_261_122;
/** Real schedules are slow; nobody watches a demo for six hours. */
const DEMO_SCHEDULE = '*/10 * * * *';
const LOOK_EVERY_MS = 200;

export interface Demo {
  readonly origins: Readonly<Record<string, string>>;
  /** Writes brand and targets, the same ones at every start. */
  prepare(options: PrepareOptions): Promise<void>;
  /** Shows the pages of the second visit once every target had its first, and makes them due again. Resolves when both are done. */
  play(store: Store, runNow: (targetId: string) => Promise<unknown>, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface PrepareOptions {
  readonly store: Store;
  readonly scrapers: VisitDeps['scrapers'];
  readonly secret: string;
  /** Visits a target as if it were that instant. */
  readonly visitAt: (targetId: string, nowMs: number) => Promise<unknown>;
}

/** The day's first instant: two starts on one day tell the same story, so a start after a crash finds the same texts. */
const demoNow = (clock: Clock): string => `${new Date(clock.now()).toISOString().slice(0, 10)}T00:00:00.000Z`;

/** Serves the made-up brand's pages, as of the story's day where the store holds one that was begun before. */
export async function openDemo(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<Demo> {
  const { clock, log } = options;
  const storyNow = (await options.store.setting('demo.now')) ?? demoNow(clock);
  const site = await startDemoSite({ seed: DEMO_SEED, now: storyNow });

  return {
    origins: site.origins,
    async prepare({ store, scrapers, secret, visitAt }) {
      const now = new Date(clock.now()).toISOString();
      const brand = demoBrand();
      await store.saveBrand(brand, now);
      await store.saveSetting('demo.now', storyNow);
      for (const { scraper: name, url, title } of site.targets) {
        const parsed = scrapers.find((one) => one.name === name)?.fromUrl(new URL(url));
        if (parsed === undefined) throw new Error(`The demo's address is not read by ${name}`);
        const { options: scraperOptions } = scraperOf({ scrapers }, name, parsed);
        const id = targetId(brand.id, name, scraperOptions);
        await store.addTarget(
          {
            id,
            brand: brand.id,
            scraper: name,
            options: scraperOptions,
            url,
            title,
            schedule: DEMO_SCHEDULE,
            timeZone: brand.timeZone,
            origin: 'config',
          },
          now,
        );
      }
      if ((await store.setting('demo.second')) !== null) site.setVisit(2);
      await playDeath(site, { store, secret, scrapers, visitAt }, Date.parse(storyNow));
      await importSurvey(store, secret, storyNow, now);
    },
    async play(store, runNow, signal) {
      const brand = demoBrand().id;
      const waiting = async (since: string): Promise<string[]> => {
        const ids = (await store.targets({ brand })).map(({ id }) => id);
        const seen = await Promise.all(ids.map((id) => wasVisited(store, id, since)));
        return ids.filter((_, index) => !seen[index]);
      };
      await until(signal, async () => (await waiting('')).length === 0);
      if (signal.aborted) return;
      const second = (await store.setting('demo.second')) ?? new Date(clock.now()).toISOString();
      await store.saveSetting('demo.second', second);
      site.setVisit(2);
      for (const id of await waiting(second)) await runNow(id);
      await until(signal, async () => (await waiting(second)).length === 0);
      log.info({}, 'demo collected');
    },
    close: () => site.close(),
  };
}

/** The outlet's page was read whole in the middle of the fortnight, and shut its door a few hours later. */
async function playDeath(site: DemoSite, { store, visitAt }: PrepareOptions, storyEndMs: number): Promise<void> {
  const { url } = places.find(({ page }) => page === DEAD_PAGE)!;
  const target = (await store.targets({ brand: demoBrand().id })).find((one) => one.url === url);
  if (target === undefined) return;
  if ((await store.setting('demo.died')) === null) {
    const openMs = storyEndMs - DIED_DAYS * DAY_MS;
    await visitAt(target.id, openMs);
    site.closeDoor();
    await visitAt(target.id, openMs + DAY_MS / 4);
    await store.saveSetting('demo.died', new Date(openMs).toISOString());
  }
  site.closeDoor();
}

/** The answers come in as a form tool's export, through the same import as anybody's. */
async function importSurvey(store: Store, secret: string, storyEnd: string, now: string): Promise<void> {
  const answers = surveyAnswers({ seed: DEMO_SEED, now: storyEnd });
  const bytes = new TextEncoder().encode(surveyCsv(answers));
  await commitSurvey({
    bytes,
    fileName: 'demo-survey.csv',
    brand: demoBrand(),
    secret,
    now: () => now,
    store,
    keepNames: false,
  });
}

const RECENT_RUNS = 20;

/** A visit begun since then has read the whole list, or met a wall. One that a crash broke off does not count. */
async function wasVisited(store: Store, targetId: string, since: string): Promise<boolean> {
  const runs = await store.runs({ targetId, limit: RECENT_RUNS });
  return runs.some(
    (run) => run.endedAt !== null && run.startedAt >= since && (run.complete || run.outcome === 'blocked'),
  );
}

const REPORT_BATCH = 500;

/** Compares what the store holds of the demo brand with the story that was told. */
export async function reportDemo(store: Store, clock: Clock): Promise<DemoReport> {
  const brand = demoBrand().id;
  const truth = tellStory({ seed: DEMO_SEED, now: (await store.setting('demo.now')) ?? demoNow(clock) });
  const visit = (await store.setting('demo.second')) === null ? 1 : 2;
  const items = store.stream({ brand, copies: 'all', channel: ['public'] }, REPORT_BATCH);
  const figures = createFigures({ store, clock });
  const now = new Date(clock.now()).toISOString();
  const compared = await figures.comparison({ brand });
  const mailed = await figures.digestFigures({
    brand,
    since: new Date(clock.now() - DAY_MS).toISOString(),
    until: now,
  });
  const direct = {
    answers: surveyAnswers({ seed: truth.seed, now: truth.now }),
    stored: await store.count({ brand, channel: ['survey'], copies: 'all' }),
    nps: compared.scores.find(({ side, kind }) => side === 'direct' && kind === 'nps')?.value ?? null,
    leftOut: [compared.leftOut, mailed.leftOut].map((places) => places.map(({ title }) => title)),
  };
  return demoReport(truth, items, { visit, targets: await store.targets({ brand }), direct });
}

async function until(signal: AbortSignal, done: () => Promise<boolean>): Promise<void> {
  while (!signal.aborted && !(await done())) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
