// 设置 › 节假日: days off and make-up working days of a year. Deadlines in working days follow from them.

import { Alert, Button, Input, Select } from 'antd';
import { useState } from 'react';

import type { CalendarYear } from '../../../shared/contract/calls/tasks.js';
import {
  CALENDAR_DAY_LABEL,
  weekdayOf,
  type CalendarDay,
  type CalendarDayKind,
} from '../../../shared/tasks/working-days.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { useWhole } from '../../api/whole.js';
import { readDay } from '../../ui/date-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { StateMark } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import { CalendarPaste } from './calendar-paste.js';

const SOURCE_LABEL: Record<CalendarYear['source'], string> = {
  shipped: '国务院办公厅公布的放假安排',
  own: '本单位修改过',
  none: '尚未录入',
};
const KINDS: { value: CalendarDayKind; label: string }[] = [
  { value: 'holiday', label: '放假' },
  { value: 'workday', label: '上班（调休）' },
];

function NewDay({ year, onAdd }: { year: number; onAdd: (day: CalendarDay) => Promise<boolean> }) {
  const [text, setText] = useState('');
  const [kind, setKind] = useState<CalendarDayKind>('holiday');
  const [name, setName] = useState('');
  const date = readDay(text, year);
  const isOther = date !== null && !date.startsWith(String(year));
  const add = async (): Promise<void> => {
    if (date === null || isOther) return;
    if (await onAdd({ date, kind, name: name.trim() })) setText('');
  };
  return (
    <form
      className="toolbar"
      aria-label="增加一天"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Input
        className="short-input day-input"
        placeholder={`日期，如 ${year}-10-01 或 10月1日`}
        aria-label="日期"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Select options={KINDS} value={kind} onChange={setKind} className="wide-select" aria-label="类型" />
      <Input
        className="short-input"
        placeholder="名称，如 国庆节"
        aria-label="名称"
        maxLength={20}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button htmlType="submit" disabled={date === null || isOther}>
        增加
      </Button>
      {isOther && <span className="muted">不在{year}年内</span>}
    </form>
  );
}

export function CalendarSection() {
  const report = useReport();
  const { data, error, reload } = useCall('calendar.list', {});
  const today = new Date().getFullYear();
  const [chosen, setChosen] = useState(today);
  const [isPasting, setPasting] = useState(false);
  const known = data?.years ?? [];
  const years = [...new Set([...known.map((one) => one.year), today, today + 1])].toSorted((a, b) => b - a);
  const year = known.find((one) => one.year === chosen);
  const days = year?.days ?? [];
  const changed = useWhole<readonly CalendarDay[]>(chosen, data, days);

  const save = async (
    change: (days: readonly CalendarDay[]) => readonly CalendarDay[],
    done: string,
  ): Promise<boolean> => {
    try {
      await changed(change, (next, seen) =>
        call('calendar.save', { year: chosen, days: next.toSorted((a, b) => (a.date < b.date ? -1 : 1)) }, { seen }),
      );
      report.done(done);
      return true;
    } catch (reason) {
      report.failed(reason);
      return false;
    }
  };
  const restore = async (): Promise<void> => {
    const isSure = await report.confirm({
      title: `恢复${chosen}年原有安排`,
      content: '本单位对这一年的修改将取消。可以撤销。',
      okText: '恢复',
      danger: true,
    });
    if (isSure) await save(() => [], `已恢复${chosen}年放假安排。`);
  };

  return (
    <Page
      title="节假日"
      note={year && `${SOURCE_LABEL[year.source]}；其余日期按周六、周日休息`}
      actions={
        <>
          {year?.source === 'own' && <Button onClick={() => void restore()}>恢复原有安排</Button>}
          <Button onClick={() => setPasting(true)}>粘贴或导入…</Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <div className="toolbar">
        <Select
          aria-label="年份"
          className="wide-select"
          value={chosen}
          onChange={setChosen}
          options={years.map((value) => ({ value, label: `${value}年` }))}
        />
        <span className="muted">
          放假 {days.filter((day) => day.kind === 'holiday').length} 天，调休上班{' '}
          {days.filter((day) => day.kind === 'workday').length} 天
        </span>
      </div>
      {year && year.note !== '' && <Alert type="warning" showIcon title={year.note} />}
      <RowList
        name="节假日"
        rows={days}
        rowKey={(day) => day.date}
        empty={
          <p className="muted list-hint">{data ? `${chosen}年还没有录入放假安排，可逐日增加或粘贴。` : '正在读取…'}</p>
        }
        columns={[
          { key: 'date', title: '日期', width: '130px', render: (day) => day.date },
          {
            key: 'week',
            title: '星期',
            width: '90px',
            render: (day) => `星期${'日一二三四五六'[weekdayOf(day.date)]}`,
          },
          {
            key: 'kind',
            title: '类型',
            width: '110px',
            render: (day) =>
              day.kind === 'holiday' ? (
                <StateMark kind="none">{CALENDAR_DAY_LABEL.holiday}</StateMark>
              ) : (
                <StateMark kind="good">{CALENDAR_DAY_LABEL.workday}</StateMark>
              ),
          },
          { key: 'name', title: '名称', width: '1fr', render: (day) => day.name },
          {
            key: 'remove',
            title: '',
            width: '60px',
            render: (day) => (
              <Button
                size="small"
                type="link"
                disabled={days.length === 1}
                onClick={() => void save((now) => now.filter((one) => one.date !== day.date), `已删除：${day.date}`)}
              >
                删除
              </Button>
            ),
          },
        ]}
      />
      <NewDay
        key={chosen}
        year={chosen}
        onAdd={(day) => save((now) => [...now.filter((one) => one.date !== day.date), day], `已增加：${day.date}`)}
      />
      {isPasting && (
        <CalendarPaste
          year={chosen}
          onDone={(shown) => {
            setPasting(false);
            if (shown !== null) setChosen(shown);
          }}
        />
      )}
    </Page>
  );
}
