// A table with two rows of heads that is to become an officer-made ledger.

import { expect, test } from 'vitest';

import { tableIn } from '../../electron/core/ledgers/read-table.js';
import { readInProcess } from '../helpers/read-in-process.js';
import { rowsXml, xlsxBytes } from '../helpers/xlsx-bytes.js';

function tableOf(rows: (string | number)[][], merges: string[]): ReturnType<typeof tableIn> {
  const cells = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return tableIn(
    readInProcess(xlsxBytes({ sheets: [{ xml: `${rowsXml(rows)}<mergeCells>${cells}</mergeCells>` }] }), 'a.xlsx'),
  );
}

test('each column gets a name of its own, and no head is a value', () => {
  const rows = [
    ['培训学员登记表'],
    ['填报单位：市局', '', '', '', '', '', '单位：元'],
    ['序\n号', '学员', '', '工作单位', '费用（元）', '', '备注'],
    ['', '姓 名', '联系\n电话', '', '申报', '核定', ''],
    [1, '张一', '0632-1', '甲公司', 120.5, 100, ''],
    [2, '张二', '0632-2', '乙公司', 121.5, 90, '补训'],
  ];
  expect(tableOf(rows, ['A1:G1', 'A3:A4', 'B3:C3', 'D3:D4', 'E3:F3', 'G3:G4'])).toMatchObject({
    title: '培训学员登记表',
    heads: ['序号', '学员姓名', '联系电话', '工作单位', '申报费用（元）', '核定费用（元）', '备注'],
    rows: [
      ['1', '张一', '0632-1', '甲公司', '120.5', '100'],
      ['2', '张二', '0632-2', '乙公司', '121.5', '90', '补训'],
    ],
    total: 2,
  });
});

test('a row of few wide groups above the fuller row is one of heads too', () => {
  const rows = [
    ['供需对接登记表'],
    ['序号', '供方', '', '', '需方', '', ''],
    ['', '名称', '联系人', '电话', '名称', '联系人', '电话'],
    [1, '甲公司', '王某', '1', '乙公司', '李某', '2'],
  ];
  expect(tableOf(rows, ['A1:G1', 'A2:A3', 'B2:D2', 'E2:G2'])).toMatchObject({
    title: '供需对接登记表',
    heads: ['序号', '供方名称', '供方联系人', '供方电话', '需方名称', '需方联系人', '需方电话'],
    rows: [['1', '甲公司', '王某', '1', '乙公司', '李某', '2']],
    total: 1,
  });
});

test('a line of merged texts above the heads is none of them, nor is a row of values below a head across two columns', () => {
  const line = [
    ['填报单位：市局', '', '单位：万元', ''],
    ['名称', '日期', '金额', '备注'],
    ['甲公司', '2022-07-01', 3, '无'],
  ];
  expect(tableOf(line, ['A1:B1', 'C1:D1'])).toMatchObject({ heads: ['名称', '日期', '金额', '备注'], total: 1 });
  const across = [
    ['名称', '地址', '', '备注'],
    ['甲公司', '滕州', '北路1号', '无'],
  ];
  expect(tableOf(across, ['B1:C1'])).toMatchObject({ heads: ['名称', '地址', null, '备注'], total: 1 });
});
