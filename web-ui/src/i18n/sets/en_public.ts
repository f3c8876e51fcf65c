import { common } from '../en/common';
import { outcomes } from '../en/outcomes';
import { pages } from '../en/pages';
import { issue } from '../en/issue';
import { refusals } from '../en/refusals';

export const texts: Record<string, string> = {
  ...common,
  ...outcomes,
  ...pages,
  ...issue,
  ...refusals,
};
