// values, table: read what is stored, print what is made of it.

import { extname } from 'node:path';

import { EXPORT_FORMATS, type ExportFormat, type TableOptions } from '../../shared/reports/print-table.js';

import { atMost, period as checkPeriod, readOptions, usage } from './arguments.js';
import { withSession, type StartHost } from './session.js';
import { EXIT, printJson, type ExitCode, type Terminal } from './terminal.js';

export async function valuesCommand(args: string[], start: StartHost, terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = readOptions(args, { period: { type: 'string' } });
  atMost(positionals, 0);
  const period = checkPeriod(values.period);
  const listed = await withSession(start, { argument: values.data, mayCreate: false }, terminal, (session) =>
    session.ask('values.list', { period }),
  );
  if (values.json === true) printJson(terminal, listed);
  else if (listed.values.length === 0) terminal.out(`${period} 没有数值。`);
  else
    for (const value of listed.values)
      terminal.out(
        [value.unit, value.code, value.indicator, value.basis, value.value ?? `（${value.state}）`, value.measure].join(
          '\t',
        ),
      );
  return EXIT.done;
}

export async function tableCommand(args: string[], start: StartHost, terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = readOptions(args, {
    period: { type: 'string' },
    out: { type: 'string' },
    list: { type: 'boolean' },
    paper: { type: 'string' },
    orientation: { type: 'string' },
  });
  atMost(positionals, 1);
  const folder = { argument: values.data, mayCreate: false };
  if (values.list === true) {
    const { tables } = await withSession(start, folder, terminal, (session) => session.ask('tables.list', {}));
    if (values.json === true) printJson(terminal, { tables });
    else for (const table of tables) terminal.out(`${table.name}\t${table.title}\t${table.description}`);
    return EXIT.done;
  }
  const asked = positionals[0] ?? usage('缺少表样名称；用 table --list 查看');
  const period = checkPeriod(values.period);
  const out = values.out ?? usage('缺少 --out 文件名（.xlsx、.pdf、.html 或 .csv）');
  const format = extname(out).slice(1).toLowerCase();
  if (!isFormat(format)) usage('--out 的文件名应以 .xlsx、.pdf、.html 或 .csv 结尾');
  const options: TableOptions = {};
  if (values.paper !== undefined)
    options.paper = values.paper === 'A3' || values.paper === 'A4' ? values.paper : usage('--paper 应为 A4 或 A3');
  if (values.orientation !== undefined)
    options.orientation =
      values.orientation === 'portrait' || values.orientation === 'landscape'
        ? values.orientation
        : usage('--orientation 应为 portrait 或 landscape');
  const { name, path, warnings } = await withSession(start, folder, terminal, async (session) => {
    const name = layoutNamed(asked, (await session.ask('tables.list', {})).tables);
    const table = await session.ask('tables.build', { name, period, options });
    const file = await session.ask('tables.export', { name, period, options, format: format });
    return { name, path: await session.save(file, out), warnings: table.warnings };
  });
  if (values.json === true) printJson(terminal, { table: name, period, file: path, warnings });
  else {
    for (const warning of warnings) terminal.err(`注意：${warning}`);
    terminal.out(`已保存 ${path}`);
  }
  return EXIT.done;
}

/** The layout of a name, else the only one of that title (as the list shows it). */
function layoutNamed(asked: string, tables: readonly { name: string; title: string }[]): string {
  if (tables.some((table) => table.name === asked)) return asked;
  const titled = tables.filter((table) => table.title === asked);
  if (titled.length === 1) return titled[0]!.name;
  return usage(
    titled.length > 1
      ? `有${titled.length}个表样都叫“${asked}”，请写名称：${titled.map((table) => table.name).join('、')}`
      : `没有表样“${asked}”；用 table --list 查看`,
  );
}

function isFormat(text: string): text is ExportFormat {
  return (EXPORT_FORMATS as readonly string[]).includes(text);
}
