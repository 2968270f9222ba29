import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Move, MoveAddresses } from './cli/context.ts';
import { BadConfig, BadInput } from './errors.ts';
import { fingerprintOf, readSecret } from './secret.ts';
import type { CopyStore } from './store/copy-store.ts';

type Address = { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'mongo'; readonly url: string };

/**
 * Opens two stores by their side doors. Throws `BadInput` for addresses that are none or the same, `BadConfig` for a secret that is
 * not the one of the texts, `Unavailable` where a store cannot be opened.
 */
export async function openMove({ from, to, cwd, env, now }: MoveAddresses): Promise<Move> {
  const source = addressOf('--from', from, cwd);
  const target = addressOf('--to', to, cwd);
  const [name, targetName] = await Promise.all([shown(source), shown(target)]);
  if (name === targetName) throw new BadInput('--to', 'is the same store as --from');
  const opened: CopyStore[] = [];
  const close = async (): Promise<void> => {
    for (const store of opened.splice(0)) await store.close();
  };
  try {
    opened.push(await open(source, 'from', now));
    await matchSecrets(opened[0]!, [source, target], env);
    opened.push(await open(target, 'to', now));
    return { from: opened[0]!, to: opened[1]!, source: name, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function addressOf(field: string, address: string, cwd: string): Address {
  if (/^mongodb(\+srv)?:\/\//.test(address)) return { kind: 'mongo', url: address };
  const file = /^sqlite:(.+)$/s.exec(address)?.[1];
  if (file === undefined) throw new BadInput(field, 'wanted sqlite:PATH or mongodb://user@host:27017/molva');
  return { kind: 'sqlite', file: path.resolve(cwd, file) };
}

/** Without a password. */
async function shown(address: Address): Promise<string> {
  if (address.kind === 'sqlite') return `sqlite:${address.file}`;
  const { whereOf } = await import('./store/mongo/connection.ts');
  return `mongodb://${whereOf(address.url)}`;
}

async function open(address: Address, side: 'from' | 'to', now: string): Promise<CopyStore> {
  if (address.kind === 'sqlite') {
    const { openSqliteCopy } = await import('./store/sqlite/copy.ts');
    return openSqliteCopy({ path: address.file, side, now });
  }
  const { openMongoCopy } = await import('./store/mongo/copy.ts');
  return openMongoCopy({ url: address.url, side, now });
}

/** Author keys depend on the secret: the one at hand has to be the one of the texts, or authors would part from their keys. */
async function matchSecrets(from: CopyStore, sides: readonly Address[], env: MoveAddresses['env']): Promise<void> {
  const kept = await from.setting('secret.fingerprint');
  const given = env['MOLVA_SECRET'];
  const folders = sides.flatMap((side) => (side.kind === 'sqlite' ? [path.dirname(side.file)] : []));
  const secrets =
    given !== undefined
      ? [{ where: 'MOLVA_SECRET', secret: readSecret({ dataFolder: '', fromEnv: given }) }]
      : folders
          .filter((folder) => existsSync(path.join(folder, 'secret')))
          .map((dataFolder) => ({
            where: path.join(dataFolder, 'secret'),
            secret: readSecret({ dataFolder, fromEnv: undefined }),
          }));
  const other = secrets.find(({ secret }) => kept !== null && fingerprintOf(secret) !== kept);
  if (other !== undefined)
    throw new BadConfig([`${other.where}: is not the secret that the texts of the source were stored with`]);
}
