// What the mock's meeting is made of: 24 flats, two rules, an agenda. Development only.
const kMicros = 1000;
export const now = () => Date.now() * kMicros;
export const hex = (n) =>
  Array.from({ length: n }, () => Math.floor(Math.random() * 16).toString(16)).join('');

export const kFlats = [];
for (let floor = 1; floor <= 6; floor += 1)
  for (let door = 1; door <= 4; door += 1) kFlats.push(`${floor}0${door}`);
export const areaOf = (flat) => (flat === '502' ? 7235 : 7235 + ((Number(flat) * 37) % 500) - 250);
export const total = kFlats.reduce((sum, flat) => sum + areaOf(flat), 0);

export const kLabels = Object.fromEntries(
  kFlats.flatMap((flat) => [
    [`h-${flat}`, `${flat}室`],
    [`u-${flat}`, `${flat}室`],
  ]),
);
export const text = (zh, en) => ({ zh, en });

function rule(title, num, den, op, area = true) {
  return {
    version: 1,
    sha256: hex(64),
    title,
    methods: {
      yes_no_abstain: {
        order: 0,
        title: text('同意、反对、弃权', 'For, against, abstain'),
        options: { yes: { order: 0 }, no: { order: 1 }, abstain: { order: 2 } },
      },
      single_choice: {
        order: 1,
        title: text('几个方案选一个', 'One of several plans'),
        plans: true,
        options: { abstain: { order: 0 }, none: { order: 1 } },
      },
    },
    body_name: text('业主小组会议', 'Owners’ group meeting'),
    legal_effect: text(
      '对本楼全体业主有约束力；不得违反业主大会的决定。',
      'Binding on all owners of this building; may not contradict the assembly.',
    ),
    basis: {
      0: {
        law: text('《中华人民共和国民法典》', 'Civil Code'),
        article: '第278条',
        url: 'https://flk.npc.gov.cn/',
      },
    },
    measures: area ? { area: true, heads: true } : { heads: true },
    quorum: { kind: 'participation', num: 2, den: 3, op: '>=' },
    majority: { num, den, op, of: 'participants' },
    change_until_close: true,
    scopes: { building: true, stair: true },
  };
}

export function test(order, about, measure, num, den, op, of, part, whole) {
  const left = den * part;
  const right = num * whole;
  const holds = whole > 0 && (op === '>' ? left > right : left >= right);
  return {
    order,
    about,
    measure,
    num,
    den,
    op,
    of,
    part,
    whole,
    left,
    right,
    holds,
    missing: holds ? 0 : Math.max(1, Math.ceil((right - left) / den)),
  };
}

export function blankView() {
  const at = now() - 45 * 60e6;
  const item = (order, title, kind, minutes) => ({
    order,
    title,
    kind,
    minutes,
    state: 'waiting',
    used: 0,
  });
  return {
    meeting: {
      id: 'm1',
      title: '加装电梯圆桌会',
      place: '12号楼底楼大厅',
      phase: 'announced',
      body: 'owners_group',
      grid: 'g-12',
      path: {
        31: { order: 0, name: '上海市', level: 'city' },
        yh: { order: 1, name: '殷行街道', level: 'subdistrict' },
        kl2: { order: 2, name: '开鲁二村', level: 'neighbourhood' },
        b12: { order: 3, name: '12号楼', level: 'building' },
      },
      scheduled_at: at,
      announced_at: at - 20 * 86400e6,
      demonstration: true,
      floor: { seconds: 120, turns: 2, alternate: true },
    },
    floor: { speeches: {}, totals: {}, people: {} },
    cards: {},
    proposals: {},
    amendments: {},
    minutes: { version: 1, state: 'draft', sections: {}, decisions: {} },
    rules: {
      'owners-major': {
        order: 0,
        ...rule(text('重大事项（改建、重建）', 'Major matter (rebuilding)'), 3, 4, '>='),
      },
      'owners-ordinary': { order: 1, ...rule(text('一般事项', 'Ordinary matter'), 1, 2, '>') },
      motion: {
        order: 2,
        ...rule(text('会上动议', 'Motion in the meeting'), 1, 2, '>', false),
        quorum: { kind: 'none', num: 0, den: 1, op: '>=' },
      },
    },
    agenda: {
      a1: item(0, '通报方案', 'report', 8),
      a2: item(1, '费用分摊', 'deliberation', 15),
      a3: item(2, '方案二：讨论与表决', 'decision', 25),
      a4: item(3, '底层补偿', 'deliberation', 15),
      a5: item(4, '下一步分工', 'deliberation', 5),
    },
    current: {},
    attendance: {
      heads_total: 24,
      area_total: total,
      heads_present: 0,
      area_present: 0,
      modes: { phone: 0, hall: 0, proxy: 0 },
      in_attendance: 1,
      excused: 1,
      observers: 3,
      people: {},
    },
    seats: Object.fromEntries(
      kFlats.map((flat, order) => [
        `h-${flat}`,
        { order, area: areaOf(flat), units: { [`u-${flat}`]: true } },
      ]),
    ),
    ballots: {},
    records: {},
    log: {},
  };
}
