// 登记簿 and 签收单: papers that a ledger is printed on again and again, of today or of the month at work without any question,
// or of a span of days.

import './dialogs.css';

import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';

import type { Ledger, Paper } from '../../../shared/ledgers/define.js';
import { daysOfPeriod } from '../../../shared/ledgers/rollup.js';
import { monthOf, yearOf } from '../../../shared/model/period.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import { services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { useApp } from '../../app-state.js';
import { readDay } from '../../ui/date-text.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { DownIcon } from '../../ui/icons.js';
import { useReport } from '../../ui/use-report.js';

interface Span {
  label: string;
  /** As it is printed below the title: the day, not 今天. */
  printed: string;
  from: string;
  to: string;
}

/** 2022年7月1日 — 2022年7月31日 */
function spanText(from: string, to: string): string {
  return from === to ? dayText(from) : `${dayText(from)} — ${dayText(to)}`;
}

function dayText(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

export function PaperMenu({ ledger }: { ledger: Ledger }) {
  const { period } = useApp();
  const report = useReport();
  const [choosing, setChoosing] = useState(false);
  const papers = ledger.papers ?? [];
  if (papers.length === 0) return null;
  const today = chinaDate(new Date().toISOString());
  const month = `${yearOf(period)}年${monthOf(period)}月`;
  const spans: Span[] = [
    { label: `今天（${dayText(today)}）`, printed: dayText(today), from: today, to: today },
    { label: month, printed: month, ...daysOfPeriod(period, 'month') },
  ];
  const make = async (paper: Paper, span: Span, format: 'html' | 'pdf'): Promise<void> => {
    try {
      const { file } = await runJob(format === 'pdf' ? '导出 PDF' : '准备打印', 'ledgers.print', {
        ledger: ledger.id,
        filter: { text: '', conditions: [{ op: 'between', field: paper.on, from: span.from, to: span.to }] },
        sort: [{ field: paper.on, isDescending: false }],
        columns: [...paper.columns],
        blanks: [...(paper.blanks ?? [])],
        title: paper.title,
        subtitle: span.printed,
        format,
        signature: false,
      });
      if (file === null) return;
      if (format === 'html') await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A4' });
      else if (await services.saveFile(file)) report.done(`已保存：${file.name}`);
    } catch (error) {
      report.failed(error);
    }
  };
  const choices = papers.flatMap((paper) => spans.map((span) => ({ paper, span })));
  return (
    <>
      <DropMenu
        menu={{
          items: [
            ...choices.map(({ paper, span }, index) => ({
              key: String(index),
              label: `${paper.title}：${span.label}`,
            })),
            { type: 'divider' },
            { key: 'span', label: '选择起止日期…' },
          ],
          onClick: ({ key }) => {
            const choice = choices[Number(key)];
            if (choice) void make(choice.paper, choice.span, 'html');
            else setChoosing(true);
          },
        }}
      >
        <Button size="small">
          登记簿 <DownIcon />
        </Button>
      </DropMenu>
      {choosing && (
        <SpanDialog
          papers={papers}
          year={yearOf(period)}
          span={spans[1]!}
          onMake={(paper, span, format) => {
            setChoosing(false);
            void make(paper, span, format);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

interface SpanProps {
  papers: readonly Paper[];
  year: number;
  /** Where the choice begins. */
  span: Span;
  onMake: (paper: Paper, span: Span, format: 'html' | 'pdf') => void;
  onClose: () => void;
}

function SpanDialog({ papers, year, span, onMake, onClose }: SpanProps) {
  const [at, setAt] = useState(0);
  const [from, setFrom] = useState(span.from);
  const [to, setTo] = useState(span.to);
  const [first, last] = [readDay(from, year), readDay(to, year)];
  const problem =
    first === null || last === null ? '请填写起止日期，如 2022-07-01' : last < first ? '截止日期早于开始日期' : '';
  const make = (format: 'html' | 'pdf'): void => {
    if (first !== null && last !== null && problem === '')
      onMake(papers[at]!, { label: '', printed: spanText(first, last), from: first, to: last }, format);
  };
  return (
    <Modal
      open
      title="打印登记簿"
      width={460}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button disabled={problem !== ''} onClick={() => make('pdf')}>
            导出 PDF
          </Button>
          <Button type="primary" disabled={problem !== ''} onClick={() => make('html')}>
            打印
          </Button>
        </>
      }
    >
      <Radio.Group
        className="paper-choice"
        value={at}
        options={papers.map((paper, value) => ({ value, label: paper.title }))}
        onChange={(event) => setAt(event.target.value as number)}
      />
      <div className="paper-span">
        <Input aria-label="开始日期" value={from} onChange={(event) => setFrom(event.target.value)} />
        至
        <Input
          aria-label="截止日期"
          value={to}
          onChange={(event) => setTo(event.target.value)}
          onPressEnter={() => make('html')}
        />
      </div>
      <p className="muted" role="status">
        {problem}
      </p>
    </Modal>
  );
}
