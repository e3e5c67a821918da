// A file that is a list of single things: into a ledger that there is, or into a new one made from its heads. The choice is kept
// with the heads once the file is received, so that next month's file asks no more.

import { Button, Modal, Radio, Select } from 'antd';
import { useState } from 'react';

import type { PlannedFile } from '../../../shared/import/plan.js';
import { runJob } from '../../api/jobs.js';
import { useCall } from '../../api/use-call.js';
import { DefinitionForm } from '../../ledger-ui/definition-form.js';
import { proposalFor, type Proposal } from '../../ledger-ui/definition-source.js';
import { useBusy } from '../../ui/use-busy.js';
import { nameParts } from './plan-facts.js';

const CHOICE = 'ledger-as:';

/** Sheets that may be such a list, by their place in the file. */
function sheetsOf(file: PlannedFile): { value: number; label: string }[] {
  return file.sheets.flatMap(({ name, state }, value) =>
    state === 'hidden' || state === 'empty' ? [] : [{ value, label: name ?? nameParts(file.file).name }],
  );
}

/** False for what no ledger could be made of, and for what was received. */
export function canBeLedger(file: PlannedFile): boolean {
  const isUnderstood = file.status === 'planned' && file.form !== 'ledger' && file.form !== 'other';
  return file.status !== 'imported' && !isUnderstood && sheetsOf(file).length > 0;
}

/** Files with the same list; `sheet`: the one that was asked about. */
export interface ListFiles {
  files: readonly PlannedFile[];
  sheet?: number;
}

interface Props extends ListFiles {
  planId: string;
  onAnswer: (id: string, answer: string) => void;
  onClose: () => void;
}

export function AsLedger({ planId, files, sheet: asked, onAnswer, onClose }: Props) {
  const file = files[0]!;
  const sheets = sheetsOf(file);
  const [sheet, setSheet] = useState(asked ?? sheets[0]!.value);
  const [way, setWay] = useState<'new' | 'known' | 'auto'>('new');
  const [ledger, setLedger] = useState<string | null>(null);
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const { isBusy, whileBusy } = useBusy();
  const ledgers = useCall('ledgers.list', {}).data?.ledgers ?? [];
  const isChosen = file.answers[`${CHOICE}${sheet}`] !== undefined || file.form === 'ledger';

  const propose = (): Promise<void> =>
    whileBusy(async () => {
      const table = await runJob('读取表格', 'import.sheet-table', { planId, index: file.index, sheet });
      setProposal(await proposalFor(table.title, table.heads, table.rows));
    });
  const answer = (choice: string): void => {
    onAnswer(`${CHOICE}${sheet}`, choice);
    onClose();
  };

  if (proposal !== null)
    return (
      <DefinitionForm
        edited={{ id: null, title: '', own: null, extra: [], rows: 0 }}
        proposal={proposal}
        onSaved={answer}
        onClose={onClose}
      />
    );
  return (
    <Modal
      open
      title={`按台账导入：${nameParts(file.file).name}${files.length > 1 ? `等${files.length}个文件` : ''}`}
      onCancel={onClose}
      width={560}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button
            type="primary"
            loading={isBusy}
            disabled={way === 'known' && ledger === null}
            onClick={() => {
              if (way === 'new') void propose();
              else answer(way === 'auto' ? 'auto' : ledger!);
            }}
          >
            {way === 'new' ? '按表头拟出字段…' : '确定'}
          </Button>
        </>
      }
    >
      <p className="muted">
        一行是一家企业、一件专利、一次活动这样的清单，登记到台账中；接收以后，表头相同的文件按此识别。
      </p>
      {sheets.length > 1 && (
        <p>
          <Select aria-label="工作表" value={sheet} options={sheets} onChange={setSheet} className="as-ledger-select" />
        </p>
      )}
      <Radio.Group
        className="as-ledger-ways"
        value={way}
        onChange={(event) => setWay(event.target.value as typeof way)}
        options={[
          { value: 'new', label: '按这份表的表头新建一本台账' },
          { value: 'known', label: '登记到已有的台账，不认识的栏目逐项询问' },
          ...(isChosen ? [{ value: 'auto', label: '由程序判断是报表还是台账' }] : []),
        ]}
      />
      {way === 'known' && (
        <Select
          aria-label="台账"
          placeholder="选择台账"
          className="as-ledger-select"
          showSearch={{ optionFilterProp: 'label' }}
          value={ledger}
          options={ledgers.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={setLedger}
        />
      )}
    </Modal>
  );
}
