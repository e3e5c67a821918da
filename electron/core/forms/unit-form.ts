// The form of one unit: an indicator per row, last year's and last month's figures grey, 本月累计 open, 自查 beside it.

import { CATEGORY_LABEL } from '../../../shared/indicators/define.js';
import { addressOf } from '../../../shared/model/cell-address.js';
import { periodTitle } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { SheetCell, SheetSpec } from '../tables/xlsx-writer.js';
import { entryRefs, formCell, formSheet, ratioCell, type DrawnForm } from './drawn-form.js';
import type { FormCell } from './form-meta.js';
import { isComputed, type FormPlan } from './form-plan.js';
import { indicatorCheck, type CellRefs } from './self-check.js';
import {
  explanationCell,
  formulaCell,
  givenCell,
  GREY,
  HEADS,
  headCell,
  inputCell,
  inputValidation,
  line,
  LINE_HEIGHT,
  linesOf,
  lockedCell,
  openRows,
  plainText,
  printedName,
  signatureLine,
  SUBMISSION_KINDS,
  SUBMISSION_LABEL,
  titleCell,
} from './sheet-parts.js';

const WIDTHS = [7, 32, 9, 12, 12, 14, 28, 36] as const;
const WIDTH = WIDTHS.length;
const [CODE, NAME, MEASURE, LAST_MONTH, INPUT, CHECK, EXPLANATION] = [0, 1, 2, 4, 5, 6, 7] as const;
const HEAD_ROW = 2;
/** Two lines of 自查 or 情况说明: a row with its own height does not grow, one without is too low to write in. */
const ROW_HEIGHT = 27;
const NUMERALS = '一二三四五六七八九十';

type Rows = SheetSpec['rows'];
type Merges = SheetSpec['merges'];

export function unitForm(plan: FormPlan, unit: ReportingUnit): DrawnForm {
  const title = `${unit.name}${periodTitle(plan.period, 'ytd')}知识产权工作情况填报表`;
  const merges: Merges = [];
  const rows = rowsAbove(plan, unit, title, merges);
  const rowHeights = new Map<number, number>([
    [0, 32],
    [1, 22],
    [HEAD_ROW, 24],
  ]);
  // Where each indicator stands must be known before the first formula is written.
  const { lines, rowOf } = bodyLines(plan);
  const addressIn = (column: number) => (code: string) =>
    rowOf.has(code) ? addressOf(rowOf.get(code)!, column) : null;
  const refs = entryRefs(plan, unit, { input: addressIn(INPUT), lastMonth: addressIn(LAST_MONTH) });
  const cells: FormCell[] = [];
  const validations: NonNullable<SheetSpec['validations']>[number][] = [
    {
      range: addressOf(1, EXPLANATION),
      rule: { kind: 'list', options: SUBMISSION_KINDS },
      title: SUBMISSION_LABEL,
      message: '请从下拉列表中选择。',
    },
  ];
  for (const entry of lines) {
    const row = rows.length;
    if ('group' in entry) {
      rows.push(groupLine(entry.group, row, merges));
      rowHeights.set(row, 20);
      continue;
    }
    const indicator = plan.indicators[entry.index]!;
    const name = printedName(plan.indicators, entry.index);
    const computed = isComputed(indicator);
    const given = {
      lastYear: computed ? '' : plan.given('last-year', unit.id, indicator),
      lastMonth: computed ? '' : plan.given('last-month', unit.id, indicator),
    };
    rows.push([
      lockedCell(indicator.code, 'center'),
      lockedCell(name),
      lockedCell(indicator.measure, 'center'),
      givenCell(given.lastYear),
      givenCell(given.lastMonth),
      computed ? ratioCell(plan, unit, indicator, refs) : inputCell(),
      computed ? lockedCell('由程序计算', 'center') : checkCell(plan, indicator.code, refs),
      explanationCell(),
    ]);
    rowHeights.set(row, Math.max(ROW_HEIGHT, linesOf(name, WIDTHS[NAME]) * LINE_HEIGHT));
    if (computed) continue;
    const here = addressOf(row, INPUT);
    validations.push(inputValidation(indicator, here, here));
    cells.push(formCell(indicator, unit, here, given));
  }
  rowHeights.set(rows.length, 26);
  rows.push(signatureLine([0, 2, 5, 7], WIDTH, rows.length, merges));
  const printedRows = rows.length;
  rows.push(...openRows(6, WIDTH));
  return {
    title,
    cells,
    sheet: formSheet({
      validations,
      columnWidths: [...WIDTHS],
      rows,
      printedRows,
      rowHeights,
      merges,
      freeze: { rows: HEAD_ROW + 1, columns: 2 },
      page: { paper: 'A4', titleRows: [2, HEAD_ROW + 1], titleColumns: 0, breaksBefore: [] },
    }),
  };
}

/** Title, 填报单位 and 报表期, heads. */
function rowsAbove(plan: FormPlan, unit: ReportingUnit, title: string, merges: Merges): Rows {
  const about = [
    { from: CODE, to: NAME, cell: plainText(`填报单位（盖章）：${unit.name}`) },
    { from: MEASURE, to: INPUT, cell: plainText(`报表期：${periodTitle(plan.period, 'ytd')}`, 'center') },
    { from: CHECK, to: CHECK, cell: plainText(`${SUBMISSION_LABEL}：`, 'right') },
    { from: EXPLANATION, to: EXPLANATION, cell: plainText(SUBMISSION_KINDS[0], 'left', { isOpen: true }) },
  ];
  const { code, name, measure, lastYear, lastMonth, input, check, explanation } = HEADS;
  return [
    line(WIDTH, 0, [{ from: 0, to: WIDTH - 1, cell: titleCell(title) }], merges),
    line(WIDTH, 1, about, merges),
    [code, name, measure, lastYear, lastMonth, input, check, explanation].map(headCell),
  ];
}

/** The lines below the head, 一、… above the first indicator of each category, and the row of each indicator. */
function bodyLines(plan: FormPlan): {
  lines: ({ group: string } | { index: number })[];
  rowOf: ReadonlyMap<string, number>;
} {
  const lines: ({ group: string } | { index: number })[] = [];
  const rowOf = new Map<string, number>();
  let category = '';
  let groups = 0;
  plan.indicators.forEach((indicator, index) => {
    if (indicator.category !== category) {
      category = indicator.category;
      lines.push({ group: `${NUMERALS[groups] ?? ''}、${CATEGORY_LABEL[indicator.category]}` });
      groups += 1;
    }
    rowOf.set(indicator.code, HEAD_ROW + 1 + lines.length);
    lines.push({ index });
  });
  return { lines, rowOf };
}

function groupLine(text: string, row: number, merges: Merges): (SheetCell | null)[] {
  const cell = plainText(text, 'left', {
    fill: GREY,
    font: { name: '黑体', size: 11 },
    border: { top: 'thin', right: 'thin', bottom: 'thin', left: 'thin' },
  });
  return line(WIDTH, row, [{ from: 0, to: WIDTH - 1, cell }], merges);
}

function checkCell(plan: FormPlan, code: string, refs: CellRefs): SheetCell {
  return formulaCell(indicatorCheck(code, refs, plan.byCode), 'left');
}
