// SheetJS and its code pages, the largest part of what a parse process could load: only where a file needs them (sheetjs.ts).

import * as XLSX from 'xlsx';
import * as cptable from 'xlsx/dist/cpexcel.full.mjs';

import { provideSheetJs, type SheetJsEngine } from './sheetjs.js';

XLSX.set_cptable(cptable);
provideSheetJs(XLSX as unknown as SheetJsEngine);
