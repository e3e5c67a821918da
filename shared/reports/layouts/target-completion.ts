// 目标任务完成情况. A flow is measured against 时间进度; a stock only against its target (indicators.md B.5).

import { sameFigures, USUAL, type TableLayout } from '../define.js';

export const TARGET_COMPLETION: TableLayout = {
  ...USUAL,
  name: 'target-completion',
  title: '{period}{scope}知识产权目标任务完成情况',
  description: '有年度目标的指标：目标、本期、完成率、与时间进度差；存量指标列与目标差额',
  signature: true,
  columns: {
    by: 'rule',
    indicators: 'with-targets',
    main: 'all',
    mainFigures: {
      flow: ['target', 'current', 'completion', 'pace-gap'],
      stock: ['target', 'current', 'distance'],
      ratio: ['target', 'current', 'distance'],
    },
    minorFigures: sameFigures('current'),
    targetFigures: sameFigures(),
  },
};
