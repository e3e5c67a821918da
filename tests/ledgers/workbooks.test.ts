// Templates and exports of ledgers as files: what they hold, what they leave out, and that the reader gets it back exactly.

import { readFileSync } from 'node:fs';

import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { readLedgerMeta } from '../../electron/core/ledgers/ledger-meta.js';
import { saveRows, type RowDraft } from '../../electron/core/ledgers/save.js';
import { serialToIso } from '../../electron/core/tasks/serial-date.js';
import { readInProcess } from '../helpers/read-in-process.js';
import type { RawBook } from '../../electron/core/workbook/1-read/raw-book.js';
import { columnOf } from '../../shared/model/cell-address.js';
import { CALLS } from '../../shared/contract/index.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { fieldsOf } from '../../shared/ledgers/define.js';
import { likelyLedgers } from '../../electron/core/workbook/2-recognise/ledger-table.js';
import { LEDGERS, ledgerOf } from '../../shared/ledgers/registry.js';
import { contextOf, openSampleStore } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
});

function read(file: FileRef): { bytes: Buffer; book: RawBook; rows: (string | number | boolean | null)[][] } {
  const bytes = readFileSync(ctx.files.path(file.id));
  const book = readInProcess(bytes, file.name);
  const rows: (string | number | boolean | null)[][] = [];
  for (const cell of book.sheets[0]!.cells) (rows[cell.r] ??= [])[cell.c] = cell.v;
  return { bytes, book, rows: rows.map((row) => Array.from(row ?? [], (cell) => cell ?? null)) };
}

function exported(params: Record<string, unknown>): Promise<{ file: FileRef; rows: number }> {
  return ledgers.exportRows(ctx, CALLS['ledgers.export'].params.parse(params));
}

test.each(LEDGERS.map((ledger) => [ledger.title, ledger] as const))(
  'the template of %s says what it is and is recognised by its heads alone',
  async (_title, ledger) => {
    const { file } = await ledgers.template(ctx, { ledger: ledger.id });
    const { book, rows } = read(file);
    expect(file.name).toBe(`${ledger.title}台账模板.xlsx`);
    expect(readLedgerMeta(book.ownMetadata)?.ledger).toBe(ledger.id);
    const heads = rows[1]!.map(String);
    expect(heads).toHaveLength(fieldsOf(ledger).filter(([, field]) => field.kind !== 'attachment').length);
    const [best, second] = likelyLedgers(LEDGERS, heads, '');
    expect(best).toMatchObject({ ledger: { id: ledger.id }, heads: { unknown: [], repeated: [] } });
    expect(best!.score).toBeGreaterThan(second?.score ?? 0);
    expect(book.sheets.map((sheet) => [sheet.name, sheet.state]).slice(0, 2)).toEqual([
      [ledger.title, 'visible'],
      ['填报说明', 'visible'],
    ]);
  },
);

describe('an export', () => {
  beforeEach(() => {
    const drafts: RowDraft[] = [
      {
        id: null,
        values: {
          unit: '滕州市',
          enterprise: '=HYPERLINK("x")',
          amount: '620.000001',
          registeredOn: '2022.7.1',
          wantsSubsidy: '是',
          patentNumbers: '202210123401.0；202210123403.X',
        },
      },
      {
        id: null,
        values: {
          unit: '薛城区',
          enterprise: '薛城乙有限公司',
          uscc: '91370400MAM2M00006',
          amount: '490',
          registeredOn: '2022-01-09',
          months: '36',
        },
      },
    ];
    expect(saveRows(ctx.store, ledgerOf('pledge')!, drafts, { operator: '测试', period: '2022-07' }).saved).toBe(true);
  });

  test('holds numbers, days and texts as they are, and no formula', async () => {
    const { file, rows: count } = await exported({ ledger: 'pledge' });
    expect(count).toBe(2);
    const { rows, book } = read(file);
    const row = Object.fromEntries(rows[1]!.map((head, c) => [String(head), rows[2]![c] ?? null]));
    expect(row).toMatchObject({
      '区（市）': '滕州市',
      出质人: '=HYPERLINK("x")',
      '融资金额（万元）': 620.000001,
      是否申请贴息: '是',
      质押专利号: '202210123401.0；202210123403.X',
    });
    expect(serialToIso(row['登记日期'] as number, false)).toBe('2022-07-01');
    expect(book.sheets[0]!.cells.some((cell) => cell.f)).toBe(false);
  });

  test('follows the filter and the chosen columns', async () => {
    const { file, rows: count } = await exported({
      ledger: 'pledge',
      filter: { text: '薛城', conditions: [] },
      fields: ['amount', 'enterprise'],
    });
    const { rows } = read(file);
    expect([count, rows.slice(1)]).toEqual([
      1,
      [
        ['融资金额（万元）', '出质人'],
        [490, '薛城乙有限公司'],
      ],
    ]);
  });

  test('shows amounts as the screen does: 490.00, and 620.000001 where 分 asks for it', async () => {
    const { file } = await exported({ ledger: 'pledge', fields: ['amount'] });
    const styles = strFromU8(unzipSync(readFileSync(ctx.files.path(file.id)))['xl/styles.xml']!);
    expect(styles).toContain('formatCode="0.00####"');
  });

  test('as CSV it neutralises what a spreadsheet would run', async () => {
    const { file } = await exported({ ledger: 'pledge', format: 'csv', fields: ['enterprise', 'amount'] });
    const text = readFileSync(ctx.files.path(file.id), 'utf8');
    expect(text).toBe(`\uFEFF出质人,融资金额（万元）\r\n"'=HYPERLINK(""x"")",620.000001\r\n薛城乙有限公司,490.00\r\n`);
  });

  test('cuts no text on paper: columns as wide as their texts, longer ones on several lines, A3 where A4 is too small', async () => {
    const long = '中国科学院某某研究所滕州中科高端装备智能制造技术产业化有限责任公司';
    const values = { unit: '滕州市', enterprise: long, amount: '1', registeredOn: '2022-07-02' };
    saveRows(ctx.store, ledgerOf('pledge')!, [{ id: null, values }], { operator: '测试', period: null });
    const parts = async (fields: string[]): Promise<{ sheet: string; styles: string }> => {
      const { file } = await exported({ ledger: 'pledge', fields });
      const all = unzipSync(readFileSync(ctx.files.path(file.id)));
      return { sheet: strFromU8(all['xl/worksheets/sheet1.xml']!), styles: strFromU8(all['xl/styles.xml']!) };
    };
    const { sheet, styles } = await parts(['enterprise', 'amount']);
    expect(/<col min="1" max="1" width="([\d.]+)"/.exec(sheet)?.[1]).toBe('44');
    expect(sheet).toContain('paperSize="9"');
    // 32 Chinese characters and more: two lines at that width; the rows with short names keep theirs.
    expect(sheet).toMatch(/<row r="5" ht="34"/);
    expect(sheet.match(/<row [^>]* ht="34"/g)).toHaveLength(1);
    const format = Number(/<c r="A3"[^>]* s="(\d+)"/.exec(sheet)![1]);
    const xfs = [.../<cellXfs.*<\/cellXfs>/s.exec(styles)![0].matchAll(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/gs)];
    expect(xfs[format]![0]).toContain('wrapText="true"');
    const all = await parts(fieldsOf(ledgerOf('pledge')!).map(([name]) => name));
    expect(all.sheet).toMatch(/<pageSetup paperSize="8"[^>]* fitToWidth="2"/);
    expect(sheet).toContain('fitToWidth="1"');
    // The title stands over the columns of the first page.
    const widths = [...all.sheet.matchAll(/<col min="\d+" max="\d+" width="([\d.]+)"/g)].map((match) =>
      Number(match[1]),
    );
    const title = columnOf(/<mergeCell ref="A1:([A-Z]+)1"\/>/.exec(all.sheet)![1]!);
    const sum = (of: number[]): number => of.reduce((total, width) => total + width, 0);
    expect(title).toBeGreaterThan(3);
    expect(sum(widths.slice(0, title + 1))).toBeLessThanOrEqual(sum(widths) / 2);
    expect(sheet).toContain('<mergeCell ref="A1:B1"/>');
  });

  test('leaves personal data out unless they are asked for', async () => {
    const values = {
      level: '市级',
      category: '贯标',
      enterprise: '甲公司',
      unit: '滕州市',
      year: '2022',
      bankAccount: '6222000011112222333',
    };
    saveRows(ctx.store, ledgerOf('subsidy')!, [{ id: null, values }], { operator: '测试', period: null });
    const without = read((await exported({ ledger: 'subsidy' })).file);
    const withThem = read((await exported({ ledger: 'subsidy', withPersonal: true })).file);
    expect(without.rows[1]).not.toContain('收款账户');
    expect(withThem.rows[1]).toContain('收款账户');
    expect(withThem.rows[2]).toContain('6222000011112222333');
  });
});

test('a long ledger is written row by row, looks like a short one and says how far it is', async () => {
  const insert = ctx.store.db.prepare(
    "INSERT INTO ledger_activity (unit_id, held_on, form, topic, persons) VALUES (1, '2022-01-01', '调研', ?, ?)",
  );
  const odd = ['=1+1', '<a> & "b"', ' 前后 ', '_x0041_', '一\n二', '𠮷野家', '甲\u0001乙', '长'.repeat(40_000)];
  const topic = (n: number): string => odd[n - 1000] ?? `走访${n}`;
  ctx.store.db.transaction(() => {
    for (let n = 0; n < 6000; n += 1) insert.run(topic(n), n);
  })();
  const steps: number[] = [];
  ctx.job = { ...ctx.job, step: ({ done }) => void steps.push(done) };
  const { file, rows: count } = await exported({ ledger: 'activity' });
  const { rows } = read(file);
  expect([count, rows.length, rows[0]![0], rows[1]![0], rows[6001]!.slice(0, 6)]).toEqual([
    6000,
    6002,
    '培训宣传调研活动台账',
    '区（市）',
    ['滕州市', 44562, '调研', '走访5999', null, 5999],
  ]);
  // What XML cannot carry is dropped, what a cell cannot hold is cut with a mark; everything else is there to the letter.
  const expected = (n: number): string =>
    topic(n) === '甲\u0001乙' ? '甲乙' : topic(n).length > 32_000 ? `${'长'.repeat(32_000)}…` : topic(n);
  expect(rows.slice(2).map((row) => row[3])).toEqual(Array.from({ length: 6000 }, (_, n) => expected(n)));
  expect(steps.length).toBeGreaterThan(10);
  const cancelled = contextOf(ctx.store, { job: { ...ctx.job, isCancelled: () => true } });
  await expect(
    ledgers.exportRows(cancelled, CALLS['ledgers.export'].params.parse({ ledger: 'activity' })),
  ).rejects.toThrow(expect.objectContaining({ code: 'job.cancelled' }));
});
