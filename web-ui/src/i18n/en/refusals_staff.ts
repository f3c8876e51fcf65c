import type { Translated } from '../zh';
import type { staffRefusals as zh } from '../zh/refusals_staff';

export const staffRefusals: Translated<typeof zh> = {
  'refused.setup.closed':
    'There is an administrator already. Please sign in with the account you were given.',
  'refused.setup.code_wrong':
    'The code is wrong. Look for the newest ten digits in the window in which the server was started.',
  'refused.setup.grid':
    'Please give the topmost grid a name and a level; its number has letters, digits, - and _ only.',
  'refused.account.login': 'An account name has letters, digits, - and _ only, 64 at most.',
  'refused.account.login_taken': 'This account name is taken; please choose another.',
  'refused.account.password': 'A password has at least ten characters and at most 256 bytes.',
  'refused.account.name': 'Please enter a name of at most 40 characters.',
  'refused.account.roles': 'Please choose a role and give the number of a grid that exists.',
  'refused.account.unknown': 'There is no such account.',
  'refused.account.last_administrator':
    'This is the last administrator of the topmost grid; add another one first.',
  'refused.household.unknown': 'This household is not on the roll; please open the list again.',
};
