// The one map from call to handler; the compiler names a missing one. One line per call, functions live in their rooms.

import type { CallName, ParsedParams, Result } from '../../shared/contract/index.js';
import type { Ctx } from './context.js';
import type { Job } from './core.js';
import type { CoreState } from './create-core.js';
import * as finalCopies from './final-copies/handlers.js';
import * as benchmarks from './benchmarks/handlers.js';
import * as locks from './final-copies/locks.js';
import * as enterprisePages from './enterprises/handlers.js';
import * as charts from './charts/handlers.js';
import * as feedback from './feedback/handlers.js';
import * as forms from './forms/create.js';
import * as history from './history/handlers.js';
import * as indicators from './indicators/handlers.js';
import * as insights from './insights/handlers.js';
import * as definitions from './ledgers/definitions.js';
import * as ledgers from './ledgers/handlers.js';
import { findRows } from './ledgers/find-rows.js';
import * as listSheets from './ledgers/list-sheets.js';
import * as ledgerLists from './ledgers/lists.js';
import { exportReconciliation } from './ledgers/reconcile-table.js';
import * as linkRows from './ledgers/link-rows.js';
import * as linkedRows from './ledgers/linked-rows.js';
import * as ledgerReminders from './ledgers/reminders.js';
import * as register from './ledgers/register.js';
import * as newYear from './new-year/handlers.js';
import * as setup from './setup/handlers.js';
import { explain } from './statistics/figure-detail.js';
import * as statistics from './statistics/handlers.js';
import * as issuedEntry from './statistics/issued-entry.js';
import * as valueEntry from './statistics/value-entry.js';
import * as system from './system/handlers.js';
import * as tables from './tables/handlers.js';
import * as targets from './targets/handlers.js';
import * as layouts from './tables/layouts.js';
import * as attachments from './tasks/attachments.js';
import * as calendar from './tasks/calendar.js';
import * as checkSheets from './tasks/check-sheets.js';
import * as contacts from './tasks/contacts.js';
import * as tasks from './tasks/handlers.js';
import * as reminders from './tasks/reminders.js';
import * as units from './units/handlers.js';
import * as upward from './upward/handlers.js';
import * as checkHandlers from './workbook/check-handlers.js';
import * as conflictsBetween from './workbook/conflict-handlers.js';
import * as imports from './workbook/handlers.js';
import { run as runImport } from './workbook/run-handler.js';
import * as ledgerImport from './workbook/ledger-handlers.js';
import * as submissionChanges from './workbook/submission-changes.js';
import * as submissions from './workbook/submission-handlers.js';
import * as returns from './workbook/return-copy/handlers.js';

type MaybePromise<T> = T | Promise<T>;
export type Handler<K extends CallName> = (ctx: Ctx, params: ParsedParams<K>) => MaybePromise<Result<K>>;
export type StateHandler<K extends CallName> = (
  state: CoreState,
  params: ParsedParams<K>,
  job: Job,
) => MaybePromise<Result<K>>;

/** Calls that answer even where the store is not open. */
export const STATE_HANDLERS = {
  'system.status': system.status,
  'system.reopen': system.reopen,
  'backup.list': system.listBackups,
  'backup.restore': system.restore,
  'backup.adopt': system.adopt,
} satisfies { [K in CallName]?: StateHandler<K> };

export const HANDLERS = {
  'setup.create': setup.create,
  'setup.sample': setup.sample,
  'bureau.save': setup.saveBureau,
  'settings.get': system.getSettings,
  'settings.save': system.saveSettings,
  'backup.create': system.createBackup,
  'backup.export': system.exportBackup,
  'backup.check': system.check,
  'history.list': history.list,
  'history.next': history.next,
  'history.effect': history.effect,
  'history.undo': history.undo,
  'activity.list': history.activity,
  'units.list': units.list,
  'units.save': units.save,
  'units.remove': units.remove,
  'units.reorder': units.reorder,
  'units.export': units.exportList,
  'units.import': units.importList,
  'population.list': units.listPopulation,
  'population.save': units.savePopulation,
  'indicators.list': indicators.list,
  'indicators.save': indicators.save,
  'indicators.enable': indicators.enable,
  'indicators.export': indicators.exportList,
  'indicators.import': indicators.importList,
  'import.plan': imports.plan,
  'import.get': imports.get,
  'import.open-plan': imports.openPlan,
  'import.cells': imports.cells,
  'import.ledger-rows': ledgerImport.rows,
  'import.choose-rows': ledgerImport.chooseRows,
  'import.sheet': imports.sheet,
  'import.sheet-table': definitions.planTable,
  'import.original-sheet': imports.originalSheet,
  'import.inspect': imports.inspect,
  'import.answer': imports.answer,
  'import.answer-all': imports.answerAll,
  'import.conflicts': conflictsBetween.conflicts,
  'import.settle': conflictsBetween.settle,
  'import.add': imports.add,
  'import.replan': imports.replan,
  'import.commit': imports.commit,
  'import.run': runImport,
  'import.discard': imports.discard,
  'import.batches': imports.batches,
  'import.undo': imports.undo,
  'import.original': imports.original,
  'returns.create': returns.create,
  'returns.create-all': returns.createAll,
  'import.choose': submissions.choose,
  'import.effect': submissions.effect,
  'submissions.list': submissions.submissionList,
  'submissions.changes': submissionChanges.changes,
  'comparable.list': submissions.comparableList,
  'comparable.save': submissions.comparableSave,
  'rules.list': checkHandlers.ruleList,
  'rules.save': checkHandlers.ruleSave,
  'rules.add': checkHandlers.ruleAdd,
  'rules.remove': checkHandlers.ruleRemove,
  'waivers.add': checkHandlers.waiverAdd,
  'waivers.remove': checkHandlers.waiverRemove,
  'waivers.list': checkHandlers.waiverList,
  'recognition.list': imports.recognitionList,
  'recognition.change': imports.recognitionChange,
  'recognition.remove': imports.recognitionRemove,
  'values.list': statistics.listValues,
  'values.grid': statistics.valuesGrid,
  'values.years': statistics.valuesYears,
  'values.sources': statistics.valueSources,
  'values.detail': statistics.valueDetail,
  'values.explain': explain,
  'values.periods': statistics.periods,
  'values.save': valueEntry.saveValues,
  'values.issued': issuedEntry.listIssued,
  'values.save-issued': issuedEntry.saveIssued,
  'values.effect': valueEntry.effectOfValues,
  'values.note': valueEntry.noteValue,
  'values.notes': valueEntry.listNotes,
  'benchmarks.list': statistics.listBenchmarks,
  'targets.list': statistics.listTargets,
  'published.list': benchmarks.publishedList,
  'published.save': benchmarks.publishedSave,
  'published.export': benchmarks.exportPublished,
  'published.import': benchmarks.importPublished,
  'published.remove': benchmarks.publishedRemove,
  'denominators.compare': benchmarks.compareDenominators,
  'denominators.save': benchmarks.saveDenominator,
  'denominators.remove': benchmarks.removeDenominator,
  'denominators.use': benchmarks.useDenominator,
  'insights.list': insights.list,
  'insights.mark': insights.mark,
  'insights.rules': insights.rules,
  'insights.save-rule': insights.saveRule,
  'insights.try-template': insights.tryTemplate,
  'insights.export': insights.exportInsights,
  'targets.matrix': targets.matrix,
  'targets.save': targets.saveTargets,
  'targets.effect': targets.effectOfTargets,
  'targets.basis': targets.saveBasis,
  'targets.pace': targets.savePace,
  'targets.history': targets.targetHistory,
  'targets.split': targets.splitOf,
  'targets.export': targets.exportTargets,
  'schemes.list': targets.schemeList,
  'schemes.save': targets.schemeSave,
  'schemes.remove': targets.schemeRemove,
  'schemes.score': targets.schemeScore,
  'schemes.result': targets.result,
  'schemes.export': targets.exportScheme,
  'new-year.preview': newYear.preview,
  'new-year.apply': newYear.apply,
  'feedback.export': feedback.exportFeedback,
  'upward.list': upward.list,
  'upward.create': upward.create,
  'upward.propose': upward.propose,
  'upward.open': upward.open,
  'upward.save': upward.save,
  'upward.remove': upward.remove,
  'upward.fill': upward.fill,
  'charts.build': charts.build,
  'charts.workbook': charts.workbook,
  'charts.picture': charts.picture,
  'charts.page': charts.page,
  'forms.create': forms.create,
  'forms.usual': forms.usual,
  'tables.list': tables.list,
  'tables.build': tables.build,
  'tables.show': tables.show,
  'tables.export': tables.exportTable,
  'tables.export-all': tables.exportAll,
  'tables.sources': tables.sources,
  'layouts.get': layouts.get,
  'layouts.save': layouts.save,
  'layouts.copy': layouts.copy,
  'layouts.remove': layouts.remove,
  'layouts.export': layouts.exportLayout,
  'layouts.import': layouts.importLayout,
  'layouts.preview': tables.preview,
  'final-copies.list': finalCopies.list,
  'final-copies.create': finalCopies.create,
  'final-copies.get': finalCopies.get,
  'final-copies.inputs': finalCopies.inputs,
  'final-copies.export': finalCopies.exportCopy,
  'final-copies.changes': finalCopies.changes,
  'final-copies.issue': finalCopies.issue,
  'final-copies.remove': finalCopies.remove,
  'locks.list': locks.list,
  'locks.lock': locks.lock,
  'locks.reopen': locks.reopen,
  'tasks.list': tasks.list,
  'tasks.save': tasks.save,
  'tasks.remove': tasks.remove,
  'tasks.board': tasks.board,
  'tasks.exempt': tasks.exempt,
  'tasks.mark-returned': tasks.markReturned,
  'tasks.mark-checked': tasks.markChecked,
  'tasks.mark-received': tasks.markReceived,
  'tasks.mark-ledgers': tasks.markLedgers,
  'tasks.reminders': reminders.reminders,
  'tasks.check-sheets': checkSheets.exportCheckSheets,
  'calendar.list': calendar.list,
  'calendar.save': calendar.save,
  'calendar.import': calendar.importList,
  'contacts.list': contacts.list,
  'contacts.save': contacts.save,
  'attachments.add': attachments.add,
  'attachments.list': attachments.list,
  'attachments.open': attachments.open,
  'attachments.remove': attachments.remove,
  'ledgers.list': ledgers.list,
  'ledgers.definition': definitions.definition,
  'ledgers.propose': definitions.propose,
  'ledgers.read-table': definitions.readTable,
  'ledgers.define': definitions.define,
  'ledgers.extend': definitions.extend,
  'ledgers.hidden': definitions.hidden,
  'ledgers.find': findRows,
  'ledgers.worklist': ledgerLists.worklist,
  'ledgers.balances': ledgerLists.balances,
  'ledgers.list-export': listSheets.exportList,
  'ledgers.rows': ledgers.rows,
  'ledgers.groups': ledgers.groups,
  'ledgers.save': ledgers.save,
  'ledgers.change-move': ledgers.changeMove,
  'ledgers.remove': ledgers.remove,
  'ledgers.move-stage': ledgers.moveStage,
  'ledgers.history': ledgers.history,
  'ledgers.rollup': ledgers.rollup,
  'ledgers.reconcile': ledgers.reconcile,
  'ledgers.reconcile-export': exportReconciliation,
  'ledgers.explain': ledgers.explain,
  'ledgers.sources': ledgerImport.sources,
  'ledgers.template': ledgers.template,
  'ledgers.export': ledgers.exportRows,
  'ledgers.order': ledgers.order,
  'ledgers.read': ledgers.read,
  'ledgers.figures': ledgers.figures,
  'ledgers.filled': ledgers.filled,
  'ledgers.values': ledgers.values,
  'ledgers.views': ledgers.views,
  'ledgers.save-view': ledgers.saveView,
  'ledgers.remove-view': ledgers.removeView,
  'ledgers.unsaved': ledgers.unsaved,
  'ledgers.keep-unsaved': ledgers.keepUnsaved,
  'ledgers.files': ledgers.files,
  'ledgers.attach': ledgers.attach,
  'ledgers.detach': ledgers.detach,
  'ledgers.open-attachment': ledgers.openAttachment,
  'ledgers.keep-file': ledgers.keepFile,
  'ledgers.open-file': ledgers.openFile,
  'ledgers.findings': ledgers.findings,
  'ledgers.linked': linkedRows.linked,
  'ledgers.lead-on': linkedRows.leadOn,
  'ledgers.link-choices': linkRows.linkChoices,
  'ledgers.link': linkRows.link,
  'ledgers.print': ledgers.print,
  'ledgers.reminders': ledgerReminders.list,
  'ledgers.mark-reminder': ledgerReminders.mark,
  'enterprises.list': register.list,
  'enterprises.get': enterprisePages.get,
  'enterprises.duplicates': enterprisePages.duplicates,
  'enterprises.keep-apart': enterprisePages.keepApart,
  'enterprises.export': enterprisePages.exportList,
  'enterprises.import': enterprisePages.importList,
  'enterprises.search': register.search,
  'enterprises.save': register.save,
  'enterprises.merge': register.merge,
} satisfies { [K in Exclude<CallName, keyof typeof STATE_HANDLERS>]: Handler<K> };
