// Two files of one import that contradict each other, place by place: which of the two values is received, or neither.

import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';

import type { Params, Result } from '../../../shared/contract/index.js';
import { STATE_LABEL } from '../../../shared/model/observation.js';
import { periodTitle } from '../../../shared/model/period.js';
import { useCall } from '../../api/use-call.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { RowList } from '../../ui/row-list.js';
import { Waiting } from '../../ui/waiting.js';
import { nameParts } from './plan-facts.js';

type Place = Result<'import.conflicts'>['places'][number];
type Keep = Place['keep'];

interface Props {
  planId: string;
  /** Of the question about the two files. */
  id: string;
  onChoose: (places: NonNullable<Params<'import.settle'>['places']>) => void;
  onClose: () => void;
}

const KEEPS: readonly { value: Keep; label: string }[] = [
  { value: 'first', label: '前者' },
  { value: 'second', label: '后者' },
  { value: 'neither', label: '都不采用' },
  { value: 'open', label: '待定' },
];

function valueOf({ value, state, text }: Place['first']): string {
  return value ?? (state === null ? text : STATE_LABEL[state]);
}

function given(cell: Place['first']) {
  return (
    <>
      <code className="muted">{cell.ref.slice(cell.ref.lastIndexOf('!') + 1)}</code>{' '}
      <strong className="num">{valueOf(cell)}</strong>
    </>
  );
}

export function ConflictDialog({ planId, id, onChoose, onClose }: Props) {
  const { data, error } = useCall('import.conflicts', { planId, id });
  const [said, setSaid] = useState<ReadonlyMap<string, Keep>>(new Map());
  const keyOf = ({ first, second }: Place): string => `${first.ref}|${second.ref}`;
  const keepOf = (place: Place): Keep => said.get(keyOf(place)) ?? place.keep;
  const places = data?.places ?? [];
  const open = places.filter((place) => keepOf(place) === 'open').length;
  const names = (data?.files ?? []).map((file) => nameParts(file).name);
  return (
    <Modal
      open
      width={960}
      title="逐个选择以哪个数值为准"
      onCancel={onClose}
      footer={
        <>
          <span className="muted conflict-open">{open === 0 ? '全部选定' : `还有${open}个待定，待定的暂不接收`}</span>
          <Button onClick={onClose}>取消</Button>
          <Button
            type="primary"
            disabled={said.size === 0}
            onClick={() => onChoose(places.map((place) => ({ ...place, keep: keepOf(place) })))}
          >
            确定
          </Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} />}
      {!data && !error && <Waiting text="正在比较两个文件…" />}
      {data && (
        <>
          <p>
            前者：<strong>{names[0]}</strong>　后者：<strong>{names[1]}</strong>
          </p>
          <div className="correction-list">
            <RowList
              name="两个文件不同的数值"
              rows={places}
              rowKey={keyOf}
              empty={<p className="muted list-hint">没有不同的数值。</p>}
              columns={[
                {
                  key: 'unit',
                  title: '填报单位',
                  width: '116px',
                  render: ({ unit }) => unit,
                  hint: ({ unit }) => unit,
                },
                {
                  key: 'indicator',
                  title: '指标',
                  width: '1fr',
                  render: ({ indicator }) => indicator,
                  hint: ({ indicator, measure }) => `${indicator}（${measure}）`,
                },
                {
                  key: 'period',
                  title: '统计期间',
                  width: '136px',
                  render: ({ period, basis }) => (period === null ? '' : periodTitle(period, basis ?? 'ytd')),
                },
                { key: 'first', title: '前者', width: '130px', align: 'right', render: ({ first }) => given(first) },
                { key: 'second', title: '后者', width: '130px', align: 'right', render: ({ second }) => given(second) },
                {
                  key: 'keep',
                  title: '以哪个为准',
                  width: '212px',
                  render: (place) => (
                    <Radio.Group
                      size="small"
                      optionType="button"
                      aria-label={`${place.unit}${place.indicator}以哪个为准`}
                      value={keepOf(place)}
                      options={[...KEEPS]}
                      onChange={(event) => setSaid(new Map(said).set(keyOf(place), event.target.value as Keep))}
                    />
                  ),
                },
              ]}
            />
          </div>
        </>
      )}
    </Modal>
  );
}
