// The part that knows ECharts' modules: only what our charts use is loaded.

import { BarChart, HeatmapChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

import type { Chart } from '../../../shared/charts/chart.js';
import { chartHeight, chartOption } from './chart-option.js';

use([
  BarChart,
  HeatmapChart,
  LineChart,
  PieChart,
  ScatterChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
  LabelLayout,
  CanvasRenderer,
  SVGRenderer,
]);

/** Size of exported pictures in px; PNG at twice that, sharp on paper. */
const PICTURE_WIDTH = 1000;
const PIXEL_RATIO = 2;

export function startChart(element: HTMLElement): EChartsType {
  return init(element, null, { renderer: 'canvas' });
}

/** The chart as SVG text; unframed where the page prints title and source itself. */
export function svgOf(chart: Chart, isFramed: boolean): string {
  const size = { width: PICTURE_WIDTH, height: chartHeight(chart) - (isFramed ? 0 : 80) };
  const drawing = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    drawing.setOption(chartOption(chart, { isFramed }));
    // ECharts adds a style sheet for hovering; a still picture has no use for it, and the core takes no more than drawing.
    return drawing.renderToSVGString().replaceAll(/<style\b.*?<\/style>/gs, '');
  } finally {
    drawing.dispose();
  }
}

/** The chart as PNG in base64, without the head of a data URL. */
export function pngOf(chart: Chart): string {
  const canvas = document.createElement('canvas');
  const drawing = init(canvas, null, {
    renderer: 'canvas',
    width: PICTURE_WIDTH,
    height: chartHeight(chart),
    devicePixelRatio: PIXEL_RATIO,
  });
  try {
    drawing.setOption({ backgroundColor: '#FFFFFF', ...chartOption(chart, { isFramed: true }) });
    return drawing.getDataURL({ type: 'png', pixelRatio: PIXEL_RATIO, backgroundColor: '#FFFFFF' }).split(',')[1] ?? '';
  } finally {
    drawing.dispose();
  }
}
