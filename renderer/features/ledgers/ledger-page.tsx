// One ledger: toolbar, grid, what could not be stored, and the form of one row. Arranges only.

import './ledger-page.css';

import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { emptyRow } from '../../../shared/ledgers/validate.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import { carriedOver } from './carried-over.js';
import { go, useApp } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { leaveField } from '../../ui/leave-field.js';
import { Page } from '../../ui/page.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { askEarly, orderKey } from './asked-order.js';
import { columnsOf } from './columns.js';
import { linesBelow, newRowIds, refusedIds } from './drafts.js';
import { filterOf } from './filter-text.js';
import { filterId } from './grid-head.js';
import { MovedRows } from './moved-rows.js';
import { LedgerGrid } from './ledger-grid.js';
import { DoubtRows, RefusedRows } from './refused-rows.js';
import { idsBetween, rowLayout } from './row-layout.js';
import { RowPanel } from './row-panel.js';
import { Toolbar } from './toolbar.js';
import { useCellFiles } from './use-cell-files.js';
import { useEntries } from './use-entries.js';
import { useGrid } from './use-grid.js';
import { useLedger, type LedgerDesk } from './use-ledger.js';
import { useRemoveRows } from './use-remove-rows.js';
import { useRows, type Rows } from './use-rows.js';
import { useSelected } from './use-selected.js';
import { rememberedQuery, useView } from './use-view.js';

interface Props {
  id: string;
  openRow: number | null;
}

export function LedgerPage({ id, openRow }: Props) {
  // Beside the declaration, which is not needed for it.
  useState(() => askEarly(orderKey(id, rememberedQuery(id))));
  const { desk, isMissing, error } = useLedger(id);
  if (desk !== null) return <LedgerDeskPage desk={desk} openRow={openRow} />;
  return (
    <Page title="台账">
      {error && <ErrorNotice error={error} />}
      {isMissing ? (
        <Empty title="没有这本台账" action={<Button onClick={() => go('ledgers')}>查看全部台账</Button>}>
          它可能已被删除或停用。
        </Empty>
      ) : (
        !error && <Waiting text="正在打开台账…" />
      )}
    </Page>
  );
}

/** How many rows there are; nothing that belongs to the question before. */
function countText({ isCurrent, ids }: Pick<Rows, 'isCurrent' | 'ids'>, isFiltered: boolean, whole: number): string {
  if (isFiltered) return isCurrent ? `筛选出${ids.length}条，共${whole}条` : `正在筛选，共${whole}条`;
  return `共${isCurrent ? ids.length : whole}条`;
}

/** By key into the form that is open: its first button or field. Esc leads back. */
function enterPanel(): void {
  document
    .querySelector<HTMLElement>('.row-panel-body :is(button:not(:disabled), input:not(:disabled), textarea)')
    ?.focus();
}

function LedgerDeskPage({ desk, openRow }: { desk: LedgerDesk; openRow: number | null }) {
  const { ledger } = desk;
  const { period } = useApp();
  const report = useReport();
  const { view, change, reset, isFiltered } = useView(ledger);
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [detail, openDetails] = useState<number | null>(openRow);
  // Beside the form on a small screen frozen columns would leave no room for the others.
  const isNarrow = detail !== null && window.innerWidth < 1600;
  const columns = useMemo(
    () => columnsOf(ledger, isNarrow ? { ...view, frozen: Math.min(1, view.frozen) } : view),
    [ledger, view, isNarrow],
  );
  const { filter, errors } = useMemo(
    () => filterOf(ledger, view, { units: desk.units, period }),
    [ledger, view, desk.units, period],
  );
  const rows = useRows(ledger.id, { filter, sort: view.sort, groupBy: view.groupBy });
  const entries = useEntries(desk, rows, period, report);
  const newIds = useMemo(() => linesBelow(entries.drafts), [entries.drafts]);
  const layout = useMemo(
    () => rowLayout(rows.ids, rows.groups, folded, newIds),
    [rows.ids, rows.groups, folded, newIds],
  );
  useEffect(() => setFolded(new Set()), [view.groupBy]);
  const fold = useCallback((group: number) => {
    setFolded((old) => {
      const next = new Set(old);
      if (!next.delete(group)) next.add(group);
      return next;
    });
  }, []);
  useEffect(() => {
    if (openRow !== null) openDetails(openRow);
  }, [openRow]);
  const cellFiles = useCellFiles(ledger.id, entries, report);
  const sortBy = (field: string, isDescending: boolean): void => {
    const before = view.sort.find((one) => one.field === field);
    change({ sort: before?.isDescending === isDescending ? [] : [{ field, isDescending }] });
  };
  const control = useGrid({
    desk,
    rows,
    entries,
    layout,
    columns,
    period,
    report,
    cellFiles,
    onOpenRow: (row) => (row === detail ? enterPanel() : openDetails(row)),
    onFold: fold,
    onSort: sortBy,
    onFilter: (field) => document.getElementById(filterId(field))?.focus(),
    onRemove: () => void remove(),
  });
  useSelected(ledger.id, rows, layout, columns, control.range, entries.drafts);
  const defaults = useMemo(() => {
    const row = emptyRow(ledger, { period });
    return {
      ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, desk.textOf(name, value)])),
      ...carriedOver(ledger, entries.last, chinaDate(new Date().toISOString())),
    };
  }, [ledger, period, desk, entries.last]);
  const refused = refusedIds(entries.drafts);
  const jump = useCallback(
    (row: number) => {
      const index = layout.indexOf(row);
      const wrong =
        entries.drafts.get(row)?.findings.find((finding) => finding.severity === 'block')?.field ??
        entries.doubts.get(row)?.[0]?.field;
      const column = Math.max(
        0,
        columns.findIndex(({ name }) => name === wrong),
      );
      if (index >= 0) {
        control.select({ row: index, column });
        control.focus();
      }
    },
    [columns, control, entries.drafts, entries.doubts, layout],
  );
  const { range } = control;
  const chosen = useMemo(
    () => (range === null ? [] : idsBetween(layout, range.top, range.bottom).filter((row) => row > 0)),
    [layout, range],
  );
  const remove = useRemoveRows(ledger, chosen, report);
  // The form follows the cursor; from another page it shows the row that was asked for.
  const line = control.selection === null ? null : layout.lineAt(control.selection.anchor.row);
  const currentId = line?.kind === 'row' && line.id > 0 ? line.id : null;
  const isDetail = detail !== null;
  const moved = useRef(currentId);
  useEffect(() => {
    if (currentId !== null && moved.current !== currentId && moved.current !== null && isDetail) openDetails(currentId);
    moved.current = currentId;
  }, [currentId, isDetail]);
  const { select, focus } = control;
  const found = detail === null ? -1 : layout.indexOf(detail);
  const asked = useRef<number | null>(openRow);
  useEffect(() => {
    if (asked.current === null || found < 0) return;
    asked.current = null;
    select({ row: found, column: 0 });
  }, [found, select]);
  const step = (by: number): void => {
    const next = found + by;
    if (found >= 0 && next >= 0 && layout.lineAt(next)?.kind === 'row')
      select({ row: next, column: control.selection?.anchor.column ?? 0 });
  };
  /** By key the form stays at the field that was being typed. */
  const stepByKey = (by: number): void => {
    const field = document.activeElement?.closest('.row-panel [data-field]')?.getAttribute('data-field') ?? null;
    leaveField();
    step(by);
    window.setTimeout(() => {
      const again = document.querySelector<HTMLElement>(`.row-panel [data-field="${field}"] :is(input, textarea)`);
      if (again === null) focus();
      else again.focus();
    }, 0);
  };
  const closeDetails = (): void => {
    openDetails(null);
    focus();
  };
  const unsaved = newRowIds(entries.drafts).length;

  return (
    <Page
      title={ledger.title}
      note={
        <>
          <button type="button" className="ledger-back" title="返回全部台账" onClick={() => go('ledgers')}>
            台账
          </button>
          <span className="num">
            {countText(rows, isFiltered, desk.rows)}
            {unsaved > 0 && `，${unsaved}行正在填写`}
            {entries.isSaving && '，正在保存…'}
          </span>
        </>
      }
      actions={
        <Button type="primary" title="Insert" onClick={control.startNew}>
          新增一行
        </Button>
      }
    >
      <Toolbar
        desk={desk}
        view={view}
        chosen={chosen}
        isFiltered={isFiltered}
        onView={change}
        onReset={reset}
        onOpenRow={openDetails}
        onRemove={() => void remove()}
        rows={rows}
        filter={filter}
        columns={columns}
      />
      {rows.error && <ErrorNotice error={rows.error} onRetry={rows.reload} />}
      {refused.length > 0 && <RefusedRows desk={desk} entries={entries} layout={layout} ids={refused} onJump={jump} />}
      {entries.moved !== null && <MovedRows desk={desk} entries={entries} moved={entries.moved} />}
      {entries.doubts.size > 0 && <DoubtRows entries={entries} layout={layout} onJump={jump} />}
      <div
        className="ledger-desk"
        role="presentation"
        onKeyDown={(event) => {
          if (detail === null || event.defaultPrevented) return;
          // Keys in a dialog that the panel opened are the dialog's: React hands them on, though it lies over the page.
          if (!event.currentTarget.contains(event.target as Node)) return;
          if (event.key === 'Escape') closeDetails();
          else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
            event.preventDefault();
            stepByKey(event.key === 'ArrowUp' ? -1 : 1);
          }
        }}
      >
        <LedgerGrid
          desk={desk}
          rows={rows}
          entries={entries}
          layout={layout}
          columns={columns}
          view={view}
          filterErrors={errors}
          defaults={defaults}
          control={control}
          cellFiles={cellFiles}
          onView={change}
          onOpenRow={openDetails}
          onFold={fold}
        />
        {detail !== null && (
          <RowPanel
            desk={desk}
            rows={rows}
            entries={entries}
            files={cellFiles}
            id={detail}
            onStep={step}
            onClose={closeDetails}
          />
        )}
      </div>
    </Page>
  );
}
