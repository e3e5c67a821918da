// A printed figure that is taken apart: whose it is, its text, and the parts that its explanation names, each of which can be asked
// about in turn. Not here: which parts each kind of figure has (figure-parts.ts).

import type { Fact, PeriodFacts } from './facts.js';
import type { FactsReader, Whose } from './facts-reader.js';
import { figureText } from './table-figures.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { periodTitle, yearOf } from '../../../shared/model/period.js';
import type { FigureKind } from '../../../shared/reports/print-table.js';
import type { Figure } from '../../../shared/statistics/figure.js';
import { formatFigure, NO_RESULT } from '../../../shared/statistics/format.js';

type Explained = Result<'values.explain'>;
export type Part = Explained['parts'][number];
/** What an answer says of a figure besides its own text. */
export type Parts = Pick<Explained, 'formula' | 'note' | 'parts' | 'source'>;

/** A figure that is taken apart, with what it was computed from. */
export interface Question {
  reader: FactsReader;
  whose: Whose;
  fact: Fact;
  facts: PeriodFacts;
  key: ParsedParams<'values.explain'>['key'];
  unitName: string;
  units: ReadonlyMap<number, string>;
}

/** An answer of a formula and its parts, with nothing more to say. */
export function answer(formula: string, parts: Part[] = [], note = ''): Parts {
  return { formula, note, parts, source: null };
}

/** The figure as it is printed. */
export function textOfKey(question: Pick<Question, 'reader' | 'whose' | 'fact' | 'key'>): string {
  const { reader, whose, fact, key } = question;
  const own = ownPart(question);
  if (own !== null) {
    const { measure, precision } = fact.indicator;
    return formatFigure(own, { measure, decimals: precision, rounding: reader.ctx.settings.rounding });
  }
  return figureText(reader, { whose, fact, figure: key.figure, decimals: null, reportPeriod: reader.report! }).text;
}

/** One part of the figure: what `of` does not say is as in the question. */
export function partOf(
  { reader, whose, fact, key, unitName }: Question,
  of: Partial<Part['key']> & { figure: FigureKind },
  label: string,
  unit = unitName,
): Part {
  const partKey = {
    unitId: whose.unitId,
    ...(whose.unitIds ? { unitIds: [...whose.unitIds] } : {}),
    code: key.code,
    period: key.period,
    basis: fact.basis,
    ...(yearOf(of.period ?? key.period) === yearOf(reader.report!) ? {} : { report: reader.report! }),
    ...of,
  };
  const partWhose: Whose = { unitId: partKey.unitId, unitIds: partKey.unitIds ?? null };
  const partFact = reader.fact(partWhose, partKey.code, partKey.period);
  // A unit that was not there then has not failed to report.
  const text = partFact ? textOfKey({ reader, whose: partWhose, fact: partFact, key: partKey }) : NO_RESULT;
  return { label, unit, text, key: partKey };
}

/** The same figure of one unit, where the question is about several. */
export function partOfUnit(
  question: Question,
  unitId: number,
  of: Partial<Part['key']> & { figure: FigureKind },
  label: string,
): Part {
  return partOf(question, { unitId, unitIds: undefined, ...of }, label, question.units.get(unitId) ?? '');
}

/** 本期. */
export function currentPart(question: Question): Part {
  const { key, fact } = question;
  return partOf(question, { figure: 'current' }, `本期（${periodTitle(key.period, fact.basis)}）`);
}

/** The month or quarter that a unit handed in beside its cumulative values; null where another figure or basis is asked for. */
export function ownPart({
  reader,
  whose,
  fact,
  key,
}: Pick<Question, 'reader' | 'whose' | 'fact' | 'key'>): Figure | null {
  const { basis } = key;
  if (key.figure !== 'current' || fact.basis !== 'ytd' || whose.unitId === null) return null;
  if (basis !== 'month' && basis !== 'quarter') return null;
  return reader.values.figure(key.period, fact.indicator, basis, whose.unitId);
}
