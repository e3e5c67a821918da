// Lists of units and indicators as workbooks: what is exported comes back as the same, and what an officer changes in
// Excel is taken whole or not at all.

import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { undoChangeSets } from '../../electron/core/history/undo.js';
import * as indicators from '../../electron/core/indicators/indicators-workbook.js';
import { listIndicators, saveIndicator } from '../../electron/core/store/indicator-store.js';
import type { Store } from '../../electron/core/store/store.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { write } from '../../electron/core/store/write.js';
import { listPopulation } from '../../electron/core/units/population.js';
import * as units from '../../electron/core/units/units-workbook.js';
import { readInProcess } from '../helpers/read-in-process.js';
import { CALLS } from '../../shared/contract/index.js';
import { indicatorDraftSchema } from '../../shared/indicators/define.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { inProcessParser } from '../helpers/in-process-parser.js';
import { addSampleUnits, addValues, contextOf, openTestStore, unitDraft } from '../helpers/memory-store.js';

type Line = (string | number | null)[];

const folder = mkdtempSync(join(tmpdir(), 'ip-ledger-lists-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let store: Store;
let ctx: Ctx;
let count = 0;

beforeEach(async () => {
  store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store, { parser: inProcessParser });
});

async function workbook(rows: Line[], name = '清单.xlsx'): Promise<FileRef> {
  const path = join(folder, `${(count += 1)}.xlsx`);
  writeFileSync(path, await writeXlsx({ sheets: [{ name: '填报单位', rows }] }));
  return ctx.files.register(path, name, 1);
}

/** Rows of the first sheet as an officer sees them. */
function rowsOf(file: FileRef): Line[] {
  const rows: Line[] = [];
  for (const cell of readInProcess(ctx.files.path(file.id), file.name).sheets[0]!.cells)
    (rows[cell.r] ??= [])[cell.c] = cell.v as string | number;
  return rows;
}

const blocks = (issues: { severity: string; cell: string | null; message: string }[]) =>
  issues.filter((issue) => issue.severity === 'block').map((issue) => `${issue.cell} ${issue.message}`);

describe('list of units', () => {
  test('export and import again gives the same for all, odd names and every field included', async () => {
    write(store, { kind: 'units', label: '', operator: '', topics: ['units'] }, () => {
      const parent = saveUnit(
        store,
        null,
        unitDraft('某市、某局；联合', 8, { aliases: ['=1+1', '甲|乙', '丙、丁'], contact: '#N/A', phone: '_x0041_' }),
      );
      saveUnit(
        store,
        null,
        unitDraft('海关', 9, {
          kind: 'member',
          countsInTotal: false,
          ranked: false,
          parentId: parent,
          gbCode: '370400',
          validFrom: '2020-01',
          validTo: '2022-12',
          contact: '张三',
          phone: '0632-0012345',
        }),
      );
    });
    const before = listUnits(store);
    const version = dataVersion(store);
    const file = await units.exportList(ctx);
    expect(file.name).toBe('填报单位清单.xlsx');
    const result = await units.importList(ctx, { file, apply: true });
    expect(result).toMatchObject({ added: [], changed: [], same: before.length, issues: [], applied: true });
    expect(CALLS['units.import'].result.parse(result)).toEqual(result);
    expect(listUnits(store)).toEqual(before);
    expect(dataVersion(store)).toBe(version);
  });

  test('the workbook holds drop-downs, no formula, and a sheet of instructions', async () => {
    const file = await units.exportList(ctx);
    const parts = unzipSync(readFileSync(ctx.files.path(file.id)));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    expect(sheet).toContain('区县,功能区,直属,乡镇街道,成员单位,企业');
    expect(sheet).not.toContain('<f>');
    expect(strFromU8(parts['xl/workbook.xml']!)).toContain('填写说明');
  });

  test('columns in another order, missing columns and new units are taken in one undoable step', async () => {
    const file = await workbook([
      ['2022年末常住人口(万人)', '类型', '含于', '单位名称', '生效月份', '备注栏'],
      [161.5, '区县', null, '滕州市', null, '忽略'],
      [null, '成员单位', '新区', '某海关', '2022年7月', null],
      [12.5, '功能区', null, '新区', null, null],
    ]);
    const before = listUnits(store);
    const populations = listPopulation(ctx);
    const preview = await units.importList(ctx, { file, apply: false });
    expect(preview).toMatchObject({ added: ['某海关', '新区'], changed: ['滕州市'], same: 0, applied: false });
    expect(preview.issues).toEqual([expect.objectContaining({ severity: 'hint', sheet: '填报单位', cell: 'F1' })]);
    expect(listUnits(store)).toEqual(before);

    expect((await units.importList(ctx, { file, apply: true })).applied).toBe(true);
    const after = listUnits(store);
    const zone = after.find((unit) => unit.name === '新区')!;
    expect(after.find((unit) => unit.name === '某海关')).toMatchObject({ parentId: zone.id, validFrom: '2022-07' });
    expect(listPopulation(ctx).populations.filter((row) => row.year === 2022)).toMatchObject([
      { unit: '滕州市', value: '161.5' },
      { unit: '新区', value: '12.5' },
    ]);
    undoChangeSets(store, [dataVersion(store)], { label: '撤销', operator: '' });
    expect(listUnits(store)).toEqual(before);
    expect(listPopulation(ctx)).toEqual(populations);
  });

  test('the list that a county keeps for itself is read as it is: its own heads, kinds in its words, a row 合计', async () => {
    const file = await workbook([
      ['邹城市各镇街（开发区）名单'],
      ['序号', '镇街', '简称', '类型', '常住人口（万人）'],
      [1, '钢山街道', '钢山', '街道', 10.1],
      [2, '香城镇', '香城', '镇', 6.2],
      [3, '邹城经济开发区', '经开区', '开发区', 3],
      [4, '大束镇', null, null, 5.5],
      [null, '合计', null, null, 24.8],
    ]);
    const result = await units.importList(ctx, { file, apply: true, populationYear: 2025 });
    expect(result).toMatchObject({
      read: [
        { head: '单位名称', filled: 4 },
        { head: '别名', filled: 3 },
        { head: '类型', filled: 3 },
        { head: '2025年末人口（万人）', filled: 4 },
      ],
      added: ['钢山街道', '香城镇', '邹城经济开发区', '大束镇'],
      issues: [],
      applied: true,
    });
    const added = listUnits(store).filter((unit) => result.added.includes(unit.name));
    expect(added.map((unit) => [unit.kind, ...unit.aliases])).toEqual([
      ['town', '钢山'],
      ['town', '香城'],
      ['zone', '经开区'],
      ['town'],
    ]);
    expect(listPopulation(ctx).populations.filter((row) => row.year === 2025)).toMatchObject([
      { unit: '钢山街道', value: '10.1' },
      { unit: '香城镇', value: '6.2' },
      { unit: '邹城经济开发区', value: '3' },
      { unit: '大束镇', value: '5.5' },
    ]);
  });

  test('people of no year are not read where nobody says which year is meant, and it is said', async () => {
    const file = await workbook([
      ['单位名称', '常住人口（万人）'],
      ['某镇', 6.2],
    ]);
    const result = await units.importList(ctx, { file, apply: false });
    expect(result.issues).toEqual([expect.objectContaining({ severity: 'hint', cell: 'B1' })]);
  });

  test('one faulty row stores nothing, and each fault names its cell, what is there and what should be', async () => {
    const file = await workbook([
      ['单位名称', '类型', '计入合计', '区划代码', '含于', '顺序', '2021年末人口（万人）', '失效月份'],
      ['滕州市', '片', null, null, null, null, null, null],
      ['薛城区', '区县', '也许', '37', null, null, null, null],
      ['新县', '区县', '是', '37', '不存在的单位', null, null, null],
      ['新县二', '区县', '是', null, '不存在的单位', 'x', '一百', '明年'],
      ['新县三', '区县', '是', null, '不存在的单位', null, null, null],
      [null, '区县', null, null, null, null, null, null],
      ['薛城区', '区县', null, null, null, null, null, null],
      ['新县三', '区县', null, null, null, null, 1.00001, null],
      ['山亭区', '区县', null, null, null, null, null, null],
      ['山亭区', '区县', null, null, null, null, null, null],
    ]);
    const before = listUnits(store);
    const version = dataVersion(store);
    const result = await units.importList(ctx, { file, apply: true });
    expect(result.applied).toBe(false);
    const found = blocks(result.issues);
    expect(found).toContain('B2 “类型”是“片”，应为区县、功能区、直属、乡镇街道、成员单位、企业之一。');
    expect(found).toContain('C3 “计入合计”是“也许”，应为“是”或“否”。');
    expect(found).toContain('D4 “区划代码”是“37”，应为6位或12位数字的行政区划代码，没有则留空。');
    expect(found).toContain('F5 “顺序”是“x”，应为整数。');
    expect(found).toContain('G5 “2021年末人口（万人）”是“一百”，应为大于0、最多4位小数的万人数。');
    expect(found).toContain('H5 “失效月份”是“明年”，应为年月，如2022-07。');
    expect(found).toContain('E6 “含于”是“不存在的单位”，应为本清单或程序中已有的单位名称。');
    expect(found).toContain('A7 “单位名称”是空的，这一行有内容，应填写。');
    expect(found).toContain('G9 “2021年末人口（万人）”是“1.00001”，应为大于0、最多4位小数的万人数。');
    expect(found).toContain('A11 “山亭区”与A10重复，同一项只能占一行。');
    expect(listUnits(store)).toEqual(before);
    expect(dataVersion(store)).toBe(version);
  });

  test('a name that would mean two units is refused at its row', async () => {
    const file = await workbook([
      ['单位名称', '类型', '别名'],
      ['某乡', '乡镇街道', '高 新区'],
      ['某镇', '乡镇街道', '滕州市'],
    ]);
    const result = await units.importList(ctx, { file, apply: true });
    expect(result.applied).toBe(false);
    expect(blocks(result.issues)).toEqual([expect.stringMatching(/^A3 .*滕州市/)]);
  });

  test('a circle of 含于 is refused', async () => {
    const file = await workbook([
      ['单位名称', '含于'],
      ['滕州市', '薛城区'],
      ['薛城区', '滕州市'],
    ]);
    const result = await units.importList(ctx, { file, apply: true });
    expect(result.applied).toBe(false);
    expect(blocks(result.issues)).toEqual([expect.stringContaining('成了一个圈')]);
  });

  test('a workbook without the heads is refused with what was expected', async () => {
    const file = await workbook([
      ['专利', '数量'],
      ['授权', 3],
    ]);
    const result = await units.importList(ctx, { file, apply: true });
    expect(result.applied).toBe(false);
    expect(blocks(result.issues)[0]).toContain('没有找到列名“单位名称”');
  });
});

describe('list of indicators', () => {
  test('export and import again gives the same for all, own and changed ones included', async () => {
    write(store, { kind: 'indicators', label: '', operator: '', topics: ['indicators'] }, () => {
      const shipped = listIndicators(store).find((indicator) => indicator.code === 'C06')!;
      saveIndicator(store, 'C06', {
        ...indicatorDraftSchema.parse(shipped),
        enabled: !shipped.enabled,
        aliases: [...shipped.aliases, '甲；乙|丙', '某 表/某 列'],
        note: '第一行\n第二行  "引号" <b>&amp;',
      });
      saveIndicator(store, 'Z90', {
        ...indicatorDraftSchema.parse(shipped),
        name: '本地指标',
        shortName: '',
        aliases: [],
      });
    });
    const before = listIndicators(store);
    const version = dataVersion(store);
    const file = await indicators.exportList(ctx);
    const result = await indicators.importList(ctx, { file, apply: true });
    expect(result).toMatchObject({ added: [], changed: [], same: before.length, issues: [], applied: true });
    expect(CALLS['indicators.import'].result.parse(result)).toEqual(result);
    expect(listIndicators(store)).toEqual(before);
    expect(dataVersion(store)).toBe(version);
  });

  test('a changed and a new indicator are taken in one undoable step', async () => {
    const rows = rowsOf(await indicators.exportList(ctx));
    const head = rows[0]!;
    const at = (name: string) => head.indexOf(name);
    const c06 = rows.find((row) => row[0] === 'C06')!;
    c06[at('启用')] = '否';
    c06[at('别名')] = `${c06[at('别名')] ?? ''}|全新别名`;
    const own: Line = head.map(() => null);
    for (const [name, value] of [
      ['指标代码', 'Z01'],
      ['指标名称', '商标密度'],
      ['类别', '创造'],
      ['计量单位', '%'],
      ['类型', '比率'],
      ['分子', 'C06'],
      ['分母', 'P01'],
      ['倍数', 100],
      ['排名方向', '越高越好'],
      ['合计方式', '分子分母分别求和'],
    ] as const)
      own[at(name)] = value;
    const before = listIndicators(store);
    const file = await workbook([head, ...rows.slice(1), own]);
    const result = await indicators.importList(ctx, { file, apply: true });
    expect(blocks(result.issues)).toEqual([]);
    expect(result).toMatchObject({ added: ['商标密度'], same: before.length - 1, applied: true });
    expect(result.changed).toHaveLength(1);
    expect(listIndicators(store).find((indicator) => indicator.code === 'Z01')).toMatchObject({
      numerator: 'C06',
      denominator: 'P01',
      factor: 100,
      kind: 'ratio',
      enabled: true,
    });
    undoChangeSets(store, [dataVersion(store)], { label: '撤销', operator: '' });
    expect(listIndicators(store)).toEqual(before);
  });

  test('faults name their cells and nothing is stored', async () => {
    addValues(store, '2022-07', 'ytd', { C06: { 滕州市: 3 } });
    const file = await workbook([
      ['指标代码', '指标名称', '类别', '计量单位', '类型', '排名方向', '合计方式', '小数位数', '分子'],
      ['C06', '换单位', '创造', '个', '流量', '越高越好', '求和', 0, null],
      ['z1', '代码不对', '创造', '件', '流量', '越高越好', '求和', 0, null],
      ['Z02', '新指标', '创造', '斤', '流量', '越高越好', '求和', 9, null],
      ['Z03', '新指标三', '创造', '件', '流量', '越高越好', '求和', 9, null],
      ['Z04', '新指标四', '创造', '件', '流量', '越高越好', '求和', 0, 'C06'],
      ['Z05', null, '创造', '件', '流量', '越高越好', '求和', 0, null],
    ]);
    const version = dataVersion(store);
    const result = await indicators.importList(ctx, { file, apply: true });
    expect(result.applied).toBe(false);
    const found = blocks(result.issues);
    expect(found.some((text) => text.startsWith('D2 ') && text.includes('已有数据'))).toBe(true);
    expect(found.some((text) => text.startsWith('A3 '))).toBe(true);
    expect(found.some((text) => text.startsWith('D4 “计量单位”是“斤”'))).toBe(true);
    expect(found.some((text) => text.startsWith('H5 “小数位数”是“9”，打印时的小数位数，应为0至6'))).toBe(true);
    expect(found.some((text) => text.startsWith('A6 ') && text.includes('只有比率'))).toBe(true);
    expect(found.some((text) => text.startsWith('B7 “指标名称”是“”'))).toBe(true);
    expect(dataVersion(store)).toBe(version);
  });
});
