// 常用指标: those that units report, as one choice of a list of indicators (forms, reporting tasks).

import type { Period } from '../../shared/model/period.js';
import type { WireError } from '../../shared/errors/app-error.js';
import { useCall } from './use-call.js';

export interface UsualIndicators {
  label: string;
  hint: string;
  values: readonly string[];
}

/** `usual` is null until it is known; where it cannot be, `error` says why and the officer chooses by hand. */
export function useUsualIndicators(period: Period): {
  usual: UsualIndicators | null;
  error: WireError | null;
  reload: () => void;
} {
  const { data, error, reload } = useCall('forms.usual', { period });
  return { usual: data === null ? null : wordsFor(data), error, reload };
}

function wordsFor(data: { from: string; codes: readonly string[] }): UsualIndicators {
  return data.from === 'reported'
    ? { label: '报过的', hint: '本期、上月或上年同期有填报单位报过的指标', values: data.codes }
    : { label: '月报常用', hint: '还没有报过数，按一般月报的指标', values: data.codes };
}
