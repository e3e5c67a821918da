// The new year takes over what was shown and no more, leaves alone what is there, and one undo takes all of it back.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as history from '../../electron/core/history/handlers.js';
import { apply, preview } from '../../electron/core/new-year/handlers.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import { saveTargets } from '../../electron/core/targets/save.js';
import { targetsOfYear } from '../../electron/core/store/target-store.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { listTasks, saveTask } from '../../electron/core/store/task-store.js';
import {
  saveTargetBasis,
  saveTargetPace,
  targetBasesOfYear,
  targetPacesOfYear,
} from '../../electron/core/store/target-basis-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { valuesOfPeriod } from '../../electron/core/store/value-store.js';
import { write } from '../../electron/core/store/write.js';
import { NEW_YEAR_PARTS } from '../../shared/contract/calls/new-year.js';
import { dump } from '../helpers/dump.js';
import { addValueList, contextOf, openSampleStore, readExpected, unitDraft } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
});
afterEach(() => ctx.store.db.close());

function targetOf(unit: string, code: string, year: number): number | null {
  const unitId = listUnits(ctx.store).find((one) => one.name === unit)!.id;
  const indicatorId = listIndicators(ctx.store).find((one) => one.code === code)!.id;
  const found = targetsOfYear(ctx.store, year).find((one) => one.unitId === unitId && one.indicatorId === indicatorId);
  return found?.value ?? null;
}

const idOf = (unit: string): number => listUnits(ctx.store).find((one) => one.name === unit)!.id;
const indicatorOf = (code: string): number => listIndicators(ctx.store).find((one) => one.code === code)!.id;
const step = (work: () => void): void =>
  write(ctx.store, { kind: 'settings', label: '准备', operator: '测试', topics: ['settings'] }, work);
/** It reports for the last time in December 2022. Call inside write(). */
function endUnit(name: string): void {
  const { id, order } = listUnits(ctx.store).find((one) => one.name === name)!;
  saveUnit(ctx.store, id, unitDraft(name, order, { validTo: '2022-12' }));
}
const linesOf = (part: (typeof NEW_YEAR_PARTS)[number], growth = '0'): { what: string; from: string; to: string }[] =>
  preview(ctx, { year: 2023, growth }).parts.find((one) => one.part === part)!.lines;

const all = [...NEW_YEAR_PARTS];

test('what is shown is what is written, in one step that undo takes back exactly', () => {
  const before = dump(ctx.store.db);
  const shown = preview(ctx, { year: 2023, growth: '5' });
  expect(dump(ctx.store.db)).toEqual(before);
  const targets = shown.parts.find(({ part }) => part === 'targets')!;
  const expected = Object.values(readExpected().indicators).flatMap((item) => Object.keys(item.target_by_unit ?? {}));
  expect(targets.lines).toHaveLength(expected.length);
  expect(targets.lines).toContainEqual({ what: '滕州市 发明专利授权量', from: '320件', to: '336件' });

  const lines = shown.parts.reduce((sum, part) => sum + part.lines.length, 0);
  expect(apply(ctx, { year: 2023, growth: '5', parts: all })).toEqual({ written: lines });
  expect(targetOf('滕州市', 'C06', 2023)).toBe(336);
  // 45 × 1.05 = 47.25: counts stay whole
  expect(targetOf('山亭区', 'C06', 2023)).toBe(47);
  expect(targetOf('滕州市', 'C06', 2022)).toBe(320);

  const { id } = ctx.store.db.prepare('SELECT max(id) AS id FROM change_set').get() as { id: number };
  history.undo(ctx, { id });
  expect(targetOf('滕州市', 'C06', 2023)).toBeNull();
  expect(preview(ctx, { year: 2023, growth: '5' })).toEqual(shown);
});

test('what the new year has already is left alone, and a second time nothing is written', () => {
  apply(ctx, { year: 2023, growth: '0', parts: ['targets'] });
  expect(targetOf('滕州市', 'C06', 2023)).toBe(320);
  const again = preview(ctx, { year: 2023, growth: '10' }).parts.find(({ part }) => part === 'targets')!;
  expect(again.lines).toEqual([]);
  expect(again.kept).toBeGreaterThan(0);
  expect(apply(ctx, { year: 2023, growth: '10', parts: ['targets'] })).toEqual({ written: 0 });
  expect(targetOf('滕州市', 'C06', 2023)).toBe(320);
});

test('a population taken over is marked as expected wherever it is used', () => {
  const population = preview(ctx, { year: 2023, growth: '0' }).parts.find(({ part }) => part === 'population')!;
  expect(population.lines).toHaveLength(7);
  apply(ctx, { year: 2023, growth: '0', parts: ['population'] });
  const fact = [...factsOf(ctx, '2022-12').byCode.get('P01')!.units.values()][0]!;
  expect(fact.figure.state).toBe('forecast');
});

test('a task that ends is continued, one without an end needs nothing', () => {
  const unitIds = listUnits(ctx.store).map((unit) => unit.id);
  const draft = {
    name: '月报',
    frequency: 'month' as const,
    firstPeriod: '2022-01',
    lastPeriod: '2022-12',
    deadline: { kind: 'working-day' as const, n: 5 },
    unitIds,
    codes: ['C06'],
    ledgers: [],
    materials: ['sheet' as const],
    rounds: [],
    notice: '',
    contact: '',
  };
  write(ctx.store, { kind: 'settings', label: '任务', operator: '测试', topics: ['settings'] }, () => {
    saveTask(ctx.store, null, draft);
    saveTask(ctx.store, null, { ...draft, name: '季报', frequency: 'quarter', lastPeriod: null });
    // Given up long ago, and those of one occasion.
    saveTask(ctx.store, null, { ...draft, name: '旧月报', firstPeriod: '2020-01', lastPeriod: '2020-12' });
    const rounds = [{ no: 1, name: '', period: '2022-05', due: '2022-06-10' }];
    saveTask(ctx.store, null, { ...draft, name: '批次', frequency: 'round', rounds });
    endUnit('山亭区');
  });
  apply(ctx, { year: 2023, growth: '0', parts: ['tasks'] });
  expect(listTasks(ctx.store).map((task) => task.lastPeriod)).toEqual(['2023-12', null, '2020-12', '2022-12']);
  expect(listTasks(ctx.store)[0]!.unitIds).toEqual(unitIds.filter((id) => id !== idOf('山亭区')));
});

test('says which year has no calendar yet', () => {
  expect(preview(ctx, { year: 2031, growth: '0' }).hints.join('')).toContain('2031年的节假日');
  expect(preview(ctx, { year: 2023, growth: '0' }).hints).toEqual([]);
});

test('a unit that ends takes nothing with it, and is named', () => {
  const unitId = idOf('山亭区');
  step(() => {
    saveTargetBasis(ctx.store, 2022, {
      indicatorId: indicatorOf('C06'),
      unitId,
      mode: 'at_least',
      base: null,
      words: '',
      done: null,
    });
    endUnit('山亭区');
  });
  for (const part of ['targets', 'bases', 'population'] as const)
    expect(linesOf(part).filter(({ what }) => what.startsWith('山亭区'))).toEqual([]);
  expect(linesOf('population')).toHaveLength(6);
  expect(preview(ctx, { year: 2023, growth: '0' }).hints.join('')).toContain('2023年不再填报：山亭区');
});

test('how targets are judged goes on, without last year’s base and result; what the new year has stays', () => {
  const [grants, stock] = [indicatorOf('C06'), indicatorOf('C14')];
  const points = [10, 20, 30, 40, 50, 60, 70, 80, 85, 90, 95, 100].map((one) => one * 100);
  const own = points.with(0, 500);
  step(() => {
    saveTargetBasis(ctx.store, 2022, {
      indicatorId: stock,
      unitId: 0,
      mode: 'net_increase',
      base: 4000,
      words: '完成',
      done: true,
    });
    saveTargetPace(ctx.store, 2022, grants, points);
    saveTargetPace(ctx.store, 2022, stock, points);
    saveTargetPace(ctx.store, 2023, stock, own);
  });
  apply(ctx, { year: 2023, growth: '0', parts: ['bases'] });
  expect(targetBasesOfYear(ctx.store, 2023).filter(({ indicatorId }) => indicatorId === stock)).toEqual([
    { indicatorId: stock, unitId: 0, mode: 'net_increase', base: null, words: '完成', done: null },
  ]);
  expect(targetPacesOfYear(ctx.store, 2023)).toEqual(
    new Map([
      [grants, points],
      [stock, own],
    ]),
  );
});

test('a limit does not grow, whatever another indicator is judged by', () => {
  const unitId = idOf('滕州市');
  step(() => {
    saveTargetBasis(ctx.store, 2022, {
      indicatorId: indicatorOf('C06'),
      unitId,
      mode: 'at_least',
      base: null,
      words: '',
      done: null,
    });
  });
  const of = (growth: string) => linesOf('targets', growth).find(({ what }) => what === '滕州市 发明专利授权量')!.to;
  expect(of('5')).toBe('320件');
  step(() => {
    saveTargetBasis(ctx.store, 2022, {
      indicatorId: indicatorOf('C06'),
      unitId,
      mode: 'cumulative',
      base: null,
      words: '',
      done: null,
    });
    saveTargetBasis(ctx.store, 2022, {
      indicatorId: indicatorOf('C39'),
      unitId,
      mode: 'at_least',
      base: null,
      words: '',
      done: null,
    });
  });
  expect(of('5')).toBe('336件');
});

test('a limit for all units does not grow either, and without growth a target keeps all its decimals', () => {
  const of = (unit: string, name: string, growth: string) =>
    linesOf('targets', growth).find(({ what }) => what === `${unit} ${name}`)!.to;
  const all = { base: null, words: '', done: null, unitId: 0, mode: 'at_least' as const };
  step(() => saveTargetBasis(ctx.store, 2022, { ...all, indicatorId: indicatorOf('C06') }));
  expect(of('滕州市', '发明专利授权量', '5')).toBe('320件');
  const cells = [{ unitId: idOf('滕州市'), code: 'Y01', level: 'assigned' as const, value: '1234.5678' }];
  saveTargets(ctx, { year: 2022, cells, document: '', reason: '下达' });
  expect(of('滕州市', '专利质押融资登记金额', '0')).toBe('1234.5678万元');
  expect(of('滕州市', '专利质押融资登记金额', '10')).toBe('1358.02万元');
});

test('a population that is published already is not taken over', () => {
  addValueList(ctx.store, [{ unit: '滕州市', code: 'P01', period: '2022-12', basis: 'asof', value: '170' }]);
  apply(ctx, { year: 2023, growth: '0', parts: ['population'] });
  const values = valuesOfPeriod(ctx.store, '2022-12').filter(({ indicatorId }) => indicatorId === indicatorOf('P01'));
  expect(values.filter(({ state }) => state === 'value').map(({ unitId }) => unitId)).toEqual([idOf('滕州市')]);
  expect(values.filter(({ state }) => state === 'forecast')).toHaveLength(6);
});

test('a population that was taken out again is none', () => {
  addValueList(ctx.store, [{ unit: '滕州市', code: 'P01', period: '2021-12', basis: 'asof', value: null }]);
  expect(linesOf('population').map(({ what }) => what)).toHaveLength(6);
  addValueList(ctx.store, [{ unit: '薛城区', code: 'P01', period: '2022-12', basis: 'asof', value: null }]);
  expect(linesOf('population').map(({ what }) => what)).toHaveLength(6);
});
