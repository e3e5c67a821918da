// The signs that stand in a table in the place of numbers, explained below it.

import type { PrintRow } from '../../../shared/reports/print-table.js';
import {
  EXEMPT_SIGN,
  FORECAST_MARK,
  MISSING_SIGNS,
  NO_RESULT,
  NOT_REQUIRED_SIGN,
} from '../../../shared/statistics/format.js';

/** Explains the signs that occur in the body, and no others (formats.md D.2.2). */
export function legendOf(rows: readonly PrintRow[], notSubmitted: string = MISSING_SIGNS.not_submitted): string {
  const cells = rows.flatMap((row) => row.cells);
  const texts = new Set(cells.map((cell) => cell.text));
  const parts: string[] = [];
  const isShared = notSubmitted === NO_RESULT;
  if (isShared && texts.has(NO_RESULT)) parts.push(`“${NO_RESULT}”表示未报送、不适用或不能计算，不等于0`);
  else if (texts.has(NO_RESULT)) {
    const isChange = cells.some((cell) => cell.text === NO_RESULT && cell.ref?.figure === 'change');
    parts.push(`“${NO_RESULT}”表示不适用${isChange ? '，或上年同期为0、缺数而不能计算同比' : '或不能计算'}`);
  }
  if (!isShared && texts.has(notSubmitted)) parts.push(`“${notSubmitted}”表示填报单位未报送，不等于0`);
  if (texts.has(EXEMPT_SIGN)) parts.push(`“${EXEMPT_SIGN}”表示本期免报`);
  if (texts.has(NOT_REQUIRED_SIGN)) parts.push(`“${NOT_REQUIRED_SIGN}”表示报送任务不要求该单位填报`);
  if (texts.has(MISSING_SIGNS.masked)) parts.push(`“${MISSING_SIGNS.masked}”表示数据已脱敏`);
  if (cells.some((cell) => cell.text.includes(FORECAST_MARK))) parts.push(`“${FORECAST_MARK}”表示预计数`);
  return parts.length === 0 ? '' : `说明：${parts.join('；')}。`;
}
