// Where a printed value is taken from. One indicator of one unit may be known three times: from the district's submission, from a
// table of the province or CNIPA, from the bureau's own ledgers. All are kept; the office chooses per indicator which is printed.

import { z } from 'zod';

export const VALUE_SOURCES = ['issued', 'submitted', 'rollup'] as const;
export type ValueSource = (typeof VALUE_SOURCES)[number];
export const valueSourceSchema = z.enum(VALUE_SOURCES);
export const VALUE_SOURCE_LABEL: Record<ValueSource, string> = {
  issued: '上级下发',
  submitted: '填报单位报送',
  rollup: '台账汇总',
};

/** Choices of the office by indicator code; an indicator that is not in it has its default. */
export type SourceChoices = Readonly<Record<string, ValueSource>>;

/** Patents and trademarks are counted by CNIPA: what it issued is printed where it is there. */
export function defaultSource(indicator: { category: string }): ValueSource {
  return indicator.category === 'creation' ? 'issued' : 'submitted';
}

export function sourceOf(choices: SourceChoices, indicator: { code: string; category: string }): ValueSource {
  return choices[indicator.code] ?? defaultSource(indicator);
}
