// Stage 6: writes exactly the stored plan of one file, in one transaction: all of it or nothing (rules.md 18). Refused where
// the file, the vocabulary or a stored value changed since the plan was made.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';

import { AppError } from '../../../../shared/errors/app-error.js';
import { isAcceptable, type PlannedCell } from '../../../../shared/import/plan.js';
import { BASES, periodToInt } from '../../../../shared/model/period.js';
import { VALUE_STATES } from '../../../../shared/model/observation.js';
import type { Ctx } from '../../context.js';
import { listIndicators } from '../../store/indicator-store.js';
import { addBenchmark, addTarget, targetsOfYear } from '../../store/target-store.js';
import { addRevisions, storedValue, type RevisionInput } from '../../store/value-store.js';
import { write } from '../../store/write.js';
import type { FilePlan } from '../5-preview/plan-file.js';
import { getPlanFile, updateHeader, vocabularyVersion } from '../plan-store.js';
import { remember } from '../recognition-memory.js';

export interface CommittedFile {
  stored: number;
  changeSetId: number;
}

/** Reads the original again and makes sure that it is the one that was planned. */
function readOriginal(path: string, plan: FilePlan): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new AppError('file.not-found', { name: plan.header.file }, { cause });
  }
  if (createHash('sha256').update(bytes).digest('hex') !== plan.header.sha256)
    throw new AppError('data.stale', { what: `文件“${plan.header.file}”的内容已修改` });
  return bytes;
}

/** Which planned cells are written: revisions only after a yes (rules.md 15, 17). */
function writableCells(plan: FilePlan): Set<PlannedCell> {
  const { answers, questions } = plan.header;
  const isOpen = (id: string): boolean => questions.some((question) => question.id === id) && answers[id] !== 'accept';
  return new Set(
    plan.cells.filter((cell) => {
      if (cell.fate === 'new' || (cell.fate === 'same' && cell.beforeState === null)) return true;
      if (cell.fate !== 'changed') return false;
      return cell.state === 'not_submitted' ? !isOpen('blank') : !isOpen('revision');
    }),
  );
}

/** Receives one file of a plan. `partial`: the officer chose to receive the cells that are not rejected. */
export function commitFile(
  ctx: Ctx,
  planId: string,
  index: number,
  options: { partial: boolean; batchId: number; planVersion: number },
): CommittedFile {
  const plan = getPlanFile(ctx.store, planId, index);
  const { header } = plan;
  const isAllowed =
    isAcceptable(header) || (options.partial && (header.status === 'asks' || header.status === 'planned'));
  if (!isAllowed) {
    const count =
      header.issues.filter((issue) => issue.severity === 'block').length +
      header.questions.filter((question) => !Object.hasOwn(header.answers, question.id)).length;
    throw new AppError('data.blocked', { name: header.file, count });
  }
  if (vocabularyVersion(ctx.store) !== options.planVersion)
    throw new AppError('data.stale', { what: '填报单位、指标或设置已修改' });
  const bytes = readOriginal(plan.path, plan);
  const packed = zstdCompressSync(bytes);
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.code, indicator.id]));
  let stored = 0;
  let changeSet = 0;
  write(
    ctx.store,
    {
      kind: 'import',
      label: `接收“${header.file}”`,
      operator: ctx.operator,
      topics: ['values', 'imports', 'history', 'recognition'],
      importBatchId: options.batchId,
      detail: header.units.join('、'),
    },
    (changeSetId) => {
      changeSet = changeSetId;
      ctx.store.db
        .prepare(
          'INSERT INTO original_file (sha256, size, encoding, bytes, kept_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        )
        .run(header.sha256, bytes.length, 'zstd', packed, ctx.store.now());
      const importFileId = Number(
        ctx.store.db
          .prepare(
            'INSERT INTO import_file (batch_id, change_set_id, file, sha256, form, stored, report) VALUES (?, ?, ?, ?, ?, 0, ?)',
          )
          .run(
            options.batchId,
            changeSetId,
            header.file,
            header.sha256,
            header.form,
            JSON.stringify({ ...header, ratioChecks: plan.detail.ratioChecks }),
          ).lastInsertRowid,
      );
      stored = new CellWriter(ctx, plan, indicators, { changeSetId, importFileId }).writeAll();
      remember(ctx.store, plan.detail.remember);
      header.status = 'imported';
      ctx.store.db.prepare('UPDATE import_file SET stored = ? WHERE id = ?').run(stored, importFileId);
      updateHeader(ctx.store, planId, header);
    },
  );
  return { stored, changeSetId: changeSet };
}

class CellWriter {
  readonly #submissions = new Map<string, number>();
  readonly #writable: Set<PlannedCell>;
  #stored = 0;

  constructor(
    readonly ctx: Ctx,
    readonly plan: FilePlan,
    readonly indicators: ReadonlyMap<string, number>,
    readonly ids: { changeSetId: number; importFileId: number },
  ) {
    this.#writable = writableCells(plan);
  }

  writeAll(): number {
    const revisions: RevisionInput[] = [];
    this.plan.cells.forEach((cell, index) => {
      if (!this.#writable.has(cell)) return;
      const raw = this.plan.detail.values[index];
      const value = raw === null || raw === undefined ? null : Number(raw);
      const indicatorId = this.indicators.get(cell.code!)!;
      if (cell.role === 'value') {
        const revision = this.#revision(cell, indicatorId, value);
        if (revision) revisions.push(revision);
      } else if (cell.role === 'claim') this.#writeClaim(cell, indicatorId, value);
      else if (cell.role === 'target') this.#writeTarget(cell, indicatorId, value);
      else if (cell.role === 'benchmark') this.#writeBenchmark(cell, indicatorId, value);
    });
    this.#stored += addRevisions(this.ctx.store, this.ids.changeSetId, revisions);
    return this.#stored;
  }

  /** One submission per unit and period of the file; its revision number is 第n次. */
  #submission(unitId: number, period: string): number {
    const key = `${unitId}|${period}`;
    const known = this.#submissions.get(key);
    if (known !== undefined) return known;
    const { db } = this.ctx.store;
    const { n } = db
      .prepare(
        `SELECT count(*) AS n FROM submission s JOIN import_file f ON f.id = s.import_file_id JOIN change_set c ON c.id = f.change_set_id
         WHERE s.unit_id = ? AND s.period = ? AND c.undone_by IS NULL`,
      )
      .get(unitId, periodToInt(period)) as { n: number };
    const id = Number(
      db
        .prepare('INSERT INTO submission (import_file_id, unit_id, period, revision) VALUES (?, ?, ?, ?)')
        .run(this.ids.importFileId, unitId, periodToInt(period), n + 1).lastInsertRowid,
    );
    this.#submissions.set(key, id);
    return id;
  }

  #revision(cell: PlannedCell, indicatorId: number, value: number | null): RevisionInput | null {
    const key = { unitId: cell.unitId!, indicatorId, period: cell.period!, basis: cell.basis! };
    const now = storedValue(this.ctx.store, key);
    const isSameNow = now !== null && now.state === cell.state && now.value === value;
    if (isSameNow) return null; // another file of this plan has stored the equal value meanwhile
    const isAsPlanned =
      (now?.state ?? null) === cell.beforeState &&
      (now === null || cell.before === null || this.#isBefore(cell, now.value));
    if (!isAsPlanned)
      throw new AppError('data.stale', { what: `“${cell.unit}”的“${cell.indicator}”已存的数值与预览时不同` });
    return {
      ...key,
      state: cell.state!,
      value,
      origin: 'import',
      submissionId: this.#submission(cell.unitId!, cell.period!),
      sheet: cell.sheet,
      cell: cell.cell,
      text: cell.text,
      sourceMeasure: cell.sourceMeasure || null,
      reason: null,
    };
  }

  #isBefore(cell: PlannedCell, now: number | null): boolean {
    const index = this.plan.cells.indexOf(cell);
    return String(now) === (this.plan.detail.before[index] ?? 'null');
  }

  #writeClaim(cell: PlannedCell, indicatorId: number, value: number | null): void {
    this.ctx.store.db
      .prepare(
        `INSERT INTO claim (period, indicator_id, basis, unit_id, submission_id, state, value, change_set_id, sheet, cell, text, source_measure)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        periodToInt(cell.period!),
        indicatorId,
        BASES.indexOf(cell.basis!),
        cell.unitId,
        // The claim belongs to this year's submission.
        this.#submission(cell.unitId!, `${Number(cell.period!.slice(0, 4)) + 1}${cell.period!.slice(4)}`),
        VALUE_STATES.indexOf(cell.state!),
        value,
        this.ids.changeSetId,
        cell.sheet,
        cell.cell,
        cell.text,
        cell.sourceMeasure,
      );
    this.#stored += 1;
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

  #writeTarget(cell: PlannedCell, indicatorId: number, value: number | null): void {
    const year = Number(cell.period!.slice(0, 4));
    if (
      cell.fate === 'new' &&
      targetsOfYear(this.ctx.store, year).some(
        (target) => target.indicatorId === indicatorId && target.unitId === cell.unitId && target.value !== value,
      )
    )
      throw new AppError('data.stale', { what: `“${cell.unit}”的“${cell.indicator}”目标与预览时不同` });
    addTarget(
      this.ctx.store,
      this.ids.changeSetId,
      { year, indicatorId, unitId: cell.unitId!, value },
      this.#source(cell),
    );
    this.#stored += 1;
  }

  #writeBenchmark(cell: PlannedCell, indicatorId: number, value: number | null): void {
    addBenchmark(
      this.ctx.store,
      this.ids.changeSetId,
      { period: cell.period!, basis: cell.basis!, indicatorId, place: cell.unit, value },
      this.#source(cell),
    );
    this.#stored += 1;
  }
}
