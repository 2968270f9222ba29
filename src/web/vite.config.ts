import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server replaces `__CSP_NONCE__` in index.html with a fresh nonce for each response. */
export default defineConfig({
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
});
