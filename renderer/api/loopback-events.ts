// One stream of events for all tabs of a browser. A browser opens six connections to one server, and a stream holds one as long as
// its tab is open: with a stream in each, no call of any tab got through any more once the sixth was open. The tab that holds the
// lock listens and passes on; when it is closed, or the host refuses it (its session is over), the next one takes over.

import { TOPICS, type HostEvent } from '../../shared/contract/envelope.js';
import { LOOPBACK_PATHS } from '../../shared/contract/loopback.js';

const NAME = 'ip-ledger-events';
/** Milliseconds until a tab that was refused stands in line again: signing in by another tab is for all of the browser. */
const REFUSED_REST = 3000;

/** Calls `receive` with every event of the host, from now on and as long as the page lives. */
export function receiveEvents(receive: (event: HostEvent) => void): void {
  const tabs = new BroadcastChannel(NAME);
  tabs.onmessage = ({ data }: MessageEvent<HostEvent>) => receive(data);
  const tellAll = (event: HostEvent): void => {
    tabs.postMessage(event);
    receive(event);
  };
  /** Ends only where the host refuses the stream; a connection that breaks the browser makes again. */
  const listen = (isFirst: boolean): Promise<void> =>
    new Promise((resolve) => {
      const source = new EventSource(LOOPBACK_PATHS.events);
      let isWhole = isFirst;
      source.onopen = () => {
        // Between two streams anything may have happened.
        if (!isWhole) tellAll({ type: 'data-changed', topics: [...TOPICS], version: 0 });
        isWhole = false;
      };
      source.onmessage = ({ data }: MessageEvent<string>) => tellAll(JSON.parse(data) as HostEvent);
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) resolve();
      };
    });
  const standInLine = async (): Promise<void> => {
    await navigator.locks.request(NAME, () => listen(false));
    setTimeout(() => void standInLine(), REFUSED_REST);
  };
  void navigator.locks
    .request(NAME, { ifAvailable: true }, (lock) => (lock === null ? undefined : listen(true)))
    .then(standInLine);
}
