// Data folders as an officer's first steps leave them, for end-to-end tests whose subject comes after: made by the command line, once
// in each process of tests, and copied for each test. The steps themselves, on the page: first-steps.ts.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const SAMPLE = join(ROOT, 'tests', 'fixtures', 'zaozhuang-2022-07');

/** Nothing at all; the office of the sample with its units and its task, and no figures; that with the nineteen files of its month. */
export type Beginning = 'nothing' | 'sample office' | 'sample month';

const OFFICE = ['call', 'setup.sample', '{}'];
const FILES = ['districts', 'city', 'ledgers'].map((part) => join(SAMPLE, part));
const STEPS: Readonly<Record<Exclude<Beginning, 'nothing'>, readonly (readonly string[])[]>> = {
  'sample office': [OFFICE],
  'sample month': [OFFICE, ['import', '--accept', '--period', '2022-07', ...FILES]],
};

const made = new Map<Beginning, string>();

/** The folder to copy; undefined where a test begins with nothing. */
export function preparedData(beginning: Beginning): string | undefined {
  if (beginning === 'nothing') return undefined;
  const known = made.get(beginning);
  if (known !== undefined) return known;
  const base = mkdtempSync(join(tmpdir(), 'ip-ledger-prepared-'));
  process.once('exit', () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }));
  const data = join(base, 'data');
  for (const step of STEPS[beginning]) {
    const run = spawnSync(process.execPath, [join(ROOT, 'out', 'main', 'batch.js'), ...step, '--data', data], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'test', IP_LEDGER_SETTINGS: join(base, 'settings') },
    });
    if (run.status !== 0)
      throw new Error(`the ${beginning} was not made: ${step.join(' ')}\n${run.stdout}${run.stderr}`);
  }
  made.set(beginning, data);
  return data;
}
