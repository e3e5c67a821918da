// PDF by an installed browser: real paper sizes where a browser is, clear words where none is, and nothing left running.

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, expect, test, vi } from 'vitest';

import { findBrowser, printPdfWithBrowser } from '../../electron/bridge/chromium-pdf.js';
import { temporaryFolder } from '../helpers/temp-folder.js';

const browser = findBrowser({ ...process.env, IP_LEDGER_BROWSER: process.env['CHROMIUM_PATH'] ?? '' });

/** A folder for this test that is also the system's temporary one, so that a profile left behind is seen; its path is a short one. */
function workFolder(): string {
  vi.stubEnv('TMPDIR', process.platform === 'win32' ? undefined : '/tmp');
  const folder = temporaryFolder();
  vi.stubEnv('TMPDIR', folder);
  return folder;
}
/** What a browser keeps for itself, whoever made it. */
const profilesIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => /ip-ledger-print-|chrom/i.test(name));

afterEach(() => vi.unstubAllEnvs());

test.skipIf(browser === null)('prints on the paper that the page asks for, without running its scripts', async () => {
  const folder = workFolder();
  const htmlPath = join(folder, '汇总表 1#.html');
  const pdfPath = join(folder, 'out.pdf');
  writeFileSync(
    htmlPath,
    '<!doctype html><meta charset="utf-8"><style>@page{size:A3 landscape}</style><p>专利授权量</p><script>document.body.innerHTML = "<div style=height:5000mm>"</script>',
  );
  await printPdfWithBrowser({ htmlPath, pdfPath }, { browser });
  const pdf = readFileSync(pdfPath, 'latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf);
  expect(Math.round(Number(box?.[1]))).toBe(1191); // 420 mm
  expect(Math.round(Number(box?.[2]))).toBe(842); //  297 mm
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  expect(profilesIn(folder)).toEqual([]);
});

test.skipIf(browser === null)(
  'what a print left that was cut off with the program goes with the next one',
  async () => {
    const folder = workFolder();
    const [old, young] = ['ip-ledger-print-old', 'ip-ledger-print-young'].map((name) => join(folder, name));
    for (const path of [old!, young!]) mkdirSync(join(path, 'Default'), { recursive: true });
    const before = new Date(Date.now() - 2 * 60 * 60_000);
    utimesSync(old!, before, before);
    const htmlPath = join(folder, 'a.html');
    writeFileSync(htmlPath, '<p>1');
    await printPdfWithBrowser({ htmlPath, pdfPath: join(folder, 'a.pdf') }, { browser });
    expect(profilesIn(folder)).toEqual(['ip-ledger-print-young']);
  },
);

test.skipIf(browser === null)('prints also where the path of the temporary folder is a long one', async () => {
  const folder = join(workFolder(), '很长的临时文件夹'.repeat(6));
  mkdirSync(folder);
  vi.stubEnv('TMPDIR', folder);
  const htmlPath = join(folder, 'a.html');
  const pdfPath = join(folder, 'a.pdf');
  writeFileSync(htmlPath, '<p>1');
  await printPdfWithBrowser({ htmlPath, pdfPath }, { browser });
  expect(readFileSync(pdfPath, 'latin1').startsWith('%PDF-')).toBe(true);
});

test.skipIf(process.platform === 'win32')(
  'a browser that ends without a word once it has printed has printed',
  async () => {
    const folder = workFolder();
    const pdfPath = join(folder, 'a.pdf');
    const fake = join(folder, 'silent');
    const answers = `const fs = require('node:fs');
const say = (message) => fs.writeSync(4, JSON.stringify(message) + '\\0');
fs.createReadStream(null, { fd: 3 }).on('data', (chunk) => {
  for (const text of String(chunk).split('\\0').slice(0, -1)) {
    const { id, method } = JSON.parse(text);
    if (method === 'Browser.close') process.exit(0);
    say({ id, result: { sessionId: 's', data: btoa('%PDF-') } });
    if (method === 'Page.navigate') say({ method: 'Page.loadEventFired', sessionId: 's' });
  }
});`;
    writeFileSync(fake, `#!${process.execPath}\n${answers}\n`, { mode: 0o755 });
    await printPdfWithBrowser({ htmlPath: join(folder, 'a.html'), pdfPath }, { browser: fake });
    expect(readFileSync(pdfPath, 'latin1')).toBe('%PDF-');
  },
);

test.skipIf(browser === null)('a PDF that cannot be written is said to be so', async () => {
  const folder = workFolder();
  const htmlPath = join(folder, 'a.html');
  writeFileSync(htmlPath, '<p>1');
  mkdirSync(join(folder, 'a.pdf'));
  await expect(printPdfWithBrowser({ htmlPath, pdfPath: join(folder, 'a.pdf') }, { browser })).rejects.toMatchObject({
    code: 'file.save-failed',
  });
});

test('a computer without a browser is told so', async () => {
  expect(findBrowser({ IP_LEDGER_BROWSER: 'none' })).toBeNull();
  await expect(printPdfWithBrowser({ htmlPath: 'a.html', pdfPath: 'a.pdf' }, { browser: null })).rejects.toMatchObject({
    code: 'host.no-browser',
  });
});

test.skipIf(process.platform === 'win32')(
  'a browser that hangs or ends at once is a failed print; it is ended and leaves no profile',
  async () => {
    const folder = workFolder();
    const job = { htmlPath: join(folder, 'a.html'), pdfPath: join(folder, 'a.pdf') };
    writeFileSync(job.htmlPath, '<p>1');
    const fake = (name: string, script: string): string => {
      const path = join(folder, name);
      writeFileSync(path, `#!/bin/sh\n${script}\n`);
      chmodSync(path, 0o755);
      return path;
    };
    const pidFile = join(folder, 'pid');
    const hanging = fake('hanging', `echo $$ > '${pidFile}'; exec sleep 60`);
    await expect(printPdfWithBrowser(job, { browser: hanging, timeoutMs: 300 })).rejects.toMatchObject({
      code: 'host.print-failed',
    });
    expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow();
    await expect(printPdfWithBrowser(job, { browser: fake('ending', 'exit 3') })).rejects.toMatchObject({
      code: 'host.print-failed',
    });
    await expect(printPdfWithBrowser(job, { browser: join(folder, 'missing') })).rejects.toMatchObject({
      code: 'host.print-failed',
    });
    expect(existsSync(job.pdfPath)).toBe(false);
    expect(profilesIn(folder)).toEqual([]);
  },
);

test.skipIf(process.platform === 'win32')(
  'Windows looks for Edge first, then Chrome, in every place they install to',
  () => {
    const [program, local] = [temporaryFolder(), temporaryFolder()];
    const env = { 'ProgramFiles(x86)': join(program, 'none'), ProgramFiles: program, LOCALAPPDATA: local };
    const install = (folder: string, path: string): string => {
      const whole = join(folder, path);
      writeFileSync(whole, '', { mode: 0o755 });
      return whole;
    };
    expect(findBrowser(env, 'win32')).toBeNull();
    const chrome = install(local, 'Google\\Chrome\\Application\\chrome.exe');
    expect(findBrowser(env, 'win32')).toBe(chrome);
    const edge = install(program, 'Microsoft\\Edge\\Application\\msedge.exe');
    expect(findBrowser(env, 'win32')).toBe(edge);
  },
);
