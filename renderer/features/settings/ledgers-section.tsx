// 设置 › 台账与字段: all ledgers; those of the office are made and changed here, shipped ones get added fields.

import { Button } from 'antd';
import { useState } from 'react';

import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { useReport } from '../../ui/use-report.js';
import { DefinitionForm, type EditedLedger } from '../../ledger-ui/definition-form.js';

interface Line {
  id: string;
  title: string;
  group: string;
  rows: number;
  state: string;
  added: string;
}

export function LedgersSection() {
  const report = useReport();
  const { data, error, reload } = useCall('ledgers.list', {});
  const hidden = useCall('ledgers.hidden', {}).data?.ledgers ?? [];
  const [current, setCurrent] = useState(-1);
  const [edited, setEdited] = useState<EditedLedger | null>(null);
  // The office's own first, the newest on top: they are what is changed here.
  const listed = data?.ledgers ?? [];
  const own = listed.filter((ledger) => ledger.isOwn).toReversed();
  const lines: Line[] = [
    ...[...own, ...listed.filter((ledger) => !ledger.isOwn)].map(({ id, title, group, rows, isOwn, declaration }) => ({
      id,
      title,
      group,
      rows,
      state: isOwn ? '自建' : '程序自带',
      added: isOwn
        ? ''
        : Object.values(declaration.fields)
            .filter((field) => field.isExtra === true)
            .map((field) => field.label)
            .join('、'),
    })),
    ...hidden.map(({ id, title, rows }) => ({ id, title, group: '', rows, state: '已停用', added: '' })),
  ];
  const open = (id: string): void => {
    call('ledgers.definition', { ledger: id })
      .then((definition) => setEdited({ id, ...definition }))
      .catch(report.failed);
  };

  return (
    <Page
      title="台账与字段"
      note="程序自带的台账可以增加字段；自建的台账可以改名、增减字段、设置环节和汇总。"
      actions={
        <Button type="primary" onClick={() => setEdited({ id: null, title: '', own: null, extra: [], rows: 0 })}>
          新建台账
        </Button>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <RowList
        name="台账"
        rows={lines}
        rowKey={(line) => line.id}
        current={current}
        onCurrent={setCurrent}
        onOpen={(line) => open(line.id)}
        rowClass={(line) => (line.state === '已停用' ? 'is-off' : '')}
        empty={<p className="muted list-hint">{data ? '还没有台账。' : '正在读取…'}</p>}
        columns={[
          { key: 'title', title: '台账', width: '1fr', render: (line) => line.title },
          { key: 'group', title: '分组', width: '80px', render: (line) => line.group },
          { key: 'rows', title: '记录数', width: '80px', align: 'right', render: (line) => line.rows },
          { key: 'state', title: '来源', width: '90px', render: (line) => line.state },
          {
            key: 'added',
            title: '增加的字段',
            width: '260px',
            render: (line) => line.added,
            hint: (line) => line.added,
          },
          {
            key: 'change',
            title: '',
            width: '100px',
            align: 'right',
            render: (line) => (
              <Button size="small" type="link" onClick={() => open(line.id)}>
                {line.state === '程序自带' ? '增加字段' : line.state === '已停用' ? '查看恢复' : '修改'}
              </Button>
            ),
          },
        ]}
      />
      {edited && <DefinitionForm edited={edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}
