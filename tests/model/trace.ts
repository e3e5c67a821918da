// 数据来源 of a printed number, followed as the officer does: what the panel says is what is printed, each part says the same when it
// is asked about itself, and the parts make up the number.

import type { Ctx } from '../../electron/core/context.js';
import type { FactRef } from '../../shared/reports/print-table.js';
import { call } from './bureau-steps.js';
import { INDICATORS, quotient, round, type Quotient } from './plain-bureau.js';

const isNumber = (text: string | undefined): text is string => text !== undefined && /^-?\d+(\.\d+)?$/.test(text);

/** What is wrong with the trace of one printed text; '' where nothing is. */
export async function traceProblem(
  ctx: Ctx,
  ref: FactRef,
  text: string,
  rounding: 'half-up' | 'half-even',
): Promise<string> {
  const panel = await call(ctx, 'values.explain', { key: ref });
  if (panel.text !== text) return `the panel says ${panel.text}`;
  for (const part of panel.parts) {
    const own = await call(ctx, 'values.explain', { key: part.key });
    const isSum = ref.figure === 'current' || part.key.code === 'P01';
    if (!isSum && own.text !== part.text)
      return `its part ${part.label} says ${part.text}, asked about itself ${own.text}`;
  }
  if (!isNumber(text)) return '';
  const { precision, ratio, kind } = INDICATORS[ref.code]!;
  const texts = panel.parts.map((part) => part.text.replace('（预计）', ''));
  const [first, second] = texts;
  const made = (number: Quotient, decimals: number): string => {
    const own = round(number, decimals, rounding);
    return own === text ? '' : `its parts (${texts.join('; ')}; ${panel.note}) make ${own}`;
  };
  const isExact = precision === 0 && !ratio;
  switch (ref.figure) {
    case 'current': {
      if (panel.parts.length === 0) return '';
      if (ratio)
        return isNumber(first) && isNumber(second)
          ? made(share(first, second, ratio.factor), precision)
          : 'its parts are no numbers';
      const sum = texts.filter(isNumber).map(quotient).reduce(plus, { n: 0n, d: 1n });
      return panel.formula.includes('之和') ? made(sum, precision) : '';
    }
    case 'last-year': {
      if (panel.note !== '' && ref.unitId !== null) return panel.note.includes(text) ? '' : `it says ${panel.note}`;
      if (panel.formula.includes('之和')) return made(texts.filter(isNumber).map(quotient).reduce(plus), precision);
      return first === text || ratio ? '' : `its part says ${first}`;
    }
    case 'change':
      if (!isExact) return '';
      if (!isNumber(first) || !isNumber(second)) return `its parts are ${first} and ${second}`;
      return made(share(String(BigInt(first) - BigInt(second)), second, 100n), 1);
    case 'difference':
    case 'distance':
      if (!isExact) return '';
      if (!isNumber(first) || !isNumber(second)) return `its parts are ${first} and ${second}`;
      return panel.note.includes('没有下达目标') ? '' : made({ n: BigInt(first) - BigInt(second), d: 1n }, 0);
    case 'month':
    case 'quarter':
      if (!isExact) return '';
      if (panel.formula.includes('之和')) return made(texts.filter(isNumber).map(quotient).reduce(plus), 0);
      if (panel.parts.length === 1) return first === text ? '' : `its part is ${first}`;
      if (!isNumber(first) || !isNumber(second)) return `its parts are ${first} and ${second}`;
      return made({ n: BigInt(first) - BigInt(second), d: 1n }, 0);
    case 'month-change':
      if (!isExact) return '';
      if (!isNumber(first) || !isNumber(second)) return `its parts are ${first} and ${second}`;
      return made(share(String(BigInt(first) - BigInt(second)), second, 100n), 1);
    case 'target':
      return panel.parts.length === 0 ? '' : made(texts.map(quotient).reduce(plus), precision);
    case 'completion': {
      if (!isExact || panel.note !== '') return '';
      if (!isNumber(first) || !isNumber(second)) return `its parts are ${first} and ${second}`;
      if (kind === 'flow') return made(share(first, second, 100n), 1);
      const end = texts[2];
      if (!isNumber(end)) return `the end of last year is ${end}`;
      return made(share(String(BigInt(first) - BigInt(end)), String(BigInt(second) - BigInt(end)), 100n), 1);
    }
    case 'share':
      if (!isExact) return '';
      return isNumber(first) && isNumber(second)
        ? made(share(first, second, 100n), 1)
        : `its parts are ${first} and ${second}`;
    case 'rank': {
      const own = panel.parts.find((part) => part.key.unitId === ref.unitId);
      return own?.label === `第${text}位` ? '' : `the list has ${own?.label ?? 'nothing'}`;
    }
    case 'pace-gap':
      return isNumber(first) ? '' : `its part is ${first}`;
    case 'per-capita': {
      if (!isNumber(first) || !isNumber(second)) return `its parts are ${first} and ${second}`;
      // The population is shown with two of its four decimals.
      const [low, high] = ['5', '-5'].map((last) => Number(first) / (Number(second) + Number(last) / 1000));
      const isMade = !isExact || (Number(text) >= low! - 0.006 && Number(text) <= high! + 0.006);
      return isMade ? '' : `its parts are ${first} and ${second}`;
    }
  }
}

const share = (part: string, whole: string, factor: bigint): Quotient => {
  const [a, b] = [quotient(part), quotient(whole)];
  return { n: a.n * b.d * factor, d: a.d * b.n };
};
const plus = (a: Quotient, b: Quotient): Quotient => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
