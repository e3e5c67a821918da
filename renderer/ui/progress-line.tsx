// A running job in one line: what it does, how many real items are done, and its cancel.

import { Button, Progress } from 'antd';

import type { RunningJob } from '../api/jobs.js';

export function ProgressLine({ job }: { job: RunningJob }) {
  const { done, total, stage } = job.progress;
  return (
    <div className="progress-line" role="status">
      <span className="progress-stage">{stage === '' ? `${job.label}…` : stage}</span>
      {total > 0 && (
        <>
          <Progress percent={Math.floor((done / total) * 100)} showInfo={false} size="small" />
          <span className="num">
            {done}/{total}
          </span>
        </>
      )}
      <Button size="small" disabled={job.isCancelling} onClick={job.cancel}>
        {job.isCancelling ? '正在取消' : '取消'}
      </Button>
    </div>
  );
}
