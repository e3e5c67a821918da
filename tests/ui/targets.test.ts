// Pure parts of 目标任务 and of the insights on the first page: typed and pasted targets, which sentences lead.

import { beforeEach, describe, expect, test } from 'vitest';

import { listInsights } from '../../electron/core/insights/list.js';
import { targetMatrix } from '../../electron/core/targets/matrix.js';
import { pickInsights } from '../../renderer/features/home/overview.js';
import {
  editedCells,
  holderRows,
  pasteBlock,
  textAt,
  withEdit,
  type Edits,
} from '../../renderer/features/targets/target-edits.js';
import { schemeProblem, type SchemeDraft, type SchemeItem } from '../../shared/targets/scheme.js';
import type { TargetMatrix } from '../../shared/targets/define.js';
import { contextOf, openSampleStore } from '../helpers/memory-store.js';

const NONE: Edits = new Map();
const COLUMNS = [
  { code: 'C06', indicator: '发明专利授权量' },
  { code: 'C11', indicator: 'PCT国际专利申请量' },
];
let matrix: TargetMatrix;
beforeEach(async () => {
  matrix = targetMatrix(contextOf(await openSampleStore()), '2022-07');
});

describe('typed targets', () => {
  test('a block from Excel goes in from its cell; what reaches beyond is counted', () => {
    const rows = holderRows(matrix);
    const state = { matrix, edits: NONE, rows, columns: COLUMNS };
    const result = pasteBlock(state, { row: rows.length - 2, column: 1 }, '7\t8\r\n9\n10\n');
    expect([result.put, result.beyond]).toEqual([2, 2]);
    expect(textAt(matrix, result.edits, rows.at(-2)!, 'C11')).toBe('7');
    expect(textAt(matrix, result.edits, rows.at(-1)!, 'C11')).toBe('9');
  });

  test('a block with names of units and indicators goes to them, whatever its order; unknown names are said', () => {
    const rows = holderRows(matrix);
    const state = { matrix, edits: NONE, rows, columns: COLUMNS };
    const block =
      '2022年任务\t\t\t\r\n单位\tPCT国际专利申请量（件）\t发明专利授权量\t商标\r\n薛城区\t5\t61\t9\r\n滕 州 市\t6\t62\t9\r\n合计\t11\t123\t18\r\n';
    const result = pasteBlock(state, { row: 0, column: 1 }, block);
    const at = (name: string, code: string) =>
      textAt(
        matrix,
        result.edits,
        rows.find((row) => row.name === name)!,
        code,
      );
    expect([at('滕州市', 'C06'), at('滕州市', 'C11'), at('薛城区', 'C06'), at('薛城区', 'C11')]).toEqual([
      '62',
      '6',
      '61',
      '5',
    ]);
    expect([result.put, result.beyond, result.unknown]).toEqual([4, 0, ['商标', '合计']]);
  });

  test('typing what is stored is no edit; replacing and withdrawing are counted', () => {
    const tengzhou = holderRows(matrix).find((row) => row.name === '滕州市')!;
    expect(withEdit(matrix, NONE, tengzhou, 'C06', '320').size).toBe(0);
    let edits = withEdit(matrix, NONE, tengzhou, 'C06', '');
    edits = withEdit(matrix, edits, tengzhou, 'C24', '900');
    edits = withEdit(matrix, edits, holderRows(matrix)[0]!, 'C06', '800');
    expect(editedCells(matrix, edits)).toEqual({
      replaced: 1,
      cells: [
        { unitId: tengzhou.unitId, code: 'C06', level: 'assigned', value: null },
        { unitId: tengzhou.unitId, code: 'C24', level: 'assigned', value: '900' },
        { unitId: null, code: 'C06', level: 'higher', value: '800' },
      ],
    });
    expect(withEdit(matrix, edits, tengzhou, 'C06', '320').size).toBe(2);
  });
});

test('the first page shows one sentence of each rule before the second of any, and no headline', async () => {
  const insights = listInsights(contextOf(await openSampleStore()), '2022-07');
  const picked = pickInsights(insights, 6);
  expect(new Set(picked.map((one) => one.rule)).size).toBe(6);
  expect(picked.some((one) => one.kind === 'headline')).toBe(false);
  expect(pickInsights(insights, 100).length).toBe(insights.filter((one) => one.kind !== 'headline').length);
});

test('says in words of the form what keeps a 考核方案 from being saved', () => {
  const item: SchemeItem = {
    key: 'i1',
    group: '',
    name: '发明专利授权量',
    code: 'C06',
    weight: '5',
    method: { kind: 'proportional', capPercent: 100 },
    target: '',
    note: '',
  };
  const draft = (...items: SchemeItem[]): SchemeDraft => ({
    year: 2022,
    name: '考核',
    subject: 'units',
    issuer: '',
    document: '',
    items,
  });
  expect(schemeProblem(draft(item))).toBe('');
  expect(schemeProblem({ ...draft(item), name: ' ' })).toBe('请先填写方案名称');
  expect(schemeProblem(draft(item, { ...item, name: '' }))).toBe('第2项没有填写考核项目');
  const inWords = (field: string): string => `第2项的“${field}”填写有误，分数和目标填数字，最多4位小数`;
  expect(schemeProblem(draft(item, { ...item, weight: '十分' }))).toBe(inWords('分值'));
  expect(schemeProblem(draft(item, { ...item, target: '下达数' }))).toBe(inWords('方案目标'));
  const deduct = { kind: 'deduct', per: '', points: '1', part: 'exact' } as const;
  expect(schemeProblem(draft(item, { ...item, method: deduct }))).toBe(inWords('每少多少'));
  expect(schemeProblem(draft(item, { ...item, method: { kind: 'tiers', by: 'value', steps: [] } }))).toBe(
    inWords('分档'),
  );
});
