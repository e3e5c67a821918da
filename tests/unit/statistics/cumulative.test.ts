import { describe, expect, it } from 'vitest';

import { partFromCumulative } from '../../../shared/statistics/cumulative.js';
import { known, NOT_SUBMITTED, type Figure } from '../../../shared/statistics/figure.js';

describe('当月 from 累计', () => {
  it('is the difference of two cumulative values: 高新区 7月 536 − 481 = 55', () => {
    expect(partFromCumulative(known(536n, 0), known(481n, 0), false)).toEqual({ figure: known(55n, 0), falls: false });
  });

  it('of January is the cumulative value, whatever stood before', () => {
    expect(partFromCumulative(known(12n, 0), null, true).figure).toEqual(known(12n, 0));
    expect(partFromCumulative(known(12n, 0), known(900n, 0), true)).toEqual({ figure: known(12n, 0), falls: false });
  });

  it('is zero where nothing was added, and never zero where a month is missing', () => {
    expect(partFromCumulative(known(8n, 0), known(8n, 0), false)).toEqual({ figure: known(0n, 0), falls: false });
    expect(partFromCumulative(known(8n, 0), null, false)).toMatchObject({
      figure: { state: 'not_submitted', value: null },
      falls: false,
    });
    expect(partFromCumulative(NOT_SUBMITTED, known(8n, 0), false).figure).toMatchObject({
      state: 'not_submitted',
      value: null,
    });
    const notApplicable: Figure = { state: 'not_applicable', value: null, scale: 0 };
    expect(partFromCumulative(notApplicable, known(8n, 0), false).figure.state).toBe('not_applicable');
    const masked: Figure = { state: 'masked', value: 9n, scale: 0 };
    expect(partFromCumulative(known(9n, 0), masked, false).figure).toMatchObject({ state: 'masked', value: null });
  });

  it('reports a cumulative value that fell', () => {
    expect(partFromCumulative(known(33n, 0), known(300n, 0), false)).toEqual({ figure: known(-267n, 0), falls: true });
  });

  it('keeps 预计 and the finer scale', () => {
    expect(partFromCumulative({ state: 'forecast', value: 10n, scale: 0 }, known(25n, 1), false).figure).toEqual({
      state: 'forecast',
      value: 75n,
      scale: 1,
    });
  });
});
