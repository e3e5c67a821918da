// `npm run -s check:corpus -- FOLDER [--json] [--only TEXT]`: every file of a folder through the real host, compared with
// what the folder says of it: EXPECT.jsonl (behaviour) or REFERENCE.jsonl (what independent readers saw). A folder with
// neither is checked for crashes and hangs. A tool of development: the packaged program does not carry it.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { collectFiles } from '../../bridge/collect-files.js';
import { endProcess } from '../../bridge/end-process.js';
import { startPlainHost } from '../../bridge/plain-host.js';
import { withSession, type Session } from '../session.js';

import { checkExpectations } from './expectations.js';
import { prepareBureau } from './prepare.js';
import { checkReferences } from './references.js';
import type { Report } from './report.js';

/** Files of a corpus folder that describe it. */
const ABOUT = /^(EXPECT\.jsonl|REFERENCE\.jsonl|INDEX\.tsv|profile\.json|README(\.md)?|LICEN[CS]E.*)$/i;

async function run(folder: string, only: string | undefined): Promise<Report> {
  const files = collectFiles([folder])
    .filter((file) => !ABOUT.test(file.name.split('/').at(-1)!))
    .filter((file) => only === undefined || file.name.includes(only));
  const dataDir = mkdtempSync(join(tmpdir(), 'ip-ledger-corpus-'));
  const log = { out: () => undefined, err: (text: string) => void process.stderr.write(`${text}\n`), cwd: folder };
  try {
    return await withSession(
      (options) => startPlainHost(import.meta.dirname, options),
      { argument: join(dataDir, 'data'), mayCreate: true, isExplicitNew: true },
      log,
      async (session: Session) => {
        const profile = await prepareBureau(session, folder);
        // Only for somebody who watches: in a log it would be one endless line.
        const isWatched = process.stderr.isTTY;
        const say = (text: string): void => {
          if (isWatched) process.stderr.write(`\r${text.padEnd(100).slice(0, 100)}`);
        };
        const report = existsSync(join(folder, 'EXPECT.jsonl'))
          ? await checkExpectations(session, files, readLines(join(folder, 'EXPECT.jsonl')), profile.period, say)
          : await checkReferences(
              session,
              files,
              existsSync(join(folder, 'REFERENCE.jsonl')) ? readLines(join(folder, 'REFERENCE.jsonl')) : [],
              say,
            );
        if (isWatched) process.stderr.write('\n');
        return report;
      },
    );
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function readLines(path: string): unknown[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' } },
  allowPositionals: true,
});
const folder = positionals[0];
if (folder === undefined) {
  process.stderr.write('用法：npm run -s check:corpus -- 文件夹 [--json] [--only 文件名的一部分]\n');
  process.exit(1);
}
const report = await run(resolve(process.env['INIT_CWD'] ?? process.cwd(), folder), values.only);
const lines = [
  ...report.unexpected.flatMap((line) => [line.file, `  应为 ${line.expected}`, `  实为 ${line.got}`, `  ${line.why}`]),
  ...report.explained.map((line) => `${line.file}  ${line.why}`),
  `${report.files} 个文件，${report.as_expected} 个符合，${report.unexpected.length} 个不符合，` +
    `${report.explained.length} 个已说明的差异；崩溃 ${report.crashed}，超时 ${report.hung}，悄悄出错 ${report.silently_wrong}`,
];
const text = values.json === true ? JSON.stringify(report, null, 2) : lines.join('\n');
// A pipe takes it later than the call: an exit before that would cut it.
await new Promise<void>((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
await endProcess(report.unexpected.length === 0 ? 0 : 1);
