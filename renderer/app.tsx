// Composition of the page: theme, start-up gate, frame, and which page is shown. Wiring only.

import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

import type { Startup } from '../shared/contract/envelope.js';
import type { Period } from '../shared/model/period.js';
import { addMonths, isPeriod, makePeriod } from '../shared/model/period.js';
import { call, onHostEvent } from './api/client.js';
import { useCall } from './api/use-call.js';
import {
  AppStateContext,
  useRoute,
  type AppState,
  type FactKey,
  type FormStart,
  type SelectedCell,
  type SelectedFigures,
  type Status,
} from './app-state.js';
import { isBoard, taskOfBoard } from './board-address.js';
import { Crash } from './features/frame/crash.js';
import { Frame } from './features/frame/frame.js';
import { TabbedPage } from './features/frame/tabbed-page.js';
import { HomePage } from './features/home/home-page.js';
import { RecoveryPage } from './features/recovery/recovery-page.js';
import { SetupPage } from './features/setup/setup-page.js';
import { tabOf, type PageName, type TabOf } from './pages.js';
import { appTheme } from './theme.js';
import { CloseIcon } from './ui/icons.js';
import { ErrorNotice } from './ui/error-notice.js';
import { fetchAhead, later } from './ui/later.js';
import { forgetRefusal } from './ui/notice.js';
import { Waiting } from './ui/waiting.js';
import { keepInWindow, ofWindow } from './ui/remembered.js';
import { useSaveKey } from './ui/save-key.js';

// Fetched ahead in this order (ui/later.tsx): what is opened every day first, the large charts last.
const TablesPage = later(() => import('./features/tables/tables-page.js').then((m) => m.TablesPage));
const ValuesPage = later(() => import('./features/values/values-page.js').then((m) => m.ValuesPage));
const ImportPage = later(() => import('./features/import/import-page.js').then((m) => m.ImportPage));
const BoardPage = later(() => import('./features/tasks/board-page.js').then((m) => m.BoardPage));
const LedgersPage = later(() => import('./features/ledgers/ledgers-page.js').then((m) => m.LedgersPage));
const EnterprisePages = later(() =>
  import('./features/enterprises/enterprise-pages.js').then((m) => m.EnterprisePages),
);
const TargetsPage = later(() => import('./features/targets/targets-page.js').then((m) => m.TargetsPage));
const SplitPage = later(() => import('./features/targets/split-page.js').then((m) => m.SplitPage));
const SchemesPage = later(() => import('./features/targets/schemes-page.js').then((m) => m.SchemesPage));
const InsightsPage = later(() => import('./features/insights/insights-page.js').then((m) => m.InsightsPage));
const FormDialog = later(() => import('./features/forms/form-dialog.js').then((m) => m.FormDialog));
const UpwardPage = later(() => import('./features/upward/upward-page.js').then((m) => m.UpwardPage));
const PlacesPage = later(() => import('./features/insights/places-page.js').then((m) => m.PlacesPage));
const ReconcilePage = later(() => import('./features/reconcile/reconcile-page.js').then((m) => m.ReconcilePage));
const WorklistsPage = later(() => import('./features/worklists/worklists-page.js').then((m) => m.WorklistsPage));
const BalancesPage = later(() => import('./features/worklists/balances-page.js').then((m) => m.BalancesPage));
const RemindersPage = later(() => import('./features/reminders/reminders-page.js').then((m) => m.RemindersPage));
const SettingsPage = later(() => import('./features/settings/settings-page.js').then((m) => m.SettingsPage));
const ChartsPage = later(() => import('./features/charts/charts-page.js').then((m) => m.ChartsPage));

const askAhead = async (period: Period): Promise<void> =>
  (await import('./features/tables/ask-ahead.js')).askAhead(period);

const STARTING: Partial<Record<Startup['state'], string>> = {
  opening: '正在打开数据文件…',
  checking: '程序上次没有正常退出，正在检查数据文件是否完好，数据多时要等一会儿…',
  'backing-up': '正在备份数据，随后升级数据文件…',
  migrating: '正在升级数据文件，请不要关闭程序…',
};

/** Before any values exist: the month that officers now collect, which is the last full one. */
function lastFullMonth(): Period {
  const now = new Date();
  return addMonths(makePeriod(now.getFullYear(), now.getMonth() + 1), -1);
}

/** What the first tab shows: every ledger, or one of them and perhaps one of its rows. */
function drawLedgers(rest: string): ReactNode {
  const tab = tabOf('ledgers', rest);
  // The grid of one ledger takes the whole page; the way back is in its head.
  if (tab === '' && rest !== '') return <LedgersPage rest={rest} />;
  const below = rest.split('/').slice(1).join('/');
  const pages: Record<TabOf<'ledgers'>, ReactNode> = {
    '': <LedgersPage rest="" />,
    enterprises: <EnterprisePages rest={below} />,
    worklists: <WorklistsPage />,
    balances: <BalancesPage />,
    reconcile: <ReconcilePage />,
    reminders: <RemindersPage key={below} ledger={below === '' ? null : below} />,
  };
  return (
    <TabbedPage page="ledgers" tab={tab}>
      {pages[tab]}
    </TabbedPage>
  );
}

const VALUES: Record<TabOf<'values'>, ReactNode> = {
  '': <ValuesPage />,
  charts: <ChartsPage />,
  insights: <InsightsPage />,
  places: <PlacesPage />,
};
const TARGETS: Record<TabOf<'targets'>, ReactNode> = {
  '': <TargetsPage />,
  split: <SplitPage />,
  schemes: <SchemesPage />,
};

/** What each page shows; `rest`: what follows it in the address. */
const DRAW: Record<PageName, (rest: string) => ReactNode> = {
  home: () => <HomePage />,
  import: (rest) => (
    <TabbedPage page="import" tab={tabOf('import', rest)}>
      {isBoard(rest) ? <BoardPage key={rest} first={taskOfBoard(rest)} /> : <ImportPage />}
    </TabbedPage>
  ),
  values: (rest) => (
    <TabbedPage page="values" tab={tabOf('values', rest)}>
      {VALUES[tabOf('values', rest)]}
    </TabbedPage>
  ),
  tables: (rest) => (
    <TabbedPage page="tables" tab={tabOf('tables', rest)}>
      {tabOf('tables', rest) === 'upward' ? <UpwardPage id={Number(rest.split('/')[1]) || null} /> : <TablesPage />}
    </TabbedPage>
  ),
  ledgers: drawLedgers,
  targets: (rest) => (
    <TabbedPage page="targets" tab={tabOf('targets', rest)}>
      {TARGETS[tabOf('targets', rest)]}
    </TabbedPage>
  ),
  settings: () => <SettingsPage />,
};

function CurrentPage({ status }: { status: Status }) {
  const { page, rest } = useRoute();
  if (status.bureau === null) return page === 'settings' ? <SettingsPage /> : <SetupPage />;
  return DRAW[page](rest);
}

const PERIOD = 'period';

/** Numbers of another month would stand where those of the chosen one stood before the page was loaded again. */
function periodOfWindow(): Period | null {
  const kept = ofWindow(PERIOD);
  return kept !== null && isPeriod(kept) ? kept : null;
}

function Ready({ status }: { status: Status }) {
  const [chosen, choose] = useState<Period | null>(periodOfWindow);
  const setPeriod = useCallback((next: Period) => {
    choose(next);
    forgetRefusal();
    keepInWindow(PERIOD, next);
  }, []);
  const [source, setSource] = useState<FactKey | null>(null);
  const [isSourceOpen, setSourceOpen] = useState(false);
  const [selected, setSelected] = useState<readonly SelectedCell[] | SelectedFigures>([]);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [form, openForm] = useState<FormStart | null>(null);

  const latest = status.latestPeriod !== null && isPeriod(status.latestPeriod) ? status.latestPeriod : lastFullMonth();
  const period = chosen ?? latest;
  const showSource = useCallback((key: FactKey | null, open = false) => {
    setSource(key);
    if (open) setSourceOpen(true);
  }, []);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const latestPeriod = useRef(period);
  useEffect(() => {
    latestPeriod.current = period;
  }, [period]);
  useEffect(() => fetchAhead(() => void askAhead(latestPeriod.current)), []);

  const state = useMemo<AppState>(
    () => ({
      status,
      period,
      setPeriod,
      source,
      isSourceOpen,
      showSource,
      setSourceOpen,
      selected,
      setSelected,
      openHelp,
      openForm,
    }),
    [status, period, setPeriod, source, isSourceOpen, showSource, selected, openHelp],
  );
  return (
    <AppStateContext value={state}>
      <Frame isHelpOpen={isHelpOpen} onHelpClose={() => setHelpOpen(false)}>
        <Suspense fallback={<Waiting text="正在打开页面…" />}>
          <CurrentPage status={status} />
        </Suspense>
      </Frame>
      {/* Beside the frame, which builds its page anew at each address: forms in the making are not lost by it. */}
      {form && (
        <Suspense fallback={null}>
          <FormDialog preset={form} onClose={() => openForm(null)} />
        </Suspense>
      )}
    </AppStateContext>
  );
}

/** As the core says while it is at work on the data file: it answers no call then. */
function useStartingUp(): Startup['state'] {
  const [state, setState] = useState<Startup['state']>('opening');
  useEffect(() => onHostEvent((event) => event.type === 'startup' && setState(event.startup.state)), []);
  return state;
}

function Gate() {
  const told = useStartingUp();
  const { data: status, error, reload } = useCall('system.status', {});
  const [triedAt, setTriedAt] = useState<string | null>(null);
  const retry = useCallback(() => {
    call('system.reopen', {})
      .then(({ state }) => setTriedAt(state === 'failed' ? new Date().toISOString() : null))
      .catch(() => undefined)
      .finally(reload);
  }, [reload]);
  if (!status)
    return error ? <ErrorNotice error={error} onRetry={reload} /> : <Waiting text={STARTING[told] ?? '正在启动…'} />;
  const { state, error: startupError } = status.startup;
  if (state === 'failed' && startupError) {
    const wire = startupError as Parameters<typeof RecoveryPage>[0]['error'];
    return <RecoveryPage error={wire} dataFolder={status.dataFolder} onRetry={retry} triedAt={triedAt} />;
  }
  if (state !== 'ready') return <Waiting text={STARTING[state] ?? '正在启动…'} />;
  return <Ready status={status} />;
}

/** The same cross, with the same hint, at the same corner of dialogs, drawers and panels. */
const CROSS = (
  <span title="关闭（Esc）">
    <CloseIcon />
  </span>
);
const CLOSE = { 'aria-label': '关闭', closeIcon: CROSS };

/** Dialogs come into the page at once. By default they come as a part that is not in it yet, where no field can take the focus: without
 * motion, which gives a second turn, autoFocus was lost. */
const inPage = (): HTMLElement => document.body;

export function Application() {
  useSaveKey();
  return (
    <ConfigProvider
      locale={zhCN}
      theme={appTheme}
      componentSize="medium"
      getPopupContainer={inPage}
      button={{ autoInsertSpace: false }}
      modal={{ closable: CLOSE }}
      drawer={{ closable: { ...CLOSE, placement: 'end' } }}
      alert={{ closeIcon: CROSS }}
      form={{ scrollToFirstError: { focus: true } }}
    >
      <AntApp className="application">
        <Crash>
          <Gate />
        </Crash>
      </AntApp>
    </ConfigProvider>
  );
}
