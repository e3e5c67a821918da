// How states of the board look, for the board itself and for 首页: one sign and colour per state.

import type { BoardLine, BoardState, BoardTask } from '../shared/tasks/board.js';
import { dateText, yearOfDate } from '../shared/tasks/working-days.js';
import type { MarkKind } from './ui/state-mark.js';

const BOARD_STATE_KIND: Record<BoardState, MarkKind> = {
  'not-due': 'none',
  waiting: 'none',
  overdue: 'bad',
  arrived: 'plain',
  problem: 'look',
  returned: 'bad',
  corrected: 'good',
  received: 'good',
  exempt: 'plain',
  checked: 'good',
};

/** The state in a word; one that was checked before its numbers changed is to be checked once more. */
export function lineMark({ state, stateLabel, checked }: BoardLine): { kind: MarkKind; text: string } {
  if (checked?.isStale === true && (state === 'received' || state === 'corrected'))
    return { kind: 'look', text: '需再核对' };
  return { kind: BOARD_STATE_KIND[state], text: stateLabel };
}

/** Lines of a task that 首页 shows one by one; more than fill about two rows of chips hide what stands below them. */
const STRIP_LINES = 14;

/** Of a task of many units those that need something, what is bad first, and as many as there is room for. */
export function linesOfStrip(lines: readonly BoardLine[]): BoardLine[] {
  if (lines.length <= STRIP_LINES) return [...lines];
  const [bad, look, none] = (['bad', 'look', 'none'] as const).map((kind) =>
    lines.filter((line) => lineMark(line).kind === kind),
  );
  return [...bad!, ...look!, ...none!].slice(0, STRIP_LINES);
}

/** 已接收20个、逾期未报2个, in the order in which they come. */
export function stateCounts(lines: readonly BoardLine[]): string {
  const counts = Map.groupBy(lines, (line) => lineMark(line).text);
  return [...counts].map(([word, those]) => `${word}${those.length}个`).join('、');
}

/** 8月5日, with the year where it is not this one. */
export function dayText(date: string, today: string): string {
  return dateText(date, yearOfDate(today)).replace(/（.*$/, '');
}

/** A file that waits in 报送导入 is why the line has its state: what was received may be without a finding. */
export function isHeldByWaiting({ state, pending }: Pick<BoardLine, 'state' | 'pending'>): boolean {
  return state === 'problem' && pending !== null;
}

/** What is wrong with a line, for hints: “薛城区更正.xlsx”还有问题、必改2处、缺3项指标. Empty where nothing is. */
export function problemWords(
  line: Pick<BoardLine, 'state' | 'pending' | 'blocks' | 'warnings' | 'missingCodes' | 'ledgers' | 'lastReceivedAt'>,
): string {
  const parts: string[] = [];
  if (isHeldByWaiting(line)) parts.push(`待接收的“${fileName(line.pending!.file)}”还有问题`);
  if (line.blocks > 0) parts.push(`必改${line.blocks}处`);
  if (line.warnings > 0) parts.push(`需核实${line.warnings}处`);
  if (line.lastReceivedAt !== null && line.missingCodes.length > 0) parts.push(`缺${line.missingCodes.length}项指标`);
  const ledgers = line.ledgers.filter((one) => !one.isReceived);
  if (line.lastReceivedAt !== null && ledgers.length > 0)
    parts.push(`缺台账${ledgers.map((one) => one.title).join('、')}`);
  return parts.join('、');
}

/** Name of a file without the folder that it came in. */
export function fileName(file: string): string {
  return file.split('/').at(-1) ?? file;
}

/** 按时率 with what it was counted of, where that is not everyone: one unit in time of one that can be told is not all of eight. */
export function onTimeText({ counts, onTimeRate }: Pick<BoardTask, 'counts' | 'onTimeRate'>): string {
  if (onTimeRate === null) return '—';
  const untold = counts.due - counts.judged;
  return untold > 0 ? `${onTimeRate}%（${counts.onTime}/${counts.judged}，另${untold}个未判定）` : `${onTimeRate}%`;
}
