import { expect, test } from '@jest/globals';
import { LayoutChanged } from '../../src/errors.ts';
import { errorFields } from '../../src/log.ts';

function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test('the words of a failure outside the taxonomy stay out of the log: they may quote a text', () => {
  const error = failureOf(() => JSON.parse('Вкусный суп, звонить 12345'));
  expect(String(error)).toContain('Вкусный');
  const fields = errorFields(error);
  expect(JSON.stringify(fields)).not.toMatch(/Вкусный|12345/);
  expect(fields).toMatchObject({ name: 'SyntaxError' });
  expect(fields['stack']).toMatch(/log\.test/);
});

test('a text that looks like a stack is not taken for one', () => {
  const fields = errorFields(new TypeError('Cannot read "one\n    at the waiter\nwho" of it'));
  expect(JSON.stringify(fields)).not.toContain('waiter');
});

test('our own failures say what they mean', () => {
  const error = new LayoutChanged('The marker is gone', {
    details: { url: 'https://user:geheim@a.example/feed?page=3&token=geheim#geheim' },
    cause: new Error('soup'),
  });
  const fields = errorFields(error);
  expect(fields).toMatchObject({
    name: 'LayoutChanged',
    message: 'The marker is gone',
    details: { url: 'https://a.example/feed?page=3&token=cut' },
  });
  expect(JSON.stringify(fields)).not.toMatch(/soup|geheim/);
});
