// Calls of 上报表: the form of a higher authority is kept, its cells are mapped once, and it is filled period by period. A filled form
// is read again and compared before it is handed out; one that differs anywhere else is refused.

import { readFileSync, writeFileSync } from 'node:fs';

import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { monthOf, periodTitle, yearOf, type Period } from '../../../shared/model/period.js';
import type { UpwardCell } from '../../../shared/upward/define.js';
import type { Ctx } from '../context.js';
import { readWorkbook } from '../read-workbook.js';
import { FactsReader } from '../statistics/facts-reader.js';
import { listIndicators } from '../store/indicator-store.js';
import { getBureau, listUnits } from '../store/unit-store.js';
import {
  addUpwardForm,
  getUpwardForm,
  listUpwardForms,
  removeUpwardForm,
  saveUpwardForm,
  upwardBytes,
  type UpwardForm,
} from '../store/upward-store.js';
import { write, type ChangeLabel } from '../store/write.js';
import { cellAddress, type RawBook, type RawSheet } from '../workbook/1-read/raw-book.js';
import { UnitNames } from '../workbook/2-recognise/names.js';
import { drawn } from '../workbook/handlers.js';
import { CannotPatch, PackageDraft } from '../workbook/return-copy/package-draft.js';
import { buildLookup } from '../../../shared/indicators/lookup.js';
import { differences } from './compare-books.js';
import { fillPackage, type CellWrite } from './fill-package.js';
import { formValue } from './form-value.js';
import { proposeMap, statedPeriods } from './propose-map.js';

/** So many cells that were left open are named. */
const NAMED_CELLS = 8;

const MAX_BYTES = 50 * 1024 * 1024;

function shown(form: UpwardForm): Result<'upward.list'>['forms'][number] {
  const { id, name, fileName, signs, cells } = form;
  return { id, name, fileName, signs, mapped: cells.length };
}

function change(ctx: Ctx, label: string): ChangeLabel {
  return { kind: 'upward', label, operator: ctx.operator, topics: ['tables', 'history'] };
}

function find(ctx: Ctx, id: number): UpwardForm {
  const form = getUpwardForm(ctx.store, id);
  if (!form) throw new AppError('data.not-found', { what: '这张上报表' });
  return form;
}

function bytesOf(ctx: Ctx, form: UpwardForm): Buffer {
  const bytes = upwardBytes(ctx.store, form);
  if (!bytes) throw new AppError('data.not-found', { what: `上报表“${form.name}”的原表` });
  return bytes;
}

/** The kept form, read. */
async function keptBook(ctx: Ctx, form: UpwardForm): Promise<{ bytes: Buffer; book: RawBook }> {
  const bytes = bytesOf(ctx, form);
  const kept = ctx.files.output(form.fileName);
  writeFileSync(kept.path, bytes);
  return { bytes, book: await readWorkbook(ctx, { path: kept.path, name: form.fileName }) };
}

export function list(ctx: Ctx): Result<'upward.list'> {
  return { forms: listUpwardForms(ctx.store).map(shown) };
}

export async function create(ctx: Ctx, { file }: ParsedParams<'upward.create'>): Promise<Result<'upward.create'>> {
  const name = file.name.split('/').at(-1)!;
  const path = ctx.files.path(file.id);
  const book = await readWorkbook(ctx, { path, name });
  const bytes = readFileSync(path);
  const refused = (why: string): AppError => new AppError('file.form-refused', { name, why });
  if (book.kind !== 'xlsx')
    throw refused('只能填写 .xlsx 格式的表，请用 WPS 或 Excel 打开后另存为“Excel 工作簿（.xlsx）”再选择');
  if (bytes.length > MAX_BYTES) throw refused('文件超过50 MB');
  try {
    if (new PackageDraft(bytes).isMacroBook) throw refused('表中带有宏，请另存为“Excel 工作簿（.xlsx）”再选择');
  } catch (error) {
    if (error instanceof CannotPatch) throw refused(`${error.reason}，请用 WPS 或 Excel 打开后另存一份再选择`);
    throw error;
  }
  const proposal = proposalFor(ctx, book);
  const title = name.replace(/\.[^.]*$/, '').slice(0, 80);
  const id = write(ctx.store, change(ctx, `新增上报表“${title}”`), () =>
    addUpwardForm(
      ctx.store,
      { name: title, fileName: name, signs: 'text', cells: proposal.cells, operator: ctx.operator },
      bytes,
    ),
  );
  return {
    id,
    proposed: proposal.cells.length,
    open: proposal.open.length,
    openAt: proposal.open.slice(0, NAMED_CELLS),
  };
}

/** What the names in the form say, by the units and indicators of now. */
function proposalFor(ctx: Ctx, book: RawBook): ReturnType<typeof proposeMap> {
  const bureau = getBureau(ctx.store);
  const indicators = listIndicators(ctx.store).filter((one) => one.enabled);
  const place = bureau?.place ?? '';
  return proposeMap(book, {
    units: new UnitNames(
      listUnits(ctx.store).filter((unit) => unit.kind !== 'enterprise'),
      place,
    ),
    indicators: buildLookup(indicators),
    place,
    level: bureau?.level ?? 'city',
    byCode: new Map(indicators.map((indicator) => [indicator.code, indicator])),
  });
}

/**
 * Reads the names in the form again: a unit or an alias that was added since may name more cells. What the officer chose stays, and
 * so does what is not proposed any more: nothing that would be filled falls away unseen.
 */
export async function propose(ctx: Ctx, { id }: ParsedParams<'upward.propose'>): Promise<Result<'upward.propose'>> {
  const form = find(ctx, id);
  const { book } = await keptBook(ctx, form);
  const proposal = proposalFor(ctx, book);
  const placeOf = ({ sheet, cell }: Pick<UpwardCell, 'sheet' | 'cell'>): string => `${sheet}!${cell}`;
  const kept = new Map(form.cells.map((cell) => [placeOf(cell), cell]));
  let added = 0;
  let changed = 0;
  for (const cell of proposal.cells) {
    const known = kept.get(placeOf(cell));
    if (known?.reason === '') continue;
    const { reason: _reason, ...meaning } = cell;
    const isSame =
      known !== undefined && Object.entries(meaning).every(([key, value]) => known[key as 'code'] === value);
    if (known === undefined) added += 1;
    else if (!isSame) changed += 1;
    kept.set(placeOf(cell), isSame ? known : cell);
  }
  if (added + changed > 0)
    write(ctx.store, change(ctx, `重新识别上报表“${form.name}”（新增${added}格，改${changed}格）`), () =>
      saveUpwardForm(ctx.store, { id: form.id, name: form.name, signs: form.signs, cells: [...kept.values()] }),
    );
  return { added, changed, open: proposal.open.length, openAt: proposal.open.slice(0, NAMED_CELLS) };
}

export async function open(ctx: Ctx, params: ParsedParams<'upward.open'>): Promise<Result<'upward.open'>> {
  const form = find(ctx, params.id);
  const { book } = await keptBook(ctx, form);
  const visible = book.sheets.filter(isShown);
  const sheet = visible.find((one) => one.name === params.sheet) ?? visible[0];
  if (!sheet) throw new AppError('file.no-cells', { name: form.fileName });
  const reader = new FactsReader(ctx, { report: params.period });
  const cells = form.cells.map((cell) => {
    const value = formValue(reader, cell, params.period);
    return { ...cell, text: value.number ?? value.sign, problem: value.problem };
  });
  return {
    form: shown(form),
    sheets: visible.map((one) => one.name ?? ''),
    sheet: sheet.name ?? '',
    drawn: withBlanks(drawn(book, sheet)),
    cells,
    formulas: sheet.cells.filter((cell) => cell.f || cell.t === 'f').map((cell) => cellAddress(cell.r, cell.c)),
  };
}

function isShown(sheet: RawSheet): boolean {
  return sheet.state === 'visible' && sheet.notATable !== true && sheet.name !== null;
}

/** A blank cell can be chosen too. */
function withBlanks(sheet: Result<'upward.open'>['drawn']): Result<'upward.open'>['drawn'] {
  const known = new Set(sheet.cells.map((cell) => `${cell.r},${cell.c}`));
  const cells = [...sheet.cells];
  for (let r = 0; r < sheet.rows; r += 1)
    for (let c = 0; c < sheet.columns; c += 1)
      if (!known.has(`${r},${c}`)) cells.push({ r, c, text: '', numeric: true });
  return { ...sheet, cells };
}

export function save(ctx: Ctx, params: ParsedParams<'upward.save'>): Result<'upward.save'> {
  const form = find(ctx, params.id);
  const cells = params.cells ?? form.cells;
  const places = new Set(cells.map(({ sheet, cell }) => `${sheet}!${cell}`));
  if (places.size < cells.length) throw new AppError('input.invalid', { what: '同一个单元格对应了两个数' });
  const next = { id: form.id, name: params.name ?? form.name, signs: params.signs ?? form.signs, cells };
  const label = params.cells ? `修改上报表“${next.name}”的填数对应` : `修改上报表“${next.name}”`;
  write(ctx.store, change(ctx, label), () => saveUpwardForm(ctx.store, next));
  return {};
}

export function remove(ctx: Ctx, { id }: ParsedParams<'upward.remove'>): Result<'upward.remove'> {
  const { name } = find(ctx, id);
  write(ctx.store, change(ctx, `删除上报表“${name}”`), () => removeUpwardForm(ctx.store, id));
  return {};
}

export async function fill(ctx: Ctx, { id, period }: ParsedParams<'upward.fill'>): Promise<Result<'upward.fill'>> {
  const form = find(ctx, id);
  const refused = (why: string): AppError => new AppError('file.form-refused', { name: form.name, why });
  if (form.cells.length === 0) throw refused('还没有单元格对应指标，请先在表上点选');
  const { bytes, book } = await keptBook(ctx, form);
  const reader = new FactsReader(ctx, { report: period });
  const without: Result<'upward.fill'>['without'] = [];
  const missing = new Set<string>();
  const said = new Set<string>();
  const writes = form.cells.map((cell): CellWrite => {
    const value = formValue(reader, cell, period);
    for (const unit of value.missing) missing.add(unit);
    if (value.remark !== '') said.add(value.remark);
    const { sheet, cell: address } = cell;
    if (value.number === null) {
      without.push({ sheet, cell: address, reason: value.problem });
      return { sheet, cell: address, content: form.signs === 'text' && value.sign ? { text: value.sign } : null };
    }
    return {
      sheet,
      cell: address,
      content: { number: value.number, isPercent: value.isPercent, measure: value.measure },
    };
  });
  if (without.length === writes.length) throw new AppError('data.no-values', { period: periodTitle(period, 'ytd') });
  const formulas = book.sheets.reduce(
    (sum, sheet) => sum + sheet.cells.filter((one) => one.f || one.t === 'f').length,
    0,
  );
  let made: ReturnType<typeof fillPackage>;
  try {
    made = fillPackage(bytes, writes, { recalculates: formulas > 0, at: new Date(ctx.store.now()) });
  } catch (error) {
    if (error instanceof CannotPatch) throw refused(`${error.reason}，请用 WPS 或 Excel 打开后另存一份再选择`);
    throw error;
  }
  if (!made.written.some((one) => 'number' in one))
    throw refused(`没有一格能填数（${made.refused[0]?.cell ?? ''}：${made.refused[0]?.reason ?? ''}）`);
  const output = ctx.files.output(`${form.name}_${periodTitle(period, 'ytd')}.xlsx`);
  writeFileSync(output.path, made.bytes);
  const wrong = differences(book, await readWorkbook(ctx, { path: output.path, name: form.fileName }), made.written);
  if (wrong.length > 0)
    throw refused(`填写后重新读取核对，${wrong.slice(0, 5).join('、')}等${wrong.length}处与应填的不一致`);
  const blockedPlaces = new Set(made.refused.map(({ sheet, cell }) => `${sheet}!${cell}`));
  return {
    file: output.finish(),
    filled: made.written.filter((one) => 'number' in one).length,
    without: [...without.filter(({ sheet, cell }) => !blockedPlaces.has(`${sheet}!${cell}`)), ...made.refused],
    formulas,
    remarks: [...otherPeriods(book, form.cells, period), ...missingRemark([...missing]), ...said],
  };
}

function missingRemark(units: readonly string[]): string[] {
  return units.length === 0 ? [] : [`合计中缺${units.join('、')}的数，上报前请核实`];
}

/** The form itself names another month: it may be last month's. */
function otherPeriods(book: RawBook, cells: readonly UpwardCell[], period: Period): string[] {
  const mapped = new Set(cells.map(({ sheet }) => sheet));
  const texts = new Set<string>();
  for (const sheet of book.sheets) {
    if (!mapped.has(sheet.name ?? '')) continue;
    for (const cell of sheet.cells) {
      if (typeof cell.v !== 'string') continue;
      const isOther = statedPeriods(cell.v).some(
        (one) =>
          one.month !== null && (one.month !== monthOf(period) || (one.year !== null && one.year !== yearOf(period))),
      );
      if (isOther) texts.add(cell.v.trim().slice(0, 40));
    }
  }
  return texts.size === 0
    ? []
    : [`表中写有“${[...texts].slice(0, 3).join('”“')}”，与所填的${periodTitle(period, 'ytd')}不同，请核对表头`];
}
