import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrent } from '../app/current.ts';
import { markNames, namePattern } from './highlight.ts';
import styles from './item-text.module.css';

/** A longer text is cut even before the browser lays it out: some reviews are megabytes of one line. */
const CLAMPED_CHARS = 1500;
const EXPANDED_CHARS = 20_000;

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
  const { t } = useTranslation();
  const ref = useRef<HTMLParagraphElement>(null);
  const [overflows, setOverflows] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || expanded) return;
    const measure = () => setOverflows(element.scrollHeight > element.clientHeight + 2);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [expanded]);
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
