// `npm test`: build, checks (types, lint, format), vitest, Playwright; readable failures; one last line
// `N passed, N failed[, N skipped]` that adds up all runners. A runner that dies counts as a failure.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { runAgainIfTooOld } = require('./suitable-node.cjs');
const script = fileURLToPath(import.meta.url);
const root = join(dirname(script), '..', '..');
const results = join(root, 'test-results');
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const say = (text) => process.stdout.write(`${text}\n`);

function fail(name, text) {
  total.failed++;
  failures.push({ name, text: text.trim() });
}

function runNode(args, options = {}) {
  return spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    ...options,
    env: { ...process.env, NODE_ENV: 'test', NO_COLOR: '1', FORCE_COLOR: undefined, ...options.env },
  });
}

function binOf(name, file) {
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}

// ---- what the machine must have

function findBrowser() {
  return [process.env.CHROMIUM_PATH, process.env.IP_LEDGER_BROWSER, ...BROWSERS].find(
    (path) => path && existsSync(path),
  );
}

function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return list.status === 0 && list.stdout.trim() !== '';
}

function prepareMachine() {
  if (process.platform !== 'linux') return findBrowser();
  const missing = [
    ...(findBrowser() ? [] : ['chromium']),
    ...(hasChineseFont() ? [] : ['fonts-noto-cjk', 'fontconfig']),
  ];
  if (missing.length === 0) return findBrowser();
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) {
    say(`缺少 ${missing.join('、')}，界面测试无法运行。请安装后再试：sudo apt-get install -y ${missing.join(' ')}`);
    say(`Missing for the end-to-end tests; please install: sudo apt-get install -y ${missing.join(' ')}`);
    return findBrowser();
  }
  say(`安装界面测试需要的软件：apt-get install ${missing.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...missing);
  return findBrowser();
}

// ---- runners

function check(name, args) {
  const run = runNode(args);
  if (run.status === 0) {
    total.passed++;
    say(`✓ ${name}`);
  } else {
    say(`✗ ${name}`);
    fail(
      name,
      `${run.stdout ?? ''}${run.stderr ?? ''}${run.error ? String(run.error) : ''}`.split('\n').slice(0, 60).join('\n'),
    );
  }
}

function unitTests() {
  const report = join(results, 'unit.json');
  const run = runNode(
    [binOf('vitest', 'vitest.mjs'), 'run', '-c', 'tests/vitest.config.ts', '--reporter=json', `--outputFile=${report}`],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const before = { ...total };
  if (!existsSync(report)) {
    fail('vitest', `没有结果。No report.\n${run.stdout ?? ''}${run.stderr ?? ''}`);
    return;
  }
  const outcome = JSON.parse(readFileSync(report, 'utf8'));
  for (const file of outcome.testResults) {
    const name = relative(root, file.name);
    if (file.assertionResults.length === 0 && file.status === 'failed') fail(name, file.message ?? '');
    for (const one of file.assertionResults) {
      if (one.status === 'passed') total.passed++;
      else if (one.status === 'failed') fail(`${name} › ${one.fullName}`, (one.failureMessages ?? []).join('\n'));
      else total.skipped++;
    }
  }
  // Errors outside of any test (an unhandled rejection) fail the run without failing a test.
  if (run.status !== 0 && total.failed === before.failed) fail('vitest', `${run.stdout ?? ''}${run.stderr ?? ''}`);
  say(`vitest: ${total.passed - before.passed} passed, ${total.failed - before.failed} failed`);
}

function endToEndTests(browser) {
  const folder = join(root, 'tests', 'e2e');
  if (
    !existsSync(folder) ||
    !readdirSync(folder, { recursive: true }).some((name) => /\.(spec|test)\.ts$/.test(String(name)))
  )
    return;
  if (!browser) {
    fail('playwright', '没有 Chromium，界面测试没有运行。No Chromium: the end-to-end tests did not run.');
    return;
  }
  const report = join(results, 'e2e.json');
  const run = runNode([binOf('@playwright/test', 'cli.js'), 'test', '-c', 'tests/playwright.config.ts'], {
    env: { CHROMIUM_PATH: browser },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const before = { ...total };
  if (!existsSync(report)) {
    fail('playwright', `没有结果。No report.\n${run.stdout ?? ''}${run.stderr ?? ''}`);
    return;
  }
  const outcome = JSON.parse(readFileSync(report, 'utf8'));
  const walk = (suite, path) => {
    for (const inner of suite.suites ?? []) walk(inner, [...path, inner.title]);
    for (const spec of suite.specs ?? [])
      for (const one of spec.tests) {
        const last = one.results.at(-1);
        if (one.status === 'skipped') total.skipped++;
        else if (one.status === 'expected') total.passed++;
        else fail([...path, spec.title].join(' › '), (last?.errors ?? []).map((error) => error.message).join('\n'));
      }
  };
  for (const suite of outcome.suites) walk(suite, [suite.title]);
  for (const error of outcome.errors ?? []) fail('playwright', error.message ?? '');
  if (run.status !== 0 && total.failed === before.failed) fail('playwright', `${run.stdout ?? ''}${run.stderr ?? ''}`);
  say(`playwright: ${total.passed - before.passed} passed, ${total.failed - before.failed} failed`);
}

async function main() {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const browser = prepareMachine();
  const { build } = await import('./build.mjs');
  const isBuilt = build({ ifStale: true });
  if (isBuilt) total.passed++;
  else fail('build', '编译没有成功，见上文。The build failed, see above.');

  check('types', [binOf('typescript', 'bin/tsc'), '-b']);
  check('lint', [binOf('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings']);
  check('format', [binOf('oxfmt', 'bin/oxfmt'), '--check']);
  unitTests();
  if (isBuilt) endToEndTests(browser);

  if (failures.length > 0) say('\n──── 失败 failures ────');
  for (const { name, text } of failures)
    say(
      `\n✗ ${name}\n${text
        .split('\n')
        .slice(0, 40)
        .map((line) => `    ${line}`)
        .join('\n')}`,
    );
  say(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
  return total.failed === 0 ? 0 : 1;
}

if (!runAgainIfTooOld(script, process.argv.slice(2))) process.exit(await main());
