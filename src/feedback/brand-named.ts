import type { Brand } from '../domain/brand.ts';
import { nameId } from './name-id.ts';

/**
 * The brand that a person or a file means: by its id, by its name as it is written, or by what the name becomes as an id
 * (`Северный Лён`, `северный лён`, `severnyy-len`). A name that two brands share means the one whose id it becomes, else neither:
 * undefined. Whoever makes a new brand of an unknown name relies on it: that id is never one that is there.
 */
export function brandNamed(brands: readonly Brand[], named: string): Brand | undefined {
  const exact = brands.find(({ id }) => id === named);
  if (exact !== undefined) return exact;
  const id = nameId(named);
  const called = brands.filter(({ name }) => name === named || (id !== '' && nameId(name) === id));
  if (called.length > 0) return called.length === 1 ? called[0] : called.find((brand) => brand.id === id);
  return brands.find((brand) => brand.id === id);
}
