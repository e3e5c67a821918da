// Names of sheets made from data. A name that Excel does not admit would make the workbook one that it has to repair.

import { plainText } from '../../../shared/model/plain-text.js';

const LONGEST = 31;

/**
 * As Excel admits it: 31 characters at most, none of \/?*[]: and no control, no apostrophe at an end, not empty, not History.
 * `used`: names of the workbook so far in lower case, for Excel knows no case here; the name is told apart from them and added.
 */
export function sheetName(name: string, used = new Set<string>()): string {
  const plain = plainText(name)
    .replaceAll(/\p{Cc}/gu, '')
    .replaceAll(/[\\/?*[\]:]/g, '_');
  let result = admitted(plain, '');
  for (let n = 2; used.has(result.toLowerCase()); n += 1) result = admitted(plain, String(n));
  used.add(result.toLowerCase());
  return result;
}

function admitted(plain: string, number: string): string {
  const cut = plain.slice(0, LONGEST - number.length).replace(/[\uD800-\uDBFF]$/, '');
  const whole = (cut + number).replaceAll(/^'|'$/g, '’');
  return whole === '' || whole.toLowerCase() === 'history' ? `${whole}表` : whole;
}
