// Parts of the source panel for figures that are computed: how, from what, and the rows of a ledger behind a number.

import { Button } from 'antd';
import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import type { CellSource } from '../../../shared/model/observation.js';
import { BASIS_LABEL, periodTitle } from '../../../shared/model/period.js';
import { FIGURE_LABEL } from '../../../shared/reports/print-table.js';
import { useCall } from '../../api/use-call.js';
import { go, type FactKey } from '../../app-state.js';

type Answer = Result<'values.explain'>;

/** What a cell of a file holds, and where it stands. */
export function SourceText({ source }: { source: CellSource }) {
  return (
    <>
      <div>
        <span className="muted">原文</span> <q>{source.text === '' ? '（空白）' : source.text}</q>
      </div>
      <div className="source-path">
        {source.file} › {source.sheet ?? '（无工作表名）'} › <code>{source.cell}</code>
      </div>
    </>
  );
}

/** Where we came from: each step leads back. */
export function Trail({ keys, onBack }: { keys: readonly FactKey[]; onBack: (to: number) => void }) {
  const indicators = useCall('indicators.list', {}).data?.indicators ?? [];
  const units = useCall('units.list', {}).data?.units ?? [];
  const text = (key: FactKey): string => {
    const unit = key.unitIds
      ? '小计'
      : key.unitId === null
        ? '合计'
        : (units.find((one) => one.id === key.unitId)?.name ?? '');
    const indicator = indicators.find((one) => one.code === key.code);
    const figure = FIGURE_LABEL[key.figure ?? 'current'].replace(/\(.*\)/, '');
    return `${unit} ${indicator?.shortName || indicator?.name || key.code} ${figure}`;
  };
  return (
    <ol className="source-trail" aria-label="查找路径">
      {keys.map((key, index) => (
        <li key={index}>
          {index === keys.length - 1 ? (
            <span aria-current="step">{text(key)}</span>
          ) : (
            <button type="button" onClick={() => onBack(index)}>
              {text(key)}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

export function Explained({ explained, onShow }: { explained: Answer; onShow: (key: FactKey) => void }) {
  const { source } = explained;
  // Parts of several units are told apart by name, the unit itself among them.
  const areNamed = explained.parts.some((part) => part.unit !== explained.unit);
  return (
    <>
      <p className="source-what">
        {explained.unit} · {explained.indicator}
      </p>
      <p className="muted">
        {explained.periodTitle} · {explained.figureLabel}
      </p>
      <p className="source-value num">
        {explained.text}
        <small>{explained.measure}</small>
      </p>
      {explained.note !== '' && <p>{explained.note}</p>}
      {source && (
        <div className="source-cell">
          <SourceText source={source} />
        </div>
      )}
      {explained.formula !== '' && (
        <section>
          <h3>计算方法</h3>
          <p>{explained.formula}</p>
          <ul className="source-parts">
            {explained.parts.map((part) => (
              <li key={JSON.stringify(part.key)}>
                <button
                  type="button"
                  title={`${periodTitle(part.key.period, part.key.basis)} · ${BASIS_LABEL[part.key.basis]}`}
                  onClick={() => onShow(part.key)}
                >
                  <span>
                    {areNamed ? `${part.unit} ` : ''}
                    {part.label}
                  </span>
                  <span className="num">{part.text}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What ledgers count for the same number, row by row. */
export function LedgerRows({ ledgers }: { ledgers: Answer['ledgers'] }) {
  const [open, setOpen] = useState<string | null>(null);
  return ledgers.map((ledger) => (
    <section key={ledger.id} className="source-ledger">
      <h3>{ledger.title}台账</h3>
      <p>
        台账汇总为 <strong className="num">{ledger.text}</strong>，{ledger.total}条记录。
        <span className="muted">{ledger.rule}。</span>
      </p>
      <div className="source-actions">
        <Button size="small" onClick={() => setOpen(open === ledger.id ? null : ledger.id)}>
          {open === ledger.id ? '收起记录' : '查看记录'}
        </Button>
        <Button size="small" onClick={() => go('ledgers', ledger.id)}>
          打开台账
        </Button>
      </div>
      {open === ledger.id && (
        <ol className="source-rows">
          {ledger.rows.map((row) => (
            <li key={row.id}>
              <button
                type="button"
                className="text-link"
                title="打开这条记录"
                onClick={() => go('ledgers', `${ledger.id}/${row.id}`)}
              >
                {row.text === '' ? '查看' : row.text}
              </button>
              <span className="num">{row.number}</span>
            </li>
          ))}
        </ol>
      )}
      {open === ledger.id && ledger.total > ledger.rows.length && (
        <p className="muted">这里列出前{ledger.rows.length}条。</p>
      )}
    </section>
  ));
}
