import { expect, test } from 'vitest';

import { plainText } from '../../shared/model/plain-text.js';

test.each([
  ['枣庄\u0002市\u0000', '枣庄市'],
  ['a\tb\nc\r\n', 'a\tb\nc\r\n'],
  ['\ud800孤\udfff𠮷', '\ufffd孤\ufffd𠮷'],
  ['\ufffe\uffff倒\u000b\u000c', '倒'],
])('%j is kept as %j', (typed, kept) => {
  expect(plainText(typed)).toBe(kept);
});
