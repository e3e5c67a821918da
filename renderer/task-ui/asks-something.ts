// A form or a task asks for something: indicators, ledgers, or both. A rule of the field of the indicators.

import type { FormRule } from 'antd';

export const ASKS_SOMETHING: FormRule = ({ getFieldValue }) => ({
  validator: (_rule, codes: string[] | undefined) => {
    const ledgers = getFieldValue('ledgers') as string[] | undefined;
    const count = (codes?.length ?? 0) + (ledgers?.length ?? 0);
    return count > 0 ? Promise.resolve() : Promise.reject(new Error('请至少选择一项指标或一本台账'));
  },
});
