// Proposals, amendments, minutes and decisions of the mock. Development only.
import { now } from './facts.mjs';
import { arrange } from './floor.mjs';

/** What two texts begin and end with alike stays; the middle is removed and added. */
export function difference(old, text) {
  let head = 0;
  while (head < old.length && head < text.length && old[head] === text[head]) head += 1;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < text.length - head &&
    old[old.length - 1 - tail] === text[text.length - 1 - tail]
  )
    tail += 1;
  const parts = [
    ['same', old.slice(0, head)],
    ['removed', old.slice(head, old.length - tail)],
    ['added', text.slice(head, text.length - tail)],
    ['same', old.slice(old.length - tail)],
  ].filter(([, part]) => part !== '');
  return Object.fromEntries(parts.map(([op, part], order) => [order, { order, op, text: part }]));
}

const paragraphs = (text) =>
  Object.fromEntries(
    text
      .split(/\n+/)
      .filter((part) => part.trim() !== '')
      .map((part, order) => [`p${order + 1}`, { order, text: part.trim() }]),
  );

/** @param {import('./types').Given<'proposal.table' | 'proposal.edit'>} command */
function facts({ title, text, who, where, by, cost }) {
  return { title, paragraphs: paragraphs(text), who, where, by, cost };
}

function put(meeting, about, question) {
  const answer = meeting.command({
    type: 'ballot.open',
    item: meeting.view.current.item,
    question,
    rule: 'motion',
    scope: { kind: 'building', building: '12', stair: '' },
    secrecy: 'named',
    counts: 'live',
    about,
  });
  return answer;
}

export function decideAmendment(meeting, id, state) {
  const { amendments, proposals } = meeting.view;
  const one = amendments[id];
  one.state = state;
  if (state !== 'accepted' && state !== 'adopted') return;
  const paragraph = proposals[one.proposal].paragraphs[one.paragraph];
  Object.assign(paragraph, { text: one.text, amended: id });
  for (const [other, value] of Object.entries(amendments))
    if (
      other !== id &&
      value.state === 'tabled' &&
      value.proposal === one.proposal &&
      value.paragraph === one.paragraph
    )
      value.state = 'lapsed';
}

/** @type {import('./types').Handlers} */
const motions = {
  'proposal.table': (meeting, command) => {
    const id = `pr${Object.keys(meeting.view.proposals).length + 1}`;
    meeting.view.proposals[id] = {
      order: meeting.seq,
      item: command.item,
      mover: command.mover ?? command.own,
      ...facts(command),
      supporters: 0,
      base: 0,
      state: 'tabled',
      tabled_at: now(),
    };
    meeting.say('proposal_tabled', {
      proposal: id,
      title: command.title,
      speaker: command.mover ?? command.own,
    });
    return { result: { proposal: id } };
  },
  'proposal.edit': (meeting, command) => {
    const one = meeting.view.proposals[command.proposal];
    if (one.base !== command.base) return { code: 'proposal.stale', fields: { base: one.base } };
    Object.assign(one, facts(command), { base: one.base + 1 });
    return { result: {} };
  },
  'proposal.withdraw': (meeting, { proposal }) => {
    meeting.view.proposals[proposal].state = 'withdrawn';
    if (meeting.view.current.proposal === proposal) delete meeting.view.current.proposal;
    meeting.say('proposal_withdrawn', { proposal });
    return { result: {} };
  },
  'proposal.support': (meeting, { proposal, support, own, speaker = own }) => {
    const mine = (meeting.supports[speaker] ??= {});
    if (!!mine[proposal] === support) return { result: {} };
    if (support) mine[proposal] = true;
    else delete mine[proposal];
    meeting.view.proposals[proposal].supporters += support ? 1 : -1;
    meeting.seq += 1;
    return { result: {} };
  },
  'proposal.discuss': (meeting, { proposal }) => {
    meeting.view.current.proposal = proposal;
    meeting.say('proposal_discussed', { proposal });
    arrange(meeting);
    return { result: {} };
  },
  'proposal.defer': (meeting, { proposal, reason }) => {
    Object.assign(meeting.view.proposals[proposal], { state: 'deferred', reason });
    if (meeting.view.current.proposal === proposal) delete meeting.view.current.proposal;
    meeting.say('proposal_deferred', { proposal, reason });
    return { result: {} };
  },
  'proposal.put': (meeting, { proposal }) => {
    const { amendments, floor, proposals } = meeting.view;
    const open = Object.entries(amendments).find(
      ([, one]) => one.proposal === proposal && one.state === 'tabled',
    );
    if (open) return { code: 'proposal.amendments_open', fields: { amendment: open[0] } };
    const waiting = Object.values(floor.speeches).filter((one) => one.place).length;
    if (waiting > 0 || floor.current) return { code: 'floor.still_wanted', fields: { waiting } };
    const answer = put(meeting, { proposal }, proposals[proposal].title);
    if (answer.result) proposals[proposal].ballot = answer.result.ballot;
    return answer;
  },
  'amendment.table': (meeting, { proposal, paragraph, text, mover, own }) => {
    if (meeting.view.amendments[proposal]) return { code: 'amendment.of_amendment', fields: {} };
    const old = meeting.view.proposals[proposal].paragraphs[paragraph].text;
    const id = `am${Object.keys(meeting.view.amendments).length + 1}`;
    meeting.view.amendments[id] = {
      order: meeting.seq,
      proposal,
      mover: mover ?? own,
      paragraph,
      text,
      old,
      diff: difference(old, text),
      state: 'tabled',
    };
    meeting.say('amendment_tabled', { proposal, amendment: id, speaker: mover ?? own });
    return { result: { amendment: id } };
  },
  'amendment.accept': (meeting, { amendment }) => {
    decideAmendment(meeting, amendment, 'accepted');
    meeting.say('amendment_accepted', { amendment });
    return { result: {} };
  },
  'amendment.withdraw': (meeting, { amendment }) => {
    meeting.view.amendments[amendment].state = 'withdrawn';
    meeting.say('amendment_withdrawn', { amendment });
    return { result: {} };
  },
  'amendment.put': (meeting, { amendment }) => {
    const one = meeting.view.amendments[amendment];
    const answer = put(
      meeting,
      { amendment },
      `修改“${meeting.view.proposals[one.proposal].title}”第 ${one.paragraph.slice(1)} 段`,
    );
    if (answer.result) one.ballot = answer.result.ballot;
    return answer;
  },
};

/** @type {import('./types').Handlers} */
const minutes = {
  'minutes.edit': (meeting, { section, base, text }) => {
    const { sections, state } = meeting.view.minutes;
    if (state !== 'draft') return { code: 'minutes.locked', fields: { state } };
    const stored = (sections[section] ??= {
      order: Object.keys(sections).length,
      base: 0,
      text: '',
    });
    if (stored.base !== base)
      return { code: 'minutes.stale', fields: { base: stored.base, text: stored.text } };
    Object.assign(stored, { base: base + 1, text });
    meeting.view.minutes.version += 1;
    meeting.seq += 1;
    return { result: { base: base + 1 } };
  },
  'minutes.correct': (meeting, { section, base, text }) => {
    const { sections } = meeting.view.minutes;
    const stored = (sections[section] ??= {
      order: Object.keys(sections).length,
      base: 0,
      text: '',
    });
    if (stored.base !== base)
      return { code: 'minutes.stale', fields: { base: stored.base, text: stored.text } };
    Object.assign(stored, { base: base + 1, text, corrected: true });
    meeting.view.minutes.version += 1;
    meeting.say('minutes_corrected', { section });
    return { result: {} };
  },
  'minutes.propose': (meeting) => {
    Object.assign(meeting.view.minutes, { state: 'proposed', proposed_at: now() });
    meeting.say('minutes_proposed');
    return { result: {} };
  },
  'minutes.adopt': (meeting) => {
    Object.assign(meeting.view.minutes, { state: 'adopted', adopted_at: now() });
    meeting.say('minutes_adopted');
    return { result: {} };
  },
  'decision.record': (meeting, { item, text, responsible, due }) => {
    const { decisions } = meeting.view.minutes;
    const id = `d${Object.keys(decisions).length + 1}`;
    decisions[id] = { order: Object.keys(decisions).length, item, text, responsible, due };
    meeting.view.minutes.version += 1;
    meeting.say('decision_recorded', { decision: id, item, text, responsible, due });
    return { result: { decision: id } };
  },
  'decision.withdraw': (meeting, { decision }) => {
    meeting.view.minutes.decisions[decision].withdrawn = true;
    meeting.view.minutes.version += 1;
    meeting.say('decision_withdrawn', { decision });
    return { result: {} };
  },
};

export const motionCommands = { ...motions, ...minutes };
