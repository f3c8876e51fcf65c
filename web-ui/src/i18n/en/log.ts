import type { Translated } from '../zh';
import type { log as zh } from '../zh/log';

export const log: Translated<typeof zh> = {
  'log.meeting_convened': 'Meeting convened.',
  'log.meeting_announced': 'Notice of the meeting given.',
  'log.meeting_opened': 'Check-in opened.',
  'log.meeting_started': 'Meeting began.',
  'log.meeting_recessed': 'Recess.',
  'log.meeting_resumed': 'Meeting resumed.',
  'log.meeting_closed': 'Meeting closed.',
  'log.meeting_cancelled': 'Meeting cancelled.',
  'log.agenda_item_added': 'Agenda item added: {item}.',
  'log.agenda_item_started': 'Item begun: {item}.',
  'log.agenda_item_finished': 'Item finished: {item}.',
  'log.checked_in': '{head} checked in.',
  'log.check_in_undone': 'Check-in of {head} undone.',
  'log.head_left': '{head} left.',
  'log.head_excused': '{head} excused.',
  'log.person_admitted': 'One person admitted without a vote.',
  'log.ballot_opened': 'Ballot opened: {ballot}',
  'log.ballot_closed': 'Ballot closed ({outcome}): {ballot}',
  'log.ballot_annulled': 'Ballot annulled: {ballot}',
  'log.record_published': 'Result published {number}.',
  'log.other': 'Entry recorded ({what}).',
  'log.someone': 'A household',
  'log.grouped': '{n} {n|household|households} checked in.',
};
