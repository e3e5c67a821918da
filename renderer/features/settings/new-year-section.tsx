// 设置 › 新年度: what the next year takes over from the last, shown before it is written, and taken back by one undo.

import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useState } from 'react';

import { NEW_YEAR_PARTS, type NewYearPart } from '../../../shared/contract/calls/new-year.js';
import { yearOf } from '../../../shared/model/period.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';

const GROWTH = /^-?\d{1,3}(\.\d{1,2})?$/;
/** Lines shown of each part; the rest is counted. */
const SHOWN = 60;

export function NewYearSection() {
  const { period } = useApp();
  const report = useReport();
  const [year, setYear] = useState(yearOf(period) + 1);
  const [growth, setGrowth] = useState('0');
  const [chosen, setChosen] = useState<readonly NewYearPart[]>(NEW_YEAR_PARTS);
  const isGrowth = GROWTH.test(growth.trim());
  const { data, error, reload } = useCall('new-year.preview', isGrowth ? { year, growth } : null);
  const count = (data?.parts ?? [])
    .filter(({ part }) => chosen.includes(part))
    .reduce((sum, { lines }) => sum + lines.length, 0);

  const apply = async (): Promise<void> => {
    const isSure = await report.confirm({
      title: `结转到${year}年`,
      content: `将写入${count}项。${year}年已有的内容不会改动，写入后可以一步撤销。`,
      okText: '结转',
    });
    if (!isSure) return;
    try {
      const { written } = await call('new-year.apply', { year, growth, parts: [...chosen] });
      report.done(`已结转${written}项到${year}年。`);
      reload();
    } catch (failure) {
      report.failed(failure);
    }
  };

  return (
    <Page
      title="新年度"
      note="把上一年的任务、目标、考核方式和人口数带到新一年；先看清楚，再写入，可撤销"
      actions={
        <Button type="primary" disabled={count === 0 || !isGrowth} onClick={() => void apply()}>
          结转{count > 0 ? `（${count}项）` : ''}
        </Button>
      }
    >
      <div className="toolbar" role="toolbar" aria-label="新年度">
        <label>
          新年度{' '}
          <InputNumber
            aria-label="新年度"
            min={2001}
            max={2099}
            value={year}
            onChange={(value) => value !== null && setYear(value)}
          />
        </label>
        <label>
          目标比上年增长{' '}
          <Input
            className="new-year-growth"
            aria-label="目标比上年增长"
            suffix="%"
            status={isGrowth ? '' : 'error'}
            value={growth}
            onChange={(event) => setGrowth(event.target.value)}
          />
        </label>
        {!isGrowth && <span className="field-error">应是百分数，最多两位小数，如 5 或 -2.5</span>}
      </div>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && isGrowth && <Waiting text="正在比较两年的设置…" />}
      {data?.hints.map((hint) => (
        <p key={hint} className="new-year-hint">
          {hint}
        </p>
      ))}
      <div className="new-year-parts">
        {data?.parts.map(({ part, title, lines, kept, note }) => (
          <section key={part} aria-label={title}>
            <h2>
              <Checkbox
                checked={chosen.includes(part)}
                disabled={lines.length === 0}
                onChange={(event) =>
                  setChosen(event.target.checked ? [...chosen, part] : chosen.filter((one) => one !== part))
                }
              >
                {title}
              </Checkbox>
              <small>
                {lines.length === 0 ? '没有要结转的' : `结转${lines.length}项`}
                {kept > 0 ? `，${year}年已有${kept}项，不改动` : ''}
              </small>
            </h2>
            <p className="muted">{note}</p>
            {lines.length > 0 && (
              <table className="new-year-lines">
                <tbody>
                  {lines.slice(0, SHOWN).map((line) => (
                    <tr key={line.what}>
                      <th scope="row">{line.what}</th>
                      <td>{line.from}</td>
                      <td>→</td>
                      <td>{line.to}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {lines.length > SHOWN && <p className="muted">另有{lines.length - SHOWN}项。</p>}
          </section>
        ))}
      </div>
    </Page>
  );
}
