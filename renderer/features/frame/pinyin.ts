// Pinyin initials of Chinese text (滕州市 → tzs) from the collation order that every Chromium carries; no table needed.
// Each initial begins at a known first character of the pinyin order. Characters that are no Han stay as they are.

const FIRST_OF_INITIAL: readonly [string, string][] = [
  ['a', '阿'],
  ['b', '八'],
  ['c', '嚓'],
  ['d', '哒'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '讥'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '妈'],
  ['n', '拏'],
  ['o', '噢'],
  ['p', '妑'],
  ['q', '七'],
  ['r', '呥'],
  ['s', '仨'],
  ['t', '他'],
  ['w', '穵'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '帀'],
];

const collator = new Intl.Collator('zh-u-co-pinyin');
const HAN = /\p{Script=Han}/u;

export function pinyinInitials(text: string): string {
  let initials = '';
  for (const character of text) {
    if (!HAN.test(character)) {
      initials += character.toLowerCase();
      continue;
    }
    let found = '';
    for (const [initial, first] of FIRST_OF_INITIAL) {
      if (collator.compare(character, first) < 0) break;
      found = initial;
    }
    initials += found;
  }
  return initials;
}

/** True where every part of the query is in the text or in its initials. */
export function matchesQuery(query: string, text: string): boolean {
  const wanted = query.trim().toLowerCase();
  return wanted === '' || text.toLowerCase().includes(wanted) || pinyinInitials(text).includes(wanted);
}
