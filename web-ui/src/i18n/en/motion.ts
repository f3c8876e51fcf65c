import type { Translated } from '../zh';
import type { motion as zh } from '../zh/motion';

export const motion: Translated<typeof zh> = {
  'option.none': 'None of these',
  'option.count': '{option} {n}',
  'option.passed': '{outcome}: “{option}” with {n}, {goal}.',
  'option.none_passed': 'No plan has {goal}: none passes.',
  'option.so_far':
    'A plan passes with {goal}; with a tie, or “none of these” in front, nothing passes.',
  'result.passed_plain': '{outcome}.',
  'missing.hidden_motion': 'How many are for and against is shown after closing.',
  'motion.on_amendment': 'On this amendment only: “{title}”, paragraph {n}',
  'motion.on_some_amendment': 'On an amendment only: “{title}”',
  'motion.read': 'Read the proposal',
  'motion.chip': 'Motion',
  'motion.so_far':
    'So far {yes} for, {no} against. It carries with more for than against; a tie is lost.',
  'motion.carried': '{outcome}: {yes} for, {no} against.',
  'motion.lost': '{outcome}: {yes} for, {no} against.',
  'motion.tied': '{outcome}: {yes} for and {no} against, a tie.',
  'motion.rule':
    'Only for and against are counted and nobody is asked to abstain; it carries with more for than against.',
  'motion.rule_tie': 'A tie is lost. This is a motion of the meeting, not a vote of the owners.',
};
