// 分析提示 as text for a document.

import { expect, test } from 'vitest';

import { circulatedText } from '../../renderer/features/insights/circulated-text.js';

test("copies what is for circulation, in the officer's words where there are some, and nothing else", () => {
  const one = (use: 'circulate' | 'internal' | 'hidden', sentence: string, words = '') => ({ use, sentence, words });
  expect(
    circulatedText([
      one('circulate', '全市专利授权量4132件。'),
      one('internal', '山亭区、台儿庄区贯标认证企业数为0。'),
      one('circulate', '全市有3项指标落后。', '全市3项指标进度偏慢。'),
      one('hidden', '商标注册量同比下降。'),
    ]),
  ).toBe('全市专利授权量4132件。\n全市3项指标进度偏慢。');
  expect(circulatedText([one('internal', '一')])).toBe('');
});
