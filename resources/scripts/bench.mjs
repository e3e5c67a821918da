// `npm run bench`: runs every tests/bench/*.bench.mjs|ts and prints what it prints. Asserts nothing; a benchmark that
// cannot run is named and counted.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { runAgainIfTooOld } = require('./suitable-node.cjs');
const script = fileURLToPath(import.meta.url);
const root = join(dirname(script), '..', '..');

async function main() {
  const { build } = await import('./build.mjs');
  if (!build({ ifStale: true })) return 1;
  const folder = join(root, 'tests', 'bench');
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.bench\.(mjs|ts)$/.test(name))
        .toSorted()
    : [];
  if (files.length === 0) process.stdout.write('没有性能测试。No benchmarks.\n');
  let failed = 0;
  for (const file of files) {
    process.stdout.write(`\n== ${file}\n`);
    const path = join(folder, file);
    // TypeScript benchmarks import the sources, whose `.js` specifiers need a bundler's resolution.
    const command = file.endsWith('.ts')
      ? [
          join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs'),
          'bench',
          '--run',
          '-c',
          'tests/vitest.config.ts',
          path,
        ]
      : [path];
    const run = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
    if (run.status !== 0) failed++;
  }
  return failed === 0 ? 0 : 1;
}

if (!runAgainIfTooOld(script, process.argv.slice(2))) process.exit(await main());
