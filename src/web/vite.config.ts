import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

/** The server replaces `__CSP_NONCE__` in index.html with a fresh nonce for each response. */
const page: UserConfig = {
  root: import.meta.dirname,
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // A data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    // One page, read from the same machine: one file is quicker than ten. The budget is 350 kB gzipped.
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4600' } },
};

export default defineConfig(({ command }) => {
  // Somebody's NODE_ENV=development or test must not give people React with its development checks.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return page;
});
