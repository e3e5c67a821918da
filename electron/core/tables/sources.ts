// 数据来源表: each printed number of a table with its unit, indicator, value, file, sheet, cell and original text, or its
// formula. What an auditor asks for, as a plain .xlsx with filterable rows.

import { writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import { periodValues, type PeriodValue } from '../statistics/list-values.js';
import { explain, figureMeasure } from '../statistics/figure-detail.js';
import { drawTable } from './build-table.js';
import { planTable, type TablePlan } from './plan-table.js';
import { refuseUnseenTable } from './shown-table.js';
import { cellKey, waivedCells } from '../store/source-store.js';
import { targetsOfYear, type Target } from '../store/target-store.js';
import { writeWorkbook, type SheetCell } from './xlsx-writer.js';
import { TOTAL_UNIT } from '../statistics/formula.js';
import type { ParsedParams } from '../../../shared/contract/index.js';
import type { ValueSource } from '../../../shared/contract/calls/values.js';
import { periodTitle, yearOf, addYears, type Period } from '../../../shared/model/period.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { FIGURE_LABEL, type FactRef, type PrintCell } from '../../../shared/reports/print-table.js';
import { MARGIN_MM } from '../../../shared/reports/page-columns.js';
import { SOURCE_HEADS } from '../../../shared/reports/source-heads.js';
import { textWidth } from '../../../shared/reports/text-width.js';

/** One line of the table of sources, all texts. */
export interface SourceLine {
  unit: string;
  indicator: string;
  figure: string;
  printed: string;
  number: PrintCell['number'];
  decimals: number;
  measure: string;
  period: string;
  file: string;
  sheet: string;
  cell: string;
  text: string;
  formula: string;
  /** 核实通过 of a finding at its cell, with the reason; '' where there is none. */
  verified: string;
}

interface LineColumn {
  title: (typeof SOURCE_HEADS)[number] | '核实情况';
  width: number;
  of(line: SourceLine): string;
}

const COLUMNS: readonly LineColumn[] = [
  { title: '填报单位', width: 14, of: (line) => line.unit },
  { title: '指标', width: 28, of: (line) => line.indicator },
  { title: '栏目', width: 14, of: (line) => line.figure },
  { title: '表中数', width: 13, of: (line) => line.printed },
  { title: '计量单位', width: 10, of: (line) => line.measure },
  { title: '统计期间', width: 16, of: (line) => line.period },
  { title: '来源文件', width: 40, of: (line) => line.file },
  { title: '工作表', width: 12, of: (line) => line.sheet },
  { title: '单元格', width: 9, of: (line) => line.cell },
  { title: '原文', width: 14, of: (line) => line.text },
  { title: '计算公式', width: 52, of: (line) => line.formula },
];
/** Only where there is one: most tables have none. */
const VERIFIED: LineColumn = { title: '核实情况', width: 30, of: (line) => line.verified };

/** Source of every number that a table prints, row by row. */
export function sourceLines(ctx: Ctx, plan: TablePlan): SourceLine[] {
  const { facts } = plan;
  const table = drawTable(ctx, plan);
  const units = new Map(facts.units.map((unit) => [unit.id, unit.name]));
  const listed = new Map<Period, Map<string, PeriodValue>>();
  const find = (period: Period, unit: string, code: string, basis: string): PeriodValue | undefined => {
    let values = listed.get(period);
    if (values === undefined) {
      values = new Map(
        periodValues(ctx, period).map((one) => [`${one.value.unit}/${one.value.code}/${one.value.basis}`, one]),
      );
      listed.set(period, values);
    }
    return values.get(`${unit}/${code}/${basis}`);
  };
  const targets = new Map<number, Target[]>();
  const targetOf = (ref: FactRef): Target | undefined => {
    const year = yearOf(ref.period);
    const indicatorId = facts.byCode.get(ref.code)!.indicator.id;
    let ofYear = targets.get(year);
    if (ofYear === undefined) targets.set(year, (ofYear = targetsOfYear(ctx.store, year)));
    return ofYear.find((one) => one.value !== null && one.unitId === ref.unitId && one.indicatorId === indicatorId);
  };

  const waived = waivedCells(ctx.store);
  const lines: SourceLine[] = [];
  for (const row of table.bodyRows)
    for (const cell of row.cells) {
      const { ref } = cell;
      if (!ref || cell.number === undefined) continue;
      const { indicator } = facts.byCode.get(ref.code)!;
      const unit = ref.unitId === null ? TOTAL_UNIT : (units.get(ref.unitId) ?? '');
      const period = ref.figure === 'last-year' ? addYears(ref.period, -1) : ref.period;
      const line: SourceLine = {
        unit: ref.unitIds ? row.cells[0]!.text.trim() : ref.unitId === null ? facts.totalLabel : unit,
        indicator: indicator.name,
        figure: FIGURE_LABEL[ref.figure],
        printed: cell.text,
        number: cell.number,
        decimals: cell.decimals ?? 0,
        measure: figureMeasure(ref.figure, indicator.measure),
        period: periodTitle(period, ref.basis),
        file: '',
        sheet: '',
        cell: '',
        text: '',
        formula: '',
        verified: '',
      };
      const target = ref.figure === 'target' ? targetOf(ref) : undefined;
      if (target?.source) Object.assign(line, cellTexts(target.source));
      const stored = storedBehind(ctx, ref, facts.period);
      const found = stored === null ? undefined : find(stored.period, unit, ref.code, ref.basis);
      const source = found?.value.source;
      // A ratio of another year is listed there with the denominators of that year, which need not be the ones printed here.
      const isOther =
        source != null && 'formula' in source && indicator.kind === 'ratio' && stored?.report !== undefined;
      if (source != null && !isOther) Object.assign(line, sourceTexts(source));
      if (line.formula === '' && line.file === '') line.formula = derivation(ctx, stored ?? ref);
      const importFileId = target?.importFileId ?? found?.importFileId ?? null;
      if (line.file !== '' && importFileId !== null)
        line.verified = waived.get(cellKey(importFileId, line.sheet, line.cell)) ?? '';
      lines.push(line);
    }
  return lines;
}

export async function exportSources(
  ctx: Ctx,
  { name, period, options, shown }: ParsedParams<'tables.sources'>,
): Promise<FileRef> {
  ctx.job.step({ done: 0, total: 2, stage: '正在查找来源' });
  const plan = planTable(ctx, name, period, options);
  const table = drawTable(ctx, plan);
  refuseUnseenTable(shown, table);
  const { title } = table;
  const lines = sourceLines(ctx, plan);
  const columns = lines.some((line) => line.verified !== '') ? [...COLUMNS, VERIFIED] : COLUMNS;
  ctx.job.step({ done: 1, total: 2, stage: '正在写入文件' });
  const border = { top: 'thin', right: 'thin', bottom: 'thin', left: 'thin' } as const;
  const text = (value: string, changes: Partial<SheetCell> = {}): SheetCell => ({
    text: value,
    font: { name: '宋体', size: 10 },
    align: 'left',
    border,
    wrap: true,
    ...changes,
  });
  const rows: (SheetCell | null)[][] = [
    columns.map((_, index) =>
      index === 0
        ? text(`${title}数据来源表`, { font: { name: '方正小标宋简体', size: 16 }, align: 'center', border: undefined })
        : null,
    ),
    columns.map((column) => text(column.title, { font: { name: '黑体', size: 10 }, align: 'center' })),
    ...lines.map((line) =>
      columns.map((column) => {
        if (column.title === '表中数' && line.number !== undefined)
          return text(line.printed, { align: 'right', number: { plain: line.number, decimals: line.decimals } });
        return text(column.of(line));
      }),
    ),
  ];
  const bytes = await writeWorkbook(
    [
      {
        name: '数据来源表',
        columnWidths: columns.map((column) => column.width),
        rows,
        rowHeights: new Map([
          [0, 30],
          [1, 20],
          ...lines.map((line, index): [number, number] => [index + 2, heightOf(line, columns)]),
        ]),
        merges: [{ row: 0, column: 0, rows: 1, columns: columns.length }],
        freeze: { rows: 2, columns: 2 },
        page: {
          paper: 'A4',
          orientation: 'landscape',
          marginsMm: MARGIN_MM,
          titleRows: [1, 2],
          titleColumns: 0,
          breaksBefore: [],
        },
        footer: '&C&"宋体,Regular"&10— &P —',
      },
    ],
    `${title}数据来源表`,
  );
  const output = ctx.files.output(`${title}数据来源表.xlsx`);
  writeFileSync(output.path, bytes);
  return output.finish();
}

/** Long formulas wrap; Excel does not measure rows of a file that it did not write. */
function heightOf(line: SourceLine, columns: readonly LineColumn[]): number {
  const wraps = columns.map((column) => Math.ceil((textWidth(column.of(line)) + 1) / (column.width - 1)));
  return 14 * Math.max(1, ...wraps) + 2;
}

function cellTexts(source: { file: string; sheet: string | null; cell: string; text: string }) {
  return { file: source.file, sheet: source.sheet ?? '', cell: source.cell, text: source.text };
}

function sourceTexts(source: ValueSource | null): Partial<SourceLine> {
  if (source === null) return {};
  if ('formula' in source) {
    const inputs = source.inputs.flatMap(({ value }) => value ?? []);
    // A printed ratio has both of its parts.
    const lacking = source.inputs.length - inputs.length;
    const without = lacking === 0 ? '' : `（${lacking}个填报单位没有数）`;
    const isRatio = source.inputs.length === 2 && source.formula.includes('÷');
    // A submitted ratio is named with its cell; the printed number is the computed one.
    const { file, sheet, cell, text } = source;
    const compared =
      file === undefined || cell === undefined ? {} : { file, sheet: sheet ?? '', cell, text: text ?? '' };
    return { ...compared, formula: `${source.formula} = ${inputs.join(isRatio ? ' ÷ ' : ' + ')}${without}` };
  }
  if ('entered' in source) return { text: source.entered };
  return { ...cellTexts(source), ...(source.note ? { formula: source.note } : {}) };
}

/** The value that a number shows as it is stored, this year's or last year's; null where it is worked out, or 同口径. */
function storedBehind(ctx: Ctx, ref: FactRef, reported: Period): FactRef | null {
  if (ref.unitIds !== undefined) return null;
  if (ref.figure === 'current') return ref;
  if (ref.figure !== 'last-year' || explain(ctx, { key: ref }).note !== '') return null;
  const period = addYears(ref.period, -1);
  return { ...ref, figure: 'current', period, ...(yearOf(period) === yearOf(reported) ? {} : { report: reported }) };
}

/** More parts than these (the values behind a rank, the units of a group) are named by the formula alone. */
const MOST_PARTS = 3;

/** How a figure that has no source of its own is computed, with the numbers that go into it. */
function derivation(ctx: Ctx, ref: FactRef): string {
  const { formula, parts, note } = explain(ctx, { key: ref });
  const numbers = parts.length > MOST_PARTS ? [] : parts.map((part) => `${part.label} ${part.text}`.trim());
  return [formula, numbers.join('，'), note].filter((text) => text !== '').join('；');
}
