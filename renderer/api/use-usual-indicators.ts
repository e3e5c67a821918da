// 常用指标: those that units report, as one choice of a list of indicators (forms, reporting tasks).

import type { Period } from '../../shared/model/period.js';
import { useCall } from './use-call.js';

export interface UsualIndicators {
  label: string;
  hint: string;
  values: readonly string[];
}

/** Null until it is known. */
export function useUsualIndicators(period: Period): UsualIndicators | null {
  const { data } = useCall('forms.usual', { period });
  if (data === null) return null;
  return data.from === 'reported'
    ? { label: '报过的', hint: '本期、上月或上年同期有填报单位报过的指标', values: data.codes }
    : { label: '月报常用', hint: '还没有报过数，按一般月报的指标', values: data.codes };
}
