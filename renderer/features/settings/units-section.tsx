// 设置 › 填报单位: who submits. A row opens its form; arrows change the order.

import { Button } from 'antd';
import { useState } from 'react';

import { periodTitle } from '../../../shared/model/period.js';
import { UNIT_KIND_LABEL, type ReportingUnit } from '../../../shared/model/unit.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { useReport } from '../../ui/use-report.js';
import { ListImport } from '../../ui/list-import.js';
import { UnitForm } from './unit-form.js';
import { ArrowDownIcon, ArrowUpIcon } from '../../ui/icons.js';

function validity({ validFrom, validTo }: ReportingUnit): string {
  const from = validFrom === null ? '' : `${periodTitle(validFrom, 'month')}起`;
  const to = validTo === null ? '' : `至${periodTitle(validTo, 'month')}`;
  return from + to || '一直有效';
}

export function UnitsSection() {
  const report = useReport();
  const { data, error, reload } = useCall('units.list', {});
  const [editing, setEditing] = useState<ReportingUnit | 'new' | null>(null);
  const [current, setCurrent] = useState(-1);
  const units = data?.units ?? [];

  const move = (step: number): void => {
    const ids = units.map((unit) => unit.id);
    const id = ids[current];
    const target = current + step;
    if (id === undefined || target < 0 || target >= ids.length) return;
    ids.splice(current, 1);
    ids.splice(target, 0, id);
    call('units.reorder', { ids })
      .then(() => setCurrent(target))
      .catch(report.failed);
  };

  return (
    <Page
      title="填报单位"
      note={`${units.length}个，按表中顺序`}
      actions={
        <>
          <Button
            icon={<ArrowUpIcon />}
            aria-label="上移"
            title="上移"
            disabled={current <= 0}
            onClick={() => move(-1)}
          />
          <Button
            icon={<ArrowDownIcon />}
            aria-label="下移"
            title="下移"
            disabled={current < 0 || current >= units.length - 1}
            onClick={() => move(1)}
          />
          <ListImport what="填报单位" importCall="units.import" exportCall="units.export" />
          <Button type="primary" onClick={() => setEditing('new')}>
            新增填报单位
          </Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <RowList
        name="填报单位"
        rows={units}
        rowKey={(unit) => unit.id}
        current={current}
        onCurrent={setCurrent}
        onOpen={setEditing}
        isReading={!data}
        empty={<p className="muted list-hint">还没有填报单位。点“新增填报单位”，或从 Excel 导入名单。</p>}
        columns={[
          { key: 'order', title: '序号', width: '48px', align: 'right', render: (_, index) => index + 1 },
          { key: 'name', title: '名称', width: '160px', render: (unit) => unit.name, hint: (unit) => unit.name },
          {
            key: 'aliases',
            title: '别名',
            width: '1fr',
            render: (unit) => unit.aliases.join('、'),
            hint: (unit) => unit.aliases.join('、'),
          },
          { key: 'kind', title: '类型', width: '80px', render: (unit) => UNIT_KIND_LABEL[unit.kind] },
          {
            key: 'total',
            title: '计入合计',
            width: '76px',
            align: 'center',
            render: (unit) => (unit.countsInTotal ? '是' : '否'),
          },
          {
            key: 'ranked',
            title: '参与排名',
            width: '76px',
            align: 'center',
            render: (unit) => (unit.ranked ? '是' : '否'),
          },
          {
            key: 'parent',
            title: '上级',
            width: '100px',
            render: (unit) => units.find((other) => other.id === unit.parentId)?.name ?? '',
          },
          { key: 'valid', title: '有效期', width: '174px', render: validity },
          {
            key: 'contact',
            title: '联系人',
            width: '120px',
            render: (unit) => [unit.contact, unit.phone].filter((part) => part !== '').join(' '),
          },
          {
            key: 'edit',
            title: '',
            width: '56px',
            render: (unit) => (
              <Button size="small" type="link" onClick={() => setEditing(unit)}>
                修改
              </Button>
            ),
          },
        ]}
      />
      {editing !== null && (
        <UnitForm unit={editing === 'new' ? null : editing} units={units} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}
