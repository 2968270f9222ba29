import type { Brand } from '../domain/brand.ts';
import { BadInput } from '../errors.ts';
import { brandNamed } from '../feedback/brand-named.ts';
import type { App } from './context.ts';

/** The brand that `--brand` names by id or by name; left out, the only one there is. Throws `BadInput` with the ids to choose from. */
export async function brandOf({ store }: Pick<App, 'store'>, named: string | undefined): Promise<Brand> {
  const brands = await store.brands();
  const found = named === undefined ? onlyOne(brands) : brandNamed(brands, named);
  if (found !== undefined) return found;
  const ids = brands.map((one) => one.id).join(', ') || 'there is none yet, run "molva init"';
  throw new BadInput(
    '--brand',
    named === undefined ? `say which brand: ${ids}` : `got ${JSON.stringify(named)}, wanted one of: ${ids}`,
  );
}

/** The id of the brand that is named, undefined where none is: all brands. Throws as `brandOf`. */
export async function brandIdOf(app: Pick<App, 'store'>, named: string | undefined): Promise<string | undefined> {
  return named === undefined ? undefined : (await brandOf(app, named)).id;
}

const onlyOne = (brands: readonly Brand[]): Brand | undefined => (brands.length === 1 ? brands[0] : undefined);
