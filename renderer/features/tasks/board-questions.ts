// The questions of the board in words: 免报, 退回, 收到日期. Pure but for the action that each carries.

import type { BoardLine } from '../../../shared/tasks/board.js';
import { yearOfDate } from '../../../shared/tasks/working-days.js';
import type { NoteQuestion } from './note-dialog.js';
import { unitsText, type BoardActions } from './use-board-actions.js';

export function exemptQuestion(lines: readonly BoardLine[], actions: BoardActions): NoteQuestion {
  return {
    title: `本期免报：${unitsText(lines)}`,
    explanation: '免报的填报单位不计入应报数和按时率，本期没有数据也不算未报。已接收的数据不受影响。',
    text: {
      label: '免报原因',
      isRequired: true,
      initial: lines[0]?.exemptReason ?? '',
      suggestions: ['本期没有相关工作', '机构调整，暂不报送', '由上级单位统一报送'],
    },
    okText: '免报',
    onSave: (reason) => actions.exempt(lines, reason),
  };
}

export function returnQuestion(lines: readonly BoardLine[], today: string, actions: BoardActions): NoteQuestion {
  return {
    title: `标记退回：${unitsText(lines)}`,
    explanation:
      '状态改为退回，直到收到新的报送。已接收的数据保持不变。要发回标注好的原表，请用“更多 › 退回修改件…”，生成时同时标记退回。',
    text: {
      label: '退回原因',
      isRequired: false,
      initial: '',
      suggestions: ['数据前后不一致，请核实', '指标填报不全，请补报', '缺盖章件'],
    },
    day: { label: '重报截止日期（可不填）', isRequired: false, initial: '', year: yearOfDate(today) },
    okText: '标记退回',
    onSave: (reason, due) => actions.markReturned(lines, reason, due),
  };
}

export function receivedQuestion(lines: readonly BoardLine[], actions: BoardActions): NoteQuestion {
  const [first] = lines;
  return {
    title: `登记收到日期：${unitsText(lines)}`,
    explanation: '是否按时以收到日期为准。不填时以接收到程序中的日期为准。',
    day: {
      label: '收到日期',
      isRequired: false,
      initial: first?.receivedOnEntered === true ? (first.submittedOn ?? '') : '',
      year: yearOfDate(first?.due ?? ''),
    },
    okText: '保存',
    onSave: (_text, on) => actions.markReceived(lines, on),
  };
}

/** For ledgers that the program cannot tell to have come in: one of a line, or all that are missing of several lines. */
export function ledgerQuestion(
  lines: readonly BoardLine[],
  ledgers: readonly { ledger: string; title: string }[],
  actions: BoardActions,
): NoteQuestion {
  return {
    title: `登记台账已收到：${unitsText(lines)}`,
    explanation: `${ledgers.map((one) => one.title).join('、')}：只登记收到，不会增加台账记录；已导入的不受影响，之后导入的以导入的为准。`,
    text: {
      label: '说明',
      isRequired: true,
      initial: '',
      suggestions: ['纸质报送，已录入台账', '文件没有写明填报单位或报表期，已核实', '电话告知本期无'],
    },
    day: { label: '收到日期（不填为今天）', isRequired: false, initial: '', year: yearOfDate(lines[0]?.due ?? '') },
    okText: '登记',
    onSave: (reason, on) =>
      actions.markLedgers(
        lines,
        ledgers.map((one) => one.ledger),
        reason,
        on,
      ),
  };
}

/** Ledgers that one of the lines lacks, in the order of the task. */
export function missingLedgers(lines: readonly BoardLine[]): { ledger: string; title: string }[] {
  const [first] = lines;
  return (first?.ledgers ?? []).filter(({ ledger }) =>
    lines.some((line) => line.ledgers.some((one) => one.ledger === ledger && !one.isReceived)),
  );
}
