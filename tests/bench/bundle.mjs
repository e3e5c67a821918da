// A program in TypeScript of this folder as one file, built as the product is.

import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'vite';

const root = resolve(import.meta.dirname, '..', '..');

/** Path of the bundle of `name`.ts, made in a folder of its own inside `scratch`. */
export async function bundle(name, scratch) {
  const outDir = join(scratch, name);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, `${name}.ts`),
      outDir,
      minify: false,
      rollupOptions: { output: { format: 'es', entryFileNames: `${name}.mjs` } },
    },
    ssr: { noExternal: true },
    plugins: [
      {
        // Native: it is loaded from where it is installed.
        name: 'keep-better-sqlite3',
        enforce: 'pre',
        resolveId: (id) =>
          id === 'better-sqlite3'
            ? { id: pathToFileURL(createRequire(import.meta.url).resolve(id)).href, external: true }
            : null,
      },
    ],
  });
  return join(outDir, `${name}.mjs`);
}
