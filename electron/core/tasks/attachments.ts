// 盖章件, 文字材料 and other files that came with a submission: kept byte for byte with the originals, handed out again as they
// came. Nothing of them is read or run; programs are refused.

import { readFileSync, statSync, writeFileSync } from 'node:fs';

import type { Ctx } from '../context.js';
import {
  addAttachment,
  attachmentBytes,
  attachmentsOfPeriod,
  getAttachment,
  removeAttachment,
  submissionKey,
  type StoredAttachment,
} from '../store/attachment-store.js';
import { listTasks } from '../store/task-store.js';
import { listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import type { Attachment } from '../../../shared/contract/calls/tasks.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { MATERIAL_LABEL, occurrencesAt } from '../../../shared/tasks/define.js';

const MAX_BYTES = 50 * 1024 * 1024;
const ENDINGS =
  /\.(pdf|ofd|jpe?g|png|gif|bmp|tiff?|webp|heic|docx?|wps|rtf|txt|xlsx?|xlsb|et|ods|csv|pptx?|zip|rar|7z|eml)$/i;

export function add(ctx: Ctx, { target, file, kind }: ParsedParams<'attachments.add'>): Result<'attachments.add'> {
  const where = placeOf(ctx, target);
  const name = file.name.split('/').at(-1)!;
  const bytes = readAttachment(ctx.files.path(file.id), name);
  const id = write(
    ctx.store,
    {
      kind: 'tasks',
      label: `添加${MATERIAL_LABEL[kind]}：${unitName(ctx, where.unitId)}`,
      operator: ctx.operator,
      topics: ['tasks'],
      detail: name,
    },
    () => addAttachment(ctx.store, { ...where, kind, name, operator: ctx.operator }, bytes),
  );
  return present(ctx, getAttachment(ctx.store, id)!);
}

function placeOf(
  ctx: Ctx,
  target: ParsedParams<'attachments.add'>['target'],
): Pick<StoredAttachment, 'submissionId' | 'taskId' | 'unitId' | 'period' | 'round'> {
  if ('submissionId' in target) {
    const key = submissionKey(ctx.store, target.submissionId);
    if (!key) throw new AppError('data.not-found', { what: '这次报送' });
    return { submissionId: target.submissionId, taskId: null, ...key, round: 0 };
  }
  const task = listTasks(ctx.store).find((candidate) => candidate.id === target.taskId);
  const isDue =
    task?.unitIds.includes(target.unitId) === true &&
    occurrencesAt(task, target.period).some((occurrence) => occurrence.round === target.round);
  if (!isDue) throw new AppError('data.not-found', { what: '这个填报单位本期的报送任务' });
  return { submissionId: null, ...target };
}

/** Bytes of a file that may be kept. Throws file.not-found, file.attachment-empty, file.attachment-too-large, file.not-attachable. */
export function readAttachment(path: string, name: string): Buffer {
  let size: number;
  try {
    ({ size } = statSync(path));
  } catch (cause) {
    throw new AppError('file.not-found', { name }, { cause });
  }
  if (size === 0) throw new AppError('file.attachment-empty', { name });
  if (size > MAX_BYTES)
    throw new AppError('file.attachment-too-large', {
      name,
      found: `${Math.ceil(size / 1024 / 1024)} MB`,
      limit: '50 MB',
    });
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new AppError('file.unreadable', { name }, { cause });
  }
  refuseProgram(name, bytes);
  return bytes;
}

/** A program is opened with a double click on what comes out again: it must not come in, whatever its name. Throws file.not-attachable. */
export function refuseProgram(name: string, bytes: Buffer): void {
  const isProgram = bytes.subarray(0, 2).toString('latin1') === 'MZ' || bytes.subarray(0, 4).equals(ELF);
  if (isProgram || !ENDINGS.test(name)) throw new AppError('file.not-attachable', { name });
}

const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);

export function list(ctx: Ctx, { period, unitId }: ParsedParams<'attachments.list'>): Result<'attachments.list'> {
  return {
    attachments: attachmentsOfPeriod(ctx.store, period)
      .filter((one) => unitId === undefined || one.unitId === unitId)
      .map((one) => present(ctx, one)),
  };
}

export function open(ctx: Ctx, { id }: ParsedParams<'attachments.open'>): Result<'attachments.open'> {
  const attachment = find(ctx, id);
  const output = ctx.files.output(attachment.name);
  writeFileSync(output.path, attachmentBytes(ctx.store, id));
  return output.finish();
}

export function remove(ctx: Ctx, { id }: ParsedParams<'attachments.remove'>): Result<'attachments.remove'> {
  const attachment = find(ctx, id);
  write(
    ctx.store,
    {
      kind: 'tasks',
      label: `移除${MATERIAL_LABEL[attachment.kind]}：${unitName(ctx, attachment.unitId)}`,
      operator: ctx.operator,
      topics: ['tasks'],
      detail: attachment.name,
    },
    () => removeAttachment(ctx.store, id),
  );
  return {};
}

function find(ctx: Ctx, id: number): StoredAttachment {
  const attachment = getAttachment(ctx.store, id);
  if (!attachment) throw new AppError('data.not-found', { what: '附件' });
  return attachment;
}

function unitName(ctx: Ctx, unitId: number): string {
  return listUnits(ctx.store).find((unit) => unit.id === unitId)?.name ?? '';
}

function present(ctx: Ctx, one: StoredAttachment): Attachment {
  return {
    id: one.id,
    target:
      one.submissionId === null
        ? { kind: 'line', taskId: one.taskId!, round: one.round }
        : { kind: 'submission', submissionId: one.submissionId },
    unitId: one.unitId,
    unit: unitName(ctx, one.unitId),
    period: one.period,
    kind: one.kind,
    kindLabel: MATERIAL_LABEL[one.kind],
    name: one.name,
    size: one.size,
    at: one.at,
    operator: one.operator,
  };
}
