// The figures that come of the rows of each ledger, by month, and what is derived in a row.

import { describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import * as register from '../../electron/core/ledgers/register.js';
import { ledgerDesk, type Values } from '../helpers/ledger-desk.js';

const desk = ledgerDesk();
const { save, change, put, rowOf, total } = desk;
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
    const [entry] = register.search(desk.ctx, { text: '枣庄甲' }).enterprises;
    const { id, ...draft } = entry!;
    register.save(desk.ctx, { id, enterprise: { ...draft, tags: ['高企', '规上'] } });
    expect(total('patent', 'C20a', '2022-07')).toBe(1);
    history.undo(desk.ctx, { id: history.list(desk.ctx, { limit: 1 }).changes[0]!.id });
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
