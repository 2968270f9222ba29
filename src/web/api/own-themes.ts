import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type { OwnTheme, OwnThemes, RisingPhrase, RisingPhrases, ThemePreview } from '../../domain/theme.ts';
import { request } from './client.ts';

/** Calls of the themes that people make themselves. */

export type { RisingPhrase, RisingPhrases, ThemePreview };
/** `fromPage`: made here, and may be changed here. */
export type Theme = OwnThemes[number];
/** How a theme is found in texts. */
export type Finding = Pick<OwnTheme, 'words' | 'phrases' | 'exclusions'>;
export type ThemeBody = OwnTheme;

const themePath = (id: string) => `/themes/${encodeURIComponent(id)}`;

export function useOwnThemes(brand: string) {
  return useQuery({
    queryKey: ['own-themes', brand],
    queryFn: ({ signal }) =>
      request<{ readonly own: readonly Theme[] }>(`/themes?${new URLSearchParams({ brand })}`, { signal }),
    select: (answer) => answer.own,
  });
}

export function addTheme(brand: string, theme: ThemeBody): Promise<Theme> {
  return request<Theme>('/themes', { method: 'POST', body: { brand, ...theme } });
}

export function changeTheme(brand: string, { id, ...change }: ThemeBody): Promise<Theme> {
  return request<Theme>(themePath(id), { method: 'PATCH', body: { brand, ...change } });
}

export function removeTheme(brand: string, id: string): Promise<void> {
  return request<void>(`${themePath(id)}?${new URLSearchParams({ brand })}`, { method: 'DELETE' });
}

/** What a theme would find in the last days; `finding` null: nothing is asked. */
export function useThemePreview(brand: string, finding: Finding | null) {
  return useQuery({
    queryKey: ['theme-preview', brand, JSON.stringify(finding)],
    enabled: finding !== null,
    queryFn: ({ signal }) =>
      request<ThemePreview>('/themes/preview', { method: 'POST', body: { brand, ...finding }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useRising(brand: string) {
  return useQuery({
    queryKey: ['rising', brand],
    queryFn: ({ signal }) => request<RisingPhrases>(`/themes/rising?${new URLSearchParams({ brand })}`, { signal }),
  });
}

export function dismissPhrase(brand: string, id: string, dismissed: boolean): Promise<void> {
  return request<void>('/themes/rising/dismissals', { method: 'POST', body: { brand, id, dismissed } });
}

/** What a change of themes moves: the brand carries them, too. */
export function refreshThemes(client: QueryClient): void {
  for (const queryKey of [['own-themes'], ['brands'], ['rising']]) void client.invalidateQueries({ queryKey });
}
