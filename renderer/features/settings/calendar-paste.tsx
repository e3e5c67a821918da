// Holidays of a year from pasted lines or from an Excel list; shows what was understood before anything is replaced.

import { Button, Input, Modal } from 'antd';
import { useState } from 'react';

import { CALENDAR_DAY_LABEL, yearOfDate } from '../../../shared/tasks/working-days.js';
import { call, services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useSeen } from '../../api/seen.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useDiscard } from '../../ui/use-discard.js';
import { useReport } from '../../ui/use-report.js';
import { parseDayLines } from './parse-day-lines.js';

interface Props {
  year: number;
  /** The year that was changed, or null. */
  onDone: (year: number | null) => void;
}

export function CalendarPaste({ year, onDone }: Props) {
  const report = useReport();
  const seen = useSeen();
  const [text, setText] = useState('');
  const { isBusy, whileBusy } = useBusy();
  const leave = useDiscard(
    () => text.trim() !== '',
    () => onDone(null),
  );
  const { days, problems } = parseDayLines(text, year);
  const years = [...new Set(days.map((day) => yearOfDate(day.date)))];
  const off = days.filter((day) => day.kind === 'holiday').length;

  const guarded = (action: () => Promise<number | null>): Promise<void> =>
    whileBusy(async () => {
      const changed = await action();
      if (changed !== null) onDone(changed);
    });
  const apply = (): Promise<void> =>
    guarded(async () => {
      for (const one of years)
        await call('calendar.save', { year: one, days: days.filter((day) => yearOfDate(day.date) === one) }, { seen });
      report.done(`已录入${years.join('、')}年放假安排，共${days.length}天。`);
      return years[0] ?? null;
    });
  const fromFile = (): Promise<void> =>
    guarded(async () => {
      const [file] = await services.pickFiles({ folder: false, accept: ['.xlsx', '.xls'] });
      if (!file) return null;
      const read = await runJob('读取放假安排', 'calendar.import', { file, apply: false });
      setText(read.days.map((day) => `${day.date} ${CALENDAR_DAY_LABEL[day.kind]} ${day.name}`).join('\n'));
      for (const issue of read.issues.slice(0, 1)) report.declined(issue.message);
      return null;
    });

  return (
    <Modal
      open
      width={620}
      title="粘贴放假安排"
      okText={`录入（${days.length}天）`}
      cancelText="取消"
      okButtonProps={{ ...SAVE_KEY, disabled: days.length === 0 || problems.length > 0, loading: isBusy }}
      onOk={() => void apply()}
      onCancel={leave}
    >
      <p className="muted">
        每行一个日期或一段日期，写明放假或上班，例如“{year}-10-01 放假 国庆节”“{year}年10月1日至7日 放假 国庆节”“
        {year}-10-10 上班 国庆节调休”。录入后替换所涉年份的全部安排。
      </p>
      <Input.TextArea
        rows={9}
        className="calendar-paste-text"
        autoFocus
        aria-label="放假安排"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="button-row calendar-paste-foot">
        <Button size="small" disabled={isBusy} onClick={() => void fromFile()}>
          从 Excel 读取…
        </Button>
        <span role="status">
          {days.length > 0 && `${years.join('、')}年：放假${off}天，上班${days.length - off}天`}
        </span>
      </div>
      {problems.slice(0, 5).map((problem) => (
        <p key={problem} className="calendar-problem" role="alert">
          {problem}
        </p>
      ))}
    </Modal>
  );
}
