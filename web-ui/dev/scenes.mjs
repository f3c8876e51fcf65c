// Scenes to jump to: /mock/scene/NAME. Development only.
import { kFlats, now } from './facts.mjs';

export function stage(meeting, scene) {
  const { view } = meeting;
  if (scene === 'announced') return;
  view.meeting.opened_at = now() - 50 * 60e6;
  meeting.phase('open', 'meeting_opened');
  if (scene === 'open') return;
  for (const flat of kFlats.slice(0, 18)) meeting.checkIn(`h-${flat}`, 'hall');
  view.meeting.started_at = now() - 41 * 60e6;
  meeting.phase('in_session', 'meeting_started');
  for (const id of ['a1', 'a2']) {
    meeting.item(id, 'start');
    meeting.item(id, 'finish');
  }
  meeting.item('a3', 'start');
  if (scene === 'item') return;
  const hidden = scene === 'hidden';
  const opened = meeting.open({
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
    meeting.cast(
      id,
      `h-${flat}`,
      closing && i > 2 ? 'yes' : choices[i % 14],
      i % 5 === 0 ? 'helper' : 'phone',
    ),
  );
  if (scene === 'quorum')
    kFlats
      .filter((f) => f !== '502')
      .slice(14, 18)
      .forEach((flat) => meeting.cast(id, `h-${flat}`, 'no', 'phone'));
  if (closing) meeting.close(id);
  if (scene === 'recess') {
    meeting.close(id);
    meeting.phase('recess', 'meeting_recessed');
  }
  if (scene === 'published' || scene === 'ended') meeting.publish(id);
  if (scene === 'ended') {
    view.meeting.closed_at = now();
    meeting.phase('closed', 'meeting_closed');
  }
}
