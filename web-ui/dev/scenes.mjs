// Scenes to jump to: /mock/scene/NAME. Development only.
import { stageTalk } from './talk.mjs';
import { kFlats, now } from './facts.mjs';

const kSplit = ['yes', 'no', 'yes', 'abstain', 'yes'];

export function stage(meeting, scene) {
  const { view } = meeting;
  if (scene === 'announced') return;
  if (scene === 'cancelled') {
    view.meeting.cancel_reason = '大厅停电，改期另行通知。';
    meeting.phase('cancelled', 'meeting_cancelled');
    return;
  }
  view.meeting.opened_at = now() - 50 * 60e6;
  meeting.phase('open', 'meeting_opened');
  if (scene === 'open') return;
  for (const flat of kFlats.slice(0, 18)) meeting.checkIn(`h-${flat}`, 'hall');
  view.meeting.started_at = now() - 41 * 60e6;
  meeting.phase('in_session', 'meeting_started');
  for (const item of ['a1', 'a2']) {
    meeting.command({ type: 'agenda.start', item });
    meeting.command({ type: 'agenda.finish', item });
    view.agenda[item].used = item === 'a1' ? 480 : 1020;
  }
  meeting.command({ type: 'agenda.start', item: 'a3' });
  view.agenda.a3.started_at -= 18 * 60e6;
  if (scene === 'item') return;
  if (stageTalk(meeting, scene)) return;
  const hidden = scene === 'hidden';
  const opened = meeting.command({
    type: 'ballot.open',
    item: 'a3',
    question: '同意按方案二加装电梯吗？',
    detail: '方案二：室外贯通门厅，每层停靠；净费用 42.00 万元，一楼不分摊。',
    rule: 'owners-major',
    scope: { kind: 'building', building: '12', stair: '' },
    secrecy: hidden ? 'confidential' : 'named',
    counts: hidden ? 'hidden' : 'live',
    deadline: now() + 272e6,
  });
  const id = opened.result.ballot;
  if (scene === 'poll') {
    view.ballots[id].standing = 'opinion_poll';
    delete view.ballots[id].standing_basis;
  }
  if (scene === 'annulled' || scene === 'no_quorum' || scene === 'not_passed') {
    const end = scene === 'no_quorum' ? 9 : 20;
    kFlats.slice(0, end).forEach((flat, i) =>
      meeting.command({
        type: 'ballot.cast',
        ballot: id,
        head: `h-${flat}`,
        choice: kSplit[i % 5],
      }),
    );
    meeting.command({ type: 'ballot.close', ballot: id });
    if (scene === 'annulled')
      meeting.command({
        type: 'ballot.annul',
        ballot: id,
        reason: '名册漏了 601 室，更正后重新表决。',
      });
    return;
  }
  const choices = [
    'yes',
    'yes',
    'no',
    'yes',
    'yes',
    'no',
    'yes',
    'yes',
    'abstain',
    'yes',
    'no',
    'yes',
    'yes',
    'yes',
  ];
  const closing = scene === 'closed' || scene === 'ended' || scene === 'published';
  const voters = kFlats.filter((flat) => flat !== '502').slice(0, closing ? 20 : 14);
  voters.forEach((flat, i) =>
    meeting.command({
      type: 'ballot.cast',
      ballot: id,
      head: `h-${flat}`,
      choice: closing && i > 2 ? 'yes' : choices[i % 14],
      channel: i % 5 === 0 ? 'helper' : 'phone',
    }),
  );
  if (scene === 'quorum')
    kFlats
      .filter((f) => f !== '502')
      .slice(14, 18)
      .forEach((flat) =>
        meeting.command({ type: 'ballot.cast', ballot: id, head: `h-${flat}`, choice: 'no' }),
      );
  if (closing) meeting.command({ type: 'ballot.close', ballot: id });
  if (scene === 'recess') {
    meeting.command({ type: 'ballot.close', ballot: id });
    meeting.phase('recess', 'meeting_recessed');
  }
  if (scene === 'published' || scene === 'ended') meeting.publish({ ballot: id });
  if (scene === 'ended') {
    view.meeting.closed_at = now();
    meeting.phase('closed', 'meeting_closed');
  }
}
