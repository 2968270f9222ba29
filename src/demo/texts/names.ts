import type { DemoAuthor } from '../truth.ts';

const ruFemale =
  'Анна Мария Ольга Елена Ирина Наталья Светлана Юлия Татьяна Дарья Ксения Алёна Вера Полина Людмила'.split(' ');
const ruMale = 'Алексей Дмитрий Сергей Иван Андрей Михаил Павел Артём Никита Олег Роман Виктор Егор Глеб Тимур'.split(
  ' ',
);
const enFemale = 'Emma Grace Olivia Hannah Zoe Fiona Ruth Paula Megan Alice'.split(' ');
const enMale = 'Tom Harry Liam Owen Jack Peter Noah Callum Simon Adam'.split(' ');
const nlFemale = 'Sanne Femke Lotte Anouk Marijke Iris Willemijn Fleur Tess Roos'.split(' ');
const nlMale = 'Daan Bram Sjoerd Joost Ruben Wouter Tijs Koen Maarten Jelle'.split(' ');

/** First names by language; with a letter of a surname they are names of nobody. */
export const firstNames = {
  ru: { female: ruFemale, male: ruMale, letters: [...'АБВГДЕЗИКЛМНОПРСТФХЧШ'] },
  en: { female: enFemale, male: enMale, letters: [...'ABCDEFGHJKLMNOPRSTW'] },
  nl: { female: nlFemale, male: nlMale, letters: [...'ABCDEFGHJKLMNOPRSTVW'] },
} as const;

const nickHeads = 'kofe chai lisa tolik mama veter kot gala sosna rysak belka ptica vanil zerno list'.split(' ');
const nickTails = 'man ka 77 ovna 2012 _v spb rus 5 ik _ok 83 nsk ya'.split(' ');

/** Nicknames for sites where people have no names. */
export const nicknames: readonly DemoAuthor[] = nickHeads.flatMap((head, row) =>
  nickTails.map((tail, column) => ({ name: head + tail, female: (row + column) % 2 === 0 })),
);
