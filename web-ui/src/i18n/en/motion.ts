import type { Translated } from '../zh';
import type { motion as zh } from '../zh/motion';

export const motion: Translated<typeof zh> = {
  'option.none': 'None of these',
  'option.count': '{option} {n}',
  'option.passed': '“{option}” passes with {n}: {goal}.',
  'option.none_passed': 'No plan has {goal}: none passes.',
  'option.so_far':
    'A plan passes with {goal}; with a tie, or “none of these” in front, nothing passes.',
  'result.passed_plain': 'Passed.',
  'missing.hidden_motion': 'How many are for and against is shown after closing.',
  'motion.on_amendment': 'On this amendment only: “{title}”, paragraph {n}',
  'motion.on_some_amendment': 'On an amendment only: “{title}”',
  'motion.read': 'Read the proposal',
  'motion.chip': 'Motion',
  'motion.so_far':
    'So far {yes} for, {no} against. It carries with more for than against; a tie is lost.',
  'motion.carried': '{yes} for, {no} against: carried.',
  'motion.lost': '{yes} for, {no} against: lost.',
  'motion.tied': '{yes} for and {no} against, a tie: lost.',
  'motion.rule':
    'Only for and against are counted and nobody is asked to abstain; it carries with more for than against.',
  'motion.rule_tie': 'A tie is lost. This is a motion of the meeting, not a vote of the owners.',
  'hand.count': 'Show of hands',
  'hand.title_for': 'First: those in favour',
  'hand.title_against': 'Second: those against',
  'hand.help_for':
    'Ask “those in favour, please raise your hand” and enter household by household. A slip can be mended in the second step.',
  'hand.help_against': 'Then ask “those against”. Nobody is asked to abstain.',
  'hand.up': 'Hand up',
  'hand.so_far': '{yes} for · {no} against',
  'hand.next': 'All in favour entered',
  'hand.back': 'Back to those in favour',
  'hand.done': 'Done',
  'hand.entered': 'entered',
  'form.kind': 'What is chosen',
  'form.kind_three': 'For, against, abstain',
  'form.kind_choice': 'One of several plans',
  'form.options': 'Plans (one a line, two to ten)',
  'form.options_help': '“None of these” is added at the end by itself.',
  'form.options_needed': 'Please write two to ten different plans, one a line.',
};
