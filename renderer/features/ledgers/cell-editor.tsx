// The one field that all typing goes through. It lies over the current cell, unseen until something is typed, so that an input
// method works from the first key, and copy, cut and paste are those of the system.

import './cell-editor.css';

import type { ClipboardEvent, CSSProperties, KeyboardEvent, RefObject } from 'react';

import type { GridColumn } from './columns.js';
import type { Suggesting } from './use-suggestions.js';

export interface Editing {
  /** enter: typed over, arrows move on; edit: F2, arrows move in the text. */
  mode: 'enter' | 'edit';
  /** Row in which it was begun. */
  id: number;
  text: string;
  /** Nothing was typed yet. */
  isFresh: boolean;
  /** Version of the data over which it was begun. */
  seen: number;
}

interface Props {
  field: RefObject<HTMLTextAreaElement | null>;
  box: RefObject<HTMLDivElement | null>;
  editing: Editing | null;
  column: GridColumn | null;
  label: string;
  message: string;
  /** is-wrong: the row is not stored with it. */
  mark: string;
  suggesting: Suggesting;
  onText: (text: string) => void;
  onCompose: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onCopy: (event: ClipboardEvent) => void;
  onCut: (event: ClipboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
  onBlur: () => void;
  onTake: (at: number) => void;
}

export function CellEditor(props: Props) {
  const { field, box, editing, column, label, message, mark, suggesting, onTake } = props;
  const isOpen = editing !== null;
  const isLong = column?.field.kind === 'longText' || column?.field.kind === 'lines';
  const lines = isOpen && isLong ? 4 : 1;
  const style: CSSProperties = {
    height: isOpen && lines > 1 ? lines * 20 + 8 : 28,
    textAlign: column?.align ?? 'left',
  };
  return (
    <div ref={box} className={`ledger-editor ${isOpen ? 'is-open' : ''}`}>
      <textarea
        ref={field}
        style={style}
        rows={lines}
        spellCheck={false}
        autoComplete="off"
        aria-label={label}
        aria-invalid={mark === 'is-wrong'}
        aria-autocomplete={suggesting.list.length > 0 ? 'list' : 'none'}
        value={editing?.text ?? ''}
        onChange={(event) => props.onText(event.target.value)}
        onCompositionStart={props.onCompose}
        onKeyDown={props.onKeyDown}
        onCopy={props.onCopy}
        onCut={props.onCut}
        onPaste={props.onPaste}
        onBlur={props.onBlur}
      />
      {message !== '' && (
        <div className={`ledger-message ${mark}`} role="alert">
          {message}
        </div>
      )}
      {isOpen && suggesting.list.length > 0 && (
        <ul className="ledger-suggestions" role="listbox" aria-label={`${column?.field.label ?? ''}的可选内容`}>
          {suggesting.list.map((one, index) => (
            <li
              key={`${one.text}${one.note}`}
              role="option"
              aria-selected={index === suggesting.at}
              className={index === suggesting.at ? 'is-current' : ''}
              ref={(element) => {
                if (index === suggesting.at) element?.scrollIntoView({ block: 'nearest' });
              }}
              onMouseDown={(event) => {
                event.preventDefault();
                onTake(index);
              }}
            >
              {one.text}
              {one.note !== '' && <small>{one.note}</small>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
