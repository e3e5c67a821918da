// 定稿后变动: the cells that would print otherwise now, and the values behind them with who changed them, when and why.

import { Alert } from 'antd';

import { useCall } from '../../api/use-call.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { RowList } from '../../ui/row-list.js';
import { Waiting } from '../../ui/waiting.js';
import { formatWhen } from '../../ui/when.js';

export function FinalChanges({ asked }: { asked: ReturnType<typeof useCall<'final-copies.changes'>> }) {
  const { data, error } = asked;
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Waiting text="正在与现在的数据比较…" />;
  return (
    <div className="final-changes">
      {data.obstacle !== '' && (
        <Alert type="info" showIcon title={`现在不能照这个表样重新制表，无法逐格比较：${data.obstacle}`} />
      )}
      <RowList
        name="表中的变动"
        rows={data.cells}
        rowKey={(cell) => `${cell.row}|${cell.column}`}
        empty={<p className="muted list-hint">表中的文字和数字与现在重新制表完全相同。</p>}
        columns={[
          { key: 'row', title: '行', width: '130px', render: (cell) => cell.row, hint: (cell) => cell.row },
          { key: 'column', title: '栏目', width: '1fr', render: (cell) => cell.column, hint: (cell) => cell.column },
          {
            key: 'was',
            title: '定稿时',
            width: '120px',
            align: 'right',
            render: (cell) => cell.was || '（没有）',
            hint: (cell) => cell.was,
          },
          {
            key: 'now',
            title: '现在',
            width: '120px',
            align: 'right',
            render: (cell) => <strong>{cell.now || '（没有）'}</strong>,
            hint: (cell) => cell.now,
          },
        ]}
      />
      <RowList
        name="变动的数值"
        rows={data.inputs}
        rowKey={(input) => data.inputs.indexOf(input)}
        empty={<p className="muted list-hint">用到的数值、目标、台账和上级下发数都没有变动。</p>}
        columns={[
          { key: 'what', title: '数据', width: '76px', render: (input) => input.what },
          {
            key: 'unit',
            title: '填报单位',
            width: '112px',
            render: (input) => input.unit,
            hint: (input) => input.unit,
          },
          {
            key: 'indicator',
            title: '指标',
            width: '1fr',
            render: (input) => input.indicator,
            hint: (input) => input.indicator,
          },
          {
            key: 'period',
            title: '统计期间',
            width: '112px',
            render: (input) => input.when,
          },
          {
            key: 'was',
            title: '定稿时',
            width: '90px',
            align: 'right',
            render: (input) => input.was || '（没有）',
            hint: (input) => input.was,
          },
          {
            key: 'now',
            title: '现在',
            width: '90px',
            align: 'right',
            render: (input) => <strong>{input.now || '（没有）'}</strong>,
            hint: (input) => input.now,
          },
          {
            key: 'who',
            title: '谁、何时',
            width: '150px',
            hint: (input) => `${input.operator} ${input.at === null ? '' : formatWhen(input.at)}`,
            render: (input) => `${input.operator} ${input.at === null ? '' : formatWhen(input.at)}`,
          },
          {
            key: 'reason',
            title: '原因',
            width: '1fr',
            render: (input) => input.reason,
            hint: (input) => input.reason,
          },
        ]}
      />
    </div>
  );
}
