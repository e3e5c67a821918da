// Parts of the paper: what stands above the table, a stretch of its rows, what stands below. Look: to-html.ts of the core.

import { headParts, type TablePart } from '../../../shared/reports/page-columns.js';
import type { FactRef, LedgerRef, PrintCell, PrintTable } from '../../../shared/reports/print-table.js';

export interface Clicks {
  current: FactRef | null;
  onNumber: (ref: FactRef) => void;
  /** A number out of a ledger: its rows. */
  onRows?: (rows: LedgerRef, text: string) => void;
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

function HeadText({ text }: { text: string }) {
  const [name, measure] = headParts(text);
  if (measure === '') return name;
  return (
    <>
      {name}
      <wbr />
      <span className="paper-measure-word">{measure}</span>
    </>
  );
}

function Cell({ cell, isHead, clicks }: { cell: PrintCell; isHead: boolean; clicks: Clicks }) {
  const { ref, rows } = cell;
  const { onRows } = clicks;
  const Tag = isHead ? 'th' : 'td';
  return (
    <Tag
      scope={isHead ? (cell.kind === 'head' ? 'col' : 'row') : undefined}
      className={`align-${cell.align}`}
      rowSpan={cell.rowSpan}
      colSpan={cell.colSpan}
    >
      {cell.kind === 'head' && <HeadText text={cell.text} />}
      {cell.kind !== 'head' && ref && (
        <button
          type="button"
          className={`${isSame(clicks.current, ref) ? 'is-current' : ''} ${cell.unadjusted === undefined ? '' : 'is-adjusted'}`}
          title={cell.unadjusted === undefined ? '查看来源' : `舍位平衡调整过，直接取舍为${cell.unadjusted}`}
          onClick={() => clicks.onNumber(ref)}
        >
          {cell.text}
        </button>
      )}
      {cell.kind !== 'head' && !ref && rows && onRows && (
        <button type="button" title="查看算入的记录" onClick={() => onRows(rows, cell.text)}>
          {cell.text}
        </button>
      )}
      {cell.kind !== 'head' && !ref && !(rows && onRows) && cell.text}
    </Tag>
  );
}

export function Top({ table }: { table: PrintTable }) {
  return (
    <div className="paper-top">
      <div className="paper-corners">
        <span>{table.enclosure}</span>
        <span>{table.internalMark}</span>
      </div>
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

interface FootProps {
  table: PrintTable;
  /** Legend and notes [first, end): they may run on to the next page. */
  notes: { first: number; end: number };
  hasSignature: boolean;
}

export function Foot({ table, notes: { first, end }, hasSignature }: FootProps) {
  const { legend, notes, signature } = table;
  const lines = [
    ...(legend === '' ? [] : [{ text: legend, isInset: false }]),
    ...notes.map((note, index) => ({
      text: `${index === 0 ? '注：' : ''}${notes.length > 1 ? `${index + 1}. ` : ''}${note}`,
      isInset: index > 0,
    })),
  ].slice(first, end);
  const isSigned = hasSignature && signature.length > 0;
  if (lines.length === 0 && !isSigned) return null;
  return (
    <div className="paper-foot">
      {lines.map(({ text, isInset }) => (
        <p key={text} className={isInset ? 'paper-note' : ''}>
          {text}
        </p>
      ))}
      {isSigned && (
        <div className="paper-signature">
          {signature.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </div>
      )}
    </div>
  );
}

interface StretchProps {
  part: TablePart;
  first: number;
  end: number;
  hasCaption: boolean;
  clicks: Clicks;
}

export function Stretch({ part, first, end, hasCaption, clicks }: StretchProps) {
  const whole = part.columnWidths.reduce((sum, width) => sum + width, 0);
  return (
    <section className="paper-stretch">
      {hasCaption && <div className="paper-continued">（续表）</div>}
      <table className="paper-table">
        <colgroup>
          {part.columnWidths.map((width, index) => (
            <col key={index} style={{ width: `${(width / whole) * 100}%` }} />
          ))}
        </colgroup>
        <thead>
          {part.headRows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) => (
                <Cell key={at} cell={cell} isHead clicks={clicks} />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {part.bodyRows.slice(first, end).map((row, index) => (
            <tr key={first + index} className={`paper-row-${row.kind}`}>
              {row.cells.map((cell, at) => (
                <Cell key={at} cell={cell} isHead={cell.kind === 'label'} clicks={clicks} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
