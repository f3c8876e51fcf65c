// The members of a record model, named once for its writer and its reader: `fields(visit, value)`
// calls `visit("name", member)` for each, and `visit.counted_by` where a reader sets up a ballot's
// count. Internal to `records`.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "records/model.hpp"

namespace roundtable::records {

template <class V>
void fields(V& visit, domain::Text& text) {
  visit("zh", text.zh);
  visit("en", text.en);
}
template <class V>
void fields(V& visit, domain::Weight& weight) {
  visit("heads", weight.heads);
  visit("area", weight.area);
}
template <class V>
void fields(V& visit, domain::Scope& scope) {
  visit("kind", scope.kind);
  visit("building", scope.building);
  visit("stair", scope.stair);
}
template <class V>
void fields(V& visit, domain::Threshold& threshold) {
  visit("num", threshold.num);
  visit("den", threshold.den);
  visit("comparison", threshold.comparison);
}
template <class V>
void fields(V& visit, domain::LegalBasis& basis) {
  visit("law", basis.law);
  visit("article", basis.article);
  visit("url", basis.url);
}
template <class V>
void fields(V& visit, domain::NumberSource& number) {
  visit("of", number.of);
  visit("source", number.source);
  visit("setting", number.setting);
}
template <class V>
void fields(V& visit, domain::Rule& rule) {
  visit("id", rule.id);
  visit("version", rule.version);
  visit("title", rule.title);
  visit("body", rule.body);
  visit("body_name", rule.body_name);
  visit("basis", rule.basis);
  visit("by_area", rule.by_area);
  visit("quorum_kind", rule.quorum_kind);
  visit("quorum", rule.quorum);
  visit("majority", rule.majority);
  visit("majority_of", rule.majority_of);
  visit("notice_days", rule.notice_days);
  visit("short_notice", rule.short_notice);
  visit("prior_party_review", rule.prior_party_review);
  visit("abstention", rule.abstention);
  visit("signatures", rule.signatures);
  visit("members_min", rule.members_min);
  visit("publish_within_days", rule.publish_within_days);
  visit("publish_for_days", rule.publish_for_days);
  visit("numbers", rule.numbers);
  visit("legal_effect", rule.legal_effect);
  visit("binds", rule.binds);
}
template <class V>
void fields(V& visit, domain::RollSnapshot::Counted& counted) {
  visit("heads", counted.heads);
  visit("households", counted.households);
}
template <class V>
void fields(V&, domain::SnapshotHead&) {}
template <class V>
void fields(V& visit, domain::RollSnapshot& roll) {
  visit("roll", roll.roll);
  visit("counted", roll.counted);
  visit("area", roll.total_area);
  visit("named", roll.heads);
}
template <class V>
void fields(V& visit, domain::PartyReview& party) {
  visit("on", party.on);
  visit("note", party.note);
}
template <class V>
void fields(V& visit, domain::ItemText& text) {
  visit("title", text.title);
  visit("kind", text.kind);
  visit("minutes", text.minutes);
  visit("presenter", text.presenter);
  visit("issue", text.issue);
  visit("issue_title", text.issue_title);
  visit("matter", text.matter);
  visit("rule", text.rule);
  visit("party", text.party);
}
template <class V>
void fields(V& visit, domain::AgendaItem& item) {
  visit("order", item.order);
  visit("text", item.text);
  visit("state", item.state);
  visit("noticed", item.noticed);
  visit("started_at", item.started_at);
  visit("finished_at", item.finished_at);
  visit("reason", item.reason);
}
template <class V>
void fields(V& visit, domain::Attendance& attendance) {
  visit("category", attendance.category);
  visit("at", attendance.at);
}
template <class V>
void fields(V& visit, domain::FloorSubject& subject) {
  visit("item", subject.item);
  visit("proposal", subject.proposal);
}
template <class V>
void fields(V& visit, domain::Speech& speech) {
  visit("order", speech.order);
  visit("speaker", speech.speaker);
  visit("stance", speech.stance);
  visit("subject", speech.subject);
  visit("granted_at", speech.granted_at);
  visit("finished_at", speech.finished_at);
}
template <class V>
void fields(V& visit, domain::Card& card) {
  visit("order", card.order);
  visit("kind", card.kind);
  visit("raised_by", card.raised_by);
  visit("about", card.about);
  visit("item", card.item);
  visit("at", card.at);
  visit("state", card.state);
}
template <class V>
void fields(V& visit, domain::ProposalText& text) {
  visit("title", text.title);
  visit("paragraphs", text.paragraphs);
  visit("who", text.who);
  visit("where", text.where);
  visit("by", text.by);
  visit("cost", text.cost);
}
template <class V>
void fields(V& visit, domain::Proposal& proposal) {
  visit("order", proposal.order);
  visit("item", proposal.item);
  visit("mover", proposal.mover);
  visit("text", proposal.text);
  visit("amended_by", proposal.amended_by);
  visit("state", proposal.state);
  visit("reason", proposal.reason);
  visit("tabled_at", proposal.tabled_at);
  visit("decided_at", proposal.decided_at);
  visit("ballot", proposal.ballot);
}
template <class V>
void fields(V& visit, domain::Amendment& amendment) {
  visit("order", amendment.order);
  visit("proposal", amendment.proposal);
  visit("mover", amendment.mover);
  visit("paragraph", amendment.paragraph);
  visit("text", amendment.text);
  visit("old", amendment.old);
  visit("state", amendment.state);
  visit("tabled_at", amendment.tabled_at);
  visit("decided_at", amendment.decided_at);
  visit("ballot", amendment.ballot);
}
template <class V>
void fields(V& visit, domain::Motion& motion) {
  visit("proposal", motion.proposal);
  visit("amendment", motion.amendment);
}
template <class V>
void fields(V& visit, domain::ChoiceSum& sum) {
  visit("choice", sum.choice);
  visit("weight", sum.weight);
}
template <class V>
void fields(V& visit, domain::Tally& tally) {
  visit("sums", tally.sums);
  visit("participating", tally.participating);
}
/// A parameter of a method.
template <class V>
void fields(V& visit, std::pair<std::string, std::int64_t>& parameter) {
  visit("name", parameter.first);
  visit("value", parameter.second);
}
template <class V>
void fields(V& visit, domain::MethodUse& method) {
  visit("name", method.name);
  visit("version", method.version);
  visit("parameters", method.parameters);
}
/// The words of the plans, from which the method makes the choices again.
inline std::vector<std::string> plans_of(const domain::Ballot& ballot) {
  std::vector<std::string> plans;
  for (const auto& choice : ballot.choices) {
    if (choice.kind == domain::Choice::Kind::plan) plans.push_back(choice.text);
  }
  return plans;
}
template <class V>
void fields(V& visit, domain::Interest& interest) {
  visit("applicant", interest.applicant);
  visit("also", interest.also);
  visit("reason", interest.reason);
}
template <class V>
void fields(V& visit, domain::CountInHeads& count) {
  visit("area_withheld", count.area_withheld);
  visit("holds", count.holds);
  visit("tested", count.tested);
  visit("leads", count.leads);
}
template <class V>
void fields(V& visit, domain::Reopening& reopening) {
  visit("closed_at", reopening.closed_at);
  visit("at", reopening.at);
  visit("reason", reopening.reason);
}
template <class V>
void fields(V& visit, domain::Ballot& ballot) {
  visit("order", ballot.order);
  visit("item", ballot.item);
  visit("about", ballot.about);
  visit("question", ballot.question);
  visit("detail", ballot.detail);
  visit("rule", ballot.rule);
  auto method = ballot.method;
  auto plans = plans_of(ballot);
  visit("method", method);
  visit("plans", plans);
  visit.counted_by(ballot, method, plans);  // before the sums
  visit("roll", ballot.roll);
  visit("scope", ballot.scope);
  visit("interest", ballot.interest);
  visit("secrecy", ballot.secrecy);
  visit("counts", ballot.counts);
  visit("standing", ballot.standing);
  visit("standing_basis", ballot.standing_basis);
  visit("departures", ballot.departures);
  visit("party", ballot.party);
  visit("present", ballot.present_at_opening);
  visit("opened_at", ballot.opened_at);
  visit("state", ballot.state);
  visit("closed_at", ballot.closed_at);
  visit("closed_by", ballot.closed_by);
  visit("reopenings", ballot.reopenings);
  visit("annul_reason", ballot.annul_reason);
  visit("tally", ballot.tally);
  visit("channels", ballot.channels);
  visit("outcome", ballot.outcome);
  visit("in_heads", ballot.in_heads);
}
template <class V>
void fields(V& visit, domain::MinutesSection& section) {
  visit("text", section.text);
  visit("corrected", section.corrected);
}
template <class V>
void fields(V& visit, domain::Agreement& agreement) {
  visit("order", agreement.order);
  visit("item", agreement.item);
  visit("text", agreement.text);
  visit("responsible", agreement.responsible);
  visit("due", agreement.due);
  visit("party", agreement.party);
}
template <class V>
void fields(V& visit, domain::Minutes& minutes) {
  visit("state", minutes.state);
  visit("sections", minutes.sections);
  visit("decisions", minutes.decisions);
  visit("adopted_at", minutes.adopted_at);
  visit("signed_by", minutes.signed_by);
}
template <class V>
void fields(V& visit, domain::PublishedRecord& record) {
  visit("ballot", record.ballot);
  visit("number", record.number);
}
template <class V>
void fields(V& visit, domain::MeetingFile& file) {
  visit("order", file.order);
  visit("item", file.item);
  visit("title", file.title);
  visit("media", file.media);
  visit("bytes", file.bytes);
  visit("sha256", file.sha256);
}
template <class V>
void fields(V& visit, domain::Meeting::Recess& recess) {
  visit("from", recess.from);
  visit("until", recess.until);
}
template <class V>
void fields(V& visit, domain::Rescheduling& rescheduled) {
  visit("from", rescheduled.from);
  visit("place", rescheduled.place);
  visit("reason", rescheduled.reason);
  visit("at", rescheduled.at);
}
template <class V>
void fields(V& visit, domain::Meeting& meeting) {
  visit("id", meeting.id);
  visit("title", meeting.title);
  visit("place", meeting.place);
  visit("forum", meeting.forum);
  visit("grid", meeting.grid);
  visit("phase", meeting.phase);
  visit("rules", meeting.rules);
  visit("electorate", meeting.electorate);
  visit("scheduled_at", meeting.scheduled_at);
  visit("announced_at", meeting.announced_at);
  visit("started_at", meeting.started_at);
  visit("closed_at", meeting.closed_at);
  visit("urgency", meeting.urgency);
  visit("recesses", meeting.recesses);
  visit("cancel_reason", meeting.cancel_reason);
  visit("rescheduled", meeting.rescheduled);
  visit("demonstration", meeting.demonstration);
  visit("attendance", meeting.attendance);
  visit("guests", meeting.guests);
  visit("present_at_start", meeting.present_at_start);
  visit("present_modes", meeting.present_modes);
  visit("agenda", meeting.agenda);
  visit("chair", meeting.chair);
  visit("speeches", meeting.speeches);
  visit("cards", meeting.cards);
  visit("proposals", meeting.proposals);
  visit("amendments", meeting.amendments);
  visit("ballots", meeting.ballots);
  visit("minutes", meeting.minutes);
  visit("records", meeting.records);
  visit("files", meeting.files);
  visit("last_at", meeting.last_at);
}
template <class V>
void fields(V& visit, CheckpointStamp& stamp) {
  visit("number", stamp.number);
  visit("hash", stamp.hash);
}
template <class V>
void fields(V& visit, Making& made) {
  visit("number", made.number);
  visit("at", made.at);
  visit("stream", made.stream);
  visit("version", made.version);
  visit("hash", made.hash);
  visit("checkpoint", made.checkpoint);
  visit("key", made.key);
}
template <class V>
void fields(V& visit, domain::SlipCounts& slips) {
  visit("made", slips.made);
  visit("used", slips.used);
  visit("replaced", slips.replaced);
}
template <class V>
void fields(V& visit, domain::PublicationTerms& terms) {
  visit("due", terms.due);
  visit("until", terms.until);
  visit("lacking", terms.lacking);
}
template <class V>
void fields(V& visit, domain::ObjectionCounts& counts) {
  visit("made", counts.made);
  visit("answered", counts.answered);
}
template <class V>
void fields(V& visit, AnnulledVote& vote) {
  visit("question", vote.question);
  visit("opened_at", vote.opened_at);
  visit("reason", vote.reason);
}
template <class V>
void fields(V& visit, ModelFacts& facts) {
  visit("path", facts.path);
  visit("issuer", facts.issuer);
  visit("contact", facts.contact);
  visit("objection_from", facts.objection_from);
  visit("objection_until", facts.objection_until);
  visit("votes_objected", facts.votes_objected);
  visit("slips", facts.slips);
  visit("minutes_objected", facts.minutes_objected);
  visit("handled_by", facts.handled_by);
  visit("chaired_by", facts.chaired_by);
  visit("recorded_by", facts.recorded_by);
  visit("adopted_by", facts.adopted_by);
  visit("annulled", facts.annulled);
  visit("terms", facts.terms);
  visit("earliest", facts.earliest);
}
template <class V>
void fields(V& visit, Model& model) {
  visit("kind", model.kind);
  visit("made", model.made);
  visit("facts", model.facts);
  visit("ballot", model.ballot);
  visit("meeting", model.meeting);
}

}  // namespace roundtable::records
