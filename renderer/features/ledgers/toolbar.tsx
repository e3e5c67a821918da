// Above the grid: words to look for, groups, columns and views, and what can be done with the chosen rows.

import './toolbar.css';

import { Button, Input, Select, type InputRef } from 'antd';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';

import type { ViewLayout } from '../../../shared/contract/calls/ledger-grid.js';
import type { LedgerFilter } from '../../../shared/contract/calls/ledgers.js';
import { services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { go } from '../../app-state.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { DownIcon } from '../../ui/icons.js';
import { leaveField } from '../../ui/leave-field.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { ReminderLink } from '../../ledger-ui/reminder-link.js';
import { useReport } from '../../ui/use-report.js';
import { BatchDialog } from './batch-dialog.js';
import { groupings, type GridColumn } from './columns.js';
import { PaperMenu } from './paper-menu.js';
import { PrintDialog } from './print-dialog.js';
import { StageDialog } from './stage-dialog.js';
import type { LedgerDesk } from './use-ledger.js';
import type { Rows } from './use-rows.js';
import { ColumnsDialog, ViewMenu } from './view-menu.js';

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
  onRemove: () => void;
}

/** Between letters that are typed in a row. Longer is not needed: one question is asked at a time (use-rows.ts). */
const ASK_AFTER_MS = 30;
/** Ids that one call of ledgers.export takes; more go by filter and sort. */
const MOST_LISTED = 100_000;

type Open = 'columns' | 'print' | 'stage' | 'batch';

/** Chosen is chosen: the next keys are for the cells again. */
function leaveGrouping(): void {
  if (document.activeElement?.closest('.ledger-grouping')) leaveField();
}

export function Toolbar(props: Props) {
  const { desk, view, rows, filter, columns, chosen, isFiltered, onView, onReset, onOpenRow, onRemove } = props;
  const report = useReport();
  const { ledger } = desk;
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  const ways = useMemo(() => groupings(ledger), [ledger]);
  const file = async (label: string, make: () => Promise<{ file: FileRef }>): Promise<void> => {
    try {
      const { file: made } = await make();
      if (await services.saveFile(made)) report.done(`${label}：${made.name}`);
    } catch (error) {
      report.failed(error);
    }
  };
  const exportAs = (format: 'xlsx' | 'csv', wanted: readonly number[] = rows.ids): Promise<void> =>
    file('已导出', () =>
      runJob('导出台账', 'ledgers.export', {
        ledger: ledger.id,
        format,
        filter,
        sort: view.sort,
        // In the order of the screen, as far as a call can carry it.
        ...(wanted.length > 0 && wanted.length <= MOST_LISTED ? { ids: [...wanted] } : {}),
        fields: columns.map(({ name }) => name),
      }),
    );
  const exports = [
    { key: 'all', label: `当前筛选的${rows.ids.length}条（Excel）`, onClick: () => void exportAs('xlsx') },
    {
      key: 'chosen',
      label: `所选${chosen.length}条（Excel）`,
      disabled: chosen.length === 0,
      onClick: () => void exportAs('xlsx', chosen),
    },
    { key: 'csv', label: `当前筛选的${rows.ids.length}条（CSV）`, onClick: () => void exportAs('csv') },
    { type: 'divider' as const },
    {
      key: 'template',
      label: '空白模板',
      onClick: () => void file('已保存模板', () => runJob('生成模板', 'ledgers.template', { ledger: ledger.id })),
    },
  ];
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'p') return;
      event.preventDefault();
      setOpen('print');
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  const hasBatch = Object.hasOwn(ledger.fields, 'batch');
  return (
    <div className="toolbar ledger-toolbar" role="toolbar" aria-label="台账工具">
      <SearchField text={view.text} onText={(text) => onView({ text })} />
      <ReminderLink ledger={ledger.id} />
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
        popupMatchSelectWidth={false}
        onOpenChange={(isOpen) => !isOpen && leaveGrouping()}
        onClear={leaveGrouping}
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
      <ViewMenu ledger={ledger} view={view} onView={onView} onReset={onReset} />
      <Button size="small" onClick={() => setOpen('columns')}>
        栏目
      </Button>
      <span className="ledger-toolbar-gap" />
      {ledger.stages && (
        <Button size="small" disabled={chosen.length === 0} onClick={() => setOpen('stage')}>
          办理环节
        </Button>
      )}
      {ledger.stages && hasBatch && (
        <Button size="small" onClick={() => setOpen('batch')}>
          按{ledger.fields['batch']!.label}办理
        </Button>
      )}
      <Button size="small" disabled={chosen.length !== 1} title="Ctrl+Enter" onClick={() => onOpenRow(chosen[0]!)}>
        详情
      </Button>
      <Button size="small" disabled={chosen.length === 0} title="Ctrl+Delete" onClick={onRemove}>
        删除{chosen.length > 1 ? `（${chosen.length}条）` : ''}
      </Button>
      <Button size="small" onClick={() => go('import')}>
        导入
      </Button>
      <DropMenu menu={{ items: exports }}>
        <Button size="small">
          导出 <DownIcon />
        </Button>
      </DropMenu>
      <PaperMenu ledger={ledger} />
      <Button size="small" title="Ctrl+P" onClick={() => setOpen('print')}>
        打印
      </Button>
      {open === 'columns' && <ColumnsDialog ledger={ledger} view={view} onView={onView} onClose={close} />}
      {open === 'print' && (
        <PrintDialog desk={desk} rows={rows} view={view} columns={columns} chosen={chosen} onClose={close} />
      )}
      {open === 'stage' && <StageDialog desk={desk} ids={chosen} options={[]} to={null} onClose={close} />}
      {open === 'batch' && <BatchDialog desk={desk} onClose={close} />}
    </div>
  );
}

function SearchField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const field = useRef<InputRef>(null);
  const [typed, setTyped] = useState(text);
  const timer = useRef(0);
  useEffect(() => setTyped(text), [text]);
  useLayoutEffect(() => {
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
  const ask = (next: string, afterMs: number): void => {
    setTyped(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onText(next), afterMs);
  };
  return (
    <Input
      ref={field}
      size="small"
      allowClear
      className="ledger-search"
      aria-label="在本台账中查找"
      placeholder="查找字词或名称的拼音首字母（Ctrl+F）"
      value={typed}
      onChange={(event) => ask(event.target.value, event.target.value === '' ? 0 : ASK_AFTER_MS)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        ask(event.key === 'Escape' ? '' : typed, 0);
        leaveField(); // back to the cells: see keys-home.ts
      }}
    />
  );
}
