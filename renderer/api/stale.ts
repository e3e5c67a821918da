// Which answers are old after a change: topics of data-changed against the domain of a call. Pure.

import type { Topic } from '../../shared/contract/envelope.js';
import type { CallName } from '../../shared/contract/index.js';

type Domain = CallName extends `${infer D}.${string}` ? D : never;

// Ledgers: an indicator may print what its ledger counts. Tasks: what is asked of whom decides who is missing in a total.
const VALUE_TOPICS: Topic[] = ['values', 'units', 'indicators', 'settings', 'bureau', 'ledgers', 'tasks'];

/** Topics that make the answer of a domain old. A domain that is not listed is asked again after every change. */
const TOPICS_BY_DOMAIN: Partial<Record<Domain, Topic[]>> = {
  units: ['units'],
  population: ['units', 'values'],
  indicators: ['indicators'],
  import: ['imports', 'values'],
  recognition: ['recognition'],
  rules: ['checks', 'settings'],
  waivers: ['checks', 'imports'],
  submissions: ['imports', 'values'],
  values: VALUE_TOPICS,
  tables: [...VALUE_TOPICS, 'tables'],
  upward: [...VALUE_TOPICS, 'tables'],
  targets: VALUE_TOPICS,
  schemes: VALUE_TOPICS,
  published: VALUE_TOPICS,
  denominators: VALUE_TOPICS,
  insights: [...VALUE_TOPICS, 'checks'],
  benchmarks: VALUE_TOPICS,
  settings: ['settings'],
  backup: ['backups'],
  // Values: ledgers are compared with what was submitted.
  ledgers: ['ledgers', 'values', 'units', 'indicators', 'settings'],
};

export function isStaleAfter(name: CallName, topics: readonly Topic[]): boolean {
  const own = TOPICS_BY_DOMAIN[name.slice(0, name.indexOf('.')) as Domain];
  return own === undefined || topics.some((topic) => own.includes(topic));
}
