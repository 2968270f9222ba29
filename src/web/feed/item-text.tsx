import { useEffect, useMemo, useRef, useState } from 'react';
import { useCurrent } from '../app/current.ts';
import { useWords } from '../i18n/words.tsx';
import { markNames, namePattern } from './highlight.ts';
import styles from './item-text.module.css';

/** A longer text is cut even before the browser lays it out: some reviews are megabytes of one line. */
const CLAMPED_CHARS = 1500;
const EXPANDED_CHARS = 20_000;
/** Fits into four lines of the narrowest phone, so that nobody has to measure it. */
const SURELY_SHORT_CHARS = 100;

const watched = new WeakMap<Element, (overflows: boolean) => void>();
let observer: ResizeObserver | undefined;

/** One observer for all texts: it reports them together after the browser's own layout, instead of forcing one for each. */
function watchHeight(element: HTMLElement, tell: (overflows: boolean) => void): () => void {
  observer ??= new ResizeObserver((entries) => {
    for (const { target } of entries) watched.get(target)?.(target.scrollHeight > target.clientHeight + 2);
  });
  watched.set(element, tell);
  observer.observe(element);
  return () => {
    watched.delete(element);
    observer?.unobserve(element);
  };
}

export function useNamePattern(): RegExp | null {
  const { brand } = useCurrent();
  return useMemo(() => namePattern([brand.name, ...brand.spellings]), [brand]);
}

/** Text with the brand's names on a quiet background. `dir=auto`: Arabic or Hebrew reviews turn only themselves around. */
export function Marked({ text, pattern }: { readonly text: string; readonly pattern: RegExp | null }) {
  return (
    <span dir="auto">
      {markNames(text, pattern).map((piece) =>
        piece.marked ? (
          <mark key={piece.at} className={styles['mark']}>
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </span>
  );
}

interface ItemTextProps {
  readonly text: string;
  readonly pattern: RegExp | null;
  readonly expanded: boolean;
  readonly onExpand: () => void;
}

/** Four lines, then "more". */
export function ItemText({ text, pattern, expanded, onExpand }: ItemTextProps) {
  const { t } = useWords();
  const ref = useRef<HTMLParagraphElement>(null);
  const [overflows, setOverflows] = useState(false);
  const short = text.length <= SURELY_SHORT_CHARS && !text.includes('\n');
  useEffect(() => {
    const element = ref.current;
    if (!element || expanded || short) return;
    return watchHeight(element, setOverflows);
  }, [expanded, short]);
  const shown = text.slice(0, expanded ? EXPANDED_CHARS : CLAMPED_CHARS);
  return (
    <div className={styles['box']}>
      <p ref={ref} className={styles['text']} data-clamped={!expanded || undefined}>
        <Marked text={shown} pattern={pattern} />
        {expanded && shown.length < text.length && '…'}
      </p>
      {!expanded && (overflows || shown.length < text.length) && (
        <button type="button" className={styles['more']} onClick={onExpand}>
          {t('card.more')}
        </button>
      )}
    </div>
  );
}
