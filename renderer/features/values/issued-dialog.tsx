// 登记上级下发数: numbers that the province or CNIPA gave for the units, typed or pasted with where they were read. They stand beside the
// submissions; which is printed is set in 设置 › 取值来源.

import { Button, Input, Modal, Select } from 'antd';
import { useState, type ClipboardEvent } from 'react';

import { periodTitle, type Period } from '../../../shared/model/period.js';
import { matchesQuery } from '../../../shared/model/pinyin.js';
import { daysOfPeriod } from '../../../shared/ledgers/rollup.js';
import { VALUE_SOURCE_LABEL } from '../../../shared/model/value-source.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { LockedNotice, useLock } from '../../locked-period.js';
import { fromTsv } from '../../ui/clipboard.js';
import { readDay } from '../../ui/date-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useDiscard } from '../../ui/use-discard.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';

interface Props {
  period: Period;
  /** Where the choice of the indicator begins. */
  code: string | null;
  onClose: () => void;
}

export function IssuedDialog({ period, code: first, onClose }: Props) {
  const report = useReport();
  const { data: list } = useCall('indicators.list', {});
  const typed = (list?.indicators ?? []).filter(
    (one) => one.enabled && one.category !== 'base' && (one.numerator === null || one.denominator === null),
  );
  const [chosen, setCode] = useState<string | null>(first);
  const code = typed.some((one) => one.code === chosen) ? chosen : (typed[0]?.code ?? null);
  const { data, error } = useCall('values.issued', code === null ? null : { period, code });
  const [texts, setTexts] = useState<ReadonlyMap<number | null, string>>(new Map());
  const [problems, setProblems] = useState<ReadonlyMap<number | null, string>>(new Map());
  const [origin, setOrigin] = useState('');
  const [asOf, setAsOf] = useState<string>(daysOfPeriod(period, 'asof').to);
  const { isBusy, whileBusy } = useBusy();
  const hasTyped = (): boolean => [...texts.values()].some((text) => text.trim() !== '');
  const leave = useDiscard(hasTyped, onClose);
  const choose = useDiscard(hasTyped, (next: string) => {
    setCode(next);
    setTexts(new Map());
    setProblems(new Map());
  });
  const { inForce: lock } = useLock(period);
  const day = asOf.trim() === '' ? null : readDay(asOf, Number(period.slice(0, 4)));
  const isDayWrong = asOf.trim() !== '' && day === null;
  const cells = data?.cells ?? [];
  const missing = origin.trim() === '' ? '请填写来源' : isDayWrong ? '截至日期填写有误' : '';
  const why = texts.size === 0 ? '还没有填写数' : missing;

  const change = (unitId: number | null, text: string): void => {
    setTexts((old) => new Map(old).set(unitId, text));
    setProblems(new Map());
  };
  /** A column of a sheet fills the rows from here down. */
  const paste = (event: ClipboardEvent, at: number): void => {
    const block = fromTsv(event.clipboardData.getData('text/plain'));
    if (block.length < 2) return;
    event.preventDefault();
    setTexts((old) => {
      const next = new Map(old);
      block.forEach((row, n) => {
        const cell = cells[at + n];
        if (cell) next.set(cell.unitId, (row[0] ?? '').trim());
      });
      return next;
    });
    setProblems(new Map());
  };
  const save = async (): Promise<void> => {
    const sent = [...texts].map(([unitId, text]) => ({ unitId, text }));
    await whileBusy(async () => {
      const answer = await call('values.save-issued', { period, code: code!, origin, asOf: day, cells: sent });
      if (answer.problems.length > 0) {
        setProblems(new Map(answer.problems.map(({ index, message }) => [sent[index]!.unitId, message])));
        return;
      }
      // What was typed while these were stored stays.
      setTexts((now) => new Map([...now].filter(([unitId, text]) => texts.get(unitId) !== text)));
      report.done(
        answer.saved === 0
          ? '与已登记的相同，没有改动。'
          : `已登记${answer.saved}个上级下发数。${data?.source === 'issued' ? '' : `这项指标的表中现取${VALUE_SOURCE_LABEL[data!.source]}数，可在“设置 › 取值来源”中改为上级下发。`}`,
      );
    });
  };

  return (
    <Modal
      open
      width={640}
      title={`登记上级下发数：${periodTitle(period, data?.basis ?? 'ytd')}`}
      onCancel={leave}
      footer={
        <>
          <Button onClick={leave}>关闭</Button>
          <Button
            type="primary"
            {...SAVE_KEY}
            loading={isBusy}
            disabled={lock !== null || why !== ''}
            title={why || SAVE_KEY.title}
            onClick={() => void save()}
          >
            保存{texts.size > 0 ? `（${texts.size}个）` : ''}
          </Button>
        </>
      }
    >
      <LockedNotice period={period} what="本期的上级下发数" onGo={onClose} />
      <p className="muted">
        国家局、省局、市局等上级下发或公布的数，与填报单位报送数分别保存；全区域的数大于各填报单位之和的部分，表中列为“市直及未划分”。
      </p>
      <div className="issued-form">
        <label htmlFor="issued-code">指标</label>
        <Select
          id="issued-code"
          value={code}
          showSearch={{ filterOption: (query, option) => matchesQuery(query, String(option?.label ?? '')) }}
          options={typed.map((one) => ({ value: one.code, label: `${one.name}（${one.measure}）` }))}
          onChange={choose}
        />
        <label htmlFor="issued-origin">来源</label>
        <Input
          id="issued-origin"
          value={origin}
          maxLength={200}
          placeholder="例如：省局7月份数据通报"
          onChange={(event) => setOrigin(event.target.value)}
        />
        <label htmlFor="issued-day">截至日期</label>
        <Input
          id="issued-day"
          value={asOf}
          status={isDayWrong ? 'error' : ''}
          placeholder="可以不填"
          onChange={(event) => setAsOf(event.target.value)}
        />
      </div>
      {error && <ErrorNotice error={error} />}
      {!data && !error && <Waiting text="正在读取已登记的数…" />}
      {data && (
        <div className="plain-table-box issued-table">
          <table className="plain-table">
            <thead>
              <tr>
                <th>填报单位</th>
                <th className="cell-right">现有上级下发数</th>
                <th className="cell-right">登记为（{data.measure}）</th>
              </tr>
            </thead>
            <tbody>
              {cells.map((cell, at) => (
                <tr key={cell.unitId ?? 'whole'}>
                  <td>{cell.unit}</td>
                  <td className="cell-right num" title={cell.origin}>
                    {cell.text}
                  </td>
                  <td>
                    <Input
                      size="small"
                      aria-label={`${cell.unit}的上级下发数`}
                      status={problems.has(cell.unitId) ? 'error' : ''}
                      value={texts.get(cell.unitId) ?? ''}
                      onChange={(event) => change(cell.unitId, event.target.value)}
                      onPaste={(event) => paste(event, at)}
                    />
                    {problems.has(cell.unitId) && (
                      <small className="issued-problem" role="alert">
                        {problems.get(cell.unitId)}
                      </small>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}
