// The designer of a layout: left what can be a column, middle the columns in their order and the options, right the paper as it
// will print. Nothing is saved before 保存; a shipped layout is only ever copied.

import { Button, Input, Segmented } from 'antd';
import { useEffect, useMemo, useState } from 'react';

import './designer.css';

import { CATEGORY_LABEL } from '../../../shared/indicators/define.js';
import { periodTitle } from '../../../shared/model/period.js';
import { codesOf, type LayoutDraft, type PlainNode } from '../../../shared/reports/define.js';
import { call } from '../../api/client.js';
import { savingDrafts } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { useKept } from '../../ui/kept-state.js';
import { Page } from '../../ui/page.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { ColumnEditor } from './column-editor.js';
import { ColumnList } from './column-list.js';
import { addNode, nodeAt, updateNode, type Path, type Tree } from './column-tree.js';
import { IndicatorPicker, type Pickable } from './indicator-picker.js';
import {
  columnKindOf,
  draftOf,
  draftProblem,
  emptyDraft,
  nodesOf,
  shownTitle,
  storedTitle,
  withNodes,
} from './layout-draft.js';
import { LayoutOptions } from './layout-options.js';
import { LedgerRowsFields, useLedgerItems } from './ledger-fields.js';
import { Paper } from './paper.js';
import { paperSize } from './paginate.js';
import { useFit } from './use-fit.js';

const PREVIEW_MS = 250;

/** The draft as it was some moments ago: typing a title is not answered letter by letter. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PREVIEW_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

const isSame = (one: LayoutDraft, other: LayoutDraft): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Notes are numbered when they are printed: a number typed before one would stand there twice. */
const NOTE_NUMBER = /^(?:注[：:])?\s*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）])\s*/;

/** Empty lines while a note is typed are no notes. */
function tidied(draft: LayoutDraft): LayoutDraft {
  return {
    ...draft,
    title: draft.title.trim(),
    notes: draft.notes.map((note) => note.trim().replace(NOTE_NUMBER, '')).filter((note) => note !== ''),
  };
}

function useIndicatorItems(): { items: Pickable[]; nameOf: (code: string) => string } {
  const { data } = useCall('indicators.list', {});
  return useMemo(() => {
    const indicators = (data?.indicators ?? []).filter((one) => one.enabled && one.category !== 'base');
    const names = new Map(indicators.map((one) => [one.code, one.shortName || one.name]));
    return {
      nameOf: (code: string) => names.get(code) ?? code,
      items: indicators.map((one) => ({
        key: one.code,
        text: one.name,
        hint: `${one.code} ${CATEGORY_LABEL[one.category]}，${one.measure}`,
        search: [one.code, one.name, one.shortName, ...one.aliases].join(' '),
      })),
    };
  }, [data]);
}

export function DesignerPage({ name }: { name: string | null }) {
  const { data, error } = useCall('layouts.get', name === null ? null : { name });
  if (error) return <ErrorNotice error={error} />;
  if (name !== null && !data) return <Waiting text="正在打开表样…" />;
  const start = data === null ? emptyDraft() : draftOf(data.layout);
  return <Designer key={name ?? 'new'} name={name} start={start} />;
}

const keptAs = (name: string | null): string => `designer/${name ?? ''}`;

function Designer({ name, start }: { name: string | null; start: LayoutDraft }) {
  const { period } = useApp();
  const report = useReport();
  const [kept, keep] = useKept<LayoutDraft | null>(keptAs(name), null);
  const draft = kept ?? start;
  const setDraft = (next: LayoutDraft): void => keep(isSame(next, start) ? null : next);
  const [current, setCurrent] = useState<Path | null>(nodesOf(start).length > 0 ? [0] : null);
  const [tab, setTab] = useState<'columns' | 'options'>('columns');
  const { isBusy, whileBusy } = useBusy();
  const { items, nameOf } = useIndicatorItems();
  const ledgerItems = useLedgerItems(draft);
  const nodes = nodesOf(draft);
  const node = current === null ? null : nodeAt(nodes, current);
  const problem = draftProblem(draft);
  const isChanged = !isSame(draft, start);

  const settled = useSettled(draft);
  const preview = useCall('layouts.preview', draftProblem(settled) === '' ? { layout: tidied(settled), period } : null);
  const table = preview.data;
  const [watch, fit] = useFit(paperSize(table ?? { paper: draft.paper, orientation: draft.orientation }).width);

  const change = (tree: Tree): void => {
    setDraft(withNodes(draft, tree.nodes));
    setCurrent(tree.path);
  };
  const add = (key: string): void => {
    if (draft.rows.axis === 'indicators') {
      const { rows } = draft;
      if (!rows.codes.includes(key)) setDraft({ ...draft, rows: { ...rows, codes: [...rows.codes, key] } });
      return;
    }
    const added: PlainNode =
      draft.rows.axis === 'ledger'
        ? { kind: 'ledger', measure: key, only: null, label: ledgerItems.find((one) => one.key === key)?.text ?? '' }
        : {
            kind: 'indicator',
            code: key,
            label: '',
            // A table usually shows the same of every indicator.
            figures:
              node?.kind === 'indicator'
                ? node.figures.map((figure) => ({ ...figure, label: '' }))
                : [{ figure: 'current', yearsBack: 0, label: '', decimals: null }],
          };
    change(addNode(nodes, current, added));
    setTab('columns');
  };
  const save = (): Promise<void> =>
    whileBusy(async () => {
      const saved = await savingDrafts(keptAs(name), (seen) =>
        call('layouts.save', { name, layout: tidied(draft) }, { seen }),
      );
      keep(null);
      report.done('表样已保存');
      go('tables', saved.name);
    });
  const canSave = problem === '' && !isBusy;
  const leave = async (): Promise<void> => {
    if (isChanged) {
      const isSure = await report.confirm({
        title: '放弃修改？',
        content: '表样的修改还没有保存。',
        okText: '放弃',
        danger: true,
      });
      if (!isSure) return;
    }
    keep(null);
    go('tables', name ?? '');
  };
  const kind = columnKindOf(draft.rows.axis);
  const used = new Set(
    draft.rows.axis === 'indicators'
      ? draft.rows.codes
      : draft.rows.axis === 'ledger'
        ? nodes.flatMap((one) => (one.kind === 'ledger' ? [one.measure] : []))
        : codesOf(nodes),
  );

  return (
    <Page
      title={name === null ? '新建表样' : '修改表样'}
      note={`预览：${periodTitle(period, 'ytd')}`}
      actions={
        <>
          <Button onClick={() => void leave()}>返回汇总表</Button>
          <Button type="primary" {...SAVE_KEY} disabled={!canSave} onClick={() => void save()}>
            保存表样
          </Button>
        </>
      }
    >
      <div className="designer">
        <section className="designer-left" aria-label={kind === 'ledger' ? '台账栏目' : '指标'}>
          <IndicatorPicker
            name={kind === 'ledger' ? '台账栏目' : '指标'}
            items={kind === 'ledger' ? ledgerItems : items}
            used={used}
            onPick={add}
          />
        </section>
        <section className="designer-middle" aria-label="表样">
          <label className="designer-title">
            <span>表名</span>
            <Input
              value={shownTitle(draft.title)}
              maxLength={80}
              onChange={(event) => setDraft({ ...draft, title: storedTitle(event.target.value) })}
            />
            <small className="muted">【统计期间】【年份】【截至时点】【全市】打印时换成实际文字</small>
          </label>
          <Segmented
            aria-label="表样的设置"
            block
            value={tab}
            onChange={setTab}
            options={[
              { value: 'columns', label: '栏目' },
              { value: 'options', label: '行、纸张、符号与注' },
            ]}
          />
          {tab === 'options' && <LayoutOptions draft={draft} onChange={setDraft} />}
          {tab === 'options' && draft.rows.axis === 'ledger' && <LedgerRowsFields draft={draft} onChange={setDraft} />}
          {tab === 'columns' && (
            <>
              {draft.rows.axis === 'indicators' && (
                <p className="muted designer-hint">
                  {draft.rows.codes.length === 0 ? '行是本期有数据的全部指标；从左侧加入后只列所选的。' : '行：'}
                  {draft.rows.codes.map((code) => (
                    <button
                      key={code}
                      type="button"
                      title="去掉"
                      onClick={() => {
                        if (draft.rows.axis !== 'indicators') return;
                        const codes = draft.rows.codes.filter((one) => one !== code);
                        setDraft({ ...draft, rows: { ...draft.rows, codes } });
                      }}
                    >
                      {nameOf(code)} ×
                    </button>
                  ))}
                </p>
              )}
              <ColumnList nodes={nodes} current={current} nameOf={nameOf} onChange={change} />
              {node && current && (
                <ColumnEditor
                  node={node}
                  onChange={(next) => setDraft(withNodes(draft, updateNode(nodes, current, next)))}
                />
              )}
            </>
          )}
        </section>
        <div ref={watch} className="table-desk designer-preview" aria-label="预览">
          {problem !== '' && <p className="designer-empty">{problem}</p>}
          {problem === '' && preview.error && <ErrorNotice error={preview.error} />}
          {problem === '' && !preview.error && !table && <Waiting text="正在制表…" />}
          {problem === '' && !preview.error && table && (
            <Paper table={table} zoom={fit} current={null} onNumber={() => undefined} />
          )}
        </div>
      </div>
    </Page>
  );
}
