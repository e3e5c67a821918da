// 设置 › 审核规则: what is checked when a report comes in, how strictly, and what was let pass with a reason.

import { Button, Segmented, Switch } from 'antd';
import { useCallback, useMemo, useState } from 'react';

import { SCOPE_LABEL, type CheckRule } from '../../../shared/checks/rule.js';
import { SEVERITY_LABEL } from '../../../shared/import/plan.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { StateMark, type MarkKind } from '../../ui/state-mark.js';
import { useReport } from '../../ui/use-report.js';
import { RuleForm } from './rule-form.js';
import { expressionWords, SCOPE_SHORT, switchOffWords, thresholdWords } from './rule-words.js';
import { WaiverList } from './waiver-list.js';

const SEVERITY_MARK: Record<CheckRule['severity'], MarkKind> = { block: 'bad', warn: 'look', hint: 'plain' };

function useIndicatorNames(): (code: string) => string {
  const { data } = useCall('indicators.list', {});
  const names = useMemo(
    () => new Map(data?.indicators.map((indicator) => [indicator.code, indicator.shortName || indicator.name])),
    [data],
  );
  return useCallback((code: string) => names.get(code) ?? code, [names]);
}

function Rules({ onEdit }: { onEdit: (rule: CheckRule) => void }) {
  const report = useReport();
  const nameOf = useIndicatorNames();
  const { data, error, reload } = useCall('rules.list', {});
  const [current, setCurrent] = useState(0);

  const enable = async (rule: CheckRule, enabled: boolean): Promise<void> => {
    const isSure =
      enabled ||
      (await report.confirm({
        title: `关闭审核规则“${rule.name}”`,
        content: switchOffWords(rule),
        okText: '关闭规则',
        danger: true,
      }));
    if (!isSure) return;
    await call('rules.save', { id: rule.id, enabled })
      .then(() => report.done(enabled ? `已打开审核规则“${rule.name}”` : `已关闭审核规则“${rule.name}”`))
      .catch(report.failed);
  };
  const explain = (rule: CheckRule): string =>
    rule.expression ? expressionWords(rule.expression, nameOf) : rule.explain;

  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  const shown = data?.rules[current];
  return (
    <>
      <RowList
        name="审核规则"
        rows={data?.rules ?? []}
        rowKey={(rule) => rule.id}
        current={current}
        onCurrent={setCurrent}
        onOpen={(rule) => !rule.fixed && onEdit(rule)}
        rowClass={(rule) => (rule.enabled ? '' : 'is-off')}
        empty={<p className="muted list-hint">正在读取…</p>}
        columns={[
          {
            key: 'enabled',
            title: '启用',
            width: '56px',
            render: (rule) => (
              <Switch
                size="small"
                checked={rule.enabled}
                disabled={rule.fixed}
                aria-label={`启用${rule.name}`}
                title={rule.fixed ? '读取文件的基本要求，不能关闭' : ''}
                onChange={(checked) => void enable(rule, checked)}
              />
            ),
          },
          {
            key: 'name',
            title: '规则',
            width: 'minmax(172px, 0.3fr)',
            render: (rule) => rule.name,
            hint: (rule) => rule.name,
          },
          {
            key: 'severity',
            title: '等级',
            width: '78px',
            render: (rule) => (
              <StateMark kind={rule.enabled ? SEVERITY_MARK[rule.severity] : 'none'}>
                {SEVERITY_LABEL[rule.severity]}
              </StateMark>
            ),
          },
          {
            key: 'scope',
            title: '范围',
            width: '96px',
            render: (rule) => SCOPE_SHORT[rule.scope],
            hint: (rule) => SCOPE_LABEL[rule.scope],
          },
          { key: 'explain', title: '比较什么', width: '1fr', render: explain, hint: explain },
          {
            key: 'thresholds',
            title: '界限',
            width: 'minmax(150px, 0.5fr)',
            render: (rule) => thresholdWords(rule.thresholds),
            hint: (rule) => thresholdWords(rule.thresholds),
          },
          {
            key: 'from',
            title: '来源',
            width: '64px',
            render: (rule) => (rule.own ? '自定' : rule.changed ? '已修改' : rule.fixed ? '固定' : '随程序'),
          },
          {
            key: 'edit',
            title: '',
            width: '50px',
            render: (rule) =>
              !rule.fixed && (
                <Button size="small" type="link" onClick={() => onEdit(rule)}>
                  修改
                </Button>
              ),
          },
        ]}
      />
      {shown && (
        <section className="rule-detail" aria-label="所选规则">
          <p>
            <strong>{shown.name}</strong> <span className="muted">{SCOPE_LABEL[shown.scope]}</span>
          </p>
          <p>{[explain(shown), thresholdWords(shown.thresholds)].filter((part) => part !== '').join(' 界限：')}</p>
          {shown.fixed && <p className="muted">这是读取文件的基本要求，不能关闭或改动。</p>}
        </section>
      )}
    </>
  );
}

export function RulesSection() {
  const [view, setView] = useState<'rules' | 'waivers'>('rules');
  const [editing, setEditing] = useState<CheckRule | 'new' | null>(null);
  return (
    <Page
      title="审核规则"
      note={view === 'rules' ? '导入报表时逐条检查；修改后对以后读取的文件有效' : '附说明核实通过的审核问题'}
      actions={
        <>
          <Segmented
            aria-label="显示的内容"
            value={view}
            onChange={setView}
            options={[
              { value: 'rules' as const, label: '规则' },
              { value: 'waivers' as const, label: '核实通过的记录' },
            ]}
          />
          {view === 'rules' && (
            <Button type="primary" onClick={() => setEditing('new')}>
              新增规则
            </Button>
          )}
        </>
      }
    >
      {view === 'rules' ? <Rules onEdit={setEditing} /> : <WaiverList />}
      {editing !== null && <RuleForm rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}
