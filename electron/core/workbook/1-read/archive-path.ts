// One text for a file inside an archive: path of the archive, two slashes, name inside. Normalised paths never hold two
// slashes, so plans, previews and commits carry it like any path, and only who opens the file takes it apart.

const BORDER = '//';

export function joinEntry(archive: string, entry: string): string {
  return archive + BORDER + entry;
}

export function splitEntry(path: string): { path: string; entry?: string } {
  const at = path.indexOf(BORDER, 1);
  return at < 0 ? { path } : { path: path.slice(0, at), entry: path.slice(at + BORDER.length) };
}
