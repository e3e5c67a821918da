'use strict';
// Runs first, on whatever Node the machine has, so plain old CommonJS. better-sqlite3 13 needs Node-API 10 and ends
// Node 20 without a word (segmentation fault); this says it in a sentence instead.

const MINIMUM_NAPI = 10;

function isTooOld() {
  return !(Number(process.versions.napi) >= MINIMUM_NAPI);
}

function explain() {
  process.stderr.write(
    '当前运行的 Node.js ' +
      process.version +
      ' 版本太低，本程序需要 22.12 或更新版本；请先运行 npm ci（会随依赖装好合适的 Node.js，不要加 --omit=optional），再用 npm start、npm test 启动。\n' +
      'This Node.js (' +
      process.version +
      ') is too old: 22.12 or newer is needed. Run "npm ci" (it installs a suitable Node.js; do not use --omit=optional), then start with "npm start" or "npm test".\n',
  );
}

module.exports = { isTooOld, explain };

if (require.main === module && isTooOld()) {
  explain();
  process.exit(1);
}
