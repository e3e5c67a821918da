// The kept original at the cell that a number came from, without leaving the page. The file itself opens by the button beside it.

import { Modal } from 'antd';
import { useEffect, useState } from 'react';

import type { Result } from '../../shared/contract/index.js';
import type { WireError } from '../../shared/errors/app-error.js';
import { wireOf } from '../api/failure.js';
import { runJob } from '../api/jobs.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { SheetView } from '../ui/sheet-view.js';
import { Waiting } from '../ui/waiting.js';

interface Props {
  source: { file: string; sheet: string | null; cell: string };
  /** Other cells that are marked with it. */
  flagged?: readonly string[];
  importFileId: number;
  onClose: () => void;
}

const NO_MARKS = new Map<string, never>();

export function OriginalDialog({ source, flagged, importFileId, onClose }: Props) {
  const [sheet, setSheet] = useState<Result<'import.original-sheet'> | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [selected, setSelected] = useState(source.cell);

  useEffect(() => {
    let isOpen = true;
    runJob('打开原表', 'import.original-sheet', { importFileId, sheet: source.sheet })
      .then((result) => isOpen && setSheet(result))
      .catch((reason: unknown) => isOpen && setError(wireOf(reason)));
    return () => {
      isOpen = false;
    };
  }, [importFileId, source.sheet]);

  return (
    <Modal
      open
      title={`原表：${source.file.split('/').at(-1)} › ${source.sheet ?? '（无工作表名）'} › ${source.cell}`}
      width="min(1180px, 94vw)"
      footer={null}
      onCancel={onClose}
      styles={{ body: { display: 'flex', flexDirection: 'column', height: '70vh' } }}
    >
      {error !== null && <ErrorNotice error={error} />}
      {sheet === null && error === null && <Waiting text="正在打开原表…" />}
      {sheet && (
        <SheetView
          sheet={sheet}
          marks={NO_MARKS}
          flagged={new Set(flagged ?? [source.cell])}
          selected={selected}
          onSelect={setSelected}
        />
      )}
    </Modal>
  );
}
