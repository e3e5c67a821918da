// Draws resources/icons/icon.png (512×512) and icon.ico (256×256, PNG inside): a ledger page with a seal. Run by hand
// after a change of the drawing; the results are committed, so packaging needs no drawing tool.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'icons');

/** Colour of a point in the unit square: [r, g, b, a]. */
function colourAt(x, y) {
  const inside = (left, top, right, bottom, radius) => {
    const dx = Math.max(left + radius - x, x - (right - radius), 0);
    const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
    return x >= left && x <= right && y >= top && y <= bottom && dx * dx + dy * dy <= radius * radius;
  };
  if (!inside(0.03, 0.03, 0.97, 0.97, 0.2)) return [0, 0, 0, 0];
  // The seal lies over the page, the page over the blue ground.
  const seal = Math.hypot(x - 0.69, y - 0.68);
  if (seal < 0.16) return seal > 0.14 || (seal > 0.088 && seal < 0.103) ? [255, 255, 255, 255] : [196, 43, 43, 255];
  if (!inside(0.2, 0.16, 0.8, 0.84, 0.04)) return [22, 66, 122, 255];
  const isHead = y < 0.29;
  if (isHead) return [208, 222, 240, 255];
  const line =
    [0.29, 0.4, 0.51, 0.62, 0.73].some((at) => Math.abs(y - at) < 0.008) ||
    [0.4, 0.6].some((at) => Math.abs(x - at) < 0.008);
  return line ? [120, 150, 190, 255] : [255, 255, 255, 255];
}

function png(size) {
  const rows = Buffer.alloc((size * 4 + 1) * size);
  const GRID = 4; // samples per side of a pixel, for smooth edges
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const sum = [0, 0, 0, 0];
      for (let i = 0; i < GRID * GRID; i++) {
        const [r, g, b, a] = colourAt(
          (column + ((i % GRID) + 0.5) / GRID) / size,
          (row + (Math.floor(i / GRID) + 0.5) / GRID) / size,
        );
        sum[0] += r * a;
        sum[1] += g * a;
        sum[2] += b * a;
        sum[3] += a;
      }
      const at = row * (size * 4 + 1) + 1 + column * 4;
      for (let channel = 0; channel < 3; channel++)
        rows[at + channel] = sum[3] === 0 ? 0 : Math.round(sum[channel] / sum[3]);
      rows[at + 3] = Math.round(sum[3] / (GRID * GRID));
    }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(data.length, 0);
    body.copy(whole, 4);
    whole.writeUInt32BE(crc32(body), body.length + 4);
    return whole;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function ico(image) {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2); // icon
  head.writeUInt16LE(1, 4); // one image; width and height 0 mean 256
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(image.length, 14);
  head.writeUInt32LE(22, 18);
  return Buffer.concat([head, image]);
}

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'icon.png'), png(512));
writeFileSync(join(folder, 'icon.ico'), ico(png(256)));
