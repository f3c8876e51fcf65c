import type { Translated } from '../zh';
import type { agenda as zh } from '../zh/agenda';

export const agenda: Translated<typeof zh> = {
  'agenda.minutes': '{n} min',
  'agenda.used_of': '{used} of {n} min',
  'agenda.used': '{used} min',
  'agenda.took': 'took {used} min',
  'agenda.over': '{n} min over',
  'agenda.presenter': 'presented by {who}',
  'agenda.issue': 'Issue: {title}',
  'agenda.deferred': 'deferred: {reason}',
  'agenda.change': 'Adjust',
  'agenda.change_done': 'Done',
  'agenda.edit': 'Edit',
  'agenda.edit_title': 'Edit this item',
  'agenda.edit_do': 'Save',
  'agenda.up': 'Move up',
  'agenda.down': 'Move down',
  'agenda.defer': 'Defer',
  'agenda.defer_ask': 'Defer “{title}”?',
  'agenda.defer_help': 'A deferred matter is taken up later. Everyone will see the reason.',
  'agenda.defer_do': 'Defer it',
  'agenda.finish_ask': 'A proposal is undecided. Finish this item now?',
  'agenda.finish_help':
    '“{title}” is under discussion. It stays tabled, and can be discussed and voted on under a later item, such as the one for the decision.',
  'agenda.reset': 'Back to not started',
  'agenda.reset_help':
    'Begun by mistake, or to be taken up again: the item waits once more, and both steps stay in the record.',
  'agenda.form_minutes': 'Minutes allotted (optional)',
  'agenda.form_presenter': 'Presented by (optional)',
  'agenda.nobody': 'Nobody in particular',
  'agenda.form_title_needed': 'Please write the matter.',
  'agenda.title_after_notice':
    'A matter renamed after the notice can no longer be put to a binding vote, only to an opinion poll.',
};
