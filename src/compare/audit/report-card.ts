import { Channel } from '../../domain/item.ts';
import type { ReportCard } from '../../domain/report-card.ts';
import { type AuditedText, names, withThemes } from './audited.ts';
import { driftOf } from './drift.ts';
import { agreementOf, qualityOf } from './quality.ts';

/** What people found in texts drawn at random: precision and recall per label, channel and theme, and whether they drift. */
export function reportCardOf(texts: readonly AuditedText[]): ReportCard {
  const told = withThemes(texts);
  const themes = new Set(
    told.flatMap(({ person, model }) => [...person.themes, ...model.themes].map((one) => one.theme)),
  );
  return {
    n: texts.length,
    themed: told.length,
    ...agreementOf(texts),
    channels: Channel.options.flatMap((channel) => {
      const own = texts.filter((text) => text.channel === channel);
      return own.length === 0 ? [] : [{ channel, n: own.length, ...agreementOf(own) }];
    }),
    themes: [...themes].sort().map((theme) => {
      const quality = (negative: boolean) =>
        qualityOf(told, {
          person: ({ person }) => names(person.themes, theme, negative),
          model: ({ model }) => names(model.themes, theme, negative),
        });
      return { theme, named: quality(false), blamed: quality(true) };
    }),
    drift: driftOf(texts),
  };
}
