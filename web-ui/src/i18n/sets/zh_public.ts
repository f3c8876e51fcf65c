import { common } from '../zh/common';
import { pages } from '../zh/pages';
import { issue } from '../zh/issue';
import { refusals } from '../zh/refusals';

export const texts: Record<string, string> = {
  ...common,
  ...pages,
  ...issue,
  ...refusals,
};
