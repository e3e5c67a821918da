// What was entered for a unit or an indicator stands in the way of removing the one and of another measure of the other.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { HANDLERS } from '../../electron/core/handlers.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { addLedgerSubmission } from '../../electron/core/store/ledger-submission-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { tablesWithUnits } from '../../electron/core/store/in-use.js';
import { write } from '../../electron/core/store/write.js';
import { CALLS, type CallName, type Params } from '../../shared/contract/index.js';
import { AppError } from '../../shared/errors/app-error.js';
import { indicatorDraftSchema } from '../../shared/indicators/define.js';
import { ownLedgerSchema } from '../../shared/ledgers/own.js';
import { dump } from '../helpers/dump.js';
import { inProcessParser } from '../helpers/in-process-parser.js';
import { addSampleUnits, contextOf, openTestStore, unitDraft } from '../helpers/memory-store.js';
import { schemeItem, unitScheme } from '../helpers/score-schemes.js';
import { temporaryFolder } from '../helpers/temp-folder.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';

let ctx: Ctx;
let unitId: number;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  write(store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () => {
    unitId = saveUnit(store, null, unitDraft('新城区', 9));
  });
  ctx = contextOf(store);
});
afterEach(() => ctx.store.db.close());

async function ask<K extends CallName>(name: K, params: Params<K>): Promise<unknown> {
  const handler = HANDLERS[name as keyof typeof HANDLERS] as unknown as (ctx: Ctx, params: unknown) => unknown;
  return handler(ctx, CALLS[name].params.parse(params));
}

async function refusal(work: () => Promise<unknown>): Promise<string> {
  const before = dump(ctx.store.db);
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(dump(ctx.store.db)).toEqual(before);
    return error.code;
  }
  return '';
}

/** What goes with its unit: told by the database, or taken out with it. */
const GOES_ALONG: ReadonlySet<string> = new Set(['reporting_unit', 'recognition_memory']);

test('every table that holds on to its unit is asked before the unit is removed', () => {
  const { db } = ctx.store;
  const holding = db
    .prepare(
      `SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
       WHERE m.type = 'table' AND f."table" = 'reporting_unit' AND f.on_delete = 'NO ACTION'`,
    )
    .pluck()
    .all() as string[];
  expect(holding.length).toBeGreaterThan(30);
  expect(holding.filter((table) => !GOES_ALONG.has(table) && !tablesWithUnits().includes(table))).toEqual([]);
});

describe('a unit is not removed', () => {
  const remove = (): Promise<unknown> => ask('units.remove', { id: unitId });

  test('that has nothing is', async () => {
    expect(await refusal(remove)).toBe('');
    expect(listUnits(ctx.store).some(({ id }) => id === unitId)).toBe(false);
  });

  test('while a version of the population names it', async () => {
    await ask('denominators.save', { yearEnd: 2021, name: '普查', source: '公报', values: { [unitId]: '12' } });
    expect(await refusal(remove)).toBe('data.in-use');
  });

  test('while points were typed for it', async () => {
    const scheme = unitScheme([schemeItem('b', '创新', null, '5', { method: { kind: 'manual' } })]);
    const { id } = (await ask('schemes.save', { id: null, scheme })) as { id: number };
    await ask('schemes.score', { id, key: 'b', unitId, points: '4', note: '' });
    expect(await refusal(remove)).toBe('data.in-use');
  });

  test('while a ledger of it has come in, also without a row (本期无)', async () => {
    const mark = {
      importFileId: null,
      toldBy: 'hand',
      rows: 0,
      stored: 0,
      receivedOn: null,
      reason: '来电说明',
    } as const;
    const key = { ledger: 'pledge', unitId, period: '2022-07' } as const;
    write(ctx.store, { kind: 'tasks', label: '', operator: '', topics: ['tasks'] }, (changeSetId) =>
      addLedgerSubmission(ctx.store, { ...key, ...mark, changeSetId }),
    );
    expect(await refusal(remove)).toBe('data.in-use');
  });

  test('while its target is judged in its own way', async () => {
    const own = { mode: 'qualitative' as const, base: null, words: '建成一个', done: null };
    await ask('targets.basis', { year: 2022, unitId, code: 'C06', ...own });
    expect(await refusal(remove)).toBe('data.in-use');
  });
});

describe('an indicator keeps its measure', () => {
  const change = (): Promise<unknown> => {
    const { id: _id, ...indicator } = listIndicators(ctx.store).find(({ code }) => code === 'C14')!;
    return ask('indicators.save', {
      code: 'C14',
      isNew: false,
      indicator: indicatorDraftSchema.parse({ ...indicator, measure: '万人' }),
    });
  };

  test('while a target of the higher authority is in it', async () => {
    const cells = [{ unitId: null, code: 'C14', level: 'higher' as const, value: '3000' }];
    await ask('targets.save', { year: 2022, cells, document: '', reason: '下达' });
    expect(await refusal(change)).toBe('data.in-use');
  });

  test('while a published value is in it', async () => {
    const published = { period: '2022-07', code: 'C14', figure: 'value' as const, scope: '全省', place: '枣庄市' };
    const rest = { value: '3069', placeNo: 10, places: 16, source: '省局', document: '', asOf: '', note: '' };
    await ask('published.save', { id: null, published: { ...published, ...rest } });
    expect(await refusal(change)).toBe('data.in-use');
  });

  test('while 上年末值 of a target is in it', async () => {
    const own = { mode: 'net_increase' as const, base: '1000', words: '', done: null };
    await ask('targets.basis', { year: 2022, unitId, code: 'C14', ...own });
    expect(await refusal(change)).toBe('data.in-use');
  });

  const measureOf = (code: string, measure: string): Promise<unknown> => {
    const { id: _id, ...indicator } = listIndicators(ctx.store).find((one) => one.code === code)!;
    return ask('indicators.save', {
      code,
      isNew: false,
      indicator: indicatorDraftSchema.parse({ ...indicator, measure }),
    });
  };

  test('while a ledger feeds it with numbers that would mean something else: 5件 are no 5分 of 万元', async () => {
    await expect(measureOf('Y02', '万元')).rejects.toMatchObject({
      params: { what: '“专利质押融资登记项目数”由台账“专利权质押融资”按数量汇总，计量单位不能改为“万元”' },
    });
    expect(await refusal(() => measureOf('Y01', '件'))).toBe('input.invalid');
    // The same money, and the same count by another name, stay what they are.
    expect(await refusal(() => measureOf('Y01', '亿元'))).toBe('');
    expect(await refusal(() => measureOf('Y02', '笔'))).toBe('');
  });

  test('while a ledger of the office does, also one that was taken out and may come back', async () => {
    const definition = ownLedgerSchema.parse({
      title: '走访',
      fields: [{ name: 'x1', label: '日期', kind: 'date' }],
      rollups: [{ code: 'Y37', measure: { kind: 'rows' }, on: 'x1' }],
    });
    const { ledger } = (await ask('ledgers.define', { ledger: null, definition })) as { ledger: string };
    await ask('ledgers.define', { ledger, definition: { ...definition, isHidden: true } });
    expect(await refusal(() => measureOf('Y37', '亿元'))).toBe('input.invalid');
  });

  test('also in a list of indicators that is imported', async () => {
    const store = ctx.store;
    ctx = contextOf(store, { parser: inProcessParser });
    const path = join(temporaryFolder(), '指标.xlsx');
    const rows = [
      ['指标代码', '指标名称', '计量单位'],
      ['Y02', '专利质押融资登记项目数', '万元'],
    ];
    writeFileSync(path, xlsxBytes({ sheets: [{ name: '指标', xml: rowsXml(rows) }] }));
    const file = ctx.files.register(path, '指标.xlsx', 1);
    const { issues } = (await ask('indicators.import', { file, apply: true })) as { issues: { message: string }[] };
    expect(issues.map(({ message }) => message)).toEqual([
      '“专利质押融资登记项目数”由台账“专利权质押融资”按数量汇总，计量单位不能改为“万元”。',
    ]);
  });
});
