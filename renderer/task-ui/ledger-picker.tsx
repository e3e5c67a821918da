// Which 台账 units are asked for: only those whose rows belong to a unit can be.

import { Select } from 'antd';

import { useCall } from '../api/use-call.js';

interface Props {
  disabled?: boolean;
  placeholder: string;
  value?: string[];
  onChange?: (chosen: string[]) => void;
}

export function LedgerPicker(props: Props) {
  const ledgers = useCall('ledgers.list', {}).data?.ledgers;
  const askable = ledgers?.filter(({ declaration }) =>
    Object.values(declaration.fields).some((field) => field.kind === 'unit'),
  );
  const groups = Map.groupBy(askable ?? [], (ledger) => ledger.group);
  return (
    <Select
      mode="multiple"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      loading={ledgers === undefined}
      options={[...groups].map(([group, own]) => ({
        label: group,
        options: own.map(({ id, title }) => ({ value: id, label: title })),
      }))}
      {...props}
    />
  );
}
