// 台账 as a spreadsheet: fifty rows from the clipboard, two that fail, undo and redo; a row typed with Enter; filters and groups.

import type { Page } from '@playwright/test';

import { answered, holdCalls, isCall } from '../helpers/calls-on-their-way.js';
import { expect, test } from '../helpers/e2e.js';

test.use({ begins: 'sample office', permissions: ['clipboard-read', 'clipboard-write'] });

async function openLedger(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: '台账', exact: true }).click();
  await page.getByRole('button', { name: title }).click();
  await expect(page.getByRole('grid', { name: title })).toBeVisible();
}

const copy = (page: Page, text: string): Promise<void> =>
  page.evaluate((value) => navigator.clipboard.writeText(value), text);
const pasted = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const cell = (page: Page, row: number, column: number) =>
  page.locator(`.ledger-row[aria-rowindex="${row + 3}"] [aria-colindex="${column + 2}"]`);

test.beforeEach(({ ledger }) => expect(ledger.port).toBeGreaterThan(0));

test('the tools above the sheet stand in one line at 1366, with reminders, filter, group and chosen rows', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await openLedger(page, '信访投诉');
  const day = new Date(Date.now() - 12 * 86_400_000).toISOString().slice(0, 10);
  const lines = [['工单号', '受理日期', '来源', '投诉内容', '区（市）', '办理时限']];
  for (let n = 1; n <= 12; n += 1) lines.push([`A${n}`, day, '12345热线', '转供电加价', '滕州市', '5']);
  await copy(page, lines.map((line) => line.join('\t')).join('\r\n'));
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共12条')).toBeVisible();
  await page.getByLabel('在本台账中查找').fill('转供电');
  await page.getByRole('combobox', { name: '分组' }).click();
  await page.getByTitle('区（市）', { exact: true }).click();
  await page.keyboard.press('Escape');
  // Grouped, the next keys are for the cells.
  await expect(page.getByRole('textbox', { name: /^.+，第\d+行/ })).toBeFocused();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+a');
  const tools = page.getByRole('toolbar', { name: '台账工具' });
  await expect(tools.getByRole('button', { name: /^提醒12项（过期12项）$/ })).toBeVisible();
  await expect(tools.getByRole('button', { name: '清除筛选' })).toBeVisible();
  await expect(tools.getByRole('button', { name: /^删除（12条）$/ })).toBeVisible();
  const box = (await tools.boundingBox())!;
  expect(box.height).toBeLessThan(30);
  const last = (await tools.getByRole('button', { name: '打印' }).boundingBox())!;
  expect(last.x + last.width).toBeLessThanOrEqual(box.x + box.width + 1);
});

test('fifty rows are pasted, the two that fail are put right, and all of it is undone and done again', async ({
  page,
}) => {
  await openLedger(page, '培训宣传调研活动');
  const units = ['滕州市', '薛城区', '山亭区', '市中区', '峄城区'];
  const lines = Array.from({ length: 50 }, (_, index) => {
    const day = index === 7 ? '2022-02-30' : `2022-07-${String((index % 28) + 1).padStart(2, '0')}`;
    const persons = index === 31 ? '约二十人' : String(10 + index);
    const topic = index === 3 ? '"第一讲\n第二讲"' : `专题${index + 1}`;
    return [units[index % 5], day, '培训', topic, '会议室', persons].join('\t');
  });
  await copy(page, `${lines.join('\r\n')}\r\n`);
  await page.keyboard.press('Control+v');

  const refused = page.getByRole('status', { name: '未保存的行' });
  await expect(refused).toContainText('2行未保存');
  await expect(page.getByText('共48条，2行正在填写')).toBeVisible();
  await expect(cell(page, 3, 3)).toHaveText(/第一讲\s第二讲/);
  await expect(page.getByRole('row', { name: '合计' })).toContainText('1667');

  // What the status bar adds up is what is stored, and it says so. Home shows the row from its beginning, as in a spreadsheet.
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Control+Shift+Home');
  await expect(page.getByRole('status', { name: '所选单元格' })).toContainText(/求和 1715.*未保存的填写没有计入/);
  await page.keyboard.press('Control+End');
  const sheet = page.getByRole('grid');
  await expect.poll(() => sheet.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
  await page.keyboard.press('Control+Home');
  await expect.poll(() => sheet.evaluate((box) => box.scrollLeft)).toBe(0);

  // The message leads to its cell; typing there puts it right, and the row is stored.
  await refused.getByRole('button').first().click();
  const wrong = page.locator('.ledger-cell.is-wrong');
  await expect(wrong).toHaveCount(2);
  await expect(wrong.first()).toHaveAttribute('title', /应为日期.*2022-02-30/);
  await expect(page.getByRole('alert')).toContainText('2022-02-30');
  await page.keyboard.type('2022-02-28');
  await page.keyboard.press('Enter');
  await expect(refused).toContainText('1行未保存');
  await refused.getByRole('button').first().click();
  await page.keyboard.type('20');
  await page.keyboard.press('Enter');
  await expect(refused).toBeHidden();
  await expect(page.getByText('共50条')).toBeVisible();

  for (const rest of ['49条，1行正在填写', '48条，2行正在填写', '共0条']) {
    await page.keyboard.press('Control+z');
    await expect(page.getByText(rest)).toBeVisible();
  }
  for (const rest of ['48条，2行正在填写', '49条，1行正在填写', '共50条']) {
    await page.keyboard.press('Control+y');
    await expect(page.getByText(rest)).toBeVisible();
  }
  await expect(refused).toBeHidden();
});

test('rows are typed with Tab and Enter, by initials, and a mistake waits in the grid over a reload', async ({
  page,
}) => {
  await openLedger(page, '培训宣传调研活动');
  const type = async (...texts: string[]): Promise<void> => {
    for (const [index, text] of texts.entries()) {
      await page.keyboard.type(text);
      await page.keyboard.press(index === texts.length - 1 ? 'Enter' : 'Tab');
    }
  };
  await type('tz', '7.15', 'px', '专利导航实务');
  await expect(page.getByText('共1条')).toBeVisible();
  await expect(cell(page, 0, 0)).toHaveText('滕州市');
  await expect(cell(page, 0, 1)).toHaveText('2022-07-15');
  // Enter led to the first column of the next row.
  await type('xc', '7月16日', 'px', '商标品牌');
  await expect(page.getByText('共2条')).toBeVisible();
  const kept = answered(page, 'ledgers.keep-unsaved', '无此单位');
  await type('火星', '2022-07-17', 'px', '无此单位');
  await expect(page.getByRole('status', { name: '未保存的行' })).toContainText('火星');
  await kept;
  await page.reload();
  await expect(page.getByRole('status', { name: '未保存的行' })).toContainText('火星');
  await expect(page.getByText('共2条，1行正在填写')).toBeVisible();

  // Copied out as it is shown, filled down, cleared.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  expect((await pasted(page)).split(/\r?\n/)).toEqual(['滕州市\t2022-07-15', '薛城区\t2022-07-16']);
  await page.keyboard.press('Control+d');
  await expect(cell(page, 1, 0)).toHaveText('滕州市');
  await expect(cell(page, 1, 1)).toHaveText('2022-07-15');
  await page.keyboard.press('Control+z');
  await expect(cell(page, 1, 0)).toHaveText('薛城区');

  await page.getByRole('textbox', { name: '筛选：区（市）' }).fill('tz');
  await expect(page.getByText('筛选出1条，共2条')).toBeVisible();
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.getByRole('combobox', { name: '分组' }).click();
  await page.getByTitle('区（市）', { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /滕州市.*1条/ })).toBeVisible();
});

test('what was pasted stays in sight although it no longer fits the filter, until another question is asked', async ({
  page,
}) => {
  await openLedger(page, '培训宣传调研活动');
  const line = (unit: string, day: number): string =>
    [unit, `2022-07-0${day}`, '培训', `专题${day}`, '', '10'].join('\t');
  await copy(page, [1, 2, 3].map((day) => line('滕州市', day)).join('\r\n'));
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共3条')).toBeVisible();
  await page.getByRole('combobox', { name: '分组' }).click();
  await page.getByTitle('形式', { exact: true }).click();
  await page.keyboard.press('Escape');
  const filter = page.getByRole('textbox', { name: '筛选：区（市）' });
  await filter.fill('tz');
  await expect(page.getByText('筛选出3条，共3条')).toBeVisible();
  await page.getByRole('gridcell', { name: '滕州市' }).first().click();
  await copy(page, [4, 5].map((day) => line('薛城区', day)).join('\r\n'));
  const counted = answered(page, 'ledgers.order');
  await page.keyboard.press('Control+v');
  await expect(page.getByRole('gridcell', { name: '薛城区' })).toHaveCount(2);
  // Groups are counted again a moment later: with the pasted rows still among them.
  await counted;
  await expect(page.getByRole('gridcell', { name: '薛城区' })).toHaveCount(2);
  await expect(page.getByText('筛选出3条，共3条')).toBeVisible();
  await filter.fill('');
  await expect(page.getByText('共3条', { exact: true })).toBeVisible();
  await filter.fill('tz');
  await expect(page.getByText('筛选出1条，共3条')).toBeVisible();
});

test('a cell that is being typed stays with its row when the groups are counted again', async ({ page }) => {
  await openLedger(page, '培训宣传调研活动');
  const line = (unit: string, day: number): string =>
    [unit, `2022-07-0${day}`, '培训', `专题${day}`, '', '10'].join('\t');
  await copy(page, [1, 2, 3].map((day) => line('滕州市', day)).join('\r\n'));
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共3条')).toBeVisible();
  await page.getByRole('combobox', { name: '分组' }).click();
  await page.getByTitle('区（市）', { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /滕州市.*3条/ })).toBeVisible();

  // The first row goes to another group a moment after the second one is begun.
  await cell(page, 1, 0).click();
  await page.keyboard.type('xc');
  await page.keyboard.press('Enter');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.type('专题二');
  await expect(page.getByRole('row', { name: /薛城区.*1条/ })).toBeVisible();
  await page.keyboard.type('（改）');
  await page.keyboard.press('Enter');
  const changed = page.getByRole('row', { name: /2022-07-02/ });
  await expect(changed).toContainText('专题二（改）');
  await expect(page.getByRole('row', { name: /2022-07-03/ })).toContainText('专题3');
});

test('keys go to the cells where nothing else holds them; a chosen range is filled as one step, sorted and removed by key', async ({
  page,
}) => {
  await openLedger(page, '培训宣传调研活动');
  const days = [3, 1, 2];
  await copy(page, days.map((day) => ['滕州市', `2022-07-0${day}`, '培训', `专题${day}`].join('\t')).join('\r\n'));
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共3条')).toBeVisible();
  const column = async (at: number): Promise<string[]> =>
    Promise.all([0, 1, 2].map((row) => cell(page, row, at).innerText()));

  // A dialog that was closed holds no keys.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: '查找' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: '查找' })).toBeHidden();
  await expect(page.getByRole('textbox', { name: /^区（市），第1行/ })).toBeFocused();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.type('sz');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => column(0)).toEqual(['市中区', '市中区', '市中区']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => column(0)).toEqual(['滕州市', '滕州市', '滕州市']);

  // Finding leads to what was found, and Esc brings everything back.
  await page.keyboard.press('Control+f');
  await page.keyboard.type('专题2');
  await page.keyboard.press('Enter');
  await expect(page.getByText('筛选出1条，共3条')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^区（市），第1行/ })).toBeFocused();
  await page.keyboard.press('Control+f');
  await page.keyboard.press('Escape');
  await expect(page.getByText('共3条', { exact: true })).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^区（市），第1行/ })).toBeFocused();

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect.poll(() => column(3)).toEqual(['专题1', '专题2', '专题3']);
  await page.keyboard.press('Control+Shift+l');
  await expect(page.getByRole('textbox', { name: '筛选：日期', exact: true })).toBeFocused();
  await page.keyboard.type('7.3');
  await page.keyboard.press('Enter');
  await expect(page.getByText('筛选出1条，共3条')).toBeVisible();
  await page.keyboard.press('Control+Delete');
  await page.getByRole('dialog', { name: '删除1条' }).getByRole('button', { name: '删除' }).click();
  await expect(page.getByText('筛选出0条，共2条')).toBeVisible();
});

test('what could not be stored waits in the grid and is the next thing undone; rows out of sight are cut with their contents', async ({
  page,
}) => {
  await openLedger(page, '培训宣传调研活动');
  const lines = Array.from({ length: 120 }, (_, index) =>
    ['滕州市', '2022-07-01', '培训', `专题${index + 1}`, `地点${index + 1}`].join('\t'),
  );
  await copy(page, lines.join('\r\n'));
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共120条')).toBeVisible();

  await page.keyboard.press('Control+Home');
  await page.route('**/call', (route) => (isCall(route.request(), 'ledgers.save') ? route.abort() : route.fallback()));
  await page.keyboard.type('xc');
  await page.keyboard.press('Enter');
  const refused = page.getByRole('status', { name: '未保存的行' });
  await expect(refused).toContainText('1行未保存');
  await page.unroute('**/call');
  await page.keyboard.press('Control+z');
  await expect(refused).toBeHidden();
  await expect(cell(page, 0, 0)).toHaveText('滕州市');
  await expect(page.getByText('共120条')).toBeVisible();

  // Keys that come faster than the steps are done mean one step each.
  await page.keyboard.press('Insert');
  for (const topic of ['甲', '乙', '丙']) {
    for (const text of ['薛城区', '2022-07-02', '培训']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type(topic);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByText('共123条')).toBeVisible();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z');
  await expect(page.getByText('共120条')).toBeVisible();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+y');
  await expect(page.getByText('共123条')).toBeVisible();
  for (let step = 0; step < 7; step += 1) await page.keyboard.press('Control+z');
  await expect(page.getByText('共0条')).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(page.getByText('共120条')).toBeVisible();
  await expect(page.locator('.ant-notification-notice')).toHaveCount(1); // the save that was made to fail

  await page.reload();
  await expect(page.getByText('共120条')).toBeVisible();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+Space');
  await page.keyboard.press('Control+x');
  await expect(cell(page, 0, 4)).toHaveText('');
  expect((await pasted(page)).split('\r\n').slice(0, 120)).toEqual(lines.map((_, index) => `地点${index + 1}`));
});

test('at the counter a row begins with today, and the next one with day, counter and clerk of the one before', async ({
  page,
}) => {
  await openLedger(page, '窗口业务');
  const heads = await page.locator('.ledger-grid [role=columnheader]').allInnerTexts();
  const at = (head: string): number => heads.findIndex((text) => text.startsWith(head)) - 1;
  const put = async (row: number, head: string, text: string, key: string): Promise<void> => {
    await cell(page, row, at(head)).click();
    await page.keyboard.type(text);
    await page.keyboard.press(key);
  };
  await put(0, '受理号', 'S1', 'Tab');
  const today = await cell(page, 0, at('受理日期')).innerText();
  expect(today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  await put(0, '业务类型', '商标续展', 'Tab');
  await put(0, '申请人', '滕州某公司', 'Tab');
  await put(0, '区（市）', '滕州市', 'Enter');
  await expect(page.getByText('共1条')).toBeVisible();
  await put(1, '受理号', 'S2', 'Tab');
  await expect(cell(page, 1, at('受理日期'))).toHaveText(today);
  await expect(cell(page, 1, at('区（市）'))).toHaveText('滕州市');
  await put(1, '业务类型', '商标变更', 'Tab');
  await put(1, '申请人', '滕州乙公司', 'Enter');
  await expect(page.getByText('共2条')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('共1条', { exact: true })).toBeVisible();
});

test('what is being typed is kept when a key leads to another row or page, and the page comes back without it twice', async ({
  page,
}) => {
  await openLedger(page, '培训宣传调研活动');
  const days = [1, 2, 3];
  await copy(page, days.map((day) => ['滕州市', `2022-07-0${day}`, '培训', `专题${day}`].join('\t')).join('\r\n'));
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共3条')).toBeVisible();
  const leaveAndReturn = async (): Promise<void> => {
    await page.keyboard.press('Alt+1');
    await expect(page.getByRole('grid', { name: '培训宣传调研活动' })).toBeHidden();
    await page.evaluate(() => (window.location.hash = '#/ledgers/activity'));
  };

  await test.step('in a cell', async () => {
    await page.keyboard.press('Insert');
    for (const text of ['薛城区', '2022-07-04', '培训']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('专题4');
    await leaveAndReturn();
    await expect(page.getByText('共4条')).toBeVisible();
    await expect(page.getByRole('status', { name: '未保存的行' })).toBeHidden();
    await expect(cell(page, 3, 3)).toHaveText('专题4');
  });

  await test.step('in the form of a row, which goes on at the same field of the next one', async () => {
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+Enter');
    const panel = page.getByRole('complementary', { name: '这一行的详情' });
    await panel.getByLabel('地点').fill('一楼');
    await page.keyboard.press('Alt+ArrowDown');
    await expect(panel.getByLabel('地点')).toHaveValue('');
    await expect(panel.getByLabel('地点')).toBeFocused();
    await page.keyboard.type('二楼');
    await leaveAndReturn();
    await expect(cell(page, 0, 4)).toHaveText('一楼');
    await expect(cell(page, 1, 4)).toHaveText('二楼');
  });

  await test.step('where the empty line was asked for before the rows were there', async () => {
    const rows = await holdCalls(page, 'ledgers.order');
    await page.reload();
    await expect(page.getByRole('grid', { name: '培训宣传调研活动' })).toBeVisible();
    await page.keyboard.press('Insert');
    await rows.release();
    await expect(page.getByText('共4条', { exact: true })).toBeVisible();
    await expect(page.getByRole('gridcell', { name: '专题4' })).toBeVisible();
    await page.keyboard.type('薛城区');
    await page.keyboard.press('Tab');
    await expect(page.getByText('共4条，1行正在填写')).toBeVisible();
    await expect(cell(page, 0, 0)).toHaveText('滕州市');
  });
});

test('totals are those of the rows that are shown, also where another question is asked right after an edit', async ({
  page,
}) => {
  await openLedger(page, '培训宣传调研活动');
  const line = (unit: string, persons: number): string =>
    [unit, '2022-07-01', '培训', `专题${persons}`, '', String(persons)].join('\t');
  await copy(page, [line('滕州市', 10), line('滕州市', 20), line('薛城区', 40)].join('\r\n'));
  await page.keyboard.press('Control+v');
  const totals = page.getByRole('row', { name: /^合计/ });
  await expect(totals).toContainText('70');
  await cell(page, 0, 5).click();
  await page.keyboard.type('11');
  await page.keyboard.press('Enter');
  await page.getByLabel('在本台账中查找').fill('专题40');
  await expect(page.getByText('筛选出1条，共3条')).toBeVisible();
  await expect(totals).toContainText('40');
  // Long enough for the totals of the question before to come.
  await page.waitForTimeout(900);
  await expect(totals).toContainText('40');
  await page.getByLabel('在本台账中查找').fill('');
  await expect(totals).toContainText('71');

  // What is stored only after the other question was answered is in neither its rows nor its totals.
  const saving = await holdCalls(page, 'ledgers.save');
  const saved = answered(page, 'ledgers.save');
  await cell(page, 0, 5).click();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await page.getByLabel('在本台账中查找').fill('专题40');
  await expect(page.getByText('筛选出1条，共3条')).toBeVisible();
  await saving.release();
  await saved;
  await page.waitForTimeout(900);
  await expect(totals).toHaveText('合计401');
  await page.getByLabel('在本台账中查找').fill('');
  await expect(totals).toContainText('72');
});

test('what is typed while a step is taken back or done again stays, and the steps keep their order', async ({
  page,
}) => {
  await openLedger(page, '培训宣传调研活动');
  await copy(page, ['滕州市', '2022-07-01', '培训', '专题一', '', '10'].join('\t'));
  await page.keyboard.press('Control+v');
  await expect(page.getByText('共1条')).toBeVisible();
  let gate = Promise.withResolvers<void>();
  await page.route('**/call', async (route) => {
    if (isCall(route.request(), 'history.undo')) await gate.promise;
    await route.fallback();
  });
  const meanwhile = async (row: number, text: string): Promise<void> => {
    await cell(page, row, 4).click();
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
    gate.resolve();
  };
  const press = async (key: string): Promise<void> => {
    gate = Promise.withResolvers<void>();
    const isAsked = page.waitForRequest((request) => isCall(request, 'history.undo'));
    await page.keyboard.press(key);
    await isAsked;
  };

  await press('Control+z');
  gate.resolve();
  await expect(page.getByText('共0条')).toBeVisible();
  await press('Control+y');
  await meanwhile(0, '重做时输入');
  await expect(page.getByText('专题一')).toBeVisible();
  await expect(page.getByText('重做时输入')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('重做时输入')).toBeHidden();

  await press('Control+z');
  await meanwhile(1, '撤销时输入');
  await expect(page.getByText('专题一')).toBeHidden();
  await expect(page.getByText('撤销时输入')).toBeVisible();
  // It is a step of its own, and the next one to be taken back.
  await page.keyboard.press('Control+z');
  await expect(page.getByText('撤销时输入')).toBeHidden();
});
