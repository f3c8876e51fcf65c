// What is published and once: the result of a ballot, or the minutes. The document was made away
// from the turn; it is published where it still says what it would say now, whatever else has
// happened meanwhile.
#include "domain/decide_parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

Refusal already_published(const RecordId& record) {
  return {Code::record_already_published, {{"record", record.str()}}};
}

std::optional<Refusal> outcome_problem(const Meeting& meeting, const BallotId& id) {
  const auto* ballot = meeting.ballot(id);
  const Fields named = {{"ballot", id.str()}};
  if (ballot == nullptr) return Refusal{Code::ballot_unknown, named};
  switch (ballot->state) {
    case BallotState::open:
      return Refusal{Code::ballot_still_open, named};
    case BallotState::annulled:
      return Refusal{Code::ballot_annulled, named};
    case BallotState::closed:
      break;
  }
  if (!ballot->record.empty()) return already_published(ballot->record);
  return std::nullopt;
}

std::optional<Refusal> minutes_problem(const Minutes& minutes) {
  if (minutes.state == MinutesState::published) return already_published(minutes.record);
  if (minutes.state == MinutesState::adopted) return std::nullopt;
  return Refusal{Code::minutes_state, {{"state", std::string(to_string(minutes.state))}}};
}

std::optional<Refusal> document_problem(const PublishRecord& command, const Context& context) {
  if (const auto* bad = std::get_if<BadTemplate>(&command.made)) {
    return Refusal{Code::record_template, {{"template", bad->name}, {"line", bad->line}}};
  }
  if (std::holds_alternative<NoIssuer>(command.made)) {
    return Refusal{Code::record_issuer_needed, {}};
  }
  const auto* document = std::get_if<Document>(&command.made);
  if (document != nullptr && document->model == context.model) return std::nullopt;
  return Refusal{Code::record_changed, {}};
}

}  // namespace

Decision decide_command(const Meeting& meeting, const PublishRecord& command,
                        const Context& context) {
  auto problem = command.ballot.empty() ? minutes_problem(meeting.minutes)
                                        : outcome_problem(meeting, command.ballot);
  if (!problem) problem = text_problem("contact", command.contact, kContactBytesMax);
  if (!problem && !command.issuer.empty()) {
    problem = text_problem("issuer", command.issuer, kIssuerBytesMax);
  }
  if (!problem) problem = document_problem(command, context);
  if (problem) return *std::move(problem);
  const auto& document = std::get<Document>(command.made);
  const auto period = publication_period(meeting, command.ballot, context.at, calendar_of(context));
  RecordPublished published;
  published.record = RecordId(context.fresh_id);
  published.ballot = command.ballot;
  published.number = document.number;
  published.title = document.title;
  published.sha256 = document.sha256;
  published.contact = command.contact;
  published.objection_from = period.from;
  published.objection_until = period.until;
  published.model = document.model;
  Fields result = {{"record", published.record.str()}};
  if (!command.ballot.empty()) result.emplace_back("ballot", command.ballot.str());
  return Accepted{{std::move(published)}, std::move(result)};
}

}  // namespace roundtable::domain
