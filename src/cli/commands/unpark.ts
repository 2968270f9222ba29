import type { CliContext, ExitCode } from '../context.ts';
import { type OpenArguments, withApp } from '../open.ts';
import { print, printJson } from '../output.ts';

/** `molva unpark <id>`: what was set aside is tried again; a running server takes it up within a second or two. */
export async function unpark(
  args: OpenArguments & { readonly id: string; readonly json?: boolean },
  context: CliContext,
): Promise<ExitCode> {
  return withApp<ExitCode>(args, context, 'beside', async (app) => {
    const taken = await app.unpark(args.id);
    if (args.json) printJson(context, taken);
    else
      for (const { kind, title, reason } of taken)
        print(context, `${kind} ${title} is tried again. It was set aside: ${reason}`);
    return 0;
  });
}
