// 企业名录, the list: search by code, any name or pinyin initials; filters by unit and tag. A row opens the page of the enterprise.

import { Button, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { ListImport } from '../../ui/list-import.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { EnterpriseForm } from './enterprise-form.js';

type Row = Result<'enterprises.list'>['enterprises'][number];

/** More than fits a search: then the filters are to be used. */
const MOST = 1000;

function otherNames(row: Row): string {
  return [...row.formerNames, ...row.shortNames].join('、');
}

export function EnterprisesPage() {
  const { unitWord } = useApp().status;
  const [text, setText] = useState('');
  const [unitId, setUnitId] = useState<number | null>(null);
  const [tag, setTag] = useState<string | null>(null);
  const [current, setCurrent] = useState(-1);
  const [isAdding, setAdding] = useState(false);
  const wanted = useDeferredValue(text.trim());
  const { data, error, reload } = useCall('enterprises.list', { text: wanted, unitId, tag, limit: MOST });
  const units = useCall('units.list', {}).data?.units ?? [];
  const duplicates = useCall('enterprises.duplicates', {}).data?.total ?? 0;
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  const isFiltered = wanted !== '' || unitId !== null || tag !== null;
  const rows = data?.enterprises ?? [];
  const note =
    data === null
      ? undefined
      : data.total > rows.length
        ? `共${data.total}家，列出前${rows.length}家，请用查找或筛选缩小范围`
        : `${isFiltered ? '找到' : '共'}${data.total}家`;

  return (
    <Page
      title="企业名录"
      note={note}
      actions={
        <>
          <Button onClick={() => go('ledgers', 'enterprises/duplicates')} disabled={duplicates === 0}>
            可能重复（{duplicates}）
          </Button>
          <ListImport what="企业名录" importCall="enterprises.import" exportCall="enterprises.export" />
          <Button type="primary" onClick={() => setAdding(true)}>
            新增企业
          </Button>
        </>
      }
    >
      <div className="toolbar">
        <Input
          allowClear
          autoFocus
          className="toolbar-search"
          aria-label="查找企业"
          placeholder="名称、曾用名、信用代码或拼音首字母"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setCurrent(-1);
          }}
          onPressEnter={() => rows[0] && go('ledgers', `enterprises/${rows[0].id}`)}
        />
        <Select
          allowClear
          className="wide-select"
          aria-label={`按${unitWord}筛选`}
          placeholder={`全部${unitWord}`}
          value={unitId ?? undefined}
          onChange={(value: number | undefined) => setUnitId(value ?? null)}
          options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        />
        <Select
          allowClear
          className="wide-select"
          aria-label="按标签筛选"
          placeholder="全部标签"
          value={tag ?? undefined}
          onChange={(value: string | undefined) => setTag(value ?? null)}
          options={(data?.tags ?? []).map((one) => ({ value: one.tag, label: `${one.tag}（${one.count}）` }))}
        />
      </div>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {data?.total === 0 && !isFiltered ? (
        <Empty title="企业名录还是空的">
          导入或登记台账时，其中的企业自动列入名录。也可以点“新增企业”，或从 Excel 导入名单。
        </Empty>
      ) : (
        <RowList
          name="企业名录"
          rows={rows}
          rowKey={(row) => row.id}
          current={current}
          onCurrent={setCurrent}
          onOpen={(row) => go('ledgers', `enterprises/${row.id}`)}
          isReading={!data}
          empty={<p className="muted list-hint">没有找到符合条件的企业。可以试试曾用名、代码的一段或拼音首字母。</p>}
          columns={[
            {
              key: 'name',
              title: '企业名称',
              width: 'minmax(190px, 1fr)',
              hint: (row) => row.name,
              render: (row) => (
                <button type="button" className="text-link" onClick={() => go('ledgers', `enterprises/${row.id}`)}>
                  {row.name}
                </button>
              ),
            },
            {
              key: 'uscc',
              title: '统一社会信用代码',
              width: '180px',
              render: (row) => (row.uscc === null ? <span className="muted">未填</span> : <code>{row.uscc}</code>),
            },
            {
              key: 'unit',
              title: unitWord,
              width: '100px',
              render: (row) => (row.unitId === null ? '' : names.get(row.unitId)),
            },
            {
              key: 'industry',
              title: '行业',
              width: 'minmax(60px, 120px)',
              render: (row) => row.industry,
              hint: (row) => row.industry,
            },
            {
              key: 'tags',
              title: '标签',
              width: 'minmax(70px, 150px)',
              render: (row) => row.tags.join('、'),
              hint: (row) => row.tags.join('、'),
            },
            {
              key: 'names',
              title: '曾用名、简称',
              width: 'minmax(90px, 190px)',
              render: otherNames,
              hint: otherNames,
            },
            { key: 'entries', title: '台账记录', width: '76px', align: 'right', render: (row) => row.entries || '' },
          ]}
        />
      )}
      {isAdding && (
        <EnterpriseForm
          enterprise={null}
          onClose={() => setAdding(false)}
          onSaved={(saved) => go('ledgers', `enterprises/${saved.id}`)}
        />
      )}
    </Page>
  );
}
