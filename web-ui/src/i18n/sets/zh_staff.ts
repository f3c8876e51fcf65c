import { consoleTexts } from '../zh/console';
import { convene } from '../zh/convene';
import { desk } from '../zh/desk';
import { imports } from '../zh/imports';
import { staffRefusals } from '../zh/refusals_staff';

export const texts: Record<string, string> = {
  ...consoleTexts,
  ...convene,
  ...desk,
  ...imports,
  ...staffRefusals,
};
