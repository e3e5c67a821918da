// 登记簿 and 签收单: papers that a ledger is printed on again and again, of today or of the month at work, without any question.

import { Button, Dropdown } from 'antd';

import type { Ledger, Paper } from '../../../shared/ledgers/define.js';
import { daysOfPeriod } from '../../../shared/ledgers/rollup.js';
import { monthOf, yearOf } from '../../../shared/model/period.js';
import { chinaDate, dateText } from '../../../shared/tasks/working-days.js';
import { services } from '../../api/client.js';
import { isCancelled } from '../../api/failure.js';
import { runJob } from '../../api/jobs.js';
import { useApp } from '../../app-state.js';
import { DownIcon } from '../../ui/icons.js';
import { useReport } from '../../ui/use-report.js';

interface Span {
  label: string;
  from: string;
  to: string;
}

export function PaperMenu({ ledger }: { ledger: Ledger }) {
  const { period } = useApp();
  const report = useReport();
  const papers = ledger.papers ?? [];
  if (papers.length === 0) return null;
  const today = chinaDate(new Date().toISOString());
  const spans: Span[] = [
    { label: `今天（${dateText(today, yearOf(period))}）`, from: today, to: today },
    { label: `${yearOf(period)}年${monthOf(period)}月`, ...daysOfPeriod(period, 'month') },
  ];
  const print = async (paper: Paper, span: Span): Promise<void> => {
    try {
      const { file } = await runJob('准备打印', 'ledgers.print', {
        ledger: ledger.id,
        filter: { text: '', conditions: [{ op: 'between', field: paper.on, from: span.from, to: span.to }] },
        sort: [{ field: paper.on, isDescending: false }],
        columns: [...paper.columns],
        blanks: [...(paper.blanks ?? [])],
        title: paper.title,
        subtitle: span.label,
        format: 'html',
        signature: false,
      });
      if (file !== null) await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A4' });
    } catch (error) {
      if (!isCancelled(error)) report.failed(error);
    }
  };
  const choices = papers.flatMap((paper) => spans.map((span) => ({ paper, span })));
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: choices.map(({ paper, span }, index) => ({
          key: String(index),
          label: `${paper.title}：${span.label}`,
        })),
        onClick: ({ key }) => {
          const choice = choices[Number(key)];
          if (choice) void print(choice.paper, choice.span);
        },
      }}
    >
      <Button size="small">
        登记簿 <DownIcon />
      </Button>
    </Dropdown>
  );
}
