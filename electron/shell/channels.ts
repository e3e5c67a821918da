// The few IPC channels between preload and main. A channel is not a call: calls of the contract all travel through `call`.

export const CHANNELS = {
  call: 'ledger:call',
  cancel: 'ledger:cancel',
  event: 'ledger:event', //   main → page
  service: 'ledger:service',
} as const;

export const SERVICE_NAMES = [
  'pickFiles',
  'adoptPaths',
  'saveFile',
  'saveFiles',
  'openFile',
  'listPrinters',
  'print',
] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];
