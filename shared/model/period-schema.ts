// Periods as parameters and results of calls.

import { z } from 'zod';

import { BASES, PERIOD } from './period.js';

/** End month of an observation, `YYYY-MM`. */
export const periodSchema = z.string().regex(PERIOD);
export const basisSchema = z.enum(BASES);
