import { verdict } from '../zh/verdict';
import { room } from '../zh/room';
import { agenda } from '../zh/agenda';
import { files } from '../zh/files';
import { floor } from '../zh/floor';
import { minutes } from '../zh/minutes';
import { motion } from '../zh/motion';
import { proposal } from '../zh/proposal';
import { hall } from '../zh/hall';
import { log } from '../zh/log';
import { meetingRefusals } from '../zh/refusals_meeting';

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
