// The most telling insights of the period on the first page; each leads to its page and its numbers.

import { Button } from 'antd';

import type { Insight } from '../../../shared/insights/define.js';
import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { StateMark, type MarkKind } from '../../ui/state-mark.js';
import { pickInsights } from './overview.js';

const MOST = 6;
const MARK: Record<Insight['tone'], MarkKind> = { good: 'good', bad: 'look', plain: 'plain' };
const LABEL: Record<Insight['tone'], string> = { good: '较好', bad: '不足', plain: '情况' };

export function InsightStrip() {
  const { period } = useApp();
  const { data } = useCall('insights.list', { period });
  const picked = pickInsights(data?.insights ?? [], MOST);
  if (picked.length === 0) return null;
  return (
    <section className="card" aria-label="分析提示">
      <div className="strip-head">
        <h2>
          分析提示 <small>共{data!.insights.length}条，点名的未经确认只作内部参考</small>
        </h2>
        <Button size="small" onClick={() => go('values', 'insights')}>
          查看全部
        </Button>
      </div>
      <ul className="insight-strip">
        {picked.map((one) => (
          <li key={one.key}>
            <StateMark kind={MARK[one.tone]}>{LABEL[one.tone]}</StateMark>
            <button type="button" title={one.measured} onClick={() => go('values', `insights/${one.key}`)}>
              {one.words === '' ? one.sentence : one.words}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
