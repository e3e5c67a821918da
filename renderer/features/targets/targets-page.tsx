// 目标任务: targets with their completion against the pace; typing and pasting them; 下达. 分解 and 考核方案 are doors beside it.

import { Button, DatePicker, Input, Modal, Segmented, Select, type RefSelectProps } from 'antd';
import { useMemo, useRef, useState } from 'react';

import './targets.css';

import type { Params } from '../../../shared/contract/index.js';
import { makePeriod, periodTitle, yearOf } from '../../../shared/model/period.js';
import type { TargetMatrix } from '../../../shared/targets/define.js';
import { call, services } from '../../api/client.js';
import { savingDrafts } from '../../api/seen.js';
import { runJob } from '../../api/jobs.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { LockedNotice, useLock } from '../../locked-period.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { DownIcon } from '../../ui/icons.js';
import { useKept } from '../../ui/kept-state.js';
import { Page } from '../../ui/page.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { TargetDrawer, type DrawerSubject } from './target-drawer.js';
import { editedCells, isTypedFor, type Edits, lockedWords, touchedWords, typedSince } from './target-edits.js';
import { TargetGrid } from './target-grid.js';

type View = 'progress' | 'edit';
const NO_EDITS: Edits = new Map();

/** 下达 as files: the table or the letter with one sheet per unit. */
function useTargetFiles(period: string) {
  const report = useReport();
  return async (
    what: Params<'targets.export'>['what'],
    format: 'xlsx' | 'html' | 'pdf',
    letter = { document: '', date: '' },
  ) => {
    try {
      const file = await runJob(what === 'table' ? '目标任务分解表' : '下达通知', 'targets.export', {
        period,
        what,
        format,
        ...letter,
      });
      if (format === 'html') await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A4' });
      else if (await services.saveFile(file)) report.done(`已保存：${file.name}`);
    } catch (error) {
      report.failed(error);
    }
  };
}

function NoticeDialog({ period, onClose }: { period: string; onClose: () => void }) {
  const files = useTargetFiles(period);
  const [document, setDocument] = useState('');
  const [date, setDate] = useState('');
  const run = async (format: 'xlsx' | 'html' | 'pdf'): Promise<void> => {
    await files('notice', format, { document: document.trim(), date });
  };
  return (
    <Modal
      open
      width={560}
      title="下达通知"
      onCancel={onClose}
      footer={
        <div className="button-row">
          <span className="top-bar-gap" />
          <Button onClick={onClose}>关闭</Button>
          <Button onClick={() => void run('xlsx')}>导出 Excel</Button>
          <Button onClick={() => void run('pdf')}>导出 PDF</Button>
          <Button type="primary" onClick={() => void run('html')}>
            打印
          </Button>
        </div>
      }
    >
      <p className="muted">
        通知正文、目标任务分解表和各填报单位的任务表依次成页；Excel 为分解表和每个填报单位一张工作表。
      </p>
      <div className="target-form">
        <label htmlFor="notice-document">文号</label>
        <Input
          id="notice-document"
          value={document}
          placeholder="例如：枣知发〔2022〕3号，可以不填"
          onChange={(event) => setDocument(event.target.value)}
        />
        <label htmlFor="notice-date">成文日期</label>
        <DatePicker
          id="notice-date"
          placeholder="不填则留空"
          onChange={(_value, text) => setDate(typeof text === 'string' ? text : '')}
        />
      </div>
    </Modal>
  );
}

const editsOf = (year: number): string => `targets/${year}`;

function SaveBar({
  matrix,
  edits,
  onSaved,
  onDrop,
}: {
  matrix: TargetMatrix;
  edits: Edits;
  onSaved: () => void;
  onDrop: () => void;
}) {
  const report = useReport();
  const [document, setDocument] = useState('');
  const [reason, setReason] = useState('');
  const { isBusy, whileBusy } = useBusy();
  const { cells, replaced } = editedCells(matrix, edits);
  const lacks = replaced > 0 && document.trim() === '' && reason.trim() === '';
  const save = (): Promise<void> =>
    whileBusy(async () => {
      const { finalCopies } = await call('targets.effect', { year: matrix.year, cells });
      if (finalCopies.length > 0) {
        const isSure = await report.confirm({
          title: `${finalCopies.length}份定稿会与调整后的目标不一致`,
          content: `${touchedWords(finalCopies)}。定稿本身不会改动，可在“定稿存档”中看到定稿后变动。`,
          okText: '仍要保存',
        });
        if (!isSure) return;
      }
      const { saved, locked } = await savingDrafts(editsOf(matrix.year), (seen) =>
        call('targets.save', { year: matrix.year, cells, document, reason }, { seen }),
      );
      report.done(`已保存${saved}个目标${lockedWords(locked)}`);
      onSaved();
      // What was typed meanwhile has grounds of its own.
      setDocument((now) => (now === document ? '' : now));
      setReason((now) => (now === reason ? '' : now));
    });
  return (
    <div className="save-bar" data-bottom-bar role="group" aria-label="保存目标">
      <span>
        已填{cells.length}处{replaced > 0 && `，其中${replaced}处调整已下达的目标`}
      </span>
      <Input
        className="target-document"
        aria-label="文号"
        placeholder="文号"
        value={document}
        onChange={(event) => setDocument(event.target.value)}
      />
      <Input
        className="target-reason"
        aria-label="调整原因"
        placeholder={replaced > 0 ? '调整已下达的目标，请填文号或原因' : '说明，可以不填'}
        status={lacks ? 'warning' : ''}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <span className="top-bar-gap" />
      <Button onClick={onDrop}>放弃</Button>
      <Button
        type="primary"
        {...SAVE_KEY}
        loading={isBusy}
        disabled={cells.length === 0 || lacks}
        onClick={() => void save()}
      >
        保存
      </Button>
    </div>
  );
}

export function TargetsPage() {
  const { period } = useApp();
  const { data: matrix, error, reload } = useCall('targets.matrix', { period });
  // A year is closed with its December: its targets have the figures of that month as their result.
  const yearEnd = makePeriod(yearOf(period), 12);
  const { inForce: lock } = useLock(yearEnd);
  const files = useTargetFiles(period);
  // By year: what was typed for one year must not be saved for another.
  const [edits, setEdits] = useKept<Edits>(editsOf(matrix?.year ?? yearOf(period)), NO_EDITS);
  const [added, setAdded] = useState<readonly string[]>([]);
  const [isPicking, setPicking] = useState(false);
  const pickerBox = useRef<RefSelectProps>(null);
  const pick = (): void => {
    pickerBox.current?.focus();
    setPicking(true);
  };
  const [chosenView, setView] = useState<View>('progress');
  const view: View = edits.size > 0 ? 'edit' : chosenView;
  const [subject, setSubject] = useState<DrawerSubject | null>(null);
  const [isNotice, setNotice] = useState(false);
  const columns = useMemo(() => {
    if (!matrix) return [];
    const more = matrix.others.filter(({ code }) => added.includes(code) || isTypedFor(edits, code));
    return [
      ...matrix.columns.map(({ code, indicator, measure }) => ({ code, indicator, measure })),
      ...(view === 'edit' ? more : []),
    ];
  }, [matrix, added, edits, view]);
  const isEditing = view === 'edit';
  const picker = (of: TargetMatrix) => (
    <Select
      ref={pickerBox}
      className="target-add"
      mode="multiple"
      open={isPicking}
      onOpenChange={setPicking}
      maxTagCount={0}
      maxTagPlaceholder={(values) => `已加${values.length}项`}
      placeholder="增加指标"
      aria-label="增加指标"
      value={[...added]}
      onChange={setAdded}
      optionFilterProp="label"
      options={of.others.map((one) => ({ value: one.code, label: `${one.indicator}（${one.measure}）` }))}
    />
  );

  return (
    <Page
      title="目标任务"
      note={
        matrix
          ? `${matrix.year}年目标，完成情况截至${periodTitle(period, 'asof').replace('截至', '')}；时间进度${matrix.time}%（按${matrix.rule === 'month' ? '月' : '天'}）`
          : undefined
      }
      actions={
        <>
          {isEditing && matrix && picker(matrix)}
          <Segmented<View>
            aria-label="显示的内容"
            value={view}
            onChange={(next) => {
              if (edits.size === 0) setView(next);
            }}
            disabled={edits.size > 0}
            options={[
              { value: 'progress', label: '完成情况' },
              { value: 'edit', label: '录入目标', disabled: lock !== null },
            ]}
          />
          <DropMenu
            menu={{
              items: [
                { key: 'print', label: '打印目标任务分解表' },
                { key: 'xlsx', label: '目标任务分解表，导出 Excel' },
                { key: 'pdf', label: '目标任务分解表，导出 PDF' },
                { type: 'divider' },
                { key: 'notice', label: '下达通知…' },
              ],
              onClick: ({ key }) => {
                if (key === 'notice') setNotice(true);
                else void files('table', key === 'print' ? 'html' : key === 'pdf' ? 'pdf' : 'xlsx');
              },
            }}
          >
            <Button type="primary" disabled={!matrix || matrix.columns.length === 0}>
              下达 <DownIcon />
            </Button>
          </DropMenu>
        </>
      }
    >
      <LockedNotice period={yearEnd} what={`${yearOf(period)}年的目标`} />
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!matrix && !error && <Waiting text="正在计算目标完成情况…" />}
      {matrix && columns.length === 0 && (
        <Empty
          title={`${matrix.year}年还没有目标`}
          action={
            isEditing ? (
              <Button type="primary" onClick={pick}>
                选择指标
              </Button>
            ) : (
              <Button type="primary" disabled={lock !== null} onClick={() => setView('edit')}>
                录入目标
              </Button>
            )
          }
        >
          {isEditing
            ? '先选择要考核的指标，再逐格填写，或从 Excel 复制一片粘贴。'
            : '可以在“报送导入”中导入目标任务表，也可以在这里录入、从 Excel 粘贴，或把总任务分解到各填报单位。'}
        </Empty>
      )}
      {matrix && columns.length > 0 && (
        <TargetGrid
          matrix={matrix}
          columns={columns}
          isEditing={isEditing}
          edits={edits}
          onEdits={(next) => setEdits(next.size === 0 ? NO_EDITS : next)}
          onOpen={setSubject}
        />
      )}
      {matrix && isEditing && edits.size > 0 && (
        <SaveBar
          matrix={matrix}
          edits={edits}
          onSaved={() => {
            setEdits((now) => {
              const rest = typedSince(now, edits);
              return rest.size === 0 ? NO_EDITS : rest;
            });
            setAdded([]);
          }}
          onDrop={() => setEdits(NO_EDITS)}
        />
      )}
      {matrix && subject && <TargetDrawer matrix={matrix} subject={subject} onClose={() => setSubject(null)} />}
      {isNotice && <NoticeDialog period={period} onClose={() => setNotice(false)} />}
    </Page>
  );
}
