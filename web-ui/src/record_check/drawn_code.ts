// A QR code as one path of unit squares, with the white around it that the standard asks for.
import qrcode from 'qrcode-generator';

const kQuiet = 4; // modules

// Of itself it keeps only the last byte of each character: a network's Chinese name would be lost.
qrcode.stringToBytes = (text) => [...new TextEncoder().encode(text)];

export function drawnCode(text: string): { path: string; size: number } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (code.isDark(row, column)) path += `M${column + kQuiet} ${row + kQuiet}h1v1h-1z`;
    }
  }
  return { path, size: size + 2 * kQuiet };
}
