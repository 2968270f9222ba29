import { describe } from '@jest/globals';
import { accessContract } from './contract/access.ts';
import { auditsContract } from './contract/audits.ts';
import { careContract } from './contract/care.ts';
import { changesContract } from './contract/changes.ts';
import { copiesContract } from './contract/copies.ts';
import { decisionsContract } from './contract/decisions.ts';
import { digestsContract } from './contract/digests.ts';
import { filtersContract } from './contract/filters.ts';
import { headsContract } from './contract/heads.ts';
import { itemsContract } from './contract/items.ts';
import type { Open } from './contract/open.ts';
import { pagesContract } from './contract/pages.ts';
import { relationsContract } from './contract/relations.ts';
import { runsContract } from './contract/runs.ts';
import { scoresContract } from './contract/scores.ts';
import { statsContract } from './contract/stats.ts';
import { targetsContract } from './contract/targets.ts';
import { themesContract } from './contract/themes.ts';
import { trustContract } from './contract/trust.ts';
import { understandingContract } from './contract/understanding.ts';
import { verdictCopiesContract } from './contract/verdict-copies.ts';

/** What every implementation of the `Store` port does. `open` gives a new, empty store each time it is called. */
export function storeContract(name: string, open: Open): void {
  describe(`store contract: ${name}`, () => {
    itemsContract(open);
    changesContract(open);
    pagesContract(open);
    filtersContract(open);
    copiesContract(open);
    relationsContract(open);
    headsContract(open);
    statsContract(open);
    understandingContract(open);
    themesContract(open);
    targetsContract(open);
    runsContract(open);
    accessContract(open);
    careContract(open);
    decisionsContract(open);
    scoresContract(open);
    digestsContract(open);
    auditsContract(open);
    trustContract(open);
    verdictCopiesContract(open);
  });
}
