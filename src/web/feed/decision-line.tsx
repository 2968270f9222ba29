import type { Item } from '../api/types.ts';
import { useCurrent } from '../app/current.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/words.tsx';
import styles from './decision-line.module.css';
import { type Choice, type ChoiceField, lastDecision } from './decisions.ts';
import { askReason } from './reason-dialog.tsx';
import { reasonIn } from './reasons.ts';
import type { Changes } from './use-change.ts';

interface DecisionProps {
  readonly item: Item;
  readonly changes: Changes;
}

const FIELDS = ['answer', 'work'] as const;
const SHOWN = ['yes', 'no'] as const;

/** Decides with a reason where one is asked for. */
export async function decideWithReason(
  { item, changes }: DecisionProps,
  { field, choice }: { readonly field: ChoiceField; readonly choice: Choice },
): Promise<void> {
  if (!changes.mayWrite) return;
  if (choice !== 'no') return changes.decide(item, { [field]: { choice } });
  const reason = await askReason(field);
  if (reason !== null) changes.decide(item, { [field]: { choice, reason } });
}

/** The two decisions and the mark, each one click away; who decided last, when and why. Made of plain buttons: there is one in every card. */
export function DecisionLine({ item, changes, now }: DecisionProps & { readonly now: Date }) {
  const { t } = useWords();
  const { decisions } = item;
  const done = decisions.done !== null;
  return (
    <div className={styles['line']}>
      {FIELDS.map((field) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset in each card would be read out as a form.
        <span key={field} role="group" aria-label={t(`decide.${field}.name`)} className={styles['pair']}>
          <span className={styles['name']} aria-hidden="true">
            {t(`decide.${field}.name`)}
          </span>
          {SHOWN.map((choice) => {
            const pressed = decisions[field].choice === choice;
            const next = pressed ? 'undecided' : choice;
            return (
              <button
                key={choice}
                type="button"
                className={styles['choice']}
                aria-pressed={pressed}
                disabled={!changes.mayWrite}
                onClick={() => void decideWithReason({ item, changes }, { field, choice: next })}
              >
                {t(`decide.short.${field}.${choice}`)}
              </button>
            );
          })}
        </span>
      ))}
      <button
        type="button"
        className={styles['choice']}
        aria-pressed={done}
        title={done ? t('decide.reopen') : undefined}
        disabled={!changes.mayWrite}
        onClick={() => changes.decide(item, { done: !done })}
      >
        <span aria-hidden="true">✓</span> {t('decide.setDone')}
      </button>
      {decisions.outdated && <span className={styles['outdated']}>{t('decide.outdatedShort')}</span>}
      <Who item={item} now={now} />
    </div>
  );
}

function Who({ item, now }: { readonly item: Item; readonly now: Date }) {
  const { t } = useWords();
  const format = useFormat();
  const { brand } = useCurrent();
  const last = lastDecision(item.decisions);
  if (last === null) return null;
  const reason = last.reason === null ? '' : ` · ${reasonIn(last.reason, t)}`;
  const text = t('decide.by', { name: last.by, time: format.ago(last.at, now, brand.timeZone) });
  const whole = t('decide.by', { name: last.by, time: format.instant(last.at, brand.timeZone) });
  return (
    <span className={`dim num ${styles['who']}`} title={whole + reason}>
      <bdi>{text}</bdi>
      <bdi>{reason}</bdi>
    </span>
  );
}
