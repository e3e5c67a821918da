// Own groups of units in a layout: a name and its units. A name that is no unit any more is marked, never left out silently.

import { Button, Input, Select, Tag } from 'antd';
import type { ReactElement } from 'react';

import type { ReportingUnit } from '../../../shared/model/unit.js';
import { namesNoUnit, type UnitGroup } from './layout-draft.js';

interface TagProps {
  value: string;
  closable: boolean;
  onClose: () => void;
}

interface Props {
  groups: readonly UnitGroup[];
  /** Null until they have been read: nothing is marked before. */
  units: readonly ReportingUnit[] | null;
  onChange: (groups: UnitGroup[]) => void;
}

export function UnitGroups({ groups, units, onChange }: Props) {
  const offered = (units ?? []).filter((unit) => unit.kind !== 'member' && unit.kind !== 'enterprise');
  const set = (at: number, part: Partial<UnitGroup>): void =>
    onChange(groups.map((group, index) => (index === at ? { ...group, ...part } : group)));
  const tag = ({ value, closable, onClose }: TagProps): ReactElement => {
    const isUnknown = units !== null && namesNoUnit(offered, value);
    return (
      <Tag closable={closable} onClose={onClose} {...(isUnknown ? { color: 'error' } : {})}>
        {isUnknown ? `${value}（无此填报单位）` : value}
      </Tag>
    );
  };
  return (
    <div className="designer-groups">
      {groups.length === 0 && <small className="muted">没有自定分组：按区县、功能区等类别分组。</small>}
      {groups.map((group, at) => (
        <div key={at} className="designer-group">
          <Input
            aria-label={`第${at + 1}个分组的名称`}
            value={group.label}
            maxLength={40}
            placeholder="分组名称"
            onChange={(event) => set(at, { label: event.target.value })}
          />
          <Button
            aria-label={`删除分组${group.label}`}
            onClick={() => onChange(groups.filter((_, index) => index !== at))}
          >
            删除
          </Button>
          <Select
            mode="multiple"
            aria-label={`第${at + 1}个分组的填报单位`}
            placeholder="选择填报单位"
            value={group.units}
            options={offered.map((unit) => ({ value: unit.name, label: unit.name }))}
            onChange={(names) => set(at, { units: names })}
            tagRender={tag}
          />
        </div>
      ))}
      <Button onClick={() => onChange([...groups, { label: '', units: [] }])}>加一个分组</Button>
    </div>
  );
}
