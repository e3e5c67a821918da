// One stream of events for all tabs of a browser. A browser opens six connections to one server, and a stream holds one as long as
// its tab is open: with a stream in each, no call of any tab got through any more once the sixth was open. The tab that holds the
// lock listens and passes on; when it is closed, the next one takes over.

import { TOPICS, type HostEvent } from '../../shared/contract/envelope.js';
import { LOOPBACK_PATHS } from '../../shared/contract/loopback.js';

const NAME = 'ip-ledger-events';

/** Calls `receive` with every event of the host, from now on and as long as the page lives. */
export function receiveEvents(receive: (event: HostEvent) => void): void {
  const tabs = new BroadcastChannel(NAME);
  tabs.onmessage = ({ data }: MessageEvent<HostEvent>) => receive(data);
  const tellAll = (event: HostEvent): void => {
    tabs.postMessage(event);
    receive(event);
  };
  /** Never ends: the lock is free again when the tab is gone. */
  const listen = (isFirst: boolean): Promise<never> => {
    const source = new EventSource(LOOPBACK_PATHS.events);
    let isWhole = isFirst;
    source.onopen = () => {
      // Between two streams anything may have happened.
      if (!isWhole) tellAll({ type: 'data-changed', topics: [...TOPICS], version: 0 });
      isWhole = false;
    };
    source.onmessage = ({ data }: MessageEvent<string>) => tellAll(JSON.parse(data) as HostEvent);
    return new Promise(() => undefined);
  };
  void navigator.locks
    .request(NAME, { ifAvailable: true }, (lock) => (lock === null ? undefined : listen(true)))
    .then(() => navigator.locks.request(NAME, () => listen(false)));
}
