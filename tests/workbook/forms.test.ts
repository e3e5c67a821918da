// Forms of our own: what is typed in comes back exactly, whatever was done to the workbook in between, or is said to differ.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';

import { create, usual } from '../../electron/core/forms/create.js';
import { readMeta } from '../../electron/core/forms/form-meta.js';
import { explanations } from '../../electron/core/forms/read-form.js';
import * as returns from '../../electron/core/workbook/return-copy/handlers.js';
import { UnitNames } from '../../electron/core/workbook/2-recognise/names.js';
import { cellAddress } from '../../electron/core/workbook/1-read/raw-book.js';
import { assemble, piecesOf } from '../../electron/core/workbook/1-read/wire.js';
import { listIndicators, saveIndicator } from '../../electron/core/store/indicator-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { write } from '../../electron/core/store/write.js';
import { indicatorDraftSchema } from '../../shared/indicators/define.js';
import { buildLookup } from '../../shared/indicators/lookup.js';
import { FormEditor } from '../helpers/form-editing.js';
import { ImportBench } from '../helpers/importing.js';
import { addValueList } from '../helpers/memory-store.js';
import { read } from '../helpers/read-cells.js';
import {
  benches,
  closeBenches,
  CODES,
  expectGood,
  filled,
  form,
  GOOD,
  made,
  PERIOD,
  send,
} from '../helpers/returned-forms.js';

afterEach(closeBenches);

describe('a form that comes back', () => {
  test('is imported without a question, whatever the file is called', async () => {
    const source = await form();
    const returned = await send(source.bench, filled(source).bytes(), '新建 Microsoft Excel 工作表.xlsx');
    expectGood(returned);
    expect(returned.file.status).toBe('planned');
    expect(returned.file.sheets.map(({ state }) => state)).toEqual(['used', 'skipped', 'skipped']);
    expect(returned.rules).not.toContain('hidden-sheet');
  });

  test('has its ratio computed by the spreadsheet: nothing is said about a number that is ours', async () => {
    const source = await form();
    const computed = filled(source).edit('xl/worksheets/sheet1.xml', (xml) => {
      const ratio = /(<c r="F\d+"[^>]*?)(?: t="str")?>(<f>[^<]*<\/f>)(?:<v>[^<]*<\/v>|<v\/>)?<\/c>/;
      expect(xml).toMatch(ratio);
      return xml.replace(ratio, '$1>$2<v>2.54</v></c>');
    });
    const returned = await send(source.bench, computed.bytes());
    expectGood(returned);
    expect(returned.rules).toEqual([]);
  });

  test('gives back every figure that was typed, and 未报 for what was left blank', { timeout: 120_000 }, async () => {
    const source = await form();
    const scales = new Map(source.meta.cells.map(({ code, measure }) => [code, measure === '万元' ? 6 : 0]));
    const figure = (scale: number) =>
      fc.option(
        fc.integer({ min: 0, max: 999_999_999 }).map((n) => (scale === 0 ? n : n / 1_000_000)),
        { nil: null },
      );
    await fc.assert(
      fc.asyncProperty(
        fc.record(Object.fromEntries([...scales].map(([code, scale]) => [code, figure(scale)]))),
        async (typed) => {
          const cells = Object.entries(typed).map(([code, value]) => [source.at(code), value] as const);
          const editor = new FormEditor(source.bytes).type(Object.fromEntries(cells));
          const { values, file } = await send(source.bench, editor.bytes());
          expect(file.questions).toEqual([]);
          expect(values.size).toBe(scales.size);
          for (const [code, value] of Object.entries(typed)) {
            const got = values.get(`滕州市/${code}`);
            expect([code, got === null ? null : Number(got)]).toEqual([code, value]);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('keeps its meaning with rows and columns inserted, the sheet renamed, names, property or hiding lost', async () => {
    const source = await form();
    const { bench } = source;
    const row = (code: string): number => Number(/\d+/.exec(source.at(code))![0]) - 1;
    const cases: Record<string, (editor: FormEditor) => FormEditor> = {
      'a row': (editor) => editor.insertRow(row('C07')),
      'two rows': (editor) => editor.insertRow(row('C14')).insertRow(1),
      'a column in front': (editor) => editor.insertColumn(0),
      'a column before the input': (editor) => editor.insertColumn(5),
      'the sheet moved behind the others': (editor) =>
        editor.edit('xl/workbook.xml', (xml) =>
          xml.replace(/<sheets>(<sheet [^>]*>)(.*?)<\/sheets>/, '<sheets>$2$1</sheets>'),
        ),
      'another sheet name': (editor) => editor.renameSheet('7月 上报'),
      'no names': (editor) => editor.withoutNames(),
      'no names and another row': (editor) => editor.insertRow(row('C06')).withoutNames(),
      'no property': (editor) => editor.withoutProperty(),
      'a visible metadata sheet': (editor) => editor.showHiddenSheet(),
      'no code column': (editor) =>
        editor.type(Object.fromEntries(CODES.map((code) => [`A${rowOfCode(editor, code)}`, null]))),
    };
    for (const [what, change] of Object.entries(cases)) {
      const returned = await send(bench, change(filled(source)).bytes());
      expect([what, returned.values.get('滕州市/Y01')]).toEqual([what, '1234.56']);
      expectGood(returned);
    }
  });

  test('keeps its meaning through any mixture of such changes', { timeout: 120_000 }, async () => {
    const source = await form();
    const change = fc.oneof(
      fc.record({ kind: fc.constant('row' as const), at: fc.integer({ min: 0, max: 14 }) }),
      fc.record({ kind: fc.constant('column' as const), at: fc.integer({ min: 0, max: 8 }) }),
      fc.record({ kind: fc.constantFrom('rename' as const, 'property' as const, 'show' as const), at: fc.constant(0) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 5 }), fc.boolean(), async (changes, keepsNames) => {
        const editor = filled(source);
        for (const { kind, at } of changes) {
          if (kind === 'row') editor.insertRow(at);
          else if (kind === 'column') editor.insertColumn(at);
          else if (kind === 'rename') editor.renameSheet('改过名的表');
          else if (kind === 'show') editor.showHiddenSheet();
        }
        if (changes.some(({ kind }) => kind === 'property')) editor.withoutProperty();
        if (!keepsNames) editor.withoutNames();
        expectGood(await send(source.bench, editor.bytes()));
      }),
      { numRuns: 25 },
    );
  });

  test('saved without its metadata, as .ods or by copying the sheet, asks nothing and finds nothing that is not there', async () => {
    const source = await form();
    const editor = filled(source).withoutNames().withoutProperty();
    editor.edit('xl/workbook.xml', (xml) => xml.replace('name="_ipledger"', 'name="Sheet9"'));
    const returned = await send(source.bench, editor.bytes());
    expectGood(returned);
    expect(returned.file.sheets.map(({ state }) => state)).toEqual(['used', 'skipped', 'hidden']);
  });

  // With few indicators last year's and last month's figures stand beside each.
  test.each<{ codes?: string[] }>([{ codes: ['C05', 'C06', 'Y01'] }, {}])(
    'for all units without its metadata is read like any other table, without a question (%j)',
    async (changes) => {
      const source = await form({ perUnit: false, ...changes });
      const editor = new FormEditor(source.bytes).type({
        [source.at('C05', '滕州市')]: 30,
        [source.at('C06', '滕州市')]: 4,
        [source.at('Y01', '山亭区')]: 800.5,
      });
      const { file, values } = await send(source.bench, withoutMetadata(editor).bytes());
      expect(file).toMatchObject({ status: 'planned', questions: [], issues: [] });
      expect([...values].filter(([, value]) => value !== null)).toEqual([
        ['滕州市/C05', '30'],
        ['滕州市/C06', '4'],
        ['山亭区/Y01', '800.5'],
      ]);
    },
  );

  test('with two names exchanged beside their codes asks about both without its metadata', async () => {
    const source = await form();
    const names = (code: string): string => `B${/\d+/.exec(source.at(code))![0]}`;
    const nameOf = (code: string): string => source.meta.cells.find((cell) => cell.code === code)!.name;
    const editor = filled(source).type({ [names('C14')]: nameOf('Y02'), [names('Y02')]: nameOf('C14') });
    const { file, values } = await send(source.bench, withoutMetadata(editor).bytes());
    expect(file.questions.map(({ options }) => options.map(({ value }) => value))).toEqual([
      ['Y02', 'C14', 'skip'],
      ['C14', 'Y02', 'skip'],
    ]);
    expect([values.has('滕州市/C14'), values.has('滕州市/Y02'), values.get('滕州市/C05')]).toEqual([
      false,
      false,
      '30',
    ]);
  });

  test('carries its metadata through the pieces in which a book crosses processes', async () => {
    const source = await form();
    const book = read(source.bytes);
    expect(book.ownMetadata!.names).toHaveLength(source.meta.cells.length);
    expect(book.ownMetadata!.property).toContain(PERIOD);
    expect(assemble(piecesOf(book)).ownMetadata).toEqual(book.ownMetadata);
  });

  test('for all units reads a row per unit', async () => {
    const source = await form({ perUnit: false, codes: ['C05', 'C06', 'Y01'] });
    const editor = new FormEditor(source.bytes).type({
      [source.at('C05', '滕州市')]: 30,
      [source.at('C06', '滕州市')]: 4,
      [source.at('Y01', '山亭区')]: 800.5,
    });
    for (const change of [editor, editor.insertRow(6), editor.insertColumn(3)]) {
      const { file, values } = await send(source.bench, change.bytes());
      expect(file.questions).toEqual([]);
      expect(file.form).toBe('unit-table');
      expect(values.get('滕州市/C05')).toBe('30');
      expect(values.get('滕州市/C06')).toBe('4');
      expect(values.get('山亭区/Y01')).toBe('800.5');
      expect(values.get('薛城区/C05')).toBeNull();
    }
  });
});

/** As it comes back where its sheets were copied into another workbook. */
function withoutMetadata(editor: FormEditor): FormEditor {
  return editor
    .withoutNames()
    .withoutProperty()
    .edit('xl/workbook.xml', (xml) => xml.replace(/<sheet name="_ipledger"[^>]*\/>/, ''));
}

function rowOfCode(editor: FormEditor, code: string): number {
  const at = new RegExp(`name="IPL_${code}">[^<]*\\$(\\d+)<`).exec(editor.text('xl/workbook.xml'))?.[1];
  // A computed ratio has no name; it stands below the indicator before it.
  return at === undefined ? rowOfCode(editor, CODES[CODES.indexOf(code) - 1]!) + 1 : Number(at);
}

describe('a form that contradicts itself', () => {
  test('names another unit in its title: both are said and nothing can be received', async () => {
    const source = await form();
    const editor = filled(source).type({ A1: '薛城区2022年1—7月知识产权工作情况填报表' });
    const { file } = await send(source.bench, editor.bytes());
    const issue = file.issues.find(({ rule }) => rule === 'form-unit-differs')!;
    expect(issue.severity).toBe('block');
    expect(issue.message).toContain('滕州市');
    expect(issue.message).toContain('薛城区');
    expect(file.status).toBe('asks');
  });

  test('is last month’s form with a new title', async () => {
    const source = await form({ period: '2022-06' });
    const editor = filled(source).type({ A1: '滕州市2022年1—7月知识产权工作情况填报表' });
    const { file } = await send(source.bench, editor.bytes());
    const issue = file.issues.find(({ rule }) => rule === 'form-period-differs')!;
    expect(issue.severity).toBe('block');
    expect(issue.message).toContain('1—7月');
    expect(issue.message).toContain('1—6月');
  });

  test('has another unit’s rows pasted in: the grey figures give it away', async () => {
    const bench = await ImportBench.sample();
    benches.push(bench);
    const stored = [
      { unit: '滕州市', code: 'C05', period: '2022-06', basis: 'ytd', value: '25' },
      { unit: '薛城区', code: 'C05', period: '2022-06', basis: 'ytd', value: '11' },
    ] as const;
    addValueList(bench.ctx.store, [...stored]);
    const source = await made(bench);
    const row = /\d+/.exec(source.at('C05'))![0];
    const { file } = await send(
      bench,
      filled(source)
        .type({ [`E${row}`]: 11 })
        .bytes(),
    );
    const issue = file.issues.find(({ rule }) => rule === 'form-given-changed')!;
    expect(issue).toMatchObject({ severity: 'warn', cell: `E${row}` });
    expect((await send(bench, filled(source).bytes())).rules).not.toContain('form-given-changed');
  });

  test('has a code and a name exchanged: the row is refused, the others are read', async () => {
    const source = await form();
    const row = /\d+/.exec(source.at('C14'))![0];
    const editor = filled(source).type({ [`A${row}`]: 'Y02', [`B${row}`]: '质押登记' });
    const { file, values } = await send(source.bench, editor.bytes());
    expect(file.issues.find(({ rule }) => rule === 'form-trace-differs')).toMatchObject({ severity: 'block' });
    expect(values.has('滕州市/C14')).toBe(false);
    expect(values.get('滕州市/Y02')).toBe('3');
  });

  test('has names and figures exchanged beside codes that stayed: no row is read as what its name is not', async () => {
    const source = await form();
    const names = (code: string): string => `B${/\d+/.exec(source.at(code))![0]}`;
    const nameOf = (code: string): string => source.meta.cells.find((cell) => cell.code === code)!.name;
    // Sorted by B:F without A, and without the names behind the entries.
    const editor = filled(source, { ...GOOD, C14: 3, Y02: 400 }).type({
      [names('C14')]: nameOf('Y02'),
      [names('Y02')]: nameOf('C14'),
    });
    const { file, values } = await send(source.bench, editor.bytes());
    const refused = file.issues.filter(({ rule }) => rule === 'form-trace-differs');
    expect(refused.map(({ severity, cell }) => [severity, cell])).toEqual([
      ['block', source.at('C14')],
      ['block', source.at('Y02')],
    ]);
    expect(refused[0]!.message).toContain('代码是“C14”');
    expect(values.has('滕州市/C14')).toBe(false);
    expect(values.has('滕州市/Y02')).toBe(false);
    expect(values.get('滕州市/Y01')).toBe('1234.56');
  });

  test('has a name typed over by that of an indicator it does not ask for: the row is refused', async () => {
    const source = await form();
    const row = /\d+/.exec(source.at('C14'))![0];
    const { file, values } = await send(
      source.bench,
      filled(source)
        .type({ [`B${row}`]: 'PCT国际专利申请量（件）' })
        .bytes(),
    );
    const refused = file.issues.find(({ rule }) => rule === 'form-trace-differs')!;
    expect(refused).toMatchObject({ severity: 'block', cell: source.at('C14') });
    expect(refused.message).toContain('名称是“PCT国际专利申请量（件）”');
    expect(values.has('滕州市/C14')).toBe(false);
    // A name of the officer's own for the same indicator is none.
    const shorter = filled(source).type({ [`B${row}`]: '有效发明专利（7月末）' });
    expectGood(await send(source.bench, shorter.bytes()));
  });

  test('has its entry column elsewhere than its names say: neither column is read', async () => {
    const source = await form();
    const heads = Object.fromEntries(
      read(source.bytes)
        .sheets[0]!.cells.filter(({ v }) => v === '本月累计' || v === '上月累计')
        .map(({ r, c, v }) => [cellAddress(r, c), v === '本月累计' ? '上月累计' : '本月累计']),
    );
    expect(Object.keys(heads)).toHaveLength(2);
    const { file, values } = await send(source.bench, filled(source).type(heads).bytes());
    expect(file.issues.find(({ rule }) => rule === 'form-trace-differs')).toMatchObject({ severity: 'block' });
    expect(file.status).toBe('asks');
    expect([...values.values()].filter((value) => value !== null)).toEqual([]);
    // Sent back, it stands on the board as theirs.
    expect(file).toMatchObject({ units: ['滕州市'], periods: [PERIOD], form: 'unit-report' });
  });

  test('has touched metadata: it is read like any other report, and says so', async () => {
    const source = await form();
    const editor = filled(source).edit('xl/sharedStrings.xml', (xml) => xml.replace(`>${PERIOD}<`, '>2022-06<'));
    const returned = await send(source.bench, editor.bytes());
    expect(returned.file.issues.find(({ rule }) => rule === 'form-checksum')?.severity).toBe('hint');
    // The sheet of the metadata is ours: an officer is not told that a sheet of this name was hidden.
    expect(returned.file.issues.map(({ message }) => message).join()).not.toContain('_ipledger');
    expect(returned.values.get('滕州市/C05')).toBe('30');
    expect(returned.values.get('滕州市/Y01')).toBe('1234.56');
    expect(returned.file.periods).toEqual([PERIOD]);
  });

  test('lacks a row: said, and nothing is made of it', async () => {
    const source = await form();
    const row = /\d+/.exec(source.at('F03'))![0];
    const editor = filled(source).edit('xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(new RegExp(`<row r="${row}".*?</row>`, 's'), ''),
    );
    const { rules, values } = await send(source.bench, editor.withoutNames().bytes());
    expect(rules).toContain('form-row-missing');
    expect(values.has('滕州市/F03')).toBe(false);
  });
});

test('a returned form survives our own 退回修改件 and is still known by its metadata', async () => {
  const source = await form();
  const path = join(source.bench.folder, 'faulty.xlsx');
  writeFileSync(path, filled(source, { ...GOOD, C08: 6 }).bytes());
  const plan = await source.bench.plan([source.bench.file(path, '滕州市.xlsx')]);
  expect(plan.files[0]!.status).toBe('asks');
  const copy = await returns.create(source.bench.ctx, { planId: plan.planId, index: 0 });
  expect(copy.kind).toBe('annotated');
  const marked = new FormEditor(readFileSync(source.bench.ctx.files.path(copy.file.id)));
  expectGood(await send(source.bench, marked.type({ [source.at('C08')]: 5 }).bytes()));
});

describe('情况说明', () => {
  test('becomes part of the finding that it explains, and a hint where nothing was found', async () => {
    const bench = await ImportBench.sample();
    benches.push(bench);
    addValueList(bench.ctx.store, [{ unit: '滕州市', code: 'Y02', period: '2022-06', basis: 'ytd', value: '9' }]);
    const source = await made(bench);
    const cell = source.at('Y02');
    const other = source.at('C14');
    const note = (at: string): string => at.replace(/^[A-Z]+/, 'H');
    const editor = filled(source).type({ [note(cell)]: '上月重复登记，已更正', [note(other)]: '含转入' });
    const book = read(Buffer.from(editor.bytes()));
    const words = {
      units: new UnitNames(listUnits(bench.ctx.store), '枣庄市'),
      indicators: buildLookup([]),
      place: '枣庄市',
    };
    expect(explanations(book, '报表.xlsx', words)).toEqual([
      { sheet: '填报表', cell: other, code: 'C14', text: '含转入' },
      { sheet: '填报表', cell, code: 'Y02', text: '上月重复登记，已更正' },
    ]);
    const { file } = await send(bench, editor.bytes());
    const about = file.issues.filter((issue) => issue.cell === cell && issue.severity !== 'hint');
    expect(about.length).toBeGreaterThan(0);
    for (const issue of about) expect(issue.message).toContain('填报单位说明：上月重复登记，已更正');
    expect(file.issues.find(({ rule, cell: at }) => rule === 'form-note' && at === other)?.message).toContain('含转入');
  });

  test('报送类型 and who filled it in are kept with the submission', async () => {
    const source = await form();
    const last = Math.max(...source.meta.cells.map(({ cell }) => Number(/\d+/.exec(cell)![0]))) + 1;
    const editor = filled(source).type({
      H2: '更正重报',
      [`A${last}`]: '填报人：孙某',
      [`F${last}`]: '联系电话：0632-3318888',
    });
    const { file } = await send(source.bench, editor.bytes());
    expect(file.meta).toMatchObject({ 报送类型: '更正重报', 填报人: '孙某', 联系电话: '0632-3318888' });
  });
});

describe('the blank form', () => {
  test('is protected without a password, its inputs open, its metadata very hidden', async () => {
    const source = await form();
    const editor = new FormEditor(source.bytes);
    const sheet = editor.text('xl/worksheets/sheet1.xml');
    expect(sheet).toMatch(/<sheetProtection [^>]*sheet="1"/);
    expect(sheet).not.toMatch(/<sheetProtection [^>]*password/);
    expect(sheet).not.toMatch(/selectUnlockedCells="1"/);
    expect(editor.text('xl/workbook.xml')).toContain('name="_ipledger"');
    expect(editor.text('xl/workbook.xml')).toContain('state="veryHidden"');
    expect(sheet).toContain('type="whole"');
    expect(sheet).toContain('"首次报送,更正重报"');
  });

  test.each([true, false])('has room for long names of indicators and units (one per unit: %s)', async (perUnit) => {
    const bench = await ImportBench.withUnits('示例市国家级经济技术开发区知识产权综合管理服务中心', '乙区');
    benches.push(bench);
    const { store } = bench.ctx;
    const own = listIndicators(store).find(({ code }) => code === 'C06')!;
    const name = '年主营业务收入五千万元以上且拥有有效发明专利的规模以上高新技术制造业企业数量';
    write(store, { kind: 'indicators', label: '新增指标', operator: '测试', topics: ['indicators'] }, () =>
      saveIndicator(
        store,
        'Z91',
        indicatorDraftSchema.parse({ ...own, name, shortName: '', aliases: [], partOf: null }),
      ),
    );
    const { files } = await create(bench.ctx, {
      period: '2024-03',
      codes: ['Z91', 'C01', 'C02', 'C03', 'C04', 'C05', 'C07', 'C08', 'C14'],
      perUnit,
    });
    const sheet = new FormEditor(readFileSync(bench.ctx.files.path(files[0]!.id))).text('xl/worksheets/sheet1.xml');
    const book = read(readFileSync(bench.ctx.files.path(files[0]!.id))).sheets[0]!;
    const heightOf = (text: string): number => {
      const at = book.cells.find(({ v, c }) => String(v).includes(text) && (perUnit || c > 0))!;
      return Number(new RegExp(`<row r="${String(at.r + 1)}"[^>]* ht="([\\d.]+)"`).exec(sheet)![1]);
    };
    // 38 Chinese characters: 15 to a line of the form per unit, 6 to a line of the common one, with the measure below.
    expect(heightOf(name)).toBe(perUnit ? 45 : 120);
    if (!perUnit) expect(heightOf('示例市国家级')).toBe(45);
  });

  test('takes the indicators in use and leaves the bureau’s own figures out', async () => {
    const bench = await ImportBench.sample();
    benches.push(bench);
    addValueList(bench.ctx.store, [{ unit: '滕州市', code: 'C14', period: '2022-06', basis: 'asof', value: '9' }]);
    const { files } = await create(bench.ctx, { period: PERIOD, perUnit: true });
    expect(files).toHaveLength(7);
    const reading = readMeta(read(readFileSync(bench.ctx.files.path(files[0]!.id))).ownMetadata!);
    expect(reading.kind === 'ok' && reading.meta.cells.map(({ code, lastMonth }) => [code, lastMonth])).toEqual([
      ['C14', '9'],
    ]);
  });

  test('starts from what units report, before the first report from the usual monthly one', async () => {
    const bench = await ImportBench.sample();
    benches.push(bench);
    const first = usual(bench.ctx, { period: PERIOD });
    expect([first.from, first.codes.length]).toEqual(['monthly-report', 34]);
    await bench.importAll(bench.fixtures('districts'));
    const after = usual(bench.ctx, { period: '2022-08' });
    expect(after.from).toBe('reported');
    expect(after.codes).toEqual(expect.arrayContaining(['C05', 'C14', 'Y21', 'F05b']));
    // 每万人口 and other computed ratios follow from their parts; nobody fills them in.
    expect(after.codes).not.toContain('C15');
  });

  test('prints 其中 only under the whole, and checks that a text in a cell cannot break', async () => {
    const source = await form({ codes: ['C05', 'C06', 'Y01', 'Y08'] });
    const sheet = read(source.bytes).sheets[0]!;
    const names = sheet.cells.filter((cell) => cell.c === 1 && cell.r > 2).map((cell) => cell.v);
    expect(names).toContain('　其中：发明专利授权量');
    expect(names).toContain('专利质押融资登记金额');
    // OR computes all it is given: a text would make #VALUE! of a subtraction beside the test for numbers.
    expect(new FormEditor(source.bytes).text('xl/worksheets/sheet1.xml')).not.toMatch(/OR\(COUNT/);
  });

  test('refuses an unknown indicator by name', async () => {
    const bench = await ImportBench.sample();
    benches.push(bench);
    await expect(create(bench.ctx, { period: PERIOD, perUnit: true, codes: ['Z99'] })).rejects.toMatchObject({
      code: 'data.not-found',
    });
  });
});

// Slow and only where the program is installed: FORMS_SOFFICE=1 asks for it.
const soffice = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((path) => existsSync(path));
const isAsked = process.env['FORMS_SOFFICE'] === '1';

describe('through LibreOffice (FORMS_SOFFICE=1, needs soffice)', () => {
  test.skipIf(!soffice || !isAsked)(
    'computes 自查 and comes back without a question',
    { timeout: 120_000 },
    async () => {
      const source = await form();
      const path = join(source.bench.folder, 'form.xlsx');
      writeFileSync(path, filled(source, { ...GOOD, C08: 6 }).bytes());
      const out = join(source.bench.folder, 'saved');
      mkdirSync(out);
      const profile = `-env:UserInstallation=file://${join(source.bench.folder, 'profile')}`;
      execFileSync(soffice!, ['--headless', profile, '--convert-to', 'xls', '--outdir', out, path]);
      const old = await send(source.bench, readFileSync(join(out, 'form.xls')));
      expect(old.file.questions).toEqual([]);
      expect(old.file.decisions.join()).toContain('填报表信息');
      expect(old.values.get('滕州市/Y01')).toBe('1234.56');
      execFileSync(soffice!, [
        '--headless',
        profile,
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
        '--outdir',
        out,
        path,
      ]);
      const saved = readFileSync(join(out, basename(path)));
      const { file, values } = await send(source.bench, saved);
      expect(file.questions).toEqual([]);
      expect(file.units).toEqual(['滕州市']);
      expect(file.periods).toEqual([PERIOD]);
      expect(values.get('滕州市/Y01')).toBe('1234.56');
      expect(values.get('滕州市/F03')).toBe('0');
      expect(file.issues.map(({ rule }) => rule)).not.toContain('form-checksum');
      const sheet = read(saved).sheets[0]!;
      const check = (code: string): unknown => {
        const row = Number(/\d+/.exec(source.at(code))![0]) - 1;
        return sheet.cells.find((cell) => cell.r === row && cell.c === 6)?.v;
      };
      expect(check('C05')).toBe('✗ ≠发明授权+实用新型授权+外观授权；');
      expect(check('C06')).toBe('✓');
      expect(check('F03')).toBe('✓');
    },
  );
});
