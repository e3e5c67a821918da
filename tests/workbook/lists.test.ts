// Lists of single things with their units, which have the shape of statistics: one question, or none where no number could be taken; and
// statistics that need several rows for a unit, of which it must never be asked.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { PlannedFile } from '../../shared/import/plan.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { LISTS, LISTS_WITHOUT_FIGURES, STATISTICS } from '../helpers/lists.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.withUnits('江北区', '江南区', '衡阳县');
});
afterEach(() => bench.close());

const FIRMS: Rows = [
  ['江北区', '华瑞公司', 3],
  ['江北区', '鼎盛公司', 4],
  ['江南区', '康达公司', 5],
  ['江南区', '金泰公司', 6],
];
const firms = (title = '2024年1—6月重点企业专利授权情况'): Rows => [[title], ['区县', '企业', '专利授权量'], ...FIRMS];
const statistics: Rows = [
  ['2024年1—6月统计表'],
  ['区县', '专利授权量'],
  ['江北区', 50],
  ['江南区', 60],
  ['衡阳县', 70],
];

const ids = ({ questions }: PlannedFile): string[] => questions.map(({ id }) => id);
const open = ({ questions, answers }: PlannedFile): string[] =>
  questions.flatMap(({ id }) => (Object.hasOwn(answers, id) ? [] : [id]));

test.each([...LISTS])('a list is asked about once, before all else: $name', async ({ rows, merges }) => {
  const file = await bench.one(bench.sheet('表.xlsx', rows, { merges: merges ?? [] }));
  expect([file.status, ids(file), file.issues]).toEqual(['asks', ['list:0:0'], []]);
});

test.each([...LISTS_WITHOUT_FIGURES])('a list without a number to take is said to be one: $name', async ({ rows }) => {
  const file = await bench.one(bench.sheet('表.xlsx', rows));
  expect([file.status, file.form, ids(file), file.issues]).toEqual(['ignored', 'ledger', [], []]);
  expect(file.reason).toContain('识别为清单');
});

test.each([...STATISTICS])('statistics are no list: $name', async ({ rows, merges }) => {
  const file = await bench.one(bench.sheet('表.xlsx', rows, { merges: merges ?? [] }));
  expect([file.form, ids(file).filter((id) => id.startsWith('list:'))]).toEqual([expect.stringMatching('^unit-'), []]);
});

test('the question names what it looks like a list by', async () => {
  const [question] = (await bench.one(bench.sheet('表.xlsx', firms()))).questions;
  expect(question).toMatchObject({
    kind: 'list',
    sheet: 'Sheet1',
    cell: 'A4',
    options: [{ value: 'read' }, { value: 'skip' }],
  });
  expect(question!.text).toContain('同一填报单位有多行，各行的“企业”不同');
});

describe('answers', () => {
  const answer = async (rows: Rows, answers: Record<string, string>): Promise<PlannedFile> => {
    const plan = await bench.plan([bench.sheet('表.xlsx', rows)]);
    return imports.answer(bench.ctx, { planId: plan.planId, index: 0, answers });
  };

  test('read as statistics it is asked and said what was asked and said of such a table', async () => {
    const file = await answer(firms('2024年1—6月专利授权情况'), { 'list:0:0': 'read' });
    expect(new Set(file.issues.map(({ rule }) => rule))).toEqual(new Set(['duplicate-unit', 'duplicate-value']));
    // Not once more whether its rows are of single things.
    expect(open(file)).toEqual([]);
  });

  test('not imported, the file says so', async () => {
    const file = await answer(firms(), { 'list:0:0': 'skip' });
    expect([file.status, file.issues]).toEqual(['ignored', []]);
    expect(file.reason).toContain('按您对问题的回答');
  });

  test('chosen for a ledger it is one', async () => {
    const file = await answer(firms(), { 'ledger-as:0': 'patent' });
    expect([file.form, ids(file).filter((id) => id.startsWith('list:'))]).toEqual(['ledger', []]);
  });

  test('beside statistics they hold for the list alone, and are remembered for lists of that title and those heads', async () => {
    const book = (month: number) =>
      bench.book('报表.xlsx', [
        { name: '统计表', rows: [[`2024年1—${month}月统计表`], ...statistics.slice(1)] },
        { name: '企业', rows: firms(`2024年1—${month}月重点企业专利授权情况`) },
      ]);
    const file = await bench.receive(book(5), { 'list:1:0': 'skip' });
    expect(file.cells).toMatchObject({ new: 3 });
    const next = await bench.one(book(6));
    expect([next.status, open(next), next.cells.new]).toEqual(['planned', [], 3]);
    const other = await bench.one(
      bench.book('报表.xlsx', [
        { name: '统计表', rows: statistics },
        { name: '企业', rows: firms('2024年1—6月规上企业名单') },
      ]),
    );
    expect(open(other)).toEqual(['list:1:0']);
  });
});

test('below statistics in the same sheet only the list is asked about', async () => {
  const plan = await bench.plan([
    bench.sheet('表.xlsx', [...statistics, [], ['附：重点企业'], ['区县', '企业', '专利授权量'], ...FIRMS]),
  ]);
  expect(ids(plan.files[0]!)).toEqual(['list:0:1']);
  expect(bench.cells(plan).map(({ cell, fate }) => `${cell} ${fate}`)).toEqual(['B3 new', 'B4 new', 'B5 new']);
});

test('a list with all that a ledger needs goes there, whatever indicators its heads name', async () => {
  const rows: Rows = [
    ['知识产权质押情况'],
    ['区县', '融资企业', '质押融资金额（万元）', '质押时间'],
    ['江北区', '华瑞公司', 300, '2024-03-05'],
    ['江北区', '鼎盛公司', 400, '2024-03-06'],
    ['江南区', '康达公司', 500, '2024-03-07'],
    ['江南区', '金泰公司', 600, '2024-04-08'],
  ];
  const file = await bench.receive(bench.sheet('表.xlsx', rows));
  expect(file).toMatchObject({ form: 'ledger', ledgers: [{ ledger: 'pledge', rows: { new: 4 } }] });
  const stored = ledgers.rows(bench.ctx, CALLS['ledgers.rows'].params.parse({ ledger: 'pledge' })).rows;
  expect(stored.map(({ values }) => values['amount'])).toEqual([
    3_000_000_00, 4_000_000_00, 5_000_000_00, 6_000_000_00,
  ]);
});

test('heads that any list has make no ledger of a list', async () => {
  const rows: Rows = [
    ['2024年3月企业专利授权清单'],
    ['区县', '企业', '专利授权量', '联系人', '电话'],
    ['江北区', '华瑞公司', 3, '王伟', '13906321001'],
    ['江北区', '鼎盛公司', 4, '李娜', '13906321002'],
    ['江南区', '康达公司', 5, '张敏', '13906321003'],
  ];
  const file = await bench.one(bench.sheet('表.xlsx', rows));
  expect([file.status, file.ledgers ?? [], file.questions]).toEqual(['ignored', [], []]);
});

test.each([
  [
    ['项目', '本月', '累计'],
    ['窗口接件', 9, 60],
    ['咨询电话', 2, 6],
    ['缴费笔数', 5, 50],
  ],
  [
    ['主体', '办件次数', '满意数'],
    ['企业', 90, 60],
    ['高校', 20, 16],
    ['个人', 5, 5],
  ],
  [
    ['区县', '名称', '级别'],
    ['江北区', '某甲', '省级'],
    ['江南区', '某乙', '市级'],
    ['衡阳县', '某丙', '市级'],
  ],
])('no list and no ledger by heads that say as little as %j', async (...rows) => {
  const file = await bench.one(bench.sheet('表.xlsx', [['2024年1—6月统计表'], ...rows]));
  expect([file.status, file.form, file.ledgers ?? []]).toEqual(['ignored', 'other', []]);
  expect(file.reason).not.toContain('识别为清单');
});

test('the same heads below a title of a ledger are that ledger', async () => {
  const rows: Rows = [['政策文件汇总'], ['区县', '名称', '级别'], ['江北区', '关于甲的意见', '省级']];
  expect((await bench.one(bench.sheet('表.xlsx', rows))).ledgers?.map(({ ledger }) => ledger)).toEqual(['policy']);
});

test('one person of each unit with a number of its own is asked about, as one firm is', async () => {
  const rows: Rows = [
    ['2024年1—6月参训'],
    ['区县', '学员', '培训人次'],
    ['江北区', '王伟', 1],
    ['江南区', '李娜', 1],
    ['衡阳县', '张敏', 1],
  ];
  expect(ids(await bench.one(bench.sheet('表.xlsx', rows)))).toEqual(['single:0:0:1']);
});
