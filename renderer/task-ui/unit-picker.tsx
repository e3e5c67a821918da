// Which 填报单位: a field of the forms that ask several units for something. Enterprises are asked for nothing.

import type { ReportingUnit } from '../../shared/model/unit.js';
import { GroupPicker } from '../ui/group-picker.js';

interface Props {
  name: string; // accessible name: 应报单位
  units: readonly ReportingUnit[];
  value?: number[];
  onChange?: (chosen: number[]) => void;
}

export function UnitPicker({ name, units, ...field }: Props) {
  const items = units
    .filter((unit) => unit.kind !== 'enterprise')
    .map((unit) => ({ value: unit.id, label: unit.name }));
  return <GroupPicker name={name} groups={[{ key: 'units', label: '', items }]} {...field} />;
}
