// 到期提醒: everything that the ledgers ask for, by ledger, with what was dealt with on demand.

import { Checkbox, Select } from 'antd';
import { useState } from 'react';

import { useCall } from '../../api/use-call.js';
import { ReminderList } from '../../ledger-ui/reminder-list.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { Waiting } from '../../ui/waiting.js';

/** More than anybody deals with at once. */
const MOST_LINES = 500;

export function RemindersPage({ ledger }: { ledger: string | null }) {
  const [withHandled, setWithHandled] = useState(false);
  const [chosen, setChosen] = useState(ledger);
  const { data, error, reload } = useCall('ledgers.reminders', { withHandled });
  const all = data?.reminders ?? [];
  const titles = new Map(all.map((one) => [one.ledger, one.title]));
  const shown = chosen === null ? all : all.filter((one) => one.ledger === chosen);
  const open = shown.filter((one) => one.handled === null).length;
  return (
    <Page title="到期提醒" note={data ? `${open}项待处理，按期限先后` : undefined}>
      <div className="toolbar">
        <Select
          allowClear
          className="ledger-choice"
          aria-label="按台账筛选"
          placeholder="全部台账"
          value={chosen ?? undefined}
          onChange={(value: string | undefined) => setChosen(value ?? null)}
          options={[...titles].map(([value, label]) => ({ value, label }))}
        />
        <Checkbox checked={withHandled} onChange={(event) => setWithHandled(event.target.checked)}>
          显示已处理的
        </Checkbox>
      </div>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Waiting text="正在查看台账中的期限…" />}
      {data && shown.length === 0 && (
        <Empty title="没有到期的事项">
          证书、称号、商标、保险到期，案件和投诉临近办结期限，企业应走访，公示期满应拨付的，提前列在这里；过期两个月以上的不再列出。
        </Empty>
      )}
      {data && shown.length > 0 && (
        <div className="page-scroll">
          <section className="card">
            <ReminderList reminders={shown.slice(0, MOST_LINES)} today={data.today} hasTitles={chosen === null} />
            {shown.length > MOST_LINES && (
              <p className="muted">
                只列出期限最早的{MOST_LINES}项，另有{shown.length - MOST_LINES}项；处理后依次列出，也可以按台账筛选。
              </p>
            )}
          </section>
        </div>
      )}
    </Page>
  );
}
