#include "domain/meeting.hpp"

namespace roundtable::domain {

std::string_view to_string(Phase phase) {
  switch (phase) {
    case Phase::none:
      return "none";
    case Phase::convened:
      return "convened";
    case Phase::announced:
      return "announced";
    case Phase::open:
      return "open";
    case Phase::in_session:
      return "in_session";
    case Phase::recess:
      return "recess";
    case Phase::closed:
      return "closed";
    case Phase::cancelled:
      return "cancelled";
  }
  return "";
}

std::string_view to_string(Category category) {
  switch (category) {
    case Category::present:
      return "present";
    case Category::in_attendance:
      return "in_attendance";
    case Category::excused:
      return "excused";
    case Category::observer:
      return "observer";
    case Category::left:
      return "left";
  }
  return "";
}

std::optional<Category> category_from(std::string_view text) {
  for (const auto category : {Category::present, Category::in_attendance, Category::excused,
                              Category::observer, Category::left}) {
    if (to_string(category) == text) return category;
  }
  return std::nullopt;
}

std::string_view to_string(Mode mode) {
  switch (mode) {
    case Mode::phone:
      return "phone";
    case Mode::hall:
      return "hall";
    case Mode::proxy:
      return "proxy";
  }
  return "";
}

std::optional<Mode> mode_from(std::string_view text) {
  for (const auto mode : {Mode::phone, Mode::hall, Mode::proxy}) {
    if (to_string(mode) == text) return mode;
  }
  return std::nullopt;
}

const Ballot* Meeting::ballot(const BallotId& ballot_id) const {
  const auto found = ballots.find(ballot_id);
  return found == ballots.end() ? nullptr : &found->second;
}

const FixedRule* Meeting::motion_rule() const {
  for (const auto& fixed : rules) {
    if (fixed.value->body == kDeliberation) return &fixed;
  }
  return nullptr;
}

bool Meeting::knows(const SpeakerId& speaker) const {
  return electorate.value->heads.contains(HeadId(speaker.str())) ||
         guests.contains(PersonId(speaker.str()));
}

const FixedRule* Meeting::rule(std::string_view rule_id) const {
  for (const auto& fixed : rules) {
    if (fixed.value->id == rule_id) return &fixed;
  }
  return nullptr;
}

}  // namespace roundtable::domain
