// The units of the sample month (resources/samples/zaozhuang-2022-07), in the order of the city's own table.

import type { Bureau, UnitDraft, UnitKind } from '../../../shared/model/unit.js';

export const SAMPLE_PERIOD = '2022-07';

export const SAMPLE_BUREAU: Bureau = {
  name: '枣庄市知识产权局（示例）',
  place: '枣庄市',
  level: 'city',
  code: '370400',
};

function unit(order: number, name: string, kind: UnitKind, gbCode: string | null, aliases: string[] = []): UnitDraft {
  return {
    name,
    aliases,
    kind,
    order,
    countsInTotal: true,
    ranked: true,
    parentId: null,
    gbCode,
    validFrom: null,
    validTo: null,
    contact: '',
    phone: '',
  };
}

export const SAMPLE_UNITS: UnitDraft[] = [
  unit(1, '滕州市', 'county', '370481'),
  unit(2, '薛城区', 'county', '370403'),
  unit(3, '山亭区', 'county', '370406'),
  unit(4, '市中区', 'county', '370402'),
  unit(5, '峄城区', 'county', '370404'),
  unit(6, '台儿庄区', 'county', '370405'),
  unit(7, '枣庄高新区', 'zone', null, ['高新区']),
];
