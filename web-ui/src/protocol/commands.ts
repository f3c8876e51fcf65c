// Written by script/generate from src/domain/describe: what each command says beside its
// type. docs/reference.md tells who may give it and when. Types only.
export interface Commands {
  'meeting.convene': { title: string; place: string; body: string; grid: string; roll: string; scope: { kind: 'zone' | 'building' | 'stair'; building?: string; stair?: string }; rules: string[]; scheduled_at: number; demonstration?: boolean; forum?: { zh: string; en: string }; roll_version?: number };
  'meeting.announce': { urgency?: string };
  'meeting.open': unknown;
  'meeting.start': unknown;
  'meeting.recess': unknown;
  'meeting.resume': unknown;
  'meeting.close': unknown;
  'meeting.cancel': { reason: string };
  'meeting.reschedule': { scheduled_at: number; place: string; reason: string };
  'meeting.renew_roll': { reason: string; roll_version?: number };
  'agenda.add': { title: string; kind: 'report' | 'deliberation' | 'decision'; minutes?: number; presenter?: string; issue?: string; matter?: string; rule?: string; party_review?: string; party_note?: string };
  'agenda.edit': { item: string; title: string; kind: 'report' | 'deliberation' | 'decision'; minutes?: number; presenter?: string; issue?: string; matter?: string; rule?: string; party_review?: string; party_note?: string };
  'agenda.move': { item: string; before?: string };
  'agenda.start': { item: string };
  'agenda.finish': { item: string };
  'agenda.defer': { item: string; reason: string };
  'agenda.reset': { item: string };
  'attendance.check_in': { head?: string; category?: 'present' | 'in_attendance' | 'excused' | 'observer' | 'left'; mode: 'phone' | 'hall' | 'proxy' };
  'attendance.undo': { head: string };
  'attendance.leave': { head?: string };
  'attendance.excuse': { head: string; reason: string };
  'attendance.admit': { person: string; category: 'present' | 'in_attendance' | 'excused' | 'observer' | 'left' };
  'attendance.dismiss': { person: string };
  'floor.set': { seconds: number; turns: number; alternate: boolean };
  'floor.chair': { speaker?: string };
  'floor.call': { speaker?: string; name: string };
  'floor.by_number': { speaker?: string };
  'floor.request': { speaker?: string; stance: 'for' | 'against' | 'question' | 'neither' };
  'floor.withdraw': { speech: string };
  'floor.grant': { speech: string };
  'floor.finish': { speech: string };
  'floor.extend': { speech: string; seconds: number };
  'floor.undo': { speech: string };
  'card.raise': { kind: 'point_of_order' | 'off_topic' | 'civility'; about?: string; speaker?: string };
  'card.settle': { card: string; outcome: 'upheld' | 'dismissed' };
  'proposal.table': { item: string; mover?: string; title: string; text: string; who: string; where: string; by?: string; cost?: number };
  'proposal.edit': { proposal: string; base: number; title: string; text: string; who: string; where: string; by?: string; cost?: number };
  'proposal.withdraw': { proposal: string };
  'proposal.support': { proposal: string; support: boolean; speaker?: string };
  'proposal.discuss': { proposal: string };
  'proposal.defer': { proposal: string; reason: string };
  'proposal.put': { proposal: string };
  'amendment.table': { proposal: string; paragraph: string; text: string; mover?: string };
  'amendment.accept': { amendment: string };
  'amendment.withdraw': { amendment: string };
  'amendment.put': { amendment: string };
  'ballot.open': { item: string; question: string; detail?: string; options?: string[]; method?: string; rule: string; scope: { kind: 'zone' | 'building' | 'stair'; building?: string; stair?: string }; secrecy: 'named' | 'confidential'; counts: 'live' | 'hidden'; deadline?: number; roll_version?: number; keep_roll?: boolean; applicant?: string; also?: string[]; also_reason?: string };
  'ballot.cast': { ballot: string; head?: string; choice: string; channel?: 'phone' | 'helper' | 'paper' | 'proxy' | 'hand'; reason?: string };
  'ballot.release': { ballot: string; head?: string };
  'ballot.object': { ballot: string; head?: string };
  'ballot.close': { ballot: string };
  'ballot.reopen': { ballot: string; reason: string };
  'ballot.annul': { ballot: string; reason: string };
  'minutes.edit': { section: string; base: number; text: string };
  'minutes.propose': unknown;
  'minutes.correct': { section: string; base: number; text: string; note: string };
  'minutes.adopt': unknown;
  'minutes.sign': { head?: string; version?: number };
  'minutes.object': { head?: string; section: string; base: number; line?: number; text: string };
  'decision.record': { item: string; text: string; responsible?: string; due?: string; party?: string };
  'decision.withdraw': { decision: string };
  'record.publish': ({ ballot: string } | { minutes: true }) & { contact: string; issuer?: string };
  'file.withdraw': { file: string; reason: string };
  'issue.report': { grid: string; title: string; text?: string; source: 'resident' | 'visit' | 'patrol' | 'hotline' | 'meeting' };
  'issue.edit': { base: number; title: string; text?: string };
  'issue.withdraw': { reason: string };
}

export type CommandType = keyof Commands;
export type CommandOf<T extends CommandType> = { type: T } & Commands[T];
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];

/** What is told to have happened. */
export type EventType =
  | 'meeting_convened'
  | 'meeting_announced'
  | 'meeting_opened'
  | 'meeting_started'
  | 'meeting_recessed'
  | 'meeting_resumed'
  | 'meeting_closed'
  | 'meeting_cancelled'
  | 'meeting_rescheduled'
  | 'roll_renewed'
  | 'agenda_item_added'
  | 'agenda_item_edited'
  | 'agenda_item_moved'
  | 'agenda_item_started'
  | 'agenda_item_finished'
  | 'agenda_item_deferred'
  | 'agenda_item_reset'
  | 'checked_in'
  | 'check_in_undone'
  | 'head_left'
  | 'head_excused'
  | 'person_admitted'
  | 'person_dismissed'
  | 'floor_set'
  | 'chair_set'
  | 'speaker_called'
  | 'speaker_numbered'
  | 'floor_requested'
  | 'speech_withdrawn'
  | 'floor_granted'
  | 'speech_finished'
  | 'speech_extended'
  | 'speech_undone'
  | 'card_raised'
  | 'card_settled'
  | 'proposal_tabled'
  | 'proposal_edited'
  | 'proposal_withdrawn'
  | 'proposal_supported'
  | 'proposal_discussed'
  | 'proposal_deferred'
  | 'proposal_decided'
  | 'amendment_tabled'
  | 'amendment_accepted'
  | 'amendment_withdrawn'
  | 'amendment_decided'
  | 'ballot_opened'
  | 'slips_made'
  | 'slip_used'
  | 'ballot_cast'
  | 'vote_explained'
  | 'vote_released'
  | 'vote_objected'
  | 'ballot_closed'
  | 'ballot_reopened'
  | 'ballot_annulled'
  | 'minutes_edited'
  | 'minutes_proposed'
  | 'minutes_corrected'
  | 'minutes_adopted'
  | 'minutes_signed'
  | 'minutes_objected'
  | 'decision_recorded'
  | 'decision_withdrawn'
  | 'record_published'
  | 'file_added'
  | 'file_withdrawn';
