// 设置 › 取值来源: where the printed value of an indicator is taken from, and from where its values of the period are known.

import { Input, Select } from 'antd';
import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { CATEGORY_LABEL, type Category } from '../../../shared/indicators/define.js';
import { periodTitle } from '../../../shared/model/period.js';
import { matchesQuery } from '../../../shared/model/pinyin.js';
import { VALUE_SOURCE_LABEL, VALUE_SOURCES, type ValueSource } from '../../../shared/model/value-source.js';
import { call } from '../../api/client.js';
import { seenOf } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { useInTurn } from '../../api/whole.js';
import { useApp } from '../../app-state.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';

type Row = Result<'values.sources'>['indicators'][number];

function issuedText(row: Row): string {
  const parts = [row.issuedWhole ? '全市' : '', row.issued > 0 ? `${row.issued}个` : ''];
  return parts.filter((part) => part !== '').join('、');
}

export function SourcesSection() {
  const report = useReport();
  const inTurn = useInTurn();
  const { period } = useApp();
  const [text, setText] = useState('');
  const [current, setCurrent] = useState(-1);
  const { data, error, reload } = useCall('values.sources', { period });
  const rows = (data?.indicators ?? []).filter((row) => matchesQuery(text, `${row.code} ${row.name}`));

  const choose = async (row: Row, source: ValueSource): Promise<void> => {
    try {
      const settings = await call('settings.get', {});
      const { [row.code]: _before, ...others } = settings.valueSources;
      const valueSources = source === row.usual ? others : { ...others, [row.code]: source };
      await call('settings.save', { valueSources }, { seen: seenOf(settings) });
      report.done(`${row.name}：取${VALUE_SOURCE_LABEL[source]}数。各页面和表中的数随之改变，已存的数不变。`);
    } catch (failure) {
      report.failed(failure);
    }
  };

  return (
    <Page title="取值来源" note="同一指标有几个来源的数时，表中用哪一个；没有所选来源的数时用填报单位报送数">
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Waiting text="正在读取各来源的数…" />}
      {data && (
        <>
          <div className="toolbar">
            <Input
              allowClear
              className="toolbar-search"
              aria-label="查找指标"
              placeholder="指标名称、代码或拼音首字母"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <span className="muted">{periodTitle(period, 'ytd')}已有数的填报单位个数</span>
          </div>
          <RowList
            name="取值来源"
            rows={rows}
            rowKey={(row) => row.code}
            current={current}
            onCurrent={setCurrent}
            empty={<p className="muted list-hint">没有找到“{text}”。</p>}
            columns={[
              { key: 'code', title: '代码', width: '64px', render: (row) => <code>{row.code}</code> },
              { key: 'name', title: '指标', width: '1fr', render: (row) => row.name, hint: (row) => row.name },
              {
                key: 'category',
                title: '类别',
                width: '64px',
                render: (row) => CATEGORY_LABEL[row.category as Category],
              },
              {
                key: 'source',
                title: '取值来源',
                width: '170px',
                render: (row) => (
                  <Select
                    size="small"
                    className="source-select"
                    aria-label={`${row.name}的取值来源`}
                    value={row.source}
                    onChange={(source) => void inTurn(() => choose(row, source))}
                    options={VALUE_SOURCES.filter((source) => source !== 'rollup' || row.rollup !== null).map(
                      (value) => ({
                        value,
                        label: `${VALUE_SOURCE_LABEL[value]}${value === row.usual ? '（默认）' : ''}`,
                      }),
                    )}
                  />
                ),
              },
              {
                key: 'issued',
                title: '上级下发',
                width: '120px',
                align: 'right',
                render: issuedText,
              },
              {
                key: 'submitted',
                title: '填报单位报送',
                width: '110px',
                align: 'right',
                render: (row) => (row.submitted > 0 ? `${row.submitted}个` : ''),
              },
              {
                key: 'rollup',
                title: '台账汇总',
                width: '90px',
                align: 'right',
                render: (row) => (row.rollup === null ? '—' : row.rollup > 0 ? `${row.rollup}个` : ''),
              },
            ]}
          />
        </>
      )}
    </Page>
  );
}
