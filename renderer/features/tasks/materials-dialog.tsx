// 电子表, 盖章件 and 文字材料 of one line: what is there, add, open, remove; and the ledgers that the task asks for.

import { Button, Modal } from 'antd';

import type { Attachment } from '../../../shared/contract/calls/tasks.js';
import type { BoardLedger, BoardLine } from '../../../shared/tasks/board.js';
import type { Material } from '../../../shared/tasks/define.js';
import { call, services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { keepEach } from '../../api/keep-each.js';
import { useCall } from '../../api/use-call.js';
import { fileName } from '../../board-words.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { StateMark } from '../../ui/state-mark.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { formatSize, formatWhen } from '../../ui/when.js';

const ACCEPT: Record<Material, string[]> = {
  sheet: ['.xlsx', '.xls', '.et', '.csv', '.zip'],
  sealed: ['.pdf', '.jpg', '.jpeg', '.png', '.tif', '.bmp'],
  text: ['.docx', '.doc', '.wps', '.pdf', '.txt', '.zip'],
};
const HINT: Record<Material, string> = {
  sheet: '导入的报表自动算作电子表，也可另存一份',
  sealed: '盖章扫描件或照片（PDF、图片）',
  text: '情况说明、总结等（Word、PDF）',
};

/** One ledger of the task: what says that it has come in, or how to say so. */
function LedgerPart({
  line,
  ledger,
  onMark,
  onTakeBack,
}: {
  line: BoardLine;
  ledger: BoardLedger;
  onMark: () => void;
  onTakeBack: () => void;
}) {
  const day = ledger.submittedOn ?? '';
  return (
    <section className="materials" aria-label={`台账 ${ledger.title}`}>
      <header>
        <h3>台账：{ledger.title}</h3>
        {ledger.isReceived ? <StateMark kind="good">已有</StateMark> : <StateMark kind="look">缺</StateMark>}
        {ledger.toldBy === 'hand' && (
          <Button size="small" onClick={onTakeBack}>
            取消登记
          </Button>
        )}
        {!ledger.isReceived && (
          <Button size="small" disabled={line.state === 'exempt'} onClick={onMark}>
            登记为已收到…
          </Button>
        )}
      </header>
      {ledger.toldBy === 'hand' && <p>{`${day}登记：${ledger.reason}`}</p>}
      {ledger.toldBy !== null && ledger.toldBy !== 'hand' && (
        <p
          title={ledger.file}
        >{`${fileName(ledger.file)}（${ledger.rows === 0 ? '本期无' : `${ledger.rows ?? 0}条`}）`}</p>
      )}
      {!ledger.isReceived && (
        <p className="muted">
          填报表中的台账，以及各行都是该填报单位、写明填报单位和报表期的台账文件，导入后自动记为已收到
        </p>
      )}
    </section>
  );
}

interface Props {
  line: BoardLine;
  onLedger: (ledger: BoardLedger) => void;
  onTakeBack: (ledger: BoardLedger) => void;
  onClose: () => void;
}

export function MaterialsDialog({ line, onLedger, onTakeBack, onClose }: Props) {
  const report = useReport();
  const { period, unitId, taskId, round } = line;
  const { data, error, reload } = useCall('attachments.list', { period, unitId });
  const { isBusy, whileBusy } = useBusy();
  const ids = new Set(line.materials.flatMap((material) => material.attachmentIds));
  const attachments = (data?.attachments ?? []).filter((one) => ids.has(one.id));

  const add = (kind: Material): Promise<void> =>
    whileBusy(async () => {
      const files = await services.pickFiles({ folder: false, accept: ACCEPT[kind] });
      const kept = await keepEach(
        files,
        (file) => runJob('保存材料', 'attachments.add', { target: { taskId, unitId, period, round }, file, kind }),
        report.failed,
      );
      if (kept.length > 0) report.done(`已保存${line.unit}的${kept.length}个文件。`);
    });
  const open = (one: Attachment): Promise<void> =>
    whileBusy(async () => services.openFile(await runJob('打开材料', 'attachments.open', { id: one.id })));
  const remove = (one: Attachment): Promise<void> =>
    whileBusy(async () => {
      const isSure = await report.confirm({
        title: `移除“${one.name}”`,
        content: `只移除这一个${one.kindLabel}文件，报送的数据不受影响。可以撤销。`,
        okText: '移除',
        danger: true,
      });
      if (!isSure) return;
      await call('attachments.remove', { id: one.id });
      report.done(`已移除：${one.name}`);
    });

  return (
    <Modal
      open
      width={640}
      title={`报送材料：${line.unit}`}
      onCancel={onClose}
      footer={<Button onClick={onClose}>关闭</Button>}
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {line.materials.map((material) => {
        const own = attachments.filter((one) => one.kind === material.material);
        return (
          <section key={material.material} className="materials" aria-label={material.label}>
            <header>
              <h3>{material.label}</h3>
              {material.state === 'present' && <StateMark kind="good">已有</StateMark>}
              {material.state === 'missing' && <StateMark kind="look">缺</StateMark>}
              {material.state === 'not-required' && <span className="muted">本任务不要求</span>}
              <Button size="small" disabled={isBusy} onClick={() => void add(material.material)}>
                添加{material.label}…
              </Button>
            </header>
            {material.material === 'sheet' && line.file !== '' && (
              <p title={line.file}>{fileName(line.file)}（已导入）</p>
            )}
            {own.map((one) => (
              <div key={one.id} className="material-file">
                <span title={one.name}>{one.name}</span>
                <small className="muted">
                  {formatSize(one.size)} · {formatWhen(one.at)} {one.operator}
                </small>
                <Button size="small" type="link" disabled={isBusy} onClick={() => void open(one)}>
                  打开
                </Button>
                <Button size="small" type="link" danger disabled={isBusy} onClick={() => void remove(one)}>
                  移除
                </Button>
              </div>
            ))}
            {own.length === 0 && <p className="muted">{HINT[material.material]}</p>}
          </section>
        );
      })}
      {line.ledgers.map((ledger) => (
        <LedgerPart
          key={ledger.ledger}
          line={line}
          ledger={ledger}
          onMark={() => onLedger(ledger)}
          onTakeBack={() => onTakeBack(ledger)}
        />
      ))}
    </Modal>
  );
}
