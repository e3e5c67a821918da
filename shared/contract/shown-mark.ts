// The mark under which the core sent what a page shows. A call that makes a file of it, or keeps it, names the mark, and is refused
// (data.shown-changed) where the same would look different by now. Left out by callers that show nothing, such as the batch.

import { z } from 'zod';

export const shownMarkSchema = z.string().max(200).optional();
