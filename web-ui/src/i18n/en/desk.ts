import type { Translated } from '../zh';
import type { desk as zh } from '../zh/desk';

export const desk: Translated<typeof zh> = {
  'desk.title': 'Desk',
  'desk.sections': 'Sections of the Desk',
  'desk.meetings': 'Meetings',
  'desk.grids': 'Grids and rolls',
  'desk.invitations': 'Invitations',
  'desk.staff': 'Staff',
  'desk.no_role':
    'Your account has no role on any grid yet, so there is nothing to do here. Please ask an administrator to give it one.',
  'desk.no_meetings': 'Your grids have no meetings yet.',
  'desk.no_grids': 'There are no grids here yet.',
};
