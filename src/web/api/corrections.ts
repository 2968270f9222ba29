import { useQuery } from '@tanstack/react-query';
import type { LayerReport as Corrections } from '../../domain/layer.ts';
import { request } from './client.ts';

export type { Corrections };

/** How many of people's corrections of the brand stand, and what was learned from all. */
export function useCorrections(brand: string) {
  return useQuery({
    queryKey: ['corrections', brand],
    queryFn: ({ signal }) => request<Corrections>(`/corrections?${new URLSearchParams({ brand })}`, { signal }),
  });
}
