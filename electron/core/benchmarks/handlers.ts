// Calls of 位次与对比.

export { compareDenominators, removeDenominator, saveDenominator, useDenominator } from './denominators.js';
export { exportPublished, importPublished } from './published-workbook.js';
export { publishedList, publishedRemove, publishedSave } from './published.js';
