// What the chair reads aloud next (主持词): whole sentences, as one neighbour says them to others. What a
// rule asks for is said in the words its data gives, and nothing beyond that is claimed.
import type { AgendaItem, Ballot, Fields, View } from '../protocol/frames';
import { currentSpeech, waitingSpeeches } from '../store/floor';
import { isMotion, optionsOf } from '../store/options';
import { inOrder, nextOf, type Entry } from '../store/order';
import { presentAmendment, textOf } from '../store/proposals';
import { freshResult, raisedCard, stageOf, type Stage } from '../store/talk';
import { endedOnce } from './ended';
import { speakerWords } from './speaker_words';
import { countingOf, countingOfAttendance, interestWords, weight } from './meeting_words';
import { departureWords, optionLabel, questionWords } from './options';
import { refusal } from './refusal';
import { ballotRuleWords, publishWithin, ruleWords } from './rules';
import './talk_texts';
import { isTextKey, pick, t, type TextKey } from './text';
import { verdictSentence } from './verdict';
import { clauses, dayTimeWords, heads, list, momentWords } from './words';

export interface Talk {
  stage: Stage;
  /** Read now. */
  now: string[];
  /** Read before going on: before the ballot is closed, after the speech. */
  then: string[];
}

type Labels = Record<string, string>;
interface Lines {
  now: string[];
  then?: string[];
}

function time(seconds: number): string {
  return seconds % 60 === 0
    ? t('talk.minutes', { n: seconds / 60 })
    : t('talk.seconds', { n: seconds });
}

function itemNumber(view: View, item: AgendaItem | undefined): number {
  return inOrder(view.agenda).findIndex(({ value }) => value === item) + 1;
}

const when = (view: View) => ({
  title: view.meeting.title,
  when: dayTimeWords(view.meeting.scheduled_at),
  place: view.meeting.place,
});

function checkIn(view: View): string[] {
  const { attendance } = view;
  const { noun } = countingOfAttendance(attendance);
  const short = Object.entries(attendance?.quorums ?? {}).flatMap(([id, { missing }]) => {
    const title = pick(view.rules?.[id]?.title);
    return missing > 0 && title ? [t('talk.short', { rule: title, n: heads(missing, noun) })] : [];
  });
  const here = attendance?.heads_present ?? 0;
  return [
    t('talk.check_in'),
    ...(here > 0 ? [t('talk.here', { n: heads(here, noun) })] : []),
    ...short,
  ];
}

function floorWords(view: View): string[] {
  const { floor } = view.meeting;
  if (!floor) return [];
  const turns = t('talk.floor', { time: time(floor.seconds), turns: floor.turns });
  return floor.alternate ? [turns, t('talk.alternate')] : [turns];
}

function opening(view: View): string[] {
  const items = inOrder(view.agenda).filter(({ value }) => value.state !== 'deferred');
  const named = items.map(({ value }) =>
    t('talk.item_of', { n: itemNumber(view, value), title: value.title }),
  );
  return [
    t('talk.opening', { title: view.meeting.title }),
    ...(items.length > 0 ? [t('talk.items', { n: items.length, what: clauses(named) })] : []),
    ...floorWords(view),
    t('talk.manners'),
  ];
}

function itemLines(view: View, item: AgendaItem, labels: Labels): Lines {
  const begin = t('talk.item', { n: itemNumber(view, item), title: item.title });
  const minutes = item.minutes ? [t('talk.about', { n: item.minutes })] : [];
  const now = [begin, ...minutes, t(`talk.${item.kind}`)];
  const next = waitingSpeeches(view)[0];
  const then = next ? [t('talk.call', { who: speakerWords(view, labels, next) })] : [];
  if (item.kind !== 'decision') return { now, then };
  const matter = item.matter ? [t('talk.matter', { matter: item.matter })] : [];
  const rule = item.rule ? view.rules?.[item.rule] : undefined;
  const by = rule
    ? [t('talk.by_rule', { rule: pick(rule.title), what: clauses(ruleWords(rule)) })]
    : [];
  return { now: [begin, ...minutes, ...matter, ...by, t('talk.decision')], then };
}

function speech(view: View, labels: Labels): Lines {
  const current = currentSpeech(view);
  if (!current) return { now: [] };
  const next = waitingSpeeches(view)[0];
  return {
    now: [
      t('talk.speech', {
        who: speakerWords(view, labels, current),
        time: time(current.speech.seconds),
      }),
    ],
    then: [
      next
        ? t('talk.thanks_next', { who: speakerWords(view, labels, next) })
        : t('talk.thanks_anybody'),
    ],
  };
}

function proposal(view: View): Lines {
  const one = view.proposals?.[view.current?.proposal ?? ''];
  if (!one) return { now: [] };
  return {
    now: [t('talk.proposal', { title: one.title, text: textOf(one) }), t('talk.proposal_talk')],
    then: [t('talk.put_proposal')],
  };
}

function amendment(view: View): Lines {
  const id = view.current?.proposal ?? '';
  const one = view.proposals?.[id];
  const change = presentAmendment(view, id)?.value;
  if (!one || !change) return { now: [] };
  const n = inOrder(one.paragraphs).findIndex((part) => part.id === change.paragraph) + 1;
  return {
    now: [
      t('talk.amendment', { title: one.title, n, text: change.text }),
      t('talk.amendment_talk'),
    ],
    then: [t('talk.put_amendment')],
  };
}

/** By which rule it is counted, what it is worth, and whether a vote may be changed. */
function ballotRules(view: View, ballot: Ballot): string[] {
  const rule = view.rules?.[ballot.rule];
  const said = rule ? ballotRuleWords(ballot, rule) : [];
  const change = t(ballot.change_until_close ? 'talk.may_change' : 'talk.no_change');
  if (isMotion(ballot)) return [...said, t('standing.motion'), change];
  return [
    rule ? t('talk.rule', { rule: pick(rule.title), what: clauses(said) }) : '',
    t(`standing.${ballot.standing}`),
    t(`talk.${ballot.secrecy}`),
    change,
  ];
}

function ballotLines(view: View, ballot: Ballot): Lines {
  const options = list(optionsOf(ballot).map(({ key }) => optionLabel(ballot, key)));
  const left = ballot.roll.heads - ballot.participation.heads;
  const by = ballot.deadline ? [t('talk.deadline', { time: momentWords(ballot.deadline) })] : [];
  const { noun } = countingOf(ballot);
  return {
    now: [
      t('talk.ballot', { question: questionWords(ballot, view) }),
      interestWords(ballot),
      t('talk.options', { options }),
      t(ballot.channel === 'hand' ? 'talk.by_hand' : 'talk.by_phone'),
      ...ballotRules(view, ballot),
      departureWords(ballot),
      ...by,
    ],
    then: [left > 0 ? t('talk.left', { n: heads(left, noun) }) : t('talk.all_in')],
  };
}

function result(view: View): Lines {
  const ballot = freshResult(view);
  if (!ballot) return { now: [] };
  const rule = view.rules?.[ballot.rule];
  const counted = weight(ballot.participation, countingOf(ballot));
  const publish = isMotion(ballot) || ballot.state === 'annulled' ? '' : publishWithin(rule);
  return {
    now: [
      t('talk.result', { question: questionWords(ballot, view), n: counted }),
      verdictSentence(ballot, rule),
      departureWords(ballot),
      publish,
    ],
    then: [t('talk.again')],
  };
}

function ending(view: View): string[] {
  const made = inOrder(view.minutes?.decisions).filter(({ value }) => !value.withdrawn);
  const said = made.map(({ value }, n) => t('talk.item_of', { n: n + 1, title: value.text }));
  return [
    t('talk.ending'),
    ...(said.length > 0 ? [t('talk.decided', { what: clauses(said) })] : []),
    t('talk.goodbye'),
  ];
}

function minutesNumber(view: View): string {
  const isMinutes = ({ value }: Entry<{ ballot?: string; order: number }>) => !value.ballot;
  return inOrder(view.records).find(isMinutes)?.value.number ?? '';
}

function currentItem(view: View): AgendaItem | undefined {
  return view.agenda?.[view.current?.item ?? ''];
}

function atItem(view: View, labels: Labels): Lines {
  const item = currentItem(view);
  return item ? itemLines(view, item, labels) : { now: [] };
}

function recess(view: View): string[] {
  const item = currentItem(view);
  return [t('talk.recess'), item ? t('talk.back_to', { title: item.title }) : ''];
}

function next(view: View): string[] {
  const item = nextOf(view.agenda);
  return item ? [t('talk.next', { n: itemNumber(view, item), title: item.title })] : [];
}

function proposed(view: View): string[] {
  const { noun } = countingOfAttendance(view.attendance);
  const signed = view.minutes?.signed ?? 0;
  return [
    t('talk.minutes_proposed'),
    signed > 0 ? t('talk.signed', { n: heads(signed, noun) }) : '',
  ];
}

const kLines: Record<Stage, (view: View, labels: Labels) => Lines> = {
  convened: (view) => ({ now: [t('talk.convened', when(view))] }),
  announced: (view) => ({ now: [t('talk.announced', when(view))] }),
  check_in: (view) => ({ now: checkIn(view), then: [t('talk.soon')] }),
  opening: (view) => ({ now: opening(view) }),
  report: atItem,
  deliberation: atItem,
  decision: atItem,
  speech,
  card: (view) => ({
    now: [t('talk.card', { what: t(`card.${raisedCard(view)?.kind ?? 'off_topic'}`) })],
  }),
  proposal,
  amendment,
  ballot: (view) => {
    const ballot = view.ballots?.[view.current?.ballot ?? ''];
    return ballot ? ballotLines(view, ballot) : { now: [] };
  },
  result,
  next: (view) => ({ now: next(view) }),
  ending: (view) => ({ now: ending(view) }),
  recess: (view) => ({ now: recess(view) }),
  closed: () => ({ now: [t('talk.closed')] }),
  minutes_proposed: (view) => ({ now: proposed(view) }),
  minutes_adopted: () => ({ now: [t('talk.minutes_adopted')] }),
  minutes_published: (view) => ({
    now: [t('talk.minutes_published', { number: minutesNumber(view) })],
  }),
  cancelled: (view) => ({
    now: [
      t('talk.cancelled', when(view)),
      view.meeting.cancel_reason ? t('talk.why', { reason: view.meeting.cancel_reason }) : '',
    ],
  }),
};

/** Everything that is to be read now, for any state a meeting can be in. */
export function talkOf(view: View, labels: Labels = {}): Talk {
  const stage = stageOf(view);
  const { now, then = [] } = kLines[stage](view, labels);
  const first = view.meeting.demonstration ? [t('talk.demonstration')] : [];
  const said = (lines: string[]) => lines.filter((line) => line !== '').map(endedOnce);
  return { stage, now: said([...first, ...now]), then: said(then) };
}

/** What to say to the room when the system has refused a step: in its own words where a chair meets that
    often; else that the step was not taken, and why. */
export function refusalTalk(code: string, fields: Fields): string {
  const key = `talk.refused.${code}`;
  if (!isTextKey(key)) return t('talk.refused_other', { why: refusal(code, fields) });
  const values = Object.entries(fields).map(([name, value]) => [name, String(value)]);
  return t(key as TextKey, Object.fromEntries(values) as Record<string, string>);
}
