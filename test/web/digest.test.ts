import { describe, expect, test } from '@jest/globals';
import { type Draft, wrongIn } from '../../src/web/digest/draft.ts';
import { hourText, nextSending } from '../../src/web/digest/next-sending.ts';

const at = (iso: string) => new Date(iso);
const subscription = { hour: 8, timeZone: 'Europe/Moscow', days: 'all', paused: false } as const;

describe('the next mail', () => {
  test('today while its hour is to come, tomorrow from then on, in the zone of the reader', () => {
    expect(nextSending(subscription, at('2026-11-22T04:59:00Z'))).toMatchObject({ day: '2026-11-22', hour: 8 });
    expect(nextSending(subscription, at('2026-11-22T05:00:00Z'))).toMatchObject({ day: '2026-11-23' });
    const far = { ...subscription, timeZone: 'Pacific/Auckland', hour: 23 };
    expect(nextSending(far, at('2026-11-22T12:00:00Z'))).toMatchObject({ day: '2026-11-23', today: '2026-11-23' });
  });

  test('from Monday to Friday: Friday evening waits for Monday', () => {
    const workdays = { ...subscription, days: 'workdays' } as const;
    expect(nextSending(workdays, at('2026-11-20T15:00:00Z'))).toMatchObject({ day: '2026-11-23' });
    expect(nextSending(workdays, at('2026-11-21T01:00:00Z'))).toMatchObject({ day: '2026-11-23' });
  });

  test('none while paused or in a zone that does not exist', () => {
    expect(nextSending({ ...subscription, paused: true }, at('2026-11-22T05:00:00Z'))).toBeNull();
    expect(nextSending({ ...subscription, timeZone: 'Mars/Olympus' }, at('2026-11-22T05:00:00Z'))).toBeNull();
  });

  test('midnight is an hour', () => {
    expect(hourText(0)).toBe('00:00');
    const midnight = { ...subscription, hour: 0 };
    expect(nextSending(midnight, at('2026-11-22T21:30:00Z'))).toMatchObject({ day: '2026-11-24', hour: 0 });
  });
});

describe('what cannot be sent', () => {
  const draft: Draft = {
    recipient: 'anna@shop.example',
    hour: 8,
    timeZone: 'Europe/Amsterdam',
    language: 'nl',
    days: 'all',
    quiet: 'send',
  };

  test('a good draft has nothing wrong', () => expect(wrongIn(draft, ['other@shop.example'])).toEqual({}));

  test.each([
    ['', 'recipientEmpty'],
    ['anna', 'recipientWrong'],
    ['anna@shop', 'recipientWrong'],
    ['anna@shop.example, boris@shop.example', 'recipientWrong'],
    ['Anna <anna@shop.example>', 'recipientWrong'],
    [' ANNA@shop.example ', 'taken'],
  ])('%s: %s', (recipient, wrong) => {
    expect(wrongIn({ ...draft, recipient }, ['anna@shop.example'])).toEqual({ recipient: wrong });
  });

  test.each(['', 'Mars/Olympus', 'Москва'])('the zone %s does not exist', (timeZone) => {
    expect(wrongIn({ ...draft, timeZone }, [])).toEqual({ timeZone: 'zone' });
  });
});
