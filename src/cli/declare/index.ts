import { care } from './care.ts';
import { collecting } from './collecting.ts';
import { compare } from './compare.ts';
import { data } from './data.ts';
import type { Declare } from './declare.ts';
import { dedupe } from './dedupe.ts';
import { digest } from './digest.ts';
import { judging } from './judging.ts';
import { moving } from './moving.ts';
import { people } from './people.ts';
import { processes } from './processes.ts';
import { reportCard } from './report-card.ts';
import { sources } from './sources.ts';
import { train } from './train.ts';
import { unusual } from './unusual.ts';

/** All commands, in the order of `molva --help`. */
export const commands: readonly Declare[] = [
  collecting,
  sources,
  data,
  compare,
  digest,
  people,
  processes,
  moving,
  dedupe,
  unusual,
  judging,
  reportCard,
  train,
  care,
];
