// The row that a row leads to, begun with what is known: what it must have is asked for, the rest is in its own form.

import { Modal } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import type { Finding } from '../../../shared/ledgers/define.js';
import { call } from '../../api/client.js';
import { go, useApp } from '../../app-state.js';
import { leaveField } from '../../ui/leave-field.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { RowField } from './row-field.js';
import { useLedger } from './use-ledger.js';

interface Props {
  from: { ledger: string; id: number };
  next: NonNullable<Result<'ledgers.linked'>['next']>;
  onClose: () => void;
}

export function LeadOnDialog({ from, next, onClose }: Props) {
  const { desk } = useLedger(next.ledger);
  const { period } = useApp();
  const report = useReport();
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(next.fields.map(({ field, text }) => [field, text])),
  );
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const { isBusy, whileBusy } = useBusy();
  // Also as they are before the page is drawn again: the field that is left by the key that saves counts.
  const typed = useRef(values);
  const put = (name: string, text: string): void => setValues((typed.current = { ...typed.current, [name]: text }));

  const save = async (): Promise<void> => {
    leaveField();
    await whileBusy(async () => {
      const answer = await call('ledgers.lead-on', { ...from, period, values: typed.current });
      setFindings(answer.findings);
      if (answer.row === null) return;
      const { ledger, id, name } = answer.row;
      report.done(`已登记到${next.title}：${name}，可以撤销`);
      onClose();
      go('ledgers', `${ledger}/${id}`);
    });
  };
  // What is known stands there already: typing begins at what is not.
  const first = desk === null ? undefined : next.fields.find(({ text }) => text === '')?.field;
  const box = useRef<HTMLDivElement>(null);
  const begin = useCallback(() => {
    box.current?.querySelector<HTMLElement>(`[data-field="${first}"] :is(input, textarea)`)?.focus();
  }, [first]);
  // The dialog takes the focus for itself while it opens; the fields may come later than that.
  useEffect(begin, [begin]);

  return (
    <Modal
      open
      title={`${next.what}：登记到${next.title}`}
      okText={`登记${next.title}`}
      okButtonProps={SAVE_KEY}
      cancelText="取消"
      confirmLoading={isBusy}
      onCancel={onClose}
      afterOpenChange={(isOpen) => isOpen && begin()}
      onOk={() => void save()}
      width={560}
      destroyOnHidden
    >
      {desk === null ? (
        <Waiting text="正在打开台账…" />
      ) : (
        <div ref={box} className="row-fields stage-fields">
          {next.fields.map(({ field: name }) => (
            <RowField
              key={name}
              desk={desk}
              name={name}
              field={desk.ledger.fields[name]!}
              text={values[name] ?? ''}
              finding={findings.find((one) => one.field === name)}
              files={[]}
              onAddFile={() => undefined}
              onOpenFile={() => undefined}
              onRemoveFile={() => undefined}
              onText={(text) => put(name, text)}
              onEnterprise={(enterprise) => put(name, enterprise.name)}
            />
          ))}
        </div>
      )}
    </Modal>
  );
}
