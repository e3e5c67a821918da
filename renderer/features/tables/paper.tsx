// The paper itself, to scale, in pages as they will print: the same column blocks, fonts and margins as the HTML printer.
// Heights are measured once in a hidden copy, paginate.ts divides them. A click on a number leads to its source.

import { useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react';

import { MARGIN_MM, pageColumns, tablePart } from '../../../shared/reports/page-columns.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';
import { paginate, paperSize, rowBlocks, type PaperPage } from './paginate.js';
import { Foot, Stretch, Top, type Clicks } from './paper-parts.js';

interface Props extends Clicks {
  table: PrintTable;
  zoom: number;
}

function heightOf(element: Element | null): number {
  return element instanceof HTMLElement ? element.offsetHeight : 0;
}

function readPages(box: HTMLElement, table: PrintTable): PaperPage[] {
  const parts = [...box.querySelectorAll('.paper-stretch')].map((part) => {
    const head = heightOf(part.querySelector('thead'));
    const rows = [...part.querySelectorAll('tbody > tr')].map(heightOf);
    const gap = part.previousElementSibling?.classList.contains('paper-stretch') ? 16 : 0;
    return { caption: gap + heightOf(part.querySelector('.paper-continued')), head, rows };
  });
  return paginate(rowBlocks(table), {
    top: heightOf(box.querySelector('.paper-top')),
    parts,
    foot: heightOf(box.querySelector('.paper-foot')),
    page: box.clientHeight,
  });
}

const NO_CLICKS: Clicks = { current: null, onNumber: () => undefined };

export function Paper({ table, zoom, current, onNumber, onRows }: Props) {
  const measure = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<PaperPage[]>([]);
  const { width, height } = paperSize(table);
  const { fontPt, parts } = useMemo(() => {
    const columns = pageColumns(table);
    return { fontPt: columns.fontPt, parts: columns.blocks.map((block) => tablePart(table, block)) };
  }, [table]);

  useLayoutEffect(() => {
    let isOld = false;
    if (measure.current) setPages(readPages(measure.current, table));
    // Fonts that arrive later change heights.
    void document.fonts.ready.then(() => {
      if (!isOld && measure.current) setPages(readPages(measure.current, table));
    });
    return () => {
      isOld = true;
    };
  }, [table, parts]);

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
          {parts.map((part, index) => (
            <Stretch
              key={index}
              part={part}
              first={0}
              end={part.bodyRows.length}
              hasCaption={index > 0}
              clicks={NO_CLICKS}
            />
          ))}
          <Foot table={table} />
        </div>
      </div>
      <div className="papers" style={{ zoom }}>
        {pages.map((page, index) => (
          <article
            key={index}
            className="paper"
            aria-label={`第${index + 1}页，共${pages.length}页`}
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
              {page.hasFoot && <Foot table={table} />}
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
