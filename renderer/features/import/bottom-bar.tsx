// Below the files: further files, send back, receive.

import { Button } from 'antd';

import type { PlannedFile } from '../../../shared/import/plan.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { DropArea } from './drop-area.js';
import { canReturn, nameParts } from './plan-facts.js';

interface Props {
  isBusy: boolean;
  files: readonly PlannedFile[];
  current: PlannedFile | undefined;
  chosen: number;
  ready: number;
  onFiles: (files: FileRef[]) => void;
  onReturn: (files: readonly PlannedFile[]) => void;
  onReceiveChosen: () => void;
  onReceiveReady: () => void;
}

export function BottomBar(props: Props) {
  const { isBusy, files, current, chosen, ready, onFiles, onReturn, onReceiveChosen, onReceiveReady } = props;
  const back = files.filter((file) => canReturn(file) && file.returned === undefined);
  const one = current !== undefined && canReturn(current) ? current : null;
  return (
    <footer className="bottom-bar" data-bottom-bar>
      <DropArea isCompact onFiles={onFiles} />
      <span className="top-bar-gap" />
      <Button
        disabled={isBusy || one === null}
        title={one ? `退回“${nameParts(one.file).name}”` : '所在行的文件没有要退回的问题'}
        onClick={() => one && onReturn([one])}
      >
        退回修改
      </Button>
      {back.length > 1 && (
        <Button disabled={isBusy} title="所有有必改或需核实问题、还没有退回的文件" onClick={() => onReturn(back)}>
          全部退回修改（{back.length}）
        </Button>
      )}
      <Button disabled={isBusy || chosen === 0} onClick={onReceiveChosen}>
        接收所选（{chosen}）
      </Button>
      <Button type="primary" disabled={isBusy || ready === 0} onClick={onReceiveReady}>
        接收全部无问题的（{ready}）
      </Button>
    </footer>
  );
}
