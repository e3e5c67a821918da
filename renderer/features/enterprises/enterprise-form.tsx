// Form of one enterprise, in a drawer. The code is checked while it is typed, by the function that the store uses.

import { Form, Input, Select } from 'antd';

import { checkUscc } from '../../../shared/checks/codes/uscc.js';
import type { Enterprise, EnterpriseDraft } from '../../../shared/model/enterprise.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { FormDrawer } from '../../ui/form-drawer.js';
import { useApp } from '../../app-state.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';

interface Fields extends Omit<EnterpriseDraft, 'uscc'> {
  uscc: string;
}

interface Props {
  enterprise: Enterprise | null;
  onClose: () => void;
  onSaved?: (saved: Enterprise) => void;
}

const USUAL_TAGS = ['高企', '专精特新', '规上', '优势企业', '示范企业', '上市企业', '春笋企业'];

function codeProblem(text: string | undefined): string | null {
  if (text === undefined || text.trim() === '') return null;
  const check = checkUscc(text);
  return check.state === 'invalid' || check.state === 'damaged' ? check.message : null;
}

export function EnterpriseForm({ enterprise, onClose, onSaved }: Props) {
  const report = useReport();
  const seen = useSeen();
  const { status } = useApp();
  const [form] = Form.useForm<Fields>();
  const { isBusy, whileBusy } = useBusy();
  const units = useCall('units.list', {}).data?.units ?? [];
  const initial: Fields = {
    name: enterprise?.name ?? '',
    uscc: enterprise?.uscc ?? '',
    formerCodes: enterprise?.formerCodes ?? [],
    formerNames: enterprise?.formerNames ?? [],
    shortNames: enterprise?.shortNames ?? [],
    unitId: enterprise?.unitId ?? null,
    industry: enterprise?.industry ?? '',
    tags: enterprise?.tags ?? [],
    note: enterprise?.note ?? '',
  };
  const save = (fields: Fields): Promise<void> =>
    whileBusy(async () => {
      const uscc = (fields.uscc ?? '').trim();
      const saved = await call(
        'enterprises.save',
        {
          id: enterprise?.id ?? null,
          enterprise: {
            ...initial,
            ...fields,
            unitId: fields.unitId ?? null,
            uscc: uscc === '' ? null : checkUscc(uscc).value,
          },
        },
        { seen },
      );
      report.done(`已保存：${saved.name}`);
      onClose();
      onSaved?.(saved);
    });
  const names = <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '；', '，', ',']} />;
  return (
    <FormDrawer<Fields>
      title={enterprise ? '修改企业' : '新增企业'}
      width={460}
      form={form}
      initial={initial}
      isBusy={isBusy}
      onSave={(fields) => void save(fields)}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label="企业名称"
        extra={enterprise ? '改名后，原名称自动列为曾用名' : undefined}
        rules={[{ required: true, whitespace: true, min: 2, max: 100, message: '请填写全称（2至100字）' }]}
      >
        <Input autoFocus />
      </Form.Item>
      <Form.Item
        name="uscc"
        label="统一社会信用代码"
        rules={[
          {
            validator: (_rule, text: string | undefined) => {
              const problem = codeProblem(text);
              return problem === null ? Promise.resolve() : Promise.reject(new Error(problem));
            },
          },
        ]}
      >
        <Input className="code-input" placeholder="18位，可不填" maxLength={30} />
      </Form.Item>
      {initial.formerCodes.length > 0 && (
        <Form.Item name="formerCodes" label="曾用代码（导入台账时也按它对应，可移除）">
          <Select mode="multiple" open={false} suffixIcon={null} />
        </Form.Item>
      )}
      <Form.Item name="formerNames" label="曾用名（导入台账时也按它对应，回车添加）">
        {names}
      </Form.Item>
      <Form.Item name="shortNames" label="简称（回车添加）">
        {names}
      </Form.Item>
      <div className="form-row">
        <Form.Item name="unitId" label={status.unitWord} className="grow">
          <Select allowClear placeholder="未定" options={units.map((unit) => ({ value: unit.id, label: unit.name }))} />
        </Form.Item>
        <Form.Item name="industry" label="行业" className="grow">
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <Form.Item name="tags" label="标签（回车添加）">
        <Select
          mode="tags"
          tokenSeparators={['、', '；', '，', ',']}
          options={USUAL_TAGS.map((tag) => ({ value: tag, label: tag }))}
        />
      </Form.Item>
      <Form.Item name="note" label="备注">
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDrawer>
  );
}
