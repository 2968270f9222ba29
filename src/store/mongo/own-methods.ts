import { commitMethods } from './commit.ts';
import { countMethods } from './count-rows.ts';
import { eventMethods } from './events.ts';
import type { MongoDb } from './models.ts';
import { pageMethods } from './pages.ts';
import { readMethods } from './read-items.ts';
import { relationMethods } from './relations.ts';
import { statsMethods } from './stats.ts';
import { understandingMethods } from './understanding.ts';
import { vanishMethods } from './vanish.ts';

/** Items, what is understood of them, figures and events. */
export function ownMethods(db: MongoDb) {
  return {
    ...eventMethods(db),
    ...commitMethods(db),
    ...readMethods(db),
    ...pageMethods(db),
    ...statsMethods(db),
    ...countMethods(db),
    ...understandingMethods(db),
    ...relationMethods(db),
    ...vanishMethods(db),
  };
}
