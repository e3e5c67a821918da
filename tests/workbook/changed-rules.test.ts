// Rules are data: a threshold, a severity or a switch changes what is found, and rules of the office work like those of the program.

import { describe, expect, test } from 'vitest';

import * as history from '../../electron/core/history/handlers.js';
import { getSettings } from '../../electron/core/store/settings-store.js';
import { dataVersion } from '../../electron/core/store/store.js';
import * as checks from '../../electron/core/workbook/check-handlers.js';
import type { OwnRuleDraft } from '../../shared/checks/rule.js';
import { SHIPPED_RULES } from '../../shared/checks/shipped-rules.js';
import { dump } from '../helpers/dump.js';
import type { Rows } from '../helpers/importing.js';
import { ruleBench } from '../helpers/rule-bench.js';

const desk = ruleBench();
const { plan, fileOf, found, store } = desk;

describe('rules are data', () => {
  test('all shipped rules are listed as shipped, with thresholds inside their bounds', () => {
    const { rules } = checks.ruleList(desk.bench.ctx);
    expect(rules).toEqual([...SHIPPED_RULES]);
    for (const rule of rules)
      for (const { value, min, max } of rule.thresholds) expect(min <= value && value <= max, rule.id).toBe(true);
  });

  test('severity, switch and threshold change what is found, survive, and can be undone', async () => {
    const rows: Rows = [
      ['专利授权量', '件', 5, null],
      ['发明专利授权量', '件', 6, null],
    ];
    const before = dump(desk.bench.ctx.store.db);
    const { rule } = checks.ruleSave(desk.bench.ctx, { id: 'part-exceeds-whole', severity: 'hint' });
    expect(rule).toMatchObject({ severity: 'hint', changed: true });
    expect(await fileOf(rows)).toMatchObject({ status: 'planned', cells: { rejected: 0, new: 2 } });
    checks.ruleSave(desk.bench.ctx, { id: 'part-exceeds-whole', enabled: false });
    expect((await fileOf(rows)).issues).toEqual([]);
    history.undo(desk.bench.ctx, { id: dataVersion(desk.bench.ctx.store) });
    expect(found(await fileOf(rows))).toEqual([['part-exceeds-whole', 'C5', 'hint']]);
    checks.ruleRemove(desk.bench.ctx, { id: 'part-exceeds-whole' });
    expect(dump(desk.bench.ctx.store.db)).toEqual(before);
    expect(found(await fileOf(rows))).toEqual([['part-exceeds-whole', 'C5', 'block']]);
  });

  test('the limit of a large change is the one of the settings', async () => {
    checks.ruleSave(desk.bench.ctx, { id: 'large-change', thresholds: { rise: 20, smallBase: 5 } });
    expect(getSettings(desk.bench.ctx.store).warnChangePercent).toBe(20);
    desk.bench.ctx.settings = getSettings(desk.bench.ctx.store);
    store('C05', '2023-03', '8');
    expect(found(await fileOf([['专利授权量', '件', 10, null]]))).toEqual([['large-change', 'C4', 'warn']]);
  });

  test('what reading rests on cannot be switched off, and nonsense is refused', () => {
    expect(() => checks.ruleSave(desk.bench.ctx, { id: 'duplicate-value', enabled: false })).toThrow(/input\.invalid/);
    expect(() => checks.ruleSave(desk.bench.ctx, { id: 'large-change', thresholds: { fall: -1 } })).toThrow(
      /input\.invalid/,
    );
    expect(() => checks.ruleSave(desk.bench.ctx, { id: 'nothing' })).toThrow(/data\.not-found/);
  });

  test('a plan made before a rule changed must be made anew', async () => {
    const old = await plan([['专利授权量', '件', 5, null]]);
    checks.ruleSave(desk.bench.ctx, { id: 'negative', severity: 'warn' });
    expect(() => desk.bench.accept(old)).toThrow(/data\.stale/);
  });
});

describe('own rules', () => {
  const add = (expression: OwnRuleDraft['expression'], severity: OwnRuleDraft['severity'] = 'block'): string =>
    checks.ruleAdd(desk.bench.ctx, { rule: { name: '自定', severity, expression, advice: '请核对台账。' } }).rule.id;
  const rows: Rows = [
    ['专利授权量', '件', 50, null],
    ['商标申请量', '件', 20, null],
    ['商标注册量', '件', 31, null],
  ];

  test('A + B = C', async () => {
    const id = add({ kind: 'sum', total: 'C05', parts: ['C23', 'C24'] });
    const file = await fileOf(rows);
    expect(found(file)).toEqual([[id, 'C4', 'block']]);
    expect(file.issues[0]!.message).toBe(
      'C4“专利授权量”是50，而“商标申请量”20 + “商标注册量”31 = 51，相差1。不符合审核规则“自定”，请核对台账。',
    );
    rows[2]![2] = 30;
    expect(found(await fileOf(rows))).toEqual([]);
    rows[2]![2] = 31;
  });

  test('A ≤ B, also where B is stored and not in the file', async () => {
    const id = add({ kind: 'at-most', left: 'C24', right: 'C23' }, 'warn');
    expect(found(await fileOf(rows))).toEqual([[id, 'C6', 'warn']]);
    checks.ruleRemove(desk.bench.ctx, { id });
    expect(found(await fileOf(rows))).toEqual([]);
    const other = add({ kind: 'at-most', left: 'C24', right: 'C11' });
    store('C11', '2024-03', '7');
    expect(found(await fileOf(rows))).toEqual([[other, 'C6', 'block']]);
  });

  test('A ≥ last month, and A within a range of last year or last month', async () => {
    store('C14', '2024-02', '100', 'asof');
    store('C23', '2023-03', '10');
    const atLeast = add({ kind: 'not-below-last-month', code: 'C14' }, 'warn');
    const within = add({ kind: 'change-within', code: 'C23', against: 'last-year', percent: 50 }, 'hint');
    const file = await fileOf([
      ['有效发明专利拥有量', '件', 99, null],
      ['商标申请量', '件', 16, null],
    ]);
    expect(found(file)).toEqual([
      [atLeast, 'C4', 'warn'],
      [within, 'C5', 'hint'],
    ]);
    checks.ruleSave(desk.bench.ctx, {
      id: within,
      own: {
        name: '放宽',
        severity: 'hint',
        expression: { kind: 'change-within', code: 'C23', against: 'last-year', percent: 60 },
        advice: '',
      },
    });
    checks.ruleSave(desk.bench.ctx, { id: atLeast, enabled: false });
    expect(
      found(
        await fileOf([
          ['有效发明专利拥有量', '件', 99, null],
          ['商标申请量', '件', 16, null],
        ]),
      ),
    ).toEqual([]);
  });

  test('a rule that can never be computed is refused', () => {
    expect(() => add({ kind: 'at-most', left: 'C24', right: 'Y01' })).toThrow(/input\.invalid/);
    expect(() => add({ kind: 'sum', total: 'C24', parts: ['C24', 'C23'] })).toThrow(/input\.invalid/);
    expect(() => add({ kind: 'not-below-last-month', code: 'C99' })).toThrow(/data\.not-found/);
  });
});
