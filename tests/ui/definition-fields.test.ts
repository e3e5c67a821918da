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
