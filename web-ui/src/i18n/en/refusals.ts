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
  'refused.issue.unknown': 'There is no such issue.',
  'refused.issue.exists': 'This issue is registered already.',
  'refused.issue.withdrawn': 'This issue has been withdrawn.',
  'refused.issue.stale':
    'Somebody has just changed this issue. Please read it before you change it.',
  'refused.roll.moved':
    'The roll has been changed since you last saw it. Please look at it; sent again, this takes the roll as it is now.',
  'refused.search.query': 'Write what to look for, up to 40 characters.',
  'refused.search.kind': 'There is no such kind.',
  'refused.limit.rate': 'Too many actions at once. Please wait a few seconds.',
  'refused.server.busy': 'Many people at once. Please try again in a few seconds.',
  'refused.log.unavailable': 'Nothing was recorded. Please try again.',
  'refused.log.unknown':
    'It is not certain that this was recorded. Please press once more: nothing happens twice.',
  'refused.session.unknown': 'This device is signed out already.',
  'refused.invitation.used': 'This invitation has been used.',
  'refused.invitation.expired': 'This invitation has expired.',
  'refused.invitation.unknown': 'There is no such invitation. Please check the code.',
  'refused.limit.sign_in': 'Too many attempts. Please try again in a minute.',
  'refused.sign_in.wrong': 'Account or password is wrong.',
  'refused.sign_in.too_long': 'Account or password is too long. Please check and type it again.',
  'refused.session.changed': 'Someone else is signed in now. The step you had begun was not sent.',
  'refused.http.unreachable': 'The server cannot be reached. Check the network and try again.',
  'refused.http.failed': 'The server could not do it. Please try again.',
  'refused.other': 'It was not done ({code}).',
};
