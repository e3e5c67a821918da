// 下一步 on the first page: from the board where tasks fall due, from the data where none does.

import { expect, test } from 'vitest';

import { nextSteps } from '../../renderer/features/home/next-steps.js';
import { BOARD_STATE_LABEL, type BoardLine, type BoardState, type BoardTask } from '../../shared/tasks/board.js';

const NOW = Date.parse('2022-08-03T02:00:00.000Z');
const REST = { plan: null, chips: [], lastBackupAt: '2022-08-02T02:00:00.000Z', now: NOW };

function line(unit: string, state: BoardState, changes: Partial<BoardLine> = {}): BoardLine {
  return {
    taskId: 1,
    unitId: 1,
    unit,
    period: '2022-07',
    round: 0,
    state,
    stateLabel: BOARD_STATE_LABEL[state],
    due: '2022-08-05',
    dueIsCertain: true,
    workingDaysLeft: 2,
    submittedOn: null,
    receivedOnEntered: false,
    lastReceivedAt: null,
    onTime: null,
    revision: 0,
    submissionId: null,
    importFileId: null,
    file: '',
    blocks: 0,
    warnings: 0,
    pending: null,
    required: 1,
    missingCodes: [],
    ledgers: [],
    materials: [],
    exemptReason: '',
    returned: null,
    checked: null,
    ...changes,
  };
}

function task(...lines: BoardLine[]): BoardTask {
  return {
    taskId: 1,
    name: '月报',
    round: 0,
    label: '2022年1—7月',
    due: '2022-08-05',
    dueText: '2022年8月5日（星期五）',
    dueIsCertain: true,
    lines,
    counts: { due: lines.length, submitted: 0, overdue: 0, problems: 0, exempt: 0, checked: 0, onTime: 0, judged: 0 },
    summary: '',
    onTimeRate: null,
  };
}

const texts = (...tasks: BoardTask[]) => nextSteps({ ...REST, tasks }).map((step) => step.text);

test('names who still owes, with the time that is left', () => {
  expect(texts(task(line('滕州市', 'waiting'), line('薛城区', 'received')))).toEqual(['滕州市未报，还有2个工作日。']);
  expect(texts(task(line('滕州市', 'waiting', { workingDaysLeft: 0 })))).toEqual(['滕州市未报，今天截止。']);
  expect(texts(task(line('滕州市', 'overdue', { workingDaysLeft: -3 })))).toEqual([
    '滕州市逾期未报，截止时间为2022年8月5日（星期五）。',
  ]);
});

test('is ready for the summary only when nothing is returned or in question', () => {
  expect(texts(task(line('滕州市', 'received'), line('薛城区', 'exempt')))).toEqual([
    '各填报单位均已报送，可以出汇总表。',
  ]);
  expect(texts(task(line('滕州市', 'returned')))).toEqual(['滕州市已退回，等待重报。']);
  expect(texts(task(line('滕州市', 'problem')))).toEqual(['滕州市的报送有问题或不完整。']);
});

test('calls nobody 未报 where no task falls due', () => {
  const chips = [{ unitId: 1, unit: '滕州市', values: 0, issues: 0, state: 'missing' as const }];
  expect(nextSteps({ ...REST, chips, tasks: [] }).map((step) => step.text)).toEqual(['滕州市本期没有数据。']);
});
