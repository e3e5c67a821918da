// What a host must offer the page beside calls. Shell: dialogs and Electron printing. Loopback: upload, download, window.print.
// "The user cancelled" is a value (null / false), never an error.

import type { FileRef } from '../model/file-ref.js';

export interface PrinterInfo {
  name: string;
  displayName: string;
  isDefault: boolean;
}

export interface PrintOptions {
  /** Printer name; null: the dialog or the browser asks. */
  printer: string | null;
  copies: number;
  duplex: 'simplex' | 'longEdge' | 'shortEdge';
  /** Paper to print on; A4 for an A3 layout scales it down (A3→A4). */
  paper: 'A3' | 'A4';
}

/** A File of the page with its folder-relative name; typed loosely because this room compiles without the DOM. */
export interface AdoptableFile {
  name: string;
  file: { readonly name: string; readonly size: number };
}

export interface HostServices {
  readonly kind: 'shell' | 'loopback';
  /** True where printer, copies and duplex are chosen in our own dialog; false where the browser's dialog does it. */
  readonly hasOwnPrintDialog: boolean;
  /** File chooser; [] when the officer cancels. */
  pickFiles(options: { folder: boolean; accept?: string[] }): Promise<FileRef[]>;
  /** Files dropped on the page or taken from an <input>. */
  adoptFiles(files: AdoptableFile[]): Promise<FileRef[]>;
  /** Offers a file that the core produced for saving; resolves true after the bytes are on disk (loopback: handed to the browser). */
  saveFile(file: FileRef): Promise<boolean>;
  /**
   * Offers several produced files for saving with one question: the shell asks for a folder, where nothing is overwritten; the
   * browser downloads each. Resolves to how many were saved, 0 when the officer cancels.
   */
  saveFiles(files: FileRef[]): Promise<number>;
  /** Opens a produced or kept file with the program of the desktop (loopback: downloads it). */
  openFile(file: FileRef): Promise<void>;
  listPrinters(): Promise<PrinterInfo[]>;
  /** Prints an HTML file that the core produced. False when the officer cancels. */
  print(file: FileRef, options: PrintOptions): Promise<boolean>;
}
