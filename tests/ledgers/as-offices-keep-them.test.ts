// Ledgers as offices really keep them: what once was stored as something else, or left out, without a word.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { xlsxBytes } from '../helpers/xlsx-bytes.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

interface Received {
  file: PlannedFile;
  rows: Readonly<Record<string, unknown>>[];
}

async function receive(
  ledger: string,
  file: ReturnType<ImportBench['sheet']>,
  answers: Record<string, string> = {},
): Promise<Received> {
  return { file: await bench.receive(file, answers), rows: stored(ledger) };
}

function stored(ledger: string): Received['rows'] {
  return ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger })).rows.map(({ values }) => values);
}

const asked = (file: PlannedFile): string[] => file.questions.map((question) => question.id);
const said = (file: PlannedFile): [string, string, string | null][] =>
  file.issues.filter(({ severity }) => severity !== 'hint').map(({ severity, rule, cell }) => [severity, rule, cell]);

const TITLE = '2022年专利权质押融资台账';
const HEADS = ['区（市）', '出质人', '质权人', '融资金额（万元）', '登记日期', '登记号'];
const A = ['滕州市', '滕州甲公司', '工商银行', 490, '2022-01-23', 'Y2022980000137'];
const B = ['薛城区', '薛城乙公司', '建设银行', 620.5, '2022.2.18', 'Y2022980000274'];
const pledges = (...rows: Rows): ReturnType<ImportBench['sheet']> =>
  bench.sheet('质押.xlsx', [[TITLE], HEADS, ...rows]);
const pledgeOf = (unit: string | null, n: number): Rows[number] => [
  unit,
  `第${n}公司`,
  '工商银行',
  490,
  '2022-01-23',
  `Y${String(n).padStart(6, '0')}`,
];
const PATENT = ['专利号', '专利名称', '专利权人', '区县', '授权公告日'];
const patents = (...rows: Rows): ReturnType<ImportBench['sheet']> =>
  bench.sheet('授权专利明细.xlsx', [['2022年授权专利明细'], PATENT, ...rows]);

describe('a list of cases without a column of their stage', () => {
  const heads = ['办案单位', '案号', '案件类别', '立案日期', '结案日期'];
  const cases = (...rows: Rows) => bench.sheet('行政案件台账.xlsx', [['2022年行政案件台账'], heads, ...rows]);
  const closed = ['滕州市', '滕市监处罚〔2022〕11号', '商标', '2022.3.1', '2022.5.9'];
  const open = ['滕州市', '滕市监处罚〔2022〕12号', '专利', '2022.4.2', null];

  test('what has a day of closing is closed, and that is said', async () => {
    const { file, rows } = await receive('enforcement', cases(closed, open));
    expect(rows.map(({ status }) => status)).toEqual(['已结案', '立案']);
    expect(said(file)).toEqual([]);
    expect(file.issues).toMatchObject([{ severity: 'hint', rule: 'ledger-closed-by-day', cell: 'E3' }]);
  });

  test('the day comes with a later list, and a stage that was set by hand stays while it does not change', async () => {
    await receive('enforcement', cases(closed, open));
    const [, second] = ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'enforcement' })).rows;
    const later = [...open.slice(0, 4), '2022.6.7'];
    const plan = await bench.plan([cases(closed, later)]);
    const update = plan.files[0]!.questions.find(({ id }) => id.startsWith('ledger-update'))!;
    const { rows } = await receive('enforcement', cases(closed, later), { [update.id]: 'accept' });
    expect(rows.map(({ status }) => status)).toEqual(['已结案', '已结案']);
    const back = { ledger: 'enforcement', ids: [second!.id], to: '办理中', on: '2022-06-20' };
    ledgers.moveStage(bench.ctx, CALLS['ledgers.move-stage'].params.parse(back));
    expect((await receive('enforcement', cases(closed, later))).rows[1]).toMatchObject({ status: '办理中' });
  });

  test('an empty cell in a column of the stage is asked about as before', async () => {
    const rows: Rows = [['2022年行政案件台账'], [...heads, '状态'], [...closed, null], [...open, '办理中']];
    const { file } = await receive('enforcement', bench.sheet('行政案件台账.xlsx', rows));
    expect(said(file)).toEqual([['warn', 'ledger-closed-early', 'F3']]);
  });
});

describe('amounts and terms', () => {
  test('填报单位：元… above the table is no 计量单位; 单位：件、万元 is one', async () => {
    const heads = HEADS.map((head) => head.replace('（万元）', ''));
    const { file } = await receive('pledge', bench.sheet('质押.xlsx', [[TITLE], ['填报单位：元谋路所'], heads, A]));
    expect(asked(file)).toEqual(['ledger-measure:0']);
    const { rows } = await receive('pledge', bench.sheet('质押.xlsx', [[TITLE], ['单位：件、万元'], heads, A]));
    expect(rows).toMatchObject([{ amount: 490_000_000 }]);
  });

  test('1年 is twelve months, 12个月 too; 490万 is 万元', async () => {
    const { rows } = await receive(
      'pledge',
      bench.sheet('质押.xlsx', [
        [TITLE],
        [...HEADS, '贷款期限'],
        [...A.with(3, '490万'), '1年'],
        [...B, '12个月'],
        [...B.with(1, '薛城丙公司').with(5, 'Y2022980000275'), '两年'],
      ]),
    );
    expect(rows.map((row) => [row['amount'], row['months']])).toEqual([
      [490_000_000, 12],
      [620_500_000, 12],
      [620_500_000, 24],
    ]);
  });

  test('as many patents as are listed, where nobody says how many', async () => {
    const heads = ['区市', '合同类型', '受让人', '转让人', '专利号', '合同金额（万元）', '签订日期', '合同编号'];
    const row = (no: string, numbers: string): string[] => [
      '滕州市',
      '转让',
      '甲公司',
      '某大学',
      numbers,
      '1',
      '2022-6-1',
      no,
    ];
    const { rows } = await receive(
      'transfer',
      bench.sheet('转让.xlsx', [
        ['2022年专利转让许可台账'],
        heads,
        row('HT1', '201910012345；201920012346'),
        row('HT2', ''),
      ]),
    );
    expect(rows.map((one) => one['patents'])).toEqual([2, 1]);
  });
});

test.each([
  ['融资金额（元）', 490, '0.00"万元"', 490_000_000],
  ['融资金额（万元）', 4_900_000, '#,##0"元"', 490_000_000],
  ['融资金额（万元）', 1.5, '0.0"亿元"', 15_000_000_000],
])('under %s, %d in the format %s is what is shown', async (head, amount, format, fen) => {
  const heads = HEADS.with(3, head);
  const cells = (row: readonly unknown[], r: number): string =>
    row
      .map((value, c) => {
        const at = `r="${'ABCDEF'[c]!}${r}"`;
        return typeof value === 'number'
          ? `<c ${at} s="1"><v>${value}</v></c>`
          : `<c ${at} t="inlineStr"><is><t>${String(value)}</t></is></c>`;
      })
      .join('');
  const data = [[TITLE], heads, A.with(3, amount)].map((row, r) => `<row r="${r + 1}">${cells(row, r + 1)}</row>`);
  const path = join(bench.folder, 'shown.xlsx');
  writeFileSync(path, xlsxBytes({ formats: [format], sheets: [{ xml: `<sheetData>${data.join('')}</sheetData>` }] }));
  expect((await receive('pledge', bench.file(path))).rows).toMatchObject([{ amount: fen }]);
});

test('2022.1 in an event is a number that may have been 2022.10', async () => {
  const sheet = (on: string | number): ReturnType<ImportBench['sheet']> =>
    bench.sheet('大事记台账.xlsx', [
      ['2022年大事记台账'],
      ['时间', '类别', '大事内容', '责任单位'],
      [on, '签约', '签约会', '市中区'],
    ]);
  expect(said((await receive('event', sheet(2022.1))).file)).toEqual([['block', 'ledger-date', 'A3']]);
  expect((await receive('event', sheet('2022年10月'))).rows).toHaveLength(1);
});

test('events of the office itself belong to none of its units', async () => {
  const events = await receive(
    'event',
    bench.sheet('大事记.xlsx', [
      ['枣庄市知识产权局2022年大事记'],
      ['序号', '日期', '类别', '事项'],
      [1, '2022-04-26', '新闻发布', '召开知识产权宣传周新闻发布会'],
      [2, '2022-05-10', '签约', '与银行签约'],
    ]),
  );
  expect([events.file.questions, said(events.file)]).toEqual([[], []]);
  expect(events.rows).toMatchObject([{ unit: null }, { unit: null }]);
});

test('an amount in 元 between others in 万元 is pointed out', async () => {
  const { file } = await receive('pledge', pledges(A, B, A.with(3, 4900000).with(5, 'Y2022980000999')));
  expect(said(file)).toEqual([['warn', 'ledger-measure', 'D5']]);
});

describe('lines that are no records', () => {
  test('a patent called 累计 and a matter that begins with 联系：are records; 合计（2笔） is none', async () => {
    const { rows } = await receive(
      'patent',
      patents(['201910012345', '累计', '滕州甲公司', '滕州市', '2022-03-04'], ['合计1件', null, null, null, null]),
    );
    expect(rows).toMatchObject([{ title: '累计' }]);
    const events = await receive(
      'event',
      bench.sheet('大事记.xlsx', [
        ['2022年大事记'],
        ['大事内容', '时间', '类别', '责任单位'],
        ['联系企业：走访', '2022-05-13', '签约', '市中区'],
        ['注：以上为上半年', null, null, null],
      ]),
    );
    expect(events.rows).toMatchObject([{ subject: '联系企业：走访' }]);
    expect((await receive('pledge', pledges(A, ['合计（1笔）', null, null, 490, null, null]))).rows).toHaveLength(1);
  });

  test('全市合计 is of all rows, not of those since the last 小计, and a total above the rows is none of them', async () => {
    const total = (name: string, amount: number): (string | number | null)[] => [name, null, null, amount, null, null];
    const { file } = await receive(
      'pledge',
      pledges(
        total('合计', 1110.5),
        A,
        total('滕州市小计', 490),
        B,
        total('薛城区小计', 620.5),
        total('全市合计', 1110.5),
      ),
    );
    expect(said(file)).toEqual([]);
    const wrong = await bench.one(pledges(A, total('滕州市小计', 49), B, total('全市合计', 1110)));
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
    const { rows, file } = await receive(
      'pledge',
      bench.sheet('质押.xlsx', [[TITLE], ...heads, A, ...heads, B], { merges }),
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
      const plan = await bench.plan([bench.sheet(name, [[title], heads, [line], row])]);
      expect(said(plan.files[0]!)).toEqual([['block', 'ledger-group', 'A3']]);
      expect(plan.files[0]!.ledgers).toMatchObject([{ rows: { new: 0, rejected: 1 } }]);
      expect(plan.files[0]!.issues.find(({ rule }) => rule === 'ledger-group')!.message).toContain(`各行的${label}`);
    },
  );

  test('such a line is fine where its rows say the same themselves, and is told where nobody knows what it says', async () => {
    const { file, rows } = await receive('pledge', pledges(['滕州市'], A, ['第二部分'], B));
    expect(said(file)).toEqual([['warn', 'ledger-group', 'A5']]);
    expect(rows).toHaveLength(2);
  });
});

describe('columns', () => {
  test('one without a head is told, an 编号 that numbers no rows is asked about', async () => {
    const one = await receive('pledge', pledges([...A, '已解押']));
    expect(said(one.file)).toEqual([['warn', 'ledger-no-head', 'G3']]);
    const file = bench.sheet('质押.xlsx', [[TITLE], ['编号', ...HEADS], ['枣知2022-1', ...B]]);
    expect(asked((await receive('pledge', file)).file)).toEqual(['ledger-head-编号:0']);
    const numbered = bench.sheet('质押.xlsx', [[TITLE], ['编号', ...HEADS], [1, ...B]]);
    expect(asked((await receive('pledge', numbered)).file)).toEqual([]);
  });

  test('empty cells below a district are asked about, but not where the district is written again', async () => {
    const rows = [
      ['201910012345', '甲', '滕州甲公司', '滕州市', '2022-03-04'],
      ['201910012346', '乙', '滕州甲公司', null, '2022-03-04'],
      ['201910012347', '丙', '薛城乙公司', '薛城区', '2022-03-04'],
    ];
    const first = await bench.plan([patents(...rows)]);
    expect(asked(first.files[0]!)).toEqual(['ledger-above:0']);
    const { rows: got } = await receive('patent', patents(...rows), { 'ledger-above:0': 'same' });
    const [teng, xue] = ['滕州市', '薛城区'].map((name) => unitId(name));
    expect(got.map((row) => row['unit'])).toEqual([teng, teng, xue]);
    const list = [...rows, ['201910012348', '丁', '薛城乙公司', '薛城区', '2022-03-05']];
    expect(asked((await bench.plan([patents(...list)])).files[0]!)).not.toContain('ledger-above:0');
  });

  test('a register of the trademark office is a ledger though its heads have words of statistics', async () => {
    const heads = ['所属区市', '出质人名称', '质权人名称', '出质商标注册号', '商标名称', '被担保的主债权数额（万元）'];
    const row = ['滕州市', '滕州甲公司', '工商银行', '1234567', '甲牌', 100, '2022-07-05', 'S2022001'];
    const file = bench.sheet('商标质权登记台账.xlsx', [
      ['2022年商标专用权质权登记台账'],
      [...heads, '质权登记日期', '质权登记证编号'],
      row,
    ]);
    const { rows } = await receive('markpledge', file, { 'ledger-head-商标名称:0': '+leave' });
    expect(rows).toMatchObject([{ registeredOn: '2022-07-05', amount: 100_000_000, bank: '工商银行', marks: 1 }]);
  });

  test('a head in other words beside the declared one, or beside another of them, is asked about and not dropped', async () => {
    const askedOf = async (heads: Rows[number], row: Rows[number]): Promise<string[]> =>
      asked((await bench.plan([bench.sheet('质押.xlsx', [[TITLE], heads, row])])).files[0]!);
    expect(await askedOf([...HEADS, '登记时间'], [...A, '09:12'])).toEqual(['ledger-head-登记时间:0']);
    expect(await askedOf([...HEADS, '镇街'], [...A, '级索镇'])).toEqual(['ledger-head-镇街:0']);
    const bySaying = HEADS.map((head) => (head === '登记日期' ? '登记时间' : head));
    expect(await askedOf([...bySaying, '登记日'], [...A, '2022-01-24'])).toEqual(['ledger-which-of-登记日期:0']);
  });

  test('an empty cell is asked about however far down it is', async () => {
    const many = Array.from({ length: 3100 }, (_, n) => pledgeOf(n % 2 === 0 ? '滕州市' : '薛城区', n));
    const [file] = (await bench.plan([pledges(...many, pledgeOf(null, 3100))])).files;
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
      bench.sheet('地理标志.xlsx', [['2022年地理标志台账'], heads, ...rows]);
    const [ONE, TWO] = [mark('滕州马铃薯', '滕州马铃薯协会'), mark('滕州大白菜', null)];
    const owners = (rows: Received['rows']): unknown[] =>
      rows.map((row) => (row['enterprise'] as { name: string } | null)?.name ?? null).toSorted();

    test('are the one above, or nobody, as the officer says', async () => {
      const first = await receive('mark', list(ONE, TWO));
      expect([asked(first.file), first.rows]).toEqual([['ledger-above-enterprise:0'], []]);
      const { file, rows } = await receive('mark', list(ONE, TWO), { 'ledger-above-enterprise:0': 'same' });
      expect([said(file), owners(rows)]).toEqual([[], ['滕州马铃薯协会', '滕州马铃薯协会']]);
      // Of the next list that says nothing: one may have been forgotten there.
      const next = await receive('mark', list(mark('薛城石榴', '薛城石榴协会'), mark('薛城小米', null)));
      expect([next.file.status, next.file.answers, next.rows.length]).toEqual(['asks', {}, 2]);
    });

    test('stay empty where they are nobody’s', async () => {
      const { rows } = await receive('mark', list(ONE, TWO), { 'ledger-above-enterprise:0': 'none' });
      expect(owners(rows)).toEqual([null, '滕州马铃薯协会']);
    });

    test('are refused below a line that ends what stood above', async () => {
      const rows = [ONE, ['二、蔬菜类', null, null, null, null, null], TWO];
      const { file } = await receive('mark', list(...rows), { 'ledger-above-enterprise:0': 'same' });
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
    const { file, rows: got } = await receive('pledge', pledges(...(before.length > 0 ? [before] : []), ...rows), {
      'ledger-above:0': 'same',
    });
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
    const own = bench.sheet('质押.xlsx', [[TITLE], ['填报单位：滕州市市场监督管理局（盖章）'], heads, A.slice(1)]);
    expect((await receive('pledge', own)).rows).toMatchObject([{ unit: unitId('滕州市') }]);
    const several = bench.sheet('质押.xlsx', [[`滕州市、薛城区${TITLE}`], heads, B.slice(1)]);
    expect(said((await receive('pledge', several)).file)).toEqual([['block', 'ledger-column-missing', 'A2']]);
  });

  test('the last day of a term that is written with both, the first of several holders', async () => {
    const { rows } = await receive(
      'certificate',
      bench.sheet('贯标.xlsx', [
        ['贯标认证企业名单'],
        ['区市', '企业名称', '证书编号', '发证日期', '有效期'],
        ['滕州市', '滕州甲公司', 'A1', '2020.8.1', '2020.8.1-2023.7.31'],
        ['滕州市', '滕州乙公司', 'A2', '2020.8.1', '2020年8月1日至2023年7月31日'],
      ]),
    );
    expect(rows.map((row) => row['validTo'])).toEqual(['2023-07-31', '2023-07-31']);
    const list = await receive(
      'patent',
      patents(['201910012345', '甲', '滕州甲公司;枣庄学院', '滕州市', '2022-03-04']),
    );
    expect(list.rows).toMatchObject([{ enterprise: { name: '滕州甲公司' }, holders: '滕州甲公司；枣庄学院' }]);
  });
});

describe('titles', () => {
  const SUBSIDY = ['级别', '资助类别', '申报单位', '区（市）', '申报日期', '申报金额（万元）'];
  const ROW = ['市级', '知识产权贯标奖励', '滕州甲公司', '滕州市', '2022/3/1', 5];

  test('the day on which a list was filled in is no year of its rows', async () => {
    const sheet = (title: string): ReturnType<ImportBench['sheet']> =>
      bench.sheet('资助.xlsx', [[title], ['填报日期：2023年1月10日'], SUBSIDY, ROW]);
    expect(asked((await receive('subsidy', sheet('知识产权资助台账'))).file)).toEqual(['ledger-year:0']);
    expect((await receive('subsidy', sheet('2022年度知识产权资助台账'))).rows).toMatchObject([{ year: 2022 }]);
  });

  test('one that names two titles of honour says of no row which it is', async () => {
    const rows: Rows = [
      ['国家知识产权优势企业、示范企业名单'],
      ['企业名称', '区县', '认定日期'],
      ['滕州甲公司', '滕州市', '2019-12-1'],
    ];
    const { file } = await receive('title', bench.sheet('名单.xlsx', rows));
    expect([asked(file), said(file), stored('title')]).toEqual([['ledger-all-category:0'], [], []]);
  });

  test('a list of patents is no table of 发明专利 by districts; a form with 联系人： below it is no ledger', async () => {
    const { file } = await receive('patent', patents(['201910012345', '甲', '滕州甲公司', '滕州市', '2022-03-04']));
    expect(file.ledgers).toMatchObject([{ ledger: 'patent', rows: { new: 1 } }]);
    const form = await bench.one(
      bench.sheet('滕州市2022年7月.xlsx', [
        ['滕州市2022年1-7月知识产权统计表'],
        ['指标', '1-7月'],
        ['发明专利授权量（件）', 12],
        ['联系人：', null, '日期：'],
      ]),
    );
    expect(form.ledgers ?? []).toEqual([]);
  });
});

describe('the same record again', () => {
  test('a corrected amount of a pledge without 登记号 is that pledge', async () => {
    const heads = HEADS.slice(0, 5);
    const sheet = (amount: number): ReturnType<ImportBench['sheet']> =>
      bench.sheet('质押.xlsx', [[TITLE], heads, A.slice(0, 5).with(3, amount)]);
    await receive('pledge', sheet(49));
    const { file, rows } = await receive('pledge', sheet(490), { 'ledger-update:0': 'accept' });
    expect(asked(file)).toEqual(['ledger-update:0']);
    expect(rows).toMatchObject([{ amount: 490_000_000 }]);
  });

  test('〔2022〕 and [2022] are one case', async () => {
    const heads = ['案号', '案由', '当事人', '类别', '立案日期', '区市', '状态'];
    const sheet = (no: string, status: string): ReturnType<ImportBench['sheet']> =>
      bench.sheet('案件.xlsx', [
        ['2022年执法案件台账'],
        heads,
        [no, '假冒', '某店', '商标', '2022.3.5', '滕州市', status],
      ]);
    await receive('enforcement', sheet('滕市监处罚[2022]15号', '立案'));
    const { rows } = await receive('enforcement', sheet('滕市监处罚〔2022〕15号', '办理中'), {
      'ledger-update:0': 'accept',
    });
    expect(rows).toMatchObject([{ status: '办理中' }]);
  });

  test('a case numbered in another way is kept as it stands, and pointed out; a mere 1 is no number of a case', async () => {
    const sheet = (no: string): ReturnType<ImportBench['sheet']> =>
      bench.sheet('案件.xlsx', [
        ['2022年执法案件台账'],
        ['案号', '案由', '当事人', '类别', '立案日期', '区市', '状态'],
        [no, '假冒', '某店', '商标', '2022.3.5', '滕州市', '立案'],
      ]);
    const { file, rows } = await receive('enforcement', sheet('2022-001'));
    expect(file.issues).toMatchObject([{ severity: 'hint', rule: 'ledger-case', cell: 'A3' }]);
    expect(rows).toMatchObject([{ caseNo: '2022-001' }]);
    const mere = await receive('enforcement', sheet('1'));
    expect(said(mere.file)).toEqual([['block', 'ledger-case', 'A3']]);
    expect(mere.rows).toHaveLength(1);
  });

  test('a patent whose check digit came later is that patent', async () => {
    const row = ['甲', '滕州甲公司', '滕州市', '2022-03-04'];
    await receive('patent', patents(['201910012345', ...row]));
    const { file, rows } = await receive('patent', patents(['ZL201910012345.1', ...row]));
    expect(file.ledgers).toMatchObject([{ rows: { new: 0, rejected: 0, changed: 1 } }]);
    expect(rows).toHaveLength(1);
  });

  test('one that came with its check digit is not asked about where another file leaves that out', async () => {
    const row = ['甲', '滕州甲公司', '滕州市', '2022-03-04'];
    await receive('patent', patents(['201910012345.1', ...row]));
    const { file } = await receive('patent', patents(['201910012345', ...row]));
    expect(file.ledgers).toMatchObject([{ rows: { new: 0, same: 1, changed: 0 } }]);
    expect(asked(file)).toEqual([]);
    const other = await receive('patent', patents(['201910012345', '乙', ...row.slice(1)]), {
      'ledger-update:0': 'accept',
    });
    expect(other.rows).toMatchObject([{ patentNo: '201910012345.1', title: '乙' }]);
  });

  test('a bank that is written otherwise is pointed out', async () => {
    const sheet = (bank: string): ReturnType<ImportBench['sheet']> =>
      bench.sheet('质押.xlsx', [[TITLE], HEADS.slice(0, 5), A.slice(0, 5).with(2, bank)]);
    await receive('pledge', sheet('工商银行滕州支行'));
    expect(said(await bench.one(sheet('中国工商银行滕州支行')))).toEqual([['warn', 'ledger-near', 'C3']]);
  });

  test('a row that two sheets hold, one of them with more, is taken once and as the fuller one', async () => {
    const plan = await bench.plan([
      bench.book('质押.xlsx', [
        { name: '滕州', rows: [[TITLE], HEADS.slice(0, 5), A.slice(0, 5)] },
        { name: '全市', rows: [[TITLE], HEADS, A, B] },
      ]),
    ]);
    expect(plan.files[0]!.ledgers!.map(({ rows }) => [rows.new, rows.ignored])).toEqual([
      [0, 1],
      [2, 0],
    ]);
    bench.accept(plan);
    expect(stored('pledge').map((row) => row['registrationNo'])).toEqual([A[5], B[5]]);
  });

  test('a row that two sheets hold differently is taken from neither', async () => {
    const plan = await bench.plan([
      bench.book('质押.xlsx', [
        { name: '一', rows: [[TITLE], [...HEADS.slice(0, 5), '备注'], [...A.slice(0, 5), '首贷']] },
        { name: '二', rows: [[TITLE], [...HEADS.slice(0, 5), '备注'], [...A.slice(0, 5), '续贷']] },
      ]),
    ]);
    expect(said(plan.files[0]!).map(([severity, rule]) => [severity, rule])).toEqual([
      ['block', 'ledger-same-key'],
      ['block', 'ledger-same-key'],
    ]);
  });

  test('a row that was left out beside another file is there again where a new answer makes that one another row', async () => {
    const open = HEADS.map((head) => head.replace('（万元）', ''));
    const plan = await bench.plan([
      bench.sheet('甲.xlsx', [[TITLE], open, A]),
      bench.sheet('乙.xlsx', [[TITLE], HEADS, A]),
    ]);
    const answer = async (value: string): Promise<PlannedFile[]> => {
      const [question] = asked(plan.files[0]!);
      await imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers: { [question!]: value } });
      return imports.get(bench.ctx, { planId: plan.planId }).files;
    };
    const fates = (files: readonly PlannedFile[]): unknown =>
      files.map(({ status, ledgers: [sheet] = [] }) => [
        status,
        sheet?.rows.new,
        sheet?.rows.ignored,
        sheet?.rows.conflict,
      ]);
    const once = [
      ['planned', 1, 0, 0],
      ['planned', 0, 1, 0],
    ];
    expect(fates(await answer('万元'))).toEqual(once);
    expect(fates(await answer('元'))).toEqual([
      ['asks', 0, 0, 1],
      ['asks', 0, 0, 1],
    ]);
    const again = await answer('万元');
    expect(fates(again)).toEqual(once);
    expect(again.flatMap(said)).toEqual([]);
  });
});

describe('what an indicator counts', () => {
  test('省专利奖二等奖 for 省专利奖 and a year 22 count nowhere: told, and refused', async () => {
    const heads = ['年度', '奖项名称', '级别', '获奖单位', '区县', '获奖项目'];
    const sheet = (year: number, name: string): ReturnType<ImportBench['sheet']> =>
      bench.sheet('奖项.xlsx', [['获奖情况'], heads, [year, name, '省级', '滕州甲公司', '滕州市', '一种装置']]);
    expect(said((await receive('award', sheet(2022, '省专利奖二等奖'))).file)).toEqual([
      ['warn', 'ledger-near-option', 'B3'],
    ]);
    expect(said((await receive('award', sheet(2022, '省专利奖'))).file)).toEqual([]);
    expect(said((await receive('award', sheet(2022, '市长质量奖'))).file)).toEqual([]);
    expect(said((await receive('award', sheet(22, '省专利奖'))).file)).toEqual([['block', 'ledger-year', 'A3']]);
  });

  test('a corrected day of a row without a number of its own is pointed out, a second policy is not', async () => {
    const heads = ['区市', '投保人', '承保公司', '投保专利件数', '保费（元）', '投保日期'];
    const sheet = (day: string, premium = 35000): ReturnType<ImportBench['sheet']> =>
      bench.sheet('专利保险.xlsx', [
        ['2022年专利保险台账'],
        heads,
        ['滕州市', '滕州甲公司', '人保财险', 12, premium, day],
      ]);
    await receive('insurance', sheet('2022-5-6'));
    const [finding] = (await bench.one(sheet('2022-5-16'))).issues.filter(({ severity }) => severity === 'warn');
    expect(finding).toMatchObject({ rule: 'ledger-near', cell: 'F3' });
    expect(finding!.message).toContain('2022-05-06');
    expect(said(await bench.one(sheet('2022-5-16', 8000)))).toEqual([]);
    expect(said(await bench.one(sheet('2022-5-6')))).toEqual([]);
  });
});

test('a record of which a text is struck out is not taken, whether the text has a digit or not', async () => {
  const heads = ['区市', '企业名称', '证书编号', '发证日期', '有效期至'];
  const cells = (row: number, texts: readonly string[], struck: number): string =>
    texts
      .map((text, c) => {
        const style = c === struck ? ' s="1"' : '';
        return `<c r="${'ABCDE'[c]!}${row}"${style} t="inlineStr"><is><t>${text}</t></is></c>`;
      })
      .join('');
  const rows = [
    ['贯标认证企业名单'],
    heads,
    ['滕州市', '滕州甲公司', 'A1', '2020-8-1', '2023-7-31'],
    ['滕州市', '滕州乙公司', 'A2', '2020-8-1', '2023-7-31'],
  ];
  const sheet = (struck: number): ReturnType<ImportBench['file']> => {
    const data = rows.map((row, r) => `<row r="${r + 1}">${cells(r + 1, row, r === 3 ? struck : -1)}</row>`);
    const bytes = xlsxBytes({
      sheets: [{ xml: `<sheetData>${data.join('')}</sheetData>` }],
      change: (parts) => parts.map((part) => (part.name === 'xl/styles.xml' ? { ...part, data: STRUCK } : part)),
    });
    const path = join(bench.folder, `${struck}.xlsx`);
    writeFileSync(path, bytes);
    return bench.file(path);
  };
  for (const [struck, cell] of [
    [1, 'B4'],
    [2, 'C4'],
  ] as const)
    expect(said(await bench.one(sheet(struck)))).toEqual([['block', 'ledger-struck', cell]]);
});

const STRUCK =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/><font><strike/></font></fonts>' +
  '<cellXfs><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>';

function unitId(name: string): number {
  return listUnits(bench.ctx.store).find((unit) => unit.name === name)!.id;
}
