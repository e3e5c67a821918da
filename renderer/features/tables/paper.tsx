// The paper itself, to scale, in pages as they will print: the same column blocks, fonts and margins as the HTML printer.
// Heights are measured once in a hidden copy, paginate.ts divides them. A click on a number leads to its source. Of a large table
// the first page stands at once, and the others follow when it has been seen: all of them take several times as long.

import { startTransition, useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react';

import { MARGIN_MM, pageColumns, tablePart } from '../../../shared/reports/page-columns.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';
import { paginate, paperSize, rowBlocks, type Heights, type PaperPage } from './paginate.js';
import { Foot, Stretch, Top, type Clicks } from './paper-parts.js';

interface Props extends Clicks {
  table: PrintTable;
  zoom: number;
}

function heightOf(element: Element | null): number {
  return element instanceof HTMLElement ? element.offsetHeight : 0;
}

/** Tables of more cells come in two steps. */
const CELLS_AT_ONCE = 2500;
/** More rows than any first page takes. */
const FIRST_ROWS = 90;

function isLarge({ bodyRows, columnWidths }: PrintTable): boolean {
  return bodyRows.length * columnWidths.length > CELLS_AT_ONCE;
}

/** Runs `work` when the picture that is being made has been shown. Returns how to stop it. */
function afterPaint(work: () => void): () => void {
  let timer = 0;
  const frame = requestAnimationFrame(() => (timer = window.setTimeout(work)));
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}

/** The gap above the foot goes with the first of what stands in it. */
function footHeights(box: HTMLElement): Pick<Heights, 'notes' | 'signature'> {
  const notes = [...box.querySelectorAll('.paper-foot > p')].map(heightOf);
  const signature = heightOf(box.querySelector('.paper-signature'));
  const gap = heightOf(box.querySelector('.paper-foot')) - notes.reduce((sum, note) => sum + note, 0) - signature;
  if (notes.length > 0) notes[0] = notes[0]! + gap;
  return { notes, signature: signature === 0 ? 0 : signature + (notes.length > 0 ? 0 : gap) };
}

function readPages(box: HTMLElement, table: Pick<PrintTable, 'bodyRows'>): PaperPage[] {
  const parts = [...box.querySelectorAll('.paper-stretch')].map((part) => {
    const head = heightOf(part.querySelector('thead'));
    const rows = [...part.querySelectorAll('tbody > tr')].map(heightOf);
    const gap = part.previousElementSibling?.classList.contains('paper-stretch') ? 16 : 0;
    return { caption: gap + heightOf(part.querySelector('.paper-continued')), head, rows };
  });
  return paginate(rowBlocks(table), {
    top: heightOf(box.querySelector('.paper-top')),
    parts,
    ...footHeights(box),
    page: box.clientHeight,
  });
}

const WHOLE = { first: 0, end: Number.POSITIVE_INFINITY };
const NO_CLICKS: Clicks = { current: null, onNumber: () => undefined };

export function Paper({ table, zoom, current, onNumber, onRows }: Props) {
  const measure = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ table: PrintTable; pages: PaperPage[] } | null>(null);
  const [wholeOf, setWholeOf] = useState<PrintTable | null>(null);
  const isWhole = wholeOf === table || !isLarge(table);
  const pages = drawn?.table === table ? drawn.pages : [];
  const { width, height } = paperSize(table);
  const { fontPt, parts } = useMemo(() => {
    const columns = pageColumns(table);
    return { fontPt: columns.fontPt, parts: columns.blocks.map((block) => tablePart(table, block)) };
  }, [table]);

  const measured = useMemo(
    () =>
      isWhole ? parts : parts.slice(0, 1).map((part) => ({ ...part, bodyRows: part.bodyRows.slice(0, FIRST_ROWS) })),
    [parts, isWhole],
  );

  useLayoutEffect(() => {
    const read = (): void => {
      const box = measure.current;
      if (!box) return;
      if (isWhole) setDrawn({ table, pages: readPages(box, table) });
      else {
        const [first] = readPages(box, { bodyRows: table.bodyRows.slice(0, FIRST_ROWS) });
        setDrawn({ table, pages: first ? [{ ...first, notes: { first: 0, end: 0 }, hasSignature: false }] : [] });
      }
    };
    let isOld = false;
    read();
    // Fonts that arrive later change heights.
    void document.fonts.ready.then(() => {
      if (!isOld) read();
    });
    const stop = isWhole ? undefined : afterPaint(() => startTransition(() => setWholeOf(table)));
    return () => {
      isOld = true;
      stop?.();
    };
  }, [table, measured, isWhole]);

  const { top, right, bottom, left } = MARGIN_MM;
  const text: CSSProperties = {
    width: `${width - left - right}mm`,
    height: `${height - top - bottom}mm`,
    fontSize: `${fontPt}pt`,
  };
  const clicks: Clicks = { current, onNumber, ...(onRows ? { onRows } : {}) };
  return (
    <>
      <div className="paper-measure" aria-hidden="true" inert>
        <div ref={measure} className="paper-text" style={text}>
          <Top table={table} />
          {measured.map((part, index) => (
            <Stretch
              key={index}
              part={part}
              first={0}
              end={part.bodyRows.length}
              hasCaption={index > 0}
              clicks={NO_CLICKS}
            />
          ))}
          <Foot table={table} notes={WHOLE} hasSignature />
        </div>
      </div>
      <div className="papers" style={{ zoom }}>
        {pages.map((page, index) => (
          <article
            key={index}
            className="paper"
            aria-label={isWhole ? `第${index + 1}页，共${pages.length}页` : `第${index + 1}页`}
            style={{ width: `${width}mm`, height: `${height}mm`, padding: `${top}mm ${right}mm ${bottom}mm ${left}mm` }}
          >
            {index > 0 && <div className="paper-again">{table.title}（续表）</div>}
            <div className="paper-text" style={text}>
              {index === 0 && <Top table={table} />}
              {page.sections.map((section) => {
                const part = parts[section.part];
                return (
                  part && <Stretch key={`${section.part}-${section.first}`} {...section} part={part} clicks={clicks} />
                );
              })}
              <Foot table={table} notes={page.notes} hasSignature={page.hasSignature} />
            </div>
            {table.pageNumbers !== 'none' && (
              <div
                className={`paper-number ${table.pageNumbers === 'outer' ? (index % 2 === 0 ? 'is-right' : 'is-left') : ''}`}
              >
                — {index + 1} —
              </div>
            )}
          </article>
        ))}
      </div>
    </>
  );
}
