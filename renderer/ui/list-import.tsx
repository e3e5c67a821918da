// Excel list of units, indicators or enterprises: export, and import with a preview before anything is applied.

import { Button, Modal } from 'antd';
import { useState } from 'react';

import type { ListImportResult } from '../../shared/contract/calls/units.js';
import { SEVERITY_LABEL } from '../../shared/import/plan.js';
import type { FileRef } from '../../shared/model/file-ref.js';
import { services } from '../api/client.js';
import { runJob } from '../api/jobs.js';
import { SAVE_KEY } from './save-key.js';
import { StateMark } from './state-mark.js';
import { useBusy } from './use-busy.js';
import { useReport } from './use-report.js';

interface Props {
  what: string; // 填报单位, 指标 or 企业名录
  importCall: 'units.import' | 'indicators.import' | 'enterprises.import' | 'published.import';
  exportCall: 'units.export' | 'indicators.export' | 'enterprises.export' | 'published.export';
}

function Names({ label, names }: { label: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p>
      {label} {names.length} 项：{names.join('、')}
    </p>
  );
}

/** True for a list with a 必改 issue: nothing of it is taken. */
export function isRefused({ issues }: ListImportResult): boolean {
  return issues.some((issue) => issue.severity === 'block');
}

/** 别名 3, 2025年末常住人口（万人） 30: what came along with the names. */
function Read({ read }: Pick<ListImportResult, 'read'>) {
  if (read.length === 0) return null;
  return <p>读到的列和填写的行数：{read.map(({ head, filled }) => `${head} ${filled}`).join('、')}</p>;
}

/** What a list would change, and what is wrong in it. */
export function ListPreview({ result }: { result: ListImportResult }) {
  return (
    <>
      <Read read={result.read} />
      <Names label="新增" names={result.added} />
      <Names label="修改" names={result.changed} />
      {result.same > 0 && <p>相同 {result.same} 项，不变。</p>}
      {result.issues.map((issue) => (
        <p key={`${issue.cell ?? ''}${issue.message}`}>
          <StateMark kind={issue.severity === 'block' ? 'bad' : 'look'}>{SEVERITY_LABEL[issue.severity]}</StateMark>{' '}
          {issue.cell !== null && <code>{issue.cell}</code>} {issue.message}
        </p>
      ))}
      {isRefused(result) && <p>有必改问题，没有导入任何内容。请在 Excel 中改正后再导入。</p>}
    </>
  );
}

export function ListImport({ what, importCall, exportCall }: Props) {
  const report = useReport();
  const [preview, setPreview] = useState<{ file: FileRef; result: ListImportResult } | null>(null);
  const { isBusy, whileBusy } = useBusy();

  const choose = (): Promise<void> =>
    whileBusy(async () => {
      const [file] = await services.pickFiles({ folder: false, accept: ['.xlsx', '.xls'] });
      if (file) setPreview({ file, result: await runJob(`读取${what}`, importCall, { file, apply: false }) });
    });
  const apply = (): Promise<void> =>
    whileBusy(async () => {
      if (!preview) return;
      const result = await runJob(`导入${what}`, importCall, { file: preview.file, apply: true });
      setPreview(null);
      report.done(`已导入：新增${result.added.length}项，修改${result.changed.length}项，相同${result.same}项。`);
    });
  const download = (): Promise<void> =>
    whileBusy(async () => {
      await services.saveFile(await runJob(`导出${what}`, exportCall, {}));
    });

  const result = preview?.result;
  const isBlocked = result !== undefined && isRefused(result);
  const changes = (result?.added.length ?? 0) + (result?.changed.length ?? 0);
  return (
    <>
      <Button disabled={isBusy} onClick={() => void choose()}>
        导入 Excel
      </Button>
      <Button disabled={isBusy} onClick={() => void download()}>
        导出 Excel
      </Button>
      <Modal
        open={result !== undefined}
        title={`导入${what}`}
        okText={`导入（${changes}项）`}
        cancelText="取消"
        okButtonProps={{ ...SAVE_KEY, disabled: isBlocked || changes === 0, loading: isBusy }}
        onOk={() => void apply()}
        onCancel={() => setPreview(null)}
        width={640}
      >
        {result && (
          <div className="modal-scroll">
            <p className="muted">{preview?.file.name}</p>
            <ListPreview result={result} />
          </div>
        )}
      </Modal>
    </>
  );
}
