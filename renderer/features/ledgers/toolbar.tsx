// Above the grid: words to look for, groups, columns and views, and what can be done with the chosen rows.

import { Button, Input, Select, type InputRef } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';

import type { ViewLayout } from '../../../shared/contract/calls/ledger-grid.js';
import type { LedgerFilter } from '../../../shared/contract/calls/ledgers.js';
import { call } from '../../api/client.js';
import { useReport } from '../../ui/use-report.js';
import { groupings, type GridColumn } from './columns.js';
import type { LedgerDesk } from './use-ledger.js';
import type { Rows } from './use-rows.js';

interface Props {
  desk: LedgerDesk;
  view: ViewLayout;
  rows: Rows;
  filter: LedgerFilter;
  columns: readonly GridColumn[];
  /** Stored rows that the selection touches. */
  chosen: readonly number[];
  isFiltered: boolean;
  onView: (change: Partial<ViewLayout>) => void;
  onReset: () => void;
  onOpenRow: (id: number) => void;
}

const ASK_AFTER_MS = 180;

export function Toolbar({ desk, view, chosen, isFiltered, onView, onOpenRow }: Props) {
  const report = useReport();
  const { ledger } = desk;
  const ways = useMemo(() => groupings(ledger), [ledger]);
  const remove = async (): Promise<void> => {
    const isSure = await report.confirm({
      title: `删除${chosen.length}行`,
      content: `将从“${ledger.title}”删除${chosen.length}行及其环节记录和附件。可以撤销。`,
      okText: '删除',
      danger: true,
    });
    if (!isSure) return;
    try {
      const { removed } = await call('ledgers.remove', { ledger: ledger.id, ids: [...chosen] });
      report.done(`已删除${removed}行，可以撤销`);
    } catch (error) {
      report.failed(error);
    }
  };
  return (
    <div className="toolbar" role="toolbar" aria-label="台账工具">
      <SearchField text={view.text} onText={(text) => onView({ text })} />
      {isFiltered && (
        <Button size="small" onClick={() => onView({ text: '', filters: {} })}>
          清除筛选
        </Button>
      )}
      <Select
        mode="multiple"
        size="small"
        allowClear
        className="ledger-grouping"
        aria-label="分组"
        placeholder="分组小计"
        maxCount={3}
        value={view.groupBy.map(({ field, part }) => `${field}:${part ?? 'value'}`)}
        options={ways.map(({ key, label }) => ({ value: key, label }))}
        onChange={(keys: string[]) =>
          onView({
            groupBy: keys.flatMap((key) => {
              const way = ways.find((one) => one.key === key);
              return way === undefined ? [] : [{ field: way.field, part: way.part }];
            }),
          })
        }
      />
      <span className="ledger-toolbar-gap" />
      <Button size="small" disabled={chosen.length !== 1} title="Ctrl+Enter" onClick={() => onOpenRow(chosen[0]!)}>
        详情
      </Button>
      <Button size="small" disabled={chosen.length === 0} onClick={() => void remove()}>
        删除{chosen.length > 1 ? `（${chosen.length}行）` : ''}
      </Button>
    </div>
  );
}

function SearchField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const field = useRef<InputRef>(null);
  const [typed, setTyped] = useState(text);
  const timer = useRef(0);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      field.current?.focus({ cursor: 'all' });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.clearTimeout(timer.current);
    };
  }, []);
  return (
    <Input
      ref={field}
      size="small"
      allowClear
      className="ledger-search"
      aria-label="在本台账中查找"
      placeholder="查找：名称、号码、备注中的字词（Ctrl+F）"
      value={typed}
      onChange={(event) => {
        const next = event.target.value;
        setTyped(next);
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(() => onText(next), next === '' ? 0 : ASK_AFTER_MS);
      }}
    />
  );
}
