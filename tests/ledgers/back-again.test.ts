// Exports of a ledger that come back as another program kept them: what nobody changed is the same.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { readInProcess } from '../helpers/read-in-process.js';
import type { RawSheet } from '../../electron/core/workbook/1-read/raw-book.js';
import { CALLS } from '../../shared/contract/index.js';
import { ledgerCounts, OWN_SHEET } from '../../shared/import/plan.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { ImportBench } from '../helpers/importing.js';
import { zipBytes } from '../helpers/zip-bytes.js';

let bench: ImportBench;
beforeEach(async () => {
  bench = await ImportBench.sample();
});
afterEach(() => bench.close());

const SIGNS = [
  '=1+1',
  '+86 632 3310000',
  '-',
  '-减免',
  '@甲',
  '＝全角',
  '＋全角',
  "'引",
  '=',
  '007',
  '#N/A',
  '#REF!',
  'TRUE',
  '〔2022〕3号',
  ' 前 后 ',
];

function save(): void {
  const rows = SIGNS.map((sign, n) => ({
    id: null,
    values: {
      unit: '滕州市',
      heldOn: `2022-07-${String(n + 1).padStart(2, '0')}`,
      form: '线下培训',
      topic: `${sign}之${n}`,
      place: sign,
      note: `${sign}\n第二行`,
      campaign: ['铁拳'],
    },
  }));
  const params = CALLS['ledgers.save'].params.parse({ ledger: 'activity', rows, period: '2022-07' });
  expect(ledgers.save(bench.ctx, params).saved).toBe(true);
}

async function exported(format: 'xlsx' | 'csv'): Promise<{ file: FileRef; bytes: Buffer }> {
  const { file } = await ledgers.exportRows(
    bench.ctx,
    CALLS['ledgers.export'].params.parse({ ledger: 'activity', format }),
  );
  return { file, bytes: readFileSync(bench.ctx.files.path(file.id)) };
}

async function again(name: string, bytes: Uint8Array): Promise<void> {
  const path = join(bench.folder, name);
  writeFileSync(path, bytes);
  const file = await bench.one(bench.file(path, name));
  expect([file.questions, file.issues.filter(({ severity }) => severity !== 'hint')]).toEqual([[], []]);
  expect(ledgerCounts(file)).toMatchObject({ same: SIGNS.length, new: 0, changed: 0, rejected: 0, conflict: 0 });
}

test('a CSV, with its apostrophe before what a spreadsheet would run', async () => {
  save();
  const { file, bytes } = await exported('csv');
  expect(bytes.toString('utf8')).toContain(",'=1+1之0,'=1+1,");
  await again(file.name, bytes);
});

test('an .xlsx, with what looks like an error value or a formula as text', async () => {
  save();
  const { file, bytes } = await exported('xlsx');
  const sheet = readInProcess(bytes, file.name).sheets[0]!;
  expect(sheet.cells.filter(({ t, f }) => t === 'e' || f !== undefined)).toEqual([]);
  await again(file.name, bytes);
});

test('an .ods, its explanation and the hidden note beside the rows', async () => {
  save();
  const { file, bytes } = await exported('xlsx');
  const book = readInProcess(bytes, file.name);
  const note: RawSheet = {
    ...book.sheets.find(({ name }) => name === OWN_SHEET)!,
    cells: book.ownMetadata!.rows.flatMap((row, r) => row.map((v, c) => ({ r, c, t: 's' as const, v }))),
  };
  const sheets = book.sheets.map((sheet) => (sheet.name === OWN_SHEET ? note : sheet));
  expect(sheets.map(({ name }) => name)).toEqual(['培训宣传调研活动', '填报说明', OWN_SHEET]);
  await again(file.name.replace('.xlsx', '.ods'), odsOf(sheets));
});

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<text:p>${escaped(line)}</text:p>`)
    .join('');

/** As LibreOffice writes it: styles, one paragraph per line, a hidden sheet with its cells. */
function odsOf(sheets: readonly RawSheet[]): Uint8Array {
  const table = ({ name, state, cells }: RawSheet): string => {
    const rows = Map.groupBy(cells, ({ r }) => r);
    const lines = Array.from({ length: Math.max(...rows.keys()) + 1 }, (_, r) => {
      const byColumn = new Map((rows.get(r) ?? []).map((cell) => [cell.c, cell]));
      const filled = Array.from({ length: Math.max(-1, ...byColumn.keys()) + 1 }, (_, c) => {
        const v = byColumn.get(c)?.v ?? null;
        if (v === null) return '<table:table-cell/>';
        if (typeof v === 'number') return `<table:table-cell office:value-type="float" office:value="${v}"/>`;
        return `<table:table-cell office:value-type="string">${paragraphs(String(v))}</table:table-cell>`;
      });
      return `<table:table-row>${filled.join('')}</table:table-row>`;
    });
    const style = state === 'visible' ? '' : ' table:style-name="away"';
    return `<table:table table:name="${name!}"${style}>${lines.join('')}</table:table>`;
  };
  const away =
    '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>';
  return zipBytes([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
    {
      name: 'content.xml',
      data: `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>${away}</office:automatic-styles><office:body><office:spreadsheet>${sheets.map(table).join('')}</office:spreadsheet></office:body></office:document-content>`,
    },
  ]);
}
