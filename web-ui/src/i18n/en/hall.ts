import type { Translated } from '../zh';
import type { hall as zh } from '../zh/hall';

export const hall: Translated<typeof zh> = {
  'hall.title': 'Hall',
  'hall.scan': 'Scan to join',
  'hall.scan_label': 'QR code to join the meeting: {url}',
  'hall.before': 'The meeting begins {time}',
  'hall.doors': 'Please check in',
  'hall.arrived': '{present} of {total} here',
  'hall.recess': 'Recess',
  'hall.recess_help': 'We continue shortly',
  'hall.closed': 'The meeting is over',
  'hall.thanks': 'Thank you all',
  'hall.cancelled': 'Meeting cancelled',
  'hall.agenda_of': 'Item {n} of {total}',
  'hall.outer': 'Outer ring: {whole} of floor area',
  'hall.inner': 'Inner ring: {whole}',
  'hall.one_ring': 'Ring: {whole}',
  'hall.waiting': 'One moment please',
  'hall.nameless':
    'Nobody is signed in on this computer, so the hall view does not say which household speaks. For staff:',
  'hall.here_only':
    'Only this machine can open the address of this page. Open the hall view at an address that phones can open, and its code appears here.',
  'hall.or_type': 'No scanner? Open this address and type the short code of your household:',
  'hall.paragraph': 'paragraph {n}',
  'hall.motion_order':
    'Those for raise their hands first, then those against. Phones may vote too.',
  'hall.head': 'Everything recorded until now, list no. {number}, fingerprint:',
  'hall.head_help': 'Take a picture: with it anybody can check later that nothing was changed.',
};
