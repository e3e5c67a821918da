// The form of one unit: an indicator per row, last year's and last month's figures grey, 本月累计 open, 自查 beside it.

import { CATEGORY_LABEL } from '../../../shared/indicators/define.js';
import { addressOf } from '../../../shared/model/cell-address.js';
import { periodTitle } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { SheetCell, SheetSpec } from '../tables/xlsx-writer.js';
import type { FormCell } from './form-meta.js';
import { isComputed, type FormPlan } from './form-plan.js';
import { indicatorCheck, ratioFormula, type CellRefs } from './self-check.js';
import {
  explanationCell,
  FORM_SHEET,
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
  MARGINS_MM,
  openRows,
  plainText,
  printedName,
  signatureLine,
  SUBMISSION_KINDS,
  SUBMISSION_LABEL,
  titleCell,
} from './sheet-parts.js';

const WIDTHS = [7, 32, 9, 12, 12, 14, 28, 36] as const;
const [CODE, NAME, MEASURE, LAST_MONTH, INPUT, CHECK, EXPLANATION] = [0, 1, 2, 4, 5, 6, 7] as const;
const HEAD_ROW = 2;
/** Two lines of 自查 or 情况说明: a row with its own height does not grow, one without is too low to write in. */
const ROW_HEIGHT = 27;
const NUMERALS = '一二三四五六七八九十';

export interface DrawnForm {
  title: string;
  sheet: SheetSpec;
  cells: FormCell[];
}

export function unitForm(plan: FormPlan, unit: ReportingUnit): DrawnForm {
  const title = `${unit.name}${periodTitle(plan.period, 'ytd')}知识产权工作情况填报表`;
  const width = WIDTHS.length;
  const merges: SheetSpec['merges'] = [];
  const rows: (SheetCell | null)[][] = [];
  const rowHeights = new Map<number, number>([
    [0, 32],
    [1, 22],
    [HEAD_ROW, 24],
  ]);
  rows.push(line(width, 0, [{ from: 0, to: width - 1, cell: titleCell(title) }], merges));
  rows.push(
    line(
      width,
      1,
      [
        { from: CODE, to: NAME, cell: plainText(`填报单位（盖章）：${unit.name}`) },
        { from: MEASURE, to: INPUT, cell: plainText(`报表期：${periodTitle(plan.period, 'ytd')}`, 'center') },
        { from: CHECK, to: CHECK, cell: plainText(`${SUBMISSION_LABEL}：`, 'right') },
        { from: EXPLANATION, to: EXPLANATION, cell: plainText(SUBMISSION_KINDS[0], 'left', { isOpen: true }) },
      ],
      merges,
    ),
  );
  rows.push(
    [
      HEADS.code,
      HEADS.name,
      HEADS.measure,
      HEADS.lastYear,
      HEADS.lastMonth,
      HEADS.input,
      HEADS.check,
      HEADS.explanation,
    ].map(headCell),
  );

  // Where each indicator stands must be known before the first formula is written.
  const lines: ({ group: string } | { index: number })[] = [];
  let category = '';
  let groups = 0;
  const rowOf = new Map<string, number>();
  plan.indicators.forEach((indicator, index) => {
    if (indicator.category !== category) {
      category = indicator.category;
      lines.push({ group: `${NUMERALS[groups] ?? ''}、${CATEGORY_LABEL[indicator.category]}` });
      groups += 1;
    }
    rowOf.set(indicator.code, HEAD_ROW + 1 + lines.length);
    lines.push({ index });
  });
  const isInput = (code: string): boolean => {
    const indicator = plan.byCode.get(code);
    return rowOf.has(code) && indicator !== undefined && !isComputed(indicator);
  };
  const refs: CellRefs = {
    input: (code) => (isInput(code) ? addressOf(rowOf.get(code)!, INPUT) : null),
    lastMonth: (code) => {
      const indicator = plan.byCode.get(code);
      return indicator && isInput(code) && plan.given('last-month', unit.id, indicator) !== ''
        ? addressOf(rowOf.get(code)!, LAST_MONTH)
        : null;
    },
  };

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
      const cell = plainText(entry.group, 'left', {
        fill: GREY,
        font: { name: '黑体', size: 11 },
        border: { top: 'thin', right: 'thin', bottom: 'thin', left: 'thin' },
      });
      rows.push(line(width, row, [{ from: 0, to: width - 1, cell }], merges));
      rowHeights.set(row, 20);
      continue;
    }
    const indicator = plan.indicators[entry.index]!;
    const name = printedName(plan.indicators, entry.index);
    const computed = isComputed(indicator);
    const lastYear = computed ? '' : plan.given('last-year', unit.id, indicator);
    const lastMonth = computed ? '' : plan.given('last-month', unit.id, indicator);
    const here = addressOf(row, INPUT);
    const ratio = computed
      ? ratioFormula(
          indicator,
          refs.input(indicator.numerator!),
          refs.input(indicator.denominator!) ?? (plan.constant(indicator.denominator!, unit.id) || null),
        )
      : null;
    rows.push([
      lockedCell(indicator.code, 'center'),
      lockedCell(name),
      lockedCell(indicator.measure, 'center'),
      givenCell(lastYear),
      givenCell(lastMonth),
      computed ? formulaCell(ratio, 'right') : inputCell(),
      computed
        ? lockedCell('由程序计算', 'center')
        : formulaCell(indicatorCheck(indicator.code, refs, plan.byCode), 'left'),
      explanationCell(),
    ]);
    rowHeights.set(row, Math.max(ROW_HEIGHT, linesOf(name, WIDTHS[NAME]) * LINE_HEIGHT));
    if (computed) continue;
    validations.push(inputValidation(indicator, here, here));
    cells.push({
      code: indicator.code,
      unitId: unit.id,
      cell: here,
      measure: indicator.measure,
      name: indicator.name,
      lastYear,
      lastMonth,
    });
  }
  rowHeights.set(rows.length, 26);
  rows.push(signatureLine([0, 2, 5, 7], width, rows.length, merges));
  const printedRows = rows.length;
  rows.push(...openRows(6, width));
  return {
    title,
    cells,
    sheet: {
      name: FORM_SHEET,
      isProtected: true,
      validations,
      columnWidths: [...WIDTHS],
      rows,
      printedRows,
      rowHeights,
      merges,
      freeze: { rows: HEAD_ROW + 1, columns: 2 },
      page: {
        paper: 'A4',
        orientation: 'landscape',
        marginsMm: MARGINS_MM,
        titleRows: [2, HEAD_ROW + 1],
        titleColumns: 0,
        breaksBefore: [],
      },
      footer: '&C第&P页 共&N页',
    },
  };
}
