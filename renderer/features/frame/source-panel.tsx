// 来源 (F4): where a number comes from: original text, file › sheet › cell, revisions, formula and its parts.

import { Button } from 'antd';
import { useState, type KeyboardEvent } from 'react';

import type { ValueDetail } from '../../../shared/contract/calls/values.js';
import { SEVERITY_LABEL } from '../../../shared/import/plan.js';
import { STATE_LABEL, type CellSource } from '../../../shared/model/observation.js';
import { BASIS_LABEL, periodTitle } from '../../../shared/model/period.js';
import { VALUE_SOURCE_LABEL } from '../../../shared/model/value-source.js';
import { runJob } from '../../api/jobs.js';
import { services } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp, type FactKey } from '../../app-state.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { StateMark } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { formatWhen } from '../../ui/when.js';
import { CloseIcon } from '../../ui/icons.js';
import { CellNote } from './cell-note.js';
import { OriginalDialog } from '../../ledger-ui/original-dialog.js';
import { Explained, LedgerRows, SourceText, Trail } from './source-parts.js';

const ORIGIN_LABEL: Record<ValueDetail['origin'], string> = {
  import: '导入',
  manual: '手工填写',
  setup: '建立本单位时填写',
  claim: '报表中的上年同期栏',
  computed: '计算',
  issued: '上级下发',
  rollup: '台账汇总',
};

function SourceCell({ source, importFileId }: { source: CellSource; importFileId: number | null }) {
  const report = useReport();
  const [isShown, setShown] = useState(false);
  const open = (): void => {
    if (importFileId === null) return;
    runJob('打开原始文件', 'import.original', { importFileId })
      .then((file) => services.openFile(file))
      .catch(report.failed);
  };
  return (
    <div className="source-cell">
      <SourceText source={source} />
      {importFileId !== null && (
        <div className="source-actions">
          <Button size="small" onClick={() => setShown(true)}>
            查看原表
          </Button>
          <Button size="small" onClick={open}>
            打开原始文件
          </Button>
        </div>
      )}
      {importFileId !== null && isShown && (
        <OriginalDialog source={source} importFileId={importFileId} onClose={() => setShown(false)} />
      )}
    </div>
  );
}

function Parts({ detail, onShow }: { detail: ValueDetail; onShow: (key: FactKey) => void }) {
  if (detail.formula === '' && detail.parts.length === 0) return null;
  return (
    <section>
      <h3>计算方法</h3>
      {detail.formula !== '' && <p>{detail.formula}</p>}
      <ul className="source-parts">
        {detail.parts.map((part) => (
          <li key={`${part.unitId ?? 'total'}-${part.code}-${part.period}-${part.basis}`}>
            <button
              type="button"
              onClick={() => onShow({ unitId: part.unitId, code: part.code, period: part.period, basis: part.basis })}
            >
              <span>
                {part.unit} {part.indicator}
                {part.period === detail.period ? '' : `（${periodTitle(part.period, part.basis)}）`}
              </span>
              <span className="num">{part.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the other sources say: which one is printed is set per indicator in 设置 › 取值来源. */
function OtherSources({ detail }: { detail: ValueDetail }) {
  if (detail.sources.length === 0) return null;
  return (
    <section>
      <h3>各来源的数</h3>
      <ul className="source-others">
        {detail.sources.map((one) => (
          <li key={one.source} className={one.isPrinted ? 'is-printed' : ''}>
            <div>
              <span>{VALUE_SOURCE_LABEL[one.source]}</span> <span className="num">{one.text}</span>
              {one.isPrinted && <StateMark kind="good">采用</StateMark>}
            </div>
            {one.cell && (
              <div className="source-path">
                {one.cell.file} › {one.cell.sheet ?? '（无工作表名）'} › <code>{one.cell.cell}</code>
              </div>
            )}
            {one.note !== '' && <div className="muted">{one.note}</div>}
          </li>
        ))}
      </ul>
      <Button size="small" onClick={() => go('settings', 'sources')}>
        设置取值来源
      </Button>
    </section>
  );
}

function Revisions({ detail }: { detail: ValueDetail }) {
  if (detail.revisions.length === 0) return null;
  return (
    <section>
      <h3>版次（{detail.revisions.length}）</h3>
      <ol className="source-revisions">
        {detail.revisions.map((revision) => (
          <li key={revision.no}>
            <div>
              <strong>第{revision.no}版</strong> <span className="num">{revision.text}</span>{' '}
              <span className="muted">{ORIGIN_LABEL[revision.origin]}</span>
            </div>
            <div className="muted">
              {formatWhen(revision.at)} {revision.operator}
            </div>
            {revision.source && (
              <div className="source-path">
                {revision.source.file} › {revision.source.sheet ?? ''} › <code>{revision.source.cell}</code>
              </div>
            )}
            {revision.reason !== '' && <div>{revision.reason}</div>}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface DetailProps {
  detail: ValueDetail;
  unitId: number | null;
  onShow: (key: FactKey) => void;
}

function Detail({ detail, unitId, onShow }: DetailProps) {
  return (
    <>
      <p className="source-what">
        {detail.unit} · {detail.indicator}
      </p>
      <p className="muted">
        {periodTitle(detail.period, detail.basis)} · {BASIS_LABEL[detail.basis]} · <code>{detail.code}</code>
      </p>
      <p className="source-value num">
        {detail.text}
        <small>{detail.measure}</small>
      </p>
      <p>
        {ORIGIN_LABEL[detail.origin]}
        {detail.state !== 'value' && ` · ${STATE_LABEL[detail.state]}`}
      </p>
      {detail.note !== '' && <p>{detail.note}</p>}
      {detail.source && <SourceCell source={detail.source} importFileId={detail.importFileId} />}
      {detail.issues.map((issue) => (
        <p key={issue.message} className="source-issue">
          <StateMark kind={issue.severity === 'block' ? 'bad' : issue.severity === 'warn' ? 'look' : 'plain'}>
            {SEVERITY_LABEL[issue.severity]}
          </StateMark>{' '}
          {issue.message}
        </p>
      ))}
      <OtherSources detail={detail} />
      <Parts detail={detail} onShow={onShow} />
      {unitId !== null && (
        <CellNote
          key={`${unitId}-${detail.code}-${detail.period}-${detail.basis}`}
          cell={{ unitId, code: detail.code, period: detail.period, basis: detail.basis }}
          comment={detail.comment}
          isFollowed={detail.isFollowed}
        />
      )}
      <Revisions detail={detail} />
    </>
  );
}

const isSameKey = (a: FactKey | undefined, b: FactKey): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The way from the number that was clicked to the one that is shown; the panel walks it, the page starts it anew. */
function useTrail(source: FactKey | null) {
  const [trail, setTrail] = useState<FactKey[]>([]);
  const isOther = source !== null && !isSameKey(trail[0], source);
  const keys = source === null ? [] : isOther ? [source] : trail;
  return {
    keys,
    shown: keys.at(-1) ?? null,
    go: (key: FactKey) => setTrail([...keys, key]),
    back: (to: number) => setTrail(keys.slice(0, to + 1)),
  };
}

export function SourcePanel() {
  const { source, setSourceOpen } = useApp();
  const { keys, shown, go, back } = useTrail(source);
  const isPlain = shown !== null && (shown.figure ?? 'current') === 'current' && !shown.unitIds && !shown.report;
  const asked = shown === null ? null : { ...shown, figure: shown.figure ?? ('current' as const) };
  const explained = useCall('values.explain', asked && { key: asked });
  const plain = useCall(
    'values.detail',
    shown !== null && isPlain
      ? { key: { unitId: shown.unitId, code: shown.code, period: shown.period, basis: shown.basis } }
      : null,
  );
  const error = isPlain ? plain.error : explained.error;
  const step = (event: KeyboardEvent): void => {
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (isField || keys.length < 2) return;
    if (event.key === 'Backspace' || (event.altKey && event.key === 'ArrowLeft')) {
      event.preventDefault();
      back(keys.length - 2);
    }
  };
  return (
    <aside className="source-panel" aria-label="来源" aria-busy={explained.isLoading} tabIndex={-1} onKeyDown={step}>
      <header>
        <h2>来源</h2>
        {keys.length > 1 && (
          <Button size="small" title="退回上一步（退格键）" onClick={() => back(keys.length - 2)}>
            退回
          </Button>
        )}
        <Button
          type="text"
          size="small"
          icon={<CloseIcon />}
          aria-label="关闭来源"
          title="关闭（Esc）"
          onClick={() => setSourceOpen(false)}
        />
      </header>
      <div className="source-body">
        {keys.length > 1 && <Trail keys={keys} onBack={back} />}
        {!shown && (
          <p className="muted">选中一个数字，这里显示它出自哪个文件、哪张工作表、哪个单元格，或怎样计算得来。</p>
        )}
        {shown && error && <ErrorNotice error={error} />}
        {shown && !error && !(isPlain ? plain.data : explained.data) && <Waiting text="正在查找来源…" />}
        {shown && isPlain && !error && plain.data && <Detail detail={plain.data} unitId={shown.unitId} onShow={go} />}
        {shown && !isPlain && !error && explained.data && <Explained explained={explained.data} onShow={go} />}
        {shown && isPlain && explained.data && <LedgerRows ledgers={explained.data.ledgers} />}
      </div>
    </aside>
  );
}
