// 设置: sections at the left, one section at a time. Before a bureau exists only those that make sense then.

import './settings.css';

import { go, useApp, useRoute } from '../../app-state.js';
import { SETTINGS_LABEL, SETTINGS_SECTIONS, type SettingsSection } from '../../settings-sections.js';
import { AboutSection } from './about-section.js';
import { BackupSection } from './backup-section.js';
import { BasisSection } from './basis-section.js';
import { CalendarSection } from './calendar-section.js';
import { ContactsSection } from './contacts-section.js';
import { NewYearSection } from './new-year-section.js';
import { FormsSection } from './forms-section.js';
import { IndicatorsSection } from './indicators-section.js';
import { LedgersSection } from './ledgers-section.js';
import { LogSection } from './log-section.js';
import { PopulationSection } from './population-section.js';
import { RecognitionSection } from './recognition-section.js';
import { RulesSection } from './rules-section.js';
import { SourcesSection } from './sources-section.js';
import { TasksSection } from './tasks-section.js';
import { UnitsSection } from './units-section.js';

const BEFORE_SETUP: readonly SettingsSection[] = ['backup', 'log', 'about'];

const SECTION: Record<SettingsSection, () => React.ReactNode> = {
  units: UnitsSection,
  population: PopulationSection,
  indicators: IndicatorsSection,
  ledgers: LedgersSection,
  tasks: TasksSection,
  forms: FormsSection,
  calendar: CalendarSection,
  contacts: ContactsSection,
  'new-year': NewYearSection,
  rules: RulesSection,
  recognition: RecognitionSection,
  basis: BasisSection,
  sources: SourcesSection,
  backup: BackupSection,
  log: LogSection,
  about: AboutSection,
};

export function SettingsPage() {
  const { rest } = useRoute();
  const { status } = useApp();
  const sections = status.bureau === null ? BEFORE_SETUP : SETTINGS_SECTIONS;
  const section = sections.find((name) => name === rest.split('/')[0]) ?? sections[0] ?? 'about';
  const Section = SECTION[section];
  return (
    <div className="settings">
      <ul className="table-list" aria-label="设置">
        {sections.map((name) => (
          <li key={name}>
            <button
              type="button"
              className={name === section ? 'is-current' : ''}
              aria-current={name === section}
              onClick={() => go('settings', name)}
            >
              <span>{SETTINGS_LABEL[name]}</span>
            </button>
          </li>
        ))}
      </ul>
      <Section key={section} />
    </div>
  );
}
