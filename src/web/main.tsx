import '@mantine/core/styles.css';
import './app/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { askAgainAfterMs, shouldAskAgain } from './api/retry.ts';
import { App } from './app/app.tsx';
import { theme } from './app/theme.ts';
import { startLanguages } from './i18n/index.ts';
import { WordsProvider } from './i18n/words.tsx';

/** The server writes a fresh nonce into each response; without it the policy refuses the styles that components make. */
const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';
if (nonce !== '') setNonce(nonce);

startLanguages();

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // The page listens to events instead: a refetch on focus would move rows.
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // Without this a machine that is off the network would not even ask its own loopback server.
      networkMode: 'always',
      retry: shouldAskAgain,
      retryDelay: askAgainAfterMs,
    },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={client}>
        <WordsProvider>
          <App />
        </WordsProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
