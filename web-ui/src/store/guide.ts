// The tasks that have a page of their own, and for whom.
import { t } from '../i18n/text';

export const kTasks = {
  residents: ['join', 'vote', 'second_phone'],
  staff: [
    'roll',
    'convene',
    'invite',
    'chair',
    'enter',
    'publish',
    'minutes',
    'offline',
    'handover',
  ],
} as const;
export type Task = (typeof kTasks)['residents' | 'staff'][number];

const all: readonly string[] = [...kTasks.residents, ...kTasks.staff];
export const isTask = (name: string): name is Task => all.includes(name);

/** A line of the text each. */
export const stepsOf = (task: Task): string[] => t(`guide.steps.${task}`).split('\n');
