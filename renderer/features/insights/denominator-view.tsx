// 人口分母: per-capita figures by the population in use and by others that are kept beside it; a kept one can be put to use.

import { Button, Input, Modal } from 'antd';
import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { call } from '../../api/client.js';
import { wireOf } from '../../api/failure.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';

type Compared = Result<'denominators.compare'>;

function VersionDialog({ data, onClose }: { data: Compared; onClose: () => void }) {
  const report = useReport();
  const [name, setName] = useState('');
  const [source, setSource] = useState('');
  const [values, setValues] = useState<Record<string, string>>(data.versions[0]?.values ?? {});
  const save = (): void => {
    call('denominators.save', { yearEnd: data.yearEnd, name, source, values })
      .then(() => {
        report.done(`已保存人口分母“${name}”，在用的人口数没有变化`);
        onClose();
      })
      .catch(report.failed);
  };
  return (
    <Modal
      open
      width={520}
      title={`增加${data.yearEnd}年末人口分母`}
      okText="保存"
      cancelText="取消"
      okButtonProps={{ ...SAVE_KEY, disabled: name.trim() === '' || source.trim() === '' }}
      onOk={save}
      onCancel={onClose}
    >
      <div className="denominator-form">
        <label htmlFor="denominator-name">名称</label>
        <Input
          id="denominator-name"
          placeholder="例如：普查口径"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <label htmlFor="denominator-source">来源</label>
        <Input
          id="denominator-source"
          placeholder="例如：第七次全国人口普查公报"
          value={source}
          onChange={(event) => setSource(event.target.value)}
        />
        {data.units.map((unit) => (
          <label key={unit.id} className="denominator-unit">
            {unit.name}（万人）
            <Input
              className="num"
              aria-label={`${unit.name}（万人）`}
              value={values[unit.id] ?? ''}
              onChange={(event) => setValues({ ...values, [unit.id]: event.target.value })}
            />
          </label>
        ))}
      </div>
    </Modal>
  );
}

export function DenominatorView() {
  const { period } = useApp();
  const report = useReport();
  const { data, error, reload } = useCall('denominators.compare', { period });
  const [isAdding, setAdding] = useState(false);
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Waiting text="正在计算…" />;
  /** Null: not used, because the same people would be counted twice. */
  const useOnce = async (id: number): Promise<{ changed: number | null }> => {
    try {
      return await call('denominators.use', { id });
    } catch (failure) {
      const { code, params } = wireOf(failure);
      if (code !== 'data.people-twice') throw failure;
      const isSeparate = await report.confirm({
        title: '人口会不会重复计入？',
        content: `${String(params['what'])}。已含的，请取消，先在“设置 › 人口数”中清空${String(params['ended'])}这一年的人口，再改用。`,
        okText: '不含，分别计入',
      });
      return isSeparate ? call('denominators.use', { id, besides: 'separate' }) : { changed: null };
    }
  };
  const use = async (version: Compared['versions'][number]): Promise<void> => {
    if (version.id === null) return;
    const isSure = await report.confirm({
      title: `改用“${version.name}”`,
      content: `${data.yearEnd}年末人口数改为“${version.name}”（${version.source}），所有每万人口指标随之变化。原来的人口数另存为“原${data.yearEnd}年末”，可以撤销。`,
      okText: '改用',
    });
    if (!isSure) return;
    try {
      const { changed } = await useOnce(version.id);
      if (changed !== null) report.done(`已改用“${version.name}”，${changed}个填报单位的人口数变化`);
    } catch (failure) {
      report.failed(failure);
    }
  };
  return (
    <div className="page-scroll">
      <div className="toolbar">
        <span className="muted">同一分子按不同人口分母计算，供核对口径；表和报告用“在用”的一列。</span>
        <span className="top-bar-gap" />
        <Button onClick={() => setAdding(true)}>增加人口分母…</Button>
      </div>
      {data.indicators.length === 0 && (
        <Empty title="本期没有每万人口指标的数据">有分子数据和人口数后，这里并列显示各口径的结果。</Empty>
      )}
      {data.indicators.map((indicator) => (
        <section key={indicator.code} className="card" aria-label={indicator.indicator}>
          <h2>
            {indicator.indicator} <small>{indicator.measure}</small>
          </h2>
          <table className="insight-rows denominator-table" aria-label={`${indicator.indicator}各口径`}>
            <thead>
              <tr>
                <th>人口分母</th>
                <th>{data.totalLabel}</th>
                {data.units.map((unit) => (
                  <th key={unit.id}>{unit.name}</th>
                ))}
                <th>说明</th>
              </tr>
            </thead>
            <tbody>
              {indicator.columns.map((column, index) => {
                const version = data.versions[index]!;
                return (
                  <tr key={column.name}>
                    <th scope="row">{column.name}</th>
                    {column.values.map((value, at) => (
                      <td key={at} className="num">
                        {value || '—'}
                      </td>
                    ))}
                    <td>
                      {column.note}
                      {version.id !== null && (
                        <Button size="small" type="link" onClick={() => void use(version)}>
                          改用
                        </Button>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      ))}
      {isAdding && <VersionDialog data={data} onClose={() => setAdding(false)} />}
    </div>
  );
}
