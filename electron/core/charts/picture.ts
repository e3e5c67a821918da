// A picture that the page drew → bytes of a file. The page is not trusted more than a district's file: only a real PNG, or an
// SVG that can do nothing but be looked at, is written (reliability.md 51).

import { AppError } from '../../../shared/errors/app-error.js';

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Anything that runs, loads or leaves the picture. ECharts writes none of it. */
const ACTIVE =
  /<\s*(script|foreignObject|iframe|image|use|a|style|animate|set)\b|\bon\w+\s*=|javascript:|(?:href|src)\s*=|url\s*\(\s*['"]?(?!#)|<!|<\?/i;

export function pngBytes(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (!bytes.subarray(0, 8).equals(PNG_SIGNATURE)) throw refused('png');
  return bytes;
}

/** The SVG as it came; refused where it is not plain drawing. */
export function plainSvg(text: string): string {
  const svg = text.trim();
  if (!svg.startsWith('<svg') || !svg.endsWith('</svg>') || ACTIVE.test(svg)) throw refused('svg');
  return svg;
}

function refused(format: string): AppError {
  return new AppError('host.refused', {}, { detail: `not a plain ${format} picture` });
}
