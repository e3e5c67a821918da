// What districts do to our form beside filling it in: a second sheet, a copy for the month before, a note in the middle, another
// measure over a column, another unit's numbers. What is read is right, or said; nothing is lost without a word.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { zipSync } from 'fflate';
import { afterEach, describe, expect, test } from 'vitest';

import { placeOfAddress } from '../../shared/model/cell-address.js';
import { listIndicators, saveIndicator } from '../../electron/core/store/indicator-store.js';
import { write } from '../../electron/core/store/write.js';
import * as imports from '../../electron/core/workbook/handlers.js';
import { cellAddress } from '../../electron/core/workbook/1-read/raw-book.js';
import { indicatorDraftSchema } from '../../shared/indicators/define.js';
import type { FormEditor } from '../helpers/form-editing.js';
import type { Rows } from '../helpers/importing.js';
import { read } from '../helpers/read-cells.js';
import {
  closeBenches,
  CODES,
  expectGood,
  filled,
  form,
  GOOD,
  made,
  PERIOD,
  send,
  type Made,
} from '../helpers/returned-forms.js';

afterEach(closeBenches);

const blocking = (file: { issues: { severity: string; rule: string }[] }): string[] =>
  file.issues.filter((issue) => issue.severity === 'block').map((issue) => issue.rule);

describe('a second sheet', () => {
  test('a filled copy beside the blank form: nothing is taken as 未报 before it is said which of them holds', async () => {
    const source = await form();
    const blank = filled(source, {});
    const copied = blank.copySheet('填报表 (2)', () => filled(source).text('xl/worksheets/sheet1.xml'));
    const { file } = await send(source.bench, copied.bytes());
    expect(file.status).toBe('asks');
    expect(blocking(file)).toContain('form-second-sheet');
    expect(file.issues.find(({ rule }) => rule === 'form-second-sheet')!.message).toContain('填报表 (2)');
  });

  test('a copy with other numbers blocks, the same numbers twice do not', async () => {
    const source = await form();
    const xml = filled(source, { ...GOOD, C05: 31 }).text('xl/worksheets/sheet1.xml');
    const other = await send(
      source.bench,
      filled(source)
        .copySheet('6月', () => xml)
        .bytes(),
    );
    expect(blocking(other.file)).toEqual(['form-second-sheet']);
    expect(other.file.issues.find(({ rule }) => rule === 'form-second-sheet')!.message).toContain('“专利授权量”：31');
    const same = await send(source.bench, filled(source).copySheet('备份').bytes());
    expectGood(same);
  });

  test('the form of another unit beside it blocks, though it reports the very same numbers', async () => {
    const source = await form();
    const ofOther = (xml: string): string =>
      xml
        .replace(
          /<c r="A1" t="s"([^>]*?)><v>\d+<\/v><\/c>/,
          `<c r="A1"$1 t="inlineStr"><is><t>薛城区2022年1—7月知识产权工作情况填报表</t></is></c>`,
        )
        .replace(
          /<c r="A2" t="s"([^>]*?)><v>\d+<\/v><\/c>/,
          `<c r="A2"$1 t="inlineStr"><is><t>填报单位（盖章）：薛城区</t></is></c>`,
        );
    const { file } = await send(source.bench, filled(source).copySheet('薛城区', ofOther).bytes());
    expect(blocking(file)).toEqual(['form-second-sheet']);
    expect(file.issues.find(({ rule }) => rule === 'form-second-sheet')!.message).toContain('是“薛城区”的填报表');
    const blank = filled(source, {}).text('xl/worksheets/sheet1.xml');
    const editor = filled(source).copySheet('薛城区', () => ofOther(blank));
    expectGood(await send(source.bench, editor.bytes()));
  });

  test('a blank copy beside the filled form is nothing', async () => {
    const source = await form();
    const blank = filled(source, {}).text('xl/worksheets/sheet1.xml');
    expectGood(
      await send(
        source.bench,
        filled(source)
          .copySheet('填报表 (2)', () => blank)
          .bytes(),
      ),
    );
  });

  test('numbers on any other sheet are told', async () => {
    const source = await form();
    const rows = '<sheetData><row r="1"><c r="A1"><v>12</v></c><c r="B1"><v>13</v></c></row></sheetData>';
    const editor = filled(source).copySheet('附表', (xml) => xml.replace(/<sheetData>.*<\/sheetData>/s, rows));
    const returned = await send(source.bench, editor.bytes());
    expectGood(returned);
    expect(returned.file.issues.find(({ rule }) => rule === 'form-other-sheet')).toMatchObject({ severity: 'warn' });
  });

  test('sheets in another order change nothing', async () => {
    const source = await form();
    expectGood(await send(source.bench, filled(source).reverseSheets().bytes()));
  });
});

describe('in the table', () => {
  test('a note in the middle ends nothing: the rows below it are read', async () => {
    const source = await form();
    const row = Number(/\d+/.exec(source.at('C14'))![0]);
    const editor = filled(source)
      .insertRow(row - 1)
      .edit('xl/worksheets/sheet1.xml', (xml) =>
        xml.replace(
          /(<row r="\d+"[^>]*>(?:(?!<\/row>).)*<c r="A\d+"[^>]*>(?:(?!<\/row>).)*<\/row>)/s,
          (first: string) => first,
        ),
      );
    const withNote = editor.edit('xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(
        new RegExp(`<row r="${row + 1}"`),
        `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>注：以下为存量指标，截至7月底</t></is></c></row><row r="${row + 1}"`,
      ),
    );
    const returned = await send(source.bench, withNote.bytes());
    expectGood(returned);
    expect(returned.rules).not.toContain('form-row-missing');
  });

  test('numbers as text, with blanks, full width, thousands separators or their measure, are those numbers', async () => {
    const source = await form();
    const texts = {
      C05: ' 30 ',
      C06: '５',
      C07: '20件',
      C08: '5',
      C14: '400',
      Y01: '1,234.56',
      Y02: '３笔',
      F03: '０',
    };
    const cells = Object.entries(texts).map(([code, text]) => [source.at(code), text] as const);
    expectGood(await send(source.bench, filled(source, {}).type(Object.fromEntries(cells)).bytes()));
  });

  test.each(['12+8', '约30', '30/2', '1 234', '1.234,56', '=12', '30、20', '十二'])(
    '%s is no number: it is said, and nothing of it is stored',
    async (text) => {
      const source = await form();
      const { file, values } = await send(
        source.bench,
        filled(source)
          .type({ [source.at('C05')]: text })
          .bytes(),
      );
      expect(blocking(file)).toContain('text-in-number');
      expect(values.get('滕州市/C05') ?? null).toBeNull();
    },
  );

  test('a column that the unit added is told: its numbers are not read', async () => {
    const source = await form();
    const { column, row } = placeOfAddress(source.at('C05'))!;
    const at = cellAddress(row, column + 1);
    const editor = filled(source).insertColumn(column + 1);
    const withNumber = editor.edit('xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(`<c r="${cellAddress(row, column + 2)}"`, (found) => `<c r="${at}"><v>77</v></c>${found}`),
    );
    const returned = await send(source.bench, withNumber.bytes());
    expectGood(returned);
    expect(returned.file.issues.find(({ rule }) => rule === 'form-column-added')).toMatchObject({
      severity: 'warn',
      cell: at,
    });
  });

  test('元 over the column of 万元 in the form for all units is converted and told', async () => {
    const source = await form({ perUnit: false });
    const at = source.at('Y01', '滕州市');
    const head = headOf(source, 'Y01');
    const typed = filled(source, {}).type({ [at]: 12_345_600 });
    const { file, values } = await send(source.bench, typed.type({ [head]: '质押金额（元）' }).bytes());
    expect(values.get('滕州市/Y01')).toBe('1234.56');
    expect(file.issues.find(({ rule }) => rule === 'form-measure-changed')).toMatchObject({
      severity: 'warn',
      cell: head,
    });
  });

  test('the ratios that the form for all units computes are its own; a number typed over one is told', async () => {
    const source = await form({ perUnit: false });
    const head = headOf(source, 'C15');
    const column = /^[A-Z]+/.exec(head)![0];
    const row = /\d+/.exec(source.at('C14', '滕州市'))![0];
    const typed = (): FormEditor => filled(source, {}).type({ [source.at('C14', '滕州市')]: 400 });
    const formula = new RegExp(`(<c r="${column}${row}"[^>]*?)(?: t="str")?>(<f>[^<]*</f>)(?:<v>[^<]*</v>|<v/>)?</c>`);
    const computed = typed().edit('xl/worksheets/sheet1.xml', (xml) => {
      expect(xml).toMatch(formula);
      return xml.replace(formula, '$1>$2<v>2.54</v></c>');
    });
    const returned = await send(source.bench, computed.bytes());
    expect(returned.values.get('滕州市/C14')).toBe('400');
    expect(returned.rules).not.toContain('form-column-added');
    const over = await send(
      source.bench,
      typed()
        .type({ [`${column}${row}`]: 2.54 })
        .bytes(),
    );
    expect(over.file.issues.find(({ rule }) => rule === 'form-column-added')).toMatchObject({ severity: 'warn' });
  });

  test('a row 合计 that was added is compared with them, neither asked about nor stored', async () => {
    const source = await form({ perUnit: false });
    const column = /^[A-Z]+/.exec(source.at('C14', '滕州市'))![0];
    // The seven units stand in the rows 5 to 11: 100 + 101 + … + 106.
    const entries = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`${column}${5 + n}`, 100 + n]));
    const withTotal = (total: number): Uint8Array =>
      filled(source, {})
        .type(entries)
        .insertRow(11)
        .edit('xl/worksheets/sheet1.xml', (xml) =>
          xml.replace(
            '<row r="13"',
            `<row r="12"><c r="B12" t="inlineStr"><is><t>合计</t></is></c><c r="${column}12"><v>${total}</v></c></row><row r="13"`,
          ),
        )
        .bytes();
    const right = await send(source.bench, withTotal(721));
    expect(right.file.questions).toEqual([]);
    expect(right.rules).toEqual([]);
    expect([...right.values].filter(([key]) => key.endsWith('/C14')).map(([, value]) => Number(value))).toEqual(
      Object.values(entries),
    );
    const wrong = await send(source.bench, withTotal(722));
    expect(wrong.file.issues).toEqual([
      expect.objectContaining({ rule: 'total-differs', severity: 'warn', cell: `${column}12` }),
    ]);
  });

  test('two names of units exchanged are asked about; rows that were sorted with their 序号 are read by their names', async () => {
    const source = await form({ perUnit: false, codes: ['C05', 'C06'] });
    const { cells } = read(source.bytes).sheets[0]!;
    const place = (name: string): [row: number, at: string] => {
      const { r, c } = cells.find(({ v }) => v === name)!;
      return [r + 1, cellAddress(r, c)];
    };
    const [[first, one], [second, other]] = [place('滕州市'), place('薛城区')];
    const typed = filled(source, {}).type({ [source.at('C05', '滕州市')]: 30, [source.at('C05', '山亭区')]: 9 });
    const renamed = { [one]: '薛城区', [other]: '滕州市' };
    const returned = await send(source.bench, typed.type(renamed).bytes());
    expect(returned.file).toMatchObject({ status: 'asks', questions: [{ id: 'moved-rows:0:0', cell: one }] });
    expect(blocking(returned.file)).toEqual([]);
    expect(returned.rules).not.toContain('form-row-missing');
    const stored = async (answer: string): Promise<unknown[]> => {
      const { plan } = imports.openPlan(source.bench.ctx);
      const { planId } = plan!;
      await imports.answer(source.bench.ctx, { planId, index: 0, answers: { 'moved-rows:0:0': answer } });
      return source.bench
        .cells(imports.get(source.bench.ctx, { planId }))
        .flatMap((cell) =>
          cell.fate === 'new' && cell.value !== null ? [`${cell.unit} ${cell.code} ${cell.value}`] : [],
        );
    };
    expect(await stored('skip')).toEqual(['山亭区 C05 9']);
    expect(await stored('sorted')).toEqual(['薛城区 C05 30', '山亭区 C05 9']);
    // Two rows of one name are no rows in another order.
    const twice = await send(source.bench, typed.type({ [one]: '薛城区', [other]: '薛城区' }).bytes());
    expect(twice.file.questions).toEqual([]);
    expect(blocking(twice.file)).toContain('form-unit-differs');
    const serial = { [`A${first}`]: 2, [`A${second}`]: 1 };
    const sorted = await send(source.bench, typed.type({ ...renamed, ...serial }).bytes());
    expect(blocking(sorted.file)).toEqual([]);
    expect(sorted.values.get('薛城区/C05')).toBe('30');
  });

  test('another indicator’s name over a column refuses the column, the others are read', async () => {
    const source = await form({ perUnit: false });
    const typed = filled(source, {}).type({ [source.at('C05', '滕州市')]: 30, [source.at('C14', '滕州市')]: 400 });
    const { file, values } = await send(source.bench, typed.type({ [headOf(source, 'C14')]: '商标申请量' }).bytes());
    expect(blocking(file)).toEqual(['form-trace-differs']);
    expect(values.get('滕州市/C14') ?? null).toBeNull();
    expect(values.get('滕州市/C05')).toBe('30');
  });
});

/** Where the form for all units names an indicator: below its code, over its figures. */
function headOf(source: Made, code: string): string {
  const { cells } = read(source.bytes).sheets[0]!;
  const at = cells.find((cell) => cell.v === code)!;
  return cellAddress(at.r + 1, at.c);
}

describe('nothing filled in', () => {
  test.each([true, false])('a blank form (one per unit: %s) is no submission of 未报', async (perUnit) => {
    const source = await form({ perUnit });
    const { file } = await send(source.bench, filled(source, {}).bytes());
    expect(file).toMatchObject({ status: 'ignored', questions: [] });
    expect(file.reason).toContain('都是空白，一个数也没有填，没有导入任何内容');
  });

  test('0 is something: a form of zeros is received', async () => {
    const source = await form({ codes: ['C05'] });
    const { file, values } = await send(source.bench, filled(source, { C05: 0 }).bytes());
    expect(file.status).toBe('planned');
    expect(values.get('滕州市/C05')).toBe('0');
  });

  test('a report whose own numbers are blank beside 去年同期 is told', async () => {
    const source = await form();
    const rows: Rows = [
      ['滕州市2022年1—7月统计表'],
      ['指标', '1—7月累计', '去年同期'],
      ['专利授权量', null, 30],
      ['商标申请量', null, 40],
    ];
    const file = await source.bench.one(source.bench.sheet('滕州市.xlsx', rows));
    expect(file).toMatchObject({ status: 'planned', cells: { new: 4 } });
    expect(file.issues).toMatchObject([{ severity: 'warn', rule: 'nothing-filled', cell: 'B3' }]);
  });

  test.each([
    ['自查', 6, 405],
    ['情况说明', 7, '405'],
  ])('a number in %s beside a blank entry is told', async (_head, column, typed) => {
    const source = await form();
    const { row } = placeOfAddress(source.at('C05'))!;
    const rest = Object.fromEntries(Object.entries(GOOD).filter(([code]) => code !== 'C05'));
    const editor = filled(source, rest).type({ [cellAddress(row, column)]: typed });
    const { file } = await send(source.bench, editor.bytes());
    expect(file.issues.find(({ rule }) => rule === 'form-number-beside')).toMatchObject({
      severity: 'warn',
      cell: cellAddress(row, column),
    });
  });
});

describe('what its name says', () => {
  test('a file name of another month is told: the title is that of the form', async () => {
    const source = await form();
    const { file, values } = await send(source.bench, filled(source).bytes(), '滕州市2022年8月填报表.xlsx');
    expect(file.periods).toEqual([PERIOD]);
    expect(values.get('滕州市/C05')).toBe('30');
    expect(file.issues.find(({ rule }) => rule === 'form-period-name')).toMatchObject({ severity: 'warn' });
    const plain = await send(source.bench, filled(source).bytes(), '滕州市1—7月填报表（8月3日报）.xlsx');
    expect(plain.rules).not.toContain('form-period-name');
  });
});

test('two units’ forms in one archive are two submissions, told apart by their metadata alone', async () => {
  const one = await form();
  const other = await made(one.bench, { unit: '薛城区' });
  const archive = zipSync({ 'a.xlsx': filled(one).bytes(), 'b.xlsx': filled(other, { C05: 7 }).bytes() });
  const path = join(one.bench.folder, 'forms.zip');
  writeFileSync(path, archive);
  const plan = await one.bench.plan([one.bench.file(path, '报表.zip')]);
  expect(plan.files.map(({ file, units, questions }) => [file, units, questions])).toEqual([
    ['报表.zip/a.xlsx', ['滕州市'], []],
    ['报表.zip/b.xlsx', ['薛城区'], []],
  ]);
  expect(one.bench.cells(plan, 1).find((cell) => cell.code === 'C05')).toMatchObject({ unit: '薛城区', value: '7' });
});

test('a form of another data folder, where a code is another indicator, is read by its names', async () => {
  const source = await form({ codes: [...CODES, 'F04'] });
  const indicators = listIndicators(source.bench.ctx.store);
  const swap = (code: string, name: string): void => {
    const own = indicators.find((one) => one.code === code)!;
    saveIndicator(
      source.bench.ctx.store,
      code,
      indicatorDraftSchema.parse({ ...own, name, shortName: name, aliases: [] }),
    );
  };
  write(source.bench.ctx.store, { kind: 'indicators', label: '', operator: '', topics: ['indicators'] }, () => {
    swap('F03', '培训人次数甲');
    swap('F04', '培训班次');
  });
  const { file, values } = await send(source.bench, filled(source, { ...GOOD, F03: 9 }).bytes());
  expect(file.issues.map(({ rule }) => rule)).toContain('form-codes-differ');
  expect(values.get('滕州市/F03') ?? null).toBeNull();
});
