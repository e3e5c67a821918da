// Names as parameters of calls.

import { z } from 'zod';

/** Text in one line, as every list writes names: a line end that was pasted along would make another name of it. */
export const oneLine = z.string().overwrite((text) => text.replaceAll(/[\r\n]+/g, ''));
