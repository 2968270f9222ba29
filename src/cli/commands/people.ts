import { BadInput } from '../../errors.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { type OpenArguments, withApp } from '../open.ts';
import { print, printJson, table } from '../output.ts';

const ROLES = { reader: 'read', editor: 'write', admin: 'admin' } as const;
type RoleName = keyof typeof ROLES;

function roleNamed(name: string): (typeof ROLES)[RoleName] {
  if (!Object.hasOwn(ROLES, name))
    throw new BadInput('--role', `got ${JSON.stringify(name)}, wanted reader, editor or admin`);
  return ROLES[name as RoleName];
}

/** `molva user link <name>`: a one-time sign-in address for one person. */
export async function userLink(
  args: OpenArguments & { name: string; role: string; json?: boolean },
  context: CliContext,
): Promise<ExitCode> {
  const role = roleNamed(args.role);
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    const { web } = app.config;
    const base =
      web.publicUrl ?? `http://${web.host === '0.0.0.0' || web.host === '::' ? '127.0.0.1' : web.host}:${web.port}`;
    const link = await app.signInLink(args.name, role, base);
    if (args.json) printJson(context, { name: args.name, role: args.role, link });
    else print(context, link);
    return 0;
  });
}

/** `molva key add | list | remove`: API keys for programs. The key is shown once. */
export async function keys(
  args: OpenArguments & { action: 'add' | 'list' | 'remove'; name?: string; role?: string; json?: boolean },
  context: CliContext,
): Promise<ExitCode> {
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    if (args.action === 'add') {
      const made = await app.addApiKey(args.name ?? 'key', roleNamed(args.role ?? 'reader'));
      if (args.json) printJson(context, made);
      else print(context, made.key);
      return 0;
    }
    if (args.action === 'remove') {
      if (!(await app.store.removeApiKey(args.name ?? '')))
        throw new BadInput('prefix', 'no key begins like this; see "molva key list"');
      print(context, 'removed');
      return 0;
    }
    const all = await app.store.apiKeys();
    if (args.json) printJson(context, all);
    else
      table(
        context,
        ['begins with', 'name', 'scope', 'made', 'last used'],
        all.map((key) => [key.prefix, key.name, key.scope, key.createdAt, key.lastUsedAt ?? 'never']),
      );
    return 0;
  });
}
