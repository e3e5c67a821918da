import { expect, test } from 'vitest';

import { statedYear } from '../../electron/core/workbook/2-recognise/stated-year.js';

test.each<[string, number | null]>([
  ['2022年专利权质押融资台账', 2022],
  ['2022年1—7月专利权质押融资台账', 2022],
  // From month to month, not the seventh of January.
  ['2022年1-7月专利权质押融资台账', 2022],
  ['2022.1-12月 贯标认证', 2022],
  ['专利权质押融资台账（2022年8月2日）', null],
  ['专利权质押融资台账 2022-08-02', null],
  ['填报日期：2023年1月10日 2022年1-7月执法案件', 2022],
  ['截至2022年7月31日有效发明专利', 2022],
  ['2021年、2022年奖项', null],
])('%s states %s', (title, year) => expect(statedYear(title)).toBe(year));
