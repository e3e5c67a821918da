// Observations as parameters and results of calls.

import { z } from 'zod';

import { ORIGINS, VALUE_STATES } from './observation.js';
import { basisSchema, periodSchema } from './period-schema.js';

export const valueStateSchema = z.enum(VALUE_STATES);

export const observationKeySchema = z.object({
  unitId: z.number().int(),
  code: z.string().max(20),
  period: periodSchema,
  basis: basisSchema,
});

export const originSchema = z.enum(ORIGINS);

/** A source cell: file as the officer named it, sheet (null for formats without sheet names), A1 address, original text. */
export const cellSourceSchema = z.object({
  file: z.string(),
  sheet: z.string().nullable(),
  cell: z.string(),
  text: z.string(),
});
