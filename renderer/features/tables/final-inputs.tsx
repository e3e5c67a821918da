// 所用数据: the values, targets and rows that a 定稿 was made of.

import { Input } from 'antd';
import { useState } from 'react';

import { useCall } from '../../api/use-call.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { RowList } from '../../ui/row-list.js';
import { Waiting } from '../../ui/waiting.js';

/** What the copy was made of, with its cell or its rows: what an auditor asks for years later. */
export function FinalInputs({ id }: { id: number }) {
  const { data, error } = useCall('final-copies.inputs', { id });
  const [search, setSearch] = useState('');
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Waiting text="正在列出定稿时用到的数据…" />;
  const words = search
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const rows = data.inputs.filter((input) => {
    const text = `${input.what} ${input.unit} ${input.name} ${input.when} ${input.text} ${input.source}`;
    return words.every((word) => text.includes(word));
  });
  return (
    <div className="final-changes final-inputs">
      <div className="button-row">
        <Input.Search
          size="small"
          allowClear
          placeholder="筛选：填报单位、指标、期间、文件"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          style={{ width: 280 }}
        />
        <span className="muted">
          {rows.length === data.inputs.length ? `共${rows.length}项` : `${rows.length}项，共${data.inputs.length}项`}
        </span>
      </div>
      <RowList
        name="定稿时用到的数据"
        rows={rows}
        rowKey={(input) => data.inputs.indexOf(input)}
        empty={<p className="muted list-hint">没有符合筛选的数据。</p>}
        columns={[
          { key: 'what', title: '数据', width: '76px', render: (input) => input.what },
          {
            key: 'unit',
            title: '填报单位',
            width: '140px',
            render: (input) => input.unit || '全部',
            hint: (input) => input.unit,
          },
          { key: 'name', title: '指标', width: '1fr', render: (input) => input.name, hint: (input) => input.name },
          { key: 'when', title: '统计期间', width: '120px', render: (input) => input.when },
          {
            key: 'text',
            title: '定稿时的数',
            width: '170px',
            align: 'right',
            render: (input) =>
              `${input.text}${input.measure === '' || input.text === '未报' ? '' : ` ${input.measure}`}`,
            hint: (input) => input.text,
          },
          {
            key: 'source',
            title: '来源',
            width: '1.6fr',
            render: (input) => input.source || '手工录入',
            hint: (input) => input.source,
          },
        ]}
      />
    </div>
  );
}
