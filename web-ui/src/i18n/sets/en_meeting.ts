import { verdict } from '../en/verdict';
import { room } from '../en/room';
import { agenda } from '../en/agenda';
import { files } from '../en/files';
import { floor } from '../en/floor';
import { minutes } from '../en/minutes';
import { motion } from '../en/motion';
import { proposal } from '../en/proposal';
import { hall } from '../en/hall';
import { log } from '../en/log';
import { meetingRefusals } from '../en/refusals_meeting';

export const texts: Record<string, string> = {
  ...verdict,
  ...room,
  ...agenda,
  ...files,
  ...floor,
  ...minutes,
  ...motion,
  ...proposal,
  ...hall,
  ...log,
  ...meetingRefusals,
};
