// HostServices in a browser: upload, download and the browser's own print dialog. Counterpart: electron/loopback/inbox.ts.

import type { AdoptableFile, HostServices } from '../../shared/contract/host-services.js';
import { LOOPBACK_PATHS } from '../../shared/contract/loopback.js';
import { fileRefSchema, type FileRef } from '../../shared/model/file-ref.js';
import { CallFailure } from './failure.js';
import { post } from './loopback-http.js';

async function upload(item: AdoptableFile): Promise<FileRef> {
  const path = `${LOOPBACK_PATHS.upload}?name=${encodeURIComponent(item.name)}`;
  const response = await post(path, item.file as File, 'application/octet-stream');
  if (!response.ok) {
    throw new CallFailure({
      code: 'file.unreadable',
      params: { name: item.name },
      detail: `upload answered ${response.status}`,
    });
  }
  return fileRefSchema.parse(await response.json());
}

function chooseFiles(folder: boolean, accept: string[]): Promise<AdoptableFile[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    if (folder) input.webkitdirectory = true;
    else if (accept.length > 0) input.accept = accept.join(',');
    input.addEventListener('cancel', () => resolve([]));
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      resolve(files.map((file) => ({ name: file.webkitRelativePath || file.name, file })));
    });
    input.click();
  });
}

function download(file: FileRef): void {
  const link = document.createElement('a');
  link.href = `${LOOPBACK_PATHS.file}${encodeURIComponent(file.id)}`;
  link.download = file.name.split('/').at(-1) ?? file.name;
  link.click();
}

/** Prints the page in a hidden frame; resolves when the frame has handed it to the browser's dialog. */
function printFrame(file: FileRef): Promise<boolean> {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.className = 'print-frame';
    frame.title = '打印内容';
    frame.addEventListener('load', () => {
      const view = frame.contentWindow;
      if (!view) return resolve(false);
      view.addEventListener('afterprint', () => window.setTimeout(() => frame.remove(), 1000));
      view.focus();
      view.print();
      resolve(true);
    });
    frame.src = `${LOOPBACK_PATHS.print}${encodeURIComponent(file.id)}`;
    document.body.append(frame);
  });
}

export const loopbackServices: HostServices = {
  kind: 'loopback',
  hasOwnPrintDialog: false,
  async pickFiles({ folder, accept }) {
    return loopbackServices.adoptFiles(await chooseFiles(folder, accept ?? []));
  },
  async adoptFiles(files) {
    const refs: FileRef[] = [];
    // One after another: a folder of 500 files must not open 500 connections.
    for (const item of files) refs.push(await upload(item));
    return refs;
  },
  saveFile(file) {
    download(file);
    return Promise.resolve(true);
  },
  async saveFiles(files) {
    for (const file of files) {
      download(file);
      // Browsers drop downloads that are begun all at once.
      await new Promise((resolve) => window.setTimeout(resolve, 300));
    }
    return files.length;
  },
  openFile(file) {
    download(file);
    return Promise.resolve();
  },
  listPrinters: () => Promise.resolve([]),
  print: (file) => printFrame(file),
};
