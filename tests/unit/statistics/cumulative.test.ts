import { describe, expect, it } from 'vitest';

import { monthFromCumulative } from '../../../shared/statistics/cumulative.js';
import { known, NOT_SUBMITTED, type Figure } from '../../../shared/statistics/figure.js';

describe('当月 from 累计', () => {
  it('is the difference of two cumulative values: 高新区 7月 536 − 481 = 55', () => {
    expect(monthFromCumulative(known(536n, 0), known(481n, 0), 7)).toEqual({ figure: known(55n, 0), falls: false });
  });

  it('of January is the cumulative value, whatever stood before', () => {
    expect(monthFromCumulative(known(12n, 0), null, 1).figure).toEqual(known(12n, 0));
    expect(monthFromCumulative(known(12n, 0), known(900n, 0), 1)).toEqual({ figure: known(12n, 0), falls: false });
  });

  it('is zero where nothing was added, and never zero where a month is missing', () => {
    expect(monthFromCumulative(known(8n, 0), known(8n, 0), 6)).toEqual({ figure: known(0n, 0), falls: false });
    expect(monthFromCumulative(known(8n, 0), null, 6)).toMatchObject({
      figure: { state: 'not_submitted', value: null },
      falls: false,
    });
    expect(monthFromCumulative(NOT_SUBMITTED, known(8n, 0), 6).figure).toMatchObject({
      state: 'not_submitted',
      value: null,
    });
    const masked: Figure = { state: 'masked', value: 9n, scale: 0 };
    expect(monthFromCumulative(known(9n, 0), masked, 6).figure).toMatchObject({ state: 'masked', value: null });
  });

  it('reports a cumulative value that fell', () => {
    expect(monthFromCumulative(known(33n, 0), known(300n, 0), 7)).toEqual({ figure: known(-267n, 0), falls: true });
  });

  it('keeps 预计 and the finer scale', () => {
    expect(monthFromCumulative({ state: 'forecast', value: 10n, scale: 0 }, known(25n, 1), 7).figure).toEqual({
      state: 'forecast',
      value: 75n,
      scale: 1,
    });
  });
});
