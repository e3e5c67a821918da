// 上报表: left the forms of higher authorities that are kept, centre the form itself with the numbers of the period, right the chosen
// cell. Filling saves a copy of the form; the kept one stays blank.

import { Alert, Button, Input, Modal, Segmented } from 'antd';
import { useMemo, useState } from 'react';

import './upward.css';

import type { Result } from '../../../shared/contract/index.js';
import { addressOf } from '../../../shared/model/cell-address.js';
import { periodTitle } from '../../../shared/model/period.js';
import { FIGURE_LABEL } from '../../../shared/reports/print-table.js';
import type { UpwardCell } from '../../../shared/upward/define.js';
import { call, services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { seenNow, seenOf, type Seen } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { useWhole } from '../../api/whole.js';
import { go, useApp } from '../../app-state.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { DownIcon } from '../../ui/icons.js';
import { Page } from '../../ui/page.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { SheetView, type SheetMark } from '../../ui/sheet-view.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { CellEditor } from './cell-editor.js';
import { fillRange, placeOf } from './fill-range.js';
import { statedMeasure } from './stated-measure.js';

type Filled = Omit<Result<'upward.fill'>, 'file'>;

/** Which cells nothing was found for: nothing on the sheet marks them. */
function openWords({ open, openAt }: { open: number; openAt: readonly string[] }): string {
  return open === 0 ? '' : `；${openAt.join('、')}${open > openAt.length ? `等${open}个` : ''}没有把握，请在表上点选`;
}

export function UpwardPage({ id: asked }: { id: number | null }) {
  const { period } = useApp();
  const report = useReport();
  const { data, error } = useCall('upward.list', {});
  const forms = data?.forms ?? [];
  const chosen = forms.find((form) => form.id === asked) ?? forms[0] ?? null;
  const { isBusy, whileBusy } = useBusy();
  const [filled, setFilled] = useState<{ id: number; period: string; result: Filled } | null>(null);
  const [naming, setNaming] = useState<{ name: string; seen: Seen } | null>(null);
  const act = (work: () => Promise<void>): void => void whileBusy(work);
  const add = (): void =>
    act(async () => {
      const [file] = await services.pickFiles({ folder: false, accept: ['.xlsx'] });
      if (!file) return;
      const made = await runJob('读取上报表', 'upward.create', { file });
      report.done(`已认出${made.proposed}个单元格${openWords(made)}。`);
      go('tables', `upward/${made.id}`);
    });
  const fill = (id: number): void =>
    act(async () => {
      const { file, ...result } = await runJob('填写上报表', 'upward.fill', { id, period });
      setFilled({ id, period, result });
      if (await services.saveFile(file)) report.done(`已保存：${file.name}`);
    });
  const propose = (id: number): void =>
    act(async () => {
      const { added, changed, ...rest } = await runJob('识别上报表', 'upward.propose', { id });
      report.done(
        added + changed === 0
          ? `没有认出新的单元格${openWords(rest)}。`
          : `新认出${added}格，改${changed}格；您指定的没有改动。可以撤销。`,
      );
    });
  const remove = (id: number, name: string): void =>
    act(async () => {
      const isSure = await report.confirm({
        title: `删除上报表“${name}”？`,
        content: '只删除这张空白表和填数对应，数据不受影响。可以撤销。',
        okText: '删除',
        danger: true,
      });
      if (isSure) await call('upward.remove', { id });
    });
  const rename = (id: number): void =>
    act(async () => {
      const name = naming?.name.trim() ?? '';
      if (naming === null || name === '') return;
      await call('upward.save', { id, name }, { seen: naming.seen });
      setNaming(null);
    });
  const shown = filled !== null && filled.id === chosen?.id && filled.period === period ? filled.result : null;
  return (
    <Page
      title="上报表"
      note={periodTitle(period, 'ytd')}
      actions={
        <>
          <DropMenu
            disabled={!chosen || isBusy}
            menu={{
              items: [
                { key: 'propose', label: '重新识别（已指定的不变）' },
                { key: 'rename', label: '改名' },
                { key: 'remove', label: '删除这张上报表' },
              ],
              onClick: ({ key }) => {
                if (!chosen) return;
                if (key === 'propose') propose(chosen.id);
                else if (key === 'rename') setNaming({ name: chosen.name, seen: seenNow() });
                else remove(chosen.id, chosen.name);
              },
            }}
          >
            <Button>
              更多 <DownIcon />
            </Button>
          </DropMenu>
          <Button disabled={isBusy} onClick={add}>
            选择空白表
          </Button>
          <Button
            type="primary"
            disabled={!chosen || chosen.mapped === 0 || isBusy}
            onClick={() => chosen && fill(chosen.id)}
          >
            填写并保存
          </Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} />}
      {shown && <FillResult result={shown} onClose={() => setFilled(null)} />}
      {data && forms.length === 0 && (
        <Empty
          title="还没有上报表"
          action={
            <Button type="primary" disabled={isBusy} onClick={add}>
              选择空白表
            </Button>
          }
        >
          把省局等上级发来的空白表（.xlsx）选进来，程序按填报单位和指标的名称认出每格应填的数，拿不准的由您点选；以后每期点一下就能填好。
        </Empty>
      )}
      {chosen && (
        <div className="upward">
          <ul className="upward-list" aria-label="上报表">
            {forms.map((form) => (
              <li key={form.id}>
                <button
                  type="button"
                  className={form.id === chosen.id ? 'is-current' : ''}
                  aria-current={form.id === chosen.id}
                  title={form.fileName}
                  onClick={() => go('tables', `upward/${form.id}`)}
                >
                  <span>{form.name}</span>
                  <small>{form.mapped > 0 ? `已对应 ${form.mapped} 格` : '还没有对应'}</small>
                </button>
              </li>
            ))}
          </ul>
          <FormView key={chosen.id} id={chosen.id} />
        </div>
      )}
      <Modal
        open={naming !== null}
        title="上报表改名"
        okText="改名"
        cancelText="取消"
        okButtonProps={{ ...SAVE_KEY, disabled: naming?.name.trim() === '' }}
        onOk={() => chosen && rename(chosen.id)}
        onCancel={() => setNaming(null)}
      >
        <Input
          aria-label="名称"
          maxLength={80}
          value={naming?.name ?? ''}
          onChange={(event) => setNaming((now) => now && { ...now, name: event.target.value })}
          onPressEnter={() => chosen && rename(chosen.id)}
        />
      </Modal>
    </Page>
  );
}

/** How many cells are named in the notice; all of them can be seen on the form. */
const NAMED = 6;

function FillResult({ result, onClose }: { result: Filled; onClose: () => void }) {
  const { filled, without, formulas, remarks } = result;
  const named = without.slice(0, NAMED).map(({ cell, reason }) => `${cell} ${reason}`);
  const parts = [
    `已填${filled}格，填后重新读取核对一致`,
    without.length > 0 &&
      `${without.length}格没有数：${named.join('；')}${without.length > NAMED ? `等${without.length}格` : ''}`,
    formulas > 0 && `${formulas}格公式没有改动，用 Excel 或 WPS 打开时重新计算`,
    ...remarks,
  ].filter((part) => part !== false);
  return (
    <Alert
      type={without.length > 0 || remarks.length > 0 ? 'warning' : 'success'}
      showIcon
      title={`${parts.join('。')}。`}
      closable={{ onClose, 'aria-label': '关闭' }}
    />
  );
}

function FormView({ id }: { id: number }) {
  const { period } = useApp();
  const report = useReport();
  const [wanted, setWanted] = useState<string | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const { data, error, reload } = useCall('upward.open', { id, period, sheet: wanted });
  const { data: unitList } = useCall('units.list', {});
  const { data: indicatorList } = useCall('indicators.list', {});
  const units = useMemo(() => (unitList?.units ?? []).filter((unit) => unit.kind !== 'enterprise'), [unitList]);
  const indicators = useMemo(() => indicatorList?.indicators ?? [], [indicatorList]);
  const here = useMemo(
    () => new Map(data?.cells.filter((one) => one.sheet === data.sheet).map((one) => [one.cell, one])),
    [data],
  );
  const nameOf = useMemo(() => new Map(indicators.map((one) => [one.code, one.name])), [indicators]);
  const unitName = useMemo(() => new Map(units.map((one) => [one.id, one.name])), [units]);
  const marks = useMemo(() => {
    const map = new Map<string, SheetMark>();
    for (const [address, cell] of here)
      map.set(address, {
        className: cell.problem === '' ? 'upward-number' : 'upward-without',
        title: [
          `${cell.unitId === null ? '合计' : (unitName.get(cell.unitId) ?? '')} ${nameOf.get(cell.code) ?? cell.code} ${FIGURE_LABEL[cell.figure]}`,
          cell.problem,
        ]
          .filter((line) => line !== '')
          .join('\n'),
      });
    for (const address of data?.formulas ?? [])
      map.set(address, { className: 'upward-formula', title: '公式，不填数，打开时重新计算' });
    return map;
  }, [here, data, nameOf, unitName]);
  const sheet = useMemo(() => {
    if (!data) return null;
    const cells = data.drawn.cells.map((cell) => {
      const mapped = here.get(addressOf(cell.r, cell.c));
      return mapped ? { ...cell, text: mapped.text, numeric: true } : cell;
    });
    return { ...data.drawn, cells };
  }, [data, here]);
  const cells = useMemo(() => data?.cells.map(({ text: _text, problem: _problem, ...cell }) => cell) ?? [], [data]);
  const changed = useWhole<readonly UpwardCell[]>(id, data, cells);
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data || !sheet) return <Waiting text="正在打开上报表…" />;
  /** These in the places of what was there. */
  const put = (places: readonly string[], cells: readonly UpwardCell[]): void => {
    const isOther = (one: UpwardCell): boolean => one.sheet !== data.sheet || !places.includes(one.cell);
    changed(
      (now) => [...now.filter(isOther), ...cells],
      (next, seen) => call('upward.save', { id, cells: [...next] }, { seen }),
    ).catch(report.failed);
  };
  const fillTo = (base: UpwardCell, to: string): void => {
    const found = fillRange(data.drawn, base, to, { units, formulas: data.formulas });
    if (!found) {
      report.declined(`没有单元格“${to}”，没有填充`);
      return;
    }
    put(
      found.cells.map(({ cell }) => cell),
      found.cells,
    );
    const left = found.left.length === 0 ? '' : `；${found.left.join('、')}是公式或行中没有单位名称，没有填`;
    report.done(`已对应${found.cells.length}格${left}。`);
  };
  return (
    <>
      <div className="upward-sheet">
        {data.sheets.length > 1 && (
          <Segmented
            size="small"
            aria-label="工作表"
            value={data.sheet}
            options={data.sheets}
            onChange={(name) => {
              setWanted(name);
              setSelected(null);
            }}
          />
        )}
        <SheetView sheet={sheet} marks={marks} flagged={NONE} selected={selected} onSelect={setSelected} />
      </div>
      <aside className="upward-side" aria-label="单元格">
        <h2>{selected === null ? '填数对应' : selected}</h2>
        {selected !== null && placeOf(selected) ? (
          <CellEditor
            key={`${data.sheet}!${selected}`}
            address={selected}
            sheet={data.sheet}
            cell={here.get(selected) ?? null}
            isFormula={data.formulas.includes(selected)}
            units={units}
            indicators={indicators}
            totalLabel="全部填报单位"
            measureStated={(own) => statedMeasure(data.drawn, placeOf(selected)!, own)}
            onChange={(cell) => put([selected], cell ? [cell] : [])}
            onFill={fillTo}
          />
        ) : (
          <p className="muted">
            底色为蓝的格子已对应，显示的是本期将填的数；黄色的没有数；斜纹的是公式。点一格可以指定或更改。
          </p>
        )}
        <div className="upward-signs">
          <span>没有数的格子</span>
          <Segmented<'text' | 'blank'>
            aria-label="没有数的格子"
            size="small"
            value={data.form.signs}
            options={[
              { value: 'text', label: '写“未报”“—”' },
              { value: 'blank', label: '留空' },
            ]}
            onChange={(signs) => {
              call('upward.save', { id, signs }, { seen: seenOf(data) }).catch(report.failed);
            }}
          />
        </div>
      </aside>
    </>
  );
}

const NONE: ReadonlySet<string> = new Set();
