import { expect, test } from 'vitest';

import { plainText } from '../../shared/model/plain-text.js';

test.each([
  ['枣庄\u0002市\u0000', '枣庄市'],
  ['a\tb\nc\r\n', 'a\tb\nc\r\n'],
  ['\ud800孤\udfff𠮷', '\ufffd孤\ufffd𠮷'],
  ['\ufffe\uffff倒\u001f', '倒'],
  ['\u202d0632-1234567\u202c \u2068张三\u2069', '0632-1234567 张三'],
  ['\u202e123', '\ufffd123'],
  ['第一行\u000b第二行\u000c第二页', '第一行\n第二行\n第二页'],
])('%j is kept as %j', (typed, kept) => {
  expect(plainText(typed)).toBe(kept);
});
