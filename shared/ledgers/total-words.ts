// Words of a line that adds up the rows above it, as imported and pasted tables write them.

const WORD = '(?:合计|总计|小计|共计|累计|合计数|本页小计|本页合计)';
/** 合计, 合计：, 合计（3笔）, 总计3家. */
const COUNTED =
  '(?:[(（][大小]写[)）])?[(（]?共?\\d*\\.?\\d*(?:[件家项个笔条户起宗人次场份]|人次|万元|元)?[)）]?[:：]?$';
const TOTAL = new RegExp(`^${WORD}[:：]?${COUNTED}|^共计?\\d+[件家项个笔条户起宗人次场份][:：]?$`);
const PART_TOTAL = new RegExp(`^.{0,12}(?:小计|合计|总计)[:：]?${COUNTED}`);

/** The text is such a word and nothing else. `text` without blanks. */
export function isTotalWord(text: string): boolean {
  return TOTAL.test(text);
}

/** The text ends in such a word: 滕州市小计, 1月合计（3笔）. `text` without blanks. */
export function endsInTotalWord(text: string): boolean {
  return PART_TOTAL.test(text);
}
