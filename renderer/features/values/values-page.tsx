// 统计数据: units × indicators of a period. Arranges; grid-model.ts computes, use-selection.ts keeps the selection.

import { Button, Checkbox, Segmented, Select, Space } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';

import './values.css';

import { periodTitle, type Period } from '../../../shared/model/period.js';
import { endsPart, type YearPart } from '../../../shared/statistics/cumulative.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp, useRoute } from '../../app-state.js';
import { LockedNotice, lockedWords, useLock } from '../../locked-period.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { readFlag, writeFlag } from '../../ui/remembered.js';
import { Waiting } from '../../ui/waiting.js';
import {
  cellNumber,
  cellText,
  columnGroups,
  figureMeasure,
  isRateFigure,
  isTotalRow,
  GRID_FIGURE_LABEL,
  GRID_FIGURES,
  type GridFigure,
} from './grid-model.js';
import type { Cell } from '../../ui/cell-range.js';
import { EntryBar } from './entry-bar.js';
import { IssuedDialog } from './issued-dialog.js';
import { useEntry } from './use-entry.js';
import { useSelection } from './use-selection.js';
import { ValuesGridView } from './values-grid.js';

const NO_CELLS: never[] = [];

type View = 'cumulative' | YearPart | 'years';

/** Only cumulative values are compared with last year, a target and each other. */
function figureOptions(isPart: boolean): { value: GridFigure; label: string; disabled?: boolean; title?: string }[] {
  return GRID_FIGURES.map((value) => ({
    value,
    label: GRID_FIGURE_LABEL[value],
    ...(isPart && value !== 'value' ? { disabled: true, title: '按累计数计算，请先切换到“累计”' } : {}),
  }));
}

/** 单季 is there where a quarter ends. */
function viewOptions(period: Period): { value: View; label: string; disabled?: boolean; title?: string }[] {
  const isQuarterEnd = endsPart(period, 'quarter');
  return [
    { value: 'cumulative', label: '累计' },
    { value: 'month', label: '当月' },
    {
      value: 'quarter',
      label: '单季',
      ...(isQuarterEnd ? {} : { disabled: true, title: '统计期间到3、6、9、12月时可看单季的数' }),
    },
    { value: 'years', label: '多年' },
  ];
}

function Legend() {
  return (
    <span className="values-legend">
      <span className="mark-issue">有问题需核实</span>
      <span className="mark-manual">手工填写</span>
      <span className="mark-claim">出自上年同期栏</span>
      <span className="mark-computed">计算得出</span>
      <span className="mark-note">有批注</span>
    </span>
  );
}

export function ValuesPage() {
  const { period, showSource, setSelected, setSourceOpen } = useApp();
  const { page, rest } = useRoute();
  const [wanted, setView] = useState<View>('cumulative');
  const view = wanted === 'quarter' && !endsPart(period, 'quarter') ? 'cumulative' : wanted;
  const [yearsOf, setYearsOf] = useState<number | null>(null);
  const isYears = view === 'years';
  const [isIssuing, setIssuing] = useState(false);
  const isPart = view === 'month' || view === 'quarter';
  const [wantedFigure, setFigure] = useState<GridFigure>('value');
  const figure = isPart ? 'value' : wantedFigure;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [isShowingEmpty, setShowingEmpty] = useState(() => readFlag('values-empty-columns'));
  const asGrid = useCall('values.grid', isYears ? null : { period, view });
  const asYears = useCall('values.years', isYears ? { period, view: 'cumulative', unitId: yearsOf } : null);
  const { data: grid, error, reload } = isYears ? asYears : asGrid;
  const { data: unitList } = useCall('units.list', isYears ? {} : null);

  const groups = useMemo(
    () => (grid ? columnGroups(grid, folded, isShowingEmpty) : []),
    [grid, folded, isShowingEmpty],
  );
  const columns = useMemo(() => groups.flatMap((group) => group.columns), [groups]);
  const rows = grid?.rows ?? NO_CELLS;

  const keyOf = useCallback(
    (cell: Cell) => {
      const row = rows[cell.row];
      const shown = columns[cell.column];
      if (!row || !shown || !grid || row.isResidual) return null;
      return {
        unitId: row.unitId,
        code: shown.column.code,
        period: row.period ?? grid.period,
        basis: shown.column.basis,
        // What another year's ratio is here follows the report year's denominator: its formula says so.
        ...(shown.column.isComputed && row.period !== undefined && row.period !== grid.period
          ? { report: grid.period }
          : {}),
      };
    },
    [rows, columns, grid],
  );
  const openSource = useCallback((cell: Cell) => showSource(keyOf(cell), true), [keyOf, showSource]);
  const control = useSelection({
    rows: rows.length,
    columns: columns.length,
    textAt: (row, column) => {
      const shown = columns[column];
      const value = shown && rows[row]?.values[shown.at];
      return cellNumber(value, figure) ?? cellText(value, figure);
    },
    onOpen: openSource,
  });
  const { inForce: lock } = useLock(period);
  const entry = useEntry({
    grid,
    columns,
    isEditable: view === 'cumulative' && figure === 'value',
    locked: lock === null ? '' : lockedWords(period),
    control,
  });
  const { range, selection, select } = control;
  const anchor = selection?.anchor;

  useEffect(() => {
    if (anchor) showSource(keyOf(anchor));
  }, [anchor, keyOf, showSource]);

  useEffect(() => {
    const cells = [];
    if (range) {
      for (let row = range.top; row <= range.bottom; row++) {
        for (let column = range.left; column <= range.right; column++) {
          const shown = columns[column];
          if (!shown) continue;
          cells.push({
            value: cellNumber(rows[row]?.values[shown.at], figure),
            measure: figureMeasure(shown.column, figure),
            isRate: isRateFigure(shown.column, figure),
            isTotal: !isYears && isTotalRow(rows[row]),
          });
        }
      }
    }
    setSelected(cells);
  }, [range, rows, columns, figure, isYears, setSelected]);
  useEffect(() => () => setSelected(NO_CELLS), [setSelected]);

  // #/values/unit-3 or code-C06, from the palette and from 首页.
  useEffect(() => {
    // On the way to another page this one still hears of the new address once.
    if (!grid || isYears || page !== 'values' || !/^(unit|code)-/.test(rest)) return;
    const row = rest.startsWith('unit-') ? grid.rows.findIndex((entry) => `unit-${entry.unitId}` === rest) : 0;
    const column = rest.startsWith('code-') ? columns.findIndex((entry) => `code-${entry.column.code}` === rest) : 0;
    if (row >= 0 && column >= 0 && columns.length > 0) select({ row, column });
    go('values');
  }, [grid, isYears, page, rest, columns, select]);

  const fold = (category: string): void => {
    const next = new Set(folded);
    if (!next.delete(category)) next.add(category);
    setFolded(next);
  };
  const isEmpty = grid !== null && !grid.rows.some((row) => row.values.some((value) => value.value !== null));

  return (
    <Page
      title="统计数据"
      note={
        isYears
          ? `各年${periodTitle(period, 'ytd').replace(/^\d+年/, '')}，选中后按 F4 看来源`
          : periodTitle(period, isPart ? view : 'ytd')
      }
      actions={
        <>
          <Button onClick={() => setIssuing(true)}>登记上级下发数…</Button>
          <Button onClick={() => setSourceOpen(true)} title="F4">
            查看来源
          </Button>
        </>
      }
    >
      <div className="toolbar" role="toolbar" aria-label="显示内容">
        <Segmented value={view} onChange={setView} options={viewOptions(period)} aria-label="口径" />
        {isYears && (
          <Select
            aria-label="哪个填报单位"
            className="values-whose"
            value={yearsOf ?? 0}
            onChange={(id) => setYearsOf(id === 0 ? null : id)}
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              { value: 0, label: '合计' },
              ...(unitList?.units ?? []).map((unit) => ({ value: unit.id, label: unit.name })),
            ]}
          />
        )}
        <Segmented value={figure} onChange={setFigure} options={figureOptions(isPart)} aria-label="栏目" />
        <Checkbox
          checked={isShowingEmpty}
          onChange={(event) => {
            setShowingEmpty(event.target.checked);
            writeFlag('values-empty-columns', event.target.checked);
          }}
        >
          显示没有数据的指标
        </Checkbox>
        <Legend />
      </div>
      <LockedNotice period={period} what="本期数值" />
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!grid && !error && <Waiting text="正在读取本期数据…" />}
      {isEmpty && !isShowingEmpty && (
        <Empty
          title={`${periodTitle(period, isPart ? view : 'ytd')}没有数据`}
          action={
            <Space>
              <Button onClick={() => go('import')}>去报送导入</Button>
              {!isYears && lock === null && <Button onClick={() => setShowingEmpty(true)}>直接填写</Button>}
            </Space>
          }
        >
          接收各填报单位的报表后，这里按填报单位和指标列出，也可以直接填写、从 Excel 粘贴。按 [ 和 ] 可切换统计期间。
        </Empty>
      )}
      {grid && grid.note !== '' && <p className="values-note">{`注：${grid.note}`}</p>}
      {grid && (!isEmpty || isShowingEmpty) && (
        <ValuesGridView
          grid={grid}
          groups={groups}
          figure={figure}
          control={control}
          entry={entry}
          corner={isYears ? '年份' : '填报单位'}
          onFold={fold}
        />
      )}
      {isIssuing && (
        <IssuedDialog
          period={period}
          code={anchor === undefined ? null : (columns[anchor.column]?.column.code ?? null)}
          onClose={() => setIssuing(false)}
        />
      )}
      {grid && entry.count > 0 && <EntryBar entry={entry} grid={grid} />}
    </Page>
  );
}
