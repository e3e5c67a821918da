// One stream of events for all tabs of a browser. A browser opens six connections to one server, and a stream holds one as long as
// its tab is open: with a stream in each, no call of any tab got through any more once the sixth was open. The tab that holds the
// lock listens and passes on; when it is closed, or the host refuses it (its session is over), the next one takes over.

import type { HostEvent, Startup } from '../../shared/contract/envelope.js';
import { LOOPBACK_PATHS } from '../../shared/contract/loopback.js';
import { pageSession } from './loopback-http.js';

const NAME = 'ip-ledger-events';
/** Milliseconds until a tab that was refused stands in line again: signing in by another tab is for all of the browser. */
const REFUSED_REST = 3000;

/** Said by a tab that opens, to the one that listens. */
const JOINED = { type: 'joined' } as const;

/** The core is at work on the data file and answers no call: its events are all that a page knows. */
const isStarting = ({ state }: Startup): boolean => state !== 'ready' && state !== 'failed';

/** Calls `receive` with every event of the host, from now on and as long as the page lives. */
export function receiveEvents(receive: (event: HostEvent) => void): void {
  const tabs = new BroadcastChannel(NAME);
  /** Told again to a tab that opens meanwhile; null in a tab that does not listen itself. */
  let starting: HostEvent | null = null;
  tabs.onmessage = ({ data }: MessageEvent<HostEvent | typeof JOINED>) => {
    if (data.type !== 'joined') receive(data);
    else if (starting !== null) tabs.postMessage(starting);
  };
  const tellAll = (event: HostEvent): void => {
    if (event.type === 'startup') starting = isStarting(event.startup) ? event : null;
    tabs.postMessage(event);
    receive(event);
  };
  /**
   * Ends only where the host refuses the stream; a connection that breaks the browser makes again. Whatever happened since this page
   * began, and before its stream stood, the host tells as soon as it stands: a page may have answers of its calls long before.
   */
  const listen = async (): Promise<void> => {
    const { told } = await pageSession();
    await new Promise<void>((resolve) => {
      const source = new EventSource(`${LOOPBACK_PATHS.events}?since=${told}`);
      source.onmessage = ({ data }: MessageEvent<string>) => tellAll(JSON.parse(data) as HostEvent);
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) resolve();
      };
    });
  };
  const standInLine = async (): Promise<void> => {
    await navigator.locks.request(NAME, listen).catch(() => undefined);
    setTimeout(() => void standInLine(), REFUSED_REST);
  };
  void navigator.locks
    .request(NAME, { ifAvailable: true }, (lock) => (lock === null ? tabs.postMessage(JOINED) : listen()))
    .catch(() => undefined)
    .then(standInLine);
}
