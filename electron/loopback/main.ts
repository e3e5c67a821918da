// Entry of the loopback host: `npm start` where no Electron runtime is. Prints one line with the address and opens the
// browser; Ctrl+C or SIGTERM closes cleanly. Options: --data DIR, --port N, --no-open.

import '../bridge/runtime-guard.js';

import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { AppError, errorText } from '../../shared/errors/app-error.js';
import { endProcess } from '../bridge/end-process.js';
import { startPlainHost } from '../bridge/plain-host.js';

import { openInBrowser } from './open-browser.js';
import { startLoopbackServer } from './server.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, port: { type: 'string' }, 'no-open': { type: 'boolean' } },
    strict: true,
  });
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new AppError('input.batch-usage', { what: '--port 应为 0 至 65535 的整数' });

  const mainDir = import.meta.dirname;
  const host = startPlainHost(mainDir, { argument: values.data, mayCreate: true }, { isForPage: true });
  const server = await startLoopbackServer({
    core: host.core,
    dataDir: host.folder.path,
    rendererDir: join(mainDir, '..', 'renderer'),
    port,
  }).catch(async (error: unknown) => {
    await host.close();
    throw error;
  });

  let isClosing = false;
  const close = (): void => {
    // A second Ctrl+C does not wait for the running job; its transaction rolls back.
    if (isClosing) process.exit(130);
    isClosing = true;
    void server
      .close()
      .then(() => host.close())
      .then(
        () => endProcess(0),
        (error: unknown) => {
          complain(String(error));
          return endProcess(1);
        },
      );
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
  process.on('SIGHUP', close);

  if (host.folder.warning !== '') complain(host.folder.warning);
  say(`数据文件夹：${host.folder.path}`);
  say(`知产台账已启动，请用浏览器打开（地址只能用一次，按 Ctrl+C 结束）： ${server.newUrl()}`);
  if (values['no-open'] !== true) openInBrowser(server.newUrl());
}

main().catch((error: unknown) => {
  if (error instanceof AppError) complain(errorText(error.code, error.params));
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    complain('这个端口已被占用，请用 --port 换一个，或不写 --port 由程序自选。');
  else if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    complain(`启动参数有误：${error.message}\n可用参数：--data 文件夹  --port 端口  --no-open`);
  else complain(`程序没有启动：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exit(1);
});
