// 设置 › 指标: the catalogue by category, searchable; enable and disable, change, add, import and export.

import { Button, Input, Select, Switch } from 'antd';
import { useMemo, useState } from 'react';

import {
  CATEGORIES,
  CATEGORY_LABEL,
  KIND_LABEL,
  type Category,
  type Indicator,
} from '../../../shared/indicators/define.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { useReport } from '../../ui/use-report.js';
import { IndicatorForm } from './indicator-form.js';
import { ListImport } from '../../ui/list-import.js';

const CATEGORY_OPTIONS = [
  { value: 'all' as const, label: '全部类别' },
  ...CATEGORIES.map((value) => ({ value, label: CATEGORY_LABEL[value] })),
];

function filterIndicators(indicators: readonly Indicator[], category: Category | 'all', query: string): Indicator[] {
  const wanted = query.trim().toLowerCase();
  return indicators.filter(
    (indicator) =>
      (category === 'all' || indicator.category === category) &&
      (wanted === '' ||
        [indicator.code, indicator.name, ...indicator.aliases].some((text) => text.toLowerCase().includes(wanted))),
  );
}

export function IndicatorsSection() {
  const report = useReport();
  const { data, error, reload } = useCall('indicators.list', {});
  const [category, setCategory] = useState<Category | 'all'>('all');
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(-1);
  const [editing, setEditing] = useState<Indicator | 'new' | null>(null);
  const all = useMemo(() => data?.indicators ?? [], [data]);
  const shown = useMemo(() => filterIndicators(all, category, query), [all, category, query]);

  const enable = (indicator: Indicator, enabled: boolean): void => {
    call('indicators.enable', { codes: [indicator.code], enabled }).catch(report.failed);
  };

  return (
    <Page
      title="指标"
      note={`启用${all.filter((indicator) => indicator.enabled).length}项，共${all.length}项`}
      actions={
        <>
          <ListImport what="指标" importCall="indicators.import" exportCall="indicators.export" />
          <Button type="primary" onClick={() => setEditing('new')}>
            新增指标
          </Button>
        </>
      }
    >
      <div className="toolbar">
        <Input
          allowClear
          aria-label="查找指标"
          placeholder="名称、别名或代码"
          className="toolbar-search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Select
          value={category}
          onChange={setCategory}
          options={CATEGORY_OPTIONS}
          className="wide-select"
          aria-label="类别"
        />
      </div>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <RowList
        name="指标"
        rows={shown}
        rowKey={(indicator) => indicator.code}
        current={current}
        onCurrent={setCurrent}
        onOpen={setEditing}
        onToggle={(indicator) => enable(indicator, !indicator.enabled)}
        rowClass={(indicator) => (indicator.enabled ? '' : 'is-off')}
        empty={
          <p className="muted list-hint">
            {data ? '没有符合条件的指标。可以清空查找内容，或点“新增指标”。' : '正在读取…'}
          </p>
        }
        columns={[
          {
            key: 'enabled',
            title: '启用',
            width: '56px',
            render: (indicator) => (
              <Switch
                size="small"
                checked={indicator.enabled}
                aria-label={`启用${indicator.name}`}
                onChange={(checked) => enable(indicator, checked)}
              />
            ),
          },
          { key: 'code', title: '代码', width: '60px', render: (indicator) => <code>{indicator.code}</code> },
          {
            key: 'name',
            title: '名称',
            width: '250px',
            render: (indicator) => indicator.name,
            hint: (indicator) => (indicator.note === '' ? indicator.name : `${indicator.name}：${indicator.note}`),
          },
          { key: 'category', title: '类别', width: '80px', render: (indicator) => CATEGORY_LABEL[indicator.category] },
          { key: 'measure', title: '计量单位', width: '76px', render: (indicator) => indicator.measure },
          { key: 'kind', title: '性质', width: '56px', render: (indicator) => KIND_LABEL[indicator.kind] },
          {
            key: 'precision',
            title: '小数',
            width: '48px',
            align: 'right',
            render: (indicator) => indicator.precision,
          },
          {
            key: 'aliases',
            title: '别名',
            width: '1fr',
            render: (indicator) => indicator.aliases.join('、'),
            hint: (indicator) => indicator.aliases.join('、'),
          },
          {
            key: 'edit',
            title: '',
            width: '56px',
            render: (indicator) => (
              <Button size="small" type="link" onClick={() => setEditing(indicator)}>
                修改
              </Button>
            ),
          },
        ]}
      />
      {editing !== null && (
        <IndicatorForm indicator={editing === 'new' ? null : editing} all={all} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}
