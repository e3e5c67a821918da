// Writes the planned cells of one file: revisions, claims, comparable bases, targets, benchmarks, and confirmations of what is
// stored already. Refuses where a stored value is no longer the one that the plan was compared with.

import { AppError } from '../../../../shared/errors/app-error.js';
import type { PlannedCell } from '../../../../shared/import/plan.js';
import { addYears, BASES, periodToInt, yearOf, type Period } from '../../../../shared/model/period.js';
import type { Ctx } from '../../context.js';
import { addComparableBase } from '../../store/comparable-store.js';
import { addConfirmations, confirmedRevision, type Confirmation } from '../../store/confirmation-store.js';
import { prepared, preparedValues } from '../../store/prepared.js';
import { addIssuedValue } from '../../store/issued-store.js';
import { addOwnTarget, ownTargetsOfYear, saveTargetBasis, targetBasesOfYear } from '../../store/target-basis-store.js';
import { addBenchmark, addTargets, standingTargets, type TargetInput } from '../../store/target-store.js';
import { addClaims, type ClaimInput } from '../../store/claim-store.js';
import { addRevisions, standingValues, type RevisionInput, type Standing } from '../../store/value-store.js';
import { CITY_TABLE_DIFFERS } from '../5-preview/fates.js';
import type { FilePlan } from '../5-preview/plan-file.js';

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
  readonly #submissions = new Map<string, number>();
  /** The one that was asked for last: cells of one row belong to one unit. */
  #last: { unitId: number; period: Period; id: number } | undefined;
  readonly #claimPeriods = new Map<Period, Period>();
  readonly #writable: Set<PlannedCell>;
  readonly #confirmations: Confirmation[] = [];
  readonly #claims: ClaimInput[] = [];
  readonly #targets: (TargetInput & { cell: PlannedCell })[] = [];
  #stored = 0;

  constructor(
    readonly ctx: Ctx,
    readonly plan: FilePlan,
    readonly indicators: ReadonlyMap<string, number>,
    readonly ids: { changeSetId: number; importFileId: number; reason: string },
  ) {
    this.#writable = writableCells(plan);
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
      else if (cell.role === 'target') this.#takeTarget(cell, indicatorId, value);
      else if (cell.role === 'benchmark') this.#writeBenchmark(cell, indicatorId, value);
      else if (cell.role === 'issued') this.#writeIssued(cell, indicatorId, value);
    });
    this.#writeValues(values);
    addClaims(this.ctx.store, this.ids.changeSetId, this.#claims);
    this.#writeTargets();
    addConfirmations(this.ctx.store, this.ids.changeSetId, this.#confirmations);
    this.#writeModes();
    this.#noteRepeated();
    this.#markRepeats();
    return this.#stored;
  }

  /** One submission per unit and period of the file; its revision number is 第n次. */
  #submission(unitId: number, period: string): number {
    if (this.#last?.unitId === unitId && this.#last.period === period) return this.#last.id;
    const key = `${unitId}|${period}`;
    let id = this.#submissions.get(key);
    if (id === undefined) this.#submissions.set(key, (id = this.#addSubmission(unitId, period)));
    this.#last = { unitId, period, id };
    return id;
  }

  #addSubmission(unitId: number, period: Period): number {
    const { store } = this.ctx;
    const number = periodToInt(period);
    // Hardly ever is there one: the plain question first, the join costs ten times as much. And never within the statement that adds.
    const isFirst =
      prepared(store, 'SELECT 1 FROM submission WHERE unit_id = ? AND period = ? LIMIT 1').get(unitId, number) ===
      undefined;
    const standing = isFirst
      ? 0
      : (preparedValues(
          store,
          `SELECT count(*) FROM submission s JOIN import_file f ON f.id = s.import_file_id JOIN change_set c ON c.id = f.change_set_id
           WHERE s.unit_id = ? AND s.period = ? AND c.undone_by IS NULL`,
        ).get(unitId, number) as number);
    const added = prepared(
      store,
      'INSERT INTO submission (import_file_id, unit_id, period, revision, reason) VALUES (?, ?, ?, ?, ?)',
    ).run(this.ids.importFileId, unitId, number, standing + 1, this.ids.reason || null);
    return Number(added.lastInsertRowid);
  }

  /**
   * A unit's own report that only repeats what a city table had given is still that unit's first submission; and one that was
   * sent back is answered by another file, also where that leaves the numbers and explains them.
   */
  #noteRepeated(): void {
    if (this.plan.header.form !== 'unit-report') return;
    for (const cell of this.plan.cells) {
      if (cell.role !== 'value' || cell.fate !== 'same' || cell.unitId === null || cell.period === null) continue;
      if (this.#submissions.has(`${cell.unitId}|${cell.period}`)) continue;
      if (!this.#hasOwn(cell.unitId, cell.period) || this.#isAnswer(cell.unitId, cell.period))
        this.#submission(cell.unitId, cell.period);
    }
  }

  /** The unit has given a report of its own for the period before. */
  #hasOwn(unitId: number, period: string): boolean {
    const own = prepared(
      this.ctx.store,
      `SELECT 1 FROM submission s JOIN import_file f ON f.id = s.import_file_id JOIN change_set c ON c.id = f.change_set_id
       WHERE s.unit_id = ? AND s.period = ? AND f.form = 'unit-report' AND f.id <> ? AND c.undone_by IS NULL LIMIT 1`,
    );
    return own.get(unitId, periodToInt(period), this.ids.importFileId) !== undefined;
  }

  /** Its newest report was sent back, and this is not that very file again. */
  #isAnswer(unitId: number, period: string): boolean {
    const sentBack = prepared(
      this.ctx.store,
      `SELECT 1 FROM task_state t WHERE t.unit_id = :unitId AND t.period = :period AND t.returned_at IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM import_file f JOIN import_file mine ON mine.sha256 = f.sha256
           WHERE mine.id = :fileId AND f.id <> mine.id)
         AND coalesce(t.returned_change, 0) >= (
           SELECT coalesce(max(f.change_set_id), 0) FROM submission s JOIN import_file f ON f.id = s.import_file_id
             JOIN change_set c ON c.id = f.change_set_id
           WHERE s.unit_id = t.unit_id AND s.period = t.period AND f.id <> :fileId AND c.undone_by IS NULL) LIMIT 1`,
    );
    return sentBack.get({ unitId, period: periodToInt(period), fileId: this.ids.importFileId }) !== undefined;
  }

  /** Submissions that say nothing new: no value, no target, no other 去年同期 than the unit had given, and nothing that was sent back. */
  #markRepeats(): void {
    if (this.plan.header.form !== 'unit-report') return;
    const { store } = this.ctx;
    const brings = prepared(
      store,
      'SELECT 1 FROM observation_revision WHERE change_set_id = ? AND submission_id = ? LIMIT 1',
    );
    const newTarget = prepared(store, 'SELECT 1 FROM target WHERE change_set_id = ? AND unit_id = ? LIMIT 1');
    // By the change set, which is indexed; compared with what the unit said last, not with all that it ever said.
    const newClaim = prepared(
      store,
      `SELECT 1 FROM claim c WHERE c.change_set_id = :change AND c.submission_id = :id AND NOT EXISTS (
         SELECT 1 FROM claim o WHERE o.period = c.period AND o.indicator_id = c.indicator_id AND o.basis = c.basis
           AND o.unit_id = c.unit_id AND o.state = c.state AND o.value IS c.value AND o.submission_id = (
             SELECT max(x.submission_id) FROM claim x WHERE x.period = c.period AND x.indicator_id = c.indicator_id
               AND x.basis = c.basis AND x.unit_id = c.unit_id AND x.submission_id < c.submission_id)) LIMIT 1`,
    );
    const mark = prepared(store, 'UPDATE submission SET is_repeat = 1 WHERE id = ?');
    for (const [key, id] of this.#submissions) {
      const [unitId, period] = key.split('|') as [string, string];
      if (!this.#hasOwn(Number(unitId), period) || this.#isAnswer(Number(unitId), period)) continue;
      const change = this.ids.changeSetId;
      if (brings.get(change, id) !== undefined || newClaim.get({ change, id }) !== undefined) continue;
      if (newTarget.get(change, unitId) !== undefined) continue;
      mark.run(id);
    }
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
      input.submissionId = this.#submission(cell.unitId!, cell.period!);
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
      submissionId: this.#submission(cell.unitId!, this.#claimedIn(cell.period!)),
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
  #takeTarget(cell: PlannedCell, indicatorId: number, value: number | null): void {
    const year = Number(cell.period!.slice(0, 4));
    if (cell.unitId === null) this.#writeOwnTarget(cell, year, indicatorId, value);
    else this.#targets.push({ cell, year, indicatorId, unitId: cell.unitId, value, source: this.#source(cell) });
  }

  #writeTargets(): void {
    const { store } = this.ctx;
    const standing = standingTargets(store, this.#targets);
    const inFile = new Map<string, { no: number; value: number | null }>();
    const added = this.#targets.flatMap((target, n) => {
      const { cell, year, indicatorId, unitId, value } = target;
      const key = `${year}|${indicatorId}|${unitId}`;
      const now = inFile.get(key) ?? standing[n];
      // Stored before, or by another file of this plan meanwhile: districts repeat their targets every month.
      if (cell.fate === 'same' || (cell.fate === 'new' && now?.value === value)) {
        const row = { year, unit_id: unitId, ...this.#row(cell, indicatorId, value) };
        this.#confirmations.push({ table: 'target', row });
        return [];
      }
      if (cell.fate === 'new' && now !== undefined)
        throw new AppError('data.stale', { what: `“${cell.unit}”的“${cell.indicator}”目标与预览时不同` });
      inFile.set(key, { no: (now?.no ?? 0) + 1, value });
      return [{ target, now }];
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
  #writeOwnTarget(cell: PlannedCell, year: number, indicatorId: number, value: number | null): void {
    const level = cell.level!;
    if (cell.fate === 'same') {
      this.#confirmations.push({
        table: 'own_target',
        row: { year, level, ...this.#row(cell, indicatorId, value) },
      });
      return;
    }
    const isStale =
      cell.fate === 'new' &&
      ownTargetsOfYear(this.ctx.store, year).some(
        (target) => target.indicatorId === indicatorId && target.level === level && target.value !== value,
      );
    if (isStale) throw new AppError('data.stale', { what: `“${cell.unit}”的“${cell.indicator}”目标与预览时不同` });
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

  #writeBenchmark(cell: PlannedCell, indicatorId: number, value: number | null): void {
    if (cell.fate === 'same') {
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

  #writeIssued(cell: PlannedCell, indicatorId: number, value: number | null): void {
    const { unitId } = cell;
    const [period, basis] = [cell.period!, cell.basis!];
    if (cell.fate === 'same') {
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
