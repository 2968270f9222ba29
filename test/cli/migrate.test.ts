import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MIGRATION_SETTING } from '../../src/store/copy-store.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { eventually, molva, temporaryFolder } from '../molva.ts';
import { sharedMongo } from '../services.ts';
import { bring, draft, NOW } from '../store/drafts.ts';
import { dropDatabase, freshUrl } from '../store/mongo/temp-store.ts';

const MAIN = path.resolve(import.meta.dirname, '../../src/main.ts');
/** The promise is about 200,000; `npm run test:long` moves so many. */
const TEXTS = process.env['MOLVA_TEST_LONG'] === undefined ? 4000 : 200_000;
const SECRET = { MOLVA_SECRET: 'the secret of these texts' };

describe('molva migrate', () => {
  const folder = temporaryFolder();
  const cwd = folder.path;
  afterAll(() => folder.remove());

  test('says what an address should look like, and tells no password', async () => {
    const wrong = await molva(['migrate', '--from', 'molva.db', '--to', 'sqlite:b.db'], { cwd });
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringMatching(/^molva: --from: wanted sqlite:PATH or mongodb:/),
    ]);
    const away = await molva(
      ['migrate', '--from', 'sqlite:none.db', '--to', 'mongodb://me:hunter2@127.0.0.1:1/molva'],
      { cwd },
    );
    expect([away.code, away.stderr]).toEqual([3, expect.stringMatching(/^molva: There is no database at .*none\.db/)]);
    expect(away.stderr).not.toContain('hunter2');
  });

  test('refuses a secret that is not the one of the texts', async () => {
    const store = await openSqliteStore({ path: path.join(cwd, 'keyed.db'), role: 'loop' });
    await store.saveSetting('secret.fingerprint', '0123456789abcdef');
    await store.close();
    const { code, stderr } = await molva(['migrate', '--from', 'sqlite:keyed.db', '--to', 'sqlite:b/molva.db'], {
      cwd,
      env: SECRET,
    });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/MOLVA_SECRET: is not the secret/)]);
  });
});

const server = sharedMongo('molva migrate to MongoDB');

if (server !== null)
  describe('molva migrate, killed in the middle', () => {
    const folder = temporaryFolder();
    const cwd = folder.path;
    const url = freshUrl(server.url);
    const there = ['migrate', '--from', 'sqlite:a/molva.db', '--to', url];
    const back = ['migrate', '--from', url, '--to', 'sqlite:b/molva.db'];

    beforeAll(async () => {
      mkdirSync(path.join(cwd, 'a'));
      mkdirSync(path.join(cwd, 'b'));
      const store = await openSqliteStore({ path: path.join(cwd, 'a/molva.db'), role: 'loop' });
      for (let from = 0; from < TEXTS; from += 500)
        await bring(
          store,
          Array.from({ length: 500 }, (_, n) => draft(`text-${from + n}`, { stars: 1 + (n % 5) })),
        );
      await store.saveSetting('demo.now', NOW);
      await store.close();
      writeFileSync(path.join(cwd, 'molva.yaml'), `store: { mongo: { url: "${url}" } }`);
    }, 300_000);
    afterAll(async () => {
      await dropDatabase(url);
      folder.remove();
    });

    /** Ends the command by SIGKILL once a tenth of the texts is there. */
    async function killedMidway(): Promise<void> {
      const child = spawn(process.execPath, [MAIN, ...there], {
        cwd,
        env: { ...process.env, ...SECRET },
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => child.on('close', resolve));
      const store = await openMongoStore({ url, role: 'loop' });
      await eventually(
        'a tenth of the texts',
        async () => (await store.count({ copies: 'all' })) >= TEXTS / 10,
        60_000,
      );
      child.kill('SIGKILL');
      await ended;
      expect(await store.count({ copies: 'all' })).toBeLessThan(TEXTS);
      expect(await store.setting(MIGRATION_SETTING)).toContain('a/molva.db');
      // The rights that it held run out by themselves; nobody waits for them here.
      await dropRights();
      await store.close();
    }

    async function dropRights(): Promise<void> {
      const { default: mongoose } = await import('mongoose');
      const connection = await mongoose.createConnection(url).asPromise();
      await connection.collection('named_lease').deleteMany({});
      await connection.close();
    }

    test('leaves a target that nothing else opens, goes on, and ends with both equal; and so back [R01]', async () => {
      await killedMidway();
      const refused = await molva(['targets'], { cwd, env: SECRET });
      expect([refused.code, refused.stderr]).toEqual([
        3,
        expect.stringMatching(/migration to this store has not ended/),
      ]);
      const ended = await molva([...there, '--json'], { cwd, env: SECRET });
      expect(ended.stderr).toBe('');
      expect(JSON.parse(ended.stdout)).toMatchObject({ items: TEXTS, resumed: true });
      const again = await molva(there, { cwd, env: SECRET });
      expect(again.stderr).toMatch(/--to: is not empty/);
      const returned = await molva(back, { cwd, env: SECRET });
      expect(returned.stderr).toBe('');
      expect(returned.stdout).toMatch(new RegExp(`${TEXTS} of them texts; both stores were compared and are equal`));
      const store = await openSqliteStore({ path: path.join(cwd, 'b/molva.db'), role: 'loop' });
      expect(await store.count({ copies: 'all' })).toBe(TEXTS);
      expect((await store.stats({ brand: 'acme' }, ['stars'])).map(({ n }) => n)).toEqual(Array(5).fill(TEXTS / 5));
      await store.close();
    }, 900_000);
  });
