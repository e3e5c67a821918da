// Whether the rows that were pasted with the heads of a new ledger become its first records.

import { Checkbox } from 'antd';

import { MOST_ROWS } from './pasted-rows.js';

interface Props {
  rows: number;
  isTaking: boolean;
  onTaking: (isTaking: boolean) => void;
}

export function PastedRowsChoice({ rows, isTaking, onTaking }: Props) {
  if (rows > MOST_ROWS)
    return (
      <span className="muted">
        粘贴了{rows}行，一次最多登记{MOST_ROWS}行；请建立后在“报送导入”中导入这份表。
      </span>
    );
  return (
    <Checkbox checked={isTaking && rows > 0} disabled={rows === 0} onChange={(event) => onTaking(event.target.checked)}>
      把粘贴的{rows}行一并登记
    </Checkbox>
  );
}
