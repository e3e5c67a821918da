// The built command line on the sample month, as rules.md 19–21 state it: JSON shapes, exit codes, stdout free of anything else.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const SAMPLE = join(ROOT, 'tests', 'fixtures', 'zaozhuang-2022-07');

interface Expected {
  units: string[];
  population_10k: Record<string, number>;
  indicators: Record<string, { code: string; by_unit: Record<string, number | null>; total: number | null }>;
  ratios: Record<string, { code: string; total: number; by_unit: Record<string, number> }>;
  cells: Record<string, Record<string, [string | null, string]>>;
}
const expected = JSON.parse(readFileSync(join(SAMPLE, 'expected.json'), 'utf8')) as Expected;

interface ListedValue {
  unit: string;
  code: string;
  indicator: string;
  basis: string;
  value: string | null;
  source: { file?: string; sheet?: string | null; cell?: string; formula?: string } | null;
}

let work = '';
let data = '';

function batch(...args: string[]): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [join(ROOT, 'out', 'main', 'batch.js'), ...args], {
    cwd: work,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_ENV: 'test', INIT_CWD: work, IP_LEDGER_SETTINGS: join(work, 'settings') },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}
const json = (...args: string[]): unknown => JSON.parse(batch(...args, '--json', '--data', data).out);

beforeAll(async () => {
  const { build } = (await import(pathToFileURL(join(ROOT, 'resources', 'scripts', 'build.mjs')).href)) as {
    build(options: { ifStale: boolean }): boolean;
  };
  expect(build({ ifStale: true })).toBe(true);
  work = mkdtempSync(join(tmpdir(), 'ip-ledger-batch-'));
  data = join(work, 'data');
}, 180_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('before there is anything', () => {
  test('--help is Chinese and exits 0; no command shows it and exits 1', () => {
    expect(batch('--help')).toMatchObject({ code: 0, out: expect.stringContaining('退出码') as string });
    expect(batch()).toMatchObject({ code: 1, out: expect.stringContaining('用法') as string });
  });

  test.each([
    [['nonsense'], '没有“nonsense”这个命令'],
    [['import', '--acept', 'x'], '不认识的选项 --acept'],
    [['values', '--period', '2022-7'], '2022-07'],
    [['table'], '缺少表样名称'],
    [['call', 'units.list', '{'], '不是 JSON'],
  ])('a wrong command line (%j) is said in Chinese on stderr, exit 1, nothing on stdout', (args, said) => {
    const run = batch(...args, '--data', data);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(said);
    expect(existsSync(data)).toBe(false);
  });

  test('reading a folder without data is refused and creates nothing', () => {
    expect(batch('values', '--period', '2022-07', '--data', data)).toMatchObject({ code: 1, out: '' });
    expect(existsSync(data)).toBe(false);
  });
});

describe('a month', () => {
  test('is set up from a list of units', () => {
    const lines = expected.units.map(
      (unit, at) =>
        `${unit},${unit.replace(/[市区]$/, '')},${unit === '枣庄高新区' ? 'zone' : 'county'},${at + 1},yes,yes,,,${expected.population_10k[unit]}`,
    );
    writeFileSync(
      join(work, 'units.csv'),
      `\ufeffname,aliases,kind,order,counts_in_total,ranked,valid_from,valid_to,population_2021\n${lines.join('\n')}\n`,
    );
    const args = [
      'setup',
      '--data',
      data,
      '--bureau',
      '枣庄市知识产权局',
      '--units',
      'units.csv',
      '--level',
      'city',
      '--code',
      '370400',
    ];
    expect(batch(...args)).toMatchObject({ code: 0, err: '' });
    expect(json('call', 'history.list', '{"limit": 10}')).toMatchObject({
      changes: [{ label: '建立单位：枣庄市知识产权局' }],
    });
    expect(batch(...args)).toMatchObject({ code: 1, err: expect.stringContaining('枣庄市知识产权局') as string });
  });

  test('is planned without storing anything, exit 0, one JSON document', () => {
    const run = batch('import', '--data', data, '--json', join(SAMPLE, 'districts'));
    expect(run.code).toBe(0);
    const { files } = JSON.parse(run.out) as { files: Record<string, unknown>[] };
    expect(files).toHaveLength(7);
    for (const file of files) {
      expect(Object.keys(file)).toEqual([
        'file',
        'status',
        'reason',
        'units',
        'periods',
        'cells',
        'issues',
        'questions',
      ]);
      expect(file).toMatchObject({ status: 'planned', periods: ['2022-07'] });
      expect(Object.keys(file['cells'] as object)).toEqual([
        'new',
        'same',
        'changed',
        'conflict',
        'rejected',
        'ignored',
      ]);
      for (const issue of file['issues'] as object[])
        expect(Object.keys(issue)).toEqual(['severity', 'rule', 'sheet', 'cell', 'message']);
    }
    expect(files.map((file) => file['file'])).toContain('峄城区.xlsx');
    expect(json('values', '--period', '2022-07')).toEqual({
      period: '2022-07',
      values: expect.not.arrayContaining([expect.objectContaining({ unit: '滕州市', code: 'C05' })]) as unknown,
    });
  });

  test('is accepted, exit 0, and gives every value, total and ratio of the sample with its source cell', () => {
    const run = batch('import', '--data', data, '--accept', '--json', join(SAMPLE, 'districts'), join(SAMPLE, 'city'));
    const { files } = JSON.parse(run.out) as { files: { status: string }[] };
    expect(files.map((file) => file.status)).toEqual(Array.from({ length: 11 }, () => 'imported'));
    expect(run.code).toBe(0);

    const { values } = json('values', '--period', '2022-07') as { values: ListedValue[] };
    const at = (unit: string, code: string): ListedValue | undefined =>
      values.find((value) => value.unit === unit && value.code === code);
    const wrong: unknown[] = [];
    for (const [name, indicator] of Object.entries(expected.indicators)) {
      for (const [unit, wanted] of Object.entries({ ...indicator.by_unit, 合计: indicator.total })) {
        const found = at(unit, indicator.code);
        if (wanted !== null && Number(found?.value ?? Number.NaN) !== wanted)
          wrong.push({ name, unit, wanted, found: found?.value });
        const cell = expected.cells[name]?.[unit];
        if (cell !== undefined && (found?.source?.sheet !== cell[0] || found.source.cell !== cell[1]))
          wrong.push({ name, unit, cell, found: found?.source });
      }
    }
    for (const [name, ratio] of Object.entries(expected.ratios))
      for (const [unit, wanted] of Object.entries({ ...ratio.by_unit, 合计: ratio.total }))
        if (Number(at(unit, ratio.code)?.value ?? Number.NaN) !== wanted)
          wrong.push({ name, unit, wanted, found: at(unit, ratio.code)?.value });
    expect(wrong).toEqual([]);
    for (const { value } of values) if (value !== null) expect(value).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
  });

  test('ledger files are accepted beside it, exit 0, with rows counted by ledger', () => {
    const run = batch('import', '--data', data, '--accept', '--json', join(SAMPLE, 'ledgers'));
    const { files } = JSON.parse(run.out) as {
      files: { status: string; ledgers: { ledger: string; rows: { new: number; same: number } }[] }[];
    };
    expect(files.map((file) => [file.status, file.ledgers[0]!.ledger, file.ledgers[0]!.rows.new])).toEqual([
      ['imported', 'insurance', 16],
      ['imported', 'pledge', 66],
      ['imported', 'activity', 20],
      ['imported', 'enforcement', 48],
      ['imported', 'subsidy', 125],
      ['imported', 'project', 6],
      ['imported', 'certificate', 42],
      ['imported', 'abnormal', 7],
    ]);
    expect(run.code).toBe(0);
    const again = batch('import', '--data', data, '--accept', '--json', join(SAMPLE, 'ledgers'));
    expect((JSON.parse(again.out) as { files: typeof files }).files[1]!.ledgers[0]!.rows).toMatchObject({
      new: 0,
      same: 66,
    });
    expect([batch('undo', '--data', data).code, batch('undo', '--data', data).code]).toEqual([0, 0]);
    const list = batch('call', '--data', data, 'ledgers.list', '{}', '--json');
    const { ledgers } = JSON.parse(list.out) as { ledgers: { rows: number }[] };
    expect(ledgers.every((ledger) => ledger.rows === 0)).toBe(true);
  });

  test('with a faulty file: exit 2, the file waits, nothing of it is stored', () => {
    const before = json('values', '--period', '2022-07');
    const run = batch(
      'import',
      '--data',
      data,
      '--accept',
      '--json',
      join(SAMPLE, 'faulty', '薛城区更正表（有误）.xlsx'),
    );
    expect(run.code).toBe(2);
    const { files } = JSON.parse(run.out) as {
      files: { file: string; status: string; issues: { severity: string; cell: string }[] }[];
    };
    expect(files).toMatchObject([{ file: '薛城区更正表（有误）.xlsx', status: 'asks' }]);
    expect(files[0]?.issues.some((issue) => issue.severity === 'block' && issue.cell === 'E21')).toBe(true);
    expect(json('values', '--period', '2022-07')).toEqual(before);
  });

  test('what is no spreadsheet is refused by its content: exit 2, and 0 where only the plan was asked for', () => {
    writeFileSync(join(work, '不是表.xlsx'), 'MZ this is a program');
    expect(batch('import', '--data', data, '--json', '不是表.xlsx').code).toBe(0);
    const run = batch('import', '--data', data, '--accept', '--json', '不是表.xlsx');
    expect(run.code).toBe(2);
    expect(JSON.parse(run.out)).toMatchObject({
      files: [{ file: '不是表.xlsx', status: 'refused', reason: expect.stringContaining('不是表.xlsx') as string }],
    });
  });

  test('is printed as a table to Excel, and to CSV and HTML', () => {
    const { tables } = json('table', '--list') as { tables: { name: string; title: string }[] };
    const name = tables[0]?.name ?? '';
    for (const ending of ['xlsx', 'csv', 'html']) {
      const run = batch('table', name, '--period', '2022-07', '--out', `table.${ending}`, '--data', data);
      expect(run.code, run.err).toBe(0);
      expect(readFileSync(join(work, `table.${ending}`)).length).toBeGreaterThan(500);
    }
    expect(readFileSync(join(work, 'table.xlsx')).subarray(0, 2).toString()).toBe('PK');
    expect(batch('table', name, '--period', '2022-07', '--out', 'table.doc', '--data', data).code).toBe(1);
    const titled = batch('table', tables[0]!.title, '--period', '2022-07', '--out', 'titled.csv', '--data', data);
    expect(titled.code, titled.err).toBe(0);
    expect(readFileSync(join(work, 'titled.csv'))).toEqual(readFileSync(join(work, 'table.csv')));
    const unknown = batch('table', '没有这张', '--period', '2022-07', '--out', 'x.csv', '--data', data);
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('table --list');
  });

  test('is backed up, undone and restored to the same values', () => {
    const before = json('values', '--period', '2022-07');
    const backup = json('backup') as { id: string };
    expect((json('backup', '--list') as { backups: { id: string }[] }).backups.map((one) => one.id)).toContain(
      backup.id,
    );
    // Said by the computer's clock, as on screen.
    expect(batch('backup', '--list', '--data', data).out).toMatch(/\.sqlite\t\d{4}-\d\d-\d\d \d\d:\d\d\t/);
    expect(batch('undo', '--data', data)).toMatchObject({ code: 0 });
    expect(json('values', '--period', '2022-07')).not.toEqual(before);
    const restored = batch('restore', backup.id, '--data', data);
    expect(restored.out).toContain('可用同样的方法换回');
    expect(json('values', '--period', '2022-07')).toEqual(before);
    // What does not open is kept as a file, which is no backup to restore.
    writeFileSync(join(data, 'ledger.sqlite'), 'no database at all');
    const { out } = batch('restore', backup.id, '--data', data);
    expect(out).toMatch(/没有打开，原样保留在数据文件夹中：ledger\.sqlite\.damaged-/);
    expect(out).not.toContain('换回');
    expect(json('values', '--period', '2022-07')).toEqual(before);
    expect(batch('restore', 'no-such-backup', '--data', data).code).toBe(1);
  });

  test('answers any call by name, with files given by path', () => {
    const run = batch(
      'call',
      'import.plan',
      JSON.stringify({ files: [{ path: join(SAMPLE, 'city', '2021年末常住人口.xlsx') }], period: null }),
      '--data',
      data,
    );
    expect(run.code, run.err).toBe(0);
    expect(JSON.parse(run.out)).toMatchObject({ files: [{ file: '2021年末常住人口.xlsx', form: 'population' }] });
    expect(batch('call', 'units.drop', '{}', '--data', data)).toMatchObject({ code: 1, out: '' });
  });

  test('saves the files that a call makes, wherever its result names them; several go into a folder', () => {
    const saved = (name: string, params: object, out: string): unknown => {
      const run = batch('call', name, JSON.stringify(params), '--data', data, '--out', out);
      expect(run.code, run.err).toBe(0);
      return JSON.parse(run.out);
    };
    expect(saved('ledgers.template', { ledger: 'pledge' }, 'blank.xlsx')).toEqual({ file: join(work, 'blank.xlsx') });
    expect(saved('units.export', {}, 'units.xlsx')).toEqual({ file: join(work, 'units.xlsx') });
    const forms = saved('forms.create', { period: '2022-08', perUnit: true }, 'forms') as { files: string[] };
    expect(forms.files).toHaveLength(expected.units.length);
    for (const path of ['blank.xlsx', 'units.xlsx', ...forms.files.map((file) => relative(work, file))])
      expect(readFileSync(join(work, path)).subarray(0, 2).toString()).toBe('PK');
    expect(new Set(forms.files.map(dirname))).toEqual(new Set([join(work, 'forms')]));
    expect(batch('call', 'units.list', '{}', '--data', data, '--out', 'x').err).toContain('没有文件');
  });
});
