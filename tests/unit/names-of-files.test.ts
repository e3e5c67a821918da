// Names of files and sheets that are made from names of units, ledgers and tables.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { fileNameAmong, safeFileName } from '../../electron/core/files.js';
import { sheetName } from '../../electron/core/tables/sheet-name.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

describe('the name of a file', () => {
  test.each([
    ['<img src=x>区.xlsx', '_img src=x_区.xlsx'],
    ['滕\u202e州\u0000.xlsx', '滕州.xlsx'],
    ['表. .', '表'],
    ['con.xlsx', '_con.xlsx'],
    ['con.2022.xlsx', '_con.2022.xlsx'],
    ['LPT¹.csv', '_LPT¹.csv'],
    ['constructor.xlsx', 'constructor.xlsx'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['', '未命名'],
  ])('%j becomes %j', (name, clean) => {
    expect(safeFileName(name)).toBe(clean);
  });

  test.each(['长', '😀', '𠮷', 'a'])('is as long as a file system takes, and cut between characters: %s', (sign) => {
    const name = safeFileName(`${sign.repeat(300)}.xlsx`);
    expect(name.isWellFormed()).toBe(true);
    const folder = join(temporaryFolder(), 'outbox');
    mkdirSync(folder);
    // What is added beside or behind it still fits.
    writeFileSync(join(folder, `${name}(2).pdf`), '');
  });

  test('is told apart from others that become the same', () => {
    const used = new Set<string>();
    expect(
      ['a/b', 'a:b', 'A|B', `${'长'.repeat(90)}一`, `${'长'.repeat(90)}二`].map((n) => fileNameAmong(n, '.xlsx', used)),
    ).toEqual(['a_b.xlsx', 'a_b(2).xlsx', 'A_B(3).xlsx', `${'长'.repeat(70)}.xlsx`, `${'长'.repeat(70)}(2).xlsx`]);
  });
});

describe('the name of a sheet', () => {
  test.each([
    ["'滕州'", '’滕州’'],
    ['a/b[c]:d*?\\', 'a_b_c__d___'],
    ['History', 'History表'],
    ['', '表'],
    [`${'长'.repeat(30)}'x`, `${'长'.repeat(30)}’`],
    [`${'长'.repeat(30)}😀`, '长'.repeat(30)],
  ])('%j becomes %j, and stays so', (name, admitted) => {
    expect(sheetName(name)).toBe(admitted);
    expect(sheetName(admitted)).toBe(admitted);
  });

  test('is told apart from others in its workbook, whatever their case and length', () => {
    const used = new Set<string>();
    const long = '长'.repeat(40);
    expect(['a', 'A', long, `${long}二`, 'a2'].map((name) => sheetName(name, used))).toEqual([
      'a',
      'A2',
      '长'.repeat(31),
      `${'长'.repeat(30)}2`,
      'a22',
    ]);
  });
});
