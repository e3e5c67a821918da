// 上报表: the form of a province is understood, filled by patching its own package, and refused where anything else would change.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { undoChangeSets } from '../../electron/core/history/undo.js';
import { listUpwardForms } from '../../electron/core/store/upward-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { differences } from '../../electron/core/upward/compare-books.js';
import { fillPackage } from '../../electron/core/upward/fill-package.js';
import { saveTargets } from '../../electron/core/targets/handlers.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import * as upward from '../../electron/core/upward/handlers.js';
import { AppError, errorText } from '../../shared/errors/app-error.js';
import { formatFraction } from '../../shared/model/scaled-number.js';
import type { UpwardCell } from '../../shared/upward/define.js';
import { inProcessParser } from '../helpers/in-process-parser.js';
import { addValueList, contextOf, openSampleStore } from '../helpers/memory-store.js';
import { read, valuesOf } from '../helpers/read-cells.js';
import { temporaryFolder } from '../helpers/temp-folder.js';
import { provinceForm } from '../helpers/upward-form.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';

const PERIOD = '2022-07';
let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore(), { parser: inProcessParser });
});
afterEach(() => ctx.store.db.close());

function given(bytes: Buffer, name = '全省上报表.xlsx') {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return ctx.files.register(path, name, bytes.length);
}
const create = (bytes: Buffer, name?: string) => upward.create(ctx, { file: given(bytes, name) });
const cellsOf = (id: number): UpwardCell[] => listUpwardForms(ctx.store).find((form) => form.id === id)!.cells;
const unitId = (name: string): number => listUnits(ctx.store).find((unit) => unit.name === name)!.id;
async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return errorText(error.code, error.params);
    throw error;
  }
  throw new Error('was not refused');
}

describe('the proposal', () => {
  test('names unit, indicator, figure and measure of a form with two levels of heads', async () => {
    const { id, proposed, open } = await create(provinceForm());
    const at = new Map(cellsOf(id).map((cell) => [`${cell.sheet}!${cell.cell}`, cell]));
    expect(at.get('分县区!C5')).toMatchObject({
      unitId: unitId('滕州市'),
      code: 'C06',
      figure: 'current',
      measure: null,
    });
    expect(at.get('分县区!D11')).toMatchObject({ unitId: unitId('枣庄高新区'), code: 'C06', figure: 'last-year' });
    expect(at.get('分县区!E5')).toMatchObject({ code: 'C06', figure: 'change', measure: null });
    expect(at.get('分县区!F6')).toMatchObject({ code: 'Y01', figure: 'current', measure: '亿元' });
    expect(at.get('分县区!F12')).toMatchObject({ unitId: null, code: 'Y01', figure: 'current', measure: '亿元' });
    expect(at.get('分县区!C5')!.reason).toBe('行“滕州市”，列“发明专利授权量／本期”');
    // Formulas of the total row and the remarks column are nobody's.
    for (const cell of ['C12', 'D12', 'H5', 'A5', 'B5']) expect(at.has(`分县区!${cell}`)).toBe(false);
    // The bureau's own sheet: no unit is named, measures stand in a column, a part is named with its whole.
    expect(at.get('全市!C3')).toMatchObject({ unitId: null, code: 'C05', figure: 'current' });
    expect(at.get('全市!D3')).toMatchObject({ unitId: null, code: 'C05', figure: 'last-year' });
    expect(at.get('全市!C4')).toMatchObject({ code: 'C06', figure: 'current' });
    expect(at.get('全市!C5')).toMatchObject({ code: 'B04', measure: '元' });
    expect(at.has('全市!C6')).toBe(false);
    expect(at.size).toBe(proposed);
    expect(proposed).toBe(7 * 5 + 3 + 6);
    expect(open).toBe(2);
  });

  test('read again it adds what new names say, and leaves what the officer chose and what is known', async () => {
    const { id } = await create(provinceForm());
    const all = cellsOf(id);
    expect(await upward.propose(ctx, { id })).toMatchObject({ added: 0, changed: 0 });
    // The officer corrected one cell, cleared another, and gave one that is not proposed.
    const chosen = { ...all[0]!, code: 'C05', reason: '' };
    const extra = { ...all[0]!, cell: 'H5', reason: '' };
    upward.save(ctx, { id, cells: [chosen, ...all.slice(2), extra] });
    const before = dataVersion(ctx.store);
    expect(await upward.propose(ctx, { id })).toMatchObject({ added: 1, changed: 0 });
    const now = cellsOf(id);
    expect(now).toContainEqual(chosen);
    expect(now).toContainEqual(extra);
    expect(now).toContainEqual(all[1]!);
    expect(now).toHaveLength(all.length + 1);
    undoChangeSets(ctx.store, [dataVersion(ctx.store)], { label: '撤销', operator: '' });
    expect(dataVersion(ctx.store)).toBe(before + 2);
    expect(cellsOf(id)).toHaveLength(all.length);
  });

  test('a form of all cities gives our row alone, and never its total', async () => {
    const { id } = await create(provinceForm({ unitRows: ['济南市', '青岛市', '枣庄市'] }));
    const cells = cellsOf(id).filter((cell) => cell.sheet === '分县区');
    expect(cells.map((cell) => cell.cell)).toEqual(['C7', 'D7', 'E7', 'F7', 'G7']);
    expect(cells.every((cell) => cell.unitId === null)).toBe(true);
  });

  test('heads that name a month, and numbers asked for twice, are left', async () => {
    const rows = [
      ['区县', '2022年1-6月发明专利授权量', '发明专利授权量', '发明专利授权量', '商标申请量'],
      ['滕州市', null, null, null, null],
    ];
    const { id, open, openAt } = await create(xlsxBytes({ sheets: [{ name: '表', xml: rowsXml(rows) }] }));
    expect(cellsOf(id).map((cell) => cell.cell)).toEqual(['E2']);
    expect(open).toBe(3);
    // The officer is told which: nothing on the sheet marks them.
    expect(openAt).toEqual(['B2', 'C2', 'D2']);
  });

  test('a month at the right of the line of 填报单位 is no head of the column below it', async () => {
    const rows = [
      ['2022年1—7月知识产权主要指标完成情况报送表', null, null, null, null],
      ['填报单位：枣庄市知识产权局', null, null, '2022年7月', null],
      ['指标', '计量单位', '本期累计', '上年同期', '同比（%）'],
      ['专利授权量', '件', null, null, null],
    ];
    const { id, open } = await create(xlsxBytes({ sheets: [{ name: '表', xml: rowsXml(rows) }] }));
    expect(cellsOf(id).map(({ cell, figure }) => `${cell} ${figure}`)).toEqual([
      'C4 current',
      'D4 last-year',
      'E4 change',
    ]);
    expect(open).toBe(0);
  });

  test('a block that names no unit is ours as a whole, whatever the other blocks of the sheet name', async () => {
    const whole = [
      ['一、总体情况', null, null],
      ['指标', '本期', '上年同期'],
      ['专利授权量', null, null],
      ['发明专利授权量', null, null],
    ];
    const byUnit = [
      ['二、分县区情况', null, null],
      ['区县', '发明专利授权量', '备注'],
      ['滕州市', null, null],
      ['专利授权量', null, null],
    ];
    const cellsIn = async (rows: (string | number | null)[][]): Promise<(string | number | null)[][]> => {
      const { id } = await create(xlsxBytes({ sheets: [{ name: '表', xml: rowsXml(rows) }] }));
      return cellsOf(id).map((cell) => [cell.cell, cell.code, cell.unitId]);
    };
    const ours = [
      ['B3', 'C05', null],
      ['C3', 'C05', null],
      ['B4', 'C06', null],
      ['C4', 'C06', null],
    ];
    expect(await cellsIn([...whole, [null, null, null], ...byUnit])).toEqual([
      ...ours,
      ['B8', 'C06', unitId('滕州市')],
    ]);
    // Of units and their total the columns may hold other texts in other blocks.
    const own = [
      ['指标', '计量单位', '本期'],
      ['商标申请量', '件', null],
    ];
    const totalled = [
      ['序号', '地区', '发明专利授权量'],
      [null, '合  计', null],
      [1, '滕州市', null],
    ];
    expect(await cellsIn([...totalled, [null, null, null], ...own])).toEqual([
      ['C2', 'C06', null],
      ['C3', 'C06', unitId('滕州市')],
      ['C6', 'C23', null],
    ]);
    // Nothing parts them: whose the upper cells are cannot be told.
    expect(await cellsIn([...whole, ...byUnit])).toEqual([['B7', 'C06', unitId('滕州市')]]);
  });
});

describe('filling', () => {
  test('writes every number exactly, in the measure of the form, and leaves all other bytes', async () => {
    const blank = provinceForm();
    const { id } = await create(blank);
    const result = await upward.fill(ctx, { id, period: PERIOD });
    const bytes = readFileSync(ctx.files.path(result.file.id));
    const [districts, own] = [valuesOf(read(bytes)), valuesOf(read(bytes), 1)];
    expect(districts).toMatchObject({ C5: 168, D5: 150, E5: 0.12, F5: 2.233018, F12: 4.483018, E12: 0.098 });
    expect(own).toMatchObject({ C3: 4132, D3: 4241, C4: 405, C5: 931700 });
    // A sum without its stored 0: nothing that shows stored results can show the total of the blank form.
    expect(districts['C12']).toBeNull();
    expect(result.formulas).toBe(2);
    expect(result.filled + result.without.length).toBe(cellsOf(id).length);
    const [before, after] = [unzipSync(blank), unzipSync(bytes)];
    for (const name of Object.keys(before))
      if (!/sheet\d|workbook\.xml$/.test(name)) expect(after[name], name).toEqual(before[name]);
    const plain = (part: Uint8Array): string =>
      strFromU8(part)
        .replaceAll(/<c r="[C-G]\d+"[^>]*(?:\/>|>(?:<v>[^<]*<\/v>|<is><t>[^<]*<\/t><\/is>)<\/c>)/g, '')
        .replaceAll(/(<\/f>)<v>[^<]*<\/v>/g, '$1');
    expect(plain(after['xl/worksheets/sheet1.xml']!)).toBe(plain(before['xl/worksheets/sheet1.xml']!));
    expect(strFromU8(after['xl/worksheets/sheet1.xml']!)).toContain('<f>SUM(C5:C11)</f></c>');
    expect(strFromU8(after['xl/workbook.xml']!)).toContain('<calcPr fullCalcOnLoad="1"/>');
  });

  test('a missing value is written as its sign or left blank, never as 0, and told', async () => {
    addValueList(ctx.store, [{ unit: '滕州市', code: 'C06', period: PERIOD, basis: 'ytd', value: null }]);
    const { id } = await create(provinceForm());
    const signed = await upward.fill(ctx, { id, period: PERIOD });
    expect(valuesOf(read(readFileSync(ctx.files.path(signed.file.id))))['C5']).toBe('未报');
    expect(signed.without.find(({ cell }) => cell === 'C5')?.reason).toContain('未报');
    expect(signed.remarks.join('')).toContain('合计中缺滕州市');
    upward.save(ctx, { id, signs: 'blank' });
    const blank = await upward.fill(ctx, { id, period: PERIOD });
    expect(valuesOf(read(readFileSync(ctx.files.path(blank.file.id))))['C5']).toBeUndefined();
  });

  test('the units that a number of last year, or of a month, is without are those of its own', async () => {
    addValueList(ctx.store, [
      { unit: '薛城区', code: 'C05', period: '2021-07', basis: 'ytd', value: null },
      { unit: '滕州市', code: 'C06', period: PERIOD, basis: 'ytd', value: null },
    ]);
    const { id } = await create(provinceForm());
    const one = cellsOf(id).find(({ sheet, cell }) => sheet === '全市' && cell === 'D3')!;
    expect(one).toMatchObject({ unitId: null, code: 'C05', figure: 'last-year' });
    const remarkOf = async (cell: UpwardCell): Promise<string> => {
      upward.save(ctx, { id, cells: [cell] });
      return (await upward.fill(ctx, { id, period: PERIOD })).remarks.join('');
    };
    expect(await remarkOf(one)).toContain('合计中缺薛城区（上年同期）的数');
    expect(await remarkOf({ ...one, figure: 'current' })).not.toContain('合计中缺');
    expect(await remarkOf({ ...one, code: 'C06' })).not.toContain('合计中缺');
  });

  test('a unit that ended since is named where last year is without it', async () => {
    const { id: ended, ...unit } = listUnits(ctx.store).find(({ name }) => name === '台儿庄区')!;
    write(ctx.store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () =>
      saveUnit(ctx.store, ended, { ...unit, validTo: '2021-12' }),
    );
    addValueList(ctx.store, [{ unit: '台儿庄区', code: 'C05', period: '2021-07', basis: 'ytd', value: null }]);
    const { id } = await create(provinceForm());
    const cells = cellsOf(id).filter(({ sheet, cell }) => sheet === '全市' && cell === 'D3');
    upward.save(ctx, { id, cells });
    expect((await upward.fill(ctx, { id, period: PERIOD })).remarks.join('')).toContain(
      '合计中缺台儿庄区（上年同期）的数',
    );
  });

  test('a formula, a percent format over a count and a covered cell are not overwritten', async () => {
    const { id } = await create(provinceForm());
    const one = cellsOf(id).find((cell) => cell.cell === 'C5')!;
    const cells = ['C12', 'D3', 'C6', 'E7'].map((cell): UpwardCell => ({ ...one, cell }));
    upward.save(ctx, { id, cells });
    const { without, filled } = await upward.fill(ctx, { id, period: PERIOD });
    expect(filled).toBe(1);
    expect(without.map(({ cell, reason }) => [cell, reason.slice(0, 6)])).toEqual([
      ['C12', '这里是公式，'],
      ['D3', '被合并单元格'],
      ['E7', '单元格是百分'],
    ]);
  });

  test('a format that writes 亿元 behind the number takes numbers in 亿元 alone', async () => {
    const rows = [
      ['指标', '计量单位', '本期'],
      ['专利质押融资登记金额', '亿元', 0],
      ['另一处', '万元', 0],
    ];
    const xml = rowsXml(rows).replace('r="C2"', 'r="C2" s="1"').replace('r="C3"', 'r="C3" s="1"');
    const formats = ['0.00&quot;亿元&quot;'];
    const { id } = await create(xlsxBytes({ sheets: [{ name: '全市', xml }], formats }));
    const [one] = cellsOf(id);
    expect(one).toMatchObject({ cell: 'C2', measure: '亿元' });
    upward.save(ctx, { id, cells: [one!, { ...one!, cell: 'C3', measure: null }] });
    const { without, filled } = await upward.fill(ctx, { id, period: PERIOD });
    expect(filled).toBe(1);
    expect(without.map(({ cell, reason }) => [cell, reason.slice(0, 26)])).toEqual([
      ['C3', '单元格的格式在数后写“亿元”，这个数的计量单位是万元'],
    ]);
  });

  test('the target of the whole is the task that the higher authority set, and a different sum of units is told', async () => {
    const rows = [
      ['指标', '计量单位', '年度目标', '完成率（%）'],
      ['发明专利授权量', '件', null, null],
      ['有效发明专利拥有量', '件', null, null],
    ];
    const { id } = await create(xlsxBytes({ sheets: [{ name: '全市', xml: rowsXml(rows) }] }));
    const texts = async (): Promise<string[]> =>
      (await upward.open(ctx, { id, period: PERIOD, sheet: null })).cells.map(({ cell, text }) => `${cell} ${text}`);
    const { exact, target } = factsOf(ctx, PERIOD).byCode.get('C06')!.total;
    const sum = formatFraction(target!, 0, 'half-up');
    expect((await texts())[0]).toBe(`C2 ${sum}`);
    saveTargets(ctx, {
      year: 2022,
      cells: [{ code: 'C06', unitId: null, level: 'higher', value: '2000' }],
      document: '',
      reason: '',
    });
    const completion = formatFraction({ n: exact!.n * 100n, d: exact!.d * 2000n }, 1, 'half-up');
    expect((await texts()).slice(0, 2)).toEqual(['C2 2000', `D2 ${completion}`]);
    expect((await upward.fill(ctx, { id, period: PERIOD })).remarks).toContain(
      `发明专利授权量按上级下达任务2000填写，各单位目标之和是${sum}`,
    );
  });

  test('a completion of the task that cannot be computed is left out, and not that of the units’ targets', async () => {
    const rows = [
      ['指标', '计量单位', '年度目标', '完成率（%）'],
      ['发明专利授权量', '件', null, null],
      ['有效发明专利拥有量', '件', null, null],
    ];
    const { id } = await create(xlsxBytes({ sheets: [{ name: '全市', xml: rowsXml(rows) }] }));
    saveTargets(ctx, {
      year: 2022,
      cells: [{ code: 'C06', unitId: null, level: 'higher', value: '0' }],
      document: '',
      reason: '',
    });
    const cells = (await upward.open(ctx, { id, period: PERIOD, sheet: null })).cells;
    expect(cells.find(({ cell }) => cell === 'D2')).toMatchObject({ text: '', problem: '上级下达任务0算不出完成率' });
  });

  test('a form that speaks of another month is told', async () => {
    const { id } = await create(provinceForm({ title: '2022年1-6月知识产权情况上报表' }));
    expect((await upward.fill(ctx, { id, period: PERIOD })).remarks.join('')).toContain('2022年1-6月');
  });

  test('the target of the whole year is of every month', async () => {
    const rows = [
      ['2022年1—7月上报表', null, null, null, null],
      ['指标', '计量单位', '本期', '全年目标', '全年完成率'],
      ['发明专利授权量', '件', null, null, null],
    ];
    const { id, open } = await create(xlsxBytes({ sheets: [{ name: '表', xml: rowsXml(rows) }] }));
    expect(cellsOf(id).map(({ cell, figure }) => `${cell} ${figure}`)).toEqual([
      'C3 current',
      'D3 target',
      'E3 completion',
    ]);
    expect(open).toBe(0);
    expect((await upward.fill(ctx, { id, period: PERIOD })).remarks).toEqual([]);
  });

  test.each(['上半年目标', '一季度目标', '12月目标', '上半年完成率'])(
    '%s is left open: it is none of the year',
    async (head) => {
      const rows = [
        ['2022年1—7月上报表', null, null, null],
        ['指标', '计量单位', '本期', head],
        ['发明专利授权量', '件', null, null],
      ];
      const { id } = await create(xlsxBytes({ sheets: [{ name: '表', xml: rowsXml(rows) }] }));
      expect(cellsOf(id).map(({ cell }) => cell)).toEqual(['C3']);
    },
  );

  test('a cell that differs anywhere is found by the check after', () => {
    const blank = provinceForm();
    const content = { number: '12.5', isPercent: false, measure: '件' };
    const { bytes, written } = fillPackage(blank, [{ sheet: '分县区', cell: 'C5', content }], {
      recalculates: true,
      at: new Date('2022-08-05'),
    });
    const [before, after] = [read(blank), read(Buffer.from(bytes))];
    expect(differences(before, after, written)).toEqual([]);
    expect(differences(before, after, [])).toEqual(['分县区!C5']);
    expect(differences(before, after, [{ sheet: '分县区', cell: 'C5', number: '12.4' }])).toEqual(['分县区!C5']);
    expect(differences(before, before, written)).toEqual(['分县区!C5']);
  });

  test('other formats and empty periods are refused with what to do', async () => {
    expect(await refusalOf(create(Buffer.from('区县,发明\n滕州市,1\n'), '上报.csv'))).toContain(
      '另存为“Excel 工作簿（.xlsx）”',
    );
    const { id } = await create(provinceForm());
    expect(await refusalOf(upward.fill(ctx, { id, period: '2019-01' }))).toContain('2019年1月');
  });
});

test('a form is kept, changed and removed by steps that can be undone', async () => {
  const { id } = await create(provinceForm());
  upward.save(ctx, { id, name: '省局月报', cells: [] });
  upward.remove(ctx, { id });
  expect(upward.list(ctx).forms).toEqual([]);
  undoChangeSets(ctx.store, [dataVersion(ctx.store)], { label: '撤销', operator: '测试' });
  expect(upward.list(ctx).forms).toMatchObject([{ id, name: '省局月报', mapped: 0 }]);
  const { drawn, formulas } = await upward.open(ctx, { id, period: PERIOD, sheet: '分县区' });
  expect(formulas).toEqual(['C12', 'D12']);
  expect(drawn.cells.find((cell) => cell.r === 4 && cell.c === 2)).toMatchObject({ text: '' });
});
