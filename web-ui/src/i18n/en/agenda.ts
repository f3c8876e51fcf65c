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
  'agenda.edit_do': 'Save',
};
