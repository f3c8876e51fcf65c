import type { Translated } from '../zh';
import type { refusals as zh } from '../zh/refusals';

export const refusals: Translated<typeof zh> = {
  'refused.command.malformed': 'One entry is not right ({field}). Please check and try again.',
  'refused.command.id_reused':
    'This step was repeated with other content and was not done. Please do it again.',
  'refused.command.unknown_type':
    'The server does not know this action. Please reload the page and try again.',
  'refused.permission.denied': 'You are not allowed to do this.',
  'refused.session.required': 'Please sign in or use your invitation first.',
  'refused.meeting.unknown': 'There is no such meeting.',
  'refused.meeting.wrong_phase': 'The meeting is now “{phase}”: this step is not possible.',
  'refused.meeting.notice_too_short':
    'The notice was too short: {days} {days|day|days}, where a binding vote needs {needs}.',
  'refused.meeting.ballot_open': 'A ballot is open. Close or annul it first.',
  'refused.agenda.unknown_item': 'The agenda has no such item.',
  'refused.agenda.item_state': 'This item is now “{state}”: this step is not possible.',
  'refused.agenda.full': 'The agenda is full: at most {max} items.',
  'refused.attendance.unknown_head': 'The roll has no such household.',
  'refused.attendance.not_checked_in': 'This household has not checked in.',
  'refused.attendance.already': 'This household has already checked in.',
  'refused.ballot.unknown': 'There is no such ballot.',
  'refused.ballot.another_open': 'One ballot at a time: close the open one first.',
  'refused.ballot.closed': 'The ballot is closed. This vote was not counted.',
  'refused.ballot.annulled': 'The ballot was annulled. This vote was not counted.',
  'refused.ballot.not_eligible': 'Not on the roll of this ballot: no vote.',
  'refused.ballot.not_present': 'This ballot counts those present. Please check in first.',
  'refused.ballot.already_cast': 'A vote was already cast and cannot be changed here.',
  'refused.ballot.live_and_confidential':
    'A confidential ballot cannot show live counts: watching them change would tell who chose what.',
  'refused.ballot.deadline_past': 'The deadline has passed. Please set another.',
  'refused.ballot.empty_roll': 'Nobody in this scope may vote.',
  'refused.ballot.still_open': 'The ballot is still open.',
  'refused.ballot.not_noticed': 'A binding matter must stand on the announced agenda.',
  'refused.rule.unknown': 'There is no such rule.',
  'refused.rule.scope': 'This rule cannot be used for this scope.',
  'refused.record.already_published': 'The result of this ballot is already published.',
  'refused.server.busy': 'Many people at once. Please try again in a few seconds.',
  'refused.server.stopping': 'The server is restarting. Please try again in a few seconds.',
  'refused.log.unavailable': 'Nothing was recorded. Please try again.',
  'refused.invitation.used': 'This invitation has been used.',
  'refused.invitation.expired': 'This invitation has expired.',
  'refused.invitation.unknown': 'There is no such invitation. Please check the code.',
  'refused.limit.sign_in': 'Too many attempts. Please try again in a minute.',
  'refused.sign_in.wrong': 'Account or password is wrong.',
  'refused.session.changed':
    'Someone else is signed in now. The step you had begun was not sent.',
  'refused.http.unreachable': 'The server cannot be reached. Check the network and try again.',
  'refused.http.failed': 'The server could not do it. Please try again.',
  'refused.other': 'It was not done ({code}).',
};
