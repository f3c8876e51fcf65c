// What was refused while nobody was looking: the page was loaded anew, the card had gone, the dialog
// was closed. It stands in words until the person has read it, over a reload too.
import type { Command, Fields } from '../protocol/frames';
import { Kept, type Shelf } from './kept';
import { isUnderWay, type UnderWay } from './pending';
import type { Settled } from './stream_store';

export interface Refused {
  id: string;
  actor: string;
  command: Command;
  code: string;
  fields: Fields;
}

export class Untold extends Kept<Refused> {
  constructor(shelf: Shelf | null, key: string) {
    super(shelf, key, isRefused);
  }

  /** An own vote that was refused is kept in any case: the card it was given on may go the next moment.
      The newest of a head is the one to tell of. */
  settled({ id, actor, command }: UnderWay, outcome: Settled, seen: boolean): void {
    for (const item of this.items) {
      if (isSameVote(item.command, command)) this.remove(item.id);
    }
    if (outcome.state === 'done' || (seen && (command.type !== 'ballot.cast' || command.head)))
      return;
    this.add({ id, actor, command, code: outcome.code, fields: outcome.fields });
  }
}

function isSameVote(one: Command, other: Command): boolean {
  if (one.type !== 'ballot.cast' || other.type !== 'ballot.cast') return false;
  return one.ballot === other.ballot && one.head === other.head;
}

function isRefused(value: unknown): value is Refused {
  const item = value as Refused | null;
  return isUnderWay(value) && typeof item?.code === 'string' && typeof item.fields === 'object';
}
