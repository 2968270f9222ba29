import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { authorHash, maskPersonal, pseudonym } from '../../src/understand/privacy.ts';
import { cpuMs } from '../cpu.ts';

const PHONES = [
  '+7 (916) 123-45-67',
  '8 800 555-35-35',
  '8(800)5553535',
  '89161234567',
  '8-916-123-45-67',
  '7 916 1234567',
  '8.916.123.45.67',
  '8 9 1 6 1 2 3 4 5 6 7',
  '(495) 123-45-67',
  '123-45-67',
  '8 916 12-34-567',
  '8 (3452) 12-34-56',
  '+7(916)1234567',
  '(+7) 916 123 45 67',
  '06-12345678',
  '06 12 34 56 78',
  '+31 6 1234 5678',
  '0031612345678',
  '+31(0)6-12345678',
  '020-1234567',
  '(020) 123 45 67',
  '0800-1234',
  '+49 151 12345678',
  '(555) 123-4567',
  '555-123-4567',
  '020 7946 0958',
  '+1-202-555-0143',
  '+380 44 123 45 67',
  '８９１６１２３４５６７',
];
const AFTER_CUE = [
  ['тел. ', '22-33-44'],
  ['Звоните ', '916 123 45 67'],
  ['номер телефона: ', '9161234567'],
  ['whatsapp ', '9161234567'],
  ['call me at ', '9161234567'],
  ['tel: ', '0612345678'],
];
const EMAILS = [
  'ivan@mail.ru',
  'Ivan.Petrov+x@sub.example.co.uk',
  'иван@почта.рф',
  'ivan (at) mail.ru',
  'ivan [at] mail [dot] ru',
  'name @ mail.ru',
  'ivan собака mail.ru',
];
const CARDS = ['4276 1234 5678 9012', '4111111111111111', '4111-1111-1111-1111', '3782 822463 10005'];
const KEPT = [
  '12 345 678 руб',
  '1 234 567 ₽',
  '89 990 руб.',
  '12.03.2024',
  '2024-03-12 10:22',
  '01.02.2023-05.02.2023',
  '01.02.2023 - 05.02.2023',
  'заказ 123456789',
  'order #1234567890',
  'заказ № 89161234567',
  '2019-2024',
  '2019 2020 2021 2022',
  '10x20x30',
  'EAN 4607034140021',
  '4607034140021',
  'RA123456789RU',
  '150 заказов',
  '8.12.2023-15.12.2023',
  '7.9.2023-15.9.2023',
  '8 000 000 000 руб',
  '+1 000 000 000 руб',
  '09.05.2023 12 500 руб',
  '90-60-90',
  'размер 120х60х75',
  'артикул 12345678',
  '171-1234567-1234567',
  '09:30-21:00',
  'с 8 до 22',
  '10.000.000',
  '€ 1.234.567,89',
  '0.123456789',
  'iPhone 15 128 256 512',
  '2023/12/31 12:00:00',
  'ISBN 978-5-17-118366-0',
  'IP 192.168.1.100',
  '50 000 - 70 000',
  '1500-2000-2500',
  'пробег 120 000 км',
  '5 5 5 5 5',
  '8 10 12 14 16 18',
  'Dave @ NYU',
  '@nickname',
  'цена 1200 р',
  '100-60-90 см',
];

describe('maskPersonal', () => {
  test.each(PHONES)('phone %s', (phone) => {
    expect(maskPersonal(`Мой номер, ${phone}, пишите`)).toBe('Мой номер, [phone], пишите');
  });
  test.each(AFTER_CUE)('after a word: %s%s', (cue, phone) => {
    expect(maskPersonal(`Текст ${cue}${phone} конец`)).toBe(`Текст ${cue}[phone] конец`);
  });
  test.each(EMAILS)('address %s', (address) => {
    expect(maskPersonal(`Пишите: ${address}, жду`)).toBe('Пишите: [email], жду');
  });
  test.each(CARDS)('card %s', (card) => {
    expect(maskPersonal(`Карта ${card}.`)).toBe('Карта [card].');
  });
  test('bank account', () => {
    expect(maskPersonal('naar NL91 ABNA 0417 1643 00 graag')).toBe('naar [iban] graag');
    expect(maskPersonal('naar NL92 ABNA 0417 1643 00 graag')).not.toContain('[iban]');
  });
  test.each(KEPT)('kept: %s', (text) => {
    expect(maskPersonal(`Текст ${text} конец`)).toBe(`Текст ${text} конец`);
  });

  test('masking twice changes nothing, whatever the text', () => {
    const bits = fc.constantFrom(
      '8',
      '9',
      '+',
      '(',
      ')',
      '-',
      ' ',
      '.',
      '@',
      'a',
      'ru',
      '.ru',
      '916',
      '0',
      '12',
      'тел ',
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 40 }), (list) => {
        const once = maskPersonal(list.join(''));
        expect(maskPersonal(once)).toBe(once);
      }),
    );
  });

  test.each(['1', '+', '1 ', 'a@', '((1', 'тел ', '8.', ' at ', 'NL91 ', 'call me at ', '[phone]', '０'])(
    'a megabyte of "%s" takes no long time',
    (piece) => {
      expect(cpuMs(() => maskPersonal(piece.repeat(1_000_000 / piece.length)))).toBeLessThan(5_000);
    },
  );
});

describe('authorHash', () => {
  const author = { scraper: 'otzovik', name: 'Анна К.' };

  test('depends on the secret, the site and the name, not on case and spaces', () => {
    const hash = authorHash(author, 'secret');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(authorHash({ ...author, name: ' анна  к. ' }, 'secret')).toBe(hash);
    expect(authorHash(author, 'other')).not.toBe(hash);
    expect(authorHash({ ...author, scraper: 'vk' }, 'secret')).not.toBe(hash);
    expect(authorHash({ ...author, name: 'Анна Л.' }, 'secret')).not.toBe(hash);
  });
  test('the id of the site counts before the name', () => {
    const hash = authorHash({ ...author, authorId: '17' }, 'secret');
    expect(authorHash({ scraper: 'otzovik', authorId: '17', name: 'Другое имя' }, 'secret')).toBe(hash);
    expect(authorHash({ scraper: 'otzovik', name: '17' }, 'secret')).not.toBe(hash);
  });
  test('nobody is nobody', () => {
    expect(authorHash({ scraper: 'otzovik', name: ' ' }, 'secret')).toBeNull();
    expect(authorHash({ scraper: 'otzovik', name: null }, 'secret')).toBeNull();
  });
  test('a pseudonym shows six signs of the hash', () => {
    expect(pseudonym('7f3a9c0000')).toBe('anon-7f3a9c');
  });
});
