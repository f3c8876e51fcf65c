// Ballots of the mock: opening, casting, counting, three kinds. Development only.
import { areaOf, hex, kFlats, now, test, total } from './facts.mjs';

const zero = () => ({ heads: 0, area: 0 });

function open(meeting, command) {
  if (meeting.view.current.ballot) return { code: 'ballot.another_open' };
  const id = `b${Object.keys(meeting.view.ballots).length + 1}`;
  const facts = { ...command };
  delete facts.type;
  delete facts.options;
  delete facts.method;
  const motion = command.rule === 'motion';
  if (command.options) {
    facts.kind = 'single_choice';
    facts.options = Object.fromEntries(
      command.options.map((text, order) => [`o${order + 1}`, { order, text }]),
    );
    facts.options.none = { order: command.options.length };
  } else {
    facts.options = { yes: { order: 0 }, no: { order: 1 }, abstain: { order: 2 } };
  }
  if (motion) facts.options = { yes: { order: 0 }, no: { order: 1 } };
  const present = meeting.view.attendance.heads_present;
  meeting.view.ballots[id] = {
    order: meeting.seq,
    kind: 'yes_no_abstain',
    change_until_close: true,
    standing: motion ? 'opinion_poll' : 'binding',
    ...(!motion && { standing_basis: '街道备案的议事规则，2026年10月' }),
    state: 'open',
    opened_at: now(),
    ...facts,
    roll: {
      sha256: hex(64),
      households: true,
      heads: motion ? present : 24,
      area: motion ? 0 : total,
    },
    present_at_opening: { heads: present, area: 0 },
  };
  meeting.votes[id] = {};
  meeting.view.current.ballot = id;
  meeting.say('ballot_opened', { ballot: id, question: command.question });
  count(meeting, id);
  return { result: { ballot: id } };
}

/**
 * @param {any} meeting
 * @param {import('./types').Given<'ballot.cast'>} command
 */
function cast(meeting, { ballot: id, choice, channel = 'phone', head }) {
  const ballot = meeting.view.ballots[id];
  if (!ballot || ballot.state !== 'open') return { code: 'ballot.closed', fields: { ballot: id } };
  const before = meeting.votes[id][head];
  meeting.seq += 1;
  meeting.votes[id][head] = {
    choice,
    channel,
    at: now(),
    changes: before ? before.changes + 1 : 0,
    version: meeting.seq,
    hash: hex(64),
  };
  count(meeting, id);
  return { result: { ballot: id, head }, hash: meeting.votes[id][head].hash };
}

function outcomeOf(ballot, tests, tally) {
  const all = Object.values(tests);
  if (ballot.state === 'open') return 'pending';
  if (all.some((one) => one.about === 'quorum' && !one.holds)) return 'no_quorum';
  const passed = all.every((one) => one.holds);
  if (ballot.kind === 'single_choice' && leader(tally) === 'none') return 'not_passed';
  return passed ? 'passed' : 'not_passed';
}

const leader = (tally) =>
  Object.entries(tally).sort(([, a], [, b]) => b.heads - a.heads || b.area - a.area)[0][0];

function count(meeting, id) {
  const ballot = meeting.view.ballots[id];
  const motion = ballot.kind === 'yes_no';
  const keys = Object.keys(ballot.options);
  const tally = Object.fromEntries(keys.map((key) => [key, zero()]));
  const participation = zero();
  ballot.channels = {};
  const voters = motion ? kFlats.slice(0, ballot.roll.heads) : kFlats;
  ballot.not_voted = Object.fromEntries(voters.map((flat) => [`h-${flat}`, true]));
  for (const [head, vote] of Object.entries(meeting.votes[id])) {
    for (const sum of [tally[vote.choice], participation]) {
      sum.heads += 1;
      sum.area += motion ? 0 : areaOf(head.slice(2));
    }
    ballot.channels[vote.channel] = (ballot.channels[vote.channel] ?? 0) + 1;
    delete ballot.not_voted[head];
  }
  const { num, den, op } = meeting.view.rules[ballot.rule].majority;
  const shown = ballot.counts === 'live' || ballot.state !== 'open';
  const won = tally[ballot.kind === 'single_choice' ? leader(tally) : 'yes'];
  const all = { heads: ballot.roll.heads, area: total };
  const tests = {};
  const measures = motion ? ['heads'] : ['area', 'heads'];
  measures.forEach((measure, order) => {
    const part = participation[measure];
    if (!motion)
      tests[`quorum_${measure}`] = test(
        order,
        'quorum',
        measure,
        2,
        3,
        '>=',
        'all',
        part,
        all[measure],
      );
    if (shown)
      tests[`majority_${measure}`] = test(
        order + 2,
        'majority',
        measure,
        num,
        den,
        op,
        'participants',
        won[measure],
        part,
      );
  });
  const outcome = outcomeOf(ballot, tests, tally);
  ballot.participation = participation;
  if (shown) ballot.tally = tally;
  ballot.verdict = { outcome, tests };
  if (outcome === 'passed' && ballot.kind === 'single_choice')
    ballot.verdict.choice = leader(tally);
  ballot.share = Object.fromEntries(
    Object.entries(tests).map(([name, one]) => [
      name,
      ((100 * one.part) / (one.whole || 1)).toFixed(1),
    ]),
  );
}

function settleMotion(meeting, ballot) {
  const passed = ballot.verdict.outcome === 'passed';
  const { proposal, amendment } = ballot.about ?? {};
  if (proposal) {
    meeting.view.proposals[proposal].state = passed ? 'adopted' : 'rejected';
    if (meeting.view.current.proposal === proposal) delete meeting.view.current.proposal;
  }
  if (amendment) meeting.decideAmendment(amendment, passed ? 'adopted' : 'rejected');
}

function close(meeting, { ballot: id }) {
  const ballot = meeting.view.ballots[id];
  Object.assign(ballot, { state: 'closed', closed_at: now(), closed_by: 'chair' });
  delete meeting.view.current.ballot;
  count(meeting, id);
  settleMotion(meeting, ballot);
  meeting.say('ballot_closed', { ballot: id, by: 'chair', outcome: ballot.verdict.outcome });
  return { result: {} };
}

function annul(meeting, { ballot: id, reason }) {
  const ballot = meeting.view.ballots[id];
  Object.assign(ballot, { state: 'annulled', annul_reason: reason, closed_at: now() });
  delete meeting.view.current.ballot;
  meeting.say('ballot_annulled', { ballot: id });
  return { result: {} };
}

/** @type {import('./types').Handlers} */
export const ballotCommands = {
  'ballot.open': open,
  'ballot.cast': cast,
  'ballot.close': close,
  'ballot.annul': annul,
};
