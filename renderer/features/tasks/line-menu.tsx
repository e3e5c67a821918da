// 更多 ▾ of one line of the board. The dialogs that it opens belong to the page.

import { Button, type MenuProps } from 'antd';

import { SUBMITTED_STATES, type BoardLine } from '../../../shared/tasks/board.js';
import { go } from '../../app-state.js';
import type { BoardActions } from './use-board-actions.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { DownIcon } from '../../ui/icons.js';

export interface LineDialogs {
  remind: (line: BoardLine) => void;
  exempt: (lines: readonly BoardLine[]) => void;
  giveBack: (lines: readonly BoardLine[]) => void;
  returnCopy: (line: BoardLine) => void;
  received: (lines: readonly BoardLine[]) => void;
  materials: (line: BoardLine) => void;
  form: (line: BoardLine) => void;
}

interface Props {
  line: BoardLine;
  actions: BoardActions;
  dialogs: LineDialogs;
}

type Item = NonNullable<MenuProps['items']>[number];

export function LineMenu({ line, actions, dialogs }: Props) {
  const hasValues = line.lastReceivedAt !== null;
  const isExempt = line.state === 'exempt';
  const isReturned = line.state === 'returned';
  const isChecked = line.checked !== null && !line.checked.isStale;
  const does: Record<string, () => void> = {
    remind: () => dialogs.remind(line),
    form: () => dialogs.form(line),
    values: () => go('values', `unit-${line.unitId}`),
    pending: () => go('import'),
    materials: () => dialogs.materials(line),
    received: () => dialogs.received([line]),
    exempt: () => (isExempt ? void actions.exempt([line], null) : dialogs.exempt([line])),
    giveBack: () => (isReturned ? void actions.markReturned([line], null, null) : dialogs.giveBack([line])),
    returnCopy: () => dialogs.returnCopy(line),
    checked: () => void actions.markChecked([line], isChecked ? null : ''),
    xlsx: () => void actions.checkSheets(line.period, [line.unitId], 'xlsx'),
    pdf: () => void actions.checkSheets(line.period, [line.unitId], 'pdf'),
    print: () => void actions.checkSheets(line.period, [line.unitId], 'print'),
  };
  const items: Item[] = [
    ...(line.pending ? [{ key: 'pending', label: '去接收报表' }] : []),
    { key: 'remind', label: '催报文字…', disabled: isExempt },
    { key: 'form', label: '生成填报表…' },
    { key: 'values', label: '查看统计数据', disabled: !hasValues },
    { type: 'divider' },
    { key: 'materials', label: line.ledgers.length > 0 ? '材料和台账…' : '盖章件和材料…' },
    { key: 'received', label: '登记收到日期…', disabled: !SUBMITTED_STATES.has(line.state) },
    { key: 'exempt', label: isExempt ? '取消本期免报' : '本期免报…' },
    { key: 'returnCopy', label: '退回修改件…', disabled: line.importFileId === null },
    {
      key: 'giveBack',
      label: isReturned ? '取消退回' : '只标记退回…',
      disabled: !isReturned && !SUBMITTED_STATES.has(line.state),
    },
    { type: 'divider' },
    {
      key: 'sheet',
      label: '数据核对单',
      disabled: !hasValues,
      children: [
        { key: 'print', label: '打印' },
        { key: 'xlsx', label: '导出 Excel' },
        { key: 'pdf', label: '导出 PDF' },
      ],
    },
    { key: 'checked', label: isChecked ? '取消已核对' : '标记已核对', disabled: !hasValues || isExempt },
  ];
  return (
    <DropMenu menu={{ items, onClick: ({ key }) => does[key]?.() }}>
      <Button size="small" disabled={actions.isBusy} aria-label={`${line.unit}：更多操作`}>
        更多 <DownIcon />
      </Button>
    </DropMenu>
  );
}
