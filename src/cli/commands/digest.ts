import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Brand } from '../../domain/brand.ts';
import { Subscription } from '../../domain/digest.ts';
import { BadInput, NeedsSetup } from '../../errors.ts';
import { brandOf } from '../brand.ts';
import type { App, CliContext, ExitCode } from '../context.ts';
import { type OpenArguments, withApp } from '../open.ts';
import { plain, print, printJson } from '../output.ts';

export interface DigestArguments extends OpenArguments {
  readonly brand?: string;
  readonly language?: string;
  readonly out?: string;
  readonly text?: boolean;
  readonly send?: boolean;
  readonly preview?: boolean;
  readonly subscription?: string;
  readonly json?: boolean;
}

/** `molva digest --preview | --send`. */
export async function digest(args: DigestArguments, context: CliContext): Promise<ExitCode> {
  if (args.send && (args.preview || args.out !== undefined || args.text))
    throw new BadInput('--send', 'sends to subscribers and shows nothing; leave out --preview, --out and --text');
  return withApp<ExitCode>(args, context, 'beside', (app) =>
    args.send ? send(args, app, context) : preview(args, app, context),
  );
}

/** The language that was named, or the first of the brand's that mails are written in. Throws `BadInput`. */
export function languageOf(brand: Brand, name: string | undefined): Subscription['language'] {
  const { language } = Subscription.shape;
  if (name === undefined) return language.options.find((one) => brand.languages.includes(one)) ?? 'en';
  const parsed = language.safeParse(name);
  if (!parsed.success)
    throw new BadInput('--language', `got ${JSON.stringify(name)}, wanted ${language.options.join(', ')}`);
  return parsed.data;
}

async function preview(args: DigestArguments, app: App, context: CliContext): Promise<ExitCode> {
  await app.syncConfig();
  const brand = await brandOf(app, args.brand);
  const mail = await app.digests.preview({ brand: brand.id, language: languageOf(brand, args.language) });
  if (args.out !== undefined) {
    const file = path.resolve(context.cwd, args.out);
    try {
      await writeFile(file, mail.html);
    } catch (cause) {
      throw new BadInput('--out', `${args.out} cannot be written (${(cause as NodeJS.ErrnoException).code})`, {
        cause,
      });
    }
  }
  if (args.json) printJson(context, mail);
  else {
    print(context, plain(mail.subject));
    if (args.text || args.out === undefined)
      for (const line of mail.text.split('\n')) print(context, `${/^ */.exec(line)?.[0] ?? ''}${plain(line)}`);
    if (args.out !== undefined) print(context, `HTML part written to ${args.out}`);
  }
  return 0;
}

async function send(args: DigestArguments, app: App, context: CliContext): Promise<ExitCode> {
  if (app.config.mail.url === null)
    throw new NeedsSetup('Mail is not set up: set mail.url and mail.from (smtp://user@host:587, or file:./mails).');
  const subjects =
    args.subscription === undefined ? await app.digests.due() : [await app.digests.openToday(args.subscription)];
  let code: ExitCode = 0;
  if (subjects.length === 0 && !args.json) print(context, 'Nothing is due now.');
  for (const subject of subjects) {
    const outcome = await app.digests.send(subject, context.stop);
    const { state, error } = outcome;
    if (state === 'failed' || state === 'pending') code = 1;
    if (args.json) printJson(context, { subject, ...outcome });
    else
      print(
        context,
        `${subject}  ${state === 'not-taken' ? 'sent already, or being sent' : state}${error === null ? '' : `: ${error}`}`,
      );
  }
  return code;
}
