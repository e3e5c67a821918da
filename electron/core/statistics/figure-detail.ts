// values.explain: any printed figure taken apart one step: a change into both years, a completion into value and target, a rank into
// the values ranked, a share into part and whole, a group into its units, a rolled-up value into its ledger rows. Each part can be
// asked about in turn, down to a stored number, whose file and cell values.detail tells. Not here: the parts of each kind of figure
// (figure-parts.ts).

import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import { listUnits } from '../store/unit-store.js';
import { FactsReader, type Whose } from './facts-reader.js';
import { partsOf } from './figure-parts.js';
import { textOfKey } from './figure-question.js';
import { ledgersBehind } from './ledgers-behind.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { periodTitle } from '../../../shared/model/period.js';
import { FIGURE_LABEL, type FigureKind } from '../../../shared/reports/print-table.js';

export function explain(ctx: Ctx, { key }: ParsedParams<'values.explain'>): Result<'values.explain'> {
  const indicator = listIndicators(ctx.store).find((one) => one.code === key.code);
  if (!indicator) throw new AppError('data.not-found', { what: '指标' }, { detail: key.code });
  const reader = new FactsReader(ctx, { report: key.report ?? key.period });
  const whose: Whose = { unitId: key.unitId, unitIds: key.unitIds ?? null };
  const fact = reader.fact(whose, key.code, key.period);
  const facts = reader.factsFor(whose, key.period);
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const unit = whose.unitIds
    ? `${whose.unitIds.map((id) => units.get(id) ?? '').join('、')}合计`
    : key.unitId === null
      ? facts.totalLabel
      : (units.get(key.unitId) ?? '');
  const base = {
    unit,
    indicator: indicator.name,
    measure: figureMeasure(key.figure, indicator.measure),
    figure: key.figure,
    figureLabel: FIGURE_LABEL[key.figure],
    periodTitle: periodTitle(key.period, key.basis),
  };
  if (fact === null)
    return {
      ...base,
      text: '—',
      formula: '',
      note: '这一期没有这个填报单位或指标。',
      parts: [],
      source: null,
      ledgers: [],
    };
  const explained = partsOf({ reader, whose, fact, facts, key, unitName: unit, units });
  return {
    ...base,
    text: textOfKey({ reader, whose, fact, key }),
    ...explained,
    ledgers:
      key.figure === 'current' && whose.unitIds === null
        ? ledgersBehind(ctx, { unitId: key.unitId, code: key.code, period: key.period, basis: key.basis })
        : [],
  };
}

/** 计量单位 in which a figure of an indicator is given. */
export function figureMeasure(figure: FigureKind, measure: string): string {
  const isPercent = measure === '%' || measure === '百分点';
  switch (figure) {
    case 'change':
    case 'month-change':
      return isPercent ? '百分点' : '%';
    case 'completion':
    case 'share':
      return '%';
    case 'pace-gap':
      return '百分点';
    case 'rank':
      return '位';
    case 'per-capita':
      return `${measure}/万人`;
    default:
      return measure;
  }
}
