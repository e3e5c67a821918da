// Pure parts of 报送导入: which files may be received, and which questions are one.

import { describe, expect, it } from 'vitest';

import { storedWords } from '../../renderer/features/import/ledger-facts.js';
import {
  acceptableFiles,
  answeredQuestions,
  batchPeriods,
  byName,
  canSelect,
  cleanFiles,
  doubtsOf,
  issuesBesideOffers,
  monthsLeft,
  namesOfSeveral,
  needsPartial,
  notAdopted,
  offersToTake,
  periodToShow,
  questionCards,
  recognisedAs,
} from '../../renderer/features/import/plan-facts.js';
import { receivedSince } from '../../renderer/features/import/received.js';
import { layoutSheet } from '../../renderer/ui/sheet-layout.js';
import { NO_CELLS, type PlannedFile } from '../../shared/import/plan.js';

it('lists files as a folder does', () => {
  const names = ['表/10月.xlsx', '表/9月.xlsx', '城前镇.xlsx', '北宿镇.xlsx'];
  expect(byName(names.map((name) => ({ name }))).map(({ name }) => name)).toEqual([
    '北宿镇.xlsx',
    '表/9月.xlsx',
    '表/10月.xlsx',
    '城前镇.xlsx',
  ]);
});

it('says once that another period of a file was not taken', () => {
  const hint = (message: string) => ({ severity: 'hint', message });
  const month = '工作表“5月”是2022年5月的数据';
  const file = {
    status: 'planned',
    issues: [hint(`${month}，本文件最新为2022年7月，没有采用。`), hint('工作表“2021”是隐藏的，没有读取。')],
    offers: [{ text: `${month}，不是本文件最新一期，没有采用。` }],
  } as unknown as PlannedFile;
  expect(issuesBesideOffers(file).map(({ message }) => message)).toEqual(['工作表“2021”是隐藏的，没有读取。']);
  // Once received there is nothing to offer: the finding is all that says it.
  expect(issuesBesideOffers({ ...file, status: 'imported' })).toHaveLength(2);
  const { offers: _none, ...without } = file;
  expect(issuesBesideOffers(without)).toHaveLength(2);
});

it('counts the months of a file that are neither taken nor stored, and takes them together', () => {
  const offer = (id: string, isTaken: boolean, ...missing: string[]) => ({ id, isTaken, missing });
  const of = (...offers: object[]) => ({ status: 'planned', offers }) as unknown as PlannedFile;
  const file = of(
    offer('a', false, '2025-08'),
    offer('b', false, '2025-08', '2025-09'),
    offer('c', true),
    offer('d', false),
  );
  expect(monthsLeft(file)).toBe(2);
  expect(offersToTake(file).map(({ id }) => id)).toEqual(['a', 'b']);
  // One alone has a button of its own; what is received is settled.
  expect(offersToTake(of(offer('a', false, '2025-08')))).toEqual([]);
  expect(offersToTake({ ...file, status: 'imported' })).toEqual([]);
  expect(monthsLeft({})).toBe(0);
});

describe('a received batch', () => {
  it.each([
    [[{ form: 'unit-report', periods: ['2026-05'] }], '2026年1—5月'],
    [
      [
        { form: 'unit-report', periods: ['2026-05', '2026-06'] },
        { form: 'unit-report', periods: ['2026-06'] },
      ],
      '2026年1—6月等2期',
    ],
    [[{ form: 'targets', periods: ['2026-12'] }], '2026年'],
    [[{ form: 'ledger', periods: [] }], '台账'],
    [[{ form: 'unknown', periods: [] }], ''],
  ] as const)('says what months it is about', (files, words) => {
    expect(batchPeriods(files as never)).toBe(words);
  });
});

const file = (part: Partial<PlannedFile>): PlannedFile => ({
  index: 0,
  file: '滕州市.xlsx',
  sha256: '',
  size: 1,
  kind: 'xlsx',
  form: 'unit-report',
  status: 'planned',
  reason: '',
  units: ['滕州市'],
  periods: ['2022-07'],
  meta: {},
  cells: { ...NO_CELLS, new: 3 },
  issues: [],
  questions: [],
  answers: {},
  sheets: [],
  decisions: [],
  ...part,
});
const question = {
  id: 'q',
  kind: 'unit',
  sheet: null,
  cell: null,
  text: '是指枣庄高新区吗？',
  options: [],
  default: null,
  remembered: true,
};
const block = { severity: 'block' as const, rule: 'text', sheet: null, cell: 'E20', message: '应填数字' };

it('answered questions can be answered anew, typed answers and open ones are not among them', () => {
  const options = [
    { value: 'yes', label: '是' },
    { value: 'no', label: '否' },
  ];
  const asked = ['a', 'b', 'c', 'd'].map((id) => ({ ...question, id, options: id === 'c' ? [] : options }));
  const answers = { a: 'yes', c: '2022-07', d: 'gone' };
  expect(answeredQuestions(file({ questions: asked, answers })).map(({ id }) => id)).toEqual(['a']);
});

describe('what was received', () => {
  const ledgers = [{ title: '质押' }] as unknown as PlannedFile['ledgers'];
  it.each([
    [[{ form: 'unit' }], 245, 0, '保存245个数值'],
    [[{ form: 'ledger', ledgers }], 12, 12, '登记12条台账记录'],
    [[{ form: 'unit' }, { form: 'ledger', ledgers }], 257, 12, '保存245个数值，登记12条台账记录'],
  ])('%# values and ledger rows are counted apart', (files, stored, rows, words) => {
    expect(storedWords(files as Pick<PlannedFile, 'form' | 'ledgers'>[], stored, rows)).toBe(words);
  });
  it.each([
    ['a month that was received is shown', ['2022-07'], '2022-06', '2022-06', '2022-07'],
    ['an earlier month of the year too', ['2022-05'], '2022-07', '2022-07', '2022-05'],
    [
      'last year’s table beside this year’s numbers leaves the period',
      ['2021-07', '2021-12'],
      '2022-07',
      '2022-07',
      null,
    ],
    ['last year’s is all there is', ['2021-12'], '2022-07', null, '2021-12'],
  ])('%s', (_name, periods, shown, latest, next) => {
    expect(periodToShow([{ form: 'unit-report', periods }], shown, latest)).toBe(next);
    expect(periodToShow([{ form: 'targets', periods }], shown, latest)).toBeNull();
  });
  it('the folder is needed only for names that several files have', () => {
    expect([...namesOfSeveral(['甲/7月.xlsx', '乙/7月.xlsx', '甲/8月.xlsx'])]).toEqual(['7月.xlsx']);
  });
});

describe('files of a plan', () => {
  it('with a blocking issue are offered in part only', () => {
    const bad = file({ status: 'asks', issues: [block], cells: { ...NO_CELLS, new: 35, rejected: 1 } });
    expect(needsPartial(bad)).toBe(true);
    expect(canSelect(bad)).toBe(true);
  });
  it('with an open question cannot be chosen until it is answered', () => {
    const asks = file({ status: 'asks', questions: [question] });
    expect(canSelect(asks)).toBe(false);
    expect(canSelect(file({ questions: [question], answers: { q: 'yes' } }))).toBe(true);
  });
  it('count as 未采用 all that is stored nowhere, the numbers of unknown names included', () => {
    const cells = { ...NO_CELLS, new: 30, rejected: 2, conflict: 1, ignored: 9 };
    expect(notAdopted(file({ cells, unknown: 5 }))).toBe(8);
    expect(notAdopted(file({ cells }))).toBe(3);
  });
  it('that were refused or already received cannot be chosen', () => {
    expect(canSelect(file({ status: 'refused' }))).toBe(false);
    expect(canSelect(file({ status: 'imported' }))).toBe(false);
  });
  it('ask the same question once', () => {
    const files = [
      file({ status: 'asks', questions: [question] }),
      file({ index: 1, status: 'asks', questions: [{ ...question, id: 'r' }] }),
    ];
    const cards = questionCards(files);
    expect(cards).toHaveLength(1);
    expect(cards[0]?.asked.map((asked) => asked.questionId)).toEqual(['q', 'r']);
  });
  it('say what they were recognised as', () => {
    expect(recognisedAs(file({}))).toBe('滕州市 · 2022年1—7月');
  });
});

describe('the sheet of the reading view', () => {
  it('draws a merge once and as large as it is', () => {
    const layout = layoutSheet({
      rows: 3,
      columns: 3,
      cells: [
        { r: 0, c: 0, text: '标题', numeric: false },
        { r: 1, c: 1, text: '7', numeric: true },
      ],
      merges: [[0, 0, 1, 2]],
    });
    expect(layout.tall).toHaveLength(1);
    expect(layout.tall[0]).toMatchObject({ width: layout.width, height: 48 });
    expect(layout.boxes.get(1)).toBeUndefined();
  });
});

describe('what may be received at once', () => {
  const issue = (severity: 'block' | 'warn' | 'hint', isPassed = false): PlannedFile['issues'][number] => ({
    severity,
    rule: 'large-change',
    sheet: null,
    cell: 'E6',
    message: '',
    ...(isPassed ? { waiver: { reason: '已核实', operator: '测试', at: '2022-08-05' } } : {}),
  });
  const files = [
    file({ index: 0, file: '甲.xlsx', issues: [issue('hint')] }),
    file({ index: 1, file: '七月/乙.xlsx', issues: [issue('warn'), issue('warn')] }),
    file({ index: 2, file: '丙.xlsx', issues: [issue('warn', true)] }),
    file({ index: 3, file: '丁.xlsx', status: 'asks', issues: [issue('block')] }),
  ];

  it('without 问题 is what has no 必改, and no 需核实 that nobody has let pass', () => {
    expect(cleanFiles(files).map((one) => one.index)).toEqual([0, 2]);
    expect(acceptableFiles(files).map((one) => one.index)).toEqual([0, 1, 2]);
  });

  it('with 需核实 is asked about by file and number', () => {
    expect(doubtsOf(acceptableFiles(files))).toEqual({ count: 2, files: 1, list: '“乙.xlsx”2处' });
    const many = Array.from({ length: 9 }, (_, index) =>
      file({ index, file: `${index}.xlsx`, issues: [issue('warn')] }),
    );
    expect(doubtsOf(many).list).toMatch(/“7\.xlsx”1处等9个文件$/);
  });
});

it('counts what a receiving that ended half-way brought in, and takes back by it nothing of another window', () => {
  const file = (index: number, status: string, added: number) =>
    ({ index, file: `${index}.xlsx`, status, cells: { ...NO_CELLS, new: added } }) as unknown as PlannedFile;
  const before = [file(0, 'imported', 5), file(1, 'planned', 7), file(2, 'planned', 9)];
  const now = [before[0]!, file(1, 'imported', 7), before[2]!];
  const batch = (id: number, ...files: string[]) =>
    ({ id, files: files.map((name) => ({ file: name, stored: 6 })) }) as unknown as Parameters<typeof receivedSince>[2];
  expect(receivedSince(before, now, batch(4, '1.xlsx'))).toMatchObject({
    batchId: 4,
    stored: 6,
    rows: 0,
    files: [now[1]],
  });
  expect(receivedSince(before, now, batch(5, '2.xlsx'))).toMatchObject({ batchId: null, stored: 7 });
  expect(receivedSince(before, before, batch(3, '0.xlsx'))).toBeNull();
});
