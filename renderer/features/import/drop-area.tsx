// Where files come in: drop them, or choose files or a folder by button.

import { Button } from 'antd';
import { useState, type DragEvent } from 'react';

import type { FileRef } from '../../../shared/model/file-ref.js';
import { services } from '../../api/client.js';
import { useReport } from '../../ui/use-report.js';
import { filesOfDrop } from './walk-drop.js';
import { FolderOpenIcon, InboxIcon } from '../../ui/icons.js';

const ACCEPT = ['.xlsx', '.xls', '.xlsm', '.xlsb', '.et', '.ods', '.csv', '.htm', '.html', '.docx', '.zip'];

export function DropArea({ onFiles, isCompact }: { onFiles: (files: FileRef[]) => void; isCompact: boolean }) {
  const report = useReport();
  const [isOver, setOver] = useState(false);
  const [isTaking, setTaking] = useState(false);

  const take = async (files: Promise<FileRef[]>): Promise<void> => {
    setTaking(true);
    try {
      const refs = await files;
      if (refs.length > 0) onFiles(refs);
    } catch (error) {
      report.failed(error);
    } finally {
      setTaking(false);
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(filesOfDrop(event.dataTransfer).then((files) => services.adoptFiles(files)));
  };
  const pick = (folder: boolean): void => void take(services.pickFiles({ folder, accept: ACCEPT }));

  return (
    <div
      className={`drop-area ${isOver ? 'is-over' : ''} ${isCompact ? 'is-compact' : ''}`}
      aria-busy={isTaking}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <InboxIcon aria-hidden="true" className="drop-icon" />
      <p>{isTaking ? '正在取文件…' : isCompact ? '还有文件？拖到这里' : '把各填报单位发来的文件或文件夹拖到这里'}</p>
      <div className="drop-buttons">
        <Button type={isCompact ? 'default' : 'primary'} disabled={isTaking} onClick={() => pick(false)}>
          选择文件…
        </Button>
        <Button icon={<FolderOpenIcon />} disabled={isTaking} onClick={() => pick(true)}>
          选择文件夹…
        </Button>
      </div>
      {!isCompact && (
        <small className="muted">
          支持 .xlsx、.xls、.et、.ods、.csv、Word 文档（.docx）里的表、压缩包（.zip）和另存为网页的
          .xls。先预览，点“接收”后才会保存。
        </small>
      )}
    </div>
  );
}
