import { shiftDay } from '../../src/collect/zone.ts';
import { weighBlocks } from '../../src/compute/weigh.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import type { ItemDraft } from '../../src/domain/item.ts';
import type { WeighDeps } from '../../src/jobs/weigh-unusual.ts';
import type { Store } from '../../src/store/store.ts';
import { draft } from '../store/drafts.ts';

export const TODAY = '2026-05-20';
const THINGS = ['kettle', 'teapot', 'filter', 'box of cups', 'grinder', 'tray', 'strainer', 'jug', 'saucer', 'spoon'];
const DOINGS = [
  'came on Tuesday in one piece',
  'stood in the shop for a week',
  'leaks at the lid a little',
  'is smaller than I had thought',
  'was a present for my aunt',
  'broke after two months and was replaced',
  'keeps the tea warm until noon',
  'has a scratch on the left side',
  'needed a new plug from the hardware store',
  'smells of plastic when it boils',
  'fits the old tray by chance',
];
const ENDS = [
  '',
  ' We use it daily.',
  ' My son likes it.',
  ' I would think twice.',
  ' The box was wet.',
  ' Still waiting.',
];

/** What people write on their own, one or two a day, of all stars. */
export function ordinary(days: number, brand = 'acme'): ItemDraft[] {
  return Array.from({ length: days * 2 }, (_, n) =>
    draft(`${brand}-o${n}`, {
      brand,
      text: `The ${THINGS[(n * 7) % 10]} ${DOINGS[(n * 3) % 11]}, order ${n}.${ENDS[n % 6]}`,
      stars: [5, 2, 4, 1, 3, 5, 1][n % 7]!,
      publishedOn: shiftDay(TODAY, -Math.floor(n / 2)),
      authorHash: `${brand}-author-${n}`,
    }),
  );
}

/** Praise by the yard: five stars on three days, put together from the same parts. */
export function bought(from: number, to: number, brand = 'acme'): ItemDraft[] {
  const starts = ['Acme is the very best shop for kitchen things!', 'The best shop for kitchen things is Acme!'];
  const middles = ['High quality, low prices and fast delivery.', 'Low prices, high quality and the fastest delivery.'];
  const ends = ['I recommend this shop to everybody!', 'I definitely recommend this shop to all friends!'];
  return Array.from({ length: to - from }, (_, at) => from + at).map((n) =>
    draft(`${brand}-b${n}`, {
      brand,
      text: `${starts[n % 2]} ${middles[(n >> 1) % 2]} ${ends[(n >> 2) % 2]}`,
      stars: 5,
      publishedOn: shiftDay(TODAY, -30 + (n % 3)),
      authorHash: `${brand}-buyer-${n}`,
    }),
  );
}

/** The job's own needs, in this thread. `asked` counts the steps. */
export function weighing(store: Store, clock: { now(): number }, over: Partial<WeighDeps> = {}) {
  const steps: number[] = [];
  const deps: WeighDeps = {
    store,
    clock,
    log: quietLog,
    leases: null,
    owner: 'here',
    compute: {
      async weigh(reviews, context) {
        const blocks = weighBlocks(reviews, context);
        steps.push(reviews.length);
        return blocks;
      },
    },
    ...over,
  };
  return { deps, steps };
}
