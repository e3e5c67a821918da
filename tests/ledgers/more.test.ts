// The ledgers beyond the eight of the sample: heads as offices write them, stages by their other words, what is filled in and
// checked, and the figures that come of it.

import { beforeEach, describe, expect, test } from 'vitest';

import { ledgersBehind } from '../../electron/core/statistics/ledgers-behind.js';
import { listPeriodValues } from '../../electron/core/statistics/list-values.js';
import type { Ctx } from '../../electron/core/context.js';
import * as history from '../../electron/core/history/handlers.js';
import * as grid from '../../electron/core/ledgers/grid.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import * as register from '../../electron/core/ledgers/register.js';
import { numberOf, rollUpStored, sumOf } from '../../electron/core/store/ledger-rollup.js';
import { blanksBehind, ruleWithBlanks } from '../../electron/core/store/rollup-blanks.js';
import { findLedger } from '../../electron/core/store/ledger-list.js';
import { listRows } from '../../electron/core/store/ledger-store.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { rollupNotes } from '../../electron/core/statistics/rollup-notes.js';
import { buildChart } from '../../electron/core/charts/build-chart.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import type { ChartQuery } from '../../shared/charts/chart.js';
import { patentCheck } from '../../shared/checks/codes/patent-number.js';
import { CALLS } from '../../shared/contract/index.js';
import { fieldText, headText, shortText } from '../../shared/ledgers/field-text.js';
import { likelyLedgers } from '../../electron/core/workbook/2-recognise/ledger-table.js';
import { mapHeads } from '../../shared/ledgers/heads.js';
import { readField, type FieldInput } from '../../shared/ledgers/read-field.js';
import { LEDGERS, ledgerOf } from '../../shared/ledgers/registry.js';
import { allStages, canonicalStage } from '../../shared/ledgers/stages.js';
import { dump } from '../helpers/dump.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';
import { rollUp } from '../helpers/roll-up-rows.js';

let ctx: Ctx;
beforeEach(async () => {
  // Behind every day that the rows below record.
  const store = await openTestStore(':memory:', '2024-08-05T09:00:00.000Z');
  addSampleUnits(store);
  ctx = contextOf(store);
});

type Values = Record<string, FieldInput>;

function save(ledger: string, ...rows: Values[]): ReturnType<typeof ledgers.save> {
  return ledgers.save(ctx, {
    ledger,
    rows: rows.map((values) => ({ id: null, values: values as never })),
    period: '2022-07',
    apply: true,
    partial: false,
  } as never);
}

function change(ledger: string, id: number, values: Values): ReturnType<typeof ledgers.save> {
  return ledgers.save(ctx, {
    ledger,
    rows: [{ id, values: values as never }],
    period: '2022-07',
    apply: true,
    partial: false,
  } as never);
}

/** Saves, holds that nothing was found but hints, and gives the ids. */
function put(ledger: string, ...rows: Values[]): number[] {
  const answer = save(ledger, ...rows);
  expect(answer.rows.flatMap((row) => row.findings).filter((one) => one.severity !== 'hint')).toEqual([]);
  expect(answer.saved).toBe(true);
  return answer.rows.map((row) => row.id!);
}

function rowOf(ledger: string, id: number): Record<string, unknown> {
  return ledgers
    .rows(ctx, {
      ledger,
      filter: { text: '', conditions: [] },
      sort: [],
      page: { offset: 0, limit: 1000 },
    })
    .rows.find((row) => row.id === id)!.values;
}

/** Total of a roll-up; what SQL gives and what the pure functions give must be one. */
function total(ledger: string, code: string, period: string): number {
  const declared = findLedger(ctx.store, ledger)!;
  const rollup = declared.rollups.find((one) => one.code === code)!;
  const rows = listRows(ctx.store, declared, {
    where: { sql: '1', values: [] },
    sort: [],
    offset: 0,
    limit: 1000,
  }).rows.map(({ row }) => row);
  const tags = (id: number): string[] =>
    JSON.parse(ctx.store.db.prepare('SELECT tags FROM enterprise WHERE id = ?').pluck().get(id) as string) as string[];
  const stored = rollUpStored(ctx.store, declared, rollup, period);
  expect(stored).toEqual(rollUp(declared, rollup, rows, period, undefined, { tagsOf: tags }));
  return [...stored.values()].reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

describe('a workbook is recognised by the heads that offices write', () => {
  test.each([
    [
      'patent',
      '全市有效发明专利明细',
      ['序号', '申请号', '发明名称', '第一申请人', '申请人类型', '申请日', '授权公告日', '法律状态', '区县'],
    ],
    [
      'trademark',
      '有效注册商标清单',
      ['序号', '注册号', '国际分类', '商标名称', '注册人名称', '注册公告日期', '专用期截止日期', '区县'],
    ],
    [
      'markpledge',
      '商标专用权质权登记台账',
      ['序号', '区（市）', '出质人', '质权人（银行）', '担保债权数额（万元）', '商标注册号', '质权登记日期'],
    ],
    ['title', '国家知识产权优势企业名单', ['序号', '区（市）', '企业名称', '统一社会信用代码', '认定日期', '有效期至']],
    ['award', '第四届省专利奖获奖名单（省级）', ['序号', '获奖单位', '获奖项目', '等级', '获奖日期', '区（市）']],
    [
      'transfer',
      '专利转让许可台账',
      ['序号', '区（市）', '转化方式', '受让方', '转让方', '专利数量', '成交金额（万元）', '签约日期'],
    ],
    [
      'mark',
      '地理标志台账',
      ['序号', '区（市）', '地理标志名称', '地理标志类型', '申请机构', '注册日期', '用标企业', '进展'],
    ],
    [
      'ruling',
      '行政裁决案件台账',
      ['序号', '案件编号', '案件类别', '请求人', '被请求人', '立案日期', '结案日期', '办理状态', '区（市）'],
    ],
    [
      'aid',
      '海外知识产权纠纷应对指导台账',
      ['序号', '企业名称', '案件名称', '国别', '受理日期', '办理结果', '进展', '所属区市'],
    ],
    [
      'inspection',
      '商标代理机构双随机抽查结果',
      [
        '序号',
        '市场主体名称',
        '统一社会信用代码',
        '抽查事项',
        '检查日期',
        '执法人员',
        '检查结果',
        '公示日期',
        '检查机关',
      ],
    ],
    [
      'window',
      '商标受理窗口业务登记簿',
      ['受理编号', '受理日期', '业务事项', '申请人名称', '商标号', '国际分类', '规费（元）', '办理进度', '区（市）'],
    ],
    ['inquiry', '咨询接待登记表', ['日期', '咨询方式', '来访单位', '咨询内容', '接待人次', '答复情况', '区（市）']],
    [
      'complaint',
      '12345热线工单台账',
      ['工单编号', '接收日期', '来源', '反映问题', '被投诉单位', '应办结日期', '办理状态', '承办单位'],
    ],
    ['policy', '知识产权政策文件汇编', ['序号', '文件标题', '发文字号', '发文单位', '印发日期', '进展', '区（市）']],
    ['event', '2022年大事记', ['时间', '大事内容', '类别', '参加人员', '责任单位']],
    ['site', '商标品牌指导站名单', ['序号', '区（市）', '指导站名称', '依托单位', '设立时间', '负责人', '联系电话']],
    ['fund', '知识产权运营基金投资台账', ['序号', '基金名称', '被投企业', '投资金额（万元）', '投资日期', '区（市）']],
    ['service', '企业走访台账', ['走访日期', '区（市）', '走访企业', '走访人员', '企业需求', '存在问题', '办理情况']],
    [
      'abnormalitem',
      '2022年第二批非正常专利申请清单',
      ['序号', '专利申请号', '专利名称', '申请人', '区（市）', '核查结果'],
    ],
    [
      'subsidyplan',
      '2021年市级专项资金预算安排',
      ['序号', '资助类别', '奖补标准', '预算金额（万元）', '实施起', '实施止'],
    ],
  ] as const)('%s: %s', (id, title, heads) => {
    const found = likelyLedgers(LEDGERS, heads, title);
    expect(found.map((one) => [one.ledger.id, one.score])[0]?.[0]).toBe(id);
    expect(found[0]!.score).toBeGreaterThan(found[1]?.score ?? 0);
    expect(found[0]!.heads).toMatchObject({ unknown: [], repeated: [], missing: [] });
  });

  test('fees in 元 become 分 as they are', () => {
    const heads = mapHeads(ledgerOf('window')!, ['规费（元）', '受理日期', '业务类型', '申请人', '区（市）']);
    expect(heads.measures).toEqual({ fee: '元' });
  });
});

test.each([
  ['title', '已认定', '获批'],
  ['title', '复核通过', '复核'],
  ['award', '公示中', '公示'],
  ['mark', '初步审定公告', '初审公告'],
  ['mark', '复审中', '驳回复审'],
  ['ruling', '调解中', '办理中'],
  ['aid', '已办结', '办结'],
  ['window', '补正', '退回补正'],
  ['complaint', '已答复', '办结'],
  ['policy', '已印发', '印发'],
  ['service', '已解决', '办结'],
  ['abnormalitem', '主动撤回', '已撤回'],
  ['mark', '已撤销', '注销'],
])('%s: “%s” is the stage %s', (id, word, stage) => {
  expect(canonicalStage(ledgerOf(id)!.stages!, word)).toBe(stage);
});

const holder = { enterprise: '枣庄甲有限公司', unit: '滕州市' };

describe('专利明细', () => {
  const list: Values[] = [
    {
      ...holder,
      patentNo: 'ZL201710601862.3',
      grantedOn: '2019-05-07',
      holderKind: '工矿企业',
      highValue: '战新；质押',
    },
    { ...holder, patentNo: '202210123401.0', grantedOn: '2022-03-01', holderKind: '大专院校', enterprise: '枣庄学院' },
    { ...holder, patentNo: '200310102344.5', grantedOn: '2005-01-05', status: '届满', endedOn: '2022-07-30' },
    { ...holder, patentNo: '202210123403.X', grantedOn: '2022-07-31', arrivedOn: '2022-08-10' },
  ];

  test('kinds come from the numbers; each figure counts what the rule says', () => {
    const ids = put('patent', ...list);
    expect(rowOf('patent', ids[0]!)).toMatchObject({
      patentNo: '201710601862.3',
      kind: '发明专利',
      highValue: ['战略性新兴产业', '质押融资'],
      status: '有效',
    });
    // What comes here later was granted to somebody elsewhere.
    expect([total('patent', 'C05', '2022-07'), total('patent', 'C06', '2022-07')]).toEqual([1, 1]);
    expect(total('patent', 'C14', '2022-06')).toBe(3);
    // One ended the day before, one comes to the city in August only.
    expect(total('patent', 'C14', '2022-07')).toBe(2);
    expect(total('patent', 'C14', '2022-08')).toBe(3);
    expect(total('patent', 'C16', '2022-07')).toBe(1);
    expect(total('patent', 'C19a', '2022-07')).toBe(1);
    expect(total('patent', 'C21', '2022-07')).toBe(1);
  });

  test('one that has ended without a day that anybody knows is valid in no month', () => {
    expect(save('patent', { ...list[0]!, status: '未缴年费终止' }).saved).toBe(true);
    expect(['2022-06', '2022-08'].map((period) => total('patent', 'C13', period))).toEqual([0, 0]);
    expect(total('patent', 'C14', '2022-07')).toBe(0);
  });

  test('规上 is read from the register: tagging the enterprise moves the figure, undo moves it back', () => {
    put('patent', list[0]!, { ...holder, patentNo: '97101765.4', grantedOn: '1999-01-01' });
    expect(total('patent', 'C20a', '2022-07')).toBe(0);
    const [entry] = register.search(ctx, { text: '枣庄甲' }).enterprises;
    const { id, ...draft } = entry!;
    register.save(ctx, { id, enterprise: { ...draft, tags: ['高企', '规上'] } });
    expect(total('patent', 'C20a', '2022-07')).toBe(1);
    history.undo(ctx, { id: history.list(ctx, { limit: 1 }).changes[0]!.id });
    expect(total('patent', 'C20a', '2022-07')).toBe(0);
  });

  test.each([
    ['an ended patent without its day', { status: '未缴年费终止' }, 'warn', 'endedOn'],
    ['a kind that the number belies', { kind: '外观设计' }, 'warn', 'kind'],
    ['a filing year that the number belies', { filedOn: '2016-01-01' }, 'warn', 'filedOn'],
    ['one that came here before its grant', { arrivedOn: '2010-01-01' }, 'warn', 'arrivedOn'],
    ['a second row of the same number', {}, 'block', 'patentNo'],
  ] as const)('%s is found', (_what, changes, severity, field) => {
    if (Object.keys(changes).length === 0) put('patent', list[0]!);
    const { rows } = save('patent', { ...list[0]!, ...changes });
    expect(rows[0]!.findings).toContainEqual(expect.objectContaining({ severity, field }));
  });
});

test('商标 count by class, and not before registration nor after their term', () => {
  const mark = { ...holder, registrationNo: '12345678', registeredOn: '2012-05-21', validTo: '2022-05-20' };
  put('trademark', { ...mark, niceClass: '第9类' }, { ...mark, niceClass: '35', validTo: '2032-05-20' });
  expect([total('trademark', 'C25', '2022-04'), total('trademark', 'C25', '2022-07')]).toEqual([2, 1]);
  const { saved, rows } = save('trademark', { ...mark, niceClass: '9、35' });
  expect([saved, rows[0]!.findings[0]!.rule]).toEqual([false, 'one-class']);
});

test('称号, 奖项, 转化, 地理标志 and 基金 give their figures', () => {
  put(
    'title',
    { ...holder, category: '国家知识产权优势企业', level: '国家', validFrom: '2019-12-01', validTo: '2022-06-30' },
    { ...holder, category: '优势企业', level: '国家级', validFrom: '2022-07-01', batch: '第二批' },
    { ...holder, enterprise: '枣庄乙有限公司', category: '示范企业', level: '省级', status: '推荐' },
  );
  expect([
    total('title', 'Y26', '2022-06'),
    total('title', 'Y26', '2022-07'),
    total('title', 'Y28a', '2022-07'),
  ]).toEqual([1, 1, 0]);
  put(
    'award',
    { ...holder, name: '省专利奖', level: '省', grade: '二等', object: '一种阀门' },
    { ...holder, name: '中国专利奖', level: '国家', status: '推荐', object: '一种阀门' },
  );
  expect([total('award', 'C36b', '2022-07'), total('award', 'C36a', '2022-07')]).toEqual([1, 0]);
  // What was won later is of no earlier month; a prize of this year that is given in the next one is of this year still.
  put(
    'award',
    { ...holder, name: '省专利奖', level: '省', object: '一种泵', awardedOn: '2022-09-01' },
    { ...holder, name: '省专利奖', level: '省', object: '一种轴', awardedOn: '2023-01-10' },
  );
  expect(['2022-08', '2022-09', '2022-12', '2023-01'].map((end) => total('award', 'C36b', end))).toEqual([1, 2, 3, 0]);
  put(
    'project',
    { ...holder, name: '甲', category: '专利导航', level: '省级', status: '获批', approvedOn: '2022-08-31' },
    { ...holder, name: '乙', category: '专利导航', level: '省级', status: '验收', approvedOn: '2022-06-30' },
  );
  expect(['2022-06', '2022-07', '2022-08'].map((end) => total('project', 'Y21', end))).toEqual([1, 1, 2]);
  put(
    'transfer',
    { ...holder, kind: '转让', patents: 3, amount: '12.5', signedOn: '2022-02-01' },
    { ...holder, kind: '许可', patents: 2, amount: '7.5', signedOn: '2022-03-01', recordedOn: '2022-08-01' },
    { ...holder, kind: '落户', signedOn: '2022-04-01', project: '阀门产业化' },
  );
  const transfers = ['Y37', 'Y11', 'Y12a', 'Y12b', 'Y14', 'Y15'].map((code) => total('transfer', code, '2022-07'));
  expect(transfers).toEqual([5, 3, 2, 0, 1, 20_000_000]);
  put(
    'mark',
    {
      unit: '峄城区',
      name: '峄城石榴',
      kind: '地理标志证明商标',
      status: '已注册',
      registeredOn: '2010-01-01',
      users: 12,
    },
    { unit: '滕州市', name: '滕州马铃薯', kind: '地理标志产品', procedure: '产品保护', status: '已受理' },
  );
  expect(['C29', 'C30', 'C31'].map((code) => total('mark', code, '2022-07'))).toEqual([1, 0, 12]);
  put('fund', { ...holder, fund: '市运营基金', investedOn: '2021-01-01', amount: 500 });
  expect([total('fund', 'Y33a', '2022-07'), total('fund', 'Y33b', '2022-07')]).toEqual([500_000_000, 1]);
});

test('what was taken away later stays in the figures of the months before', () => {
  const title = { ...holder, category: '优势企业', level: '国家级', validFrom: '2019-12-01' };
  put(
    'title',
    { ...title, batch: '第一批', status: '撤销', revokedOn: '2022-09-01' },
    { ...title, enterprise: '枣庄乙有限公司', batch: '第一批' },
  );
  expect(['2022-08', '2022-09'].map((period) => total('title', 'Y26', period))).toEqual([2, 1]);
  // Without its day nobody knows until when it was held.
  const undated = save('title', { ...title, enterprise: '枣庄丙有限公司', status: '撤销' });
  expect(undated.rows[0]!.findings).toMatchObject([{ severity: 'warn', field: 'revokedOn' }]);
  expect(total('title', 'Y26', '2022-08')).toBe(2);
  put('policy', { title: '管理办法', unit: '滕州市', issuer: '某局', status: '废止', issuedOn: '2022-03-01' });
  expect(total('policy', 'G05', '2022-07')).toBe(1);
  const mark = {
    unit: '峄城区',
    name: '峄城石榴',
    kind: '地理标志证明商标',
    registeredOn: '2010-01-01',
    status: '注销',
  };
  put('mark', { ...mark, cancelledOn: '2022-07-31' });
  expect(['2022-06', '2022-07'].map((period) => total('mark', 'C29', period))).toEqual([1, 0]);
  // Lists of the trademark office have no column for the day; the rows are kept, and counted in no month.
  const other = { ...mark, name: '峄城苹果', registeredOn: '2022-03-01' };
  expect(save('mark', other)).toMatchObject({
    saved: true,
    rows: [{ findings: [{ severity: 'warn', field: 'cancelledOn' }] }],
  });
  expect(['C29', 'C29a'].map((code) => total('mark', code, '2022-06'))).toEqual([1, 1]);
});

test('裁决, 援助, 检查, 窗口, 咨询, 走访, 政策 and 站点 give their figures', () => {
  put(
    'ruling',
    { unit: '市中区', kind: '裁决', acceptedOn: '2022-01-10', closedOn: '2022-06-10', status: '结案', applicant: '甲' },
    { unit: '市中区', kind: '诉前调解', acceptedOn: '2022-02-10', applicant: '乙' },
    { unit: '市中区', kind: '人民调解', acceptedOn: '2022-03-10', status: '撤回', applicant: '丙' },
  );
  expect(['B06a', 'B06b', 'B12a', 'B12b', 'B12c'].map((code) => total('ruling', code, '2022-07'))).toEqual([
    1, 1, 1, 0, 1,
  ]);
  put(
    'aid',
    { ...holder, kind: '公益代理', matter: '无效宣告', acceptedOn: '2022-05-01' },
    { ...holder, kind: '海外纠纷', matter: '美国337调查', acceptedOn: '2022-05-02', status: '申请' },
  );
  expect([total('aid', 'B13', '2022-07'), total('aid', 'B14', '2022-07')]).toEqual([1, 0]);
  const check = { ...holder, form: '双随机', checkedOn: '2022-04-01', officers: '张三、李四', persons: 2 };
  put('inspection', check, { ...check, checkedOn: '2022-05-01', persons: 3 });
  expect([total('inspection', 'B20', '2022-07'), total('inspection', 'B09', '2022-07')]).toEqual([1, 5]);
  const alone = save('inspection', { ...check, checkedOn: '2022-06-01', officers: '张三' });
  expect(alone.rows[0]!.findings).toMatchObject([{ severity: 'warn', rule: 'two-officers' }]);
  const taken = { unit: '滕州市', receivedOn: '2022-07-05', applicant: '某公司' };
  put(
    'window',
    { ...taken, kind: '商标注册', niceClass: '9' },
    { ...taken, kind: '缴费', quantity: 8, fee: '900' },
    { ...taken, kind: '领证' },
  );
  expect(['F07', 'F07a', 'F07b', 'F07c'].map((code) => total('window', code, '2022-07'))).toEqual([9, 8, 0, 1]);
  put('inquiry', { unit: '滕州市', askedOn: '2022-07-06', topic: '商标质权登记', persons: 13 });
  expect(total('inquiry', 'F06', '2022-07')).toBe(13);
  put(
    'service',
    { ...holder, visitedOn: '2022-05-01', campaign: '春笋', needs: '融资、导航', status: '办理中' },
    { ...holder, visitedOn: '2022-06-01' },
  );
  expect([total('service', 'F08a', '2022-07'), total('service', 'F08b', '2022-07')]).toEqual([1, 2]);
  put('policy', {
    unit: '滕州市',
    title: '行动方案',
    documentNo: '衡市监办〔2021〕68号',
    status: '印发',
    issuedOn: '2022-07-02',
  });
  expect(total('policy', 'G05', '2022-07')).toBe(1);
  put('site', { unit: '滕州市', kind: '指导站', name: '滕州指导站', openedOn: '2022-01-01', closedOn: '2022-07-30' });
  expect([total('site', 'Y36', '2022-06'), total('site', 'Y36', '2022-07')]).toEqual([1, 0]);
});

describe('a stage asks for what the row must have there', () => {
  const draft = { title: '专利导航实施方案', unit: '滕州市', issuer: '枣庄市市场监督管理局' };
  const move = (ledger: string, ids: number[], to: string, values?: Record<string, string>) =>
    ledgers.moveStage(ctx, { ledger, ids, to, on: '2022-07-05', note: '', ...(values ? { values } : {}) });

  test('without the day by which it counts the move is refused and no row is moved; with it the day is stored', () => {
    const ids = put('policy', draft, { ...draft, title: '二', issuedOn: '2022-03-01' });
    expect(() => move('policy', ids, '印发')).toThrow(
      expect.objectContaining({
        code: 'input.invalid',
        params: { what: expect.stringMatching(/^“专利导航实施方案”：状态为印发，请填写印发日期/) },
      }),
    );
    expect(ids.map((id) => rowOf('policy', id)['status'])).toEqual(['起草', '起草']);
    expect(move('policy', ids, '印发', { issuedOn: '2022-7-4', documentNo: '枣知发〔2022〕8号' })).toEqual({
      moved: 2,
    });
    expect(rowOf('policy', ids[0]!)).toMatchObject({ status: '印发', issuedOn: '2022-07-04' });
    expect(total('policy', 'G05', '2022-07')).toBe(2);
  });

  test('a whole 批次 gets its 公示 with the last of the working days; what cannot be read is refused', () => {
    const row = { ...holder, level: '市级', category: '其他', scheme: '后补助', batch: '第三批' };
    const ids = put('subsidy', row, { ...row, item: '二' });
    expect(() => move('subsidy', ids, '公示', { publicFrom: '七月' })).toThrow();
    const asked = { publicFrom: '2022-09-28', publicDays: '5', publicAt: '市局网站' };
    expect(move('subsidy', ids, '公示', asked)).toEqual({ moved: 2 });
    // 1 to 7 October is a holiday, 8 and 9 October were worked.
    expect(ids.map((id) => rowOf('subsidy', id)['publicTo'])).toEqual(['2022-10-09', '2022-10-09']);
  });

  test.each(LEDGERS.flatMap((ledger) => Object.keys(ledger.stages?.asks ?? {}).map((stage) => [ledger.id, stage])))(
    '%s: “%s” is one of its stages',
    (id, stage) => {
      expect(allStages(findLedger(ctx.store, id)!.stages!)).toContain(stage);
    },
  );
});

test.each([
  ['enforcement', { caseNo: '枣市监处〔2022〕1号', category: '商标', filedOn: '2022-05-02' }, 'closedOn', '已结案'],
  ['complaint', { receivedOn: '2022-05-02', source: '12345热线', matter: '收费' }, 'closedOn', '办结'],
  ['ruling', { kind: '行政裁决', applicant: '甲公司', acceptedOn: '2022-05-02' }, 'closedOn', '已结案'],
  [
    'aid',
    { enterprise: '甲公司', kind: '维权援助', acceptedOn: '2022-05-02', matter: '商标被抢注' },
    'closedOn',
    '办结',
  ],
  [
    'service',
    { enterprise: '甲公司', visitedOn: '2022-05-02', form: '上门走访', status: '提出' },
    'answeredOn',
    '办结',
  ],
])('%s: the day it was closed beside an earlier step is pointed out, it would not count', (ledger, row, on, at) => {
  const said = (values: object) =>
    save(ledger, { unit: '滕州市', ...row, ...values }).rows[0]!.findings.filter(({ rule }) => rule === 'closed-early');
  expect(said({ [on]: '2022-06-01' })).toMatchObject([{ severity: 'warn', field: 'status' }]);
  expect(said({ [on]: '2022-06-02' })[0]!.message).toContain(`请进入“${at}”`);
  expect(said({ [on]: '2022-06-03', status: at })).toEqual([]);
  expect(said({})).toEqual([]);
});

describe('信访投诉', () => {
  const letter = { unit: '滕州市', receivedOn: '2022-09-29', source: '12345', matter: '代理机构收费', limit: 5 };

  test('the last day is counted in working days of the calendar, and again when the days change', () => {
    const [id] = put('complaint', letter);
    // 30 September is a working day, then the holiday week; 8 and 9 October 2022 were worked.
    expect(rowOf('complaint', id!)['deadline']).toBe('2022-10-11');
    change('complaint', id!, { limit: 6 });
    expect(rowOf('complaint', id!)['deadline']).toBe('2022-10-12');
    change('complaint', id!, { deadline: '2022-10-31' });
    change('complaint', id!, { limit: 7 });
    expect(rowOf('complaint', id!)['deadline']).toBe('2022-10-31');
  });

  test('what was closed late is said', () => {
    const { rows } = save('complaint', { ...letter, status: '已办结', closedOn: '2022-10-12' });
    expect(rows[0]!.findings).toMatchObject([{ severity: 'hint', rule: 'late' }]);
  });

  test('办结率 follows from the rows: closed ones of those taken, per unit and for the whole', () => {
    const closed = { ...letter, status: '办结', closedOn: '2022-09-30' };
    put('complaint', closed, { ...closed, matter: '二' }, { ...letter, matter: '三' });
    put(
      'complaint',
      { ...letter, unit: '薛城区', matter: '四' },
      { ...closed, unit: '薛城区', matter: '六', status: '回访' },
    );
    put('complaint', { ...letter, matter: '五', status: '不予受理' });
    const settings = { ...ctx.settings, valueSources: { F09a: 'rollup', F09c: 'rollup' } as const };
    const { values } = listPeriodValues({ store: ctx.store, settings }, '2022-09');
    expect(
      values
        .filter((one) => one.code === 'F09b' && one.value !== null)
        .map((one) => [one.unit, one.value, one.numerator]),
    ).toEqual(
      expect.arrayContaining([
        ['滕州市', '66.7', '2'],
        ['薛城区', '50', '1'],
        ['合计', '60', '3'],
      ]),
    );
  });
});

test('a head in other words is the same field, unless it is a field of its own', () => {
  const known = (ledger: string, ...heads: string[]): (string | null)[] => mapHeads(ledgerOf(ledger)!, heads).fields;
  expect(known('pledge', '出质人名称', '质权人名称', '登记时间', '登记日', '解除日')).toEqual([
    'enterprise',
    'bank',
    'registeredOn',
    null,
    'releasedOn',
  ]);
  expect(known('pledge', '登记日')).toEqual(['registeredOn']);
  expect(known('activity', '时间', '结束时间')).toEqual(['heldOn', 'heldTo']);
  expect(known('patent', '申请日', '申请时间', '日')).toEqual(['filedOn', null, null]);
});

test('a case is one of 假冒专利 however its cause is put', () => {
  const found = { unit: '滕州市', category: '专利', filedOn: '2022-03-01' };
  const causes = ['假冒专利', '涉嫌销售假冒专利产品', '假冒他人外观设计专利', '专利侵权纠纷', undefined];
  put(
    'enforcement',
    ...causes.map((cause, n) => ({ ...found, caseNo: `滕市监处罚〔2022〕${n + 1}号`, ...(cause && { cause }) })),
  );
  put('enforcement', { ...found, category: '商标', caseNo: '滕市监处罚〔2022〕9号', cause: '销售假冒注册商标的商品' });
  expect([total('enforcement', 'B08a', '2022-07'), total('enforcement', 'B24', '2022-07')]).toEqual([3, 5]);
});

test('假冒专利 as the category of a case is its cause, and another cause beside it is pointed out', () => {
  const found = { unit: '滕州市', category: '假冒专利', filedOn: '2022-03-01' };
  const [blank] = put('enforcement', { ...found, caseNo: '滕市监处罚〔2022〕1号' });
  expect(rowOf('enforcement', blank!)).toMatchObject({ category: '专利', cause: '假冒专利' });
  put('enforcement', { ...found, caseNo: '滕市监处罚〔2022〕2号', cause: '假冒他人专利' });
  expect(total('enforcement', 'B08a', '2022-07')).toBe(2);
  const { findings } = save('enforcement', { ...found, caseNo: '滕市监处罚〔2022〕3号', cause: '销售手机壳' }).rows[0]!;
  expect(findings).toMatchObject([{ severity: 'warn', rule: 'says-too', field: 'cause' }]);
  put('enforcement', { ...found, category: '专利侵权', caseNo: '滕市监处罚〔2022〕4号' });
  expect(total('enforcement', 'B08a', '2022-07')).toBe(2);
});

/** As it is printed of a unit; undefined where it is not. */
function valueOf(settings: Ctx['settings'], code: string, unit: string): string | null | undefined {
  const { values } = listPeriodValues({ store: ctx.store, settings }, '2022-07');
  return values.find((one) => one.code === code && one.unit === unit)?.value;
}

test('a sum of what nobody wrote down is no 0, and what is left out of one is told', () => {
  const found = { unit: '滕州市', category: '商标', filedOn: '2022-03-01', caseNo: '滕市监处罚〔2022〕1号' };
  put('enforcement', found, { ...found, unit: '薛城区', caseNo: '薛市监处罚〔2022〕1号' });
  const settings = { ...ctx.settings, valueSources: { B03: 'rollup', B23: 'rollup' } as const };
  const printed = (code: string): (string | null)[] =>
    listPeriodValues({ store: ctx.store, settings }, '2022-07')
      .values.filter((one) => one.code === code && ['滕州市', '薛城区'].includes(one.unit))
      .map(({ value }) => value);
  const line = () => ledgers.reconcile(ctx, { period: '2022-07' }).lines.find(({ code }) => code === 'B03')!;
  const rule = '立案日期在期内的案值之和';
  expect([printed('B23'), printed('B03')]).toEqual([['1', '1'], []]);
  expect(line().rule).toBe(`${rule}；2条都没有填写“案值”`);
  const notes = () => buildTable({ ...ctx, settings }, 'values', '2022-07', {}).notes;
  const value = listIndicators(ctx.store).find(({ code }) => code === 'B03')!;
  expect(rollupNotes({ store: ctx.store, settings }, value, '2022-07', 'ytd')).toEqual([
    '执法案件台账中2条都没有填写“案值”，案值没有台账汇总数。',
  ]);
  put('enforcement', { ...found, caseNo: '滕市监处罚〔2022〕2号', value: '1.5' });
  // One unit of which nobody knows it is as unknown as all of them; one without a case has none.
  expect(printed('B03')).toEqual(['1.5']);
  expect(valueOf(settings, 'B03', '山亭区')).toBe('0');
  expect(line().rule).toBe(`${rule}；3条中有2条没有填写“案值”，未计入`);
  expect(notes()).toContain('执法案件台账中3条有2条没有填写“案值”，未计入案值；薛城区都没有填写，没有汇总数。');
  const unitId = listUnits(ctx.store).find(({ name }) => name === '薛城区')!.id;
  const [behind] = ledgersBehind(ctx, { unitId, code: 'B03', period: '2022-07', basis: 'ytd' });
  expect(behind).toMatchObject({ text: '—', rule: `${rule}；1条都没有填写“案值”` });
  const own = (unit: string) => line().units.find((one) => one.unit === unit)!;
  expect([own('薛城区').counted, own('滕州市').counted, line().countedTotal]).toEqual([null, '1.5', '1.5']);
  const query = { kind: 'ranking', codes: ['B03'], period: '2022-07', unitId: null, years: 2 } as const;
  const drawn: ChartQuery = { ...query, codes: ['B03'], view: 'cumulative', figure: 'completion', axes: 'time' };
  expect(buildChart({ store: ctx.store, settings }, drawn).notes).toContain(
    '执法案件台账中3条有2条没有填写“案值”，未计入案值；薛城区都没有填写，没有汇总数。',
  );
});

test('counted by a field that nobody filled in is no 0, and 0 where it is filled in and says no', () => {
  const found = { category: '专利', filedOn: '2022-03-01' };
  const [first, second] = put(
    'enforcement',
    { ...found, unit: '滕州市', caseNo: '滕市监处罚〔2022〕1号' },
    { ...found, unit: '薛城区', caseNo: '薛市监处罚〔2022〕1号' },
  );
  const settings = { ...ctx.settings, valueSources: { B08a: 'rollup' } as const };
  const values = () => ['滕州市', '薛城区', '山亭区'].map((unit) => valueOf(settings, 'B08a', unit));
  const line = () => ledgers.reconcile(ctx, { period: '2022-07' }).lines.find(({ code }) => code === 'B08a')!;
  const counted = () => ['滕州市', '薛城区'].map((name) => line().units.find(({ unit }) => unit === name)!.counted);
  const notes = () => buildTable({ ...ctx, settings }, 'values', '2022-07', {}).notes;
  const rule = '立案日期在期内、类别为专利、案由含“假冒”的案件数';
  expect([values(), counted(), line().countedTotal]).toEqual([[undefined, undefined, undefined], [null, null], null]);
  expect(line().rule).toBe(`${rule}；2条都没有填写“案由”`);
  change('enforcement', first!, { cause: '假冒专利' });
  expect([values(), counted()]).toEqual([
    ['1', undefined, '0'],
    ['1', null],
  ]);
  expect(line().rule).toBe(`${rule}；2条中有1条没有填写“案由”，未计入`);
  expect(notes()).toContain('执法案件台账中2条有1条没有填写“案由”，未计入假冒专利；薛城区都没有填写，没有汇总数。');
  change('enforcement', second!, { cause: '专利侵权' });
  expect([values(), counted(), line().rule]).toEqual([['1', '0', '0'], ['1', '0'], rule]);
  expect(notes().filter((note) => note.includes('没有填写'))).toEqual([]);
});

/** Numbers of the units that have rows, and the fields that some of these lack. */
function counted(id: string, code: string) {
  const ledger = findLedger(ctx.store, id)!;
  const rollup = ledger.rollups.find((one) => one.code === code)!;
  return {
    numbers: [...rollUpStored(ctx.store, ledger, rollup, '2022-07').values()],
    lacking: blanksBehind(ctx.store, ledger, rollup, '2022-07').map(({ label, blank }) => [label, blank]),
  };
}

test('移送司法 is marked where it holds: 0 elsewhere once a case has it, and unknown while none has', () => {
  const found = { category: '专利', filedOn: '2022-03-01', cause: '假冒专利' };
  const [first] = put(
    'enforcement',
    { ...found, unit: '滕州市', caseNo: '滕市监处罚〔2022〕1号' },
    { ...found, unit: '薛城区', caseNo: '薛市监处罚〔2022〕1号' },
  );
  // Nobody has marked one yet: whether any was transferred is unknown.
  expect(counted('enforcement', 'B05')).toEqual({ numbers: [null, null], lacking: [['移送司法', 2]] });
  change('enforcement', first!, { isTransferred: true });
  expect(counted('enforcement', 'B05')).toEqual({ numbers: [1], lacking: [] });
  expect(total('enforcement', 'B05', '2022-07')).toBe(1);
});

test('a mark that was used last year is a no this year; one of the year before says nothing any more', () => {
  const found = { unit: '滕州市', category: '专利', cause: '假冒专利' };
  put(
    'enforcement',
    { ...found, filedOn: '2020-12-31', caseNo: '滕市监处罚〔2020〕1号', isTransferred: true },
    { ...found, filedOn: '2022-07-31', caseNo: '滕市监处罚〔2022〕1号' },
  );
  expect(counted('enforcement', 'B05')).toEqual({ numbers: [null], lacking: [['移送司法', 1]] });
  // Neither does one of a month to come.
  put('enforcement', { ...found, filedOn: '2022-08-01', caseNo: '滕市监处罚〔2022〕2号', isTransferred: true });
  expect(counted('enforcement', 'B05')).toEqual({ numbers: [null], lacking: [['移送司法', 1]] });
  put('enforcement', { ...found, filedOn: '2021-12-31', caseNo: '滕市监处罚〔2021〕1号', isTransferred: true });
  expect(counted('enforcement', 'B05')).toEqual({ numbers: [], lacking: [] });
});

test('高价值类别 is written where a patent has one: unknown while none has, and none of it lacks where one has', () => {
  const invention = { ...holder, grantedOn: '2019-05-07' };
  const [first] = put(
    'patent',
    { ...invention, patentNo: 'ZL201710601862.3' },
    { ...invention, unit: '薛城区', patentNo: '202210123401.0', grantedOn: '2022-03-01' },
  );
  expect(counted('patent', 'C16')).toEqual({ numbers: [null, null], lacking: [['高价值类别', 2]] });
  change('patent', first!, { highValue: '战新' });
  expect(counted('patent', 'C16')).toEqual({ numbers: [1], lacking: [] });
});

test('a field is asked of the rows that every other filter may count, and of no others', () => {
  const granted = { ...holder, grantedOn: '2019-05-07' };
  const numbered = (body: string) => `${body}.${patentCheck(body)}`;
  put(
    'patent',
    { ...granted, patentNo: numbered('201710601862'), holderKind: '工矿企业' },
    { ...granted, patentNo: numbered('201710601863'), holderKind: '大专院校' },
    { ...granted, patentNo: numbered('201710601864') },
    { ...granted, patentNo: numbered('201720601865') },
  );
  const ledger = findLedger(ctx.store, 'patent')!;
  const rollup = ledger.rollups.find(({ code }) => code === 'C19a')!;
  // The utility model without a holder is no invention of anybody.
  expect(ruleWithBlanks(rollup, blanksBehind(ctx.store, ledger, rollup, '2022-07'), null)).toBe(
    `${rollup.rule}；3条中有1条没有填写“权利人类型”，未计入`,
  );
  expect(total('patent', 'C19a', '2022-07')).toBe(1);
});

test('a sum of numbers is unknown only where all of them are, and 0 without any', () => {
  expect([sumOf([]), sumOf([null]), sumOf([null, null]), sumOf([null, 0]), sumOf([2, null, 3])]).toEqual([
    0,
    null,
    null,
    0,
    5,
  ]);
  const byUnit = new Map<number | null, number | null>([
    [1, null],
    [null, 7],
  ]);
  expect([numberOf(byUnit, 1), numberOf(byUnit, null), numberOf(byUnit, 2)]).toEqual([null, 7, 0]);
});

test('a fine is expected of closed cases alone: an open one has none, and is not told as lacking it', () => {
  const found = { category: '商标', filedOn: '2022-03-01' };
  const [, closed] = put(
    'enforcement',
    { ...found, unit: '滕州市', caseNo: '滕市监处罚〔2022〕1号' },
    { ...found, unit: '薛城区', caseNo: '薛市监处罚〔2022〕1号', status: '已结案', closedOn: '2022-05-01' },
    { ...found, unit: '山亭区', caseNo: '山市监处罚〔2022〕1号', penalty: '2' },
    {
      ...found,
      unit: '山亭区',
      caseNo: '山市监处罚〔2022〕2号',
      status: '已结案',
      closedOn: '2022-05-01',
    },
  );
  expect(counted('enforcement', 'B04')).toEqual({ numbers: [0, null, 20_000_00], lacking: [['罚没金额', 2]] });
  expect(total('enforcement', 'B04', '2022-07')).toBe(20_000_00);
  change('enforcement', closed!, { penalty: '0' });
  expect(counted('enforcement', 'B04')).toEqual({ numbers: [0, 0, 20_000_00], lacking: [['罚没金额', 1]] });
});

test('贴息 is written where there is some: none elsewhere once a pledge has it, and unknown while none has', () => {
  const loan = { ...holder, amount: '500', registeredOn: '2022-03-01' };
  const [first] = put(
    'pledge',
    { ...loan, registrationNo: 'Y2022980000001' },
    { ...loan, enterprise: '枣庄乙有限公司', unit: '薛城区', registrationNo: 'Y2022980000002' },
  );
  expect(counted('pledge', 'Y10a')).toEqual({ numbers: [null, null], lacking: [['贴息金额', 2]] });
  change('pledge', first!, { subsidy: '3' });
  expect(counted('pledge', 'Y10a')).toEqual({ numbers: [30_000_00, 0], lacking: [] });
  expect(total('pledge', 'Y10a', '2022-07')).toBe(30_000_00);
});

describe('资助奖补: payments', () => {
  const base = { ...holder, level: '市级', category: '国内发明专利资助', approved: 30, applied: 30 };
  const payments = [
    { paidOn: '2022-03-31', amount: '12.50', documentNo: '枣财教〔2022〕5号', receipt: 'R1' },
    { paidOn: '2022-08-15', amount: 7.5 },
  ];

  test('sum, last day and document number follow from them; each counts in its own month', () => {
    const [id] = put('subsidy', { ...base, payments: payments as never });
    expect(rowOf('subsidy', id!)).toMatchObject({ paid: 20_000_000, paidOn: '2022-08-15', documentNo: null });
    expect([total('subsidy', 'G03', '2022-07'), total('subsidy', 'G03', '2022-08')]).toEqual([12_500_000, 20_000_000]);
    change('subsidy', id!, { payments: payments.slice(0, 1) as never });
    expect(rowOf('subsidy', id!)).toMatchObject({
      paid: 12_500_000,
      paidOn: '2022-03-31',
      documentNo: '枣财教〔2022〕5号',
    });
    change('subsidy', id!, { payments: null });
    expect(rowOf('subsidy', id!)).toMatchObject({ paid: null, paidOn: null, payments: null });
  });

  test('what was paid back is taken off in its own month, never more than was paid, and the sum of a row is never below 0', () => {
    const [id] = put('subsidy', { ...base, payments: payments as never });
    const back = { paidOn: '2022-11-15', amount: '-7.5', note: '追回' };
    change('subsidy', id!, { payments: [...payments, back] as never });
    expect(rowOf('subsidy', id!)).toMatchObject({ paid: 12_500_000, paidOn: '2022-11-15' });
    expect(['2022-07', '2022-10', '2022-12'].map((period) => total('subsidy', 'G03', period))).toEqual([
      12_500_000, 20_000_000, 12_500_000,
    ]);
    const field = ledgerOf('subsidy')!.fields['payments']!;
    const env = { unitId: () => null, unitName: () => '' };
    const stored = rowOf('subsidy', id!)['payments'] as never;
    expect(readField(ledgerOf('subsidy')!, 'payments', field, fieldText(field, stored, env), env).value).toEqual(
      stored,
    );
    const tooMuch = save('subsidy', {
      ...base,
      item: '二',
      payments: [...payments, { ...back, amount: -20.01 }] as never,
    });
    expect([tooMuch.saved, tooMuch.rows[0]!.findings.map(({ message }) => message).join()]).toEqual([
      false,
      expect.stringContaining('追回的多于拨付的'),
    ]);
    expect(save('subsidy', { ...base, item: '三', paid: '-5' }).saved).toBe(false);
  });

  test('a file that gives one sum makes one payment, and changing the sum changes it', () => {
    const [id] = put('subsidy', { ...base, paid: '20', paidOn: '2022-06-01' });
    expect(rowOf('subsidy', id!)['payments']).toMatchObject([{ paidOn: '2022-06-01', amount: 20_000_000 }]);
    change('subsidy', id!, { paid: '25' });
    expect(total('subsidy', 'G03', '2022-07')).toBe(25_000_000);
    change('subsidy', id!, { note: '已核对' });
    expect(rowOf('subsidy', id!)).toMatchObject({ paid: 25_000_000, paidOn: '2022-06-01' });
  });

  test('a sum that is not that of the payments is refused', () => {
    const { saved, rows } = save('subsidy', { ...base, payments: payments as never, paid: 30 });
    expect(saved).toBe(false);
    expect(rows[0]!.findings).toMatchObject([{ severity: 'block', field: 'paid' }]);
    expect(rows[0]!.findings[0]!.message).toContain('20.00万元');
  });

  test('as text they read back to the same; wrong entries are named by their number', () => {
    const ledger = ledgerOf('subsidy')!;
    const field = ledger.fields['payments']!;
    const env = { unitId: () => null, unitName: () => '' };
    const { value } = readField(ledger, 'payments', field, payments as never, env);
    const text = fieldText(field, value, env);
    expect(text).toBe('2022-03-31｜12.50｜枣财教〔2022〕5号｜R1；2022-08-15｜7.50');
    expect(readField(ledger, 'payments', field, text, env).value).toEqual(value);
    expect(shortText(field, value, env)).toBe('2笔 20.00万元');
    const wrong = readField(ledger, 'payments', field, '2022-03-31｜12.5；2022-04-31｜若干', env);
    expect(wrong.value).toBeNull();
    expect(wrong.findings.map((one) => one.message)).toEqual([
      '逐笔拨付第2条拨付日期：应为日期（如2022-07-31），现为“2022-04-31”，请核对',
      '逐笔拨付第2条金额：应为金额（万元），现为“若干”，请核对',
    ]);
  });

  test('one patent twice in one step is told like one that is stored', () => {
    const row = { ...base, patentNo: '201710601862.3' };
    const { rows } = save(
      'subsidy',
      { ...row, item: '一' },
      { ...row, item: '二' },
      { ...row, item: '三', patentNo: null },
    );
    expect(rows.map((one) => one.findings.map((finding) => finding.rule))).toEqual([[], ['once'], []]);
  });

  test('公示 of five working days ends on the fifth, the first counted', () => {
    const [id] = put('subsidy', { ...base, publicFrom: '2022-07-01', publicDays: 5 });
    expect(rowOf('subsidy', id!)['publicTo']).toBe('2022-07-07');
  });

  test('an applicant with open 非正常 or in 失信 is told, until it is withdrawn', () => {
    const open = { ...holder, batch: 2, applicationNo: '202210123401.0' };
    const [id] = put('abnormalitem', open);
    put('inspection', { ...holder, form: '专项', checkedOn: '2022-04-01', isPunished: '是' });
    const found = save('subsidy', base).rows[0]!.findings;
    expect(found.map((one) => [one.severity, one.rule])).toEqual([
      ['warn', 'against'],
      ['warn', 'against'],
    ]);
    expect(found[0]!.message).toContain('1件');
    change('abnormalitem', id!, { status: '已撤回' });
    expect(save('subsidy', { ...base, category: '其他' }).rows[0]!.findings).toHaveLength(1);
  });
});

test('贯标 gets the title of its standard; 质押 counts its listed patents', () => {
  const [id] = put('certificate', {
    ...holder,
    standard: 'GB/T 29490—2023',
    certificateNo: 'A1',
    issuedOn: '2022-01-01',
    validTo: '2025-01-01',
  });
  expect(rowOf('certificate', id!)['standardTitle']).toBe('企业知识产权合规管理体系 要求');
  change('certificate', id!, { standard: 'GB/T 29490-2013' });
  expect(rowOf('certificate', id!)['standardTitle']).toBe('企业知识产权管理规范');
  const wrong = { standard: 'GB/T 29490-2023', standardTitle: '企业知识产权管理规范' };
  const named = { ...holder, certificateNo: 'A2', issuedOn: '2024-02-01', validTo: '2027-01-31', ...wrong };
  expect(save('certificate', named).rows[0]!.findings).toMatchObject([{ severity: 'warn', rule: 'standard-title' }]);
  const [loan] = put('pledge', {
    ...holder,
    amount: 100,
    registeredOn: '2022-01-01',
    patentNumbers: '201710601862.3；200320102344.0',
  });
  expect(rowOf('pledge', loan!)).toMatchObject({ patents: 2, inventions: 1 });
});

test('everything here can be undone to the very state before', () => {
  const before = dump(ctx.store.db);
  put('subsidy', {
    ...holder,
    level: '市级',
    category: '贯标',
    payments: [{ paidOn: '2022-03-31', amount: 3 }] as never,
  });
  put('complaint', { unit: '滕州市', receivedOn: '2022-07-01', source: '信访', matter: '甲', limit: 15 });
  const steps = history.list(ctx, { limit: 2 }).changes.map((one) => one.id);
  for (const id of steps) history.undo(ctx, { id });
  expect(dump(ctx.store.db)).toEqual(before);
});

test('fees at the counter are typed and shown in 元, and kept in 分 like every amount', () => {
  const [id] = put('window', {
    unit: '滕州市',
    receivedOn: '2022-07-05',
    applicant: '某公司',
    kind: '注册',
    fee: '270',
  });
  const field = ledgerOf('window')!.fields['fee']!;
  expect(rowOf('window', id!)['fee']).toBe(27_000);
  const env = { unitName: () => '', unitId: () => null };
  expect([headText(field), fieldText(field, 27_000, env)]).toEqual(['收费（元）', '270.00']);
  expect(readField(ledgerOf('window')!, 'fee', field, '0.027万元', env).value).toBe(27_000);
  expect(readField(ledgerOf('window')!, 'fee', field, '¥270.00', env).value).toBe(27_000);
  // What an office called its field does not say it a second time, nor another one than is written.
  const heads = ['合同金额（万元）', '合同金额（元）', '合同金额（含税）'].map((label) =>
    headText({ kind: 'amount', label }),
  );
  expect(heads).toEqual(['合同金额（万元）', '合同金额（万元）', '合同金额（含税）（万元）']);
});

test('¥ or 人民币 without a measure is 元 or a format: it is asked what it means where amounts are in 万元', () => {
  const ledger = ledgerOf('subsidy')!;
  const read = (text: string, measure: string | null = null) =>
    readField(ledger, 'applied', ledger.fields['applied']!, text, { unitId: () => null, measure });
  for (const text of ['¥5,000.00', '5,000.00人民币', '5000整'])
    expect(read(text).findings[0]?.message).toContain(`“${text}”没有写明是元还是万元`);
  expect([read('￥5,000元'), read('¥5,000.00', '元'), read('¥ 0.5万元')].map(({ value }) => value)).toEqual([
    500_000, 500_000, 500_000,
  ]);
  expect(read('¥5', '万元').value).toBe(5_000_000);
});

test('登记簿 of a day and 签收单 with a column to sign in', async () => {
  const taken = { unit: '滕州市', applicant: '某公司', kind: '商标续展', fee: '500' };
  put(
    'window',
    {
      ...taken,
      receivedOn: '2022-07-05',
      acceptNo: 'S1',
      status: '领证',
      collectedOn: '2022-07-20',
      collector: '王某',
    },
    { ...taken, receivedOn: '2022-07-06', acceptNo: 'S2' },
  );
  const [register_, signing] = ledgerOf('window')!.papers!;
  const print = async (paper: typeof register_, from: string, to: string) => {
    const params = CALLS['ledgers.print'].params.parse({
      ledger: 'window',
      filter: { text: '', conditions: [{ op: 'between', field: paper!.on, from, to }] },
      columns: [...paper!.columns],
      blanks: [...(paper!.blanks ?? [])],
      title: paper!.title,
    });
    return (await grid.print(ctx, params)).table;
  };
  const day = await print(register_, '2022-07-05', '2022-07-05');
  expect(day.title).toBe('窗口业务登记簿');
  expect(day.headRows[0]!.map((one) => one.text)).toContain('收费（元）');
  expect(day.bodyRows.map((row) => row.cells[1]?.text)).toEqual(['S1', '1']);
  // Numbers stay in one line, their sum too: text, padding and line of a cell have room.
  put('window', { ...taken, receivedOn: '2022-07-07', acceptNo: 'CK2022-100100', fee: '9999999', markNo: '50000000' });
  const month = await print(register_, '2022-07-01', '2022-07-31');
  const widthAt = (head: string): number =>
    month.columnWidths[month.headRows[0]!.findIndex((one) => one.text === head)]!;
  for (const [head, text] of [
    ['受理号', 'CK2022-100100'],
    ['收费（元）', '10000999.00'],
    ['受理日期', '2022-07-07'],
    ['商标号或专利号', '50000000'],
  ] as const)
    expect(widthAt(head), head).toBeGreaterThanOrEqual(text.length * 1.1 + 2);
  const signed = await print(signing, '2022-07-01', '2022-07-31');
  expect(signed.headRows[0]!.at(-1)!.text).toBe('签收');
  for (const row of [...signed.headRows.map((cells) => ({ cells })), ...signed.bodyRows])
    expect(row.cells.reduce((sum, one) => sum + one.colSpan, 0)).toBe(signed.columnWidths.length);
  expect(signed.bodyRows[0]!.cells.map((one) => one.text)).toContain('王某');
});

test('an activity of several sessions counts as many; without a number it is one', () => {
  const day = { unit: '滕州市', heldOn: '2022-04-20', form: '宣传活动', topic: '宣传周' };
  put('activity', { ...day, sessions: 10, posters: 300, heldTo: '2022-04-26' }, { ...day, topic: '进校园' });
  put('activity', { ...day, form: '线下培训', topic: '检索', sessions: 2 });
  expect([total('activity', 'F05a', '2022-07'), total('activity', 'F03', '2022-07')]).toEqual([11, 2]);
  expect(save('activity', { ...day, topic: '倒着', heldTo: '2022-04-19' }).rows[0]!.findings).toMatchObject([
    { severity: 'block', rule: 'dates', field: 'heldTo' },
  ]);
});

test('line of credit and loan stand beside the registered amount and do not count as it', () => {
  const loan = {
    ...holder,
    amount: '1000',
    registeredOn: '2022-07-01',
    credit: '3000',
    lent: '800',
    lentOn: '2022-07-08',
  };
  const [id] = put('pledge', loan);
  put('markpledge', loan);
  expect(rowOf('pledge', id!)).toMatchObject({ amount: 1_000_000_000, credit: 3_000_000_000, lent: 800_000_000 });
  expect([total('pledge', 'Y01', '2022-07'), total('markpledge', 'Y07', '2022-07')]).toEqual([
    1_000_000_000, 1_000_000_000,
  ]);
  for (const ledger of ['pledge', 'markpledge'])
    expect(save(ledger, { ...loan, registeredOn: '2022-07-02', lent: '3000.01' }).rows[0]!.findings).toMatchObject([
      { severity: 'warn', rule: 'lent', field: 'lent' },
    ]);
});

test('发布会, 对接会 and 五进 are activities: told by form and topic, and none of them is a training', () => {
  const day = { unit: '滕州市', heldOn: '2022-04-20' };
  const [told] = put('activity', { ...day, form: '发布会', topic: '白皮书', documents: 2 });
  const [met] = put('activity', { ...day, form: '对接会', topic: '专利转化', campaign: '入园惠企；人大附中' });
  const [gone] = put('activity', { ...day, form: '宣传', topic: '进校园', campaign: '宣传周、五进' });
  expect(rowOf('activity', told!)).toMatchObject({ form: '新闻发布会', documents: 2 });
  expect(rowOf('activity', met!)).toMatchObject({ form: '对接活动', campaign: ['入园惠企', '人大附中'] });
  expect(rowOf('activity', gone!)).toMatchObject({ form: '宣传活动', campaign: ['知识产权宣传周', '五进活动'] });
  expect([total('activity', 'F05a', '2022-07'), total('activity', 'F03', '2022-07')]).toEqual([1, 0]);
});

test('chosen entries come without invisible signs, as the text of a cell does', () => {
  const ledger = ledgerOf('service')!;
  const field = ledger.fields['campaign']!;
  const env = { unitId: () => null };
  const chosen = readField(ledger, 'campaign', field, ['\u200b甲行动 ', "'=乙行动"], env);
  expect(chosen.value).toEqual(['甲行动', '=乙行动']);
});
