import type { Translated } from '../zh';
import type { minutes as zh } from '../zh/minutes';

export const minutes: Translated<typeof zh> = {
  'minutes.title': 'Minutes',
  'minutes.opening': 'Opening',
  'minutes.closing': 'Closing',
  'minutes.recorded': 'Recorded by itself',
  'minutes.corrected': '(corrected; the earlier version is kept)',
  'minutes_state.draft': 'draft',
  'minutes_state.proposed': 'proposed',
  'minutes_state.adopted': 'adopted',
  'minutes_state.published': 'published',
  'minutes.proposed_help':
    'Please read it. Tell the chair what is wrong: once adopted it is locked.',
  'minutes.sign': 'I have read it and it is right',
  'minutes.sign_help':
    'It is kept that your household has read and accepts it; which one does not become public.',
  'minutes.sign_again': 'The minutes were changed after you accepted them. Please read them again.',
  'minutes.signed_mine': 'You have accepted these minutes.',
  'minutes.signed_count': 'Read and accepted by {n} so far.',
  'decision.by_whom': '{who} is responsible',
  'decision.until': 'by {date}',
  'decision.withdrawn': 'withdrawn',
};
