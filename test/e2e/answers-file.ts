/** A form tool's export of made-up answers: `;`, windows-1251, dates of the last weeks. Row 9 of the file has a score off its scale. */
export function madeUpAnswers(count: number): string {
  const day = new Date();
  const rows = Array.from({ length: count }, (_, index) => {
    const at = new Date(day.getTime() - (index % 28) * 86_400_000);
    const date = at.toISOString().slice(0, 10).split('-').reverse().join('.');
    const score = index === 7 ? 11 : (index * 7) % 11;
    const comment = score < 7 ? 'Курьер опоздал, ужасно, поддержка не отвечает' : 'Отлично, всё быстро и удобно';
    return `${date} 12:${String(index % 60).padStart(2, '0')}:00;${score};"${comment}, ${index}";получение заказа`;
  });
  const header =
    'Отметка времени;Насколько вероятно, что вы порекомендуете нас?;Почему вы поставили такую оценку?;Этап';
  return [header, ...rows, ''].join('\r\n');
}

/** The text in windows-1251, as Russian spreadsheets save it. Letters outside of it become question marks. */
export function answersFile(text: string): Buffer {
  return Buffer.from(Array.from(text, (letter) => byteOf(letter.codePointAt(0) ?? 0)));
}

function byteOf(code: number): number {
  if (code < 0x80) return code;
  if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
  if (code === 0x401) return 0xa8;
  return code === 0x451 ? 0xb8 : 0x3f;
}
