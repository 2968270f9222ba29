import { expect, test } from '@jest/globals';
import { telegram } from '../../../scrapers/telegram/index.ts';
import { fixturesOf } from '../material.ts';

const channel = fixturesOf(telegram).find((sample) => sample.name === 'channel.html')!;

test.each([
  ['https://t.me/s/durov', 'durov'],
  ['https://t.me/durov', 'durov'],
  ['https://t.me/durov/123?single', 'durov'],
  ['https://telegram.me/durov/', 'durov'],
  ['https://t.me/+AbCdEf123', undefined],
  ['https://t.me/joinchat/AAAA', undefined],
  ['https://t.me/c/123456/7', undefined],
  ['https://t.me/', undefined],
])('%s', (url, name) => expect(telegram.fromUrl(new URL(url))).toEqual(name && { channel: name, own: false }));

test('posts come newest first; service messages are counted, not read', () => {
  const { reviews, skipped } = telegram.parse(channel.page, channel.options);
  expect(reviews.map((post) => post.externalId)).toEqual([46, 45, 44, 43, 41].map((id) => `chaynik_ko/${id}`));
  expect(skipped).toEqual([{ reason: 'service message', index: 0, externalId: 'chaynik_ko/40' }]);
});

test("posts of the brand's own channel say so", () => {
  const { reviews } = telegram.parse(channel.page, { channel: 'chaynik_ko', own: true });
  expect(reviews.every((post) => post.isOwn)).toBe(true);
});

test('a search keeps its words on the way to older posts', () => {
  const page = { ...channel.page, url: 'https://t.me/s/chaynik_ko?q=%D1%87%D0%B0%D0%B9' };
  expect(telegram.parse(page, channel.options).next?.url).toBe(
    'https://t.me/s/chaynik_ko?q=%D1%87%D0%B0%D0%B9&before=40',
  );
  const turningInCircles = { ...channel.page, url: 'https://t.me/s/chaynik_ko?before=40' };
  expect(telegram.parse(turningInCircles, channel.options).next).toBeUndefined();
});

test('a full page without the mark of older posts asks for what is older than its oldest; the first message ends the list', () => {
  const unmarked = channel.page.body.replaceAll(/data-before="\d+"|rel="prev"/g, '');
  const full = unmarked + unmarked.replaceAll('chaynik_ko/4', 'chaynik_ko/5');
  const nextOf = (body: string) => telegram.parse({ ...channel.page, body }, channel.options).next?.url;
  expect(nextOf(full)).toBe('https://t.me/s/chaynik_ko?before=40');
  expect(nextOf(unmarked)).toBeUndefined();
  expect(nextOf(full.replaceAll('chaynik_ko/40', 'chaynik_ko/1'))).toBeUndefined();
});

test('a post of a kind that is not known is counted as unreadable', () => {
  const body = channel.page.body.replaceAll('tgme_widget_message_video_player', 'tgme_widget_message_hologram');
  const { reviews, skipped } = telegram.parse({ ...channel.page, body }, channel.options);
  expect(reviews).toHaveLength(4);
  expect(skipped?.map((row) => row.reason)).toContain('no text and no attachment');
});
