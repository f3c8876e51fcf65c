// The meeting of the mock: 24 flats vote on a lift. Development only; the rules live in the server.
import { areaOf, blankView, hex, kFlats, now, test, text, total } from './facts.mjs';
import { stage } from './scenes.mjs';

export class Meeting {
  constructor(scene = 'voting') {
    this.seq = 1;
    this.votes = {};
    this.view = blankView();
    stage(this, scene);
  }

  say(what, fields = {}) {
    this.seq += 1;
    this.view.log[String(this.seq)] = { order: this.seq * 10, at: now(), what, fields };
  }

  phase(to, what) {
    this.view.meeting.phase = to;
    this.say(what);
  }

  item(id, step) {
    const item = this.view.agenda[id];
    item.state = step === 'start' ? 'current' : 'done';
    item[step === 'start' ? 'started_at' : 'finished_at'] = now() - 20 * 60e6;
    if (step === 'start') this.view.current.item = id;
    else delete this.view.current.item;
    this.say(step === 'start' ? 'agenda_item_started' : 'agenda_item_finished', { item: id });
    return { result: {} };
  }

  checkIn(head, mode) {
    const { attendance, seats } = this.view;
    if (attendance.people[head]?.category === 'present')
      return { code: 'attendance.already', fields: { head, category: 'present' } };
    attendance.people[head] = {
      order: this.seq,
      category: 'present',
      mode,
      at: now(),
      area: seats[head].area,
    };
    attendance.modes[mode] += 1;
    attendance.heads_present += 1;
    attendance.area_present += seats[head].area;
    this.say('checked_in', { head, mode });
    return { result: {} };
  }

  leave(head, what, keep) {
    const { attendance } = this.view;
    const person = attendance.people[head];
    attendance.heads_present -= 1;
    attendance.area_present -= person.area;
    attendance.modes[person.mode] -= 1;
    if (keep) person.category = 'left';
    else delete attendance.people[head];
    this.say(what, { head });
    return { result: {} };
  }

  open(command) {
    if (this.view.current.ballot) return { code: 'ballot.another_open' };
    const id = `b${Object.keys(this.view.ballots).length + 1}`;
    const facts = { ...command };
    delete facts.type;
    this.view.ballots[id] = {
      order: this.seq,
      kind: 'yes_no_abstain',
      change_until_close: true,
      standing: 'binding',
      standing_basis: '街道备案的议事规则，2026年10月',
      state: 'open',
      opened_at: now(),
      ...facts,
      roll: { sha256: hex(64), heads: 24, area: total },
      present_at_opening: { heads: 18, area: 0 },
    };
    this.votes[id] = {};
    this.view.current.ballot = id;
    this.say('ballot_opened', { ballot: id, question: command.question });
    this.count(id);
    return { result: { ballot: id } };
  }

  cast(id, head, choice, channel) {
    const ballot = this.view.ballots[id];
    if (!ballot || ballot.state !== 'open')
      return { code: 'ballot.closed', fields: { ballot: id } };
    const before = this.votes[id][head];
    this.seq += 1;
    this.votes[id][head] = {
      choice,
      channel,
      at: now(),
      changes: before ? before.changes + 1 : 0,
      version: this.seq,
      hash: hex(64),
    };
    this.count(id);
    return { result: { ballot: id, head }, hash: this.votes[id][head].hash };
  }

  count(id) {
    const ballot = this.view.ballots[id];
    const zero = () => ({ heads: 0, area: 0 });
    const tally = { yes: zero(), no: zero(), abstain: zero() };
    const participation = zero();
    ballot.channels = { phone: 0, helper: 0 };
    ballot.not_voted = Object.fromEntries(kFlats.map((flat) => [`h-${flat}`, true]));
    for (const [head, vote] of Object.entries(this.votes[id])) {
      const area = areaOf(head.slice(2));
      for (const sum of [tally[vote.choice], participation]) {
        sum.heads += 1;
        sum.area += area;
      }
      ballot.channels[vote.channel] += 1;
      delete ballot.not_voted[head];
    }
    const { num, den, op } = this.view.rules[ballot.rule].majority;
    const shown = ballot.counts === 'live' || ballot.state !== 'open';
    const tests = {
      quorum_area: test(0, 'quorum', 'area', 2, 3, '>=', 'all', participation.area, total),
      quorum_heads: test(1, 'quorum', 'heads', 2, 3, '>=', 'all', participation.heads, 24),
      ...(shown && {
        majority_area: test(
          2,
          'majority',
          'area',
          num,
          den,
          op,
          'participants',
          tally.yes.area,
          participation.area,
        ),
        majority_heads: test(
          3,
          'majority',
          'heads',
          num,
          den,
          op,
          'participants',
          tally.yes.heads,
          participation.heads,
        ),
      }),
    };
    const all = Object.values(tests);
    const quorum = all.filter((one) => one.about === 'quorum').every((one) => one.holds);
    const passed = all.every((one) => one.holds);
    const outcome =
      ballot.state === 'open'
        ? 'pending'
        : !quorum
          ? 'no_quorum'
          : passed
            ? 'passed'
            : 'not_passed';
    ballot.participation = participation;
    if (shown) ballot.tally = tally;
    ballot.verdict = { outcome, tests };
    ballot.share = Object.fromEntries(
      Object.entries(tests).map(([name, one]) => [
        name,
        ((100 * one.part) / (one.whole || 1)).toFixed(1),
      ]),
    );
  }

  close(id) {
    Object.assign(this.view.ballots[id], { state: 'closed', closed_at: now(), closed_by: 'chair' });
    delete this.view.current.ballot;
    this.count(id);
    this.say('ballot_closed', {
      ballot: id,
      by: 'chair',
      outcome: this.view.ballots[id].verdict.outcome,
    });
    return { result: {} };
  }

  annul(id, annul_reason) {
    Object.assign(this.view.ballots[id], { state: 'annulled', annul_reason });
    this.say('ballot_annulled', { ballot: id });
    return { result: {} };
  }

  publish(id) {
    this.view.records.r1 = {
      order: 0,
      ballot: id,
      number: '〔2026〕3号',
      title: text('关于按方案二加装电梯的决定', 'On installing a lift by plan two'),
      published_at: now(),
      objection_from: '2026-11-20',
      objection_until: '2026-12-05',
    };
    this.view.ballots[id].record = 'r1';
    this.say('record_published', { record: 'r1', ballot: id, number: '〔2026〕3号' });
    return { result: { record: 'r1' } };
  }

  command(command, who) {
    const head = command.head ?? `h-${who}`;
    switch (command.type) {
      case 'attendance.check_in':
        return this.checkIn(head, command.mode);
      case 'attendance.leave':
        return this.leave(head, 'head_left', true);
      case 'attendance.undo':
        return this.leave(head, 'check_in_undone', false);
      case 'ballot.cast':
        return this.cast(command.ballot, head, command.choice, command.channel ?? 'phone');
      case 'ballot.open':
        return this.open(command);
      case 'ballot.close':
        return this.close(command.ballot);
      case 'ballot.annul':
        this.close(command.ballot);
        return this.annul(command.ballot, command.reason);
      case 'record.publish':
        return this.publish(command.ballot);
      case 'agenda.start':
        return this.item(command.item, 'start');
      case 'agenda.finish':
        return this.item(command.item, 'finish');
      case 'agenda.add':
        this.view.agenda[`a${Object.keys(this.view.agenda).length + 1}`] = {
          order: 99,
          title: command.title,
          kind: command.kind,
          state: 'waiting',
        };
        return { result: {} };
      case 'meeting.open':
        this.view.meeting.opened_at = now();
        this.phase('open', 'meeting_opened');
        return { result: {} };
      case 'meeting.start':
        this.view.meeting.started_at = now();
        this.phase('in_session', 'meeting_started');
        return { result: {} };
      case 'meeting.recess':
        this.phase('recess', 'meeting_recessed');
        return { result: {} };
      case 'meeting.resume':
        this.phase('in_session', 'meeting_resumed');
        return { result: {} };
      case 'meeting.close':
        this.phase('closed', 'meeting_closed');
        return { result: {} };
      default:
        return { code: 'permission.denied', fields: { type: command.type } };
    }
  }
}
