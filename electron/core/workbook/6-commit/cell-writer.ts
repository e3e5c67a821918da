// Writes the planned cells of one file: revisions, claims, comparable bases, targets, benchmarks, and confirmations of what is
// stored already. Refuses where a stored value is no longer the one that the plan was compared with. Not here: the submissions that
// they belong to (file-submissions.ts).

import { AppError } from '../../../../shared/errors/app-error.js';
import type { PlannedCell } from '../../../../shared/import/plan.js';
import { addYears, BASES, periodToInt, yearOf, type Period } from '../../../../shared/model/period.js';
import type { Ctx } from '../../context.js';
import { addComparableBase } from '../../store/comparable-store.js';
import { addConfirmations, confirmedRevision, type Confirmation } from '../../store/confirmation-store.js';
import { addIssuedValue } from '../../store/issued-store.js';
import { addOwnTarget, saveTargetBasis, targetBasesOfYear } from '../../store/target-basis-store.js';
import { addBenchmark, addTargets, standingTargets, type TargetInput } from '../../store/target-store.js';
import { addClaims, type ClaimInput } from '../../store/claim-store.js';
import { addRevisions, standingValues, type RevisionInput, type Standing } from '../../store/value-store.js';
import { StoredView } from '../4-validate/stored-view.js';
import { CITY_TABLE_DIFFERS } from '../5-preview/fates.js';
import type { FilePlan } from '../5-preview/plan-file.js';
import { FileSubmissions, type FileIds } from './file-submissions.js';

/**
 * Which planned cells are written: a change only after a yes, for the whole file or for the cell (rules.md 15, 17), and never
 * a cell that the officer left out.
 */
export function writableCells(plan: FilePlan): Set<PlannedCell> {
  const { answers, questions } = plan.header;
  const isOpen = (id: string): boolean => questions.some((question) => question.id === id) && answers[id] !== 'accept';
  return new Set(
    plan.cells.filter((cell) => {
      if (cell.chosen === false) return false;
      if (cell.fate === 'new' || (cell.fate === 'same' && cell.beforeState === null)) return true;
      if (cell.fate !== 'changed') return false;
      return cell.chosen === true || !isOpen(cell.state === 'not_submitted' ? 'blank' : 'revision');
    }),
  );
}

/** A city table's value that a unit's own report outweighs (rules.md 15). */
function isOutweighed(cell: PlannedCell): boolean {
  return cell.role === 'value' && cell.fate === 'ignored' && cell.reason === CITY_TABLE_DIFFERS;
}

export class CellWriter {
  readonly #submissions: FileSubmissions;
  readonly #claimPeriods = new Map<Period, Period>();
  readonly #writable: Set<PlannedCell>;
  readonly #confirmations: Confirmation[] = [];
  readonly #claims: ClaimInput[] = [];
  readonly #targets: (TargetInput & { cell: PlannedCell; index: number })[] = [];
  /** What stood before this file: its own cells give no key twice. */
  readonly #view: StoredView;
  #stored = 0;

  constructor(
    readonly ctx: Ctx,
    readonly plan: FilePlan,
    readonly indicators: ReadonlyMap<string, number>,
    readonly ids: FileIds,
  ) {
    this.#submissions = new FileSubmissions(ctx.store, plan, ids);
    this.#writable = writableCells(plan);
    this.#view = new StoredView(ctx.store);
  }

  /** Returns how many cells were stored. */
  writeAll(): number {
    const claims = new Set(this.plan.detail.claims);
    const values: { input: RevisionInput; cell: PlannedCell; index: number }[] = [];
    this.plan.cells.forEach((cell, index) => {
      const isKept = claims.has(index) && cell.chosen !== false;
      const isSame = (cell.fate === 'same' || isOutweighed(cell)) && cell.chosen !== false;
      if (!this.#writable.has(cell) && !isKept && !isSame) return;
      const raw = this.plan.detail.values[index];
      const value = raw === null || raw === undefined ? null : Number(raw);
      const indicatorId = this.indicators.get(cell.code!)!;
      if (cell.role === 'value') values.push({ input: this.#input(cell, indicatorId, value), cell, index });
      else if (cell.role === 'claim') this.#writeClaim(cell, indicatorId, value);
      else if (cell.role === 'target') this.#takeTarget(cell, indicatorId, value, index);
      else if (cell.role === 'benchmark') this.#writeBenchmark(cell, indicatorId, value, index);
      else if (cell.role === 'issued') this.#writeIssued(cell, indicatorId, value, index);
    });
    this.#writeValues(values);
    addClaims(this.ctx.store, this.ids.changeSetId, this.#claims);
    this.#writeTargets();
    addConfirmations(this.ctx.store, this.ids.changeSetId, this.#confirmations);
    this.#writeModes();
    this.#submissions.noteRepeated();
    this.#submissions.markRepeats();
    return this.#stored;
  }

  #input(cell: PlannedCell, indicatorId: number, value: number | null): RevisionInput {
    return {
      unitId: cell.unitId!,
      indicatorId,
      period: cell.period!,
      basis: cell.basis!,
      state: cell.state!,
      value,
      origin: 'import',
      submissionId: null,
      sheet: cell.sheet,
      cell: cell.cell,
      text: cell.text,
      sourceMeasure: cell.sourceMeasure || null,
      reason: cell.fate === 'changed' ? this.ids.reason || null : null,
    };
  }

  #writeValues(values: readonly { input: RevisionInput; cell: PlannedCell; index: number }[]): void {
    const standing = standingValues(
      this.ctx.store,
      values.map(({ input }) => input),
    );
    const revisions: RevisionInput[] = [];
    const replaced: (Standing | null)[] = [];
    values.forEach(({ input, cell, index }, n) => {
      const now = standing[n] ?? null;
      if (!this.#isRevision(input, cell, index, now)) return;
      input.submissionId = this.#submissions.of(cell.unitId!, cell.period!);
      revisions.push(input);
      replaced.push(now);
    });
    this.#stored += addRevisions(this.ctx.store, this.ids.changeSetId, revisions, replaced);
  }

  /** False: nothing new. Throws data.stale where the stored value is no longer the one that was shown. */
  #isRevision(input: RevisionInput, cell: PlannedCell, index: number, now: Standing | null): boolean {
    const isSameNow = now !== null && now.state === cell.state && now.value === input.value;
    if (isSameNow || isOutweighed(cell)) {
      // Stored before, or by another file of this plan meanwhile; or outweighed by the unit's own report as long as that stands.
      const confirmed = confirmedRevision(this.ids.changeSetId, input);
      this.#confirmations.push({ ...confirmed, importFileId: this.ids.importFileId });
      return false;
    }
    if (!this.#writable.has(cell)) return false;
    const isAsPlanned =
      (now?.state ?? null) === cell.beforeState &&
      (now === null || cell.before === null || String(now.value) === (this.plan.detail.before[index] ?? 'null'));
    if (!isAsPlanned)
      throw new AppError('data.stale', { what: `“${cell.unit}”的“${cell.indicator}”已存的数值与预览时不同` });
    return true;
  }

  #writeClaim(cell: PlannedCell, indicatorId: number, value: number | null): void {
    if (cell.comparable !== undefined) {
      addComparableBase(
        this.ctx.store,
        this.ids.changeSetId,
        {
          unitId: cell.unitId!,
          indicatorId,
          period: cell.period!,
          basis: cell.basis!,
          state: cell.state,
          value,
          note: cell.comparable,
        },
        { importFileId: this.ids.importFileId, sheet: cell.sheet, cell: cell.cell, text: cell.text },
      );
    }
    this.#claims.push({
      unitId: cell.unitId!,
      indicatorId,
      period: cell.period!,
      basis: cell.basis!,
      submissionId: this.#submissions.of(cell.unitId!, this.#claimedIn(cell.period!)),
      state: cell.state!,
      value,
      sheet: cell.sheet,
      cell: cell.cell,
      text: cell.text,
      sourceMeasure: cell.sourceMeasure,
    });
    if (cell.fate === 'new') this.#stored += 1;
  }

  /** Period of the submission that a claim belongs to: the same month a year later, or with 上年末 the newest of that year. */
  #claimedIn(period: Period): Period {
    let claimed = this.#claimPeriods.get(period);
    if (claimed === undefined) this.#claimPeriods.set(period, (claimed = this.#periodOfClaim(period)));
    return claimed;
  }

  #periodOfClaim(period: Period): Period {
    const later = addYears(period, 1);
    const { periods } = this.plan.header;
    if (!period.endsWith('-12') || periods.includes(later)) return later;
    return (
      periods
        .filter((one) => yearOf(one) === yearOf(later))
        .toSorted()
        .at(-1) ?? later
    );
  }

  #source(cell: PlannedCell): {
    importFileId: number;
    sheet: string | null;
    cell: string;
    text: string;
    sourceMeasure: string;
  } {
    return {
      importFileId: this.ids.importFileId,
      sheet: cell.sheet,
      cell: cell.cell,
      text: cell.text,
      sourceMeasure: cell.sourceMeasure,
    };
  }

  /** Columns that targets and benchmarks have in common, as a confirmation keeps them. */
  #row(cell: PlannedCell, indicatorId: number, value: number | null): Confirmation['row'] {
    const { importFileId, sheet, text, sourceMeasure } = this.#source(cell);
    return {
      indicator_id: indicatorId,
      value,
      change_set_id: this.ids.changeSetId,
      import_file_id: importFileId,
      sheet,
      cell: cell.cell,
      text,
      source_measure: sourceMeasure,
    };
  }

  /** Targets of units; the bureau's own are kept apart. */
  #takeTarget(cell: PlannedCell, indicatorId: number, value: number | null, index: number): void {
    const year = Number(cell.period!.slice(0, 4));
    if (cell.unitId === null) this.#writeOwnTarget(cell, year, indicatorId, value, index);
    else this.#targets.push({ cell, index, year, indicatorId, unitId: cell.unitId, value, source: this.#source(cell) });
  }

  /**
   * Of a target or a number of a higher authority, `held` as it stands (undefined: none, null: withdrawn): false where the file gives
   * what stands, stored before or by another file of this plan meanwhile, as districts repeat their targets every month. Throws
   * data.stale where what stands is no longer what was shown.
   */
  #isAnother(
    cell: PlannedCell,
    index: number,
    value: number | null,
    held: number | bigint | null | undefined,
  ): boolean {
    if (cell.fate === 'same' || (held !== undefined && String(held) === String(value))) return false;
    const shown = cell.fate === 'new' ? undefined : String(this.plan.detail.before[index] ?? null);
    if (shown !== (held === undefined ? undefined : String(held))) {
      const what = cell.role === 'target' ? '目标' : '已存的数值';
      throw new AppError('data.stale', { what: `“${cell.unit}”的“${cell.indicator}”${what}与预览时不同` });
    }
    return true;
  }

  #writeTargets(): void {
    const { store } = this.ctx;
    const standing = standingTargets(store, this.#targets);
    const added = this.#targets.flatMap((target, n) => {
      const { cell, index, year, indicatorId, unitId, value } = target;
      const now = standing[n];
      if (this.#isAnother(cell, index, value, now?.value)) return [{ target, now }];
      const row = { year, unit_id: unitId, ...this.#row(cell, indicatorId, value) };
      this.#confirmations.push({ table: 'target', row });
      return [];
    });
    addTargets(
      store,
      this.ids.changeSetId,
      added.map(({ target }) => target),
      added.map(({ now }) => now),
    );
    this.#stored += added.length;
  }

  /** 上级下达任务 or 自定目标 of the bureau. */
  #writeOwnTarget(cell: PlannedCell, year: number, indicatorId: number, value: number | null, index: number): void {
    const level = cell.level!;
    if (!this.#isAnother(cell, index, value, this.#view.target(year, indicatorId, level))) {
      this.#confirmations.push({
        table: 'own_target',
        row: { year, level, ...this.#row(cell, indicatorId, value) },
      });
      return;
    }
    addOwnTarget(
      this.ctx.store,
      this.ids.changeSetId,
      { year, indicatorId, level, value, document: '', reason: '' },
      this.#source(cell),
    );
    this.#stored += 1;
  }

  /** 考核方式 of targets that this file gives; of a file whose targets were all left out none. */
  #writeModes(): void {
    for (const { year, code, unitId, mode } of this.plan.detail.targetModes ?? []) {
      const isGiven = this.plan.cells.some(
        (cell) =>
          cell.role === 'target' &&
          cell.code === code &&
          (unitId === null || cell.unitId === unitId) &&
          (this.#writable.has(cell) || (cell.fate === 'same' && cell.chosen !== false)),
      );
      if (!isGiven) continue;
      const indicatorId = this.indicators.get(code)!;
      const kept = targetBasesOfYear(this.ctx.store, year).find(
        (one) => one.indicatorId === indicatorId && one.unitId === (unitId ?? 0),
      );
      saveTargetBasis(this.ctx.store, year, {
        base: null,
        words: '',
        done: null,
        ...kept,
        indicatorId,
        unitId: unitId ?? 0,
        mode,
      });
    }
  }

  #writeBenchmark(cell: PlannedCell, indicatorId: number, value: number | null, index: number): void {
    const held = this.#view.benchmark(cell.period!, indicatorId, cell.basis!, cell.unit);
    if (!this.#isAnother(cell, index, value, held)) {
      const row = {
        period: periodToInt(cell.period!),
        basis: BASES.indexOf(cell.basis!),
        place: cell.unit,
        ...this.#row(cell, indicatorId, value),
      };
      this.#confirmations.push({ table: 'benchmark', row });
      return;
    }
    addBenchmark(
      this.ctx.store,
      this.ids.changeSetId,
      { period: cell.period!, basis: cell.basis!, indicatorId, place: cell.unit, value },
      this.#source(cell),
    );
    this.#stored += 1;
  }

  #writeIssued(cell: PlannedCell, indicatorId: number, value: number | null, index: number): void {
    const { unitId } = cell;
    const [period, basis] = [cell.period!, cell.basis!];
    if (!this.#isAnother(cell, index, value, this.#view.issued(period, indicatorId, basis, unitId))) {
      const key = { period: periodToInt(period), basis: BASES.indexOf(basis), unit_id: unitId ?? 0 };
      this.#confirmations.push({ table: 'issued_value', row: { ...key, ...this.#row(cell, indicatorId, value) } });
      return;
    }
    addIssuedValue(
      this.ctx.store,
      this.ids.changeSetId,
      { unitId, indicatorId, period, basis, value },
      this.#source(cell),
    );
    this.#stored += 1;
  }
}
