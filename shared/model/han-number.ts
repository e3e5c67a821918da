// Chinese numerals as people write years, months, days and 批次.

const DIGITS = '〇一二三四五六七八九';

/** 二, 十, 十二, 二十, 二十三 → number; null for anything else. */
export function hanNumber(text: string): number | null {
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === '') return null;
  const [, first, ten, last] = match;
  if (ten === undefined) return last === undefined ? DIGITS.indexOf(first!) : null;
  return (first === undefined ? 1 : DIGITS.indexOf(first)) * 10 + (last === undefined ? 0 : DIGITS.indexOf(last));
}

/** 二〇二二 → 2022, digit by digit; 二0二二, 二零二二 and 二O二二 are how keyboards write it. */
export function hanDigits(text: string): string {
  return [...text].map((one) => (/\d/.test(one) ? one : Math.max(0, DIGITS.indexOf(one)))).join('');
}
