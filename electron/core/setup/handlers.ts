// First start: the officer's own bureau, or the sample month of 枣庄市.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import type { Bureau, UnitDraft } from '../../../shared/model/unit.js';
import type { Ctx } from '../context.js';
import type { Store } from '../store/store.js';
import { getBureau, saveBureau as storeBureau } from '../store/unit-store.js';
import { saveUnit } from '../store/unit-edit-store.js';
import { saveTask } from '../store/task-store.js';
import { monthlyTask } from '../tasks/default-task.js';
import { checkUnits } from '../units/check-units.js';
import { addPopulations } from '../units/population.js';
import { write } from '../store/write.js';
import { SAMPLE_BUREAU, SAMPLE_PERIOD, SAMPLE_UNITS } from './sample.js';

function createBureau(
  store: Store,
  operator: string,
  bureau: Bureau,
  units: UnitDraft[],
  addMore: (unitIds: number[], changeSetId: number) => void = () => undefined,
): void {
  const existing = getBureau(store);
  if (existing) throw new AppError('data.already-set-up', { name: existing.name });
  // The units have no ids yet that a parent could name; 含于 is set in the list of units afterwards.
  if (units.some((unit) => unit.parentId !== null))
    throw new AppError('input.invalid', { what: '“含于”请在建立本单位之后设置' });
  checkUnits(units.map((unit, index) => ({ ...unit, id: -1 - index })));
  write(
    store,
    { kind: 'setup', label: `建立单位：${bureau.name}`, operator, topics: ['bureau', 'units', 'tasks', 'values'] },
    (changeSetId) => {
      storeBureau(store, bureau);
      addMore(
        units.map((unit) => saveUnit(store, null, unit)),
        changeSetId,
      );
    },
  );
}

export function create(ctx: Ctx, params: ParsedParams<'setup.create'>): Result<'setup.create'> {
  const names = params.units.map((unit) => unit.name);
  const stranger = params.populations.find(({ unit }) => !names.includes(unit));
  if (stranger) throw new AppError('data.not-found', { what: `填报单位“${stranger.unit}”` });
  createBureau(ctx.store, ctx.operator, params.bureau, params.units, (unitIds, changeSetId) =>
    addPopulations(
      ctx.store,
      changeSetId,
      params.populations.map(({ unit, year, value, source }) => ({
        unitId: unitIds[names.indexOf(unit)]!,
        year,
        text: value,
        source,
        sheet: null,
        cell: null,
      })),
    ),
  );
  return {};
}

export function saveBureau(ctx: Ctx, bureau: ParsedParams<'bureau.save'>): Result<'bureau.save'> {
  if (!getBureau(ctx.store)) throw new AppError('data.not-set-up');
  write(
    ctx.store,
    { kind: 'settings', label: '修改本单位信息', operator: ctx.operator, topics: ['bureau', 'values'] },
    () => storeBureau(ctx.store, bureau),
  );
  return {};
}

/** Sets up the sample bureau and hands out its files: they go through the import like any other. */
export function sample(ctx: Ctx): Result<'setup.sample'> {
  const folder = ctx.sampleDir;
  if (folder === null || !existsSync(folder)) throw new AppError('data.not-found', { what: '示例数据' });
  const files: FileRef[] = [];
  for (const part of ['districts', 'city', 'ledgers']) {
    for (const name of readdirSync(join(folder, part)).sort()) {
      const path = join(folder, part, name);
      files.push(ctx.files.register(path, `${part}/${name}`, statSync(path).size));
    }
  }
  createBureau(ctx.store, ctx.operator, SAMPLE_BUREAU, SAMPLE_UNITS, (unitIds) =>
    saveTask(ctx.store, null, monthlyTask(unitIds)),
  );
  return { files, period: SAMPLE_PERIOD };
}
