// Calls about the program itself: state, bureau, settings, backups, history of changes.

import { z } from 'zod';

import { bureauSchema, unitDraftSchema } from '../../model/unit-schema.js';
import { fileRefSchema } from '../../model/file-ref.js';
import { defineCall } from '../define.js';
import { STARTUP_STATES } from '../envelope.js';
import { backupSchema, settingsSchema } from '../program-records.js';
import { populationDraftSchema } from './units.js';

const empty = z.object({});
const done = z.object({});

const wireErrorSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  detail: z.string(),
  reference: z.string().optional(),
});

const changeSetSchema = z.object({
  id: z.number().int(),
  at: z.string(),
  operator: z.string(),
  label: z.string(), //        Chinese: 导入7个文件
  kind: z.string(),
  undone: z.boolean(),
  canUndo: z.boolean(),
});
export type ChangeSet = z.infer<typeof changeSetSchema>;

/** What an import stored and still holds; null where a step is no import. */
const importedSchema = z.object({
  files: z.number().int(),
  stored: z.number().int(), //          values and ledger rows
  isLedgers: z.boolean(), //            rows only
});
export type Imported = z.infer<typeof importedSchema>;

export const systemCalls = {
  'system.status': defineCall({
    kind: 'read',
    params: empty,
    result: z.object({
      version: z.string(),
      startup: z.object({
        state: z.enum(STARTUP_STATES),
        error: wireErrorSchema.nullable(),
      }),
      dataFolder: z.string(),
      warning: z.string(), //               such as a data folder on a network path, a clock that was set back; '' = none
      bureau: bureauSchema.nullable(), //   null: first start
      unitWord: z.string(), //              what its units are called together: 区（市）
      dataVersion: z.number().int(),
      lastBackupAt: z.string().nullable(),
      sampleAvailable: z.boolean(),
      latestPeriod: z.string().nullable(), // newest period with values
    }),
  }),
  /** Tries again to open a data file that could not be opened (a drive that came back, a file put back); else answers as it is. */
  'system.reopen': defineCall({
    kind: 'write',
    params: empty,
    result: z.object({ state: z.enum(STARTUP_STATES) }),
  }),
  /** Creates the bureau and its units in an empty store; data.already-set-up otherwise. */
  'setup.create': defineCall({
    kind: 'write',
    params: z.object({
      bureau: bureauSchema,
      units: z.array(unitDraftSchema),
      /** 常住人口 of these units, in the same step; `unit`: its name in `units`. */
      populations: z.array(populationDraftSchema.omit({ unitId: true }).extend({ unit: z.string() })).default([]),
    }),
    result: done,
  }),
  /** Sets up 枣庄市 with its seven units and hands out the sample files, to be planned like any other files. */
  'setup.sample': defineCall({
    kind: 'write',
    params: empty,
    result: z.object({ files: z.array(fileRefSchema), period: z.string() }),
  }),
  'bureau.save': defineCall({ kind: 'write', params: bureauSchema, result: done }),
  'settings.get': defineCall({ kind: 'read', params: empty, result: settingsSchema }),
  'settings.save': defineCall({ kind: 'write', params: settingsSchema.partial(), result: settingsSchema }),
  'backup.list': defineCall({
    kind: 'read',
    params: empty,
    result: z.object({ backups: z.array(backupSchema), folder: z.string() }),
  }),
  'backup.create': defineCall({ kind: 'job', params: empty, result: backupSchema }),
  /** Puts a backup in place after backing up the present data, so that a restore can itself be undone. Works while the store is not open. */
  'backup.restore': defineCall({
    kind: 'job',
    params: z.object({ id: z.string() }),
    result: z.object({ restored: backupSchema, replacedSavedAs: z.string().nullable() }),
  }),
  /** A backup that was saved elsewhere, put beside the own ones to be restored like them. Works while the store is not open. */
  'backup.adopt': defineCall({ kind: 'job', params: z.object({ file: fileRefSchema }), result: backupSchema }),
  /** A copy of a backup to be saved elsewhere. */
  'backup.export': defineCall({ kind: 'job', params: z.object({ id: z.string() }), result: fileRefSchema }),
  /** Full integrity_check and foreign_key_check, on demand. */
  'backup.check': defineCall({
    kind: 'job',
    params: empty,
    result: z.object({ ok: z.boolean(), problems: z.array(z.string()) }),
  }),
  'history.list': defineCall({
    kind: 'read',
    params: z.object({ limit: z.number().int().min(1).max(500), before: z.number().int().optional() }),
    result: z.object({ changes: z.array(changeSetSchema) }),
  }),
  /**
   * What 撤销 and 重做 would do now, however many steps were taken back before; null: nothing. `redoObstacle`: why the step that was
   * taken back last cannot be done again, '' where nothing stands in the way or there is none.
   */
  'history.next': defineCall({
    kind: 'read',
    params: empty,
    result: z.object({
      undo: changeSetSchema.nullable(),
      redo: changeSetSchema.nullable(),
      redoObstacle: z.string(),
    }),
  }),
  /** What 撤销 of a step would take away, for the question before it. */
  'history.effect': defineCall({
    kind: 'read',
    params: z.object({ id: z.number().int() }),
    result: z.object({ imported: importedSchema.nullable() }),
  }),
  'history.undo': defineCall({
    kind: 'write',
    params: z.object({ id: z.number().int() }),
    result: z.object({ label: z.string() }),
  }),
  /** Activity log, newest first. */
  'activity.list': defineCall({
    kind: 'read',
    params: z.object({ limit: z.number().int().min(1).max(500), before: z.number().int().optional() }),
    result: z.object({
      entries: z.array(
        z.object({
          id: z.number().int(),
          at: z.string(),
          operator: z.string(),
          action: z.string(),
          detail: z.string(),
        }),
      ),
    }),
  }),
};
