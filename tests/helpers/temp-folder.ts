// A folder of its own for one test, removed afterwards.

import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

export function temporaryFolder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'ip-ledger-test-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}
