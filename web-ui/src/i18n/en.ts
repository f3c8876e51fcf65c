// All English texts; their keys must be those of zh.ts, or the build fails.
import { agenda } from './en/agenda';
import { common } from './en/common';
import { consoleTexts } from './en/console';
import { convene } from './en/convene';
import { desk } from './en/desk';
import { files } from './en/files';
import { floor } from './en/floor';
import { hall } from './en/hall';
import { imports } from './en/imports';
import { issue } from './en/issue';
import { log } from './en/log';
import { minutes } from './en/minutes';
import { motion } from './en/motion';
import { outcomes } from './en/outcomes';
import { pages } from './en/pages';
import { proposal } from './en/proposal';
import { refusals } from './en/refusals';
import { meetingRefusals } from './en/refusals_meeting';
import { staffRefusals } from './en/refusals_staff';
import { room } from './en/room';
import { running } from './en/running';
import { verdict } from './en/verdict';
import type { Translated, zh } from './zh';

export const en: Translated<typeof zh> = {
  ...common,
  ...verdict,
  ...room,
  ...running,
  ...outcomes,
  ...pages,
  ...consoleTexts,
  ...convene,
  ...agenda,
  ...desk,
  ...files,
  ...floor,
  ...minutes,
  ...motion,
  ...proposal,
  ...hall,
  ...imports,
  ...issue,
  ...refusals,
  ...meetingRefusals,
  ...staffRefusals,
  ...log,
};
