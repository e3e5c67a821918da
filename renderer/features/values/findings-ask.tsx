// The question before typed values are stored that the rules of 审核 do not let pass. Nothing is refused here: a correction may be
// half-way, and the officer may know better.

import type { Result } from '../../../shared/contract/index.js';
import type { Report } from '../../ui/use-report.js';

type Finding = Result<'values.effect'>['findings'][number];

/** More are counted only. */
const MOST_SHOWN = 5;

const COUNTED: Record<Finding['severity'], string> = { block: '必改', warn: '需核实' };

/** What is asked; 必改 first. */
export function findingsAsk(findings: readonly Finding[]): Parameters<Report['confirm']>[0] {
  const inOrder = findings.toSorted((a, b) => Number(b.severity === 'block') - Number(a.severity === 'block'));
  const blocking = findings.filter(({ severity }) => severity === 'block').length;
  const more = findings.length - MOST_SHOWN;
  return {
    title: `填写的数有${findings.length}处与审核规则不符${blocking > 0 && blocking < findings.length ? `，其中${blocking}处必改` : ''}`,
    content: (
      <>
        <ul className="values-findings">
          {inOrder.slice(0, MOST_SHOWN).map(({ unit, severity, message }) => (
            <li key={`${unit}${message}`}>
              {COUNTED[severity]}｜{unit}：{message}
            </li>
          ))}
        </ul>
        {more > 0 && <p>另有{more}处。</p>}
        <p>还没有保存。点“取消”回去改正；确认无误的，可以仍然保存。</p>
      </>
    ),
    okText: '仍然保存',
    danger: blocking > 0,
  };
}
