// What must hold over all indicators together, and for the ledgers that feed one, before it is saved.

import { AppError } from '../../../shared/errors/app-error.js';
import type { Indicator, IndicatorDraft } from '../../../shared/indicators/define.js';
import { MEASURES } from '../../../shared/indicators/measures.js';
import type { Ledger } from '../../../shared/ledgers/define.js';
import { fitsMeasure, isMoney } from '../../../shared/ledgers/rollup.js';
import { normaliseName } from '../../../shared/indicators/normalise.js';

/** Throws AppError input.invalid in words of the trade. */
export function checkIndicator(all: readonly Indicator[], code: string, draft: IndicatorDraft): void {
  const fail = (what: string): never => {
    throw new AppError('input.invalid', { what });
  };
  if (!/^[A-Z]\d{2}[a-z]?$/.test(code)) fail(`指标代码“${code}”应为一个大写字母加两位数字，可再加一个小写字母`);
  if (!Object.hasOwn(MEASURES, draft.measure)) fail(`不认识计量单位“${draft.measure}”`);
  const others = all.filter((other) => other.code !== code);
  const owners = new Map<string, string>();
  for (const other of others)
    for (const text of [other.name, ...other.aliases]) owners.set(normaliseName(text), other.name);
  for (const text of [draft.name, ...draft.aliases]) {
    const owner = owners.get(normaliseName(text));
    if (owner !== undefined) fail(`“${text}”已是指标“${owner}”的名称或别名，一个名称只能指一个指标`);
  }
  if (draft.kind === 'ratio' && (draft.numerator === null) !== (draft.denominator === null))
    fail('比率应同时有分子和分母，或都没有');
  if (draft.kind !== 'ratio' && (draft.numerator !== null || draft.denominator !== null))
    fail('只有比率才有分子和分母');
  for (const part of [draft.numerator, draft.denominator, draft.partOf]) {
    if (part === null) continue;
    const found = others.find((other) => other.code === part);
    if (!found) fail(`指标代码“${part}”不存在`);
    else if (found.kind === 'ratio') fail(`“${found.name}”是比率，不能作为分子、分母或总数`);
  }
}

/** Throws input.invalid where a ledger feeds the indicator, and its numbers would mean something else in another 计量单位. */
export function checkFed(ledgers: readonly Ledger[], code: string, { name, measure }: IndicatorDraft): void {
  for (const ledger of ledgers)
    for (const rollup of ledger.rollups)
      if (rollup.code === code && !fitsMeasure(isMoney(ledger, rollup), measure))
        throw new AppError('input.invalid', {
          what: `“${name}”由台账“${ledger.title}”按${isMoney(ledger, rollup) ? '金额' : '数量'}汇总，计量单位不能改为“${measure}”`,
        });
}
