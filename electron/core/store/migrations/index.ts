// All migrations in order. A new one is appended; released ones are never edited.

import type { Migration } from '../migrate.js';
import { migration0001 } from './0001-initial.js';
import { migration0002 } from './0002-checks.js';
import { migration0003 } from './0003-tasks.js';
import { migration0004 } from './0004-ledgers.js';
import { migration0005 } from './0005-own-ledgers.js';
import { migration0006 } from './0006-final-copies.js';
import { migration0007 } from './0007-enterprise-pairs.js';
import { migration0008 } from './0008-ledger-grid.js';
import { migration0009 } from './0009-targets.js';
import { migration0010 } from './0010-more-ledgers.js';
import { migration0011 } from './0011-cell-notes.js';
import { migration0012 } from './0012-ledger-import.js';
import { migration0013 } from './0013-issued-values.js';
import { migration0014 } from './0014-reminder-marks.js';
import { migration0015 } from './0015-upward-forms.js';
import { migration0016 } from './0016-own-target-source.js';
import { migration0017 } from './0017-journal-ranges.js';
import { migration0018 } from './0018-issued-origin.js';
import { migration0019 } from './0019-fewer-indexes.js';
import { migration0020 } from './0020-more-of-activities-and-cases.js';
import { migration0021 } from './0021-ledger-indexes.js';
import { migration0022 } from './0022-options-of-answers.js';
import { migration0023 } from './0023-row-source-blocks.js';
import { migration0024 } from './0024-returned-files.js';
import { migration0025 } from './0025-confirmations.js';
import { migration0026 } from './0026-loans-notices-topics.js';
import { migration0027 } from './0027-repeated-submissions.js';
import { migration0028 } from './0028-plan-file-whose.js';
import { migration0029 } from './0029-ends-of-loans.js';
import { migration0030 } from './0030-confirmation-blocks.js';
import { migration0031 } from './0031-events-of-the-office.js';
import { migration0032 } from './0032-task-ledgers.js';
import { migration0033 } from './0033-former-units.js';
import { migration0034 } from './0034-former-codes.js';
import { migration0035 } from './0035-repayments.js';

export const MIGRATIONS: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0011,
  migration0012,
  migration0013,
  migration0014,
  migration0015,
  migration0016,
  migration0017,
  migration0018,
  migration0019,
  migration0020,
  migration0021,
  migration0022,
  migration0023,
  migration0024,
  migration0025,
  migration0026,
  migration0027,
  migration0028,
  migration0029,
  migration0030,
  migration0031,
  migration0032,
  migration0033,
  migration0034,
  migration0035,
];
