// The matrix of targets: units × indicators. Shown: target, completion as a bar with the pace as a mark, gap. Typed: one input per
// cell; a block copied from Excel goes in from the cell it is pasted into.

import { type ClipboardEvent, type KeyboardEvent } from 'react';

import { TARGET_MODE_LABEL } from '../../../shared/statistics/target-progress.js';
import { TARGET_STATUS_LABEL, type TargetCell, type TargetMatrix } from '../../../shared/targets/define.js';
import { StateMark, type MarkKind } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import type { DrawerSubject } from './target-drawer.js';
import { cellAt, holderRows, pasteBlock, textAt, withEdit, type Edits, type HolderRow } from './target-edits.js';

interface Props {
  matrix: TargetMatrix;
  columns: readonly { code: string; indicator: string; measure: string }[];
  isEditing: boolean;
  edits: Edits;
  onEdits: (edits: Edits) => void;
  onOpen: (subject: DrawerSubject) => void;
}

export const STATUS_MARK: Record<TargetCell['status'], MarkKind> = {
  ahead: 'good',
  on_time: 'good',
  behind: 'look',
  met: 'good',
  not_met: 'plain',
  unknown: 'none',
};

/** 0–100; beyond 100 % the bar is full. */
function width(text: string): number {
  const found = /^(-?)(\d+)/.exec(text);
  return found && found[1] === '' ? Math.min(100, Number(found[2])) : 0;
}

function Progress({ cell, pace, timed }: { cell: TargetCell; pace: string; timed: boolean }) {
  if (cell.target === '' && cell.words === '') return <span className="muted">—</span>;
  if (cell.target === '')
    return (
      <span className="target-words" title={cell.words}>
        {cell.done === true ? '✓ 已完成' : cell.done === false ? '○ 未完成' : '定性'}
      </span>
    );
  return (
    <>
      <span className="target-figures num">
        {cell.actual === '' ? cell.sign : cell.actual} / {cell.target}
      </span>
      {timed && cell.completion !== '' ? (
        <span className="target-rate num">
          <span className="bar" role="img" aria-label={`完成率${cell.completion}%，进度${pace}%`}>
            <span className={`bar-fill is-${cell.status}`} style={{ width: `${width(cell.completion)}%` }} />
            <span className="bar-mark" style={{ left: `${width(pace)}%` }} />
          </span>
          {cell.completion}%
        </span>
      ) : (
        <StateMark kind={STATUS_MARK[cell.status]}>
          {cell.distance !== '' && cell.status === 'not_met'
            ? `差${cell.distance.replace('-', '')}`
            : TARGET_STATUS_LABEL[cell.status]}
        </StateMark>
      )}
    </>
  );
}

export function TargetGrid({ matrix, columns, isEditing, edits, onEdits, onOpen }: Props) {
  const report = useReport();
  const rows = holderRows(matrix);
  const shown = isEditing ? rows : rows.filter((row) => isShown(matrix, row));

  const move = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number): void => {
    const step: Record<string, [number, number]> = { ArrowDown: [1, 0], Enter: [1, 0], ArrowUp: [-1, 0] };
    const to = step[event.key];
    if (!to) return;
    event.preventDefault();
    const box = event.currentTarget.closest('table');
    box?.querySelector<HTMLInputElement>(`input[data-at="${row + to[0]}/${column + to[1]}"]`)?.focus();
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>, row: number, column: number): void => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return;
    event.preventDefault();
    const result = pasteBlock({ matrix, edits, rows: shown, columns }, { row, column }, text);
    onEdits(result.edits);
    const left = [
      result.beyond > 0 ? `${result.beyond}格超出表格` : '',
      result.unknown.length > 0 ? `“${result.unknown.join('”“')}”在这张表中没有` : '',
    ].filter((part) => part !== '');
    if (left.length === 0) report.done(`已粘贴${result.put}格，核对后保存`);
    else report.partly(`已粘贴${result.put}格，有内容没有采用`, `${left.join('；')}。其余已填入，核对后保存。`);
  };

  return (
    <div className="target-box">
      <table className="target-table" aria-label="目标任务">
        <thead>
          <tr>
            <th className="target-unit">填报单位</th>
            {columns.map(({ code, indicator, measure }) => {
              const column = matrix.columns.find((one) => one.code === code);
              return (
                <th key={code}>
                  <span className="target-head">{indicator}</span>
                  <span className="muted">{measure}</span>
                  {column && (
                    <button
                      type="button"
                      className="target-mode"
                      title="考核方式和进度"
                      onClick={() => onOpen({ code, row: null })}
                    >
                      {TARGET_MODE_LABEL[column.mode]}
                      {column.ownPace && '·单独进度'}
                    </button>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {!isEditing && (
            <tr className="is-total">
              <th className="target-unit" scope="row">
                {matrix.totalLabel}（各单位合计）
              </th>
              {columns.map(({ code }) => {
                const column = matrix.columns.find((one) => one.code === code);
                return (
                  <td key={code}>
                    {column && <Progress cell={column.sum} pace={column.pace} timed={isTimed(column.sum)} />}
                  </td>
                );
              })}
            </tr>
          )}
          {shown.map((row, r) => (
            <tr key={row.key} className={row.level === 'assigned' ? '' : 'is-own'}>
              <th className="target-unit" scope="row" title={row.name}>
                {row.name}
              </th>
              {columns.map(({ code, indicator }, c) => {
                const cell = cellAt(matrix, code, row);
                if (isEditing) {
                  const text = textAt(matrix, edits, row, code);
                  const isChanged = edits.has(`${row.key}/${code}`);
                  return (
                    <td key={code} className={isChanged ? 'is-changed' : ''}>
                      <input
                        className="num"
                        data-at={`${r}/${c}`}
                        aria-label={`${row.name}：${indicator}`}
                        title={isChanged && cell?.value != null ? `原为${cell.value}` : undefined}
                        value={text}
                        onChange={(event) => onEdits(withEdit(matrix, edits, row, code, event.target.value.trim()))}
                        onKeyDown={(event) => move(event, r, c)}
                        onPaste={(event) => paste(event, r, c)}
                      />
                    </td>
                  );
                }
                const column = matrix.columns.find((one) => one.code === code)!;
                return (
                  <td key={code}>
                    <button
                      type="button"
                      className="target-cell"
                      aria-label={`${row.name}：${indicator}`}
                      onClick={() => onOpen({ code, row })}
                    >
                      {cell && <Progress cell={cell} pace={column.pace} timed={isTimed(cell)} />}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isTimed(cell: TargetCell): boolean {
  return cell.mode === 'cumulative' || cell.mode === 'net_increase';
}

/** The bureau's own rows are shown where they hold something; units that hold nothing this year only where no unit does. */
function isShown(matrix: TargetMatrix, row: HolderRow): boolean {
  return (
    row.level === 'assigned' ||
    matrix.columns.some((column) => (row.level === 'higher' ? column.higher : column.own).target !== '')
  );
}
