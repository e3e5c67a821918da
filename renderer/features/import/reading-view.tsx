// Reading view: left the sheet as sent, right what was understood, linked both ways by selection.

import { Button, Segmented, Tabs } from 'antd';
import { useEffect, useLayoutEffect, useMemo, useState } from 'react';

import type { PlannedLedger } from '../../../shared/import/ledger-rows.js';
import {
  FATE_LABEL,
  OWN_SHEET,
  type CheckIssue,
  type PlannedCell,
  type PlannedFile,
} from '../../../shared/import/plan.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { hasDialog } from '../../ui/has-dialog.js';
import { Page } from '../../ui/page.js';
import { SheetView } from '../../ui/sheet-view.js';
import { Waiting } from '../../ui/waiting.js';
import { IssueItem, issueId, sortedIssues } from './issue-item.js';
import { canReturn, recognisedAs } from './plan-facts.js';
import { ReadingCells } from './reading-cells.js';
import { ReadingRows, type RowView } from './reading-rows.js';
import { RevisionChain, chainKeys } from './revision-chain.js';
import { useLedgerRows } from './use-ledger-rows.js';
import { useCells, useSheet } from './use-reading.js';

interface Props {
  planId: string;
  files: readonly PlannedFile[];
  at: number;
  /** Issue that led here: its cell is selected first. */
  issue: CheckIssue | null;
  onMove: (at: number) => void;
  onReturn: (file: PlannedFile) => void;
  onClose: () => void;
}

interface Place {
  sheet: string | null;
  cell: string;
}

/** The sheet that a form of our own carries for its return is none to look at. */
function sheetTabs(sheets: PlannedFile['sheets']): { value: number; label: string; title: string }[] {
  return sheets.flatMap(({ name, state, reason }, value) => {
    const word = SHEET_STATE[state];
    const label = `${name ?? '表'}${word === undefined ? '' : `（${word}）`}`;
    return name === OWN_SHEET ? [] : [{ value, label, title: reason }];
  });
}

const SHEET_STATE: Record<string, string> = { older: '以前月份', hidden: '隐藏', empty: '空表', skipped: '说明页' };

function useReadingKeys({ files, at, onMove, onClose }: Props): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const step = event.altKey ? (event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0) : 0;
      if (step !== 0 && files[at + step]) {
        event.preventDefault();
        onMove(at + step);
      }
      if (
        event.key === 'Escape' &&
        !hasDialog() &&
        document.querySelector('.ant-select-dropdown:not(.ant-select-dropdown-hidden)') === null
      ) {
        event.preventDefault();
        onClose();
      }
    };
    // Capture: the innermost thing closes first, before the frame closes the source panel.
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  });
}

function useSelectedSheet(file: PlannedFile): [number, (index: number) => void] {
  const firstUsed = Math.max(
    0,
    file.sheets.findIndex((sheet) => sheet.state === 'used'),
  );
  const [chosen, setChosen] = useState<{ file: number; sheet: number } | null>(null);
  const index = chosen?.file === file.index ? chosen.sheet : firstUsed;
  return [index, (sheet) => setChosen({ file: file.index, sheet })];
}

function rowsOf(ledger: PlannedLedger): number {
  return Object.values(ledger.rows).reduce((sum, count) => sum + count, 0);
}

export function ReadingView(props: Props) {
  const { planId, files, at, issue: led, onMove, onReturn, onClose } = props;
  const file = files[at] as PlannedFile; // the page shows this view only for a file of the plan
  const { data, error } = useCells(planId, file);
  const [sheetIndex, setSheetIndex] = useSelectedSheet(file);
  const sheet = useSheet(planId, file.index, sheetIndex);
  const [place, setPlace] = useState<Place | null>(null);
  const [isChainOpen, setChainOpen] = useState(false);
  const [tab, setTab] = useState('cells');
  useReadingKeys(props);
  useEffect(() => {
    const isHere = led !== null && led.cell !== null && file.issues.includes(led);
    setPlace(isHere && led.cell !== null ? { sheet: led.sheet, cell: led.cell } : null);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only another file resets the place; its issues change while it is open
  }, [file.index, led]);

  const sheetName = file.sheets[sheetIndex]?.name ?? null;
  const all = useMemo(() => data?.cells ?? [], [data]);
  const ledger = file.ledgers?.find((one) => one.sheetIndex === sheetIndex) ?? null;
  const [chosenView, setView] = useState<RowView>('all');
  const [page, setPage] = useState(0);
  const view = ledger !== null && chosenView !== 'all' && ledger.rows[chosenView] === 0 ? 'all' : chosenView;
  const asked = useLedgerRows(planId, file, { sheetIndex: ledger?.sheetIndex ?? null, fate: view, page });
  const rows = useMemo(() => (ledger === null ? null : (asked.data?.rows ?? null)), [ledger, asked.data]);
  useEffect(() => setPage(0), [file.index, sheetIndex, view]);
  const marks = useMemo(
    () =>
      new Map([
        ...all
          .filter((cell) => cell.sheet === sheetName)
          .map(
            (cell) =>
              [
                cell.cell,
                { className: `fate-${cell.fate}`, title: `${FATE_LABEL[cell.fate]}：${cell.indicator}` },
              ] as const,
          ),
        ...(rows ?? []).flatMap((row) =>
          row.fields.flatMap((field) =>
            field.cell === null
              ? []
              : [
                  [
                    field.cell,
                    { className: `fate-${row.fate}`, title: `${FATE_LABEL[row.fate]}：${field.label}` },
                  ] as const,
                ],
          ),
        ),
      ]),
    [all, rows, sheetName],
  );
  const issues = useMemo(() => sortedIssues(file.issues), [file]);
  const flagged = useMemo(
    () =>
      new Set(
        issues.flatMap((issue) =>
          issue.severity !== 'hint' && !issue.waiver && issue.sheet === sheetName && issue.cell !== null
            ? [issue.cell]
            : [],
        ),
      ),
    [issues, sheetName],
  );
  const chain = useMemo(
    () =>
      chainKeys(
        all.flatMap(({ role, unitId, unit, period }) =>
          role === 'value' && unitId !== null && period !== null ? [{ unitId, unit, period }] : [],
        ),
      ),
    [all],
  );
  const isAt = (cell: PlannedCell): boolean => cell.cell === place?.cell && cell.sheet === place.sheet;
  const selected = all.find(isAt);
  const line = place?.sheet === sheetName ? Number(/\d+$/.exec(place.cell)?.[0] ?? 0) : 0;
  const selectedRow = rows?.find((row) => row.line === line);
  const select = (next: Place): void => {
    setPlace(next);
    const index = file.sheets.findIndex((candidate) => candidate.name === next.sheet);
    if (index >= 0 && index !== sheetIndex) setSheetIndex(index);
  };

  return (
    <Page
      title="对照查看"
      note={
        <span title={file.file}>
          {file.file} <strong>{recognisedAs(file)}</strong>
        </span>
      }
      actions={
        <>
          {chain.length > 0 && <Button onClick={() => setChainOpen(true)}>版次</Button>}
          {canReturn(file) && <Button onClick={() => onReturn(file)}>退回修改…</Button>}
          <Button disabled={at === 0} onClick={() => onMove(at - 1)}>
            上一个
          </Button>
          <Button disabled={at >= files.length - 1} onClick={() => onMove(at + 1)}>
            下一个
          </Button>
          <Button type="primary" onClick={onClose}>
            返回文件列表
          </Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} />}
      {asked.error && <ErrorNotice error={asked.error} />}
      <div className="reading">
        <div className="reading-left">
          <Segmented
            size="small"
            aria-label="工作表"
            value={sheetIndex}
            onChange={setSheetIndex}
            options={sheetTabs(file.sheets)}
          />
          {sheet.error && <ErrorNotice error={sheet.error} />}
          {!sheet.data && !sheet.error && <Waiting text="正在打开原表…" />}
          {sheet.data && (
            <SheetView
              sheet={sheet.data}
              marks={marks}
              flagged={flagged}
              selected={place?.sheet === sheetName ? place.cell : null}
              onSelect={(cell) => select({ sheet: sheetName, cell })}
            />
          )}
          {sheet.data?.truncated === true && (
            <p className="muted">表很大，这里只显示前2000行、200列；识别时读取了全部内容。</p>
          )}
        </div>
        <div className="reading-right">
          <Tabs
            size="small"
            activeKey={tab}
            onChange={setTab}
            items={[
              { key: 'cells', label: `识别结果（${ledger === null ? all.length : rowsOf(ledger)}）` },
              { key: 'issues', label: `审核问题（${issues.length}）` },
              { key: 'how', label: '识别说明' },
            ]}
          />
          {tab === 'cells' && ledger !== null && (
            <ReadingRows
              file={file}
              ledger={ledger}
              rows={rows}
              total={asked.data?.total ?? 0}
              view={view}
              onView={setView}
              page={page}
              onPage={setPage}
              issues={issues}
              selected={selectedRow}
              onSelect={(row) => {
                const first = row.fields.find((field) => field.cell !== null)?.cell;
                if (first) select({ sheet: sheetName, cell: first });
              }}
              onJump={(cell) => select({ sheet: sheetName, cell })}
            />
          )}
          {tab === 'cells' && ledger === null && (
            <ReadingCells
              key={file.index}
              file={file}
              cells={all}
              isAsked={data !== null}
              issues={issues}
              selected={selected}
              onSelect={(cell) => select({ sheet: cell.sheet, cell: cell.cell })}
            />
          )}
          {tab === 'issues' && (
            <ul className="reading-issues">
              {issues.length === 0 && <li className="muted">没有审核问题。</li>}
              {issues.map((issue) => (
                <li key={issueId(issue)}>
                  <IssueItem
                    file={file}
                    issue={issue}
                    onJump={({ sheet: name, cell }) => cell !== null && select({ sheet: name, cell })}
                  />
                </li>
              ))}
            </ul>
          )}
          {tab === 'how' && (
            <div className="reading-how">
              {file.decisions.map((decision) => (
                <p key={decision}>{decision}</p>
              ))}
              {Object.entries(file.meta).map(([name, value]) => (
                <p key={name} className="muted">
                  {name}：{value}
                </p>
              ))}
            </div>
          )}
        </div>
      </div>
      {isChainOpen && <RevisionChain keys={chain} onClose={() => setChainOpen(false)} />}
    </Page>
  );
}
