// Body rows of a printed page as written, by a small reader of their own: cells with the markup inside them, the foot left out.

export function htmlRows(html: string): string[][] {
  return [...html.matchAll(/<tbody[^>]*>(.*?)<\/tbody>/gs)].flatMap((body) =>
    [...body[1]!.matchAll(/<tr class="(?!foot")[^>]*>(.*?)<\/tr>/gs)].map((row) =>
      [...row[1]!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map((cell) => cell[1]!),
    ),
  );
}
