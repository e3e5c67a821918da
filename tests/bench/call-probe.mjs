// Loaded into the command line by --import: how long its one call took in the core, and the peak of the process, into the file
// named by CALL_FILE.

import { writeFileSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';

if (isMainThread && process.env.CALL_FILE) {
  let asked = 0;
  let answered = 0;
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.t === 'call') asked = performance.now();
    return post.call(this, message, ...rest);
  };
  const emit = Worker.prototype.emit;
  Worker.prototype.emit = function (event, message, ...rest) {
    if (event === 'message' && message?.t === 'reply') answered = performance.now();
    return emit.call(this, event, message, ...rest);
  };
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const cpuMs = (userCPUTime + systemCPUTime) / 1000;
    writeFileSync(
      process.env.CALL_FILE,
      JSON.stringify({ ms: answered - asked, cpuMs, peakMb: Math.round(maxRSS / 1024) }),
    );
  });
}
