// Real traffic against its descriptions: every frame and answer must fit asyncapi.yaml and openapi.yaml,
// and every JSON path that reaches an audience must stand in the table below. An unlisted path fails.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { described, validator } from './described.mjs';
import { openBallot, root, until, withDemo } from './support.mjs';

// What each audience may receive of a view; `*` stands for an id. Staff get everything members get,
// members everything that is public.
const publicPaths = `
meeting.id meeting.title meeting.place meeting.phase meeting.body meeting.grid meeting.scheduled_at
meeting.announced_at meeting.cancel_reason meeting.rescheduled.from meeting.rescheduled.place meeting.rescheduled.reason meeting.rescheduled.at meeting.opened_at meeting.started_at meeting.closed_at meeting.demonstration
meeting.path.*.order meeting.path.*.name meeting.path.*.level
rules.*.order rules.*.version rules.*.sha256 rules.*.matters.*.zh rules.*.matters.*.en rules.*.title.zh rules.*.title.en rules.*.body_name.zh
rules.*.body_name.en rules.*.legal_effect.zh rules.*.legal_effect.en rules.*.basis.*.law.zh
rules.*.basis.*.law.en rules.*.basis.*.article rules.*.basis.*.url rules.*.measures.heads
rules.*.measures.area rules.*.quorum.kind rules.*.quorum.num rules.*.quorum.den rules.*.quorum.op
rules.*.majority.num rules.*.majority.den rules.*.majority.op rules.*.majority.of
rules.*.methods.*.order rules.*.methods.*.title.zh rules.*.methods.*.title.en rules.*.methods.*.plans rules.*.methods.*.options.*.order
rules.*.change_until_close rules.*.publish_within_days rules.*.short_notice rules.*.named_only rules.*.binds rules.*.others_decide rules.*.scopes.building rules.*.scopes.stair rules.*.scopes.zone
meeting.floor.seconds meeting.floor.turns meeting.floor.alternate
agenda.*.order agenda.*.title agenda.*.kind agenda.*.state agenda.*.started_at agenda.*.finished_at
agenda.*.used agenda.*.minutes agenda.*.presenter agenda.*.issue.id agenda.*.issue.title agenda.*.reason
agenda.*.matter agenda.*.rule agenda.*.noticed agenda.*.party_review agenda.*.party_note attendance.quorums.*.present attendance.quorums.*.missing
ballots.*.departures.* ballots.*.objections ballots.*.reopenings.*.closed_at ballots.*.reopenings.*.at ballots.*.reopenings.*.reason
floor.speeches.*.order floor.speeches.*.speaker floor.speeches.*.stance floor.speeches.*.item
floor.speeches.*.proposal floor.speeches.*.state floor.speeches.*.requested_at
floor.speeches.*.granted_at floor.speeches.*.finished_at floor.speeches.*.seconds
floor.speeches.*.turn floor.speeches.*.place floor.speeches.*.away floor.speeches.*.entered floor.current floor.next
floor.chair floor.totals.*.turns floor.totals.*.seconds floor.people.*.turns floor.people.*.seconds
cards.*.order cards.*.kind cards.*.raised_by cards.*.about cards.*.at cards.*.state
proposals.*.order proposals.*.item proposals.*.mover proposals.*.title proposals.*.who
proposals.*.where proposals.*.by proposals.*.cost proposals.*.paragraphs.*.order
proposals.*.paragraphs.*.text proposals.*.paragraphs.*.amended proposals.*.supporters
proposals.*.base proposals.*.state proposals.*.reason proposals.*.tabled_at proposals.*.decided_at
proposals.*.ballot amendments.*.order amendments.*.proposal amendments.*.mover
amendments.*.paragraph amendments.*.text amendments.*.old amendments.*.diff.*.order
amendments.*.diff.*.op amendments.*.diff.*.text amendments.*.state amendments.*.ballot
current.item current.proposal current.ballot ballots.*.about.proposal ballots.*.about.amendment
ballots.*.options.*.order ballots.*.options.*.text ballots.*.filling ballots.*.verdict.choice
ballots.*.tally.*.heads ballots.*.tally.*.area ballots.*.area_withheld
ballots.*.interest.applicant ballots.*.interest.also ballots.*.interest.reason
attendance.heads_total attendance.roll_version attendance.area_total attendance.households attendance.heads_present attendance.area_present
attendance.modes.phone attendance.modes.hall attendance.modes.proxy attendance.in_attendance
attendance.excused attendance.observers
ballots.*.order ballots.*.item ballots.*.question ballots.*.detail ballots.*.kind ballots.*.rule
ballots.*.scope.kind ballots.*.scope.building ballots.*.scope.stair ballots.*.secrecy
ballots.*.counts ballots.*.change_until_close ballots.*.standing ballots.*.standing_basis
ballots.*.state ballots.*.annul_reason ballots.*.opened_at ballots.*.deadline ballots.*.closed_at
ballots.*.closed_by ballots.*.roll.sha256 ballots.*.roll.heads ballots.*.roll.area
ballots.*.roll.households
ballots.*.present_at_opening.heads ballots.*.present_at_opening.area ballots.*.participation.heads
ballots.*.participation.area ballots.*.channels.phone ballots.*.channels.helper
ballots.*.tally.yes.heads ballots.*.tally.yes.area ballots.*.tally.no.heads ballots.*.tally.no.area
ballots.*.tally.abstain.heads ballots.*.tally.abstain.area ballots.*.verdict.outcome
ballots.*.verdict.tests.* ballots.*.share.* ballots.*.record
records.*.order records.*.ballot records.*.number records.*.title.zh records.*.title.en
records.*.published_at records.*.objection_from records.*.objection_until
files.*.order files.*.item files.*.title files.*.media files.*.bytes files.*.sha256`;
const memberPaths = `log.*.order log.*.at log.*.what log.*.fields.* log.*.item log.*.zh log.*.en
minutes.version minutes.state minutes.proposed_at minutes.adopted_at minutes.signed minutes.sections.*.order minutes.sections.*.base
minutes.sections.*.text minutes.sections.*.corrected minutes.decisions.*.order minutes.decisions.*.item
minutes.decisions.*.text minutes.decisions.*.responsible minutes.decisions.*.party minutes.decisions.*.due
meeting.forum.zh meeting.forum.en
minutes.decisions.*.withdrawn minutes.objections minutes.answered`;
const staffPaths = `
minutes.signers.*.at minutes.lapsed.* minutes.objected.*.head minutes.objected.*.section
minutes.objected.*.base minutes.objected.*.line minutes.objected.*.at minutes.objected.*.text
minutes.objected.*.answered seats.*.order seats.*.area seats.*.units.* attendance.people.*.order attendance.people.*.category
attendance.people.*.reason attendance.people.*.mode attendance.people.*.at attendance.people.*.area
ballots.*.not_voted.* ballots.*.voted.*.channel ballots.*.voted.*.at ballots.*.voted.*.entered_by ballots.*.voted.*.objected_at ballots.*.voted.*.released ballots.*.voted.*.reason`;

const table = (...texts) =>
  texts
    .join(' ')
    .trim()
    .split(/\s+/)
    .map((path) => path.split('.'));
const allowed = {
  everyone: table(publicPaths),
  member: table(publicPaths, memberPaths),
  staff: table(publicPaths, memberPaths, staffPaths),
};

function* leaves(value, path = []) {
  if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...path, key]);
  } else {
    yield path;
  }
}

/** A listed path may end early with `*`: everything below it is meant. */
const listed = (path, lines) =>
  lines.some(
    (line) =>
      (line.length === path.length || (line.at(-1) === '*' && line.length < path.length)) &&
      line.every((part, i) => part === '*' || part === path[i]),
  );

/** In a patch a null takes away a whole branch: it must be a branch of the table. */
const isBranch = (path, lines) =>
  lines.some(
    (line) =>
      path.length <= line.length && path.every((part, i) => line[i] === '*' || line[i] === part),
  );

function expectPaths(frames, audience) {
  for (const frame of frames) {
    const value = frame.view ?? frame.patch;
    if (!value) continue;
    for (const path of leaves(value)) {
      const fits = listed(path, allowed[audience]) || isBranch(path, allowed[audience]);
      assert.ok(fits, `${audience} received ${path.join('.')}`);
    }
  }
}

/** Hands raised and heard, a card, an item edited, deferred and taken up again. */
async function talk({ staff, member, meeting }) {
  const called = await member.done(meeting, { type: 'floor.call', name: '王阿姨' });
  const asked = await member.done(meeting, { type: 'floor.request', stance: 'for' });
  const speech = asked.result.speech;
  await staff.done(meeting, { type: 'floor.grant', speech });
  await member.done(meeting, { type: 'card.raise', kind: 'off_topic' });
  await staff.done(meeting, { type: 'floor.extend', speech, seconds: 60 });
  await member.done(meeting, { type: 'floor.finish', speech });
  await staff.done(meeting, { type: 'floor.undo', speech });
  await member.done(meeting, { type: 'floor.withdraw', speech });
  await staff.done(meeting, { type: 'floor.set', seconds: 60, turns: 3, alternate: false });
  await staff.done(meeting, { type: 'floor.chair' });
  await staff.done(meeting, { type: 'floor.by_number', speaker: called.result.speaker });
  const added = await staff.done(meeting, {
    type: 'agenda.add',
    title: '其他',
    kind: 'report',
    minutes: 5,
  });
  const { item } = added.result;
  await staff.done(meeting, {
    type: 'agenda.edit',
    item,
    title: '其他事项',
    kind: 'report',
    minutes: 10,
  });
  await staff.done(meeting, { type: 'agenda.move', item });
  await staff.done(meeting, { type: 'agenda.defer', item, reason: '时间不够' });
  await staff.done(meeting, { type: 'agenda.reset', item });
}

/** Two proposals: one edited and withdrawn, one supported, amended and put to the vote. */
async function deliberate({ staff, member, meeting }) {
  await until(() => staff.view.current.item, 'the item under way');
  const { item } = staff.view.current;
  const text = {
    title: '架空层车棚',
    text: '拆掉旧棚。\n装十二个充电口。',
    who: '居委会',
    where: '架空层',
    by: '2026-12-31',
    cost: 3_000_000,
  };
  const table = async () =>
    (await member.done(meeting, { type: 'proposal.table', item, ...text })).result.proposal;
  const dropped = await table();
  const shorter = { ...text, text: '先听听大家的。' };
  await member.done(meeting, { type: 'proposal.edit', proposal: dropped, base: 0, ...shorter });
  await member.done(meeting, { type: 'proposal.withdraw', proposal: dropped });
  const proposal = await table();
  await member.done(meeting, { type: 'proposal.support', proposal, support: true });
  await staff.done(meeting, { type: 'proposal.discuss', proposal });
  const amend = async (paragraph, words) => {
    const done = await member.done(meeting, {
      type: 'amendment.table',
      proposal,
      paragraph,
      text: words,
    });
    return done.result.amendment;
  };
  await member.done(meeting, {
    type: 'amendment.withdraw',
    amendment: await amend('p1', '留着。'),
  });
  await member.done(meeting, {
    type: 'amendment.accept',
    amendment: await amend('p1', '拆旧棚。'),
  });
  const put = await staff.done(meeting, {
    type: 'amendment.put',
    amendment: await amend('p2', '装十个充电口。'),
  });
  const { ballot } = put.result;
  const abstain = { type: 'ballot.cast', ballot, choice: 'abstain' };
  assert.equal((await member.give(meeting, abstain)).code, 'ballot.no_abstention');
  await member.done(meeting, { type: 'ballot.cast', ballot, choice: 'yes' });
  await staff.done(meeting, { type: 'ballot.close', ballot });
  const last = await staff.done(meeting, { type: 'proposal.put', proposal });
  await staff.done(meeting, { type: 'ballot.close', ballot: last.result.ballot });
  const deferred = await table();
  await staff.done(meeting, { type: 'proposal.defer', proposal: deferred, reason: '下次再议' });
}

/** Minutes from a draft with a stale edit to the published record. */
async function write({ staff, member, meeting, item }) {
  const edit = { type: 'minutes.edit', section: 'opening', base: 0 };
  const first = await staff.done(meeting, { ...edit, text: '主持人宣布会议纪律。' });
  assert.deepEqual(first.result, { base: 1, section: 'opening' });
  const stale = await staff.give(meeting, { ...edit, text: '别的' });
  assert.equal(stale.code, 'minutes.stale');
  assert.deepEqual(stale.fields, { base: 1, text: '主持人宣布会议纪律。' });
  const decide = { type: 'decision.record', item, text: '请三家单位报价' };
  const responsible = Object.keys(staff.view.seats)[0];
  await staff.done(meeting, { ...decide, responsible, due: '2026-12-31' });
  await staff.done(meeting, { ...decide, party: '物业服务企业' });
  const wrong = await staff.done(meeting, decide);
  assert.equal(member.view.minutes, undefined);
  await staff.done(meeting, { type: 'minutes.propose' });
  await until(() => member.view.minutes?.sections.opening, 'the proposed minutes');
  await staff.done(meeting, { type: 'decision.withdraw', decision: wrong.result.decision });
  await staff.done(meeting, {
    ...edit,
    type: 'minutes.correct',
    base: 1,
    text: '主持人宣布会议纪律，大家无异议。',
    note: '漏了一句',
  });
  const object = { type: 'minutes.object', section: 'opening', text: '有人有异议' };
  assert.equal((await member.give(meeting, { ...object, base: 1 })).code, 'minutes.stale');
  await member.done(meeting, { ...object, base: 2, line: 1 });
  await until(() => staff.view.minutes.objections === 1, 'the objection');
  assert.equal(Object.values(staff.view.minutes.objected)[0].text, object.text);
  assert.equal(member.view.minutes.objected, undefined);
  await until(() => Object.values(member.me.objections ?? {}).length === 1, 'the own objection');
  const { version } = member.view.minutes;
  const unread = await member.give(meeting, { type: 'minutes.sign', version: version - 1 });
  assert.deepEqual([unread.code, unread.fields?.version], ['minutes.moved', version]);
  await member.done(meeting, { type: 'minutes.sign', version });
  assert.equal((await member.give(meeting, { type: 'minutes.sign' })).code, 'minutes.signed');
  await until(() => staff.view.minutes.signed === 1, 'the signature');
  assert.equal(Object.keys(staff.view.minutes.signers).length, 1);
  assert.equal(member.view.minutes.signers, undefined);
  await staff.done(meeting, { type: 'minutes.adopt' });
  const published = await staff.done(meeting, {
    type: 'record.publish',
    minutes: true,
    contact: '居委会',
  });
  return published.result.record;
}

/** A choice among plans, voted on and passed. */
async function choose({ staff, member, meeting, heads }) {
  const { item } = staff.view.current;
  const opened = await staff.done(meeting, {
    type: 'ballot.open',
    item,
    question: '选哪个方案？',
    rule: Object.keys(staff.view.rules)[0],
    scope: { kind: 'building', building: '12' },
    secrecy: 'named',
    counts: 'live',
    options: ['方案一', '方案二'],
  });
  const { ballot } = opened.result;
  const bad = { type: 'ballot.cast', ballot, choice: 'yes' };
  assert.equal((await member.give(meeting, bad)).code, 'ballot.no_such_option');
  await member.done(meeting, { type: 'ballot.cast', ballot, choice: 'none' });
  for (const head of heads.slice(1, 22)) {
    const cast = {
      type: 'ballot.cast',
      ballot,
      head,
      choice: 'o2',
      channel: 'helper',
      reason: '上门登记',
    };
    await staff.done(meeting, cast);
  }
  await staff.done(meeting, { type: 'ballot.close', ballot });
  await until(() => member.view.ballots[ballot]?.verdict.choice === 'o2', 'the plan that passed');
}

/** A choice counted hidden, told at its closing and taken back by its annulment. */
async function takeBack({ staff, member, meeting }) {
  const opened = await staff.done(meeting, {
    type: 'ballot.open',
    item: staff.view.current.item,
    question: '车棚怎么建？',
    options: ['拆旧建新', ' 翻修旧棚\u3000'],
    rule: 'elevator-building',
    scope: { kind: 'building', building: '12', stair: '' },
    secrecy: 'named',
    counts: 'hidden',
  });
  const { ballot } = opened.result;
  await member.done(meeting, { type: 'ballot.cast', ballot, choice: 'o1' });
  await staff.done(meeting, { type: 'ballot.close', ballot });
  await until(() => member.view.ballots[ballot]?.tally?.o1, 'the counts after the closing');
  assert.deepEqual(member.view.ballots[ballot].options.o2, { order: 1, text: '翻修旧棚' });
  await staff.done(meeting, { type: 'ballot.annul', ballot, reason: '题目写错了' });
  await until(() => member.view.ballots[ballot].state === 'annulled', 'the annulment');
  assert.equal(member.view.ballots[ballot].tally, undefined);
}

/** A file put in over HTTP, seen by all, and withdrawn. */
async function putFile({ staff, member, everyone, meeting }, demo, cookie) {
  const response = await fetch(demo.at(`/api/v1/meetings/${meeting}/files?title=%E5%9B%BE`), {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/pdf', 'idempotency-key': 'file-1' },
    body: await readFile(join(root, 'templates/demo/files/street-pact.pdf')),
  });
  assert.equal(response.status, 200);
  const { file } = await response.json();
  for (const one of [staff, member, everyone]) await until(() => one.view.files[file], 'the file');
  const add = { type: 'file.add', title: 'x' };
  assert.equal((await staff.give(meeting, add)).code, 'command.unknown_type');
  const take = { type: 'file.withdraw', file, reason: '有电话' };
  assert.equal((await member.give(meeting, take)).code, 'permission.denied');
  await staff.done(meeting, take);
  for (const one of [staff, member, everyone]) await until(() => !one.view.files[file], 'its end');
  return file;
}

test('every frame and answer fits its description, and every audience its table of paths', () =>
  withDemo(async (demo) => {
    const { meeting, facilitator, residents, records, grid } = demo.links;
    const frameFits = validator(await described('asyncapi.yaml'));
    const answerFits = validator(await described('openapi.yaml'));

    const people = {
      staff: await demo.client(facilitator),
      member: await demo.client(residents[0].url),
      everyone: await demo.client(),
    };
    for (const one of Object.values(people)) await one.join(meeting);
    const { staff, member, everyone } = people;
    const hall = await demo.client(facilitator);
    await hall.join(meeting, { as: 'hall' });

    const cookie = await demo.cookie(facilitator);
    const file = await putFile({ staff, member, everyone, meeting }, demo, cookie);
    const ballot = await openBallot(staff, meeting);
    await member.done(meeting, { type: 'attendance.check_in', mode: 'phone' });
    await member.done(meeting, { type: 'ballot.cast', ballot, choice: 'yes' });
    await talk({ staff, member, meeting });
    const heads = Object.keys(staff.view.seats);
    for (const head of heads.slice(1, 20)) {
      await staff.done(meeting, {
        type: 'ballot.cast',
        ballot,
        head,
        choice: 'yes',
        channel: 'helper',
        reason: '上门登记',
      });
    }
    for (const bad of [
      { type: 'ballot.cast', ballot: 'nope', choice: 'yes' },
      { type: 'ballot.cast', ballot, choice: 'perhaps' },
      { type: 'no.such' },
      { type: 'meeting.cancel', reason: 'x', extra: 1 },
    ]) {
      assert.equal((await member.give(meeting, bad)).op, 'refused');
    }
    everyone.send('{"op":"sing"}');
    everyone.send('not json');
    everyone.send({ op: 'join', meeting: 'no-such-meeting' });
    await staff.done(meeting, { type: 'ballot.close', ballot });
    await deliberate({ staff, member, meeting });
    await choose({ staff, member, meeting, heads });
    await takeBack({ staff, member, meeting });
    await staff.done(meeting, { type: 'record.publish', ballot, contact: '居委会' });
    await staff.done(meeting, { type: 'meeting.close' });
    for (const one of [staff, member, everyone, hall]) {
      await until(() => one.view.meeting.phase === 'closed', 'the closing');
    }
    const item = staff.view.ballots[ballot].item;
    const minutes = await write({ staff, member, meeting, item });
    for (const one of [staff, member, everyone, hall]) {
      await until(() => one.view.records[minutes], 'the published minutes');
    }
    assert.equal(everyone.view.minutes, undefined);
    await until(
      () => everyone.frames.filter((frame) => frame.op === 'error').length === 3,
      'three errors',
    );

    const opName = (op) => op[0].toUpperCase() + op.slice(1);
    for (const one of [staff, member, everyone, hall]) {
      for (const frame of one.frames) frameFits(opName(frame.op), frame);
      frameFits('View', one.view); // patches lead to a view that fits too
    }
    expectPaths(staff.frames, 'staff');
    expectPaths(member.frames, 'member');
    expectPaths(everyone.frames, 'everyone');
    expectPaths(hall.frames, 'everyone');

    const get = async (path, name, headers = {}) => {
      const response = await fetch(demo.at(path), { headers });
      assert.equal(response.status, 200, path);
      answerFits(name, await response.json());
      return response;
    };
    await get('/api/v1/me', 'Person');
    await get('/api/v1/me', 'Person', { cookie });
    await get('/api/v1/grids/root', 'Grid');
    await get(`/api/v1/grids/${grid.split('/').pop()}`, 'Grid');
    await get(`/api/v1/meetings/${meeting}`, 'MeetingRow');
    await get('/api/v1/meeting-templates', 'MeetingTemplates');
    await get('/api/v1/meetings', 'ManagedMeetings', { cookie });
    await get('/api/v1/rolls', 'Rolls', { cookie });
    const record = await get(`/api/v1/records/${records[0].id}`, 'Record');
    assert.equal(record.headers.get('x-robots-tag'), 'noindex');
    await get(`/api/v1/records/${minutes}`, 'Record');
    await get('/api/v1/checkpoint', 'Checkpoint');
    const missing = await fetch(demo.at('/api/v1/grids/no-such-grid'));
    assert.equal(missing.status, 404);
    answerFits('Problem', await missing.json());
    const withdrawn = await fetch(demo.at(`/files/${meeting}/${file}`));
    assert.equal(withdrawn.status, 404);
    answerFits('Problem', await withdrawn.json());

    const { code } = await demo.stop();
    assert.equal(code, 0);
  }));

test('an issue is told over the same wire, and its frames fit their description', () =>
  withDemo(async (demo) => {
    const fits = validator(await described('asyncapi.yaml'));
    const grid = demo.links.grid.split('/').pop();
    const staff = await demo.client(demo.links.facilitator);
    const member = await demo.client(demo.links.residents[0].url);
    const everyone = await demo.client();
    const issue = 'wire-issue';
    const give = (one, command, about = { issue }) => {
      const id = `c${Math.random().toString(36).slice(2)}`;
      one.send({ op: 'do', id, ...about, command });
      return until(() => one.answers.get(id), command.type);
    };
    const lamp = { type: 'issue.report', grid, title: '路灯不亮', text: '东门', source: 'patrol' };
    everyone.send({ op: 'join', issue });
    await until(() => everyone.frames.some((frame) => frame.op === 'error'), 'no such issue');
    assert.equal((await give(member, lamp)).code, 'permission.denied');
    assert.equal((await give(everyone, lamp)).code, 'session.required');
    assert.equal((await give(staff, lamp)).op, 'done');
    assert.equal((await give(staff, { type: 'meeting.open' })).code, 'command.unknown_type');
    assert.equal(
      (await give(staff, lamp, { meeting: demo.links.meeting })).code,
      'command.unknown_type',
    );

    const all = [staff, member, everyone];
    for (const one of all) one.send({ op: 'join', issue });
    for (const one of all) await until(() => one.view, 'a snapshot');
    assert.deepEqual(staff.me.may, { 'issue.edit': true, 'issue.withdraw': true });
    assert.deepEqual(member.me.may, {});
    const edit = { type: 'issue.edit', base: 0, title: '东门路灯全不亮' };
    assert.equal((await give(member, edit)).code, 'permission.denied');
    assert.equal((await give(staff, edit)).op, 'done');
    assert.equal((await give(staff, edit)).code, 'issue.stale');
    for (const one of all) await until(() => one.view.issue.title === edit.title, 'the edit');
    const withdraw = { type: 'issue.withdraw', reason: '已经修好' };
    assert.equal((await give(staff, withdraw)).op, 'done');
    assert.equal((await give(staff, withdraw)).code, 'issue.withdrawn');
    for (const one of all) await until(() => one.view.issue.withdrawn, 'the withdrawal');
    assert.equal(everyone.view.issue.title, undefined);

    const names = { snapshot: 'IssueSnapshot', patch: 'IssuePatch' };
    for (const one of all) {
      for (const frame of one.frames) {
        fits(names[frame.op] ?? frame.op[0].toUpperCase() + frame.op.slice(1), frame);
      }
      fits('IssueView', one.view);
    }
  }));
