// Words of a line that adds up the rows above it, as imported and pasted tables write them.

/** What records are counted in. */
const COUNTED_IN = '[件家项个笔条户起宗人次场份]';
const WORD = '(?:合计|总计|小计|共计|累计|合计数|本页小计|本页合计)';
/** 合计, 合计：, 合计（3笔）, 总计3家. */
const COUNTED = `(?:[(（][大小]写[)）])?[(（]?共?\\d*\\.?\\d*(?:${COUNTED_IN}|人次|万元|元)?[)）]?[:：]?$`;
const TOTAL = new RegExp(`^${WORD}[:：]?${COUNTED}|^共计?\\d+${COUNTED_IN}[:：]?$`);
const ANYWHERE = /^.{0,12}(?:合计|总计|小计|共计|累计)/;
const COUNT = new RegExp(`^[(（]?[\\d.,]+\\s*(?:${COUNTED_IN}|人次|万元|元|[%％])[)）]?$`);
const PART_TOTAL = new RegExp(`^.{0,12}(?:小计|合计|总计)[:：]?${COUNTED}`);

/** The text is such a word and nothing else. `text` without blanks. */
export function isTotalWord(text: string): boolean {
  return TOTAL.test(text);
}

/** The text ends in such a word: 滕州市小计, 1月合计（3笔）. `text` without blanks. */
export function endsInTotalWord(text: string): boolean {
  return PART_TOTAL.test(text);
}

/** Such a word stands near the beginning of the text, whatever follows: 全市累计质押金额. `text` without blanks. */
export function holdsTotalWord(text: string): boolean {
  return ANYWHERE.test(text);
}

/** 3件 and 92.6% beside 1月小计: what is counted, without a word for totals. */
export function isCountText(text: string): boolean {
  return text.length < 12 && COUNT.test(text.trim());
}
