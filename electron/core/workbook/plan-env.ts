// What files of a plan are read and compared against: the units, indicators, rules and settings of now, and the store.

import type { ReportingUnit } from '../../../shared/model/unit.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { yearOf } from '../../../shared/model/period.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import type { Ctx } from '../context.js';
import { listIndicators } from '../store/indicator-store.js';
import { extraFields, ledgersOf, ownDefinition } from '../store/ledger-list.js';
import { getBureau, listUnits } from '../store/unit-store.js';
import { newestPeriod } from '../store/value-store.js';
import { LedgerHeads } from './2-recognise/ledger-table.js';
import type { MapEnv } from './3-map/env.js';
import { envOf, type GivenWords } from './3-map/given-words.js';
import { createCheckEnv, type CheckEnv } from './4-validate/check-env.js';
import { StoredView } from './4-validate/stored-view.js';
import type { LedgerPlanEnv } from './5-preview/ledger-sheets.js';
import { vocabularyVersion } from './plan-store.js';
import { rememberedAnswers } from './recognition-memory.js';

export interface PlanEnvironment {
  readonly base: Omit<MapEnv, 'answers' | 'periodHint'>;
  /** The same as plain data, for the parse process. */
  words: GivenWords;
  unitById: ReadonlyMap<number, ReportingUnit>;
  check: CheckEnv;
  view: StoredView;
  ledgers: LedgerPlanEnv;
  /** Taken before anything is read: a change while files are read makes the plan stale, not wrong. */
  vocabulary: number;
  /** See PlanInput. */
  isToStore: boolean;
}

export function planEnvironment(ctx: Ctx, isToStore = false): PlanEnvironment {
  const bureau = getBureau(ctx.store);
  if (!bureau) throw new AppError('data.not-set-up');
  const words: GivenWords = {
    place: bureau.place,
    units: listUnits(ctx.store),
    indicators: listIndicators(ctx.store),
    settings: ctx.settings,
    remembered: rememberedAnswers(ctx.store),
    ownLedgers: ledgersOf(ctx.store).filter((ledger) => ledger.isOwn === true),
  };
  const { units } = words;
  const indicators = new Map(words.indicators.map((indicator) => [indicator.code, indicator]));
  let base: PlanEnvironment['base'] | undefined;
  const view = new StoredView(ctx.store);
  return {
    view,
    isToStore,
    vocabulary: vocabularyVersion(ctx.store),
    // The parse process makes its own from the words; here it is first used when a file has come back from there.
    get base() {
      return (base ??= envOf(words));
    },
    words,
    unitById: new Map(units.map((unit) => [unit.id, unit])),
    check: createCheckEnv({ store: ctx.store, settings: ctx.settings, view, indicators, units }),
    ledgers: {
      heads: new LedgerHeads(ledgersOf(ctx.store)),
      extraFields: (ledger) => ownDefinition(ctx.store, ledger)?.fields ?? extraFields(ctx.store, ledger),
      step: (progress) => ctx.job.step(progress),
      planYear: null,
      newestYear: yearOf(newestPeriod(ctx.store) ?? chinaDate(ctx.store.now()).slice(0, 7)),
    },
  };
}
