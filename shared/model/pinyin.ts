// Pinyin initials of Chinese text (滕州市 → tzs) from the collation order that Chromium and Node carry; no table needed.
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

/** Made on first use: that takes 5 ms, and what imports a few files asks for no initials. */
let collator: Intl.Collator | undefined;
const HAN = /\p{Script=Han}/u;

/** Some thousand characters make all names; comparing one takes 20 times as long as looking it up. */
const known = new Map<string, string>();

function initialOf(character: string): string {
  let found = known.get(character);
  if (found !== undefined) return found;
  found = '';
  if (!HAN.test(character)) found = character.toLowerCase();
  else {
    collator ??= new Intl.Collator('zh-u-co-pinyin');
    for (const [initial, first] of FIRST_OF_INITIAL) {
      if (collator.compare(character, first) < 0) break;
      found = initial;
    }
  }
  known.set(character, found);
  return found;
}

export function pinyinInitials(text: string): string {
  let initials = '';
  for (const character of text) initials += initialOf(character);
  return initials;
}

/** True where every part of the query is in the text or in its initials. */
export function matchesQuery(query: string, text: string): boolean {
  const wanted = query.trim().toLowerCase();
  return wanted === '' || text.toLowerCase().includes(wanted) || pinyinInitials(text).includes(wanted);
}
