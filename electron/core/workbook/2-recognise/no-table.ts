// Why no table was found, in words: what the sheets hold instead, with the first cells, so that the officer need not open the
// file to see whether it is the wrong one or a report with its numbers written out.

import { cellAddress, type RawBook } from '../1-read/raw-book.js';
import type { Vocabulary } from './find-table.js';
import { Grid } from './grid.js';
import { isMetaText, isNumberLike } from './lines.js';
import type { RecognisedSheet } from './recognise.js';
import { titleIndicator } from './title-indicator.js';

interface Found {
  texts: number;
  numbers: number;
  /** Names of indicators with their address. */
  names: { name: string; at: string; beside: { text: string; at: string } | null; hasNumber: boolean }[];
  /** The first text that has an indicator and its number in it: 专利授权量50件，同比增长25%. */
  written: { text: string; at: string } | null;
  /** A title that names an indicator, over numbers that nothing else names. */
  title: { text: string; at: string } | null;
  firstText: { text: string; at: string } | null;
  firstNumber: { text: string; at: string } | null;
  /** Only the beginning of a long sheet was looked at. */
  isCut: boolean;
}

const NOTHING: Found = {
  texts: 0,
  numbers: 0,
  names: [],
  written: null,
  title: null,
  firstText: null,
  firstNumber: null,
  isCut: false,
};

/** A page of text is not searched to its end for a message. */
const MOST_CELLS = 2000;
const SHOWN = 20;
const TITLE_ROWS = 5;
/** Of a page of text only the beginning is looked into. */
const LONGEST_SENTENCE = 300;
/** A longer text explains; it names nothing. */
const LONGEST_NAME = 60;

/** Names of indicators with a number right of each, in a sheet where no table was found; null where there are none. */
export function rowsWithoutHead(
  book: RawBook,
  { index }: RecognisedSheet,
  words: Vocabulary,
): { name: string; at: string; count: number } | null {
  const grid = new Grid(book.sheets[index]!, book.date1904);
  const found = { ...NOTHING, names: [] as Found['names'] };
  lookThrough(grid, words, found);
  const named = found.names.filter(({ hasNumber }) => hasNumber);
  const [first] = named;
  return first === undefined ? null : { name: first.name, at: first.at, count: named.length };
}

/** What the sheets that were looked at hold, and what to do. */
export function whatWasFound(book: RawBook, sheets: readonly RecognisedSheet[], words: Vocabulary): string {
  const found: Found = { ...NOTHING, names: [] };
  for (const sheet of sheets)
    if (sheet.state === 'skipped') lookThrough(new Grid(book.sheets[sheet.index]!, book.date1904), words, found);
  return wordsFor(found);
}

function lookThrough(grid: Grid, words: Vocabulary, found: Found): void {
  let left = MOST_CELLS;
  for (let r = 0; r < grid.rowCount; r += 1)
    for (const cell of grid.rowCells(r)) {
      left -= 1;
      if (left < 0) {
        found.isCut = true;
        return;
      }
      const text = grid.textOf(cell).trim();
      if (text === '') continue;
      const place = { text: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text, at: cellAddress(r, cell.c) };
      if (isNumberLike(grid, r, cell.c)) {
        found.numbers += 1;
        found.firstNumber ??= place;
        continue;
      }
      found.texts += 1;
      if (!isMetaText(text)) found.firstText ??= place;
      if (found.written === null && holdsWrittenNumber(text, words)) found.written = place;
      if (r < TITLE_ROWS && found.title === null && text.length <= LONGEST_NAME && titleIndicator(text, words) !== null)
        found.title = place;
      if (text.length <= LONGEST_NAME && words.indicators.find([text]).kind === 'found')
        found.names.push({
          name: place.text,
          at: place.at,
          beside: textBeside(grid, r, cell.c),
          hasNumber: grid.rowCells(r).some(({ c }) => c > cell.c && isNumberLike(grid, r, c)),
        });
    }
}

/** 专利授权量50件 or 商标注册量：8 in a sentence: a name with its number behind it, whatever stands before the name. */
function holdsWrittenNumber(text: string, words: Vocabulary): boolean {
  const plain = text.slice(0, LONGEST_SENTENCE).normalize('NFKC').replaceAll(/\s/g, '');
  for (const [, before] of plain.matchAll(/([\p{Script=Han}()A-Z]{2,30}?)[:为是达共计有约]{0,3}\d/gu))
    for (let start = 0; start <= before!.length - 2; start += 1)
      if (words.indicators.find([before!.slice(start)]).kind === 'found') return true;
  return false;
}

/** What stands where the number of a name should stand. */
function textBeside(grid: Grid, r: number, c: number): { text: string; at: string } | null {
  for (const [row, column] of [
    [r, c + 1],
    [r + 1, c],
  ] as const) {
    const text = grid.text(row, column).trim();
    if (text !== '' && text.length <= SHOWN && /[\d一二三四五六七八九十百千万几若见详]/u.test(text))
      return { text, at: cellAddress(row, column) };
  }
  return null;
}

function wordsFor({ texts, numbers, names, written, title, firstText, firstNumber, isCut }: Found): string {
  const where = isCut ? '表的开头部分' : '表中';
  const [first] = names;
  if (written !== null && numbers === 0)
    return `${where}的数字写在了文字里（例如${written.at}“${written.text}”），没有单独填数字的单元格，不能采用。请让填报单位改填成表格后重报：一行一个指标，名称填在一格，数字填在右边一格。`;
  if (first !== undefined && numbers === 0) {
    const several = names.length > 1 ? `等${names.length}个指标名称` : '';
    const beside = names.find((name) => name.beside !== null)?.beside;
    const instead = beside ? `，例如${beside.at}填的是“${beside.text}”` : '';
    return `${where}有“${first.name}”（${first.at}）${several}，但没有一个单元格是数字${instead}。请让填报单位改填数字后重报。`;
  }
  if (first !== undefined)
    return `${where}有“${first.name}”（${first.at}）等指标名称和${numbers}个数字，但没有表头，看不出各个数是哪个指标、哪一期的。请在数字上面加一行表头（如“指标、本期、去年同期”），并在第一行写明标题。`;
  if (numbers > 0 && title !== null)
    return `${title.at}的标题“${title.text}”写明了指标，${where}有${numbers}个数字，但看不出各个数是哪个填报单位、哪一期的。请让填报单位在数字的上面和左边写明填报单位（或“数量”）和月份（如“1月”“1—3月累计”）后重报。`;
  if (numbers > 0 && firstNumber !== null)
    return `${where}有${numbers}个数字（例如${firstNumber.at}的${firstNumber.text}），但没有认出任何指标名称。请确认是否选错了文件；如是统计报表，请在第一行写明标题，并保留指标名称。`;
  const example = firstText === null ? '' : `（例如${firstText.at}“${firstText.text}”）`;
  return `${where}只有${texts}处文字${example}，没有数字，也没有认出指标名称。请确认是否选错了文件；如是统计报表，请在第一行写明标题，并保留指标名称。`;
}
