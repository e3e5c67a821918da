// Issues that were let pass: which, for what values, by whom, when and why; each can be taken back.

import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { periodTitle } from '../../../shared/model/period.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { RowList } from '../../ui/row-list.js';
import { useReport } from '../../ui/use-report.js';
import { formatWhen } from '../../ui/when.js';

type Waiver = Result<'waivers.list'>['waivers'][number];

function filterWaivers(waivers: readonly Waiver[], query: string): Waiver[] {
  const wanted = query.trim();
  if (wanted === '') return [...waivers];
  return waivers.filter((waiver) =>
    [waiver.unit, waiver.indicator, waiver.ruleName, waiver.reason, waiver.message].some((text) =>
      text.includes(wanted),
    ),
  );
}

export function WaiverList() {
  const report = useReport();
  const { data, error, reload } = useCall('waivers.list', {});
  const [query, setQuery] = useState('');
  const shown = useMemo(() => filterWaivers(data?.waivers ?? [], query), [data, query]);

  const revoke = async (waiver: Waiver): Promise<void> => {
    const isSure = await report.confirm({
      title: '取消核实通过',
      content: `“${waiver.message}”以后导入时再次提出。已接收的数据不受影响。`,
      okText: '取消核实',
      danger: true,
    });
    if (!isSure) return;
    await call('waivers.remove', { id: waiver.id })
      .then(() => report.done('已取消核实通过'))
      .catch(report.failed);
  };

  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  return (
    <>
      <div className="toolbar">
        <Input.Search
          allowClear
          placeholder="按填报单位、指标、说明查找"
          className="toolbar-search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <RowList
        name="核实通过的记录"
        rows={shown}
        rowKey={(waiver) => waiver.id}
        empty={
          <p className="muted list-hint">
            {query === ''
              ? '还没有核实通过的记录。导入时在审核问题后点“核实通过”并写明情况，就会记在这里。'
              : '没有符合条件的记录。'}
          </p>
        }
        columns={[
          {
            key: 'unit',
            title: '填报单位',
            width: '130px',
            render: (waiver) => waiver.unit,
            hint: (waiver) => waiver.unit,
          },
          {
            key: 'period',
            title: '统计期间',
            width: '108px',
            render: (waiver) => (waiver.period === null ? '' : periodTitle(waiver.period, 'ytd')),
          },
          { key: 'rule', title: '规则', width: '120px', render: (waiver) => waiver.ruleName },
          {
            key: 'message',
            title: '审核问题',
            width: '1fr',
            render: (waiver) => waiver.message,
            hint: (waiver) => waiver.message,
          },
          {
            key: 'reason',
            title: '核实情况',
            width: '210px',
            render: (waiver) => waiver.reason,
            hint: (waiver) => waiver.reason,
          },
          { key: 'who', title: '操作人', width: '70px', render: (waiver) => waiver.operator },
          { key: 'at', title: '时间', width: '130px', render: (waiver) => formatWhen(waiver.at) },
          {
            key: 'do',
            title: '',
            width: '84px',
            render: (waiver) => (
              <Button size="small" type="link" onClick={() => void revoke(waiver)}>
                取消核实
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
