// Every call and every handler, as one piece to be loaded (find-call.ts).

export { CALLS, isCallName } from '../../shared/contract/index.js';
export { HANDLERS, STATE_HANDLERS } from './handlers.js';
