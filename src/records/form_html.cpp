// A document as a page of its own, in one language.
#include "records/forms.hpp"
#include "records/minutes.hpp"
#include "records/notice.hpp"

namespace roundtable::records {
namespace {

MinutesFacts page_facts(const Model& model, const Names& names) {
  MinutesFacts out;
  auto& record = out.record;
  record.path = model.facts.path;
  record.issuer = model.facts.issuer;
  record.number = model.made.number;
  record.contact = model.facts.contact;
  record.published_at = model.made.at;
  record.objection_from = model.facts.objection_from;
  record.objection_until = model.facts.objection_until;
  record.stream = model.made.stream;
  record.version = model.made.version;
  record.hash = model.made.hash;
  record.checkpoint = model.made.checkpoint;
  record.key = model.made.key;
  record.annulled = model.facts.annulled;
  record.terms = model.facts.terms;
  if (!model.facts.earliest.empty()) record.earliest = model.facts.earliest.front();
  const auto named = [&](const ActorId& id) { return id.empty() ? "" : names.name(id.str()); };
  record.handled_by = named(model.facts.handled_by);
  record.votes_objected = model.facts.votes_objected;
  record.slips = model.facts.slips;
  out.chaired_by = named(model.facts.chaired_by);
  out.recorded_by = named(model.facts.recorded_by);
  out.adopted_by = named(model.facts.adopted_by);
  out.objected = model.facts.minutes_objected;
  out.name = names.name;
  out.representative = names.representative;
  out.building = names.building;
  return out;
}

}  // namespace

std::string title_of(const Model& model, Lang lang) {
  switch (model.kind) {
    case DocumentKind::outcome:
      return outcome_title(model.meeting.ballots.at(model.ballot), lang);
    case DocumentKind::minutes:
      return minutes_title(model.meeting, lang);
    case DocumentKind::notice:
      return notice_title(model.meeting, lang);
  }
  return {};
}

std::string make_html(const Templates& templates, const Model& model, const Names& names,
                      Lang lang) {
  const auto facts = page_facts(model, names);
  switch (model.kind) {
    case DocumentKind::outcome:
      return render_outcome(templates, model.meeting, model.meeting.ballots.at(model.ballot),
                            facts.record, lang)
          .bytes;
    case DocumentKind::minutes:
      return render_minutes(templates, model.meeting, facts, lang).bytes;
    case DocumentKind::notice:
      return render_notice(templates, model, lang);
  }
  return {};
}

}  // namespace roundtable::records
