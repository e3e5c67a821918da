// Which field each column of a ledger table is: by its head, else by the officer's answer.

import type { PlannedLedger } from '../../../../shared/import/ledger-rows.js';
import { fieldsOf, type Field, type Ledger } from '../../../../shared/ledgers/define.js';
import { headKey, headsOf, type MappedHeads } from '../../../../shared/ledgers/heads.js';
import { nameFields, ownFieldSchema, type OwnField } from '../../../../shared/ledgers/own.js';
import { isCountField } from '../../../../shared/ledgers/summed.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { LedgerCandidate } from '../2-recognise/ledger-table.js';
import { namesUnits } from './ask-for-all.js';
import { type LedgerAsking } from './ledger-asking.js';
import { moneyColumn } from './ledger-money-column.js';
import { shorten } from './shorten.js';

export interface LedgerColumn {
  c: number;
  head: string;
  field: string | null;
  use: PlannedLedger['columns'][number]['use'];
}

/** So many heads that stand twice are no slip. */
const FEWEST_AGAIN = 3;

const TERM = /^(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个?月|周?年|天|日)?$/;

/** The columns that are read into a field. */
export function readColumns(
  ledger: Ledger,
  columns: readonly LedgerColumn[],
): { c: number; name: string; field: Field; isCount: boolean }[] {
  return columns.flatMap(({ c, field: name }) => {
    const field = name === null ? undefined : ledger.fields[name];
    return name === null || field === undefined ? [] : [{ c, name, field, isCount: isCountField(name, field) }];
  });
}

export interface LedgerColumns {
  columns: LedgerColumn[];
  /** Fields that receiving adds. */
  added: OwnField[];
  /** A head is not decided yet. */
  isOpen: boolean;
  /** Nothing can be read; an issue says why. */
  isRefused: boolean;
  /** 元 or 万元, where a column of its own says it of all amounts. */
  measure: string | null;
}

/** `isOpen`: which ledger it is, is not decided yet; then no head is asked about. */
export function columnsOf(asking: LedgerAsking, candidate: LedgerCandidate, isOpen: boolean): LedgerColumns {
  return new Columns(asking).columns(candidate, isOpen);
}

class Columns {
  constructor(readonly asking: LedgerAsking) {}

  columns({ ledger, heads }: LedgerCandidate, isOpen: boolean): LedgerColumns {
    const terms = new Set<string>();
    const columns: LedgerColumn[] = this.asking.table.columns.map(({ c, head }, index) => {
      const name = heads.fields[index] ?? null;
      const isTerm = name !== null && this.#isTerm(ledger.fields[name]!, c);
      if (isTerm) terms.add(head);
      return { c, head, field: isTerm ? null : name, use: name === null || isTerm ? 'derived' : 'field' };
    });
    this.#unnamedColumns();
    const none = { columns, added: [], isOpen: true, measure: null };
    if (isOpen) return { ...none, isRefused: false };
    if (this.#refuseSideBySide(columns, heads)) return { ...none, isRefused: true };
    const isParted = this.#refuseParts(columns);
    let hasOpen = isParted || this.#repeated(ledger, columns, heads);
    const drafts: OwnField[] = [];
    const times = new Map<string, number>();
    let measure: string | null = null;
    for (const column of columns) {
      if (column.field !== null || column.use === 'open') continue;
      const isNumbers = headKey(column.head) === '编号' && !this.#isRunning(column.c);
      if (!heads.unknown.includes(column.head) && !isNumbers && !terms.has(column.head)) continue;
      const example = this.asking.example(column.c);
      const money = moneyColumn(this.asking, column.c);
      if (money !== null) {
        if (money === 'refused') return { ...none, isRefused: true };
        column.use = 'left';
        measure = money.measure ?? measure;
        continue;
      }
      if (example === '') {
        column.use = 'left';
        this.asking.reasons.push(`“${column.head}”不认识，这一栏是空的，没有导入`);
        continue;
      }
      const taken = new Set(columns.flatMap((one) => one.field ?? []));
      const free = fieldsOf(ledger).filter(([name, field]) => !taken.has(name) && field.kind !== 'attachment');
      const canAdd = /\p{L}/u.test(column.head) && column.head.length <= 30;
      // 金额 below 第一次 and below 第二次 are two columns.
      const key = headKey(column.head);
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      const answer = this.asking.ask(`head-${key}${time === 1 ? '' : `-${time}`}`, {
        kind: 'ledger-head',
        cell: this.asking.headCell(column.c),
        text: `“${ledger.title}”没有“${column.head}”这一栏（例如“${shorten(example)}”），怎样处理？`,
        options: [
          ...(canAdd ? [{ value: '+add', label: `新增字段“${column.head}”保留` }] : []),
          { value: '+leave', label: '不导入这一栏' },
          ...free.map(([name, field]) => ({ value: name, label: `就是“${field.label}”` })),
        ],
        default: null,
        remembered: true,
      });
      if (answer === undefined) {
        column.use = 'open';
        hasOpen = true;
      } else if (answer === '+leave') {
        column.use = 'left';
        this.asking.reasons.push(`“${column.head}”按您的选择没有导入`);
      } else if (answer === '+add') {
        column.use = 'added';
        const known = this.asking.env
          .extraFields(ledger.id)
          .find((one) => one.isHidden && headKey(one.label) === headKey(column.head));
        const draft = known
          ? { ...known, isHidden: false }
          : nameFields(
              [{ ...ownFieldSchema.omit({ name: true }).parse({ label: column.head, kind: 'text' }), name: null }],
              [...this.asking.env.extraFields(ledger.id), ...drafts],
            )[0]!;
        drafts.push(draft);
        column.field = draft.name;
        this.asking.reasons.push(`“${column.head}”作为新增字段保留，接收时加到台账“${ledger.title}”`);
      } else {
        column.use = 'field';
        column.field = answer;
        this.asking.reasons.push(`“${column.head}”按您的选择读作“${ledger.fields[answer]!.label}”`);
      }
    }
    return { columns, added: drafts, isOpen: hasOpen, isRefused: false, measure };
  }

  /** The whole table once more to the right: of two columns for one field one would be left out with all its records. */
  #refuseSideBySide(columns: readonly LedgerColumn[], { repeated }: MappedHeads): boolean {
    const { head, sheetName } = this.asking.table;
    const known = columns.filter(({ field }) => field !== null);
    const again = columns.find((column) => column.head === repeated[0] && column.field === null);
    if (again === undefined || repeated.length < FEWEST_AGAIN || repeated.length * 2 <= known.length) return false;
    this.asking.issues.push({
      severity: 'block',
      rule: 'ledger-side-by-side',
      canWaive: false,
      sheet: sheetName,
      cell: cellAddress(head[1], again.c),
      message: `第${head[1] + 1}行的表头从${cellAddress(head[1], again.c)}“${shorten(again.head)}”起又重复了一遍，像是左右并排的两张表，没有导入。请上下排成一张表，再重新导入。`,
    });
    return true;
  }

  /** Month and day of one date in columns of their own: which number is which day no single column says. */
  #refuseParts(columns: readonly LedgerColumn[]): boolean {
    const { grid, head, sheetName } = this.asking.table;
    const partOf = ({ c }: LedgerColumn): string => grid.text(head[1], c).replaceAll(/\s/g, '');
    const month = columns.find(
      (column, n) => partOf(column) === '月' && columns[n + 1] && partOf(columns[n + 1]!) === '日',
    );
    if (month === undefined) return false;
    const at = columns.indexOf(month);
    const year = columns[at - 1] && partOf(columns[at - 1]!) === '年' ? [columns[at - 1]!] : [];
    const parts = [...year, month, columns[at + 1]!];
    for (const column of parts) Object.assign(column, { field: null, use: 'open' });
    this.asking.issues.push({
      severity: 'block',
      rule: 'ledger-day-parts',
      canWaive: false,
      sheet: sheetName,
      cell: this.asking.headCell(month.c),
      message: `日期的${parts.map(partOf).join('、')}分在${parts.map(({ c }) => cellAddress(head[1], c)).join('、')}几栏，没有导入。请合成一栏（如2022-07-05），写上栏目名称后重新导入。`,
    });
    return true;
  }

  /** True where a column numbers the rows: 1, 2, 3. An 编号 of another kind is a number that somebody gave. */
  #isRunning(c: number): boolean {
    return /^[(（]?\d{0,6}[)）.、]?$/.test(this.asking.example(c));
  }

  /** A column without a head of which rows hold something: not read, and said. */
  #unnamedColumns(): void {
    const { grid, head, columns } = this.asking.table;
    const named = new Set(columns.map((column) => column.c));
    for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + 2000); r += 1) {
      for (const { c } of grid.rowCells(r)) {
        if (named.has(c) || grid.text(r, c).trim() === '' || grid.isCovered(r, c)) continue;
        // What stands beside no record is a note.
        const filled = columns.filter((column) => grid.text(r, column.c).trim() !== '').length;
        if (filled < 2 || filled * 2 < columns.length) break;
        named.add(c);
        if (c < columns[0]!.c && this.#isRunning(c)) continue;
        const cell = cellAddress(r, c);
        this.asking.issues.push({
          severity: 'warn',
          rule: 'ledger-no-head',
          sheet: this.asking.table.sheetName,
          cell,
          message: `${cell}“${shorten(grid.text(r, c).trim())}”所在的一栏没有表头（第${head[1] + 1}行是空的），这一栏没有导入。需要的话，请写上表头后重新导入。`,
        });
      }
    }
  }

  /** Two columns for one field: neither position nor order decides. */
  /** 一年, 12个月 below 保险期限: how long, and not until when. */
  #isTerm(field: Field, c: number): boolean {
    if (field.kind !== 'date' || field.isEnd !== true || field.required === true) return false;
    const { grid, head } = this.asking.table;
    let times = 0;
    for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + 2000); r += 1) {
      const text = grid.text(r, c).replaceAll(/\s/g, '');
      if (text === '') continue;
      if (!TERM.test(text)) return false;
      times += 1;
    }
    return times > 0;
  }

  #repeated(ledger: Ledger, columns: LedgerColumn[], { repeated, unknown }: MappedHeads): boolean {
    let isOpen = false;
    const known = headsOf(ledger);
    for (const head of repeated) {
      const fieldName = known.get(headKey(head));
      const same = columns.filter((one) => known.get(headKey(one.head)) === fieldName && !unknown.includes(one.head));
      const first = same.find((column) => column.field !== null);
      if (!first) continue;
      const { label, kind } = ledger.fields[first.field!]!;
      const naming = kind === 'unit' ? same.filter(({ c }) => namesUnits(this.asking, c)) : [];
      if (naming.length === 1) {
        for (const column of same) Object.assign(column, { field: null, use: 'left' });
        Object.assign(naming[0]!, { field: fieldName, use: 'field' });
        this.asking.reasons.push(`“${naming[0]!.head}”一栏写的是填报单位，按它填写“${label}”`);
        continue;
      }
      // By their order: the same heads may stand a column further to the right next time.
      const answer = this.asking.ask(`which-of-${headKey(label)}`, {
        kind: 'ledger-head',
        cell: this.asking.headCell(same[1]?.c),
        text: `有${same.length}栏都是“${label}”（${same.map((column) => cellAddress(this.asking.table.head[1], column.c)).join('、')}），以哪一栏为准？`,
        options: same.map((column, n) => ({
          value: String(n + 1),
          label: `${cellAddress(this.asking.table.head[1], column.c)}“${column.head}”`,
        })),
        default: null,
        remembered: true,
      });
      const name = first.field;
      for (const [n, column] of same.entries()) {
        column.field = String(n + 1) === answer ? name : null;
        column.use = answer === undefined ? 'open' : column.field === null ? 'left' : 'field';
      }
      if (answer === undefined) isOpen = true;
    }
    return isOpen;
  }
}
