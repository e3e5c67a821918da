// The declaration of the ledger on screen with what its values need to be read and shown. Asked for by call, so that ledgers
// made at run time come the same way as shipped ones.

import { useMemo } from 'react';

import { fieldText, shortText, type TextEnv } from '../../../shared/ledgers/field-text.js';
import type { FieldValue, Ledger } from '../../../shared/ledgers/define.js';
import type { FieldEnv } from '../../../shared/ledgers/read-field.js';
import type { WireError } from '../../../shared/errors/app-error.js';
import { useCall } from '../../api/use-call.js';

export interface LedgerUnit {
  id: number;
  name: string;
  aliases: readonly string[];
}

export interface LedgerDesk {
  ledger: Ledger;
  rows: number;
  units: readonly LedgerUnit[];
  textEnv: TextEnv;
  readEnv: FieldEnv;
  /** As it is typed and copied. */
  textOf(name: string, value: FieldValue): string;
  /** As it stands in a cell: of a list how many entries and their sum. */
  shortOf(name: string, value: FieldValue): string;
}

export function useLedger(id: string): { desk: LedgerDesk | null; isMissing: boolean; error: WireError | null } {
  const list = useCall('ledgers.list', {});
  const unitList = useCall('units.list', {});
  const entry = list.data?.ledgers.find((one) => one.id === id);
  // The list comes anew after every change; the grid must not think that its declaration did.
  const declaration = entry === undefined ? null : JSON.stringify(entry.declaration);
  const units = unitList.data?.units;
  const rows = entry?.rows ?? 0;
  const parts = useMemo(() => {
    if (declaration === null || units === undefined) return null;
    const ledger = JSON.parse(declaration) as Ledger;
    const names = new Map(units.map((unit) => [unit.id, unit.name]));
    const ids = new Map(units.flatMap((unit) => [unit.name, ...unit.aliases].map((name) => [name, unit.id] as const)));
    const textEnv: TextEnv = { unitName: (unit) => names.get(unit) ?? '' };
    const readEnv: FieldEnv = {
      unitId: (text) => (typeof text === 'number' ? (names.has(text) ? text : null) : (ids.get(text) ?? null)),
    };
    return {
      ledger,
      units,
      textEnv,
      readEnv,
      textOf(name: string, value: FieldValue): string {
        const field = ledger.fields[name];
        return field === undefined ? '' : fieldText(field, value, textEnv);
      },
      shortOf(name: string, value: FieldValue): string {
        const field = ledger.fields[name];
        return field === undefined ? '' : shortText(field, value, textEnv);
      },
    };
  }, [declaration, units]);
  const desk = useMemo(() => (parts === null ? null : { ...parts, rows }), [parts, rows]);
  return {
    desk,
    isMissing: list.data !== null && entry === undefined,
    error: list.error ?? unitList.error,
  };
}
