// The shapes of docs/protocol.md, section HTTP.
import type { Bilingual, Phase } from '../protocol/frames';
import type { Organisation } from './organisations';

export interface Whoami {
  kind: 'nobody' | 'resident' | 'staff' | 'observer';
  actor?: string;
  name?: string;
  head?: string;
  units?: Record<string, string>;
  meetings?: Record<string, { title: string; phase: Phase }>;
  roles?: Record<string, Record<string, boolean>>;
  /** Of staff: those she works for, and the one she acts for now; of several she says which. */
  organisations?: Record<string, Organisation>;
  acting_for?: string;
  /** Of staff: the term of each role that she held is over. */
  ended?: true;
  home?: string;
  demonstration?: boolean;
  /** Of staff; `needed`: no roles before one is set up. */
  second_factor?: 'off' | 'on' | 'needed';
  /** On a computer that others use too: after how many seconds it locks; `locked`: no roles until opened. */
  locks_in?: number;
  locked?: true;
  /** There is no account yet: the first administrator is still to be set up. */
  setup?: boolean;
  /** How other devices reach the server, best first; told at the server's own machine alone. */
  addresses?: string[];
}

export interface Invitation {
  kind: 'resident' | 'staff' | 'observer';
  meeting?: {
    id: string;
    title: string;
    grid_name?: string;
    phase: Phase;
    scheduled_at?: number;
    place?: string;
  };
  label?: string;
  state: 'ready' | 'used' | 'expired';
  demonstration?: boolean;
}

export interface MeetingSummary {
  id: string;
  title: string;
  phase: Phase;
  scheduled_at: number;
  place?: string;
}

export interface ListedMeeting extends MeetingSummary {
  /** Another time or place than it was convened for. */
  rescheduled?: true;
  /** What was published of it, the minutes too: they alone have no outcome. */
  records?: RecordSummary[];
  /** What was agreed, once its minutes are published. */
  decisions?: DecisionRow[];
}

/** As the published minutes say it: nobody is named further than there. */
export interface DecisionRow {
  text: string;
  item: string;
  who?: string;
  household?: true;
  building?: string;
  due?: string;
}

/** A problem in a grid; `meetings`: those whose agenda takes it up. */
export interface IssueRow {
  id: string;
  title: string;
  text?: string;
  source: 'resident' | 'visit' | 'patrol' | 'hotline' | 'meeting';
  reported_at: number;
  grid: { id: string; name: string; level: string };
  meetings: ListedMeeting[];
  /** The person may edit it and withdraw it. */
  may_change?: true;
}

/** One issue on its own page. */
export interface IssuePage extends IssueRow {
  path: GridStep[];
  /** Why it was withdrawn. */
  withdrawn?: string;
}

export interface IssueList {
  issues: IssueRow[];
  /** The person may register one here. */
  may_report: boolean;
}

export interface RecordSummary {
  id: string;
  number: string;
  title: Bilingual | string;
  published_at: number;
  outcome?: string;
  /** What the vote was worth: opinion_poll, motion or binding. */
  standing?: string;
  objection_until?: string;
}

export interface GridStep {
  id: string;
  name: string;
  level: string;
}

export interface ChildGrid extends GridStep {
  children: number;
  kind?: string;
  generated?: true;
}

/** Of the grid's subtree: with the names from below the grid down to the meeting's own. */
export interface MeetingBelow extends ListedMeeting {
  grid?: GridStep & { path: string[] };
}

/** Lists come in parts; how long each is in all stands beside it. */
export interface GridPage extends GridStep {
  code?: string;
  kind?: string;
  generated?: true;
  /** It is no more. */
  retired?: true;
  path: GridStep[];
  children: ChildGrid[];
  children_total: number;
  meetings: MeetingBelow[];
  meetings_total: number;
  records: RecordSummary[];
  records_total: number;
}

export interface FoundGrid extends GridStep {
  code: string;
  kind: string;
  generated?: true;
  path: string[];
}

export interface FoundGrids {
  grids: FoundGrid[];
  total: number;
}
