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

/** `molva user add <name>` (and `link`): a one-time sign-in address for one person; changes carry the name. */
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

/** `molva user list`: who may sign in, with open sessions. */
export async function listUsers(args: OpenArguments & { json?: boolean }, context: CliContext): Promise<ExitCode> {
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    const people = await app.store.people(new Date(context.clock.now()).toISOString());
    if (args.json) printJson(context, people);
    else
      table(
        context,
        ['name', 'role', 'sessions'],
        people.map(({ name, role, sessions }) => [name, roleName(role), String(sessions)]),
      );
    return 0;
  });
}

/** `molva user remove <name>`: ends all sessions and links of one person. */
export async function removeUser(
  args: OpenArguments & { name: string; json?: boolean },
  context: CliContext,
): Promise<ExitCode> {
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    const ended = await app.store.removePerson(args.name);
    if (ended === 0) throw new BadInput('name', `nobody is called ${JSON.stringify(args.name)}; see "molva user list"`);
    if (args.json) printJson(context, { name: args.name, ended });
    else print(context, `${args.name} is signed out everywhere.`);
    return 0;
  });
}

function roleName(role: string): string {
  return Object.entries(ROLES).find(([, scope]) => scope === role)?.[0] ?? role;
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
