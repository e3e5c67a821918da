// 汇总表: left the layouts, centre the paper, right the options. Print, export, 数据来源表.

import { Alert, Button, Segmented } from 'antd';
import { useCallback, useLayoutEffect, useMemo, useState } from 'react';

import './tables.css';

import { periodTitle } from '../../../shared/model/period.js';
import { MONTHLY_SUMMARY } from '../../../shared/reports/layouts/monthly-summary.js';
import type { FactRef, TableOptions } from '../../../shared/reports/print-table.js';
import { services } from '../../api/client.js';
import { showError } from '../../api/show-error.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp, useRoute } from '../../app-state.js';
import { MissingTaskButton } from '../../task-ui/missing-task.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { hasDialog } from '../../ui/has-dialog.js';
import { Page } from '../../ui/page.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { DesignerPage } from './designer-page.js';
import { FinalPage } from './final-page.js';
import { LayoutList } from './layout-list.js';
import { useLock } from '../../locked-period.js';
import { OptionsPanel } from './options-panel.js';
import { Paper } from './paper.js';
import { paperSize } from './paginate.js';
import { RowsDrawer, type Behind } from './rows-drawer.js';
import { PrintDialog } from './print-dialog.js';
import { readOptions, writeOptions } from './remembered-options.js';
import { useFit } from './use-fit.js';
import { useShownTable, type Sent } from './use-shown-table.js';
import { useTableActions } from './use-table-actions.js';
import { lacksPopulation } from './warning-words.js';
import { DownIcon, PrinterIcon } from '../../ui/icons.js';

/** Refusals that say that there is nothing to print. */
const EMPTY_CODES: ReadonlySet<string> = new Set(['data.no-values', 'data.no-rows', 'data.no-task']);

/** The first of the list. */
const FIRST = MONTHLY_SUMMARY.name;

type Zoom = 'fit' | '75' | '100' | '125';
const ZOOMS: { value: Zoom; label: string }[] = [
  { value: 'fit', label: '适合宽度' },
  { value: '75', label: '75%' },
  { value: '100', label: '100%' },
  { value: '125', label: '125%' },
];
/** #/tables/NAME a table, design/NAME the designer (design/ a new layout), final/ID a final copy. */
export function TablesPage() {
  const { rest } = useRoute();
  if (rest === 'design' || rest.startsWith('design/'))
    return <DesignerPage name={rest.slice('design/'.length) || null} />;
  if (rest === 'final' || rest.startsWith('final/')) {
    const id = Number(rest.slice('final/'.length));
    return <FinalPage id={Number.isInteger(id) && id > 0 ? id : null} />;
  }
  return <TableDesk />;
}

function TableDesk() {
  const { period, showSource } = useApp();
  const report = useReport();
  const { rest } = useRoute();
  const { data: list, error: listError } = useCall('tables.list', {});
  const [byTable, setByTable] = useState<Record<string, TableOptions>>(readOptions);
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [current, setCurrent] = useState<FactRef | null>(null);
  const [behind, setBehind] = useState<Behind | null>(null);
  const [printing, setPrinting] = useState<Sent | null>(null);

  // The table is asked for together with the list: it nearly always is what the address says, or the first one.
  const name = list ? ((list.tables.find((one) => one.name === rest) ?? list.tables[0])?.name ?? null) : rest || FIRST;
  const options = useMemo(() => (name === null ? {} : (byTable[name] ?? {})), [byTable, name]);
  const request = useMemo(() => (name === null ? null : { name, period, options }), [name, period, options]);
  const shown = useShownTable(request);
  const { table, error: tableError, reload, whenShown } = shown;
  const error = list ? tableError : null;
  const { isBusy, exportAs, exportSources, exportAll, exportFeedback, print, finalise } = useTableActions(
    table && !error ? request : null,
    shown,
  );
  const { inForce } = useLock(period);
  const [watch, fit] = useFit(table ? paperSize(table).width : 297);

  const isSureToPrint = useCallback(
    async (warnings: readonly string[]): Promise<boolean> =>
      warnings.length === 0 ||
      (await report.confirm({
        title: '是否仍要打印？',
        content: (
          <ul className="plain-list">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        ),
        okText: '仍要打印',
        isHarmless: true,
      })),
    [report],
  );
  const startPrint = useCallback(async () => {
    if (!table || error) return report.declined('这里还没有可以打印的表。');
    const seen = await whenShown();
    if (seen === null) return;
    const { warnings, paper } = seen.table;
    if (!(await isSureToPrint(warnings))) return;
    if (services.hasOwnPrintDialog) setPrinting(seen);
    else await print({ printer: null, copies: 1, duplex: 'simplex', paper }, seen);
  }, [table, error, report, whenShown, isSureToPrint, print]);

  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'p') return;
      event.preventDefault();
      if (!isBusy && !hasDialog()) void startPrint();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [startPrint, isBusy]);

  const startFinalising = async (): Promise<void> => {
    const seen = await whenShown();
    if (seen === null) return;
    const { table } = seen;
    const isSure = await report.confirm({
      title: `定稿“${table.title}”？`,
      content: (
        <>
          <p>表和它用到的全部数据将原样存档，以后数据更正了也能照原样重印，并能看到定稿后的变动。</p>
          {table.warnings.length > 0 && (
            <ul className="plain-list">
              {table.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          )}
        </>
      ),
      okText: '定稿',
    });
    if (!isSure) return;
    await finalise(seen, (id) => {
      report.done('已定稿');
      go('tables', `final/${id}`);
    });
  };
  const openNumber = (ref: FactRef): void => {
    setCurrent(ref);
    showSource(ref, true);
  };
  const changeOptions = (next: TableOptions): void => {
    if (name === null) return;
    const all = { ...byTable, [name]: next };
    setByTable(all);
    writeOptions(all);
  };
  const isReady = table !== null && error === null;

  return (
    <Page
      title="汇总表"
      note={inForce ? `${periodTitle(period, 'ytd')}（已锁定）` : periodTitle(period, 'ytd')}
      actions={
        <>
          <Segmented size="small" options={ZOOMS} value={zoom} onChange={setZoom} aria-label="显示比例" />
          <Button disabled={!isReady || isBusy} onClick={() => void exportAs('xlsx')}>
            导出 Excel
          </Button>
          <Button disabled={!isReady || isBusy} onClick={() => void exportAs('pdf')}>
            导出 PDF
          </Button>
          <DropMenu
            disabled={!isReady || isBusy}
            menu={{
              items: [
                { key: 'csv', label: '导出 CSV' },
                { key: 'sources', label: '数据来源表' },
                { key: 'final', label: '定稿存档' },
                { key: 'print-all', label: '打印全部表样' },
                { key: 'pdf-all', label: '全部表样导出 PDF' },
                { type: 'divider' },
                { key: 'feedback-zip', label: '向各填报单位反馈结果（每个一表）' },
                { key: 'feedback-print', label: '打印各填报单位反馈表' },
              ],
              onClick: ({ key }) => {
                if (key === 'csv') void exportAs('csv');
                else if (key === 'sources') void exportSources();
                else if (key === 'final') go('tables', 'final');
                else if (key.startsWith('feedback')) void exportFeedback(key === 'feedback-zip' ? 'zip' : 'html');
                else void exportAll(key === 'pdf-all' ? 'pdf' : 'html', byTable, isSureToPrint);
              },
            }}
          >
            <Button>
              更多 <DownIcon />
            </Button>
          </DropMenu>
          <Button disabled={!isReady || isBusy} onClick={() => void startFinalising()}>
            定稿
          </Button>
          <Button
            type="primary"
            icon={<PrinterIcon />}
            disabled={!isReady || isBusy}
            title="Ctrl+P"
            onClick={() => void startPrint()}
          >
            打印
          </Button>
        </>
      }
    >
      {isReady && table.warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="table-warnings"
          title={table.warnings.join('；')}
          action={
            table.warnings.some(lacksPopulation) && (
              <Button size="small" onClick={() => go('settings', 'population')}>
                填写人口数
              </Button>
            )
          }
        />
      )}
      <div className="tables">
        <LayoutList
          tables={list?.tables ?? []}
          current={name}
          period={period}
          onOpen={(next) => {
            setCurrent(null);
            go('tables', next);
          }}
        />
        <div ref={watch} className="table-desk" tabIndex={-1}>
          {listError && <ErrorNotice error={listError} />}
          {error && error.code === 'data.no-values' && (
            <Empty
              title={`${periodTitle(period, 'ytd')}还没有可以制表的数据`}
              action={<Button onClick={() => go('import')}>去报送导入</Button>}
            >
              接收各填报单位的报表后，这里就是可以打印的汇总表。按 [ 和 ] 可切换统计期间。
            </Empty>
          )}
          {error && (error.code === 'data.no-rows' || error.code === 'data.no-task') && (
            <Empty title="这张表本期没有内容" action={error.code === 'data.no-task' && <MissingTaskButton />}>
              {showError(error).text}
            </Empty>
          )}
          {error && !EMPTY_CODES.has(error.code) && <ErrorNotice error={error} onRetry={reload} />}
          {!table && !error && !listError && <Waiting text="正在制表…" />}
          {isReady && (
            <Paper
              table={table}
              zoom={zoom === 'fit' ? fit : Number(zoom) / 100}
              current={current}
              onNumber={openNumber}
              onRows={(rows, text) => setBehind({ rows, text })}
            />
          )}
        </div>
        <OptionsPanel table={isReady ? table : null} options={options} onChange={changeOptions} />
      </div>
      {behind && <RowsDrawer behind={behind} onClose={() => setBehind(null)} />}
      {printing && (
        <PrintDialog
          table={printing.table}
          onPrint={(chosen) => void print(chosen, printing)}
          onClose={() => setPrinting(null)}
        />
      )}
    </Page>
  );
}
