// 上级公布 as a workbook: what is exported reads back the same, changed and new rows are taken in one undoable step, and a row that
// cannot be kept blocks the whole list with its cell.

import { afterEach, beforeEach, expect, test } from 'vitest';

import {
  exportPublished,
  importPublished,
  publishedList,
  publishedSave,
} from '../../electron/core/benchmarks/handlers.js';
import { undo } from '../../electron/core/history/handlers.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { CALLS } from '../../shared/contract/index.js';
import { dump } from '../helpers/dump.js';
import { ImportBench, type Rows } from '../helpers/importing.js';

const PERIOD = '2022-07';
const HEAD = [
  '期间',
  '指标',
  '类别',
  '范围',
  '地区',
  '公布的数值',
  '位次',
  '共几位',
  '来源',
  '文号',
  '数据截至',
  '备注',
];
let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const given = (rows: Rows) => bench.sheet('上级公布.xlsx', rows, { sheet: '上级公布' });
const read = (rows: Rows, apply = true) => importPublished(bench.ctx, { file: given(rows), apply });
const listed = () => publishedList(bench.ctx, { period: PERIOD }).published;

function add(code: string, value: string | null, placeNo: number | null): void {
  publishedSave(bench.ctx, {
    id: null,
    published: {
      period: PERIOD,
      code,
      figure: 'value',
      scope: '全省',
      place: '枣庄市',
      value,
      placeNo,
      places: 16,
      source: '省局7月通报',
      document: '',
      asOf: '截至2022年7月底',
      note: '',
    },
  });
}

test('what is exported reads back the same', async () => {
  add('C15', '7.96', 10);
  add('Y01', null, 3);
  const file = await exportPublished(bench.ctx);
  const before = dump(bench.ctx.store.db);
  const result = await importPublished(bench.ctx, { file, apply: true });
  expect(CALLS['published.import'].result.parse(result)).toEqual(result);
  expect(result).toMatchObject({ added: [], changed: [], same: 2, applied: true });
  expect(result.issues.filter((issue) => issue.severity === 'block')).toEqual([]);
  expect(dump(bench.ctx.store.db)).toEqual(before);
});

test('changed and new rows are one step, which undo takes back; others stay', async () => {
  add('C15', '7.96', 10);
  add('Y01', null, 3);
  const before = dump(bench.ctx.store.db);
  const rows: Rows = [
    HEAD,
    ['2022年7月', '每万人口发明专利拥有量', '', '', '', '7.97', 9, 16, '省局7月通报', '', '截至2022年7月底', ''],
    ['2022-07', 'C06', '增速', '全省', '枣庄市', '9.8%', 12, 16, '省局7月通报', '', '', ''],
    ['2022-07', 'C15', '数值', '全国', '全国', 9.4, null, null, '国知局发布会', '', '', ''],
  ];
  const preview = await read(rows, false);
  expect(preview).toMatchObject({ applied: false, changed: ['2022-07 枣庄市 每万人口发明专利拥有量'], same: 0 });
  expect(preview.added).toHaveLength(2);
  expect(dump(bench.ctx.store.db)).toEqual(before);
  await read(rows);
  expect(listed().map((one) => [one.code, one.figure, one.place, one.value, one.placeNo])).toEqual([
    ['C15', 'value', '枣庄市', '7.97', 9],
    ['Y01', 'value', '枣庄市', null, 3],
    ['C06', 'growth', '枣庄市', '9.8', 12],
    ['C15', 'value', '全国', '9.4', null],
  ]);
  undo(bench.ctx, { id: dataVersion(bench.ctx.store) });
  expect(dump(bench.ctx.store.db)).toEqual(before);
});

test.each([
  [['2022-13', 'C15', '', '', '', 1, 1, 2, '省局', '', '', ''], 'A2', '应为年月'],
  [['2022-07', '没有的指标', '', '', '', 1, 1, 2, '省局', '', '', ''], 'B2', '应为指标库中的指标名称'],
  [['2022-07', 'C15', '', '', '', null, null, 2, '省局', '', '', ''], 'F2', '数值和位次至少填一项'],
  [['2022-07', 'C15', '', '', '', 1, 17, 16, '省局', '', '', ''], 'F2', '第17位超过总数16位'],
  [['2022-07', 'C06', '', '', '', 1.5, 1, 16, '省局', '', '', ''], 'F2', '最多0位小数'],
  [['2022-07', 'C15', '', '', '', 1, '第十', 16, '省局', '', '', ''], 'G2', '应为从1起的整数'],
  [['2022-07', 'C15', '', '', '', 1, 1, 16, '', '', '', ''], 'I2', '应写明出处'],
] as const)('%j is refused at its cell, and nothing of the list is stored', async (row, cell, why) => {
  const before = dump(bench.ctx.store.db);
  const good = ['2022-07', 'C05', '', '', '', 5, 1, 16, '省局', '', '', ''];
  const result = await read([HEAD, [...row], good]);
  expect(result.applied).toBe(false);
  expect(result.issues.filter((issue) => issue.severity === 'block')).toMatchObject([{ cell }]);
  expect(result.issues.map((issue) => issue.message).join()).toContain(why);
  expect(dump(bench.ctx.store.db)).toEqual(before);
});

test('the same record twice in a list is refused', async () => {
  const row = ['2022-07', 'C05', '', '', '', 5, 1, 16, '省局', '', '', ''];
  const result = await read([HEAD, row, row]);
  expect(result.issues.map((issue) => issue.rule)).toContain('list.duplicate');
  expect(listed()).toEqual([]);
});
