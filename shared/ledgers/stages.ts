// 环节 of a ledger: canonical names, which steps may follow, how far a row is. Pure; the history of moves is in the store.

import type { Ledger, LedgerRow, Stages } from './define.js';

/** Every step and end state, each once, in the order of the paths. */
export function allStages(stages: Stages): string[] {
  return [...new Set([...stages.paths.flatMap((path) => path.steps), ...stages.ends])];
}

/** Made once per declaration: asked for with every row. */
const DECLARED = new WeakMap<Stages, ReadonlySet<string>>();

function isDeclared(stages: Stages, stage: string): boolean {
  let declared = DECLARED.get(stages);
  if (declared === undefined) DECLARED.set(stages, (declared = new Set(allStages(stages))));
  return declared.has(stage);
}

/** Stage as written (初审通过) → declared stage (初审), or null. */
export function canonicalStage(stages: Stages, text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  const known = (one: string): string | null =>
    isDeclared(stages, one) ? one : Object.hasOwn(stages.aliases, one) ? stages.aliases[one]! : null;
  // 已立项 is 立项, 正在办理 办理, wherever nothing else is declared.
  const rest = plain.replace(/^(?:已经?|正在)/, '');
  return known(plain) ?? known(rest) ?? (plain.startsWith('正在') ? known(`${rest}中`) : null);
}

/** Paths that a row may be on: the one it names, else those that have its stage. */
function pathsOf(ledger: Ledger, row: LedgerRow, stage: string): Stages['paths'] {
  const stages = ledger.stages;
  if (!stages) return [];
  const named = stages.pathField === undefined ? null : row[stages.pathField];
  if (typeof named === 'string') {
    const path = stages.paths.find((candidate) => candidate.name === named);
    if (path) return [path];
  }
  const having = stages.paths.filter((path) => path.steps.includes(stage));
  return having.length > 0 ? having : stages.paths;
}

/** True where the stage is on a path that the row may be on, or is an end state. */
export function isStageOfRow(ledger: Ledger, row: LedgerRow, stage: string): boolean {
  const { stages } = ledger;
  if (!stages) return false;
  if (stages.ends.includes(stage)) return true;
  // Nearly all rows stand at a step of the path that they name.
  const named = stages.pathField === undefined ? null : row[stages.pathField];
  for (const path of stages.paths) if (path.name === named) return path.steps.includes(stage);
  return pathsOf(ledger, row, stage).some((path) => path.steps.includes(stage));
}

/** The stage on entering which a field is filled in; null where none asks for it. */
export function stageAsking({ stages }: Ledger, name: string): string | null {
  return Object.entries(stages?.asks ?? {}).find(([, fields]) => fields.includes(name))?.[0] ?? null;
}

/** Where a row may go from here: the next step of each path first, then the others, then the end states. */
export function nextStages(ledger: Ledger, row: LedgerRow, stage: string | null): string[] {
  if (!ledger.stages) return [];
  const paths = pathsOf(ledger, row, stage ?? '');
  const next = paths.flatMap((path) => path.steps[stage === null ? 0 : path.steps.indexOf(stage) + 1] ?? []);
  const all = [...next, ...paths.flatMap((path) => path.steps), ...ledger.stages.ends];
  return [...new Set(all)].filter((one) => one !== stage);
}

/** Stages that count as having reached a step: it and all that follow it on any path that has it. */
export function stagesFrom(stages: Stages, step: string): string[] {
  const found = stages.paths.flatMap((path) => {
    const at = path.steps.indexOf(step);
    return at < 0 ? [] : path.steps.slice(at);
  });
  return [...new Set(found)];
}
