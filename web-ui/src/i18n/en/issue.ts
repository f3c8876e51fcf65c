import type { Translated } from '../zh';
import type { issue as zh } from '../zh/issue';

export const issue: Translated<typeof zh> = {
  'issue.title': 'Issues',
  'issue.none': 'No issue is registered here yet.',
  'issue.meetings': 'Taken up in',
  'issue.not_yet': 'On no agenda yet',
  'issue.source.resident': 'Raised by a resident',
  'issue.source.visit': 'Heard on a visit',
  'issue.source.patrol': 'Seen on patrol',
  'issue.source.hotline': 'Hotline 12345',
  'issue.source.meeting': 'Came up in a meeting',
  'issue.report': 'Register an issue',
  'issue.report_title': 'Register an issue of {name}',
  'issue.report_help':
    'Everybody can read what you write here: no names, phone numbers or door numbers.',
  'issue.form_title': 'What it is',
  'issue.form_text': 'Details (optional)',
  'issue.form_source': 'How it became known',
  'issue.form_title_needed': 'Please say what it is.',
  'issue.report_do': 'Register',
  'issue.change': 'Change',
  'issue.change_title': 'Change “{title}”',
  'issue.change_do': 'Save',
  'issue.moved': 'Somebody has just changed this issue. It now says “{title}”.',
  'issue.take_theirs': 'Take the words as they are now',
  'issue.withdraw': 'Withdraw this issue',
  'issue.withdraw_help':
    'It will no longer be listed or found, and no meeting can choose it; agendas that have it keep it. Everybody can read why it was withdrawn.',
  'issue.withdraw_reason': 'Why it is withdrawn',
  'issue.withdraw_reason_needed': 'Please say why it is withdrawn.',
  'issue.withdraw_do': 'Withdraw',
  'issue.withdrawn': 'Withdrawn: {reason}',
  'issue.pick': 'Which issue it belongs to (optional)',
  'issue.pick_none': 'None',
  'issue.pick_help': 'Issues are registered on the grid’s page.',
};
