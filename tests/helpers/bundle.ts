// Bundles one source file for a test or a benchmark that has to start it as a process of its own: Node cannot run the sources as
// they are (imports end in .js). Benchmarks import this file as it is: it must import nothing of the project. Not the build of the
// program.

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'vite';

const root = resolve(import.meta.dirname, '..', '..');

/** Path of the bundled file and a way to remove it. `entry` is relative to the project. */
export async function bundleForNode(entry: string): Promise<{ path: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'ip-ledger-bundle-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve(root, entry),
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      rollupOptions: { output: { format: 'es', entryFileNames: 'entry.mjs' } },
    },
    ssr: { noExternal: true },
    plugins: [
      {
        // Native: it finds its binary beside itself, so it is loaded from where it is installed.
        name: 'keep-better-sqlite3',
        enforce: 'pre',
        resolveId: (id) =>
          id === 'better-sqlite3'
            ? { id: pathToFileURL(createRequire(import.meta.url).resolve(id)).href, external: true }
            : null,
      },
    ],
  });
  return { path: join(folder, 'entry.mjs'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
