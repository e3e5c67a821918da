// Runs summary-program.ts; see there.

import { spawnSync } from 'node:child_process';

import { bundleForNode } from '../helpers/bundle.ts';

const program = await bundleForNode('tests/bench/summary-program.ts');
try {
  const { status } = spawnSync(process.execPath, [program.path], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  program.remove();
}
