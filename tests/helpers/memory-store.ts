// A real store in memory with the sample bureau (枣庄市, seven units, populations) and, where asked for, the sample month
// straight from expected.json. Not here: reading workbooks (tests/workbook).

import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import type { Ctx } from '../../electron/core/context.js';
import { FileTable } from '../../electron/core/files.js';
import { listIndicators, syncCatalogue } from '../../electron/core/store/indicator-store.js';
import { migrate } from '../../electron/core/store/migrate.js';
import { openDatabase, setPragmas } from '../../electron/core/store/open.js';
import { DEFAULT_SETTINGS } from '../../shared/model/default-settings.js';
import { createStore, type Store } from '../../electron/core/store/store.js';
import { addTarget } from '../../electron/core/store/target-store.js';
import { listUnits, saveBureau } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';
import { addRevisions, type RevisionInput } from '../../electron/core/store/value-store.js';
import { write } from '../../electron/core/store/write.js';
import { scaleOf } from '../../shared/indicators/measures.js';
import type { Basis, Period } from '../../shared/model/period.js';
import { parseScaled, toStoreInteger } from '../../shared/model/scaled-number.js';
import type { UnitDraft } from '../../shared/model/unit.js';

type ByUnit = Record<string, number | null>;

export interface ExpectedIndicator {
  code: string;
  unit: string;
  kind: 'flow' | 'stock';
  by_unit: ByUnit;
  total: number | null;
  last_year_by_unit: ByUnit | null;
  last_year_total: number | null;
  yoy_percent: number | null;
  rank_by_unit: ByUnit;
  target_by_unit?: ByUnit;
  target_total?: number;
}

export interface Expected {
  period: Period;
  units: string[];
  population_10k: ByUnit;
  indicators: Record<string, ExpectedIndicator>;
  ratios: Record<string, { code: string; total: number; last_year_total?: number; by_unit: ByUnit }>;
}

export const SAMPLE_PERIOD: Period = '2022-07';

export function readExpected(): Expected {
  const url = new URL('../fixtures/zaozhuang-2022-07/expected.json', import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Expected;
}

const IN_MEMORY = ':memory:';
const NOW = '2022-08-05T09:00:00.000Z';

/** Bytes of stores as they were made once in this process of tests, by what they hold: all migrations take ten times as long as a copy. */
const made = new Map<string, Buffer>();

/** A store in memory, a copy of the one that `make` gave for this key. */
async function copyOf(key: string, now: string, make: () => Promise<Store>): Promise<Store> {
  const bytes = made.get(key);
  if (bytes === undefined) {
    const store = await make();
    made.set(key, store.db.serialize());
    return store;
  }
  const db = new Database(bytes);
  setPragmas(db, { isWriting: true });
  return storeOf(db, IN_MEMORY, now);
}

function storeOf(db: Database.Database, path: string, now: string): Store {
  return createStore(
    db,
    path,
    () => now,
    () => undefined,
  );
}

async function migratedStore(path: string, now: string): Promise<Store> {
  const db = openDatabase(path);
  await migrate(db, () => Promise.resolve());
  const store = storeOf(db, path, now);
  syncCatalogue(store);
  return store;
}

/** Migrated store with the catalogue; `:memory:` unless a path is given. */
export function openTestStore(path = IN_MEMORY, now = NOW): Promise<Store> {
  const make = (): Promise<Store> => migratedStore(path, now);
  return path === IN_MEMORY ? copyOf(`bare ${now}`, now, make) : make();
}

/** A unit as the tests need it; everything not said is the usual. */
export function unitDraft(name: string, order: number, changes: Partial<UnitDraft> = {}): UnitDraft {
  return {
    name,
    aliases: [],
    kind: 'county',
    order,
    countsInTotal: true,
    ranked: true,
    parentId: null,
    gbCode: null,
    validFrom: null,
    validTo: null,
    contact: '',
    phone: '',
    ...changes,
  };
}

/** 枣庄市 with its seven units and their population at the end of 2021. */
export function addSampleUnits(store: Store): void {
  const expected = readExpected();
  write(store, { kind: 'setup', label: '建立单位', operator: '测试', topics: ['units'] }, () => {
    saveBureau(store, { name: '枣庄市市场监督管理局', place: '枣庄市', level: 'city', code: '370400' });
    expected.units.forEach((name, index) => saveUnit(store, null, unitDraft(name, index + 1)));
  });
  addValues(store, '2021-12', 'asof', { P01: expected.population_10k }, 'setup');
}

export interface ValueToAdd {
  unit: string;
  code: string;
  period: Period;
  basis: Basis;
  /** Plain decimal; null = 未报. */
  value: string | null;
  state?: RevisionInput['state'];
}

/** A revision that somebody typed: without file, cell, text or reason. */
export function typedRevision(
  key: Pick<RevisionInput, 'unitId' | 'indicatorId' | 'period' | 'basis'>,
  value: number,
): RevisionInput {
  return {
    ...key,
    state: 'value',
    value,
    origin: 'manual',
    submissionId: null,
    sheet: null,
    cell: null,
    text: null,
    sourceMeasure: null,
    reason: null,
  };
}

/** Stores single values as one change set. */
export function addValueList(store: Store, values: ValueToAdd[], origin: RevisionInput['origin'] = 'manual'): void {
  const units = new Map(listUnits(store).map((unit) => [unit.name, unit.id]));
  const indicators = new Map(listIndicators(store).map((indicator) => [indicator.code, indicator]));
  const inputs = values.map((input): RevisionInput => {
    const indicator = indicators.get(input.code)!;
    const value = input.value === null ? null : parseScaled(input.value, scaleOf(indicator.measure));
    if (input.value !== null && value === null) throw new Error(`${input.code} ${input.value} is not exact`);
    return {
      unitId: units.get(input.unit)!,
      indicatorId: indicator.id,
      period: input.period,
      basis: input.basis,
      state: input.state ?? (value === null ? 'not_submitted' : value === 0n ? 'zero' : 'value'),
      value: value === null ? null : toStoreInteger(value),
      origin,
      submissionId: null,
      sheet: null,
      cell: null,
      text: input.value,
      sourceMeasure: indicator.measure,
      reason: null,
    };
  });
  write(store, { kind: 'manual', label: '录入', operator: '测试', topics: ['values'] }, (changeSetId) =>
    addRevisions(store, changeSetId, inputs),
  );
}

/** Stores code → unit → number as JSON writes it (15 significant digits: exact decimals of the fixture). */
export function addValues(
  store: Store,
  period: Period,
  basis: Basis,
  values: Record<string, ByUnit>,
  origin: RevisionInput['origin'] = 'manual',
): void {
  const list = Object.entries(values).flatMap(([code, byUnit]) =>
    Object.entries(byUnit).map(([unit, value]) => ({
      unit,
      code,
      period,
      basis,
      value: value === null ? null : String(value),
    })),
  );
  addValueList(store, list, origin);
}

/** The sample month with last year's values and the targets of 2022. */
export function addSampleMonth(store: Store): void {
  const units = new Map(listUnits(store).map((unit) => [unit.name, unit.id]));
  const indicators = new Map(listIndicators(store).map((indicator) => [indicator.code, indicator]));
  for (const item of Object.values(readExpected().indicators)) {
    const basis = item.kind === 'flow' ? 'ytd' : 'asof';
    addValues(store, '2022-07', basis, { [item.code]: item.by_unit });
    const lastYear = Object.entries(item.last_year_by_unit ?? {}).filter(([, value]) => value !== null);
    if (lastYear.length > 0) addValues(store, '2021-07', basis, { [item.code]: Object.fromEntries(lastYear) });
    const targets = Object.entries(item.target_by_unit ?? {});
    write(store, { kind: 'manual', label: '目标', operator: '测试', topics: ['values'] }, (changeSetId) => {
      for (const [unit, target] of targets) {
        const indicator = indicators.get(item.code)!;
        const value = toStoreInteger(parseScaled(String(target), scaleOf(indicator.measure))!);
        const source = { importFileId: null, sheet: null, cell: null, text: null, sourceMeasure: indicator.measure };
        addTarget(
          store,
          changeSetId,
          { year: 2022, indicatorId: indicator.id, unitId: units.get(unit)!, value },
          source,
        );
      }
    });
  }
}

/** Store with units, populations, the sample month, last year and targets. */
export function openSampleStore(): Promise<Store> {
  return copyOf('sample month', NOW, async () => {
    const store = await openTestStore();
    addSampleUnits(store);
    addSampleMonth(store);
    return store;
  });
}

/** A context around a store, for calling handlers. Parser and host refuse: nothing here needs them. */
export function contextOf(store: Store, changes: Partial<Ctx> = {}): Ctx {
  const files = new FileTable(mkdtempSync(join(tmpdir(), 'ip-ledger-test-')));
  return {
    store,
    job: { step: () => undefined, isCancelled: () => false, signal: new AbortController().signal },
    files,
    parser: undefined as never,
    host: {
      spawnParser: () => {
        throw new Error('no parser in this test');
      },
      printPdf: () => Promise.reject(new Error('no printer in this test')),
    },
    settings: DEFAULT_SETTINGS,
    operator: '测试',
    version: '0.0.0',
    dataDir: '',
    sampleDir: null,
    ...changes,
  };
}
