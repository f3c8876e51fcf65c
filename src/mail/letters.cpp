#include "mail/letters.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "records/phrases.hpp"

namespace roundtable::mail {
namespace {

struct KindRow {
  LetterKind kind;
  std::string_view name;
  std::string_view event;  // as payloads have it; "" : follows from none
};

constexpr std::array kKinds{
    KindRow{LetterKind::code, "code", ""},
    KindRow{LetterKind::announced, "announced", "\"meeting_announced\""},
    KindRow{LetterKind::moved, "moved", "\"meeting_rescheduled\""},
    KindRow{LetterKind::cancelled, "cancelled", "\"meeting_cancelled\""},
    KindRow{LetterKind::vote_open, "vote_open", "\"ballot_opened\""},
    KindRow{LetterKind::published, "published", "\"record_published\""},
};

/// The title of what was published, as the list has it.
std::string title_of(const LetterFacts& facts, records::Lang lang) {
  for (const auto& listed : facts.meeting->records) {
    if (listed.record.id.str() == facts.record) return records::pick(listed.record.title, lang);
  }
  return "";
}

}  // namespace

std::string_view to_string(LetterKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind)).name;
}

std::optional<LetterKind> letter_kind_from(std::string_view text) {
  const auto* const row =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& one) { return one.name == text; });
  if (row == kKinds.end()) return std::nullopt;
  return row->kind;
}

bool may_have_occasion(std::string_view payload) {
  return std::any_of(kKinds.begin(), kKinds.end(), [&](const auto& row) {
    return !row.event.empty() && payload.find(row.event) != std::string_view::npos;
  });
}

// A vote that is over within the sitting is for those who are in it: nobody reads a letter so soon.
std::optional<Occasion> occasion_of(const domain::Event& event) {
  if (std::holds_alternative<domain::MeetingAnnounced>(event)) {
    return Occasion{LetterKind::announced, ""};
  }
  if (std::holds_alternative<domain::MeetingRescheduled>(event)) {
    return Occasion{LetterKind::moved, ""};
  }
  if (std::holds_alternative<domain::MeetingCancelled>(event)) {
    return Occasion{LetterKind::cancelled, ""};
  }
  if (const auto* opened = std::get_if<domain::BallotOpened>(&event)) {
    if (!opened->deadline) return std::nullopt;
    return Occasion{LetterKind::vote_open, opened->ballot.str()};
  }
  if (const auto* published = std::get_if<domain::RecordPublished>(&event)) {
    return Occasion{LetterKind::published, published->record.str()};
  }
  return std::nullopt;
}

LetterWords words_of(const records::Templates& templates, LetterKind kind,
                     const LetterFacts& facts) {
  const auto lang = facts.lang == "en" ? records::Lang::en : records::Lang::zh;
  nlohmann::json values = {{"grid", facts.grid},
                           {"code", facts.code},
                           {"leave", facts.leave_url},
                           {"reason", false},
                           {"place", false}};
  if (facts.meeting) {
    const auto& meeting = *facts.meeting;
    values["meeting"] = meeting.title;
    values["time"] = records::time_words(meeting.scheduled_at, lang);
    if (!meeting.place.empty()) values["place"] = {{"name", meeting.place}};
    values["link"] = facts.base_url + "/m/" + meeting.id.str();
    values["notice"] = facts.base_url + "/meetings/" + meeting.id.str() +
                       "/notice?lang=" + std::string(records::to_string(lang));
    const auto& reason = kind == LetterKind::cancelled
                             ? meeting.now.cancel_reason
                             : (meeting.now.rescheduled ? meeting.now.rescheduled->reason : "");
    if (!reason.empty()) values["reason"] = {{"words", reason}};
  }
  if (kind == LetterKind::published) {
    values["title"] = title_of(facts, lang);
    values["link"] = facts.base_url + "/records/" + facts.record +
                     "?lang=" + std::string(records::to_string(lang));
  }
  if (facts.ballot) {
    values["question"] = facts.ballot->question;
    values["until"] = records::time_words(facts.ballot->deadline.value_or(Time{}), lang);
  }
  const auto whole = templates.render(
      std::string(to_string(kind)) + "." + std::string(records::to_string(lang)), values);
  const auto end = whole.find('\n');
  const auto begin = std::min(whole.find_first_not_of('\n', end), whole.size());
  return {whole.substr(0, end), whole.substr(begin)};
}

}  // namespace roundtable::mail
