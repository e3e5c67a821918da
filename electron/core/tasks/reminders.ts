// tasks.reminders: ready texts to copy into the office's messenger or to read out on the telephone. Nothing is ever sent.
// Polite official wording: whom, what, by when, what is missing, whom to ask.

import type { Ctx } from '../context.js';
import { findLedger } from '../store/ledger-list.js';
import { listTasks } from '../store/task-store.js';
import { getBureau } from '../store/unit-store.js';
import { boardOf } from './board.js';
import { contactsOf } from './contacts.js';
import { indicatorsByCode } from './required.js';
import type { Reminder } from '../../../shared/contract/calls/tasks.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import type { BoardLine, BoardTask } from '../../../shared/tasks/board.js';
import { MATERIAL_LABEL, type ReportingTask } from '../../../shared/tasks/define.js';
import { chinaDate, dateText, yearOfDate } from '../../../shared/tasks/working-days.js';

const KIND_LABEL: Record<Reminder['kind'], string> = {
  notice: '报送通知',
  waiting: '报送提醒',
  overdue: '催报',
  returned: '退回重报',
  incomplete: '补报',
  materials: '补报材料',
};

const EMPTY_LEDGERS = '台账按填报表中的工作表逐条填写；本期没有发生的，空表报回即可，视为本期无。';

interface Wording {
  bureau: string;
  today: string;
  nameOf(code: string): string;
  titleOf(ledger: string): string;
}

export function reminders(ctx: Ctx, params: ParsedParams<'tasks.reminders'>): Result<'tasks.reminders'> {
  const { store } = ctx;
  const byCode = indicatorsByCode(store);
  const words: Wording = {
    bureau: getBureau(store)?.name ?? '',
    today: chinaDate(store.now()),
    nameOf: (code) => byCode.get(code)?.name ?? code,
    titleOf: (ledger) => findLedger(store, ledger)?.title ?? ledger,
  };
  const tasks = new Map(listTasks(store).map((task) => [task.id, task]));
  const contacts = contactsOf(store);
  const result: Reminder[] = [];
  for (const board of boardOf(ctx, params.period)) {
    if (params.taskId !== undefined && board.taskId !== params.taskId) continue;
    const task = tasks.get(board.taskId)!;
    const base = { taskId: task.id, task: task.name, round: board.round };
    result.push({
      ...base,
      unitId: null,
      unit: '各填报单位',
      kind: 'notice',
      kindLabel: KIND_LABEL.notice,
      text: noticeText(task, board, words),
      contact: null,
    });
    for (const line of board.lines) {
      const kind = kindOf(line);
      if (kind === null) continue;
      const contact = contacts.find((one) => one.unitId === line.unitId && one.phone !== '');
      result.push({
        ...base,
        unitId: line.unitId,
        unit: line.unit,
        kind,
        kindLabel: kindLabelOf(kind, line),
        text: reminderText(kind, task, board, line, words),
        contact: contact ? { name: contact.name, phone: contact.phone } : null,
      });
    }
  }
  return { reminders: result };
}

/** What a unit still owes, the most pressing thing; null where nothing. */
function kindOf(line: BoardLine): Exclude<Reminder['kind'], 'notice'> | null {
  switch (line.state) {
    case 'exempt':
    case 'checked':
      return null;
    case 'returned':
      return 'returned';
    case 'overdue':
      return 'overdue';
    case 'waiting':
    case 'not-due':
      return 'waiting';
    default:
      if (line.lastReceivedAt !== null && (line.missingCodes.length > 0 || missingLedgers(line).length > 0))
        return 'incomplete';
      return line.materials.some((one) => one.state === 'missing') ? 'materials' : null;
  }
}

function missingLedgers(line: BoardLine): string[] {
  return line.ledgers.filter((one) => !one.isReceived).map((one) => one.title);
}

/** 补报指标, 补报台账, 补报指标和台账. */
function kindLabelOf(kind: Reminder['kind'], line: BoardLine): string {
  if (kind !== 'incomplete') return KIND_LABEL[kind];
  const parts = [
    ...(line.missingCodes.length > 0 ? ['指标'] : []),
    ...(missingLedgers(line).length > 0 ? ['台账'] : []),
  ];
  return `${KIND_LABEL[kind]}${parts.join('和')}`;
}

/** （2022年1—7月） or （第2批） behind the name of the task. */
function occurrenceText(task: ReportingTask, board: BoardTask): string {
  return `《${task.name}》（${board.label}）`;
}

function materialsText(task: ReportingTask, words: Wording): string {
  const ledgers = task.ledgers.map((ledger) => words.titleOf(ledger)).join('、');
  return [
    ...task.materials.map((material) => MATERIAL_LABEL[material]),
    ...(ledgers === '' ? [] : [`台账（${ledgers}）`]),
  ].join('、');
}

function closing(task: ReportingTask, words: Wording): string[] {
  return [
    ...(task.contact === '' ? [] : [`联系人：${task.contact}`]),
    ...(words.bureau === '' ? [] : [words.bureau]),
    dateText(words.today).replace(/（.*$/, ''),
  ];
}

function noticeText(task: ReportingTask, board: BoardTask, words: Wording): string {
  const body =
    task.notice.trim() === ''
      ? [
          `请于${board.dueText}前报送${occurrenceText(task, board)}，包括：${materialsText(task, words)}。`,
          ...(task.ledgers.length === 0 ? [] : [EMPTY_LEDGERS]),
          '请认真核对数据，确保真实、准确、完整，并与上期数据衔接；数据变化较大的，请附情况说明。',
        ]
      : [
          task.notice
            .trim()
            .replaceAll('{期}', board.label)
            .replaceAll('{截止}', board.dueText)
            .replaceAll('{任务}', task.name),
        ];
  return [
    `关于报送${occurrenceText(task, board)}的通知`,
    '各填报单位：',
    ...body.map((line) => `　　${line}`),
    ...closing(task, words),
  ].join('\n');
}

function reminderText(
  kind: Exclude<Reminder['kind'], 'notice'>,
  task: ReportingTask,
  board: BoardTask,
  line: BoardLine,
  words: Wording,
): string {
  const what = occurrenceText(task, board);
  const due = dateText(line.due, yearOfDate(words.today));
  const missing = line.materials.filter((one) => one.state === 'missing').map((one) => one.label);
  return [`${line.unit}：`, ...sentences().map((sentence) => `　　${sentence}`), ...closing(task, words)].join('\n');

  function sentences(): string[] {
    switch (kind) {
      case 'waiting':
        return [
          `${what}的报送截止时间为${due}${leftText(line)}，目前尚未收到贵单位的报送。`,
          `请按时报送：${materialsText(task, words)}。如已报送，请告知我们核对，谢谢支持！`,
        ];
      case 'overdue':
        return [
          `${what}的报送截止时间为${due}，现已${lateText(line)}，目前尚未收到贵单位的报送。`,
          `请尽快报送：${materialsText(task, words)}，以免影响汇总。如已报送或有特殊情况，请及时告知，谢谢支持！`,
        ];
      case 'returned':
        return [
          `贵单位报送的${what}已于${dateText(line.returned!.on, yearOfDate(words.today)).replace(/（.*$/, '')}退回修改${line.returned!.reason === '' ? '' : `，原因：${line.returned!.reason}`}。`,
          `请对照退回修改件改正后，于${due}前重新报送。如有疑问请与我们联系，谢谢支持！`,
        ];
      case 'incomplete':
        return incompleteSentences(what, line, words, missing);
      case 'materials':
        return [
          `贵单位报送的${what}电子数据已收到，尚缺：${missing.join('、')}。`,
          `请${words.today <= line.due ? `于${due}前` : '尽快'}补报，谢谢支持！`,
        ];
    }
  }
}

function incompleteSentences(what: string, line: BoardLine, words: Wording, materials: readonly string[]): string[] {
  const codes = line.missingCodes.map((code) => words.nameOf(code));
  const ledgers = missingLedgers(line);
  const lacks = [
    ...(codes.length > 0 ? [`以下${codes.length}项指标：${codes.join('、')}`] : []),
    ...(ledgers.length > 0 ? [`以下${ledgers.length}本台账：${ledgers.join('、')}`] : []),
  ];
  const how = [
    ...(codes.length > 0 ? ['没有发生的请填“0”，不涉及的请注明“不涉及”'] : []),
    ...(ledgers.length > 0 ? ['台账本期没有记录的，空表报回即可'] : []),
  ];
  return [
    `贵单位报送的${what}已收到，经核对，尚缺${lacks.join('；')}。`,
    `请补报；${how.join('；')}。${materials.length > 0 ? `另请补报：${materials.join('、')}。` : ''}谢谢支持！`,
  ];
}

/** Over a weekend it is late, but by no working day yet; after months the count says nothing more. */
function lateText(line: BoardLine): string {
  const days = -(line.workingDaysLeft ?? 0);
  return days > 0 && days <= 60 ? `超过${days}个工作日` : '逾期';
}

function leftText(line: BoardLine): string {
  if (line.workingDaysLeft === null || line.workingDaysLeft < 0) return '';
  return line.workingDaysLeft === 0 ? '（今天）' : `（还有${line.workingDaysLeft}个工作日）`;
}
