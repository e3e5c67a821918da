// Lines of ledgers as offices keep them that are no records: totals, notes, heads that stand again.

import { describe, expect, test } from 'vitest';

import type { Rows } from '../helpers/importing.js';
import { A, B, HEADS, said, TITLE, receivedLedgers } from '../helpers/received-ledgers.js';

const desk = receivedLedgers();

describe('lines that are no records', () => {
  test('a patent called 累计 and a matter that begins with 联系：are records; 合计（2笔） is none', async () => {
    const { rows } = await desk.receive(
      'patent',
      desk.patents(['201910012345', '累计', '滕州甲公司', '滕州市', '2022-03-04'], ['合计1件', null, null, null, null]),
    );
    expect(rows).toMatchObject([{ title: '累计' }]);
    const events = await desk.receive(
      'event',
      desk.bench.sheet('大事记.xlsx', [
        ['2022年大事记'],
        ['大事内容', '时间', '类别', '责任单位'],
        ['联系企业：走访', '2022-05-13', '签约', '市中区'],
        ['注：以上为上半年', null, null, null],
      ]),
    );
    expect(events.rows).toMatchObject([{ subject: '联系企业：走访' }]);
    expect(
      (await desk.receive('pledge', desk.pledges(A, ['合计（1笔）', null, null, 490, null, null]))).rows,
    ).toHaveLength(1);
  });

  test('全市合计 is of all rows, not of those since the last 小计, and a total above the rows is none of them', async () => {
    const total = (name: string, amount: number): (string | number | null)[] => [name, null, null, amount, null, null];
    const { file } = await desk.receive(
      'pledge',
      desk.pledges(
        total('合计', 1110.5),
        A,
        total('滕州市小计', 490),
        B,
        total('薛城区小计', 620.5),
        total('全市合计', 1110.5),
      ),
    );
    expect(said(file)).toEqual([]);
    const wrong = await desk.bench.one(desk.pledges(A, total('滕州市小计', 49), B, total('全市合计', 1110)));
    expect(said(wrong)).toEqual([
      ['warn', 'ledger-total', 'D4'],
      ['warn', 'ledger-total', 'D6'],
    ]);
  });

  test('two rows of heads that stand again on the next page', async () => {
    const heads: Rows = [
      ['区（市）', '出质人', '质权人', '融资情况', null, '登记号'],
      [null, null, null, '融资金额（万元）', '登记日期', null],
    ];
    const merges = [2, 5].flatMap((r) => [...'ABCF'].map((c) => `${c}${r}:${c}${r + 1}`).concat(`D${r}:E${r}`));
    const { rows, file } = await desk.receive(
      'pledge',
      desk.bench.sheet('质押.xlsx', [[TITLE], ...heads, A, ...heads, B], { merges }),
    );
    expect(said(file)).toEqual([]);
    expect(rows).toHaveLength(2);
  });

  test.each([
    [
      '年度',
      '项目.xlsx',
      '2022年省级专利导航项目名单',
      ['项目名称', '承担单位', '区市', '状态'],
      '2021年度',
      ['甲导航', '滕州甲公司', '滕州市', '验收'],
    ],
    ['区（市）', '质押.xlsx', `滕州市${TITLE}`, HEADS.slice(1), '薛城区', B.slice(1)],
    [
      '称号',
      '名单.xlsx',
      '国家知识产权优势企业名单',
      ['企业名称', '区县', '认定日期'],
      '二、国家知识产权示范企业',
      ['滕州甲公司', '滕州市', '2019-12-1'],
    ],
  ] as [string, string, string, string[], string, (string | number)[]][])(
    'a line between the rows that says their %s is no title of nothing',
    async (label, name, title, heads, line, row) => {
      const plan = await desk.bench.plan([desk.bench.sheet(name, [[title], heads, [line], row])]);
      expect(said(plan.files[0]!)).toEqual([['block', 'ledger-group', 'A3']]);
      expect(plan.files[0]!.ledgers).toMatchObject([{ rows: { new: 0, rejected: 1 } }]);
      expect(plan.files[0]!.issues.find(({ rule }) => rule === 'ledger-group')!.message).toContain(`各行的${label}`);
    },
  );

  test('such a line is fine where its rows say the same themselves, and is told where nobody knows what it says', async () => {
    const { file, rows } = await desk.receive('pledge', desk.pledges(['滕州市'], A, ['第二部分'], B));
    expect(said(file)).toEqual([['warn', 'ledger-group', 'A5']]);
    expect(rows).toHaveLength(2);
  });
});
