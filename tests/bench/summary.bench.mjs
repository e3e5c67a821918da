// Runs summary-program.ts; see there.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bundle } from './bundle.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'ip-ledger-summary-bench-'));
try {
  const { status } = spawnSync(process.execPath, [await bundle('summary-program', scratch)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
