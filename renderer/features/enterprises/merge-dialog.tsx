// Two entries side by side: which one stays, and what will happen, in numbers. One step, undoable.

import { Modal, Radio } from 'antd';
import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';

type Data = Result<'enterprises.get'>;

interface Props {
  ids: readonly [number, number];
  onClose: () => void;
  onMerged?: (kept: number) => void;
}

function rowsOf(data: Data): number {
  return data.ledgers.reduce((sum, ledger) => sum + ledger.total, 0);
}

const linesOf = (unitWord: string): [string, (data: Data) => string][] => [
  ['企业名称', ({ enterprise }) => enterprise.name],
  ['统一社会信用代码', ({ enterprise }) => enterprise.uscc ?? ''],
  ['曾用代码', ({ enterprise }) => enterprise.formerCodes.join('、')],
  [unitWord, ({ unit }) => unit],
  ['行业', ({ enterprise }) => enterprise.industry],
  ['标签', ({ enterprise }) => enterprise.tags.join('、')],
  ['曾用名', ({ enterprise }) => enterprise.formerNames.join('、')],
  ['简称', ({ enterprise }) => enterprise.shortNames.join('、')],
  ['备注', ({ enterprise }) => enterprise.note],
  ['台账记录', ({ ledgers }) => ledgers.map((ledger) => `${ledger.title}${ledger.total}条`).join('，')],
];

/** The one with a code, else the one with more rows. */
function better(a: Data, b: Data): Data {
  if ((a.enterprise.uscc === null) !== (b.enterprise.uscc === null)) return a.enterprise.uscc === null ? b : a;
  return rowsOf(b) > rowsOf(a) ? b : a;
}

function Compared({ a, b, onClose, onMerged }: { a: Data; b: Data } & Pick<Props, 'onClose' | 'onMerged'>) {
  const report = useReport();
  const seen = useSeen();
  const { status } = useApp();
  const { isBusy, whileBusy } = useBusy();
  const [keep, setKeep] = useState(better(a, b).enterprise.id);
  const [kept, dropped] = keep === a.enterprise.id ? [a, b] : [b, a];
  const codes = [a.enterprise.uscc, b.enterprise.uscc];
  const merge = (): Promise<void> =>
    whileBusy(async () => {
      const { enterprise, moved } = await call('enterprises.merge', { keep, drop: dropped.enterprise.id }, { seen });
      report.done(`已并入${enterprise.name}，${moved}条台账记录随之转入。可用“撤销”恢复。`);
      onClose();
      onMerged?.(keep);
    });
  return (
    <Modal
      open
      width={760}
      title="合并企业"
      okText="合并"
      cancelText="取消"
      confirmLoading={isBusy}
      onOk={() => void merge()}
      onCancel={onClose}
    >
      <table className="plain-table merge-table">
        <thead>
          <tr>
            <th>保留</th>
            {[a, b].map(({ enterprise }) => (
              <th key={enterprise.id}>
                <Radio checked={keep === enterprise.id} onChange={() => setKeep(enterprise.id)}>
                  保留这一家
                </Radio>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {linesOf(status.unitWord).map(([label, of]) => (
            <tr key={label} className={of(a) === of(b) ? '' : 'is-different'}>
              <th>{label}</th>
              <td>{of(a)}</td>
              <td>{of(b)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        “{dropped.enterprise.name}”将从名录中去掉，名称列为“{kept.enterprise.name}”的曾用名；它的{rowsOf(dropped)}
        条台账记录转入保留的一家，台账中写的名称不变。合并后可以撤销。
      </p>
      {codes[0] !== null && codes[1] !== null && codes[0] !== codes[1] && (
        <p className="warn-text">
          两家的统一社会信用代码不同，请确认确为同一家；去掉的代码列为曾用代码，文件中再出现时仍对应到保留的一家。
        </p>
      )}
    </Modal>
  );
}

export function MergeDialog({ ids: [first, second], onClose, onMerged }: Props) {
  const a = useCall('enterprises.get', { id: first }).data;
  const b = useCall('enterprises.get', { id: second }).data;
  if (!a || !b)
    return (
      <Modal open title="合并企业" footer={null} onCancel={onClose}>
        <Waiting text="正在读取两家企业…" />
      </Modal>
    );
  return <Compared a={a} b={b} onClose={onClose} onMerged={onMerged} />;
}
