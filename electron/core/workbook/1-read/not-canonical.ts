// The private signal of the fast readers: "this is not in the form I know". It never leaves this stage: the caller reads
// the file again by the slow way, which also says what is wrong where something is (read-xlsx.ts, read-xls.ts).

export class NotCanonical extends Error {
  constructor(what: string, at: number) {
    super(`${what} at ${String(at)}`);
    this.name = 'NotCanonical';
  }
}
