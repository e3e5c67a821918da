// Calls of 目标任务. One short function per call; the work is in the files beside.

import type { Ctx } from '../context.js';
import { targetMatrix } from './matrix.js';
import { exportTargets } from './notice.js';
import { effectOfTargets, saveBasis, savePace, saveTargets, targetHistory } from './save.js';
import { exportScheme } from './scheme-sheets.js';
import { schemeList, schemeRemove, schemeResult, schemeSave, schemeScore } from './schemes.js';
import { splitOf } from './split.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';

export function matrix(ctx: Ctx, { period }: ParsedParams<'targets.matrix'>): Result<'targets.matrix'> {
  return targetMatrix(ctx, period);
}

export function result(ctx: Ctx, { id, period }: ParsedParams<'schemes.result'>): Result<'schemes.result'> {
  return schemeResult(ctx, id, period);
}

export {
  exportScheme,
  exportTargets,
  saveBasis,
  savePace,
  effectOfTargets,
  saveTargets,
  schemeList,
  schemeRemove,
  schemeSave,
  schemeScore,
  splitOf,
  targetHistory,
};
