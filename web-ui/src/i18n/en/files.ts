import type { Translated } from '../zh';
import type { files as zh } from '../zh/files';

export const files: Translated<typeof zh> = {
  'files.title': 'Files',
  'files.of_meeting': 'The whole meeting',
  'files.new_tab': '(opens in a new tab)',
  'files.media.pdf': 'PDF',
  'files.media.png': 'PNG image',
  'files.media.jpeg': 'JPEG image',
};
