// 计量单位: which exist, how many decimals the store keeps (scale), and which convert into which by powers of ten.
// Amounts are stored in 分 (rules.md 3): 1 万元 = 10^6 分, so its store scale is 6.

export interface Measure {
  /** Decimals that the store keeps relative to this measure. */
  scale: number;
  /** Measures with the same family convert exactly; power relative to the family's smallest measure. */
  family: string;
  power: number;
}

const count = (scale = 0): Measure => ({ scale, family: '', power: 0 });

/** All admitted measures. `scale` is the number of decimals kept; more decimals in a file are an issue, never rounded. */
export const MEASURES: Readonly<Record<string, Measure>> = {
  元: { scale: 2, family: 'money', power: 0 },
  千元: { scale: 5, family: 'money', power: 3 },
  万元: { scale: 6, family: 'money', power: 4 },
  百万元: { scale: 8, family: 'money', power: 6 },
  亿元: { scale: 10, family: 'money', power: 8 },
  人: { scale: 0, family: 'people', power: 0 },
  万人: { scale: 4, family: 'people', power: 4 },
  户: count(),
  万户: { scale: 4, family: 'households', power: 4 },
  件: count(),
  项: count(),
  笔: count(),
  个: count(),
  家: count(),
  家次: count(),
  次: count(),
  期: count(),
  场: count(),
  条: count(),
  份: count(),
  人次: count(),
  位: count(),
  分: count(4),
  月: count(4),
  '%': count(4),
  百分点: count(4),
  '件/万人': count(4),
  '件/万户': count(4),
};

/** Store scale of a measure. Throws RangeError for a measure that is not in MEASURES. */
export function scaleOf(measure: string): number {
  const found = Object.hasOwn(MEASURES, measure) ? MEASURES[measure] : undefined;
  if (!found) throw new RangeError(`unknown measure ${measure}`);
  return found.scale;
}

/** Power of ten that turns a number in `from` into one in `to` (元 → 万元: -4), or null where they do not convert. */
export function conversionPower(from: string, to: string): number | null {
  if (from === to) return 0;
  const a = Object.hasOwn(MEASURES, from) ? MEASURES[from] : undefined;
  const b = Object.hasOwn(MEASURES, to) ? MEASURES[to] : undefined;
  if (!a || !b || a.family === '' || a.family !== b.family) return null;
  return a.power - b.power;
}
