// The steps of founding a bureau: create it with its units and their population, then an Excel list where one was chosen.

import { AppError } from '../../../shared/errors/app-error.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import type { Bureau } from '../../../shared/model/unit.js';
import { call } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { draftOf, type UnitLine } from './parse-unit-lines.js';

export async function createBureau(
  bureau: Bureau,
  lines: readonly UnitLine[],
  populationYear: number,
  list: FileRef | null,
): Promise<{ units: number }> {
  await call('setup.create', {
    bureau,
    units: lines.map((line, index) => draftOf(line, index + 1)),
    populations: lines
      .filter((line) => line.population !== '')
      .map((line) => ({
        unit: line.name,
        year: populationYear,
        value: line.population,
        source: '建立本单位时填写',
      })),
  });
  if (list) {
    const result = await runJob('导入填报单位', 'units.import', { file: list, apply: true, populationYear });
    const refused = result.issues.find((issue) => issue.severity === 'block');
    if (refused)
      throw new AppError('input.invalid', {
        what: `本单位已建立，名单“${list.name}”没有导入：${refused.cell ?? ''}${refused.message}改正后可在“设置 › 填报单位”中导入`,
      });
  }
  const { units } = await call('units.list', {});
  return { units: units.length };
}
