// One chart on screen with its numbers below; a click on a mark leads to the source of the number.

import { useEffect, useRef } from 'react';

import type { Chart } from '../../../shared/charts/chart.js';
import type { FactRef } from '../../../shared/reports/print-table.js';
import { chartHeight, chartOption } from './chart-option.js';
import { startChart } from './draw.js';

interface Props {
  chart: Chart;
  onOpen: (ref: FactRef) => void;
}

interface Clicked {
  seriesIndex?: number;
  dataIndex?: number;
}

function refAt(chart: Chart, { seriesIndex = 0, dataIndex = 0 }: Clicked): FactRef | null {
  if (chart.kind !== 'heat') return chart.series[seriesIndex]?.points[dataIndex]?.ref ?? null;
  const columns = chart.categories.length;
  return chart.series[Math.floor(dataIndex / columns)]?.points[dataIndex % columns]?.ref ?? null;
}

export function ChartView({ chart, onOpen }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current) return;
    const drawing = startChart(box.current);
    drawing.setOption(chartOption(chart, { isFramed: true }));
    drawing.on('click', (event) => {
      const ref = refAt(chart, event as Clicked);
      if (ref) onOpen(ref);
    });
    const observer = new ResizeObserver(() => drawing.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      drawing.dispose();
    };
  }, [chart, onOpen]);
  return (
    <div
      ref={box}
      className="chart-box"
      role="img"
      aria-label={`${chart.title}，${chart.subtitle}`}
      style={{ height: chartHeight(chart) }}
    />
  );
}

export function ChartTable({ chart, onOpen }: Props) {
  const { headRows, bodyRows, notes } = chart.table;
  return (
    <div className="chart-numbers">
      <table aria-label={`${chart.title}的数据`}>
        <thead>
          {headRows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <th key={column}>{cell.text}</th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {bodyRows.map((row, at) => (
            <tr key={at}>
              {row.cells.map((cell, column) =>
                column === 0 ? (
                  <th key={column}>{cell.text}</th>
                ) : (
                  <td key={column} className={cell.align}>
                    {cell.ref ? (
                      <button type="button" title="查看来源" onClick={() => cell.ref && onOpen(cell.ref)}>
                        {cell.text}
                      </button>
                    ) : (
                      cell.text
                    )}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}
