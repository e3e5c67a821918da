// Data folders as an officer's first steps leave them, for end-to-end tests whose subject comes after: made by the command line, once
// in each process of tests, and copied for each test. The steps themselves, on the page: first-steps.ts.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const SAMPLE = join(ROOT, 'tests', 'fixtures', 'zaozhuang-2022-07');

/** Nothing at all, or the office of the sample with the nineteen files of its month received. */
export type Beginning = 'nothing' | 'sample month';

const STEPS: readonly (readonly string[])[] = [
  ['call', 'setup.sample', '{}'],
  ['import', '--accept', '--period', '2022-07', ...['districts', 'city', 'ledgers'].map((part) => join(SAMPLE, part))],
];

let made: string | undefined;

/** The folder to copy; undefined where a test begins with nothing. */
export function preparedData(beginning: Beginning): string | undefined {
  if (beginning === 'nothing') return undefined;
  if (made !== undefined) return made;
  const base = mkdtempSync(join(tmpdir(), 'ip-ledger-prepared-'));
  process.once('exit', () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }));
  const data = join(base, 'data');
  for (const step of STEPS) {
    const run = spawnSync(process.execPath, [join(ROOT, 'out', 'main', 'batch.js'), ...step, '--data', data], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'test', IP_LEDGER_SETTINGS: join(base, 'settings') },
    });
    if (run.status !== 0)
      throw new Error(`the sample month was not made: ${step.join(' ')}\n${run.stdout}${run.stderr}`);
  }
  made = data;
  return data;
}
