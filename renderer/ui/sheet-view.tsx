// A sheet as it was sent: real merges, marked cells tinted, the linked cell framed. What the marks mean, the page says.

import { useEffect, useMemo, useRef } from 'react';

import type { Result } from '../../shared/contract/index.js';
import { addressOf, columnLetters } from '../../shared/model/cell-address.js';
import { layoutSheet, SHEET_HEAD, SHEET_ROW, type Box } from './sheet-layout.js';
import './sheet.css';
import { useWindow } from './use-window.js';

/** Class for the tint and a line for the tooltip of a cell. */
export interface SheetMark {
  className: string;
  title: string;
}

interface Props {
  sheet: Result<'import.sheet'>;
  /** Of this sheet, by A1 address. */
  marks: ReadonlyMap<string, SheetMark>;
  flagged: ReadonlySet<string>;
  selected: string | null;
  onSelect: (address: string) => void;
}

export function SheetView({ sheet, marks, flagged, selected, onSelect }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutSheet(sheet), [sheet]);
  const { first, end } = useWindow(box, SHEET_ROW, sheet.rows);

  useEffect(() => {
    const element = box.current?.querySelector(`[data-cell="${selected ?? ''}"]`);
    if (element) {
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      return;
    }
    const row = /\d+$/.exec(selected ?? '');
    if (row && box.current) box.current.scrollTop = Math.max(0, (Number(row[0]) - 6) * SHEET_ROW);
  }, [selected, sheet]);

  const rows = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
  const tall = layout.tall.filter((cell) => cell.row < end && cell.row + cell.rowSpan > first);
  const draw = (cell: Box) => {
    const address = addressOf(cell.row, cell.column);
    const mark = marks.get(address);
    const classes = ['sheet-cell', cell.isNumeric ? 'is-numeric' : ''];
    if (cell.rowSpan > 1) classes.push('is-tall');
    if (mark) classes.push(mark.className);
    if (flagged.has(address)) classes.push('is-flagged');
    if (address === selected) classes.push('is-selected');
    return (
      <div
        key={address}
        role="gridcell"
        data-cell={address}
        aria-selected={address === selected}
        className={classes.join(' ')}
        style={{ left: cell.left, top: cell.top, width: cell.width, height: cell.height }}
        title={mark ? `${cell.text}\n${mark.title}` : cell.text}
        onClick={() => onSelect(address)}
      >
        {cell.text}
      </div>
    );
  };

  return (
    <div
      ref={box}
      className="sheet"
      role="grid"
      aria-label="原表"
      aria-rowcount={sheet.rows}
      aria-colcount={sheet.columns}
      tabIndex={0}
    >
      <div className="sheet-head" role="row" style={{ width: layout.width + SHEET_HEAD }}>
        {layout.widths.map((width, column) => (
          <div
            key={column}
            role="columnheader"
            className="sheet-letter"
            style={{ left: (layout.lefts[column] ?? 0) + SHEET_HEAD, width }}
          >
            {columnLetters(column)}
          </div>
        ))}
      </div>
      <div className="sheet-body" style={{ width: layout.width + SHEET_HEAD, height: layout.height }}>
        <div className="sheet-numbers" style={{ width: SHEET_HEAD, height: layout.height }}>
          {rows.map((row) => (
            <div key={row} style={{ top: row * SHEET_ROW }}>
              {row + 1}
            </div>
          ))}
        </div>
        <div className="sheet-cells" style={{ left: SHEET_HEAD, width: layout.width, height: layout.height }}>
          {layout.lefts.map((left) => (
            <i key={left} aria-hidden="true" className="sheet-line" style={{ left, height: layout.height }} />
          ))}
          {rows.map((row) => (
            <div key={row} role="row" aria-rowindex={row + 1}>
              {layout.boxes.get(row)?.map(draw)}
            </div>
          ))}
          <div role="row">{tall.map(draw)}</div>
        </div>
      </div>
    </div>
  );
}
