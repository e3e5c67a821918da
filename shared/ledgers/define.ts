// What a ledger is: one declaration from which form, grid, filters, template, import, validation, roll-up, export and print
// follow (style.md §7). A new ledger is a file beside this one, its line in registry.ts and its table in a migration.
// Not here: checking a row (validate.ts), stages (stages.ts), heads of workbooks (heads.ts), counting (rollup.ts), SQL (core/store).

import type { Severity } from '../import/plan.js';

/** Checks of statutory numbers, see shared/checks/codes. `certificate`: issuer-specific, only tidied. */
export type CodeKind = 'uscc' | 'patent' | 'trademark' | 'nice-class' | 'document' | 'case' | 'pledge' | 'certificate';

/** Value taken from the title, sheet or file name where a workbook has no column for it (第二批非正常…, 省级专利导航…). */
export interface TitleSource {
  pattern: RegExp; //         found in the title; without `value` the first group is read like a cell
  value?: string;
}

interface FieldBase {
  label: string; //           as on the form, in the grid and as head of the template; unique within the ledger
  required?: boolean; //      a row without it is not stored
  aliases?: readonly string[]; // other heads in workbooks; compared after normalising, without 计量单位 in brackets
  width?: number; //          of the grid column, in characters; by kind where absent
  help?: string; //           one sentence under the form field
  isPersonal?: boolean; //    personal data: in no export unless asked for
  isExtra?: boolean; //       added by the office, kept in the JSON column; never written in a shipped declaration
  fromTitle?: readonly TitleSource[];
}

export interface TextField extends FieldBase {
  kind: 'text' | 'longText';
  default?: string;
  isParty?: boolean; //       names a person or an enterprise: the page of an enterprise finds the row by its known names
}
export interface CountField extends FieldBase {
  kind: 'integer' | 'personCount'; // whole numbers, never negative
  default?: number | 'year-of-period'; // the year of the period at work
  isMonths?: boolean; //      a term: 1年 is 12
  to?: string; //             field that takes the last day of a term that is written with both days
  isNoCount?: boolean; //     the number of a 批次, a term in days: never added up
  mayBeNone?: boolean; //     filled in where there is some: a blank says none, where a row of this year or the last has it
}
export interface AmountField extends FieldBase {
  kind: 'amount'; //          entered and shown in 万元; stored in 分, so 0.0001 万元 is 100
  measure?: '元'; //           entered and shown in 元 instead: fees of a counter
  mayBeNegative?: boolean; //  what is taken back again is written below 0; every other amount is never
  mayBeNone?: boolean; //     as of counts
}
export interface DayField extends FieldBase {
  kind: 'date' | 'period'; // `YYYY-MM-DD`, `YYYY-MM`
  isEnd?: boolean; //         the last day of a term: of 2020.8.1—2023.7.31 the second
  mayLieAhead?: boolean; //   a deadline, a term, a plan; every other date records what happened, and one after today is pointed out
  to?: string; //             `date`: field that takes the last day where several are written: 7月5日至6日
  maySpan?: boolean; //       `date`: also a month, 上旬 or other span of days, stored as `first/last` (day-span.ts)
}
export interface ChoiceField extends FieldBase {
  kind: 'choice' | 'multiChoice';
  options: readonly string[]; // stored as they are written
  optionAliases?: Readonly<Record<string, string>>; // other spelling → option
  saysToo?: Readonly<Record<string, { field: string; word: string }>>; // other spelling → text field that it is written into too, unless this word stands there
  parts?: readonly { field: string; pattern: RegExp }[]; // of a text that is no option: what another field takes, the rest may be one: 第二十二届中国专利奖
  tells?: { field: string; by: readonly (readonly [RegExp, string])[] }; // what its text says of another choice: 中国专利奖 is 国家级
  isOpen?: boolean; //        other values are admitted: catalogues that the office edits each year
  optionsFrom?: { ledger: string; field: string }; // what that ledger has in that field is offered too: its catalogue
  default?: string;
}
export interface UnitField extends FieldBase {
  kind: 'unit'; //            reporting unit, by id; recognised by name and aliases
  mayBeOffices?: 'usually' | 'asked'; // of the office itself where nobody says a unit (RowEnv.officeUnit); asked: of a whole list, once
  unlessSaidBy?: string; //    field whose text may name another unit: then it is not the office's own
}
export interface EnterpriseField extends FieldBase {
  kind: 'enterprise'; //      name as written, and the id in the enterprise register once it is found there
  others?: string; //         text field that takes all names where several are written; the first one is the field's
  codeField?: string; //      field with its USCC: matched first by code, then by exact or former name
}
export interface CodeField extends FieldBase {
  kind: 'code';
  check: CodeKind;
  many?: boolean; //          a list of numbers (the patents of one pledge), parted by ；、, or a line break
}
export interface YesNoField extends FieldBase {
  kind: 'yesNo';
}
export interface AttachmentField extends FieldBase {
  kind: 'attachment'; //      files kept by hash, opened outside
}
/** What one entry of a list may hold: plain values that need no register. */
export type LineField = TextField | CountField | AmountField | DayField | YesNoField | (CodeField & { many?: false });
export interface LinesField extends FieldBase {
  kind: 'lines'; //           a list of entries inside a row (the payments of one application), each with its own fields
  fields: Readonly<Record<string, LineField>>;
  sum?: string; //            amount or count whose sum stands for the list in a narrow place
  total?: { field: string; on: string }; // field of the row that holds this sum, and the day of an entry
}
export interface StatusField extends FieldBase {
  kind: 'status'; //          one of the stages; every ledger has at most one
  default?: string;
}

export type Field =
  | TextField
  | CountField
  | AmountField
  | DayField
  | ChoiceField
  | UnitField
  | EnterpriseField
  | CodeField
  | YesNoField
  | AttachmentField
  | LinesField
  | StatusField;
export type FieldKind = Field['kind'];
export type Fields = Readonly<Record<string, Field>>;

export interface EnterpriseRef {
  id: number | null; //       null: not in the register (a natural person, or several of that name)
  name: string;
}
export interface AttachmentRef {
  name: string;
  sha256: string;
}

/** One entry of a list: every declared field is present, null where nothing is known. Amounts are 分. */
export type LineValue = Readonly<Record<string, string | number | boolean | null>>;

type ValueOf<F extends Field> = F extends { kind: 'integer' | 'personCount' | 'amount' | 'unit' }
  ? number
  : F extends { kind: 'yesNo' }
    ? boolean
    : F extends { kind: 'enterprise' }
      ? EnterpriseRef
      : F extends { kind: 'attachment' }
        ? readonly AttachmentRef[]
        : F extends { kind: 'lines' }
          ? readonly LineValue[]
          : F extends { kind: 'multiChoice' } | { kind: 'code'; many: true }
            ? readonly string[]
            : string;

export type FieldValue =
  | string
  | number
  | boolean
  | readonly string[]
  | EnterpriseRef
  | readonly AttachmentRef[]
  | readonly LineValue[]
  | null;

/** A row of any ledger: every declared field is present, null where nothing is known. */
export type LedgerRow = Readonly<Record<string, FieldValue>>;
/** The row type that follows from a declaration. */
export type RowOf<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> | null };

/** 环节: the way of a row through its procedure. */
export interface Stages<K extends string = string> {
  paths: readonly { name: string; steps: readonly string[] }[]; // in order; a step may be on several paths
  pathField?: string; //      choice field that names the path; else it is inferred where a step is on one path only
  ends: readonly string[]; // end states off the path (退回补正, 终止 …): may follow any step, count for no roll-up by `reached`
  aliases: Readonly<Record<string, string>>; // 初审通过 → 初审
  closed?: { on: K; at: string }; // day on which it is done, and the step that says so: a day beside an earlier step is pointed out
  asks?: Readonly<Record<string, readonly K[]>>; // fields that are filled in when a row, or a whole 批次, enters the stage
}

/** Which rows a roll-up counts for a period. */
export type DateRule<K extends string = string> =
  | { kind: 'dateIn'; fields: readonly K[]; by?: K; orYear?: K } // the first of these dates that is known falls into the period (ytd or month); `by`: day that, where it is known, is not after the period; `orYear`: the year of a row that has none of the dates, of no month
  | { kind: 'validAt'; from: K | readonly K[]; to: readonly K[]; gone?: readonly K[] } // valid on the last day of the period, from the first start that is known; none of the last days is before it, and none of the days on which it was taken away is there yet (asof)
  | { kind: 'lineIn'; lines: K; on: string; last: K } // entries of a list whose date falls into the period (ytd or month); `last`: field with the newest of these dates
  | { kind: 'yearIs'; field: K; by?: K } //      the year of the period: rows that need know no date (ytd); `by` as of dateIn, but for the whole year: what a year's round decides in the next one is of that year
  | { kind: 'newestBatch'; year: K; batch: K; on: K }; // the newest 批次 of that year as a whole, the first known day of which is not after the period (ytd)

export type RowFilter<K extends string = string> =
  | { field: K; in: readonly (string | number | boolean)[] }
  | { field: K; notIn: readonly (string | number | boolean)[]; orEndedOn?: K } // orEndedOn: one of these after all where this day says until when it was not
  | { field: K; isKnown: boolean } //             filled in or not
  | { field: K; says: string } //                 text field: as an office writes it, this word is somewhere in it
  | { field: K; tag: string } //                  enterprise field: the register has it with this tag (规上)
  | { field: K; reached: string; orEndedOn?: K }; // status field: at this step of its path or beyond; orEndedOn: an end state where this day says until when it was

export interface Rollup<K extends string = string> {
  code: string; //            indicator that it feeds
  measure: 'rows' | { sum: K; less?: K } | { sumOfLines: string } | { distinct: K }; // less: a part that is taken off again; sumOfLines: with `lineIn`, of the entries that count; distinct enterprises; sums of amounts are 分, like every stored amount
  when: DateRule<K>;
  where?: readonly RowFilter<K>[]; // all must hold
  rule: string; //            how it counts, in Chinese, printed as the note of the number
  says?: string; //           of that what a reader of a table would not expect, behind the name of the number: printed below tables and charts
}

/** A finding of a ledger's own checks. */
export interface Finding {
  severity: Severity;
  rule: string;
  field: string | null;
  message: string;
}

/** What should not come twice: all fields are known and equal. Rows in an end state (未通过, 终止 …) do not count. */
export interface Once<K extends string = string> {
  fields: readonly K[];
  message: string; //         what was found and what to do
}

/** A paper that is printed of a ledger again and again: the register of a day or month, the sheet that is signed. */
export interface Paper<K extends string = string> {
  title: string;
  columns: readonly K[];
  blanks?: readonly string[]; // columns that are filled in by hand: 签字
  on: K; //                   date by which a day or a month is taken
}

/** What another ledger may hold against the enterprise of a row: 非正常 that is not withdrawn, 失信. Found by code, register or name. */
export interface Against {
  ledger: string;
  where: readonly RowFilter[]; // rows of that ledger that speak against it
  message: string; //         what was found and what to do
}

/** A last day that follows from a first one and a number of working days, by the calendar of holidays. */
export interface Due<K extends string = string> {
  from: K;
  days: K;
  to: K;
  counts: 'from-next' | 'from-first'; // 受理之日起n个工作日 does not count the day itself; a 公示 of n working days does
}

/** What a row leads to in another ledger: a check that becomes a case. The two are held together by one number that both name. */
export interface LeadsTo<K extends string = string> {
  ledger: string;
  what: string; //            the step in Chinese: 立案
  by: K; //                   text field here with the number …
  to: string; //              … that the row there has in this field
  where: readonly RowFilter<K>[]; // rows for which the step is offered
  sets: Readonly<{ [F in K]?: string }>; // written into the row here once the step is taken
  takes: Readonly<Record<string, K>>; // field there ← field here
}

/** What another ledger says of a row, found there by equal values: way and window of a category. Nothing where several rows have them. */
export interface LookUp<K extends string = string> {
  ledger: string;
  by: readonly K[]; //        fields of the same name and kind in both
  gives: Readonly<{ [F in K]?: string }>; // field here → field there
}

/** Value of a field as it follows from the other fields; null where it does not. A method type, so that a precise row still fits. */
export type Fill = { of(row: LedgerRow): FieldValue }['of'];

/** 到期提醒: rows with something to be done by a day. Shown from `ahead` working days before it; long past, nobody can do it any more. */
export interface Reminder<K extends string = string> {
  id: string; //              unique within the ledger; never reused
  what: string; //            what is to be done, in Chinese: 证书到期
  on: K; //                   date field: the deadline itself, or what it follows from
  after?: { workingDays: number } | { days: number } | { months: number }; // the deadline follows so long after `on`
  ahead: number; //           working days before the deadline from which it is shown
  keep?: number; //           days after the deadline for which it is shown; 60 where absent
  where?: readonly RowFilter<K>[]; // rows it is about; all must hold
  unless?: readonly K[]; //   fields that are filled in once it is done
  /** Done once the one amount has reached the other; any amount where the other is not known. `saidBy`: rows that say so without one. */
  untilPaid?: { amount: K; of: K; saidBy?: readonly RowFilter<K>[] };
  newestPer?: K; //           enterprise field: of each enterprise only the newest row by `on` (the last visit)
  /** Done once that ledger has a row of the same enterprise on or after `on`, by `where` too; `isRegistered`: of the register alone. */
  answeredBy?: { ledger: string; on: string; where?: readonly RowFilter[]; isRegistered?: boolean };
  name: K; //                 field that names the row
}

/** Any ledger, as form, store and import see it. */
export interface Ledger {
  id: string; //              identity in calls and history; never reused
  title: string;
  table: string; //           ledger_…: the journal takes every table of that name
  group: string; //           heading in the list of ledgers
  fields: Fields; //          in the order of form, grid and template
  keys: readonly (readonly string[])[]; // what makes two rows the same, best first; used where its first field is known
  stages?: Stages;
  rollups: readonly Rollup[];
  once?: readonly Once[]; //   another row with the same values is to be looked at: a patent that is paid for twice
  against?: readonly Against[];
  leadsTo?: LeadsTo;
  reminders?: readonly Reminder[];
  papers?: readonly Paper[];
  due?: readonly Due[]; //    filled in where nobody wrote them, and again when what they follow from changes
  sort?: { heads: readonly string[]; words: RegExp; others: RegExp }; // column that says of each row of a mixed list which ledger it is of: what names this one's rights, what those of others
  derived?: readonly string[]; // heads of workbooks that are computed again and never stored (序号, 撤回率)
  lookUps?: readonly LookUp[]; // filled in where nobody wrote them, and again when what they follow from changes
  carries?: readonly string[]; // fields that a row typed into the grid takes from the row typed before it; a date begins with today
  titleWords: readonly string[]; // words in titles and file names that speak for this ledger
  isOwn?: boolean; //         made by the office: its rows lie in the table of all such ledgers (own.ts)
  /** Fields that do not outlive a value: a patent that is valid again has no 失效日期. For lists that have no column for them. */
  empties?: readonly { field: string; is: string; empty: readonly string[] }[];
  /** Fields that follow from others, filled in where nobody wrote them, and again when what they follow from changes. */
  fill?: Readonly<Record<string, Fill>>;
  /** What single fields cannot tell. A method, so that a precise row type still fits the general one. */
  check?(row: LedgerRow): Finding[];
}

/** A declaration with its precise field names and row type. */
export interface TypedLedger<F extends Fields> extends Omit<
  Ledger,
  | 'fields'
  | 'keys'
  | 'once'
  | 'due'
  | 'lookUps'
  | 'leadsTo'
  | 'carries'
  | 'papers'
  | 'reminders'
  | 'rollups'
  | 'stages'
  | 'fill'
  | 'check'
> {
  fields: F;
  keys: readonly (readonly (keyof F & string)[])[];
  once?: readonly Once<keyof F & string>[];
  stages?: Stages<keyof F & string>;
  due?: readonly Due<keyof F & string>[];
  lookUps?: readonly LookUp<keyof F & string>[];
  leadsTo?: LeadsTo<keyof F & string>;
  carries?: readonly (keyof F & string)[];
  reminders?: readonly Reminder<keyof F & string>[];
  papers?: readonly Paper<keyof F & string>[];
  rollups: readonly Rollup<keyof F & string>[];
  fill?: { readonly [K in keyof F]?: (row: RowOf<F>) => RowOf<F>[K] };
  check?(row: RowOf<F>): Finding[];
}

/** Identity function that keeps the precise types of a declaration. */
export function defineLedger<const F extends Fields>(ledger: TypedLedger<F>): TypedLedger<F> {
  return ledger;
}

/** Names and fields in declared order. */
export function fieldsOf(ledger: Ledger): readonly [string, Field][] {
  let fields = FIELDS.get(ledger.fields);
  if (fields === undefined) FIELDS.set(ledger.fields, (fields = Object.entries(ledger.fields)));
  return fields;
}

/** Asked for several times per row: made once per declaration. */
const FIELDS = new WeakMap<Fields, readonly [string, Field][]>();

function nameOfKind(ledger: Ledger, kind: FieldKind): string | null {
  let names = KINDS.get(ledger.fields);
  if (names === undefined) {
    const first = new Map<FieldKind, string>();
    for (const [name, field] of fieldsOf(ledger)) if (!first.has(field.kind)) first.set(field.kind, name);
    KINDS.set(ledger.fields, (names = first));
  }
  return names.get(kind) ?? null;
}

/** The first field of each kind, likewise. */
const KINDS = new WeakMap<Fields, ReadonlyMap<FieldKind, string>>();

/** The field that says whose row it is: the first of kind unit. */
export function unitFieldOf(ledger: Ledger): string | null {
  return nameOfKind(ledger, 'unit');
}

export function statusFieldOf(ledger: Ledger): string | null {
  return nameOfKind(ledger, 'status');
}

/** Fields that name an enterprise, each with the field of its code. */
export function enterpriseFieldsOf(ledger: Ledger): readonly { name: string; codeField: string | undefined }[] {
  let fields = ENTERPRISES.get(ledger.fields);
  if (fields === undefined) {
    fields = fieldsOf(ledger).flatMap(([name, field]) =>
      field.kind === 'enterprise' ? [{ name, codeField: field.codeField }] : [],
    );
    ENTERPRISES.set(ledger.fields, fields);
  }
  return fields;
}

/** Likewise. */
const ENTERPRISES = new WeakMap<Fields, readonly { name: string; codeField: string | undefined }[]>();

export function fieldOf(ledger: Ledger, name: string): Field | null {
  return Object.hasOwn(ledger.fields, name) ? ledger.fields[name]! : null;
}
