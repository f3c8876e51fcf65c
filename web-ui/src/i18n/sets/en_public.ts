import { common } from '../en/common';
import { pages } from '../en/pages';
import { issue } from '../en/issue';
import { refusals } from '../en/refusals';

export const texts: Record<string, string> = {
  ...common,
  ...pages,
  ...issue,
  ...refusals,
};
