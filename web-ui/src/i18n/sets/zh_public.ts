import { common } from '../zh/common';
import { outcomes } from '../zh/outcomes';
import { pages } from '../zh/pages';
import { issue } from '../zh/issue';
import { refusals } from '../zh/refusals';

export const texts: Record<string, string> = {
  ...common,
  ...outcomes,
  ...pages,
  ...issue,
  ...refusals,
};
