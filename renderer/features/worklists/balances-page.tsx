// 资助预算: per category of a year what was planned, applied for, approved and paid, and what is left.

import { Button, Select } from 'antd';
import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { amountText } from '../../../shared/ledgers/field-text.js';
import { yearOf } from '../../../shared/model/period.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList, type Column } from '../../ui/row-list.js';
import { StateMark } from '../../ui/state-mark.js';
import { PaperButton } from './paper-button.js';

type Line = Result<'ledgers.balances'>['lines'][number];

/** An amount in 万元; what is overdrawn says so by a word and not by its sign alone. */
function Amount({ value, none }: { value: number | null; none: string }) {
  if (value === null) return <span className="muted">{none}</span>;
  if (value >= 0) return <span className="num">{amountText(value)}</span>;
  return (
    <span className="num">
      <StateMark kind="bad">超支</StateMark> {amountText(-value)}
    </span>
  );
}

const money = (key: string, title: string, of: (line: Line) => number | null, none = '未编'): Column<Line> => ({
  key,
  title,
  width: '120px',
  align: 'right',
  render: (line) => <Amount value={of(line)} none={none} />,
});

export function BalancesPage() {
  const { period } = useApp();
  const [chosen, setYear] = useState<number | null>(null);
  const year = chosen ?? yearOf(period);
  const { data, error, reload } = useCall('ledgers.balances', { year });
  const [current, setCurrent] = useState(-1);
  const lines = data?.lines ?? [];
  const years = [...new Set([year, ...(data?.years ?? [])])].toSorted((a, b) => b - a);
  const sum = (of: (line: Line) => number | null): string =>
    amountText(lines.reduce((total, line) => total + (of(line) ?? 0), 0));
  return (
    <Page
      title="资助预算"
      note={
        lines.length === 0
          ? ''
          : `计量单位：万元。预算${lines.some((line) => line.budget !== null) ? sum((line) => line.budget) : '未编'}，核定${sum((line) => line.approved)}，已拨付${sum((line) => line.paid)}`
      }
      actions={
        <>
          <Button onClick={() => go('ledgers', 'subsidyplan')}>编辑类别与预算</Button>
          <PaperButton what={{ kind: 'balances', year }} isEmpty={lines.length === 0} />
        </>
      }
    >
      <div className="toolbar">
        <Select
          value={year}
          aria-label="年度"
          className="wide-select"
          options={years.map((value) => ({ value, label: `${value}年` }))}
          onChange={setYear}
        />
        <span className="muted">
          退回补正、不予受理、未通过、撤项、终止等的申报不计入，核定只计已经拨付、尚未追回的；已经拨付的计入。
        </span>
      </div>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <RowList
        name="资助预算"
        rows={lines}
        rowKey={(line) => `${line.level}|${line.category}`}
        current={current}
        onCurrent={setCurrent}
        empty={
          <p className="muted list-hint">
            {data ? `${year}年没有预算和申报。点“编辑类别与预算”录入当年的资助类别。` : '正在读取…'}
          </p>
        }
        columns={[
          { key: 'level', title: '级别', width: '70px', render: (line) => line.level },
          {
            key: 'category',
            title: '资助类别',
            width: 'minmax(150px, 1fr)',
            render: (line) => line.category,
            hint: (line) => line.category,
          },
          money('budget', '预算', (line) => line.budget),
          { key: 'rows', title: '申报数', width: '70px', align: 'right', render: (line) => line.rows },
          money('applied', '申报', (line) => line.applied),
          money('approved', '核定', (line) => line.approved),
          money('paid', '已拨付', (line) => line.paid),
          money('leftToApprove', '预算减核定', (line) => line.leftToApprove, ''),
          money('leftToPay', '预算减拨付', (line) => line.leftToPay, ''),
        ]}
      />
    </Page>
  );
}
