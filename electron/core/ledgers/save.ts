// Saving rows of any ledger as one step that can be undone: read and check by the declaration, compare with the other rows,
// find the enterprises in the register, write. All rows or none. The import uses the same function on rows of a file.

import { enterpriseLookup, type EnterpriseLookup } from '../store/enterprise-lookup.js';
import { formerUnits, setFormerUnits } from '../store/former-unit-store.js';
import { addFirstStages, addStageMoves, type StageMove } from '../store/ledger-history.js';
import { insertTogether } from '../store/journal.js';
import { insertManyRows, RowInserter } from '../store/ledger-insert.js';
import { getRow, insertRow, removeRows as removeStored, updateRow, type StoredRow } from '../store/ledger-store.js';
import { forgetUnsavedRows } from '../store/ledger-view-store.js';
import type { Store } from '../store/store.js';
import { getBureau, listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import { UnitNames } from '../workbook/2-recognise/names.js';
import { officeUnit } from '../../../shared/model/office-unit.js';
import { AppError } from '../../../shared/errors/app-error.js';
import {
  enterpriseFieldsOf,
  statusFieldOf,
  unitFieldOf,
  type EnterpriseRef,
  type Finding,
  type Ledger,
  type LedgerRow,
} from '../../../shared/ledgers/define.js';
import { keepsUnits, movedUnits } from '../../../shared/ledgers/former-units.js';
import { readRow } from '../../../shared/ledgers/read-row.js';
import { unitMove } from '../../../shared/ledgers/rollup.js';
import { hasBlock, type RowEnv, type RowInput } from '../../../shared/ledgers/validate.js';
import { periodTitle, type Period } from '../../../shared/model/period.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import { BudgetChecks } from './budget-check.js';
import { dayEnv } from './day-env.js';
import { resolveEnterprise } from './register.js';
import { AgainstChecks, BatchDays, changesEnterprise, otherEnterprise, repeatedOnce, sameKey } from './row-checks.js';

export interface RowDraft {
  /** Null: a new row. */
  id: number | null;
  /** Only what changes. */
  values: RowInput;
  measures?: Readonly<Record<string, string>>;
  /** As which it is kept while it is not stored. */
  unsavedId?: number | undefined;
}

export interface SavedRow {
  id: number | null;
  saved: boolean;
  findings: Finding[];
}

export interface SavedRows {
  saved: boolean;
  /** The step; null where nothing was saved. */
  changeSetId: number | null;
  rows: SavedRow[];
  /** Rows that are of another unit from a month on, as the months before keep the old one; absent where there are none. */
  moved?: { since: Period; rows: { id: number; from: number; to: number | null }[] };
}

/** Units as files write them (exact names and aliases, with or without the city in front), or by id. */
export function rowEnv(store: Store, period: Period | null): RowEnv {
  const units = listUnits(store);
  const names = new UnitNames(units, getBureau(store)?.place ?? '');
  const ids = new Set(units.map((unit) => unit.id));
  return {
    ...dayEnv(store),
    officeUnit: officeUnit(units)?.id ?? null,
    period,
    unitId: (unit) => {
      if (typeof unit === 'number') return ids.has(unit) ? unit : null;
      const match = names.exact(unit);
      return match.kind === 'found' ? match.unit.id : null;
    },
  };
}

interface Prepared {
  before: StoredRow | null;
  row: LedgerRow;
  findings: Finding[];
}

/** Reads and checks drafts against the stored rows and each other; writes nothing. */
export function prepare(store: Store, ledger: Ledger, drafts: readonly RowDraft[], period: Period | null): Prepared[] {
  const env = rowEnv(store, period);
  const register = enterpriseLookup(store, drafts.length);
  const seen = new Map<string, number>();
  const against = new AgainstChecks(store, ledger);
  const changed = drafts.flatMap(({ id }) => id ?? []);
  const budgets = new BudgetChecks(store, ledger, changed);
  const batchDays = new BatchDays(store, ledger, changed);
  const once = new Set<string>();
  return drafts.map((draft, index) => {
    const before = draft.id === null ? null : getRow(store, ledger, draft.id);
    if (draft.id !== null && before === null) throw new AppError('data.not-found', { what: `${ledger.title}的这一条` });
    const measures = draft.measures === undefined ? {} : { measures: draft.measures };
    const { row, findings } = readRow(ledger, draft.values, { ...env, ...measures }, before?.row);
    const others = [
      ...sameKey(store, ledger, row, draft.id, { seen, index }),
      ...repeatedOnce(store, ledger, row, draft.id, once),
      ...against.check(row),
      ...budgets.check(row),
      ...batchDays.check(row),
      ...(before === null || changesEnterprise(ledger, draft.values) ? otherEnterprise(register, ledger, row) : []),
    ];
    return { before, row, findings: [...findings, ...others] };
  });
}

/** A row that is about to be written. */
interface CheckedChange {
  before: StoredRow | null;
  row: LedgerRow;
}

/** From so many new rows on they are journaled together. */
const MANY_ROWS = 50;
const MOVES_AT_ONCE = 320;

interface WriteRows {
  operator: string;
  /** At most as many rows. */
  rows: number;
  /** The only fields that new rows have values in, where that is known. */
  filled?: ReadonlySet<string>;
  /** Month from which rows are of a unit that they are changed to; null: they always were. */
  unitSince?: Period | null;
}

/** Writes checked rows with their enterprises, the moves of their stages and their former units. Use it through writeRows(). */
export class RowWriter {
  readonly #status: string | null;
  readonly #unit: string | null;
  readonly #register: EnterpriseLookup;
  readonly #at: string;
  readonly #inserter: RowInserter | null;
  readonly #unitSince: Period | null;
  #moves: { rowId: number; move: StageMove }[] = [];
  /** Of the rows that are new. */
  #firstId: number | null = null;
  #lastId = 0;

  constructor(
    readonly store: Store,
    readonly ledger: Ledger,
    readonly operator: string,
    { rows, filled, unitSince = null }: Omit<WriteRows, 'operator'>,
  ) {
    this.#unitSince = unitSince;
    this.#inserter = filled === undefined ? null : new RowInserter(store, ledger, filled);
    this.#status = statusFieldOf(ledger);
    this.#unit = unitFieldOf(ledger);
    this.#register = enterpriseLookup(store, rows);
    this.#at = store.now();
  }

  /** Returns the id of the row. */
  write({ before, row: checked }: CheckedChange): number {
    const { store, ledger } = this;
    const enterprises = this.#enterprisesOf(checked, before?.row ?? null);
    if (before === null) {
      const id = this.#inserter?.add(checked, enterprises) ?? insertRow(store, ledger, { ...checked, ...enterprises });
      this.#firstId ??= id;
      this.#lastId = id;
      return id;
    }
    const row = { ...checked, ...enterprises };
    updateRow(store, ledger, { id: before.id, row, extra: before.extra });
    this.#move(before, row);
    this.#moveUnit(before, row);
    return before.id;
  }

  #moveUnit(before: StoredRow, row: LedgerRow): void {
    const since = this.#unitSince;
    const move = since === null ? null : unitMove(this.ledger, before.row, row, since);
    if (since === null || move === null) return;
    const former = formerUnits(this.store, this.ledger, [before.id]).get(before.id) ?? [];
    setFormerUnits(this.store, this.ledger, before.id, movedUnits(former, { ...move, since }));
  }

  #move(before: StoredRow, row: LedgerRow): void {
    const [from, to] =
      this.#status === null ? [null, null] : [before.row[this.#status] ?? null, row[this.#status] ?? null];
    if (typeof to !== 'string' || to === from) return;
    this.#moves.push({
      rowId: before.id,
      move: {
        at: this.#at,
        operator: this.operator,
        from: typeof from === 'string' ? from : null,
        to,
        on: null,
        toWhom: '',
        note: '',
      },
    });
    if (this.#moves.length === MOVES_AT_ONCE) this.#writeMoves();
  }

  #writeMoves(): void {
    addStageMoves(this.store, this.ledger, this.#moves);
    this.#moves = [];
  }

  /** What waits is written, and the stages of the rows are noted. */
  finish(): void {
    this.#inserter?.finish();
    this.#writeMoves();
    if (this.#status === null || this.#firstId === null) return;
    addFirstStages(this.store, this.ledger, {
      status: this.#status,
      firstId: this.#firstId,
      lastId: this.#lastId,
      at: this.#at,
      operator: this.operator,
    });
  }

  /** The enterprises of a row with their ids, by field. */
  #enterprisesOf(row: LedgerRow, before: LedgerRow | null): Record<string, EnterpriseRef> {
    const values: Record<string, EnterpriseRef> = {};
    for (const { name, codeField } of enterpriseFieldsOf(this.ledger)) {
      const ref = row[name];
      if (ref === null || typeof ref !== 'object' || !('name' in ref)) continue;
      const code = codeField === undefined ? null : row[codeField];
      const was = before?.[name];
      const isSame =
        was !== null &&
        typeof was === 'object' &&
        'name' in was &&
        was.name === ref.name &&
        was.id !== null &&
        before?.[codeField ?? ''] === code;
      values[name] = isSame
        ? was
        : {
            name: ref.name,
            id: resolveEnterprise(
              this.store,
              {
                name: ref.name,
                uscc: typeof code === 'string' ? code : null,
                unitId: this.#unit === null ? null : (row[this.#unit] as number | null),
              },
              this.#register,
            ),
          };
    }
    return values;
  }
}

/** Writes rows of a ledger by what `work` gives the writer. Call inside write(). */
export function writeRows<T>(
  store: Store,
  ledger: Ledger,
  { operator, ...how }: WriteRows,
  work: (writer: RowWriter) => T,
): T {
  const { rows, filled } = how;
  const all = (): T => {
    const writer = new RowWriter(store, ledger, operator, how);
    const result = work(writer);
    writer.finish();
    return result;
  };
  if (rows < MANY_ROWS) return all();
  return insertTogether(store.db, ['enterprise', ledger.table, 'ledger_stage'], ledger.id, () =>
    filled === undefined ? all() : insertManyRows(store, ledger.table, rows, all),
  );
}

type Moved = NonNullable<SavedRows['moved']>['rows'][number];

/** Rows that the months before `since` will go on counting for the unit that they are of now. */
function movesOf(store: Store, ledger: Ledger, changes: readonly Prepared[], since: Period | null): Moved[] {
  if (since === null || !keepsUnits(ledger)) return [];
  const former = formerUnits(
    store,
    ledger,
    changes.flatMap(({ before }) => before?.id ?? []),
  );
  return changes.flatMap(({ before, row }) => {
    const move = before === null ? null : unitMove(ledger, before.row, row, since);
    if (before === null || move === null) return [];
    const last = movedUnits(former.get(before.id) ?? [], { ...move, since }).at(-1);
    return last?.until === since ? [{ id: before.id, from: last.unitId, to: move.to }] : [];
  });
}

/**
 * Saves rows as one step. Nothing is written where any row has a blocking finding, or with `apply` false; with `partial` the rows
 * that have none are written and the others left alone.
 */
export function saveRows(
  store: Store,
  ledger: Ledger,
  drafts: readonly RowDraft[],
  options: {
    operator: string;
    period: Period | null;
    apply?: boolean;
    partial?: boolean;
    /** Month from which rows are of a unit that they are changed to; null: they always were. Absent: the period at work. */
    unitSince?: Period | null;
  },
): SavedRows {
  const prepared = prepare(store, ledger, drafts, options.period);
  const good = prepared.filter(({ findings }) => !hasBlock(findings));
  const isStopped = options.apply === false || good.length === 0;
  if (isStopped || (options.partial !== true && good.length < prepared.length))
    return {
      saved: false,
      changeSetId: null,
      rows: prepared.map(({ findings }, index) => ({ id: drafts[index]!.id, saved: false, findings })),
    };
  const isGood = new Set(good);
  const keptAs = drafts.flatMap(({ unsavedId }, index) => (isGood.has(prepared[index]!) ? (unsavedId ?? []) : []));
  const added = good.filter(({ before }) => before === null).length;
  const changed = good.length - added;
  const unitSince =
    options.unitSince === undefined ? (options.period ?? chinaDate(store.now()).slice(0, 7)) : options.unitSince;
  const moves = movesOf(store, ledger, good, unitSince);
  const what = [
    added > 0 ? `新增${added}条` : '',
    changed > 0 ? `修改${changed}条` : '',
    moves.length > 0 ? `其中${moves.length}条自${periodTitle(unitSince!, 'month')}起改属其他填报单位` : '',
  ].filter((one) => one !== '');
  const { changeSetId, ids } = write(
    store,
    { kind: 'ledgers', label: `${ledger.title}：${what.join('，')}`, operator: options.operator, topics: ['ledgers'] },
    (step) => {
      forgetUnsavedRows(store, ledger.id, keptAs);
      const ids = writeRows(store, ledger, { operator: options.operator, rows: good.length, unitSince }, (writer) =>
        good.map((row) => writer.write(row)),
      );
      return { changeSetId: step, ids };
    },
  );
  const idOf = new Map(good.map((row, index) => [row, ids[index]!]));
  return {
    saved: true,
    changeSetId,
    rows: prepared.map((row, index) => ({
      id: idOf.get(row) ?? drafts[index]!.id,
      saved: idOf.has(row),
      findings: row.findings,
    })),
    ...(moves.length === 0 ? {} : { moved: { since: unitSince!, rows: moves } }),
  };
}

/** Removes rows with their history as one step. */
export function removeRows(store: Store, ledger: Ledger, ids: readonly number[], operator: string): number {
  if (!ids.every((id) => getRow(store, ledger, id) !== null))
    throw new AppError('data.not-found', { what: `${ledger.title}的这一条` });
  return write(
    store,
    { kind: 'ledgers', label: `${ledger.title}：删除${ids.length}条`, operator, topics: ['ledgers'] },
    () => removeStored(store, ledger, ids),
  );
}
