// window.host = { call, cancel, on, services }. Knows no call names; passes nothing of Electron on: no ipcRenderer, no
// event object, no channel of the page's choosing. A dropped File becomes a path here and in main a FileRef; the page
// itself never sees a path.

import { contextBridge, ipcRenderer, webUtils } from 'electron';

import type { HostBridge } from '../shared/contract/host-bridge.js';
import type { HostEvent, Reply } from '../shared/contract/envelope.js';
import type { AdoptableFile, PrintOptions } from '../shared/contract/host-services.js';
import type { FileRef } from '../shared/model/file-ref.js';

import { CHANNELS, type ServiceName } from './shell/channels.js';

let lastRequest = 0;

/** Refusals become plain rejections with the wire error as their message: a class would not survive the bridge. */
async function service<T>(name: ServiceName, argument: unknown): Promise<T> {
  const reply = (await ipcRenderer.invoke(CHANNELS.service, name, argument)) as Reply<T>;
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}

const host: HostBridge = {
  call: (name, params, requestId = `preload-${++lastRequest}`, seen) =>
    ipcRenderer.invoke(CHANNELS.call, name, params, requestId, seen) as Promise<Reply>,
  cancel: async (requestId) => {
    await ipcRenderer.invoke(CHANNELS.cancel, requestId);
  },
  on: (listener) => {
    const relay = (_event: unknown, message: HostEvent): void => listener(message);
    ipcRenderer.on(CHANNELS.event, relay);
    return () => void ipcRenderer.off(CHANNELS.event, relay);
  },
  services: {
    kind: 'shell',
    hasOwnPrintDialog: true,
    pickFiles: (options) => service<FileRef[]>('pickFiles', options),
    adoptFiles: (files: AdoptableFile[]) =>
      service<FileRef[]>(
        'adoptPaths',
        files.map(({ name, file }) => ({
          name,
          path: webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
        })),
      ),
    saveFile: (file) => service<boolean>('saveFile', file),
    saveFiles: (files) => service<number>('saveFiles', files),
    openFile: async (file) => {
      await service<null>('openFile', file);
    },
    listPrinters: () => service('listPrinters', null),
    print: (file: FileRef, options: PrintOptions) => service<boolean>('print', { file, options }),
  },
};

contextBridge.exposeInMainWorld('host', host);
