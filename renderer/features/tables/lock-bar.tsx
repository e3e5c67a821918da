// Whether the period is locked, by whom and why it was opened again; locking and reopening.

import { Button } from 'antd';
import { useState } from 'react';

import { periodTitle, type Period } from '../../../shared/model/period.js';
import { call } from '../../api/client.js';
import { useLock } from '../../locked-period.js';
import { StateMark } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import { formatWhen } from '../../ui/when.js';
import { ReasonPrompt } from './reason-prompt.js';

export function LockBar({ period }: { period: Period }) {
  const report = useReport();
  const { history, inForce } = useLock(period);
  const [isAsking, setAsking] = useState(false);
  const name = periodTitle(period, 'ytd');
  const opened = history.filter((lock) => lock.reopenedAt !== null);
  const lock = async (): Promise<void> => {
    const isSure = await report.confirm({
      title: `锁定${name}？`,
      content: `锁定后，本期数值不能再导入、填写、更正或撤销${period.endsWith('-12') ? '，本年的目标和考核方式也不能再改' : ''}；需要时可以写明原因重新打开。台账、数据来源的选择和年中调整的目标不受限制，它们的变化在“定稿后变动”中列出。`,
      okText: '锁定本期',
    });
    if (!isSure) return;
    await call('locks.lock', { period });
    report.done(`${name}已锁定`);
  };
  return (
    <div className="lock-bar">
      {inForce ? (
        <>
          <StateMark kind="good">已锁定</StateMark>
          <span>
            {name}由{inForce.lockedBy || '操作人'}于{formatWhen(inForce.lockedAt)}锁定，本期数值不能再改动。
          </span>
          <Button size="small" onClick={() => setAsking(true)}>
            重新打开本期
          </Button>
        </>
      ) : (
        <>
          <span className="muted">{name}没有锁定，数值可以导入、填写和更正。</span>
          <Button size="small" onClick={() => void lock().catch(report.failed)}>
            锁定本期
          </Button>
        </>
      )}
      {opened.length > 0 && (
        <span
          className="muted"
          title={opened
            .map((one) => `${formatWhen(one.reopenedAt!)} ${one.reopenedBy ?? ''}：${one.reopenReason ?? ''}`)
            .join('\n')}
        >
          曾重新打开{opened.length}次，最近一次：{opened[0]?.reopenReason}
        </span>
      )}
      {isAsking && (
        <ReasonPrompt
          title={`重新打开${name}`}
          label="重新打开的原因"
          explain="原因和时间记入锁定记录和操作日志。改完以后请再次锁定。"
          suggestions={['填报单位更正', '核实后改正', '补报']}
          okText="重新打开"
          onReason={async (reason) => {
            try {
              await call('locks.reopen', { period, reason });
            } catch (error) {
              report.failed(error);
            }
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
