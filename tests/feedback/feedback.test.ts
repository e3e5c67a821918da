// 结果反馈: each unit gets its own numbers and findings, and none of anybody else's.

import { readFileSync } from 'node:fs';

import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { feedbackSheets } from '../../electron/core/feedback/feedback-sheets.js';
import { exportFeedback } from '../../electron/core/feedback/handlers.js';
import { AppError } from '../../shared/errors/app-error.js';
import { ImportBench } from '../helpers/importing.js';
import { contextOf, openSampleStore, readExpected } from '../helpers/memory-store.js';

const PERIOD = '2022-07';
let ctx: ReturnType<typeof contextOf>;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore(), {
    host: {
      spawnParser: () => {
        throw new Error('no parser');
      },
      printPdf: () => Promise.reject(new AppError('host.no-browser')),
    },
  });
});
afterEach(() => ctx.store.db.close());

test('a sheet shows value, change, place and the gaps of its unit', () => {
  const sheets = feedbackSheets(ctx, PERIOD);
  expect(sheets).toHaveLength(7);
  const { table } = sheets.find((sheet) => sheet.unit.name === '滕州市')!;
  const row = table.bodyRows.find((one) => one.cells[1]?.text.endsWith('：发明专利授权量'))!;
  // 168 of 320; pace 58.3 %, completion 52.5 %
  expect(row.cells.map((cell) => cell.text).slice(3)).toEqual(['168', '12.0', '1', '320', '52.5', '-152', '-5.8', '']);
  const others = Object.keys(readExpected().indicators['发明专利授权量']!.by_unit).filter((name) => name !== '滕州市');
  const text = JSON.stringify(table);
  for (const name of others) expect(text).not.toContain(name);
  expect(table.notes.join('')).toContain('在7个参加排名的填报单位中的位次');
});

test('the archive has a workbook for each unit and the print run', async () => {
  const file = await exportFeedback(ctx, { period: PERIOD, format: 'zip' });
  const entries = unzipSync(readFileSync(ctx.files.path(file.id)));
  expect(Object.keys(entries)).toHaveLength(8);
  expect(strFromU8(entries['全部（打印）.html']!)).toContain('反馈单位：台儿庄区');
  const sheet = Object.entries(unzipSync(entries['滕州市.xlsx']!)).find(([name]) => name.endsWith('sheet1.xml'))!;
  expect(strFromU8(sheet[1])).toContain('<v>168</v>');
});

test('an empty period is refused', () => {
  expect(() => feedbackSheets(ctx, '2019-01')).toThrow('data.no-values');
});

test('what was found at a cell stands at its indicator, and only in that unit’s sheet', async () => {
  const bench = await ImportBench.sample();
  try {
    const rows = [
      ['2022年1—7月知识产权工作情况表'],
      ['填报单位：滕州市'],
      ['指标', '计量单位', '本期', '上年同期', '同比（%）'],
      ['发明专利授权量', '件', 168, 150, 99],
    ];
    const plan = await bench.plan([bench.sheet('滕州市.xlsx', rows)]);
    const issue = plan.files[0]!.issues.find((one) => one.severity === 'warn' && one.cell !== null);
    expect(issue).toBeDefined();
    bench.accept(plan);
    const sheets = feedbackSheets(bench.ctx, PERIOD);
    expect(sheets).toHaveLength(1);
    const { table } = sheets[0]!;
    // The address stands once, before the message that begins with it.
    expect(issue!.message.startsWith(issue!.cell!)).toBe(true);
    expect(table.notes.join('')).toContain(
      `滕州市.xlsx Sheet1 ${issue!.cell}：${issue!.message.slice(issue!.cell!.length)}`,
    );
    expect(table.bodyRows.find((row) => row.cells[1]?.text.endsWith('发明专利授权量'))!.cells.at(-1)!.text).toBe('1');
  } finally {
    bench.close();
  }
});
