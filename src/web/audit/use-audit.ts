import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditSaid, type AuditText, sendAnswer, takeBackAnswer, useAudits } from '../api/audits.ts';
import { ApiError } from '../api/client.ts';
import { useFailureText } from '../app/failure.tsx';
import { say } from '../app/toasts.tsx';
import {
  answered,
  back,
  current,
  EMPTY,
  isLow,
  loaded,
  type Queue,
  refused,
  type Step,
  skipped,
  stays,
} from './queue.ts';

/** The report card follows the answers when nobody has pressed a key for so long. */
const QUIET_MS = 1500;

export interface AuditDesk {
  readonly queue: Queue;
  readonly text: AuditText | null;
  /** What was done last, as long as it can be taken back. */
  readonly last: Step | null;
  readonly state: 'waiting' | 'failed' | 'ready';
  readonly error: unknown;
  readonly answer: (said: AuditSaid) => void;
  readonly skip: () => void;
  readonly back: () => void;
  readonly reload: () => void;
}

/** The queue of drawn texts: an answer is taken at once and sent behind; what the server refuses comes back. */
export function useAuditDesk(brand: string): AuditDesk {
  const { t } = useTranslation();
  const client = useQueryClient();
  const failureText = useFailureText();
  const { data, error, refetch, isFetching } = useAudits(brand);
  const [queue, setQueue] = useState(EMPTY);
  const sent = useRef(new Map<string, Promise<unknown>>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const text = current(queue);

  useEffect(() => {
    if (data) setQueue((before) => loaded(before, data, new Set(sent.current.keys())));
  }, [data]);
  useEffect(() => {
    if (data && isLow(queue) && !isFetching && sent.current.size === 0) void refetch();
  }, [data, queue, isFetching, refetch]);
  useEffect(() => () => clearTimeout(timer.current), []);

  /** One after the other for each text: an answer that is taken back at once must not overtake itself. */
  const send = useCallback(
    async (of: AuditText, call: () => Promise<unknown>, undone: (queue: Queue, gone: boolean) => Queue) => {
      const before = sent.current.get(of.id) ?? Promise.resolve();
      const mine = before.catch(() => undefined).then(call);
      sent.current.set(of.id, mine);
      const failure = await mine.then(
        () => null,
        (refusal: unknown) => refusal,
      );
      if (sent.current.get(of.id) === mine) sent.current.delete(of.id);
      const gone = failure instanceof ApiError && (failure.status === 409 || failure.status === 404);
      if (failure !== null) say(gone ? t('audit.gone') : failureText(failure), { bad: !gone });
      // Also where nothing was refused: more texts are asked for when no answer is on its way.
      setQueue((now) => (failure === null ? { ...now } : undone(now, gone)));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        for (const queryKey of [['report-card'], ['comparison']]) void client.invalidateQueries({ queryKey });
      }, QUIET_MS);
    },
    [client, failureText, t],
  );

  return {
    queue,
    text,
    last: queue.steps.at(-1) ?? null,
    state: data ? 'ready' : error ? 'failed' : 'waiting',
    error,
    answer(said) {
      if (text === null) return;
      setQueue((now) => answered(now, said.sentiment));
      void send(
        text,
        () => sendAnswer(text.id, said),
        (now, gone) => refused(now, text, gone),
      );
    },
    skip: () => setQueue(skipped),
    back() {
      const step = queue.steps.at(-1);
      if (step === undefined) return;
      setQueue(back);
      if (step.label === null) return;
      const { text: of } = step;
      void send(
        of,
        () => takeBackAnswer(of.id),
        (now) => stays(now, of),
      );
    },
    reload: () => void refetch(),
  };
}
