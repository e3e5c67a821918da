// Build of all rooms: `electron-vite build -c electron/electron.vite.config.ts`.
// main: six ESM entries beside each other in out/main, because hosts find the worker and the parse process by file name.
// Only better-sqlite3 (native) and electron stay outside; everything else is bundled, so the package carries no node_modules.

import { resolve } from 'node:path';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

import { libraryWords } from './library-words.js';

const root = resolve(import.meta.dirname, '..');
const electronRoom = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    // fflate's Node edition declares a `require` of its own, beside the one that electron-vite puts into each entry: the worker
    // would not even parse. The other edition has the same synchronous functions.
    resolve: { alias: { fflate: 'fflate/browser' } },
    build: {
      outDir: resolve(root, 'out/main'),
      target: 'node22',
      minify: false,
      sourcemap: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: {
          main: electronRoom('main.ts'),
          loopback: electronRoom('loopback/main.ts'),
          batch: electronRoom('batch/main.ts'),
          'check-corpus': electronRoom('batch/corpus/main.ts'),
          'core-worker': electronRoom('core/worker.ts'),
          'parse-process': electronRoom('core/workbook/1-read/parse-process.ts'),
        },
        external: ['electron', 'better-sqlite3'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(root, 'out/preload'),
      target: 'node22',
      sourcemap: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: { preload: electronRoom('preload.ts') },
        external: ['electron'],
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react(), libraryWords()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      // electron-vite leaves the renderer unminified unless told.
      minify: true,
      sourcemap: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      // The page's policy admits no data: fonts; small ones would otherwise be inlined and refused.
      assetsInlineLimit: 0,
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
});
