import { expect, test } from '@jest/globals';
import { certainDate } from '../../src/collect/certain-date.ts';

const context = { fetchedAt: '2026-11-20T12:00:00Z' };

test.each([
  ['Wed, 03 Jan 2018 13:47:00 GMT\n      ', '2018-01-03T13:47:00.000Z'],
  ['Wed, 3 Jan 2018 13:47:00 +0100', '2018-01-03T12:47:00.000Z'],
  ['Wed, 03 Jan 2018 13:47 EST', '2018-01-03T18:47:00.000Z'],
  ['03 Jan 18 13:47:00 CEST', '2018-01-03T11:47:00.000Z'],
  ['Wed, 03 Jan 2018 13:47:00 GMT+3:00', '2018-01-03T10:47:00.000Z'],
  ['Wed, 03 Jan 2018 13:47:00 UT', '2018-01-03T13:47:00.000Z'],
  ['2016-02-01T17:54:50+01:00', '2016-02-01T16:54:50.000Z'],
  ['2015-12-30T00:21:46Z', '2015-12-30T00:21:46.000Z'],
  ['2015-12-30', '2015-12-30'],
  ['2015-12-30T00:21:46', '2015-12-30'],
  ['Wed, 03 Jan 2018 13:47:00', '2018-01-03'],
  ['Wed, 03 Jan 2018 13:47:00 XQT', '2018-01-03'],
  ['3 January 2018, 11:05 pm', '2018-01-03'],
])('%j is %s', (printed, at) => {
  expect(certainDate(printed, context)?.at).toBe(at);
});

test('an operator who names the zone gets the instant', () => {
  const date = certainDate('2015-07-30T00:21:46', { ...context, timeZone: 'Europe/Amsterdam' });
  expect(date).toMatchObject({ at: '2015-07-29T22:21:46.000Z', on: '2015-07-30' });
});

test.each([null, undefined, '', 'soon', '99.99.9999'])('%j is no date', (printed) => {
  expect(certainDate(printed, context)).toBeNull();
});
