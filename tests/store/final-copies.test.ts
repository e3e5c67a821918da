// 定稿: a frozen copy prints the same after the data changed, says what has changed since, and a correction shows before it is
// accepted which copies it would touch.

import { readFileSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { read as readWorkbook, utils } from 'xlsx';

import type { Ctx } from '../../electron/core/context.js';
import * as copies from '../../electron/core/final-copies/handlers.js';
import { tableDifferences } from '../../electron/core/final-copies/compare-tables.js';
import { lock } from '../../electron/core/final-copies/locks.js';
import { effectOfValues, saveValues } from '../../electron/core/statistics/value-entry.js';
import * as history from '../../electron/core/history/handlers.js';
import * as layouts from '../../electron/core/tables/layouts.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { saveSettings } from '../../electron/core/store/settings-store.js';
import { effect } from '../../electron/core/workbook/submission-handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import { indicator, USUAL } from '../../shared/reports/define.js';
import { dump } from '../helpers/dump.js';
import { ImportBench } from '../helpers/importing.js';
import { addValueList, addValues, contextOf, openSampleStore, SAMPLE_PERIOD } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
});
afterEach(() => ctx.store.db.close());

const finalise = (name = 'monthly-summary', here = ctx): number =>
  copies.create(here, { name, period: SAMPLE_PERIOD, options: {}, note: '' }).id;

async function fileText(id: number, format: 'xlsx' | 'html' | 'csv'): Promise<string> {
  const file = await copies.exportCopy(ctx, { id, format });
  const bytes = readFileSync(ctx.files.path(file.id));
  if (format !== 'xlsx') return bytes.toString('utf8');
  const book = readWorkbook(bytes);
  return JSON.stringify(utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1, raw: false }));
}

describe('a final copy', () => {
  test('prints the same content in every format after values, settings, units and the layout changed', async () => {
    const { name } = layouts.copy(ctx, { name: 'monthly-summary', title: '{period}我的附件', period: SAMPLE_PERIOD });
    const id = finalise(name);
    const shown = copies.get(ctx, { id });
    expect(CALLS['final-copies.get'].result.parse(shown)).toEqual(shown);
    expect(shown.table).toEqual(buildTable(ctx, name, SAMPLE_PERIOD, {}));
    expect(shown.inputs).toBeGreaterThan(400);
    const before = {
      html: await fileText(id, 'html'),
      xlsx: await fileText(id, 'xlsx'),
      csv: await fileText(id, 'csv'),
    };

    addValues(ctx.store, SAMPLE_PERIOD, 'ytd', { C06: { 滕州市: 999 } });
    const unit = listUnits(ctx.store)[0]!;
    write(ctx.store, { kind: 'settings', label: '口径', operator: '', topics: ['settings'] }, () => {
      saveSettings(ctx.store, { rounding: 'half-even', totalLabel: '总计' });
      saveUnit(ctx.store, unit.id, { ...unit, name: '滕州市（更名）' });
    });
    layouts.remove(ctx, { name });
    expect(copies.get(ctx, { id }).table).toEqual(shown.table);
    expect({
      html: await fileText(id, 'html'),
      xlsx: await fileText(id, 'xlsx'),
      csv: await fileText(id, 'csv'),
    }).toEqual(before);
  });

  test('lists since then exactly the printed texts that differ, and the values behind them with who and why', () => {
    const id = finalise();
    expect(copies.changes(ctx, { id })).toEqual({ cells: [], inputs: [], obstacle: '' });
    addValueList(ctx.store, [
      { unit: '滕州市', code: 'C06', period: SAMPLE_PERIOD, basis: 'ytd', value: '100' },
      { unit: '薛城区', code: 'C06', period: '2021-07', basis: 'ytd', value: '1' },
    ]);
    const changes = copies.changes(ctx, { id });
    expect(CALLS['final-copies.changes'].result.parse(changes)).toEqual(changes);
    const now = buildTable(ctx, 'monthly-summary', SAMPLE_PERIOD, {});
    expect(changes.cells).toEqual(tableDifferences(copies.get(ctx, { id }).table, now));
    expect(new Set(changes.cells.map((cell) => cell.row))).toEqual(new Set(['全市', '滕州市', '薛城区']));
    expect(changes.cells.every((cell) => cell.column.includes('发明授权') && !cell.column.includes('占比'))).toBe(true);
    expect(changes.cells.find((cell) => cell.row === '滕州市' && cell.column.endsWith('本期'))).toMatchObject({
      now: '100',
    });
    expect(changes.inputs.map((one) => [one.unit, one.code, one.when, one.now, one.operator])).toEqual([
      ['滕州市', 'C06', '2022年1—7月', '100', '测试'],
      ['薛城区', 'C06', '2021年1—7月', '1', '测试'],
    ]);
    history.undo(ctx, { id: dataVersion(ctx.store) });
    expect(copies.changes(ctx, { id })).toEqual({ cells: [], inputs: [], obstacle: '' });
  });

  test('compares rows by name: a new unit is new and moves nothing', () => {
    const id = finalise('pledge');
    const unit = listUnits(ctx.store)[0]!;
    write(ctx.store, { kind: 'units', label: '新增单位', operator: '', topics: ['units'] }, () =>
      saveUnit(ctx.store, null, { ...unit, name: '新设区', aliases: [], order: 0, countsInTotal: false }),
    );
    const { cells } = copies.changes(ctx, { id });
    expect(cells.filter((cell) => cell.row !== '新设区' && cell.column !== '')).toEqual([]);
    expect(cells.filter((cell) => cell.row === '新设区' && cell.was === '').length).toBeGreaterThan(5);
  });

  test('tells of a row that is gone, of each of two rows with one name, and of the lines around the table', () => {
    const was = buildTable(ctx, 'monthly-summary', SAMPLE_PERIOD, {});
    const changed = (change: (now: typeof was) => void): (readonly string[])[] => {
      const now = structuredClone(was);
      change(now);
      return tableDifferences(was, now).map((one) => [one.row, one.column, one.was, one.now]);
    };
    expect(changed(() => {})).toEqual([]);
    const gone = changed((now) => now.bodyRows.splice(1, 1));
    expect(new Set(gone.map(([row]) => row))).toEqual(new Set(['滕州市']));
    expect(gone.every((one) => one[2] !== '' && one[3] === '')).toBe(true);
    const twice = structuredClone(was);
    twice.bodyRows.push(structuredClone(twice.bodyRows[1]!));
    const first = structuredClone(twice);
    const cell = first.bodyRows[1]!.cells[was.frozenColumns]!;
    cell.text = '改';
    expect(tableDifferences(twice, first)).toMatchObject([{ row: '滕州市', now: '改' }]);
    expect(changed((now) => (now.legend = '说明'))).toEqual([['说明', '', was.legend, '说明']]);
    expect(changed((now) => (now.notes = ['一条']))).toEqual([['注', '', was.notes.join(''), '一条']]);
    expect(changed((now) => (now.title = '题'))).toEqual([['标题', '', was.title, '题']]);
    expect(changed((now) => (now.lineLeft = '左'))).toEqual([['表头左侧', '', was.lineLeft, '左']]);
    expect(changed((now) => (now.lineRight = '右'))).toEqual([['表头右侧', '', was.lineRight, '右']]);
  });

  test('says why its table cannot be made any more', () => {
    const { name } = layouts.save(ctx, {
      name: null,
      layout: {
        ...USUAL,
        title: '一个单位',
        description: '',
        rows: { axis: 'indicators', codes: ['C06'], unit: '滕州市' },
        columns: { by: 'list', nodes: [{ kind: 'figures', figures: indicator('C06', 'current').figures }] },
      },
    });
    const id = finalise(name);
    const unit = listUnits(ctx.store).find((one) => one.name === '滕州市')!;
    write(ctx.store, { kind: 'units', label: '更名', operator: '', topics: ['units'] }, () =>
      saveUnit(ctx.store, unit.id, { ...unit, name: '滕州' }),
    );
    const changes = copies.changes(ctx, { id });
    expect(changes.obstacle).toContain('填报单位“滕州市”');
    expect(copies.get(ctx, { id }).table.bodyRows).toHaveLength(1);
  });

  test('is numbered, issued with 文号 and date, kept once issued, and every step is undone exactly', () => {
    const before = dump(ctx.store.db);
    const first = finalise();
    const second = finalise();
    expect(copies.list(ctx, { period: SAMPLE_PERIOD }).copies.map((copy) => [copy.id, copy.no])).toEqual([
      [second, 2],
      [first, 1],
    ]);
    expect(copies.list(ctx, { period: '2022-06' }).copies).toEqual([]);
    const bad = { id: first, documentNumber: '枣市监发[2022]9号', issuedOn: '2022-08-10' };
    expect(() => copies.issue(ctx, bad)).toThrowError(/input.invalid/);
    const undated = { id: first, documentNumber: '枣市监发〔2022〕9号', issuedOn: null };
    expect(() => copies.issue(ctx, undated)).toThrowError(/input.invalid/);
    const issued = copies.issue(ctx, { id: first, documentNumber: '枣市监发〔2022〕9号', issuedOn: '2022-08-10' });
    expect(issued).toMatchObject({ documentNumber: '枣市监发〔2022〕9号', issuedOn: '2022-08-10' });
    expect(() => copies.remove(ctx, { id: first })).toThrowError(/input.invalid/);
    copies.remove(ctx, { id: second });
    for (let step = 0; step < 4; step += 1) {
      const last = history.list(ctx, { limit: 20 }).changes.find((one) => one.canUndo && one.kind === 'final-copy');
      history.undo(ctx, { id: last!.id });
    }
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test('whose frozen content was tampered with is refused, not printed', () => {
    const id = finalise();
    const { sha256 } = copies.get(ctx, { id }).copy;
    ctx.store.db
      .prepare(
        'UPDATE original_file SET bytes = (SELECT bytes FROM original_file WHERE sha256 <> ? LIMIT 1) WHERE sha256 = ?',
      )
      .run(finaliseOther(), sha256);
    expect(() => copies.get(ctx, { id })).toThrowError();

    function finaliseOther(): string {
      finalise('pledge');
      return sha256;
    }
  });
});

describe('before a correction is accepted', () => {
  test('typed values say the same, and a locked period refuses already then', () => {
    const id = finalise('pledge');
    const unitId = listUnits(ctx.store).find((unit) => unit.name === '滕州市')!.id;
    const cells = [{ unitId, code: 'Y02', basis: 'ytd' as const, text: '31' }];
    const before = dump(ctx.store.db);
    const { finalCopies } = effectOfValues(ctx, { period: SAMPLE_PERIOD, reason: '核实', cells });
    // Without a reason nothing will be stored, and nothing is asked: the reason comes first.
    expect(effectOfValues(ctx, { period: SAMPLE_PERIOD, reason: '', cells }).finalCopies).toEqual([]);
    expect(dump(ctx.store.db)).toEqual(before);
    expect(finalCopies.map((copy) => copy.id)).toEqual([id]);
    expect(finalCopies[0]!.cells).toContainEqual(expect.objectContaining({ row: '滕州市', was: '30', now: '31' }));
    const same = [{ ...cells[0]!, text: '30' }];
    expect(effectOfValues(ctx, { period: SAMPLE_PERIOD, reason: '核实', cells: same }).finalCopies).toEqual([]);
    saveValues(ctx, { period: SAMPLE_PERIOD, reason: '核实', cells });
    expect(copies.changes(ctx, { id }).inputs.map((one) => [one.now, one.reason])).toEqual([['31', '核实']]);
    lock(ctx, { period: SAMPLE_PERIOD, note: '' });
    expect(() =>
      effectOfValues(ctx, { period: SAMPLE_PERIOD, reason: '', cells: same.map((one) => ({ ...one, text: '7' })) }),
    ).toThrowError(/data.locked/);
    expect(() =>
      saveValues(ctx, { period: SAMPLE_PERIOD, reason: '再改', cells: [{ ...cells[0]!, text: '7' }] }),
    ).toThrowError(/data.locked/);
  });

  test('the preview says which final copies would print differently, and where', async () => {
    const bench = await ImportBench.withUnits('江北区', '江南区');
    const report = (count: number, other: number) => [
      ['2024年1—3月知识产权工作统计表'],
      ['填报单位：江北区市场监督管理局（盖章）'],
      ['指标名称', '计量单位', '1—3月累计'],
      ['专利授权量', '件', count],
      ['商标申请量', '件', other],
    ];
    await bench.importAll([bench.sheet('一.xlsx', report(50, 20))]);
    const layout = (code: string) =>
      layouts.save(bench.ctx, {
        name: null,
        layout: {
          ...USUAL,
          title: `{period}${code}`,
          description: '',
          columns: { by: 'list', nodes: [indicator(code, 'current')] },
        },
      }).name;
    const make = (code: string) =>
      copies.create(bench.ctx, { name: layout(code), period: '2024-03', options: {}, note: '' }).id;
    const patents = make('C05');
    make('C23');
    copies.issue(bench.ctx, { id: patents, documentNumber: '示知发〔2024〕3号', issuedOn: '2024-04-08' });

    const plan = await bench.plan([bench.sheet('二.xlsx', report(55, 20))]);
    const before = dump(bench.ctx.store.db);
    const { finalCopies } = effect(bench.ctx, { planId: plan.planId, index: 0 });
    expect(dump(bench.ctx.store.db)).toEqual(before);
    expect(finalCopies).toEqual([
      {
        id: patents,
        title: '2024年1—3月C05',
        no: 1,
        documentNumber: '示知发〔2024〕3号',
        issuedOn: '2024-04-08',
        cells: expect.arrayContaining([{ row: '江北区', column: '专利授权', was: '50', now: '55' }]),
      },
    ]);
    expect(copies.changes(bench.ctx, { id: patents }).cells).toEqual([]);
    bench.close();
  });
});
