// setup: creates the bureau and its units in an empty data folder.

import { basename, resolve } from 'node:path';

import { placeOfBureau } from '../../shared/model/place.js';
import { BUREAU_LEVELS, type BureauLevel } from '../../shared/model/unit.js';

import { readOptions, usage } from './arguments.js';
import { readInput, withSession, type StartHost } from './session.js';
import { EXIT, printJson, type ExitCode, type Terminal } from './terminal.js';
import { parseUnitsFile } from './units-file.js';

export async function setupCommand(args: string[], start: StartHost, terminal: Terminal): Promise<ExitCode> {
  const { values } = readOptions(args, {
    bureau: { type: 'string' },
    units: { type: 'string' },
    level: { type: 'string' },
    code: { type: 'string' },
    place: { type: 'string' },
  });
  const bureauName = values.bureau ?? usage('缺少 --bureau 单位名称');
  const unitsPath = resolve(terminal.cwd, values.units ?? usage('缺少 --units 单位清单.csv'));
  const level = values.level ?? 'city';
  if (!isLevel(level)) usage('--level 应为 province、city 或 county');
  if (values.code !== undefined && !/^\d{6}$/.test(values.code)) usage('--code 应为六位行政区划代码');
  const place = values.place ?? placeOfBureau(bureauName);
  if (place === '') usage(`从“${bureauName}”看不出地区名称，请用 --place 写明，例如 --place 示例市`);

  const unitsFile = basename(unitsPath);
  const { units, populations } = parseUnitsFile(readInput(unitsPath), unitsFile);
  await withSession(
    start,
    { argument: values.data, mayCreate: true, isExplicitNew: true },
    terminal,
    async (session) => {
      await session.ask('setup.create', {
        bureau: { name: bureauName, place, level: level, code: values.code ?? null },
        units,
        populations: populations.map((one) => ({ ...one, source: unitsFile })),
      });
    },
  );
  if (values.json === true)
    printJson(terminal, { bureau: bureauName, place, level, units: units.length, populations: populations.length });
  else terminal.out(`已建立“${bureauName}”（${place}）：${units.length}个填报单位，${populations.length}个人口数。`);
  return EXIT.done;
}

function isLevel(text: string): text is BureauLevel {
  return (BUREAU_LEVELS as readonly string[]).includes(text);
}
