// What the mock speaks: commands that the client sends and events that the server tells, no others.
import type { CommandOf, CommandType, EventType } from '../src/protocol/commands';

export interface Answer {
  result?: Record<string, unknown>;
  hash?: string;
  /** Refused, with what belongs to it. */
  code?: string;
  fields?: Record<string, unknown>;
}

/** The meeting of the mock: plain data that its scenes write into as they please. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Plain = any;

/** `own`: the household of who gives it. `about`: of a motion put to the vote by the mock itself. */
export type Given<T extends CommandType> = CommandOf<T> & { own?: string; about?: Plain };
export type Handlers = { [T in CommandType]?: (meeting: Plain, command: Given<T>) => Answer };
export type GivenAny = { [T in CommandType]: Given<T> }[CommandType];
export type { CommandType, EventType };
