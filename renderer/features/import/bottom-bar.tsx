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
  /** Files without 必改 and 需核实. */
  ready: number;
  /** Those and the ones with 需核实 that nobody has let pass. */
  receivable: number;
  onFiles: (files: FileRef[]) => void;
  onReturn: (files: readonly PlannedFile[]) => void;
  onReceiveChosen: () => void;
  onReceiveReady: () => void;
  onReceiveDoubtful: () => void;
}

export function BottomBar(props: Props) {
  const { isBusy, files, current, chosen, ready, receivable, onFiles, onReturn } = props;
  const { onReceiveChosen, onReceiveReady, onReceiveDoubtful } = props;
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
      {receivable > ready && (
        <Button
          disabled={isBusy}
          title="没有必改问题的文件，包括有需核实、还没有核实通过的"
          onClick={onReceiveDoubtful}
        >
          连同需核实的（{receivable}）
        </Button>
      )}
      <Button
        type="primary"
        disabled={isBusy || ready === 0}
        title="没有必改，也没有还未核实通过的需核实"
        onClick={onReceiveReady}
      >
        接收全部无问题的（{ready}）
      </Button>
    </footer>
  );
}
