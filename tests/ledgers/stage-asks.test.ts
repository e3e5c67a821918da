// What a stage asks for, and the days that follow from one: last days in working days, days that do not fit the stage.

import { describe, expect, test } from 'vitest';

import { listPeriodValues } from '../../electron/core/statistics/list-values.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { findLedger } from '../../electron/core/store/ledger-list.js';
import { LEDGERS } from '../../shared/ledgers/registry.js';
import { allStages } from '../../shared/ledgers/stages.js';
import { ledgerDesk } from '../helpers/ledger-desk.js';

const desk = ledgerDesk();
const { save, change, put, rowOf, total } = desk;
const holder = { enterprise: '枣庄甲有限公司', unit: '滕州市' };

describe('a stage asks for what the row must have there', () => {
  const draft = { title: '专利导航实施方案', unit: '滕州市', issuer: '枣庄市市场监督管理局' };
  const move = (ledger: string, ids: number[], to: string, values?: Record<string, string>) =>
    ledgers.moveStage(desk.ctx, { ledger, ids, to, on: '2022-07-05', note: '', ...(values ? { values } : {}) });

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
      expect(allStages(findLedger(desk.ctx.store, id)!.stages!)).toContain(stage);
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
    const settings = { ...desk.ctx.settings, valueSources: { F09a: 'rollup', F09c: 'rollup' } as const };
    const { values } = listPeriodValues({ store: desk.ctx.store, settings }, '2022-09');
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
