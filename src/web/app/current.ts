import { createContext, useContext } from 'react';
import type { Brand, Me } from '../api/types.ts';

/** Who reads, and about which brand. */
export interface Current {
  readonly me: Me;
  readonly brand: Brand;
  readonly brands: readonly Brand[];
  /** Readers may look, editors and admins may change. */
  readonly mayWrite: boolean;
}

export const CurrentContext = createContext<Current | null>(null);

export function useCurrent(): Current {
  const current = useContext(CurrentContext);
  if (current === null) throw new Error('useCurrent outside of the signed-in page');
  return current;
}
