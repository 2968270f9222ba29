import { describe, expect, test } from '@jest/globals';
import { ClusterTally } from '../../src/compare/clusters.ts';
import { newcombe, wilson } from '../../src/compare/intervals.ts';
import { gamma, row, seeded } from './rows.ts';

function tallyOf(rows: readonly (readonly [Parameters<typeof row>[1], number])[]): ClusterTally {
  const tally = new ClusterTally();
  for (const [at, [over, value]] of rows.entries()) tally.add(row(String(at), over), value);
  return tally;
}

describe('what texts are worth', () => {
  test('independent texts are worth their number', () => {
    const tally = tallyOf(Array.from({ length: 50 }, (_, at) => [{ targetId: `t${at}` }, at % 3 === 0 ? 1 : 0]));
    expect(tally.effect()).toBe(1);
    expect(tally.effectiveN()).toBe(50);
  });

  test('ten threads that each say one thing are worth about ten texts', () => {
    const tally = tallyOf(
      Array.from({ length: 100 }, (_, at) => [
        { threadId: `thread ${at % 10}`, targetId: `t${at}` },
        at % 10 < 4 ? 1 : 0,
      ]),
    );
    expect(tally.effectiveN()).toBeGreaterThan(8.5);
    expect(tally.effectiveN()).toBeLessThan(11);
    expect(tally.clusters).toBe(10);
  });

  test('copies that are counted one by one are worth one opinion', () => {
    const texts = Array.from({ length: 120 }, (_, at) => {
      const place = at % 40;
      return [{ cluster: place < 20 ? `opinion ${place}` : null, targetId: `t${at}` }, place < 8 ? 1 : 0] as const;
    });
    // Twenty opinions three times each, sixty once.
    const tally = tallyOf(texts);
    expect(tally.clusters).toBe(80);
    expect(tally.effectiveN()).toBeLessThan(75);
    const once = tallyOf(texts.filter((_, at) => at < 40).map(([over, value]) => [over, value] as const));
    expect(once.effectiveN()).toBe(40);
  });

  test('the worst of author, thread and week of a page decides', () => {
    const loud = Array.from(
      { length: 60 },
      (_, at) => [{ authorHash: at < 30 ? 'loud' : `a${at}`, targetId: `t${at}` }, at < 30 ? 1 : 0] as const,
    );
    expect(tallyOf(loud).effectiveN()).toBeLessThan(5);
    const burst = Array.from(
      { length: 60 },
      (_, at) => [{ day: at < 30 ? '2026-05-10' : '2026-03-02', targetId: 'one' }, at < 30 ? 1 : 0] as const,
    );
    expect(tallyOf(burst).effect()).toBeGreaterThan(10);
    // Monday begins a week, Sunday ends it.
    expect(
      tallyOf([
        [{ day: '2026-05-11', targetId: 'one' }, 1],
        [{ day: '2026-05-17', targetId: 'one' }, 1],
      ]).clusters,
    ).toBe(1);
    expect(
      tallyOf([
        [{ day: '2026-05-10', targetId: 'one' }, 1],
        [{ day: '2026-05-11', targetId: 'one' }, 1],
      ]).clusters,
    ).toBe(2);
  });

  test('where all say the same, likeness cannot be seen and is assumed', () => {
    const tally = tallyOf(Array.from({ length: 40 }, (_, at) => [{ threadId: `x${at % 10}`, targetId: `t${at}` }, 0]));
    expect(tally.effect()).toBeCloseTo(1 + 0.2 * 3, 10);
  });

  test('survey answers without a target stand alone, public texts that were sent in go by source and week', () => {
    const answers = tallyOf(Array.from({ length: 20 }, () => [{ channel: 'survey', source: 'form' }, 1]));
    expect(answers.clusters).toBe(20);
    expect(tallyOf(Array.from({ length: 20 }, () => [{ source: 'file' }, 1])).clusters).toBe(1);
  });

  test('20 threads of 8 with a correlation of 0.2: equal shares are called different about 5 times of 100, naively about 14', () => {
    const random = seeded(11);
    const size = 1 / 0.2 - 1;
    const side = () => {
      const tally = new ClusterTally();
      for (let thread = 0; thread < 20; thread++) {
        const [a, b] = [gamma(0.3 * size, random), gamma(0.7 * size, random)];
        for (let text = 0; text < 8; text++)
          tally.add(
            row('x', { threadId: String(thread), targetId: `${thread} ${text}` }),
            random() < a / (a + b) ? 1 : 0,
          );
      }
      return tally;
    };
    let [naive, honest] = [0, 0];
    for (let trial = 0; trial < 1500; trial++) {
      const [one, other] = [side(), side()];
      const share = (tally: ClusterTally, n: number) => ({
        value: tally.sum / tally.n,
        ...wilson(tally.sum / tally.n, n)!,
      });
      const told = (worth: (tally: ClusterTally) => number): boolean => {
        const { low, high } = newcombe(share(one, worth(one)), share(other, worth(other)));
        return low > 0 || high < 0;
      };
      if (told((tally) => tally.n)) naive += 1;
      if (told((tally) => tally.effectiveN())) honest += 1;
    }
    expect(naive / 1500).toBeGreaterThan(0.11);
    expect(honest / 1500).toBeLessThan(0.075);
    expect(honest / 1500).toBeGreaterThan(0.025);
  });
});
