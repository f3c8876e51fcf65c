import { consoleTexts } from '../zh/console';
import { convene } from '../zh/convene';
import { desk } from '../zh/desk';
import { imports } from '../zh/imports';
import { staffRefusals } from '../zh/refusals_staff';
import { running } from '../zh/running';

export const texts: Record<string, string> = {
  ...consoleTexts,
  ...convene,
  ...desk,
  ...imports,
  ...staffRefusals,
  ...running,
};
