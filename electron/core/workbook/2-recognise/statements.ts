// 填报单位：江北区   填报日期：2024年7月5日   统计期间：2024年1—6月 typed into one cell above a table, parted by blanks as it is printed:
// each is a statement of its own, as if it stood in a cell of its own. Not here: what a statement says (context.ts).

import { beginsWithUnitLabel, flatten, isMetaText } from './lines.js';

/** A label after a blank or a ；, its characters maybe spaced for the look of it: 填 报 日 期：. */
const LABEL = /(?<=[\s;；])(?:\p{Script=Han}[ \u3000]?){2,9}(?:[(（](?:盖章|公章|签字)[)）]\s*)?[:：]/gu;
/** A year behind the name of a unit begins the period. */
const YEAR = /(?<=[\s;；])20\d{2}(?=\s*[-年./])/u;
/** Who signed is read from all labels of a line together (signatures.ts). */
const OF_TABLE = /单位|期间|时期|月份|年月|[告表属]期|^统计|截[至止]/u;
/** A cell may hold thirty thousand characters; a line of statements is short. */
const LONGEST = 300;

/** The statements of a text above a table, one behind the other; the text itself where it makes but one. */
export function statementsOf(text: string): string[] {
  if (text.length > LONGEST || !/[:：]/u.test(text)) return [text];
  const starts = [0, ...labelStarts(text)];
  const parts = starts.flatMap((start, index) => yearApart(text.slice(start, starts[index + 1])));
  return parts.map((part) => part.replace(/[\s;；]+$/u, ''));
}

function labelStarts(text: string): number[] {
  const colon = /[:：]/u.exec(text)!.index + 1;
  const isLabelled = isMetaText(text.slice(0, colon));
  const labels = [...text.matchAll(LABEL)].filter(
    ({ 0: label, index }) => (!isLabelled || index >= colon) && isMetaText(label),
  );
  return labels.flatMap(({ 0: label, index }, n) => {
    const before = n > 0 ? labels[n - 1]![0] : text.slice(0, isLabelled ? colon : 0);
    return isOfTable(label) || isOfTable(before) ? [index] : [];
  });
}

function isOfTable(label: string): boolean {
  return OF_TABLE.test(flatten(label));
}

function yearApart(part: string): string[] {
  const year = beginsWithUnitLabel(part) ? YEAR.exec(part) : null;
  return year === null ? [part] : [part.slice(0, year.index), part.slice(year.index)];
}
