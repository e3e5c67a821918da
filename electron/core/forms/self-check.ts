// 自查: plain formulas that a district sees while it fills in, without macros. They repeat the rules that the import checks
// (formats.md D.2.5): 发明＋新型＋外观＝合计, 其中≤总数, 累计≥上月.

import { SUM_RULES } from '../../../shared/checks/rules.js';
import type { Indicator } from '../../../shared/indicators/define.js';

/** Addresses of the inputs of one unit; null where the indicator is not in the form. */
export interface CellRefs {
  input(code: string): string | null;
  lastMonth(code: string): string | null;
}

interface Condition {
  /** Formula that is true where nothing is wrong or nothing can be said yet. OR would compute both sides, and a text in a cell be #VALUE!. */
  isFine: string;
  message: string;
}

function nameOf(indicators: ReadonlyMap<string, Indicator>, code: string): string {
  const indicator = indicators.get(code);
  return indicator ? indicator.shortName || indicator.name : code;
}

/** Conditions of one indicator. `subject`: said before the message where a cell speaks for several indicators. */
function conditionsOf(
  code: string,
  refs: CellRefs,
  indicators: ReadonlyMap<string, Indicator>,
  subject: string,
): Condition[] {
  const cell = refs.input(code);
  const indicator = indicators.get(code);
  if (cell === null || !indicator) return [];
  const conditions: Condition[] = [
    { isFine: `OR(ISBLANK(${cell}),ISNUMBER(${cell}))`, message: `${subject}应填数字` },
    { isFine: `N(${cell})>=0`, message: `${subject}不应为负数` },
  ];
  const whole = indicator.partOf === null ? null : refs.input(indicator.partOf);
  if (whole !== null)
    conditions.push({
      isFine: `IF(COUNT(${cell},${whole})<2,TRUE,ROUND(${cell}-${whole},6)<=0)`,
      message: `${subject}大于“${nameOf(indicators, indicator.partOf!)}”`,
    });
  const before = indicator.kind === 'flow' ? refs.lastMonth(code) : null;
  if (before !== null)
    conditions.push({
      isFine: `IF(COUNT(${cell},${before})<2,TRUE,ROUND(${cell}-${before},6)>=0)`,
      message: `${subject}小于上月累计`,
    });
  for (const rule of SUM_RULES) {
    if (rule.total !== code) continue;
    const parts = rule.parts.map((part) => refs.input(part));
    if (parts.some((part) => part === null)) continue;
    conditions.push({
      isFine: `IF(COUNT(${[cell, ...parts].join(',')})<${parts.length + 1},TRUE,ROUND(${cell}-${parts.join('-')},6)=0)`,
      message: `${subject}≠${rule.parts.map((part) => nameOf(indicators, part)).join('+')}`,
    });
  }
  return conditions;
}

/** Names come from the office: a quotation mark in one must not end the text of the formula. */
function quoted(text: string): string {
  return text.replaceAll('"', '""');
}

function formulaOf(isBlank: string, conditions: readonly Condition[]): string {
  const complaints = conditions.map(({ isFine, message }) => `IF(${isFine},"","${quoted(message)}；")`);
  return `IF(${isBlank},"",IF(AND(${conditions.map(({ isFine }) => isFine).join(',')}),"✓","✗ "&${complaints.join('&')}))`;
}

/** 自查 beside one indicator; null where the form does not hold it. */
export function indicatorCheck(
  code: string,
  refs: CellRefs,
  indicators: ReadonlyMap<string, Indicator>,
): string | null {
  const cell = refs.input(code);
  return cell === null ? null : formulaOf(`ISBLANK(${cell})`, conditionsOf(code, refs, indicators, ''));
}

/** Longest formula that Excel takes. */
const MAX_FORMULA = 8000;

/** 自查 of a unit's whole row: only the relations between cells, or it would be too long for many indicators. */
export function rowCheck(
  codes: readonly string[],
  refs: CellRefs,
  indicators: ReadonlyMap<string, Indicator>,
): string | null {
  const cells = codes.flatMap((code) => refs.input(code) ?? []);
  const all = codes.flatMap((code) => conditionsOf(code, refs, indicators, nameOf(indicators, code)));
  const relations = all.filter(({ message }) => !/应填数字$|不应为负数$/.test(message));
  const general: Condition = { isFine: `COUNT(${cells.join(',')})=COUNTA(${cells.join(',')})`, message: '应填数字' };
  for (let count = relations.length; count >= 0; count -= 1) {
    const formula = formulaOf(`COUNTA(${cells.join(',')})=0`, [general, ...relations.slice(0, count)]);
    if (cells.length > 0 && cells.length <= 250 && count <= 50 && formula.length <= MAX_FORMULA) return formula;
  }
  return null;
}

/** A ratio that the program computes, shown while filling in; null where a part is not in the form and not known. */
export function ratioFormula(
  indicator: Indicator,
  numerator: string | null,
  denominator: string | null,
): string | null {
  if (numerator === null || denominator === null) return null;
  const factor = indicator.factor === 1 ? '' : `*${indicator.factor}`;
  return `IF(COUNT(${numerator},${denominator})<2,"",IF(${denominator}=0,"",ROUND(${numerator}/${denominator}${factor},${indicator.precision})))`;
}
