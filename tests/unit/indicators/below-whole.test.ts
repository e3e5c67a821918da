import { expect, it } from 'vitest';

import { standsBelowWhole } from '../../../shared/indicators/below-whole.js';
import { CATALOGUE } from '../../../shared/indicators/catalogue.js';

const listed = (codes: string): boolean[] => {
  const indicators = codes.split(' ').map((code) => CATALOGUE.find((entry) => entry.code === code)!);
  return indicators.map((_, index) => standsBelowWhole(indicators, index));
};

it('writes 其中 below the whole and below its other parts', () => {
  expect(listed('C05 C06 C07 C08')).toEqual([false, true, true, true]);
});

it('writes none below a ratio or another indicator, of which it would be read as a part, nor without its whole', () => {
  expect(listed('C14 C15 C16')).toEqual([false, false, false]);
  expect(listed('C14 C16')).toEqual([false, true]);
  expect(listed('C06 C07')).toEqual([false, false]);
});
