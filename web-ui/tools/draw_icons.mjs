// Draws public/icon-*.png and favicon.ico from public/icon.svg with Debian's Chromium. Run by hand when
// the icon changes (node tools/draw_icons.mjs); what it draws is kept in the repository, since a build
// needs no browser.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../public');
const icon = readFileSync(join(folder, 'icon.svg'), 'utf8');
/** The whole square in the icon's colour, what it shows within the circle every phone keeps. */
const maskable = icon
  .replace(' rx="14"', '')
  .replace(/(<rect[^>]*>)/, '$1<g transform="translate(8 8) scale(0.75)">')
  .replace('</svg>', '</g></svg>');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();

async function draw(svg, size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  await page.locator('svg').evaluate((node, px) => {
    node.setAttribute('width', px);
    node.setAttribute('height', px);
  }, size);
  return page.screenshot({ omitBackground: true });
}

/** An .ico that holds one picture as PNG. */
function ico(png, size) {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2); // an icon
  head.writeUInt16LE(1, 4); // with one picture
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}

for (const size of [32, 180, 192, 512]) {
  const png = await draw(size === 180 ? maskable : icon, size);
  writeFileSync(join(folder, `icon-${size}.png`), png);
  if (size === 32) writeFileSync(join(folder, 'favicon.ico'), ico(png, size));
}
writeFileSync(join(folder, 'icon-maskable-512.png'), await draw(maskable, 512));
await browser.close();
