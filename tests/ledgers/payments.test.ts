// 资助奖补: payments of one row, their sum and their months; what is refused, told and printed of amounts.

import { describe, expect, test } from 'vitest';

import { fieldText, headText, shortText } from '../../shared/ledgers/field-text.js';
import { readField } from '../../shared/ledgers/read-field.js';
import { ledgerOf } from '../../shared/ledgers/registry.js';
import { ledgerDesk } from '../helpers/ledger-desk.js';

const desk = ledgerDesk();
const { save, change, put, rowOf, total } = desk;
const holder = { enterprise: '枣庄甲有限公司', unit: '滕州市' };

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

  test('a list that says more was paid by a later day adds a payment, and the months before keep theirs', () => {
    const [id] = put('subsidy', { ...base, paid: 6, paidOn: '2022-06-30', documentNo: '枣财教〔2022〕5号' });
    change('subsidy', id!, { paid: 12, paidOn: '2022-08-01', documentNo: '枣财教〔2022〕7号' });
    change('subsidy', id!, { paid: 15, paidOn: '2022-09-30' });
    expect(rowOf('subsidy', id!)['payments']).toEqual([
      { paidOn: '2022-06-30', amount: 6_000_000, documentNo: '枣财教〔2022〕5号', receipt: null, note: null },
      { paidOn: '2022-08-01', amount: 6_000_000, documentNo: '枣财教〔2022〕7号', receipt: null, note: null },
      { paidOn: '2022-09-30', amount: 3_000_000, documentNo: null, receipt: null, note: null },
    ]);
    const months = ['2022-06', '2022-07', '2022-08', '2022-09'];
    expect(months.map((period) => total('subsidy', 'G03', period))).toEqual([
      6_000_000, 6_000_000, 12_000_000, 15_000_000,
    ]);
    // The same day with another amount is a correction.
    const [other] = put('subsidy', { ...base, item: '二', paid: 6, paidOn: '2022-06-30' });
    change('subsidy', other!, { paid: 7, paidOn: '2022-06-30' });
    expect(rowOf('subsidy', other!)['payments']).toMatchObject([{ paidOn: '2022-06-30', amount: 7_000_000 }]);
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
