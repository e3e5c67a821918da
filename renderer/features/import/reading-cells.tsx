// Right half of the reading view: what was understood, filtered by what receiving would do, each cell with its choice.

import { Checkbox, Segmented } from 'antd';
import { useState } from 'react';

import { FATE_LABEL, FATES, type CheckIssue, type PlannedCell, type PlannedFile } from '../../../shared/import/plan.js';
import { RowList } from '../../ui/row-list.js';
import { CellCard, valueWords } from './cell-card.js';
import { ChooseAll } from './choose-all.js';
import { useDecisions } from './decisions.js';
import { cellsOfView, fateWord, isChoosable, type CellView } from './plan-facts.js';

interface Props {
  file: PlannedFile;
  cells: readonly PlannedCell[];
  isAsked: boolean;
  issues: readonly CheckIssue[];
  selected: PlannedCell | undefined;
  onSelect: (cell: PlannedCell) => void;
}

function viewOptions(cells: readonly PlannedCell[]): { value: CellView; label: React.ReactNode }[] {
  const options: { value: CellView; label: React.ReactNode }[] = [{ value: 'all', label: `全部 ${cells.length}` }];
  for (const value of FATES) {
    const count = cellsOfView(cells, value).length;
    if (count > 0)
      options.push({
        value,
        label: <span className={`fate-word fate-${value}`}>{`${FATE_LABEL[value]} ${count}`}</span>,
      });
  }
  for (const [value, word] of [
    ['unknown', '未识别'],
    ['left-out', '不接收'],
  ] as const) {
    const count = cellsOfView(cells, value).length;
    if (count > 0) options.push({ value, label: `${word} ${count}` });
  }
  return options;
}

/** 12 → 15, where a stored value stands. */
function fromTo(cell: PlannedCell): string {
  if (cell.fate !== 'changed' || cell.before === null) return valueWords(cell);
  return `${cell.before} → ${cell.value ?? valueWords(cell)}`;
}

export function ReadingCells({ file, cells, isAsked, issues, selected, onSelect }: Props) {
  const { isBusy, choose } = useDecisions();
  const [chosenView, setView] = useState<CellView>('all');
  const options = viewOptions(cells);
  const view = options.some((option) => option.value === chosenView) ? chosenView : 'all';
  const shown = cellsOfView(cells, view);
  const isOpen = file.status === 'planned' || file.status === 'asks';
  const choosable = isOpen ? shown.filter(isChoosable) : [];
  // The same indicators again and again in a table of the city: whose number it is has to stand beside it.
  const isOfSeveral = cells.some((cell) => cell.unit !== '' && cell.unit !== cells[0]!.unit);
  return (
    <>
      <div className="reading-filter">
        <Segmented size="small" aria-label="按结果筛选" value={view} onChange={setView} options={options} />
        <ChooseAll
          choosable={choosable}
          counter="个"
          isBusy={isBusy}
          onChoose={(items, choice) => choose(file, items, choice)}
        />
      </div>
      <RowList
        name="识别结果"
        rows={shown}
        rowKey={(cell) => `${cell.sheet ?? ''}!${cell.cell}!${cell.code ?? ''}!${cell.role}`}
        current={selected === undefined ? -1 : shown.indexOf(selected)}
        onCurrent={(index) => {
          const cell = shown[index];
          if (cell) onSelect(cell);
        }}
        onToggle={(cell) => {
          if (isOpen && isChoosable(cell)) choose(file, [cell], cell.chosen === false ? 'default' : 'leave');
        }}
        rowClass={(cell) => `fate-row fate-${cell.fate} ${cell.chosen === false ? 'is-left-out' : ''}`}
        empty={<p className="muted list-hint">{isAsked ? '没有识别出数值。' : '正在读取…'}</p>}
        columns={[
          {
            key: 'tick',
            title: '',
            width: '30px',
            align: 'center',
            render: (cell) =>
              isOpen &&
              isChoosable(cell) && (
                <Checkbox
                  checked={cell.chosen !== false}
                  disabled={isBusy}
                  aria-label={`接收 ${cell.cell}`}
                  onChange={(event) => choose(file, [cell], event.target.checked ? 'default' : 'leave')}
                />
              ),
          },
          { key: 'cell', title: '单元格', width: '60px', render: (cell) => <code>{cell.cell}</code> },
          ...(isOfSeveral
            ? [
                {
                  key: 'unit',
                  title: '填报单位',
                  width: '76px',
                  render: (cell: PlannedCell) => cell.unit,
                  hint: (cell: PlannedCell) => cell.unit,
                },
              ]
            : []),
          {
            key: 'indicator',
            title: '指标',
            width: 'minmax(96px, 1fr)',
            render: (cell) => cell.indicator,
            hint: (cell) => cell.label,
          },
          {
            key: 'text',
            title: '原文',
            width: 'minmax(80px, 0.35fr)',
            align: 'right',
            render: (cell) => cell.text,
            hint: (cell) => cell.text,
          },
          {
            key: 'value',
            title: '数值',
            width: '108px',
            align: 'right',
            render: fromTo,
            hint: (cell) => `${fromTo(cell)} ${cell.measure}`,
          },
          { key: 'fate', title: '结果', width: '58px', render: fateWord, hint: (cell) => cell.reason },
        ]}
      />
      <CellCard
        file={file}
        cell={selected}
        issues={issues.filter(
          (issue) =>
            selected !== undefined &&
            issue.sheet === selected.sheet &&
            (issue.cell === selected.cell || issue.cells?.includes(selected.cell) === true),
        )}
      />
    </>
  );
}
