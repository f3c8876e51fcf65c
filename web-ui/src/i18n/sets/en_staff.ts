import { consoleTexts } from '../en/console';
import { convene } from '../en/convene';
import { desk } from '../en/desk';
import { imports } from '../en/imports';
import { staffRefusals } from '../en/refusals_staff';
import { running } from '../en/running';

export const texts: Record<string, string> = {
  ...consoleTexts,
  ...convene,
  ...desk,
  ...imports,
  ...staffRefusals,
  ...running,
};
