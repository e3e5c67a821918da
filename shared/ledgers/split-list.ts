// Several names, options or numbers in one cell → each of them.

export function splitList(text: string): string[] {
  return text
    .split(/[;；、,，\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
