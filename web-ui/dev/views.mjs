// What each audience of the mock receives. Development only.
import { areaOf } from './facts.mjs';

export function viewFor(meeting, who) {
  const view = structuredClone(meeting.view);
  if (who === 'staff') return view;
  delete view.seats;
  delete view.attendance.people;
  for (const ballot of Object.values(view.ballots)) delete ballot.not_voted;
  if (!/^\d+$/.test(who)) delete view.log;
  if (!/^\d+$/.test(who) || view.minutes.state === 'draft') delete view.minutes;
  return view;
}

/** @param {import('./types').CommandType[]} commands */
const yes = (...commands) => Object.fromEntries(commands.map((one) => [one, true]));

function talkOfStaff({ view }) {
  const { current, minutes, floor, meeting } = view;
  const item = current.item && meeting.phase === 'in_session';
  return {
    ...yes('agenda.add', 'agenda.edit', 'agenda.move', 'agenda.defer', 'agenda.reset'),
    ...yes('floor.set', 'floor.chair', 'attendance.admit', 'proposal.table'),
    ...(item && yes('floor.request', 'floor.withdraw', 'floor.extend', 'floor.undo', 'card.raise')),
    ...(item &&
      yes(
        'card.settle',
        'proposal.support',
        'proposal.discuss',
        'proposal.defer',
        'proposal.withdraw',
      )),
    ...(item && yes('amendment.table', 'amendment.accept', 'amendment.withdraw', 'proposal.edit')),
    ...(item && !current.ballot && yes('proposal.put', 'amendment.put')),
    'floor.grant': !!item && !floor.current,
    'floor.finish': !!floor.current,
    'minutes.edit': minutes.state === 'draft',
    'minutes.propose': minutes.state === 'draft',
    'minutes.correct': minutes.state === 'proposed',
    'minutes.adopt': minutes.state === 'proposed',
    'decision.record': minutes.state === 'draft',
    'decision.withdraw': minutes.state === 'draft',
  };
}

function talkOfResident({ view }, head) {
  const { current, floor, meeting } = view;
  if (!current.item || meeting.phase !== 'in_session') return {};
  const busy = Object.values(floor.speeches).some(
    (one) => one.speaker === head && (one.state === 'waiting' || one.state === 'speaking'),
  );
  return {
    'floor.request': !busy,
    ...yes('floor.withdraw', 'floor.finish', 'card.raise', 'proposal.table', 'proposal.support'),
    ...yes('proposal.edit', 'proposal.withdraw'),
    ...yes('amendment.table', 'amendment.accept', 'amendment.withdraw'),
  };
}

export function meFor(meeting, who) {
  const { phase } = meeting.view.meeting;
  const open = meeting.view.current.ballot;
  if (who === 'staff') {
    const may = {
      'agenda.add': true,
      'attendance.check_in': true,
      'attendance.undo': true,
      'attendance.leave': true,
      'attendance.excuse': true,
      'record.publish': true,
    };
    if (phase === 'announced') may['meeting.open'] = may['meeting.cancel'] = true;
    if (phase === 'open') may['meeting.start'] = may['meeting.cancel'] = true;
    if (phase === 'in_session')
      Object.assign(may, {
        'meeting.recess': !open,
        'meeting.close': !open,
        'agenda.start': true,
        'agenda.finish': true,
        'ballot.open': !open,
        'ballot.close': !!open,
        'ballot.cast': !!open,
        'ballot.annul': true,
      });
    Object.assign(may, talkOfStaff(meeting));
    if (phase === 'recess') may['meeting.resume'] = may['meeting.close'] = true;
    return {
      kind: 'staff',
      actor: 'a-staff',
      name: '陈主持',
      roles: { facilitator: true },
      may,
      ballots: {},
    };
  }
  if (!/^\d+$/.test(who)) return { kind: 'observer', actor: 'o1', roles: {}, may: {}, ballots: {} };
  const head = `h-${who}`;
  const person = meeting.view.attendance.people[head];
  const area = areaOf(who);
  const ballots = Object.fromEntries(
    Object.keys(meeting.view.ballots).map((id) => [
      id,
      {
        eligible: true,
        heads: 1,
        area,
        ...(meeting.votes[id][head] && { cast: meeting.votes[id][head] }),
      },
    ]),
  );
  const may = { 'ballot.cast': !!open, ...talkOfResident(meeting, head) };
  if (['open', 'in_session', 'recess'].includes(phase))
    may[person?.category === 'present' ? 'attendance.leave' : 'attendance.check_in'] = true;
  return {
    kind: 'resident',
    actor: head,
    roles: {},
    may,
    supports: meeting.supports[head] ?? {},
    ballots,
    seat: {
      head,
      units: { [`u-${who}`]: true },
      area,
      checked_in: person?.category === 'present',
      ...(person && { category: person.category }),
    },
  };
}
