// Imported first by every entry point: on a Node without Node-API 10 the database binding ends the process without a word.
// resources/scripts/runtime-guard.cjs says the same before anything is built.

if (!(Number(process.versions.napi) >= 10)) {
  process.stderr.write(
    `当前运行的 Node.js ${process.version} 版本太低，本程序需要 22.12 或更新版本；请用 npm start 启动。\n` +
      `This Node.js (${process.version}) is too old: 22.12 or newer is needed. Use "npm start".\n`,
  );
  process.exit(1);
}
