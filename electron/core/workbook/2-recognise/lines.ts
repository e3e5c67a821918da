// What kind of line a row of a sheet is: numbers, 填报单位 and 填报人 lines, notes, data. Words only, no meaning of columns.

import { normaliseMeasure, otherMeasure } from '../../../../shared/indicators/normalise.js';
import { remembered } from '../../../../shared/model/remembered.js';
import { boundOf } from '../../../../shared/targets/target-words.js';
import { isDay, type RawCell } from '../1-read/raw-book.js';
import type { Grid } from './grid.js';

/** Full-width signs and digits as narrow ones, without blanks: how the words of a line are looked for. */
export function flatten(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '');
}

/** Labels of the lines around a table, as flatten() leaves them and without their colon. */
const REPORTS = '填报|报送|编报|上报|填表|编制|制表|报表';
const OF_REPORT = '(?:统计|报表|报告|所属|填报|报送|数据)?';
const SEAL = String.raw`(?:\((?:盖章|公章)\))?`;
const LABELS = {
  unit: `(?:${REPORTS}|金额|计量|数量|货币)?单位${SEAL}`,
  date: '(?:填报|报送|填表|制表|编制)?(?:日期|时间)',
  signer: '(?:填报|填表|制表|审核|复核|经办|统计)(?:人|者|员)?',
  leader: '(?:单位|分管|部门)?(?:负责人|领导)(?:签字)?',
  phone: '(?:联系)?(?:电话|手机|方式)',
  period: `${OF_REPORT}(?:期间|时期|月份|年月)`,
  month: `${OF_REPORT}(?:月份|年月)`,
  span: '报表期|报告期|所属期',
} as const;

/** Lines of 填报单位, 填报日期, 填报人 …: never a head, never data. */
const META = new RegExp(
  [
    String.raw`^\(?(?:表中|本表)?${LABELS.unit}:`,
    '^(?:金额|计量):[十百千万亿]*元',
    `^(?:${[LABELS.date, LABELS.signer, LABELS.leader, LABELS.period, LABELS.span, '统计期', '表号'].join('|')}):`,
    '^(?:业务)?(?:联系|电话|手机|办公电话)',
    '^(?:制定|批准|备案)机关|^(?:批准|备案)文号|^有效期',
    String.raw`^统计(?:期间|时间|范围)(?::|\d|[一二三四五六七八九〇])|^(?:统计|数据)截[至止]`,
  ].join('|'),
);
const FOOTER = new RegExp(
  [
    String.raw`^(?:注|说明|备注|填报说明|数据来源|附注)\d*[:.、]`,
    `^(?:${LABELS.signer}|${LABELS.leader}):`,
    String.raw`.\((?:盖章|公章|签章)\)$`,
  ].join('|'),
);
const UNIT_LINE = new RegExp(`^(?:${REPORTS})?单位${SEAL}:(.*)$`);
const UNIT_BEGINS = new RegExp(`^(?:${REPORTS})?单位`, 'u');
/** A label with its value in the next cell: 填报单位： | 江北区. */
const LABEL_ALONE = new RegExp(
  `^(?:${[LABELS.unit, LABELS.date, LABELS.signer, LABELS.leader, LABELS.phone, LABELS.period, LABELS.span, '统计(?:期|时间)'].join('|')}):$`,
);
const MONTH_LINE = new RegExp(`^${LABELS.month}:?(.+)$`, 'u');
const PERIOD_LINE = new RegExp(
  `^(?:${LABELS.period}|统计(?:时间|范围|期)|${LABELS.span}|(?:统计|数据)截[至止](?:日期|时间)?):?(.+)$`,
);
/** 3月, 2024年 and 1-3月 are periods, not numbers. */
const PERIOD_LIKE = /^[\d０-９]+\s*(年|月|日|季|月份|季度|年度)/;
const NUMBER_TEXT =
  /^[-+]?[\d０-９](?:[\d０-９,，.．]|(?<=\d)[\u2006-\u2009\u202F](?=\d{3}(?!\d)))*\s*(\p{Script=Han}{0,3}|%|％)$/u;

/** A longer text is no heading with a measure behind it. */
const LONGEST_HEADING = 1000;

/** 专利授权量/件, 质押金额，万元: the measure after a slash or a comma; null where no measure stands there. */
export function splitTrailingMeasure(text: string): { name: string; measure: string } | null {
  if (text.length > LONGEST_HEADING) return null;
  const match = /^(.+?)\s*[/／,，|｜:：]\s*([^/／,，|｜:：]{1,6})$/u.exec(text.trim());
  const measure = match ? normaliseMeasure(match[2]!) : null;
  return measure === null ? null : { name: match![1]!, measure };
}

/** 专利授权量（万件）: the name without a measure that is none of ours. That it is none is said where the number would be taken. */
export function splitOtherMeasure(text: string): { name: string; measure: null } | null {
  if (text.length > LONGEST_HEADING || otherMeasure(text) === null) return null;
  const match = /^(.+?)\s*[(（]([^()（）]{2,6})[)）]$/u.exec(text.trim());
  return match === null || otherMeasure(match[2]!) === null ? null : { name: match[1]!, measure: null };
}

/** What a line 填报单位（盖章）：江北区 says behind its colon, '' where nothing stands there; null for any other text. */
export function unitOfLine(text: string): string | null {
  const flat = flatten(text);
  return UNIT_LINE.exec(flat)?.[1] ?? null;
}

/** 填报单位 at its beginning, with a colon or without. */
export function beginsWithUnitLabel(text: string): boolean {
  return UNIT_BEGINS.test(flatten(text));
}

/** 填报单位： with nothing behind the colon: what it says stands in the next cell. */
export function isLabelAlone(text: string): boolean {
  return LABEL_ALONE.test(flatten(text));
}

/** What 统计期间：2024年1—6月 says behind its label; null for any other text. */
export function saidPeriod(text: string): string | null {
  return PERIOD_LINE.exec(flatten(text))?.[1] ?? null;
}

/** The same of 统计月份：2024-02-01, which names one month. */
export function saidMonth(text: string): string | null {
  return MONTH_LINE.exec(flatten(text))?.[1] ?? null;
}

/** 编制单位, 制表单位: who drew the form up. Beside 填报单位 it says nothing of whose the numbers are. */
export function isMakerLine(text: string): boolean {
  return /^(?:编制|制表)单位/u.test(flatten(text));
}

export const isMetaText: (text: string) => boolean = remembered((text) => META.test(flatten(text)));

export const isFooterText: (text: string) => boolean = remembered((text) => FOOTER.test(flatten(text)));

export function isMetaRow(grid: Grid, r: number): boolean {
  return grid.rowCells(r).some((cell) => typeof cell.v === 'string' && (isMetaText(cell.v) || isFooterText(cell.v)));
}

/** A cell that holds a number or could be meant as one. */
export function isNumberLike(grid: Grid, r: number, c: number): boolean {
  const cell = grid.cell(r, c);
  return cell !== undefined && isNumberCell(cell);
}

function isNumberCell(cell: RawCell): boolean {
  if (cell.t === 'n') return !isDay(cell) && cell.z !== 'time';
  if (cell.t === 'f') return true;
  if (typeof cell.v !== 'string') return false;
  return isNumberText(cell.v);
}

const isNumberText: (text: string) => boolean = remembered((written) => {
  const text = written.trim();
  return NUMBER_TEXT.test(text) && !PERIOD_LIKE.test(text);
});

export function numberCount(grid: Grid, r: number): number {
  return grid.numbersIn(r, isNumberCell);
}

const NEAR_NUMBER =
  /^[约近共计超]?[\d一二三四五六七八九十百千万几数][\d一二三四五六七八九十百千万几数,.]*\s*(余|多|件|个|家|次|项|人|万|亿|元|起|条|场|%|\(|$)/;
/** A telephone number, a code or a day is no number with a remark. */
const NO_NUMBER = /\d{7,}|\d-\d|\d\.\d+\.|年|月|日/;

/** 12（第3位）, 约十几件, ≥90: a text that was meant as a number. It never is one; it says where a table has its numbers. */
export function isMeantAsNumber(cell: RawCell): boolean {
  return typeof cell.v === 'string' && isNearNumber(cell.v);
}

const isNearNumber: (text: string) => boolean = remembered((written) => {
  const text = written.normalize('NFKC').trim();
  return text.length <= 20 && (NEAR_NUMBER.test(text) || boundOf(text) !== null) && !NO_NUMBER.test(text);
});

/** A row named in its label column with numbers behind it: data, whether the name is known or not. */
export function isDataRow(grid: Grid, r: number, labelColumn: number): boolean {
  const label = grid.headText(r, labelColumn).trim();
  if (label === '' || isMetaText(label) || isFooterText(label)) return false;
  let numbers = 0;
  let texts = 0;
  for (const cell of grid.rowCells(r)) {
    if (cell.c <= labelColumn) continue;
    if (isNumberLike(grid, r, cell.c)) numbers += 1;
    else if (cell.v !== null && String(cell.v).trim() !== '') texts += 1;
  }
  return numbers > 0 && numbers >= texts;
}

/** 续表, 接上页, 续表：商标, 表1（续）: the table goes on with the one before it. */
const CONTINUED =
  /^[(（]?(?:续(?:上?[表页])?|[承接]上?[表页]|上接)[表页]?[\d一二三四五六七八九十]*(?:[)）]|[:：].{1,30})?$|[(（]续表?\d*[)）]|[表\d]续\d*$/u;

export function saysContinued(text: string): boolean {
  return text.length <= 60 && CONTINUED.test(text.trim());
}
