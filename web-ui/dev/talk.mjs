// Scenes of talking: speakers, proposals, amendments, motions, a choice among plans, minutes.
import { kFlats, now } from './facts.mjs';

const kText = `在12号楼北侧加装一台室外贯通门厅电梯，每层停靠，载重 630 公斤。
净费用 42.00 万元由二至六层住户按楼层系数分摊，一楼不分摊，也不使用。
施工期间保留一侧通道，噪声作业安排在工作日 9:00 至 17:00。`;

function speak(meeting, flat, stance, seconds) {
  const { speech } = meeting.command({ type: 'floor.request', stance }, flat).result;
  meeting.command({ type: 'floor.grant', speech });
  if (seconds === undefined) return speech;
  meeting.command({ type: 'floor.finish', speech });
  const one = meeting.view.floor.speeches[speech];
  one.granted_at = one.finished_at - seconds * 1e6;
  return speech;
}

function talk(meeting) {
  meeting.command(
    {
      type: 'proposal.table',
      item: 'a3',
      title: '按方案二加装电梯',
      text: kText,
      who: '加装电梯自治小组',
      where: '12号楼北侧',
      by: '2026-12-31',
      cost: 42_000_000,
    },
    '601',
  );
  meeting.command(
    {
      type: 'proposal.table',
      item: 'a3',
      title: '请设计单位到场再说明一次采光',
      text: '请设计单位带日照图到场，就一、二层采光当面说明。',
      who: '居委会联系',
      where: '12号楼底楼大厅',
    },
    '102',
  );
  for (const flat of ['302', '401', '502', '603'])
    meeting.command({ type: 'proposal.support', proposal: 'pr1', support: true }, flat);
  meeting.command({ type: 'proposal.discuss', proposal: 'pr1' });
}

function amend(meeting) {
  meeting.command(
    {
      type: 'amendment.table',
      proposal: 'pr1',
      paragraph: 'p2',
      text: '净费用 42.00 万元由二至六层住户按楼层系数分摊，一楼不分摊，可以使用；一、二层采光补偿另行商定。',
    },
    '201',
  );
}

function queue(meeting, speaking) {
  speak(meeting, '601', 'for', 95);
  speak(meeting, '201', 'against', 118);
  for (const [flat, stance] of [
    ['601', 'for'],
    ['302', 'for'],
    ['301', 'question'],
    ['102', 'against'],
  ])
    meeting.command({ type: 'floor.request', stance }, flat);
  const guest = meeting.admit('张阿姨（社区民警联络员）');
  meeting.command({ type: 'attendance.admit', person: guest, category: 'in_attendance' });
  meeting.command({ type: 'floor.request', stance: 'neither', speaker: guest });
  if (!speaking) return;
  const { next } = meeting.view.floor;
  meeting.command({ type: 'floor.grant', speech: next });
  meeting.view.floor.speeches[next].granted_at = now() - 48e6;
}

function minutes(meeting, state) {
  const sections = {
    opening: '会议在12号楼底楼大厅召开，应到24户，实到18户。主持人宣读议事规则。',
    a1: '加装电梯自治小组通报了方案二的设计、费用和施工安排。',
    a3: '多数发言支持方案二；一、二层住户关心采光和补偿，要求写入方案。',
  };
  for (const [section, text] of Object.entries(sections))
    meeting.command({ type: 'minutes.edit', section, base: 0, text });
  meeting.command({
    type: 'decision.record',
    item: 'a2',
    text: '请设计单位在十二月五日前出具日照图，贴在一楼公告栏。',
    responsible: 'h-601',
    due: '2026-12-05',
  });
  if (state !== 'draft') meeting.command({ type: 'minutes.propose' });
  if (state === 'adopted') meeting.command({ type: 'minutes.adopt' });
}

function motion(meeting, hand) {
  for (const flat of ['302', '401']) speak(meeting, flat, 'for', 60);
  meeting.command({ type: 'amendment.accept', amendment: 'am1' });
  meeting.command({ type: 'proposal.put', proposal: 'pr1' });
  const { ballot } = meeting.view.current;
  kFlats
    .filter((flat) => flat !== '502')
    .slice(0, hand ? 0 : 13)
    .forEach((flat, i) =>
      meeting.command({
        type: 'ballot.cast',
        ballot,
        head: `h-${flat}`,
        choice: i % 3 === 1 ? 'no' : 'yes',
        channel: i % 2 ? 'hand' : 'phone',
      }),
    );
}

function choice(meeting) {
  const { result } = meeting.command({
    type: 'ballot.open',
    item: 'a3',
    question: '电梯门厅用哪个方案？',
    rule: 'owners-ordinary',
    scope: { kind: 'building', building: '12', stair: '' },
    secrecy: 'named',
    counts: 'live',
    options: ['方案一：平台入户', '方案二：贯通门厅', '方案三：错层停靠'],
    deadline: now() + 272e6,
  });
  const picks = ['o2', 'o2', 'o1', 'o2', 'none', 'o2', 'o2', 'o3', 'o2', 'o2', 'o2'];
  kFlats
    .filter((flat) => flat !== '502')
    .slice(0, 17)
    .forEach((flat, i) =>
      meeting.command({
        type: 'ballot.cast',
        ballot: result.ballot,
        head: `h-${flat}`,
        choice: picks[i % picks.length],
      }),
    );
  return result.ballot;
}

/** True when the scene is one of these and has been set. */
export function stageTalk(meeting, scene) {
  const kScenes = {
    speaker: () => (talk(meeting), amend(meeting), queue(meeting, true), minutes(meeting, 'draft')),
    over: () => {
      talk(meeting);
      queue(meeting, true);
      const { current, speeches } = meeting.view.floor;
      speeches[current].granted_at = now() - 143e6;
    },
    queue: () => (talk(meeting), amend(meeting), queue(meeting, false)),
    card: () => {
      talk(meeting);
      queue(meeting, true);
      meeting.command({ type: 'card.raise', kind: 'off_topic' }, '302');
    },
    proposal: () => talk(meeting),
    amendment: () => (talk(meeting), amend(meeting)),
    motion: () => (talk(meeting), amend(meeting), motion(meeting, false)),
    hand: () => (talk(meeting), amend(meeting), motion(meeting, true)),
    decided: () => {
      talk(meeting);
      amend(meeting);
      motion(meeting, false);
      meeting.command({ type: 'ballot.close', ballot: meeting.view.current.ballot });
      minutes(meeting, 'draft');
    },
    choice: () => choice(meeting),
    chosen: () => meeting.command({ type: 'ballot.close', ballot: choice(meeting) }),
    minutes: () => {
      talk(meeting);
      amend(meeting);
      queue(meeting, true);
      minutes(meeting, 'proposed');
    },
    adopted: () => (talk(meeting), minutes(meeting, 'adopted')),
  };
  if (!kScenes[scene]) return false;
  kScenes[scene]();
  return true;
}
