// 填报说明: what each indicator means, how it is counted, where the figure comes from, by when and whom to ask.

import type { Indicator } from '../../../shared/indicators/define.js';
import { periodTitle } from '../../../shared/model/period.js';
import { textWidth } from '../../../shared/reports/text-width.js';
import type { SheetCell, SheetSpec } from '../tables/xlsx-writer.js';
import { isComputed, type FormPlan } from './form-plan.js';
import {
  GUIDE_SHEET,
  LEDGER_GUIDE,
  headCell,
  line,
  lockedCell,
  MARGINS_MM,
  plainText,
  titleCell,
} from './sheet-parts.js';

const WIDTHS = [7, 30, 9, 44, 42, 28];
const HEADS = ['代码', '指标名称', '计量单位', '指标解释', '计算方法', '数据来源'];
const LINE_HEIGHT = 15;

export function guideSheet(plan: FormPlan): SheetSpec {
  const width = WIDTHS.length;
  const merges: SheetSpec['merges'] = [];
  const rows: (SheetCell | null)[][] = [];
  const rowHeights = new Map<number, number>();
  const add = (cell: SheetCell, height: number): void => {
    rowHeights.set(rows.length, height);
    rows.push(line(width, rows.length, [{ from: 0, to: width - 1, cell }], merges));
  };
  add(titleCell(GUIDE_SHEET), 30);
  const room = WIDTHS.reduce((sum, columns) => sum + columns, 0) - 4;
  generalNotes(plan).forEach((note, index) => {
    const text = `${index + 1}．${note}`;
    add(plainText(text, 'left', { wrap: true }), linesOf(text, room) * LINE_HEIGHT + 4);
  });
  // A form of ledgers alone explains its columns on the sheet of the ledgers.
  const headRow = plan.indicators.length > 0 ? rows.length : 0;
  if (plan.indicators.length > 0) {
    rowHeights.set(headRow, 24);
    rows.push(HEADS.map(headCell));
  }
  for (const indicator of plan.indicators) {
    const texts = [
      indicator.code,
      indicator.name,
      indicator.measure,
      explained(indicator, plan.byCode),
      method(indicator, plan),
      source(indicator),
    ];
    const lines = Math.max(...texts.map((text, column) => linesOf(text, WIDTHS[column]! - 2)));
    rowHeights.set(rows.length, Math.min(400, lines * LINE_HEIGHT + 6));
    rows.push(
      texts.map((text, column) => ({
        ...lockedCell(text, column === 0 || column === 2 ? 'center' : 'left'),
        fill: 'FFFFFF',
      })),
    );
  }
  return {
    name: GUIDE_SHEET,
    columnWidths: WIDTHS,
    rows,
    rowHeights,
    merges,
    freeze: { rows: headRow + 1, columns: 0 },
    page: {
      paper: 'A4',
      orientation: 'landscape',
      marginsMm: MARGINS_MM,
      titleRows: headRow === 0 ? null : [headRow + 1, headRow + 1],
      titleColumns: 0,
      breaksBefore: [],
    },
    footer: '&C第&P页 共&N页',
  };
}

function linesOf(text: string, room: number): number {
  return text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(textWidth(part) / room)), 0);
}

function generalNotes(plan: FormPlan): string[] {
  const ledgers = plan.ledgers.map(({ title }) => `“${title}”`).join('、');
  const ofLedgers =
    ledgers === ''
      ? []
      : [
          `${ledgers}各占一张工作表，一行一条记录，填法见“${LEDGER_GUIDE}”；本期没有记录的，工作表留空报回，视为“本期无”。`,
        ];
  if (plan.indicators.length === 0)
    return [
      `报表期：${periodTitle(plan.period, 'ytd')}。`,
      ...byWhen(plan),
      ...ofLedgers,
      '填好后以 .xlsx 格式报回。',
      ...plan.notes,
    ];
  return [
    `报表期：${periodTitle(plan.period, 'ytd')}。流量指标填年初至报表期末的累计数，存量指标填报表期末的时点数。`,
    ...byWhen(plan),
    '只填白色单元格；灰色单元格是代码、名称和供对照的已存数，不需要填写。发生数为零填0，没有数据的留空，留空即为未报。',
    '“自查”栏显示✓表示关系相符，显示✗的请改正；确认无误的，请在“情况说明”中写明原因。',
    '可以插入行、改工作表名称，请不要删除“代码”栏。填好后以 .xlsx 格式报回。',
    ...ofLedgers,
    ...plan.notes,
  ];
}

function byWhen(plan: FormPlan): string[] {
  return [
    ...(plan.deadline === '' ? [] : [`截止时间：${plan.deadline}。`]),
    ...(plan.contact === '' ? [] : [`联系人：${plan.contact}。`]),
  ];
}

function explained(indicator: Indicator, byCode: ReadonlyMap<string, Indicator>): string {
  const whole = indicator.partOf === null ? undefined : byCode.get(indicator.partOf);
  const part = whole ? `“${whole.name}”的其中数。` : '';
  return `${part}${indicator.note}`;
}

function method(indicator: Indicator, plan: FormPlan): string {
  const name = (code: string): string => plan.byCode.get(code)?.name ?? code;
  if (isComputed(indicator)) {
    const factor = indicator.factor === 100 ? '×100%' : '';
    return `${name(indicator.numerator!)}÷${name(indicator.denominator!)}${factor}，由程序计算，不需填报。`;
  }
  if (indicator.kind === 'flow') return `${periodTitle(plan.period, 'ytd')}的累计发生数。`;
  if (indicator.kind === 'stock') return `${periodTitle(plan.period, 'asof')}的时点数。`;
  return '按发布或核定的数填报。';
}

function source(indicator: Indicator): string {
  if (isComputed(indicator)) return '由填报数计算';
  return indicator.category === 'base' ? '统计部门公布数' : '本单位业务台账或业务系统';
}
