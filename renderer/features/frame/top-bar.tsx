// Top bar: period, whose data this is, search, running jobs, undo, last backup, help.

import { Badge, Button, Popover } from 'antd';

import { useJobs } from '../../api/jobs.js';
import { go, useApp } from '../../app-state.js';
import { ProgressLine } from '../../ui/progress-line.js';
import { formatAge, formatWhen } from '../../ui/when.js';
import { PeriodSwitch } from './period-switch.js';
import { UndoButton, type Undo } from './undo-button.js';
import { QuestionCircleIcon, SearchIcon } from '../../ui/icons.js';

function Jobs() {
  const jobs = useJobs();
  const [first] = jobs;
  if (!first) return null;
  const { done, total } = first.progress;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="job-list">
          {jobs.map((job) => (
            <ProgressLine key={job.id} job={job} />
          ))}
        </div>
      }
    >
      <Button type="text" className="jobs-button" aria-live="polite">
        <Badge status="processing" />
        {first.label}
        {total > 0 && ` ${done}/${total}`}
        {jobs.length > 1 && ` 等${jobs.length}项`}
      </Button>
    </Popover>
  );
}

export function TopBar({ undo, onSearch }: { undo: Undo; onSearch: () => void }) {
  const { status, openHelp } = useApp();
  const { lastBackupAt, bureau } = status;
  return (
    <header className="top-bar">
      <PeriodSwitch />
      <span className="bureau-name" title={bureau?.name}>
        {bureau?.name ?? '尚未建立本单位'}
      </span>
      <Jobs />
      <span className="top-bar-gap" />
      <Button
        type="text"
        icon={<SearchIcon />}
        title="查找页面、台账、企业、记录、填报单位、指标（Ctrl+K）"
        onClick={onSearch}
      >
        查找
      </Button>
      <UndoButton control={undo} />
      <Button
        type="text"
        className="backup-age"
        title={lastBackupAt === null ? '还没有备份' : `最近备份：${formatWhen(lastBackupAt)}`}
        onClick={() => go('settings', 'backup')}
      >
        {lastBackupAt === null ? '尚未备份' : `备份 ${formatAge(lastBackupAt, Date.now())}`}
      </Button>
      <Button type="text" icon={<QuestionCircleIcon />} title="快捷键（F1）" aria-label="快捷键" onClick={openHelp} />
    </header>
  );
}
