// The form of a ledger of the office: what a paste and a keystroke make of it.

import { describe, expect, test } from 'vitest';

import { ownLedgerSchema } from '../../shared/ledgers/own.js';
import {
  blankField,
  definitionOf,
  formField,
  moved,
  namedFields,
  pastedTable,
  valuesOf,
} from '../../renderer/ledger-ui/definition-fields.js';

describe('pasted cells', () => {
  test('heads first, empty lines left out', () => {
    expect(pastedTable('甲\t乙\r\n\r\n1\t2\n3\t\n')).toEqual({
      heads: ['甲', '乙'],
      rows: [
        ['1', '2'],
        ['3', ''],
      ],
    });
  });
  test('a quoted cell with a line break is one cell', () => {
    expect(pastedTable('甲\t乙\n"一\n二"\t2')).toEqual({ heads: ['甲', '乙'], rows: [['一\n二', '2']] });
  });
  test.each(['', '只有一列\n1', '\n\n'])('“%s” is no table', (text) => {
    expect(pastedTable(text)).toBeNull();
  });
});

test('fields without a name are left away; names that were ever given are not given again', () => {
  const known = ownLedgerSchema.parse({
    title: '甲',
    fields: [
      { name: 'x1', label: '旧', kind: 'text' },
      { name: 'x2', label: '去掉', kind: 'text', isHidden: true },
    ],
  });
  const fields = [
    formField(known.fields[0]!, []),
    { ...blankField(), label: ' 新 ' },
    blankField(),
    { ...blankField('unit'), label: '区（市）' },
  ];
  expect(namedFields(fields, known.fields).map(({ name, label }) => [name, label])).toEqual([
    ['x1', '旧'],
    ['x3', '新'],
    ['unit', '区（市）'],
  ]);
});

test('a field that is called otherwise now keeps its former label as another name, unless another field has it', () => {
  const known = ownLedgerSchema.parse({
    title: '甲',
    fields: [
      { name: 'x1', label: '意向金额', kind: 'amount', aliases: ['意向资金'] },
      { name: 'x2', label: '日期', kind: 'date' },
    ],
  });
  const fields = known.fields.map((field) => formField(field, []));
  const renamed = [
    { ...fields[0]!, label: '签约金额' },
    { ...fields[1]!, label: '签约日期' },
    { ...blankField('date'), label: '日期' },
  ];
  expect(namedFields(renamed, known.fields).map(({ label, aliases }) => [label, aliases])).toEqual([
    ['签约金额', ['意向资金', '意向金额']],
    ['签约日期', []],
    ['日期', []],
  ]);
  expect(namedFields(fields, known.fields).map(({ aliases }) => aliases)).toEqual([['意向资金'], []]);
});

test('pasted rows become values by field: amounts in what their head says, taken out columns and empty rows left away', () => {
  const table = pastedTable('序号\t日期\t经费（元）\t备注\n1\t2022-07-01\t500\t甲\n2\t\t约三百\t\n3\t\t\t')!;
  const field = (label: string, kind: 'date' | 'amount' | 'text', column: number, isHidden = false) =>
    formField({ ...blankField(kind), label, isHidden }, [], column);
  const fields = [field('日期', 'date', 1), field('费用', 'amount', 2), field('备注', 'text', 3, true)];
  expect(valuesOf(table, fields, namedFields(fields, []))).toEqual([
    { x1: '2022-07-01', x2: '500元' },
    { x2: '约三百' },
  ]);
});

test('options and stages go with the kinds they belong to', () => {
  const choice = { ...blankField('choice'), label: '类型', options: ['甲', '乙'] };
  const state = { title: ' 表 ', group: '自建', steps: ['申报'], ends: [], keys: [choice.key], rollups: [] };
  const made = definitionOf({ ...state, fields: [choice] }, null);
  expect(made).toMatchObject({
    title: '表',
    fields: [{ options: ['甲', '乙'], isOpen: true }],
    keys: [['x1']],
    steps: [],
  });
  const text = definitionOf({ ...state, fields: [{ ...choice, kind: 'text' }] }, null);
  expect(text.fields[0]).toMatchObject({ options: [], isOpen: false });
});

test('a field moves within the list and not out of it', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});
