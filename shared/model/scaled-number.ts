// Exact numbers: an integer and the number of decimals it carries. No float is ever stored or printed (rules.md 3).
// Not here: measures and their scales (indicators/measures.ts), wording of changes (statistics/).

/** 四舍五入 (half away from zero, default) or GB/T 8170 四舍六入五留双 (half to even): an office setting (indicators.md B.6). */
export type Rounding = 'half-up' | 'half-even';

const POW10 = Array.from({ length: 31 }, (_, i) => 10n ** BigInt(i));

export function pow10(exponent: number): bigint {
  const power = POW10[exponent];
  if (power === undefined) throw new RangeError(`power of ten ${exponent}`);
  return power;
}

/**
 * Plain decimal text (`-12.50`, `3`) → integer at `scale` decimals.
 * Returns null where the text is no plain decimal or has more non-zero decimals than the scale holds; never rounds.
 */
export function parseScaled(text: string, scale: number): bigint | null {
  // Whole numbers of up to 15 digits, nearly all there are: exact as doubles, and much faster.
  if (text.length <= 15 && isWhole(text)) {
    const whole = BigInt(Number(text));
    return scale === 0 ? whole : whole * pow10(scale);
  }
  const point = text.indexOf('.');
  if (point > 0 && text.length <= 16 && isWhole(text.slice(0, point)) && isWhole(text.slice(point + 1))) {
    const decimals = lastNonZero(text, point + 1) - point;
    if (decimals > scale) return null;
    // The same for 12.50: at most 15 digits without the point.
    return BigInt(Number(text.slice(0, point) + text.slice(point + 1, point + 1 + decimals))) * pow10(scale - decimals);
  }
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) return null;
  const decimals = (match[3] ?? '').replace(/0+$/, '');
  if (decimals.length > scale) return null;
  const magnitude = BigInt(match[2]! + decimals.padEnd(scale, '0'));
  return match[1] === '-' ? -magnitude : magnitude;
}

/** Place of the last digit that is not 0 from `from` on; the place before `from` where all are 0. */
function lastNonZero(text: string, from: number): number {
  let at = text.length - 1;
  while (at >= from && text.charCodeAt(at) === 48) at -= 1;
  return at;
}

/** Nothing but digits, and one at least. */
function isWhole(text: string): boolean {
  for (let n = 0; n < text.length; n += 1) {
    const code = text.charCodeAt(n);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
}

/** Integer at `scale` → shortest plain decimal: no trailing zeros, no exponent (rules.md 20). */
export function shortestDecimal(value: bigint | number, scale: number): string {
  if (scale === 0) return BigInt(value).toString();
  const text = fixedDecimal(BigInt(value), scale);
  let end = text.length;
  while (text[end - 1] === '0') end -= 1;
  return text.slice(0, text[end - 1] === '.' ? end - 1 : end);
}

/** A plain decimal × 10^power: exact, without trailing zeros. */
export function shiftDecimal(decimal: string, power: number): string {
  const digits = BigInt(decimal.replace('.', ''));
  const scale = (decimal.split('.')[1]?.length ?? 0) - power;
  return scale >= 0 ? shortestDecimal(digits, scale) : shortestDecimal(digits * pow10(-scale), 0);
}

/** Integer at `scale` → plain decimal with exactly `scale` decimals. */
export function fixedDecimal(value: bigint, scale: number): string {
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

/** numerator / denominator rounded once to an integer. Throws RangeError for denominator 0. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = n / d;
  const twice = (n % d) * 2n;
  const up = twice > d || (twice === d && (rounding === 'half-up' || quotient % 2n === 1n));
  const result = up ? quotient + 1n : quotient;
  return negative ? -result : result;
}

/** Changes the number of decimals, rounding once where digits are lost. */
export function rescale(value: bigint, from: number, to: number, rounding: Rounding): bigint {
  return to >= from ? value * pow10(to - from) : divideRounded(value, pow10(from - to), rounding);
}

/** An exact fraction; every derived figure (share, ratio, growth) is one until it is printed. */
export interface Fraction {
  n: bigint;
  d: bigint;
}

/** Fraction → integer at `decimals`, rounded once. */
export function roundFraction(value: Fraction, decimals: number, rounding: Rounding): bigint {
  return divideRounded(value.n * pow10(decimals), value.d, rounding);
}

/** Fraction → fixed decimal text, rounded once. */
export function formatFraction(value: Fraction, decimals: number, rounding: Rounding): string {
  return fixedDecimal(roundFraction(value, decimals, rounding), decimals);
}

/** -1, 0 or 1; denominators must be positive. */
export function compareFractions(a: Fraction, b: Fraction): number {
  if (a.d === b.d) return a.n < b.n ? -1 : a.n > b.n ? 1 : 0;
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Stored integer → printed text at `decimals` (rounded once from the stored value). */
export function formatScaled(value: bigint | number, scale: number, decimals: number, rounding: Rounding): string {
  return fixedDecimal(rescale(BigInt(value), scale, decimals, rounding), decimals);
}

/** bigint → number for the store; throws RangeError outside ±(2^53 − 1), where exactness would end. */
export function toStoreInteger(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`integer ${value} is outside the exact range`);
  return number;
}

/**
 * Number as a spreadsheet holds it → plain decimal text without float noise. Excel and WPS keep and show 15 significant
 * digits; the binary tail beyond them (38.619999999999997) is no information of the district.
 * Returns null for NaN and infinities.
 */
export function decimalFromSpreadsheetNumber(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  // Whole numbers of up to 15 digits are what they show; nearly all cells are.
  if (Number.isInteger(value) && value > -1e15 && value < 1e15) return value === 0 ? '0' : String(value);
  // The shortest text that gives the same binary number: where it has 15 digits at most, rounding to 15 gives it too.
  const shortest = String(value);
  if (shortest.length <= 16 && shortest.includes('.') && !shortest.includes('e')) return shortest;
  const [mantissa, exponentText] = Number(value.toPrecision(15)).toExponential().split('e') as [string, string];
  const exponent = Number(exponentText);
  const negative = mantissa.startsWith('-');
  const digits = mantissa.replace(/[-.]/g, '');
  let text: string;
  if (exponent >= digits.length - 1) text = digits + '0'.repeat(exponent - digits.length + 1);
  else if (exponent >= 0) text = `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
  else text = `0.${'0'.repeat(-exponent - 1)}${digits}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}
