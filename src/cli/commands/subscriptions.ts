import { BadInput } from '../../errors.ts';
import { brandOf } from '../brand.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { type OpenArguments, withApp } from '../open.ts';
import { print, printJson, table } from '../output.ts';
import { languageOf } from './digest.ts';

export interface SubscriptionArguments extends OpenArguments {
  readonly brand?: string;
  readonly json?: boolean;
}

/** `molva digest list`: who gets the mail, when, and how the last one went. */
export async function listSubscriptions(args: SubscriptionArguments, context: CliContext): Promise<ExitCode> {
  return withApp<ExitCode>(args, context, 'beside', async ({ store }) => {
    const all = await Promise.all(
      (await store.subscriptions({ brand: args.brand })).map(async (subscription) => {
        const [last] = await store.deliveries({ subscriptionId: subscription.id, limit: 1 });
        return { ...subscription, last: last ?? null };
      }),
    );
    if (args.json) printJson(context, all);
    else if (all.length === 0)
      print(context, 'Nobody is subscribed yet: molva digest add <mail> --brand <id> --hour 8');
    else {
      table(
        context,
        ['id', 'brand', 'hour', 'zone', 'days', 'language', 'last', 'address'],
        all.map(({ id, brand, hour, timeZone, days, language, paused, last, recipient }) => [
          id,
          brand,
          paused ? 'paused' : `${String(hour).padStart(2, '0')}:00`,
          timeZone,
          days,
          language,
          last === null ? '-' : `${last.localDate} ${last.state}${last.error === null ? '' : `: ${last.error}`}`,
          recipient,
        ]),
      );
    }
    return 0;
  });
}

/** `molva digest add <mail>`. */
export async function addSubscription(
  args: SubscriptionArguments & {
    readonly mail: string;
    readonly hour: string;
    readonly timeZone?: string;
    readonly language?: string;
    readonly workdays?: boolean;
    readonly skipQuiet?: boolean;
  },
  context: CliContext,
): Promise<ExitCode> {
  if (!/^\d{1,2}$/.test(args.hour) || Number(args.hour) > 23)
    throw new BadInput('--hour', `got ${JSON.stringify(args.hour)}, wanted 0 to 23`);
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    await app.syncConfig();
    const brand = await brandOf(app, args.brand);
    const subscription = await app.digests.subscribe(
      {
        brand: brand.id,
        recipient: args.mail,
        hour: Number(args.hour),
        timeZone: args.timeZone ?? brand.timeZone,
        language: languageOf(brand, args.language),
        days: args.workdays ? 'workdays' : 'all',
        quiet: args.skipQuiet ? 'skip' : 'send',
      },
      'command line',
    );
    if (args.json) printJson(context, subscription);
    else {
      const { id, hour, timeZone } = subscription;
      print(
        context,
        `${id}  ${brand.name}: ${args.workdays ? 'on workdays' : 'every day'} at ${hour}:00 (${timeZone})`,
      );
      if (app.config.mail.url === null)
        context.stderr.write('Mail is not set up yet: set mail.url and mail.from, then "molva start" sends it.\n');
    }
    return 0;
  });
}

/** `molva digest remove <id>`. */
export async function removeSubscription(
  args: SubscriptionArguments & { readonly id: string },
  context: CliContext,
): Promise<ExitCode> {
  return withApp<ExitCode>(args, context, 'beside', async ({ store }) => {
    if (!(await store.removeSubscription(args.id)))
      throw new BadInput('id', `no subscription is called ${JSON.stringify(args.id)}; see "molva digest list"`);
    if (args.json) printJson(context, { id: args.id, done: 'remove' });
    else print(context, 'removed');
    return 0;
  });
}
