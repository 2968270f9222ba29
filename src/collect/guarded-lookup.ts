import type { LookupFunction } from 'node:net';
import { ForbiddenAddress } from '../errors.ts';
import { addressKind } from './address.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a name, as `dns.promises.lookup(name, { all: true })` gives them. Passed in by the composition root. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/**
 * A `lookup` for sockets that resolves once, checks *every* address and hands exactly those to the connect call: the name
 * cannot point elsewhere between check and use (DNS rebinding). One wrong address refuses the name. `trusted` names were typed
 * by the operator and may be local. Literal addresses never reach a lookup: `checkAddress` judges them.
 */
export function guardedLookup(resolve: Resolve, options: { trusted: boolean }): LookupFunction {
  return (hostname, { all }, callback) => {
    allowedAddresses(hostname, resolve, options.trusted).then(
      (found) => {
        if (all === true) callback(null, [...found]);
        else callback(null, found[0]!.address, found[0]!.family);
      },
      (error: Error) => callback(error, '', 0),
    );
  };
}

async function allowedAddresses(
  hostname: string,
  resolve: Resolve,
  trusted: boolean,
): Promise<readonly ResolvedAddress[]> {
  const found = await resolve(hostname);
  const refused = found.find(({ address }) => {
    const kind = addressKind(address);
    return kind === 'closed' || (kind === 'own' && !trusted);
  });
  if (refused)
    throw new ForbiddenAddress(`The name ${hostname} leads into a private network (${refused.address})`, {
      details: { hostname, address: refused.address },
    });
  if (found.length === 0) throw Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' });
  return found;
}
