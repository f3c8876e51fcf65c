// The phrase for a result in a list, where the plan that won is not told. The phrases are the server's.
import { tCode } from './text';

export function outcomePhrase(standing: string | undefined, outcome: string): string {
  const code = `${standing ?? 'opinion_poll'}.${outcome}`;
  return tCode('verdict', code, 'verdict.closed_hidden', { won: '' });
}
