import { expect, test } from 'vitest';

import { noticeBottom } from '../../renderer/ui/notice-room.js';

test('a notice of a failure stands above the save bar, however high that is, and low where there is none', () => {
  expect(noticeBottom([], 768)).toBe(34);
  expect(noticeBottom([{ top: 640, height: 96 }], 768)).toBe(136);
  // Two bars: above both. One that is not shown, or that stands at the top of the page, is none at its foot.
  expect(
    noticeBottom(
      [
        { top: 700, height: 40 },
        { top: 640, height: 60 },
      ],
      768,
    ),
  ).toBe(136);
  expect(noticeBottom([{ top: 0, height: 0 }], 768)).toBe(34);
  expect(noticeBottom([{ top: 120, height: 40 }], 768)).toBe(34);
});
