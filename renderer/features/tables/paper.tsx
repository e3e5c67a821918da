// The paper itself, to scale, from the PrintTable that the printers use: repeated head, merged cells, thicker outer lines.
// A number with a ref can be clicked or opened by Enter: its source is shown.

import { useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react';

import type { FactRef, PrintCell, PrintTable } from '../../../shared/reports/print-table.js';
import { paginate, paperSize, rowBlocks, type PaperPage } from './paginate.js';

const MARGIN_MM = 15;
const BODY_PT = 10.5;
const LEAST_PT = 6;
const PT_PER_MM = 72 / 25.4;

interface Props {
  table: PrintTable;
  zoom: number;
  current: FactRef | null;
  onNumber: (ref: FactRef) => void;
}

function isSame(a: FactRef | null, b: FactRef): boolean {
  return (
    a !== null &&
    a.code === b.code &&
    a.unitId === b.unitId &&
    a.period === b.period &&
    a.basis === b.basis &&
    a.figure === b.figure
  );
}

function Cell({ cell, current, onNumber }: { cell: PrintCell } & Pick<Props, 'current' | 'onNumber'>) {
  const { ref } = cell;
  const classes = `paper-${cell.kind} align-${cell.align}`;
  if (cell.kind === 'head' || cell.kind === 'label') {
    return (
      <th
        scope={cell.kind === 'head' ? 'col' : 'row'}
        className={classes}
        rowSpan={cell.rowSpan}
        colSpan={cell.colSpan}
      >
        {cell.text}
      </th>
    );
  }
  return (
    <td className={classes} rowSpan={cell.rowSpan} colSpan={cell.colSpan}>
      {ref ? (
        <button
          type="button"
          className={isSame(current, ref) ? 'is-current' : ''}
          title="查看来源"
          onClick={() => onNumber(ref)}
        >
          {cell.text}
        </button>
      ) : (
        cell.text
      )}
    </td>
  );
}

function Top({ table }: { table: PrintTable }) {
  return (
    <div className="paper-top">
      {table.internalMark !== '' && <div className="paper-mark">{table.internalMark}</div>}
      {table.enclosure !== '' && <div className="paper-enclosure">{table.enclosure}</div>}
      <div className="paper-title" role="heading" aria-level={2}>
        {table.title}
      </div>
      <div className="paper-lines">
        <span>{table.lineLeft}</span>
        <span>{table.lineMiddle}</span>
        <span>{table.lineRight}</span>
      </div>
    </div>
  );
}

function Foot({ table }: { table: PrintTable }) {
  return (
    <div className="paper-foot">
      {table.legend !== '' && <p>{table.legend}</p>}
      {table.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {table.signature.length > 0 && (
        <div className="paper-signature">
          {table.signature.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </div>
      )}
    </div>
  );
}

function Grid({ table, page, ...rest }: { table: PrintTable; page: PaperPage } & Pick<Props, 'current' | 'onNumber'>) {
  if (page.first === page.end && table.bodyRows.length > 0) return null;
  const total = table.columnWidths.reduce((sum, width) => sum + width, 0);
  return (
    <table className="paper-table">
      <colgroup>
        {table.columnWidths.map((width, index) => (
          <col key={index} style={{ width: `${(width / total) * 100}%` }} />
        ))}
      </colgroup>
      <thead>
        {table.headRows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, at) => (
              <Cell key={at} cell={cell} {...rest} />
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.bodyRows.slice(page.first, page.end).map((row, index) => (
          <tr key={page.first + index} className={`paper-row-${row.kind}`}>
            {row.cells.map((cell, at) => (
              <Cell key={at} cell={cell} {...rest} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function heightOf(element: Element | null): number {
  return element instanceof HTMLElement ? element.offsetHeight : 0;
}

function readPages(box: HTMLElement, table: PrintTable): PaperPage[] {
  return paginate(rowBlocks(table), {
    top: heightOf(box.querySelector('.paper-top')),
    head: heightOf(box.querySelector('thead')),
    rows: [...box.querySelectorAll('tbody > tr')].map(heightOf),
    foot: heightOf(box.querySelector('.paper-foot')),
    page: box.clientHeight,
  });
}

const IGNORE = (): void => undefined;

export function Paper({ table, zoom, current, onNumber }: Props) {
  const measure = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<PaperPage[]>([]);
  const { width, height } = paperSize(table);
  const whole: PaperPage = { first: 0, end: table.bodyRows.length, hasFoot: true };

  const fontPt = useMemo(() => {
    const characters = table.columnWidths.reduce((sum, column) => sum + column, 0);
    const fitting = ((width - 2 * MARGIN_MM) * PT_PER_MM) / Math.max(1, characters);
    return Math.max(LEAST_PT, Math.min(BODY_PT, fitting));
  }, [table, width]);

  useLayoutEffect(() => {
    if (measure.current) setPages(readPages(measure.current, table));
    // Fonts that arrive later change heights.
    void document.fonts.ready.then(() => measure.current && setPages(readPages(measure.current, table)));
  }, [table, fontPt]);

  const text: CSSProperties = {
    width: `${width - 2 * MARGIN_MM}mm`,
    height: `${height - 2 * MARGIN_MM}mm`,
    fontSize: `${fontPt}pt`,
  };
  return (
    <div className="papers" style={{ zoom }}>
      <div className="paper-measure" aria-hidden="true" inert>
        <div ref={measure} className="paper-text" style={text}>
          <Top table={table} />
          <Grid table={table} page={whole} current={null} onNumber={IGNORE} />
          <Foot table={table} />
        </div>
      </div>
      {pages.map((page, index) => (
        <article
          key={index}
          className="paper"
          aria-label={`第${index + 1}页，共${pages.length}页`}
          style={{ width: `${width}mm`, height: `${height}mm`, padding: `${MARGIN_MM}mm` }}
        >
          <div className="paper-text" style={text}>
            {index === 0 && <Top table={table} />}
            <Grid table={table} page={page} current={current} onNumber={onNumber} />
            {page.hasFoot && <Foot table={table} />}
          </div>
          {pages.length > 1 && <div className="paper-number">— {index + 1} —</div>}
        </article>
      ))}
    </div>
  );
}
