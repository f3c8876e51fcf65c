// 全部中文字句。英文（en.ts）的类型由它推出，缺一条就通不过编译。
import { agenda } from './zh/agenda';
import { common } from './zh/common';
import { consoleTexts } from './zh/console';
import { convene } from './zh/convene';
import { desk } from './zh/desk';
import { files } from './zh/files';
import { floor } from './zh/floor';
import { hall } from './zh/hall';
import { imports } from './zh/imports';
import { issue } from './zh/issue';
import { log } from './zh/log';
import { minutes } from './zh/minutes';
import { motion } from './zh/motion';
import { outcomes } from './zh/outcomes';
import { pages } from './zh/pages';
import { proposal } from './zh/proposal';
import { refusals } from './zh/refusals';
import { meetingRefusals } from './zh/refusals_meeting';
import { staffRefusals } from './zh/refusals_staff';
import { room } from './zh/room';
import { running } from './zh/running';
import { verdict } from './zh/verdict';

export const zh = {
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
} as const;

export type TextKey = keyof typeof zh;
/** The same keys with texts of another language. */
export type Translated<T> = { readonly [Key in keyof T]: string };
