// Agenda, floor and cards of the mock. Development only; the rules live in the server.
import { now } from './facts.mjs';

const kSides = ['for', 'against'];

function item(meeting, id, wanted) {
  const one = meeting.view.agenda[id];
  if (!one) return { code: 'agenda.unknown_item', fields: { item: id } };
  if (wanted && !wanted.includes(one.state))
    return { code: 'agenda.item_state', fields: { item: id, state: one.state } };
  return one;
}

function stop(meeting, one) {
  if (one.started_at) one.used = (one.used ?? 0) + Math.floor((now() - one.started_at) / 1e6);
  delete one.started_at;
  delete meeting.view.current.item;
  delete meeting.view.current.proposal;
}

/** @type {import('./types').Handlers} */
const agenda = {
  'agenda.add': (meeting, { title, kind, minutes, presenter }) => {
    const orders = Object.values(meeting.view.agenda).map(({ order }) => order);
    const id = `a${orders.length + 1}`;
    meeting.view.agenda[id] = {
      order: Math.max(-1, ...orders) + 1,
      title,
      kind,
      minutes,
      presenter,
      state: 'waiting',
      used: 0,
    };
    meeting.say('agenda_item_added', { item: id, title });
    return { result: { item: id } };
  },
  'agenda.edit': (meeting, { item: id, title, kind, minutes, presenter }) => {
    const one = item(meeting, id, ['waiting', 'current', 'deferred']);
    if (one.code) return one;
    Object.assign(one, { title, kind, minutes, presenter });
    meeting.say('agenda_item_edited', { item: id, title });
    return { result: {} };
  },
  'agenda.move': (meeting, { item: id, before }) => {
    const ids = Object.entries(meeting.view.agenda)
      .sort(([, a], [, b]) => a.order - b.order)
      .map(([one]) => one)
      .filter((one) => one !== id);
    ids.splice(before ? ids.indexOf(before) : ids.length, 0, id);
    ids.forEach((one, order) => (meeting.view.agenda[one].order = order));
    meeting.say('agenda_item_moved', { item: id });
    return { result: {} };
  },
  'agenda.start': (meeting, { item: id }) => {
    const one = item(meeting, id, ['waiting', 'deferred']);
    if (one.code) return one;
    Object.assign(one, { state: 'current', started_at: now() });
    meeting.view.current.item = id;
    meeting.say('agenda_item_started', { item: id });
    return { result: {} };
  },
  'agenda.finish': (meeting, { item: id }) => {
    const one = item(meeting, id, ['current']);
    if (one.code) return one;
    stop(meeting, one);
    Object.assign(one, { state: 'done', finished_at: now() });
    meeting.say('agenda_item_finished', { item: id });
    return { result: {} };
  },
  'agenda.defer': (meeting, { item: id, reason }) => {
    const one = item(meeting, id, ['current', 'waiting']);
    if (one.code) return one;
    if (one.state === 'current') stop(meeting, one);
    Object.assign(one, { state: 'deferred', reason });
    meeting.say('agenda_item_deferred', { item: id, reason });
    return { result: {} };
  },
  'agenda.reset': (meeting, { item: id }) => {
    const one = item(meeting, id, ['current', 'done', 'deferred']);
    if (one.code) return one;
    if (one.state === 'current') stop(meeting, one);
    Object.assign(one, { state: 'waiting' });
    delete one.finished_at;
    delete one.reason;
    meeting.say('agenda_item_reset', { item: id });
    return { result: {} };
  },
};

/** Who comes next and at which place everybody stands; totals of the present subject. */
export function arrange(meeting) {
  const { floor, current } = meeting.view;
  const of = (one) => one.item === current.item && one.proposal === current.proposal;
  const mine = Object.entries(floor.speeches).filter(([, one]) => of(one));
  const spoken = mine.filter(([, one]) => one.granted_at && one.state !== 'undone');
  let side = spoken
    .filter(([, one]) => kSides.includes(one.stance))
    .sort(([, a], [, b]) => b.granted_at - a.granted_at)[0]?.[1].stance;
  let queue = mine.filter(([, one]) => one.state === 'waiting');
  for (const one of Object.values(floor.speeches)) delete one.place;
  floor.totals = Object.fromEntries(
    ['for', 'against', 'question', 'neither'].map((stance) => [stance, { turns: 0, seconds: 0 }]),
  );
  floor.people = {};
  for (const [, one] of spoken) {
    if (!one.finished_at) continue;
    const person = (floor.people[one.speaker] ??= { turns: 0, seconds: 0 });
    for (const sum of [person, floor.totals[one.stance]]) {
      sum.turns += 1;
      sum.seconds += Math.floor((one.finished_at - one.granted_at) / 1e6);
    }
  }
  const turns = ([, one]) => floor.people[one.speaker]?.turns ?? 0;
  delete floor.next;
  for (let place = 1; queue.length > 0; place += 1) {
    const other = side === 'for' ? 'against' : side === 'against' ? 'for' : undefined;
    const may = queue.some(([, one]) => one.stance === other)
      ? queue.filter(([, one]) => one.stance !== side)
      : queue;
    const first = [...may].sort((a, b) => turns(a) - turns(b) || a[1].order - b[1].order)[0];
    first[1].place = place;
    if (place === 1) floor.next = first[0];
    if (kSides.includes(first[1].stance)) side = first[1].stance;
    queue = queue.filter((one) => one !== first);
  }
}

function speechOf(meeting, id, change, what) {
  const one = meeting.view.floor.speeches[id];
  if (!one) return { code: 'floor.unknown_speech', fields: { speech: id } };
  change(one);
  const seconds = one.finished_at ? Math.floor((one.finished_at - one.granted_at) / 1e6) : 60;
  meeting.say(what, { speech: id, speaker: one.speaker, stance: one.stance, seconds });
  arrange(meeting);
  return { result: {} };
}

/** @type {import('./types').Handlers} */
const floor = {
  'floor.set': (meeting, { seconds, turns, alternate }) => {
    meeting.view.meeting.floor = { seconds, turns, alternate };
    meeting.say('floor_set', { seconds, turns });
    return { result: {} };
  },
  'floor.chair': (meeting, { speaker }) => {
    meeting.view.floor.chair = speaker;
    meeting.say('chair_set', { speaker });
    return { result: {} };
  },
  'floor.request': (meeting, { stance, speaker, own }) => {
    const { view } = meeting;
    const who = speaker ?? own;
    if (!view.current.item) return { code: 'floor.closed' };
    const same = Object.values(view.floor.speeches).filter((one) => one.speaker === who);
    if (same.some((one) => ['waiting', 'speaking'].includes(one.state)))
      return { code: 'floor.already', fields: {} };
    if ((view.floor.people[who]?.turns ?? 0) >= view.meeting.floor.turns)
      return { code: 'floor.turns_used', fields: { turns: view.meeting.floor.turns } };
    meeting.seq += 1;
    const id = `s${Object.keys(view.floor.speeches).length + 1}`;
    view.floor.speeches[id] = {
      order: meeting.seq,
      speaker: who,
      stance,
      item: view.current.item,
      ...(view.current.proposal && { proposal: view.current.proposal }),
      state: 'waiting',
      requested_at: now(),
      seconds: view.meeting.floor.seconds,
      turn: (view.floor.people[who]?.turns ?? 0) + 1,
      ...(speaker && { entered: true }),
    };
    arrange(meeting);
    return { result: { speech: id } };
  },
  'floor.withdraw': (meeting, { speech }) =>
    speechOf(meeting, speech, (one) => (one.state = 'withdrawn'), 'speech_withdrawn'),
  'floor.grant': (meeting, { speech }) => {
    const { floor: at } = meeting.view;
    if (at.current) return { code: 'floor.busy', fields: { speech: at.current } };
    if (at.next !== speech) return { code: 'floor.out_of_turn', fields: { next: at.next } };
    at.current = speech;
    return speechOf(
      meeting,
      speech,
      (one) => Object.assign(one, { state: 'speaking', granted_at: now() }),
      'floor_granted',
    );
  },
  'floor.finish': (meeting, { speech }) => {
    delete meeting.view.floor.current;
    return speechOf(
      meeting,
      speech,
      (one) => Object.assign(one, { state: 'spoken', finished_at: now() }),
      'speech_finished',
    );
  },
  'floor.extend': (meeting, { speech, seconds }) =>
    speechOf(meeting, speech, (one) => (one.seconds += seconds), 'speech_extended'),
  'floor.undo': (meeting, { speech }) => {
    if (meeting.view.floor.current === speech) delete meeting.view.floor.current;
    return speechOf(
      meeting,
      speech,
      (one) => {
        one.state = 'waiting';
        delete one.granted_at;
        delete one.finished_at;
      },
      'speech_undone',
    );
  },
  'card.raise': (meeting, { kind, about, speaker, own }) => {
    const id = `c${Object.keys(meeting.view.cards).length + 1}`;
    meeting.view.cards[id] = {
      order: meeting.seq,
      kind,
      raised_by: speaker ?? own ?? 'h-102',
      about: about ?? meeting.view.floor.current,
      at: now(),
      state: 'raised',
    };
    meeting.say('card_raised', { card: id, kind, speaker: meeting.view.cards[id].raised_by });
    return { result: { card: id } };
  },
  'card.settle': (meeting, { card: id, outcome }) => {
    const card = meeting.view.cards[id];
    if (card.state !== 'raised')
      return { code: 'card.settled', fields: { card: id, state: card.state } };
    card.state = outcome;
    meeting.say('card_settled', { card: id, kind: card.kind, outcome, speaker: card.raised_by });
    return { result: {} };
  },
};

export const floorCommands = { ...agenda, ...floor };
