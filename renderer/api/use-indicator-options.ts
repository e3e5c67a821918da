// Indicators in use as options of a Select, under the names of their categories.

import { useMemo } from 'react';

import { CATEGORIES, CATEGORY_LABEL, type Indicator } from '../../shared/indicators/define.js';
import { useCall } from './use-call.js';

const nameOf = ({ name }: Indicator): string => name;
const everyOne = (): boolean => true;

/** Both functions of the caller's module, or the options are made anew with every drawing. */
export function useIndicatorOptions(
  labelOf: (indicator: Indicator) => string = nameOf,
  isOffered: (indicator: Indicator) => boolean = everyOne,
): { label: string; options: { value: string; label: string }[] }[] {
  const { data } = useCall('indicators.list', {});
  return useMemo(() => {
    const offered = (data?.indicators ?? []).filter((one) => one.enabled && isOffered(one));
    return CATEGORIES.map((category) => ({
      label: CATEGORY_LABEL[category],
      options: offered
        .filter((one) => one.category === category)
        .map((one) => ({ value: one.code, label: labelOf(one) })),
    })).filter((group) => group.options.length > 0);
  }, [data, labelOf, isOffered]);
}
