// A host of the core whose parse process never answers and that prints nothing: for what needs neither.

import type { CoreOptions } from '../../electron/core/core.js';
import { AppError } from '../../shared/errors/app-error.js';

export const IDLE_HOST: CoreOptions['host'] = {
  spawnParser: () => ({
    post: () => undefined,
    onMessage: () => undefined,
    onExit: () => undefined,
    kill: () => undefined,
  }),
  printPdf: () => Promise.reject(new AppError('host.no-browser')),
};
