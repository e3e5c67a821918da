// Bare BIFF streams record by record, for what no writer at hand produces (GBK texts of BIFF5, NaN, lies).

export type BiffRecord = [type: number, data: Buffer];

export function biffBytes(records: readonly BiffRecord[]): Buffer {
  return Buffer.concat(
    records.map(([type, data]) => {
      const head = Buffer.alloc(4);
      head.writeUInt16LE(type, 0);
      head.writeUInt16LE(data.length, 2);
      return Buffer.concat([head, data]);
    }),
  );
}

const u16 = (...values: number[]): Buffer => {
  const data = Buffer.alloc(values.length * 2);
  values.forEach((value, n) => data.writeUInt16LE(value, n * 2));
  return data;
};

/** A BIFF5 workbook with one sheet; texts are bytes in the file's code page. */
export function biff5(cells: (Buffer | number)[], options: { codepage?: number; bytesNamed?: Buffer } = {}): Buffer {
  const bof = (kind: number): BiffRecord => [0x0809, u16(0x0500, kind, 0, 0)];
  const name = options.bytesNamed ?? Buffer.from('Sheet1');
  const globals = (position: number): BiffRecord[] => {
    const sheet = Buffer.alloc(7);
    sheet.writeUInt32LE(position, 0);
    sheet[6] = name.length;
    return [
      bof(5),
      ...(options.codepage === undefined ? [] : [[0x0042, u16(options.codepage)] satisfies BiffRecord]),
      [0x0085, Buffer.concat([sheet, name])],
      [0x000a, Buffer.alloc(0)],
    ];
  };
  const body = cells.map((cell, column): BiffRecord => {
    if (typeof cell !== 'number') return [0x0204, Buffer.concat([u16(0, column, 0, cell.length), cell])];
    const number = Buffer.alloc(8);
    number.writeDoubleLE(cell);
    return [0x0203, Buffer.concat([u16(0, column, 0), number])];
  });
  const position = biffBytes(globals(0)).length;
  return biffBytes([...globals(position), bof(16), ...body, [0x000a, Buffer.alloc(0)]]);
}
