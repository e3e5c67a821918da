// 目标任务 over the sample: a stock is never ahead of time, revisions need a reason, splits balance, schemes score.

import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { undo } from '../../electron/core/history/handlers.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import * as targets from '../../electron/core/targets/handlers.js';
import { answer } from '../../electron/core/workbook/handlers.js';
import type { TargetCell } from '../../shared/targets/define.js';
import { schemeForYear } from '../../shared/targets/scheme.js';
import { ImportBench, type Rows } from '../helpers/importing.js';
import { addValues, contextOf, openSampleStore } from '../helpers/memory-store.js';
import { schemeItem, unitScheme } from '../helpers/score-schemes.js';

const PERIOD = '2022-07';
let ctx: Ctx;
let ids: Map<string, number>;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
  ids = new Map(listUnits(ctx.store).map((unit) => [unit.name, unit.id]));
});

const column = (code: string) => targets.matrix(ctx, { period: PERIOD }).columns.find((one) => one.code === code)!;
const cell = (code: string, unit: string): TargetCell =>
  column(code).cells.find((one) => one.unitId === ids.get(unit))!;
const save = (unit: string | null, code: string, value: string | null, words = { document: '', reason: '' }) =>
  targets.saveTargets(ctx, {
    year: 2022,
    cells: [
      { unitId: unit === null ? null : ids.get(unit)!, code, level: unit === null ? 'higher' : 'assigned', value },
    ],
    ...words,
  });

test('发明专利授权量 is measured against 7/12: only 枣庄高新区 is ahead', () => {
  const { cells, sum } = column('C06');
  const ahead = cells.filter((one) => one.status === 'ahead').map((one) => one.unitId);
  expect(ahead).toEqual([ids.get('枣庄高新区')]);
  expect(cell('C06', '枣庄高新区')).toMatchObject({
    completion: '68.0',
    gap: '9.7',
    perMonth: '6.4',
    forecast: '117',
    enough: true,
  });
  expect(sum).toMatchObject({ target: '755', actual: '405', completion: '53.6', gap: '-4.7' });
});

test('no unit is ever ahead of time progress on the stock 有效发明专利拥有量', () => {
  const { cells, sum, mode, modes } = column('C14');
  expect(mode).toBe('year_end');
  expect(modes).not.toContain('cumulative');
  for (const one of [...cells, sum]) expect(one).toMatchObject({ status: 'not_met', completion: '', gap: '' });
  expect(() =>
    targets.saveBasis(ctx, {
      year: 2022,
      unitId: null,
      code: 'C14',
      mode: 'cumulative',
      base: null,
      words: '',
      done: null,
    }),
  ).toThrowError(/input.invalid/);
});

test('净增 measures the increase since last year’s end, stored or typed', () => {
  targets.saveBasis(ctx, {
    year: 2022,
    unitId: null,
    code: 'C14',
    mode: 'net_increase',
    base: null,
    words: '',
    done: null,
  });
  expect(cell('C14', '滕州市')).toMatchObject({ status: 'unknown', completion: '' });
  targets.saveBasis(ctx, {
    year: 2022,
    unitId: ids.get('滕州市')!,
    code: 'C14',
    mode: 'net_increase',
    base: '1200',
    words: '',
    done: null,
  });
  // (1290 − 1200) / (1400 − 1200) = 45 %
  expect(cell('C14', '滕州市')).toMatchObject({
    completion: '45.0',
    gap: '-13.3',
    status: 'behind',
    base: '1200',
    baseTyped: true,
  });
  addValues(ctx.store, '2021-12', 'asof', { C14: { 滕州市: 1240 } });
  expect(cell('C14', '滕州市')).toMatchObject({ completion: '31.3', base: '1240', baseTyped: false });
});

test('an own pace replaces 时间进度 for its indicator only', () => {
  const points = ['0', '0', '5', '10', '20', '30', '70', '75', '80', '90', '95', '100'];
  targets.savePace(ctx, { year: 2022, code: 'C06', points });
  expect(column('C06')).toMatchObject({ pace: '70.0', ownPace: points });
  expect(cell('C06', '枣庄高新区')).toMatchObject({ status: 'behind', gap: '-2.0' });
  expect(column('C11').pace).toBe('58.3');
  expect(() => targets.savePace(ctx, { year: 2022, code: 'C06', points: points.with(3, '1') })).toThrow();
});

describe('typing', () => {
  test('a new target needs no reason, a revision does; both are kept and can be undone', () => {
    expect(save('滕州市', 'C24', '900')).toEqual({ saved: 1, same: 0, locked: [] });
    expect(() => save('滕州市', 'C24', '950')).toThrow();
    save('滕州市', 'C24', '950', { document: '枣知发〔2022〕8号', reason: '' });
    expect(cell('C24', '滕州市')).toMatchObject({ target: '950', document: '枣知发〔2022〕8号', revision: 2 });
    const history = targets.targetHistory(ctx, {
      year: 2022,
      unitId: ids.get('滕州市')!,
      code: 'C24',
      level: 'assigned',
    });
    expect(history.revisions.map((one) => one.text)).toEqual(['950', '900']);
    const last = ctx.store.db.prepare('SELECT max(id) AS id FROM change_set').get() as { id: number };
    undo(ctx, { id: last.id });
    expect(cell('C24', '滕州市').target).toBe('900');
  });

  test('the same value again is no revision; nonsense is refused whole', () => {
    expect(save('滕州市', 'C06', '320')).toEqual({ saved: 0, same: 1, locked: [] });
    for (const value of ['约300', '3.5', '-1', '99999999999999999999'])
      expect(() => save('薛城区', 'C24', value)).toThrow();
    expect(targets.matrix(ctx, { period: PERIOD }).columns.some((one) => one.code === 'C24')).toBe(false);
  });

  test('the task of the higher authority stands beside the sum of what was handed on', () => {
    save(null, 'C06', '800');
    expect(column('C06')).toMatchObject({
      undistributed: '45',
      higher: { target: '800', completion: '50.6', actual: '405' },
    });
  });

  test('a 定性 task has words and a state, never a rate', () => {
    targets.saveBasis(ctx, {
      year: 2022,
      unitId: ids.get('薛城区')!,
      code: 'B15a',
      mode: 'qualitative',
      base: null,
      words: '建成1个维权工作站并正常运行',
      done: true,
    });
    const found = cell('B15a', '薛城区');
    expect(found).toMatchObject({
      words: '建成1个维权工作站并正常运行',
      done: true,
      completion: '',
      status: 'unknown',
    });
  });
});

test('units that are judged differently have a sum without a rate', () => {
  targets.saveBasis(ctx, {
    year: 2022,
    unitId: ids.get('滕州市')!,
    code: 'C06',
    mode: 'at_least',
    base: null,
    words: '',
    done: null,
  });
  expect(factsOf(ctx, PERIOD).byCode.get('C06')!.total).toMatchObject({ mode: null, progress: { completion: null } });
});

test('分解 by last year names its period and sums exactly', () => {
  const split = targets.splitOf(ctx, {
    year: 2022,
    code: 'C06',
    whole: '755',
    by: 'last-year',
    shares: {},
    fixed: { [ids.get('滕州市')!]: '320' },
    step: '',
  });
  expect(split).toMatchObject({ sum: '755', remainder: '0', problem: '', from: '2021年1—7月' });
  expect(split.rows[0]).toMatchObject({ unit: '滕州市', value: '320', fixed: true });
  expect(split.rows.reduce((sum, row) => sum + Number(row.value), 0)).toBe(755);
  const money = targets.splitOf(ctx, {
    year: 2022,
    code: 'Y01',
    whole: '1000',
    by: 'equal',
    shares: {},
    fixed: {},
    step: '',
  });
  expect(money.rows.map((row) => row.value)).toEqual(['143', '143', '143', '143', '143', '143', '142']);
  const empty = targets.splitOf(ctx, {
    year: 2022,
    code: 'C06',
    whole: '10',
    by: 'last-target',
    shares: {},
    fixed: {},
    step: '',
  });
  expect(empty).toMatchObject({
    remainder: '10',
    problem: '没有可作比例的数（全是0或没有数据），请改用其他方法或填写比例',
  });
});

test('分解 says why it cannot be exact: more fixed than there is, or a rest that is no multiple of the step', () => {
  const ask = { year: 2022, code: 'C06', whole: '100', by: 'equal' as const, shares: {} };
  const over = targets.splitOf(ctx, { ...ask, fixed: { [ids.get('滕州市')!]: '101' }, step: '' });
  expect(over.problem).toBe('已固定的部分超过总数1');
  const step = targets.splitOf(ctx, { ...ask, fixed: {}, step: '30' });
  expect(step.problem).toContain('不是最小分配单位的整数倍');
});

describe('考核方案', () => {
  const deduct = { kind: 'deduct' as const, per: '1', points: '0.1', part: 'exact' as const };
  const scheme = unitScheme([
    schemeItem('a', '发明专利授权', 'C06', '10'),
    schemeItem('b', '非正常申请撤回率', 'C39', '5', { method: deduct, target: '90' }),
    schemeItem('c', '工作配合', null, '5', { method: { kind: 'manual' as const } }),
  ]);

  test('is scored by its own year while another is on screen: to the end of it once it is over', () => {
    const { id } = targets.schemeSave(ctx, { id: null, scheme });
    addValues(ctx.store, '2022-12', 'ytd', { C06: { 滕州市: 300 } });
    addValues(ctx.store, '2023-01', 'ytd', { C06: { 滕州市: 20 } });
    const now = targets.result(ctx, { id, period: '2023-01' });
    expect(now).toEqual(targets.result(ctx, { id, period: '2022-12' }));
    expect(now.period).toBe('2022-12');
    // 300/320 of 10
    expect(now.rows.find((row) => row.unit === '滕州市')!.scores[0]).toMatchObject({ actual: '300', points: '9.38' });
    const before = targets.result(ctx, { id, period: '2021-07' });
    expect(before.period).toBe('2022-01');
    expect(before.rows.every((row) => row.scores[0]!.actual === '')).toBe(true);
  });

  test('a copy for another year takes over its items, and neither its targets nor its 文号', () => {
    const stored = { ...scheme, id: 7, name: '2022年知识产权工作考核', document: '枣市监〔2022〕9号' };
    const copy = schemeForYear(stored, 2023);
    expect(copy).toMatchObject({ year: 2023, name: '2023年知识产权工作考核', document: '' });
    expect(copy).not.toHaveProperty('id');
    expect(copy.items.map(({ target }) => target)).toEqual(['', '', '']);
    expect(copy.items.map(({ weight, method }) => [weight, method])).toEqual(
      scheme.items.map(({ weight, method }) => [weight, method]),
    );
  });

  test('scores each unit, lists losses, ranks only complete rows', () => {
    const { id } = targets.schemeSave(ctx, { id: null, scheme });
    const before = targets.result(ctx, { id, period: PERIOD });
    const tengzhou = before.rows.find((row) => row.unit === '滕州市')!;
    // 168/320 = 52.5 % of 10; 169/193 = 87.564…: 2.4352… short × 0.1
    expect(tengzhou.scores.map((score) => score.points)).toEqual(['5.25', '4.76', '']);
    expect(tengzhou).toMatchObject({ points: '10.01', unscored: 1, rank: null });
    expect(before.losses[0]).toMatchObject({ item: '发明专利授权', lost: '5.50', unit: '台儿庄区' });
    for (const row of before.rows)
      targets.schemeScore(ctx, { id, key: 'c', unitId: row.unitId, points: '5', note: '' });
    const after = targets.result(ctx, { id, period: PERIOD });
    expect(after.rows.find((row) => row.rank === 1)!.unit).toBe('枣庄高新区');
    expect(() =>
      targets.schemeScore(ctx, { id, key: 'a', unitId: ids.get('滕州市')!, points: '5', note: '' }),
    ).toThrow();
    expect(() =>
      targets.schemeScore(ctx, { id, key: 'c', unitId: ids.get('滕州市')!, points: '5.5', note: '' }),
    ).toThrow();
    targets.schemeRemove(ctx, { id });
    const last = ctx.store.db.prepare('SELECT max(id) AS id FROM change_set').get() as { id: number };
    undo(ctx, { id: last.id });
    expect(targets.result(ctx, { id, period: PERIOD })).toEqual(after);
  });

  test('our own self-score uses the scheme’s target', () => {
    const own = {
      ...scheme,
      name: '省保护考核',
      subject: 'own' as const,
      items: [{ ...scheme.items[1]!, target: '95' }],
    };
    const { id } = targets.schemeSave(ctx, { id: null, scheme: own });
    const result = targets.result(ctx, { id, period: PERIOD });
    // 462/524 = 88.1679…: 6.832 short × 0.1
    expect(result.rows).toEqual([expect.objectContaining({ unitId: null, points: '4.32', lost: '0.68', rank: null })]);
  });
});

test('a typed target stays where an import before it is undone, even if it repeats the value before that', async () => {
  const bench = await ImportBench.sample();
  const units = new Map(listUnits(bench.ctx.store).map((unit) => [unit.name, unit.id]));
  const sheet = (value: number): Rows => [
    ['2022年目标任务分解表'],
    ['单位', '发明专利授权量'],
    ['滕州市', value],
    ['薛城区', 90],
  ];
  await bench.importAll([bench.sheet('2022年目标任务分解表1.xlsx', sheet(320))]);
  // A changed target asks; the officer takes the new one.
  const plan = await bench.plan([bench.sheet('2022年目标任务分解表2.xlsx', sheet(330))]);
  const question = plan.files[0]!.questions[0]!;
  const take = question.options.find((option) => /330|更正|采用|替换|是/.test(option.label))!;
  const answered = await answer(bench.ctx, { planId: plan.planId, index: 0, answers: { [question.id]: take.value } });
  bench.accept({ ...plan, files: [answered] });
  const second = bench.ctx.store.db.prepare('SELECT max(id) AS id FROM change_set').get() as { id: number };
  const key = { year: 2022, unitId: units.get('滕州市')!, code: 'C06', level: 'assigned' as const };
  const texts = (): string[] => targets.targetHistory(bench.ctx, key).revisions.map((one) => one.text);
  expect(texts(), question.text).toEqual(['330', '320']);
  targets.saveTargets(bench.ctx, {
    year: 2022,
    cells: [{ ...key, value: '320' }],
    document: '',
    reason: '按局长办公会意见恢复',
  });
  undo(bench.ctx, { id: second.id });
  expect(texts()).toEqual(['320', '320']);
  expect(targets.targetHistory(bench.ctx, key).revisions[0]!.reason).toBe('按局长办公会意见恢复');
  bench.close();
});
