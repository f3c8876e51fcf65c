// The meeting of the mock: 24 flats talk about a lift and vote. Development only; the rules live in
// the server.
import { ballotCommands } from './ballots.mjs';
import { blankView, now, text } from './facts.mjs';
import { arrange, floorCommands } from './floor.mjs';
import { decideAmendment, motionCommands } from './motions.mjs';
import { stage } from './scenes.mjs';
import { sentenceOf } from './sentences.mjs';

const kCommands = { ...ballotCommands, ...floorCommands, ...motionCommands };
/** @type {Partial<Record<import('./types').CommandType, [string, import('./types').EventType]>>} */
const kPhases = {
  'meeting.recess': ['recess', 'meeting_recessed'],
  'meeting.resume': ['in_session', 'meeting_resumed'],
  'meeting.close': ['closed', 'meeting_closed'],
};

export class Meeting {
  constructor(scene = 'voting') {
    this.seq = 1;
    this.votes = {};
    this.supports = {};
    this.guests = {};
    this.view = blankView();
    arrange(this);
    stage(this, scene);
  }

  /** @param {import('./types').EventType} what */
  say(what, fields = {}) {
    this.seq += 1;
    const { item } = this.view.current;
    this.view.log[String(this.seq)] = {
      order: this.seq * 10,
      at: now(),
      what,
      fields,
      ...(item && { item }),
      ...sentenceOf(this.view, what, fields),
    };
  }

  /** @param {import('./types').EventType} what */
  phase(to, what) {
    this.view.meeting.phase = to;
    this.say(what);
    return { result: {} };
  }

  decideAmendment(id, state) {
    decideAmendment(this, id, state);
  }

  admit(name) {
    const id = `g${Object.keys(this.guests).length + 1}`;
    this.guests[id] = name;
    return id;
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

  publish(command) {
    const { view } = this;
    const id = `r${Object.keys(view.records).length + 1}`;
    const number = `〔2026〕${Object.keys(view.records).length + 3}号`;
    view.records[id] = {
      order: Object.keys(view.records).length,
      number,
      title: text('关于按方案二加装电梯的决定', 'On installing a lift by plan two'),
      published_at: now(),
      ...(command.ballot && {
        ballot: command.ballot,
        objection_from: '2026-11-20',
        objection_until: '2026-12-05',
      }),
    };
    if (command.minutes) {
      view.records[id].title = text('会议纪要', 'Minutes');
      view.minutes.state = 'published';
    } else view.ballots[command.ballot].record = id;
    this.say('record_published', { record: id, number });
    return { result: { record: id } };
  }

  /**
   * @param {import('./types').GivenAny} given
   * @param {string} [who]
   * @returns {import('./types').Answer}
   */
  command(given, who) {
    const own = /^\d+$/.test(who ?? '') ? `h-${who}` : undefined;
    const head = ('head' in given ? given.head : undefined) ?? own;
    /** @type {any} */
    const command = { ...given, own };
    if (given.type === 'ballot.cast') command.head = head;
    if (kCommands[given.type]) {
      if (given.type !== 'ballot.cast') delete command.head;
      if (given.type === 'ballot.open') delete command.own;
      return kCommands[given.type](this, command);
    }
    const phase = kPhases[given.type];
    if (phase) return this.phase(...phase);
    switch (given.type) {
      case 'attendance.check_in':
        return this.checkIn(head, given.mode);
      case 'attendance.leave':
        return this.leave(head, 'head_left', true);
      case 'attendance.undo':
        return this.leave(head, 'check_in_undone', false);
      case 'attendance.admit':
        this.view.attendance.people[given.person] = {
          order: this.seq,
          category: given.category,
          at: now(),
          area: 0,
        };
        this.view.attendance.in_attendance += 1;
        this.say('person_admitted', { person: given.person });
        return { result: {} };
      case 'record.publish':
        return this.publish(given);
      case 'meeting.open':
        this.view.meeting.opened_at = now();
        return this.phase('open', 'meeting_opened');
      case 'meeting.start':
        this.view.meeting.started_at = now();
        return this.phase('in_session', 'meeting_started');
      default:
        return { code: 'permission.denied', fields: { type: given.type } };
    }
  }
}
