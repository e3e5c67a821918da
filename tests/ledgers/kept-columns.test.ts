// Columns of ledgers as offices keep them: without a head, under other words, with empty cells, two for one field.

import { describe, expect, test } from 'vitest';

import { listUnits } from '../../electron/core/store/unit-store.js';
import type { ImportBench, Rows } from '../helpers/importing.js';
import {
  A,
  asked,
  B,
  HEADS,
  pledgeOf,
  said,
  TITLE,
  receivedLedgers,
  type Received,
} from '../helpers/received-ledgers.js';

const desk = receivedLedgers();

describe('columns', () => {
  test('one without a head is told, an 编号 that numbers no rows is asked about', async () => {
    const one = await desk.receive('pledge', desk.pledges([...A, '已解押']));
    expect(said(one.file)).toEqual([['warn', 'ledger-no-head', 'G3']]);
    const file = desk.bench.sheet('质押.xlsx', [[TITLE], ['编号', ...HEADS], ['枣知2022-1', ...B]]);
    expect(asked((await desk.receive('pledge', file)).file)).toEqual(['ledger-head-编号:0']);
    const numbered = desk.bench.sheet('质押.xlsx', [[TITLE], ['编号', ...HEADS], [1, ...B]]);
    expect(asked((await desk.receive('pledge', numbered)).file)).toEqual([]);
  });

  test('empty cells below a district are asked about, but not where the district is written again', async () => {
    const rows = [
      ['201910012345', '甲', '滕州甲公司', '滕州市', '2022-03-04'],
      ['201910012346', '乙', '滕州甲公司', null, '2022-03-04'],
      ['201910012347', '丙', '薛城乙公司', '薛城区', '2022-03-04'],
    ];
    const first = await desk.bench.plan([desk.patents(...rows)]);
    expect(asked(first.files[0]!)).toEqual(['ledger-above:0']);
    const { rows: got } = await desk.receive('patent', desk.patents(...rows), { 'ledger-above:0': 'same' });
    const [teng, xue] = ['滕州市', '薛城区'].map((name) => unitId(name));
    expect(got.map((row) => row['unit'])).toEqual([teng, teng, xue]);
    const list = [...rows, ['201910012348', '丁', '薛城乙公司', '薛城区', '2022-03-05']];
    expect(asked((await desk.bench.plan([desk.patents(...list)])).files[0]!)).not.toContain('ledger-above:0');
  });

  test('a register of the trademark office is a ledger though its heads have words of statistics', async () => {
    const heads = ['所属区市', '出质人名称', '质权人名称', '出质商标注册号', '商标名称', '被担保的主债权数额（万元）'];
    const row = ['滕州市', '滕州甲公司', '工商银行', '1234567', '甲牌', 100, '2022-07-05', 'S2022001'];
    const file = desk.bench.sheet('商标质权登记台账.xlsx', [
      ['2022年商标专用权质权登记台账'],
      [...heads, '质权登记日期', '质权登记证编号'],
      row,
    ]);
    const { rows } = await desk.receive('markpledge', file, { 'ledger-head-商标名称:0': '+leave' });
    expect(rows).toMatchObject([{ registeredOn: '2022-07-05', amount: 100_000_000, bank: '工商银行', marks: 1 }]);
  });

  test('a head in other words beside the declared one, or beside another of them, is asked about and not dropped', async () => {
    const askedOf = async (heads: Rows[number], row: Rows[number]): Promise<string[]> =>
      asked((await desk.bench.plan([desk.bench.sheet('质押.xlsx', [[TITLE], heads, row])])).files[0]!);
    expect(await askedOf([...HEADS, '登记时间'], [...A, '09:12'])).toEqual(['ledger-head-登记时间:0']);
    expect(await askedOf([...HEADS, '镇街'], [...A, '级索镇'])).toEqual(['ledger-head-镇街:0']);
    const bySaying = HEADS.map((head) => (head === '登记日期' ? '登记时间' : head));
    expect(await askedOf([...bySaying, '登记日'], [...A, '2022-01-24'])).toEqual(['ledger-which-of-登记日期:0']);
  });

  test('an empty cell is asked about however far down it is', async () => {
    const many = Array.from({ length: 3100 }, (_, n) => pledgeOf(n % 2 === 0 ? '滕州市' : '薛城区', n));
    const [file] = (await desk.bench.plan([desk.pledges(...many, pledgeOf(null, 3100))])).files;
    expect(file!.questions).toMatchObject([{ id: 'ledger-above:0', cell: 'A3103' }]);
  });

  describe('empty cells below an applicant', () => {
    const heads = ['名称', '种类', '注册人或申请机构', '区（市）', '注册或批准日期', '状态'];
    const mark = (name: string, owner: string | null): Rows[number] => [
      name,
      '地理标志证明商标',
      owner,
      '滕州市',
      '2022-03-04',
      '注册',
    ];
    const list = (...rows: Rows): ReturnType<ImportBench['sheet']> =>
      desk.bench.sheet('地理标志.xlsx', [['2022年地理标志台账'], heads, ...rows]);
    const [ONE, TWO] = [mark('滕州马铃薯', '滕州马铃薯协会'), mark('滕州大白菜', null)];
    const owners = (rows: Received['rows']): unknown[] =>
      rows.map((row) => (row['enterprise'] as { name: string } | null)?.name ?? null).toSorted();

    test('are the one above, or nobody, as the officer says', async () => {
      const first = await desk.receive('mark', list(ONE, TWO));
      expect([asked(first.file), first.rows]).toEqual([['ledger-above-enterprise:0'], []]);
      const { file, rows } = await desk.receive('mark', list(ONE, TWO), { 'ledger-above-enterprise:0': 'same' });
      expect([said(file), owners(rows)]).toEqual([[], ['滕州马铃薯协会', '滕州马铃薯协会']]);
      // Of the next list that says nothing: one may have been forgotten there.
      const next = await desk.receive('mark', list(mark('薛城石榴', '薛城石榴协会'), mark('薛城小米', null)));
      expect([next.file.status, next.file.answers, next.rows.length]).toEqual(['asks', {}, 2]);
    });

    test('stay empty where they are nobody’s', async () => {
      const { rows } = await desk.receive('mark', list(ONE, TWO), { 'ledger-above-enterprise:0': 'none' });
      expect(owners(rows)).toEqual([null, '滕州马铃薯协会']);
    });

    test('are refused below a line that ends what stood above', async () => {
      const rows = [ONE, ['二、蔬菜类', null, null, null, null, null], TWO];
      const { file } = await desk.receive('mark', list(...rows), { 'ledger-above-enterprise:0': 'same' });
      expect(said(file)).toContainEqual(['block', 'ledger-ditto', 'C5']);
    });
  });

  test.each([
    ['at the first', '滕州市', [], '薛城区'],
    ['with a number', '滕州市', [], '二、薛城区（1笔）'],
    ['before each', null, ['滕州市'], '薛城区'],
  ])('a district in a line of its own ends the one above it: %s', async (_where, first, before, line) => {
    const row = (unit: string | null, number: string): Rows[number] => [unit, ...A.slice(1, 5), number];
    const [one, two, three] = ['Y2022980000131', 'Y2022980000132', 'Y2022980000133'];
    const rows = [row(first, one!), row(null, two!), [line], row(null, three!)];
    const { file, rows: got } = await desk.receive(
      'pledge',
      desk.pledges(...(before.length > 0 ? [before] : []), ...rows),
      {
        'ledger-above:0': 'same',
      },
    );
    expect(said(file)).toEqual([]);
    const [teng, xue] = ['滕州市', '薛城区'].map((name) => unitId(name));
    expect(got.map((entry) => [entry['registrationNo'], entry['unit']])).toEqual([
      [one, teng],
      [two, teng],
      [three, xue],
    ]);
  });

  test('a district that keeps its own list names itself above it', async () => {
    const heads = HEADS.slice(1);
    const own = desk.bench.sheet('质押.xlsx', [[TITLE], ['填报单位：滕州市市场监督管理局（盖章）'], heads, A.slice(1)]);
    expect((await desk.receive('pledge', own)).rows).toMatchObject([{ unit: unitId('滕州市') }]);
    const several = desk.bench.sheet('质押.xlsx', [[`滕州市、薛城区${TITLE}`], heads, B.slice(1)]);
    expect(said((await desk.receive('pledge', several)).file)).toEqual([['block', 'ledger-column-missing', 'A2']]);
  });

  test('the last day of a term that is written with both, the first of several holders', async () => {
    const { rows } = await desk.receive(
      'certificate',
      desk.bench.sheet('贯标.xlsx', [
        ['贯标认证企业名单'],
        ['区市', '企业名称', '证书编号', '发证日期', '有效期'],
        ['滕州市', '滕州甲公司', 'A1', '2020.8.1', '2020.8.1-2023.7.31'],
        ['滕州市', '滕州乙公司', 'A2', '2020.8.1', '2020年8月1日至2023年7月31日'],
      ]),
    );
    expect(rows.map((row) => row['validTo'])).toEqual(['2023-07-31', '2023-07-31']);
    const list = await desk.receive(
      'patent',
      desk.patents(['201910012345', '甲', '滕州甲公司;枣庄学院', '滕州市', '2022-03-04']),
    );
    expect(list.rows).toMatchObject([{ enterprise: { name: '滕州甲公司' }, holders: '滕州甲公司；枣庄学院' }]);
  });
});

function unitId(name: string): number {
  return listUnits(desk.bench.ctx.store).find((unit) => unit.name === name)!.id;
}
