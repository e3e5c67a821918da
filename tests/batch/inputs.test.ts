// What batch commands read: unit lists, folders, answers.

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { parseUnitsFile } from '../../electron/batch/units-file.js';
import { collectFiles } from '../../electron/bridge/collect-files.js';
import { readInProcess } from '../helpers/read-in-process.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

const HEAD = 'name,aliases,kind,order,counts_in_total,ranked,valid_from,valid_to,population_2020,population_2021';
const units = (text: string) => parseUnitsFile(new TextEncoder().encode(text), 'units.csv');

describe('the list of units', () => {
  test('reads aliases, flags, validity and the population of several years', () => {
    const { units: read, populations } = units(
      `${HEAD}\n滕州市,滕州|滕县,county,1,yes,yes,,,156.1,157.36\n枣庄高新区,高新区,zone,7,no,no,2020-01,2030-12,,14\n`,
    );
    expect(read).toMatchObject([
      {
        name: '滕州市',
        aliases: ['滕州', '滕县'],
        kind: 'county',
        order: 1,
        countsInTotal: true,
        ranked: true,
        validFrom: null,
      },
      {
        name: '枣庄高新区',
        kind: 'zone',
        countsInTotal: false,
        ranked: false,
        validFrom: '2020-01',
        validTo: '2030-12',
      },
    ]);
    expect(populations).toEqual([
      { unit: '滕州市', year: 2020, value: '156.1' },
      { unit: '滕州市', year: 2021, value: '157.36' },
      { unit: '枣庄高新区', year: 2021, value: '14' },
    ]);
  });

  test('a BOM, Windows line ends, quotes and blank lines change nothing', () => {
    expect(units('\ufeffname,aliases\r\n"甲,区","甲|""甲""区"\r\n\r\n').units).toMatchObject([
      { name: '甲,区', aliases: ['甲', '"甲"区'] },
    ]);
  });

  test.each([
    ['an unknown column', 'name,nmae\n甲,乙', '不认识的列“nmae”'],
    ['a flag that is neither yes nor no', 'name,ranked\n甲,是', '第2行：ranked 应为 yes 或 no'],
    ['an unknown kind', 'name,kind\n甲,village', '第2行：kind 应为'],
    ['a unit twice', 'name\n甲\n甲', '第3行：单位“甲”重复'],
    ['a population that is no number', 'name,population_2021\n甲,约10', '第2行：population_2021'],
    ['a validity that is no month', 'name,valid_from\n甲,2020', '第2行：有效期'],
    ['more cells than columns', 'name\n甲,乙', '第2行有2列'],
    ['an open quote', 'name\n"甲', '引号没有结束'],
    ['no unit at all', 'name\n', '没有单位'],
    ['a column twice', 'name,name\n甲,乙', '出现了两次'],
  ])('%s is refused with its place', (_what, text, message) => {
    let said = '';
    try {
      units(text);
    } catch (error) {
      said = JSON.stringify(error);
    }
    expect(said).toContain(JSON.stringify(message).slice(1, -1));
  });

  test('a list that is not UTF-8 is refused, not garbled', () => {
    expect(() => parseUnitsFile(Uint8Array.from([0x6e, 0x0a, 0xb5, 0xe1]), 'units.csv')).toThrowError(
      expect.objectContaining({ code: 'input.invalid' }),
    );
  });
});

describe('files and folders', () => {
  test('are walked sorted, named relative to the argument, without lock files, hidden files and repetitions', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'b', 'c'), { recursive: true });
    for (const name of ['z.xlsx', 'b/2.xls', 'b/1.xls', 'b/c/x.csv', 'b/~$1.xls', '.hidden.xlsx', 'Thumbs.db'])
      writeFileSync(join(folder, name), 'x');
    symlinkSync(folder, join(folder, 'b', 'loop'));
    expect(collectFiles(['.', 'z.xlsx', 'b/2.xls'], folder).map((file) => file.name)).toEqual([
      'b/1.xls',
      'b/2.xls',
      'b/c/x.csv',
      'z.xlsx',
    ]);
    expect(collectFiles(['b/2.xls'], folder).map((file) => file.name)).toEqual(['2.xls']);
  });

  test('what a link leads to is found once, and a folder that leads back into itself ends', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in', 'sub'), { recursive: true });
    mkdirSync(join(folder, 'elsewhere'));
    for (const name of ['in/sub/甲.xlsx', 'elsewhere/乙.xlsx', 'elsewhere/丙.xlsx'])
      writeFileSync(join(folder, name), '12');
    symlinkSync(join(folder, 'elsewhere', '乙.xlsx'), join(folder, 'in', '乙.xlsx'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'in', '别处'));
    symlinkSync('..', join(folder, 'in', 'sub', 'up'));
    expect(collectFiles(['in'], folder).map(({ name, size }) => [name, size])).toEqual([
      ['sub/甲.xlsx', 2],
      ['乙.xlsx', 2],
      ['别处/丙.xlsx', 2],
    ]);
  });

  test('one inside a folder that cannot be opened keeps no other from being read', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '甲.xlsx'), '12');
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xb9, 0xcc]), Buffer.from('.xlsx')]), '12');
    symlinkSync('乙.xlsx', join(folder, '乙.xlsx'));
    symlinkSync('没有.xlsx', join(folder, '丙.xlsx'));
    const found = collectFiles([folder]);
    expect(found.map(({ name, size }) => [name, size])).toEqual([
      ['丙.xlsx', 0],
      ['乙.xlsx', 0],
      ['甲.xlsx', 2],
      ['\u{fffd}\u{fffd}.xlsx', 0],
    ]);
    for (const { path, name, size } of found)
      if (size === 0)
        expect(() => readInProcess(path, name)).toThrowError(
          expect.objectContaining({ code: 'file.not-found', params: { name } }),
        );
  });

  test.each(['循环.xlsx', `${'长'.repeat(100)}.xlsx`])('one that cannot be looked at is named as well: %s', (name) => {
    const folder = temporaryFolder();
    symlinkSync('循环.xlsx', join(folder, '循环.xlsx'));
    expect(() => collectFiles([name], folder)).toThrowError(
      expect.objectContaining({ code: 'file.not-found', params: { name } }),
    );
  });

  test('what is neither file nor folder is refused: reading it would never end', () => {
    expect(() => collectFiles(['/dev/zero'])).toThrowError(expect.objectContaining({ code: 'file.kind-unknown' }));
  });

  test('one that is not there is named', () => {
    expect(() => collectFiles(['没有.xlsx'], '/')).toThrowError(
      expect.objectContaining({ code: 'file.not-found', params: { name: '没有.xlsx' } }),
    );
  });
});
