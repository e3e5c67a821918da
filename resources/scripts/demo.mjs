// `npm run demo`: for whoever has no screen. Imports the sample month through the batch host into a scratch folder, writes
// the summary table as .xlsx and, where a browser is, as PDF, and prints what it did and found.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { runAgainIfTooOld } = require('./suitable-node.cjs');
const script = fileURLToPath(import.meta.url);
const root = join(dirname(script), '..', '..');
const samples = join(root, 'resources', 'samples', 'zaozhuang-2022-07');
const PERIOD = '2022-07';

const say = (text) => process.stdout.write(`${text}\n`);

function main() {
  const work = mkdtempSync(join(tmpdir(), 'ip-ledger-demo-'));
  const data = join(work, 'data');
  const batch = (args, { mayFail = false } = {}) => {
    const run = spawnSync(
      process.execPath,
      [join(root, 'resources', 'scripts', 'batch.cjs'), ...args, '--data', data],
      {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 256 * 1024 * 1024,
        env: { ...process.env, INIT_CWD: root },
      },
    );
    if (!mayFail && run.status !== 0 && run.status !== 2) throw new Error(`${args[0]}: ${run.stderr}${run.stdout}`);
    return run;
  };
  const json = (args) => JSON.parse(batch([...args, '--json']).stdout);
  const importing = (folder) => {
    const started = performance.now();
    const { files } = json(['import', '--accept', join(samples, folder)]);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`\n导入 ${folder}（${files.length}个文件，${seconds} 秒）`);
    const words = { imported: '已接收', planned: '未接收', asks: '待处理', refused: '不能导入', ignored: '未导入' };
    for (const file of files) {
      const { cells } = file;
      say(
        `  ${words[file.status] ?? file.status}  ${file.file}  ${file.units.join('、')}  新增${cells.new} 变更${cells.changed} 相同${cells.same} 未采用${cells.rejected}`,
      );
      if (file.reason !== '') say(`      ${file.reason}`);
      for (const issue of file.issues.filter((one) => one.severity !== 'hint').slice(0, 3))
        say(
          `      ${issue.severity === 'block' ? '必改' : '需核实'} ${[issue.sheet, issue.cell].filter(Boolean).join('!')} ${issue.message}`,
        );
      for (const question of file.questions.slice(0, 3)) say(`      待回答 ${question.text}`);
    }
  };

  try {
    say(`数据文件夹 ${data}`);
    // The sample's bureau and units, as 导入示例数据 on the first page sets them up.
    batch(['call', 'setup.sample', '{}']);
    say('已按示例建立枣庄市知识产权局和七个填报单位');
    for (const folder of ['city', 'districts', 'ledgers', 'faulty']) importing(folder);

    const { values } = json(['values', '--period', PERIOD]);
    const totals = values.filter((value) => value.unit === '合计' && value.value !== null);
    say(`\n${PERIOD} 共有 ${values.length} 个数值，其中合计与比率 ${totals.length} 个，例如：`);
    for (const value of totals.slice(0, 8)) say(`  ${value.indicator}  ${value.value} ${value.measure}`);

    const { tables } = json(['table', '--list']);
    const table = tables[0];
    if (table === undefined) throw new Error('没有表样');
    say(`\n表样：${tables.map((one) => one.title).join('、')}`);
    const excel = join(work, `${table.title}.xlsx`);
    batch(['table', table.name, '--period', PERIOD, '--out', excel]);
    say(`已写出 ${excel}（${statSync(excel).size} 字节）`);
    const pdf = join(work, `${table.title}.pdf`);
    const printed = batch(['table', table.name, '--period', PERIOD, '--out', pdf], { mayFail: true });
    if (printed.status === 0) say(`已写出 ${pdf}（${statSync(pdf).size} 字节）`);
    else say(`没有写出 PDF：${printed.stderr.trim()}`);
    say('\n完成。文件留在上面的文件夹里，可以打开查看，不需要时删除即可。');
    return 0;
  } catch (error) {
    process.stderr.write(`演示没有完成：${error instanceof Error ? error.message : String(error)}\n`);
    rmSync(work, { recursive: true, force: true });
    return 1;
  }
}

if (!runAgainIfTooOld(script, process.argv.slice(2))) process.exit(main());
