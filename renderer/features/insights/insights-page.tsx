// 分析提示: sentences about the period with the numbers behind them. One that names a unit unfavourably stays 内部参考 until it is
// marked 用于通报; own wording is kept and flagged when its facts change.

import { Alert, Button, Input, Segmented } from 'antd';
import { useMemo, useState } from 'react';

import './insights.css';

import { factLines, type Insight, type InsightStatus } from '../../../shared/insights/define.js';
import { periodTitle } from '../../../shared/model/period.js';
import { call, services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useCall } from '../../api/use-call.js';
import { useApp, useRoute } from '../../app-state.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { DownIcon } from '../../ui/icons.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { useKept } from '../../ui/kept-state.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { StateMark, type MarkKind } from '../../ui/state-mark.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { formatWhen } from '../../ui/when.js';
import { circulatedText, wordsOf } from './circulated-text.js';
import { RuleDrawer } from './insight-rules.js';

type View = 'all' | 'named' | 'stale' | 'hidden';

const TONE_MARK: Record<Insight['tone'], MarkKind> = { good: 'good', bad: 'look', plain: 'plain' };
const TONE_LABEL: Record<Insight['tone'], string> = { good: '较好', bad: '不足', plain: '情况' };
const USE_MARK: Record<Insight['use'], MarkKind> = { circulate: 'good', internal: 'look', hidden: 'none' };
const USE_LABEL: Record<Insight['use'], string> = { circulate: '用于通报', internal: '内部参考', hidden: '不采用' };

function inView(insight: Insight, view: View): boolean {
  if (view === 'hidden') return insight.use === 'hidden';
  if (insight.use === 'hidden') return false;
  return view === 'all' || (view === 'named' ? insight.named.length > 0 : insight.stale);
}

function Detail({
  insight,
  onMark,
}: {
  insight: Insight;
  /** False where it was not stored. */
  onMark: (status: InsightStatus, words: string) => Promise<boolean>;
}) {
  const { period, showSource } = useApp();
  const stands = wordsOf(insight);
  const [typed, setTyped] = useKept<{ words: string; over: string } | null>(`insight/${period}/${insight.key}`, null);
  const words = typed?.words ?? stands;
  const setWords = (next: string): void =>
    setTyped(next === stands ? null : { words: next, over: typed?.over ?? insight.sentence });
  const mark = async (status: InsightStatus): Promise<void> => {
    if (await onMark(status, own)) setTyped((now) => (now?.words === words ? null : now));
  };
  const isOwn = words.trim() !== insight.sentence;
  const own = isOwn ? words.trim() : '';
  // Over other numbers what is typed is a sentence about those of before.
  const isOvertaken = isOwn && typed !== null && typed.over !== insight.sentence;
  return (
    <section className="insight-detail" aria-label="所选提示">
      {insight.stale && (
        <Alert
          type="warning"
          showIcon
          title="依据的数据已有变化"
          description={
            <>
              原来的处理（{formatWhen(insight.decidedAt)}
              {insight.decidedBy === '' ? '' : `，${insight.decidedBy}`}）依据的是：{insight.factsThen.join('；')}。
              现在程序的表述是：{insight.sentence}
            </>
          }
        />
      )}
      {isOvertaken && !insight.stale && (
        <Alert
          type="warning"
          showIcon
          title="填写期间依据的数据有变化"
          description={`没有保存的表述写于变化之前，请核对。现在程序的表述是：${insight.sentence}`}
        />
      )}
      <Input.TextArea
        aria-label="表述"
        autoSize={{ minRows: 3, maxRows: 10 }}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className="button-row">
        {isOwn && (
          <Button size="small" onClick={() => setWords(insight.sentence)}>
            恢复程序表述
          </Button>
        )}
        <Button
          size="small"
          {...SAVE_KEY}
          disabled={typed === null && !insight.stale}
          onClick={() => void mark(insight.status)}
        >
          保存表述
        </Button>
        <span className="top-bar-gap" />
        <Button size="small" disabled={insight.use === 'hidden'} onClick={() => void mark('hidden')}>
          不采用
        </Button>
        <Button size="small" disabled={insight.status === 'internal'} onClick={() => void mark('internal')}>
          内部参考
        </Button>
        <Button
          size="small"
          type="primary"
          disabled={insight.use === 'circulate' && insight.status === 'circulate'}
          onClick={() => void mark('circulate')}
        >
          用于通报
        </Button>
      </div>
      {insight.namedUnits.length > 0 && (
        <p>
          <StateMark kind="look">点名</StateMark> {insight.namedUnits.join('、')}
        </p>
      )}
      <p className="muted">口径：{insight.measured}</p>
      <table className="insight-rows" aria-label="依据">
        <tbody>
          {insight.rows.map((row, index) => (
            <tr key={index}>
              <th scope="row">{row.unit}</th>
              <td className="num">
                {row.ref === null ? (
                  row.value
                ) : (
                  <button type="button" className="link" title="查看来源" onClick={() => showSource(row.ref, true)}>
                    {row.value}
                  </button>
                )}
              </td>
              <td>{row.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function InsightsPage() {
  const { period } = useApp();
  const report = useReport();
  const { data, error, reload } = useCall('insights.list', { period });
  const [view, setView] = useState<View>('all');
  // The first page leads to one insight by its key.
  const { rest } = useRoute();
  const [key, setKey] = useState<string | null>(rest.startsWith('insights/') ? rest.slice('insights/'.length) : null);
  const [isRules, setRules] = useState(false);
  const insights = useMemo(() => data?.insights ?? [], [data]);
  const shown = insights.filter((one) => inView(one, view));
  const current = Math.max(
    0,
    shown.findIndex((one) => one.key === key),
  );
  const selected = shown[current];
  const circulated = circulatedText(insights);
  const count = (of: View): number => insights.filter((one) => inView(one, of)).length;

  const mark = async (insight: Insight, status: InsightStatus, words: string): Promise<boolean> => {
    try {
      await call('insights.mark', { period, key: insight.key, status, words, facts: factLines(insight) });
      report.done(status === '' ? '已保存' : `已标为“${USE_LABEL[status]}”`);
      return true;
    } catch (failure) {
      report.failed(failure);
      return false;
    }
  };
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(circulated);
      report.done('已复制用于通报的文字，可粘贴到文档中。');
    } catch (failure) {
      report.failed(failure);
    }
  };
  const output = async (what: 'named' | 'circulate' | 'all', format: 'xlsx' | 'html'): Promise<void> => {
    try {
      const file = await runJob('分析提示', 'insights.export', { period, what, format });
      if (format === 'html') await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A4' });
      else if (await services.saveFile(file)) report.done(`已保存：${file.name}`);
    } catch (failure) {
      report.failed(failure);
    }
  };

  return (
    <Page
      title="分析提示"
      note={`${periodTitle(period, 'ytd')}；点名的表述未标为“用于通报”前只作内部参考`}
      actions={
        <>
          <Button onClick={() => setRules(true)}>提示规则</Button>
          <DropMenu
            menu={{
              items: [
                { key: 'copy', label: '复制用于通报的文字', disabled: circulated === '' },
                { type: 'divider' },
                { key: 'named/html', label: '打印拟点名清单' },
                { key: 'named/xlsx', label: '拟点名清单，导出 Excel' },
                { type: 'divider' },
                { key: 'circulate/html', label: '打印用于通报的提示' },
                { key: 'all/xlsx', label: '全部提示，导出 Excel' },
              ],
              onClick: ({ key: chosen }) => {
                if (chosen === 'copy') return void copy();
                const [what, format] = chosen.split('/') as ['named' | 'circulate' | 'all', 'xlsx' | 'html'];
                void output(what, format);
              },
            }}
          >
            <Button type="primary" disabled={insights.length === 0}>
              输出 <DownIcon />
            </Button>
          </DropMenu>
        </>
      }
    >
      <div className="toolbar">
        <Segmented<View>
          aria-label="列出的提示"
          value={view}
          onChange={(next) => {
            setView(next);
            setKey(null);
          }}
          options={[
            { value: 'all', label: `全部（${count('all')}）` },
            { value: 'named', label: `点名（${count('named')}）` },
            { value: 'stale', label: `数据已变（${count('stale')}）` },
            { value: 'hidden', label: `不采用（${count('hidden')}）` },
          ]}
        />
      </div>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Waiting text="正在按规则分析本期数据…" />}
      {data && shown.length === 0 && (
        <Empty title={view === 'all' ? '本期没有分析提示' : '这一类没有提示'}>
          {view === 'all'
            ? '接收报表、下达目标、导入上级数据表后，这里按规则列出超时间进度、未达要求、差异较大等情况。'
            : '切换到“全部”查看其他提示。'}
        </Empty>
      )}
      {data && selected && (
        <div className="insight-columns">
          <RowList
            name="分析提示"
            rows={shown}
            rowKey={(row) => row.key}
            current={current}
            onCurrent={(index) => setKey(shown[index]?.key ?? null)}
            columns={[
              {
                key: 'tone',
                title: '性质',
                width: '70px',
                render: (row) => <StateMark kind={TONE_MARK[row.tone]}>{TONE_LABEL[row.tone]}</StateMark>,
              },
              { key: 'words', title: '表述', width: '1fr', render: wordsOf, hint: wordsOf },
              { key: 'rule', title: '规则', width: '110px', render: (row) => row.ruleName },
              {
                key: 'use',
                title: '使用范围',
                width: '100px',
                render: (row) => (
                  <StateMark kind={row.stale ? 'bad' : USE_MARK[row.use]}>
                    {row.stale ? '数据已变' : USE_LABEL[row.use]}
                  </StateMark>
                ),
              },
            ]}
          />
          <Detail key={selected.key} insight={selected} onMark={(status, words) => mark(selected, status, words)} />
        </div>
      )}
      {isRules && <RuleDrawer onClose={() => setRules(false)} />}
    </Page>
  );
}
