// Above the grid: rows that are not stored yet, why, and the way to them.

import './refused-rows.css';

import { Button } from 'antd';

import { useReport } from '../../ui/use-report.js';
import { messagesOf } from './drafts.js';
import type { RowLayout } from './row-layout.js';
import type { Entries } from './use-entries.js';
import type { LedgerDesk } from './use-ledger.js';

interface Props {
  desk: LedgerDesk;
  entries: Entries;
  layout: RowLayout;
  ids: readonly number[];
  onJump: (id: number) => void;
}

const SHOWN = 3;

export function RefusedRows({ desk, entries, layout, ids, onJump }: Props) {
  const report = useReport();
  const shown = ids
    .map((id) => ({ id, line: layout.indexOf(id) }))
    .toSorted((a, b) => a.line - b.line)
    .slice(0, SHOWN);
  const giveUp = async (): Promise<void> => {
    const isSure = await report.confirm({
      title: '放弃未保存的内容',
      content: `${ids.length}行中刚才输入的内容不保留；台账中已保存的内容不变。可以用 Ctrl+Z 找回。`,
      okText: '放弃',
      danger: true,
    });
    if (isSure) entries.drop(ids);
  };
  return (
    <div className="ledger-refused" role="status" aria-label="未保存的行">
      <b>{ids.length}行未保存，改正后自动保存：</b>
      {shown.map(({ id, line }) => (
        <button
          key={id}
          type="button"
          title={messagesOf(desk.ledger, entries.drafts.get(id)!).join('；')}
          onClick={() => onJump(id)}
        >
          {line < 0 ? '不在当前筛选中' : `第${line + 1}行`}：
          {messagesOf(desk.ledger, entries.drafts.get(id)!)[0] ?? '请核对'}
        </button>
      ))}
      {ids.length > SHOWN && <span className="muted">等</span>}
      <span className="ledger-refused-gap" />
      <Button size="small" onClick={entries.retry}>
        重新检查
      </Button>
      <Button size="small" onClick={() => void giveUp()}>
        放弃
      </Button>
    </div>
  );
}

/** Above the grid: rows that are stored and have something to be looked at. Calmer than a refusal, and gone with one click. */
export function DoubtRows({ entries, layout, onJump }: Pick<Props, 'entries' | 'layout' | 'onJump'>) {
  const shown = [...entries.doubts]
    .map(([id, findings]) => ({ id, findings, line: layout.indexOf(id) }))
    .toSorted((a, b) => a.line - b.line)
    .slice(0, SHOWN);
  return (
    <div className="ledger-refused is-doubt" role="status" aria-label="请核对的行">
      <b>{entries.doubts.size}行已保存，请核对：</b>
      {shown.map(({ id, findings, line }) => (
        <button
          key={id}
          type="button"
          title={findings.map((finding) => finding.message).join('；')}
          onClick={() => onJump(id)}
        >
          {line < 0 ? '不在当前筛选中' : `第${line + 1}行`}：{findings[0]!.message}
        </button>
      ))}
      {entries.doubts.size > SHOWN && <span className="muted">等</span>}
      <span className="ledger-refused-gap" />
      <Button size="small" onClick={entries.dismissDoubts}>
        知道了
      </Button>
    </div>
  );
}
