// The rule book: every rule of templates/rules and the holidays beside them, read once at the
// start. What a meeting fixed is in its own entries and content; this is only where new meetings
// take their rules from.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/rule.hpp"

namespace roundtable::live {

class RuleBook {
 public:
  /// Reads every *.json of `folder` and of its folder `holidays`, which may be missing. Throws
  /// std::runtime_error naming file, line and reason.
  static RuleBook load(const std::string& folder);

  /// The newest rule of that id in force on `day`; null when there is none.
  const domain::FixedRule* find(std::string_view id, Date day) const;
  /// The exact text behind a SHA-256 of this book; null when unknown.
  const std::string* text(std::string_view sha256) const;
  /// Is there a rule, of whatever day, for that deciding body? Deliberation is none: it does not
  /// sit, every meeting deliberates.
  bool knows_body(std::string_view body) const;
  /// Those bodies by id, each with the name that one of its newest rules gives it.
  std::map<std::string, domain::Text> bodies() const;
  /// True if some version of that rule is of that body.
  bool holds(std::string_view id, std::string_view body) const;
  /// Which days are days of work.
  const domain::Calendar& calendar() const { return calendar_; }
  /// Whether some rule of that body may bind: only then is a legal basis for it of any effect.
  bool may_bind(std::string_view body) const;
  /// Rules in force on `day` for a body, by id.
  std::vector<const domain::FixedRule*> for_body(std::string_view body, Date day) const;

 private:
  std::multimap<std::string, domain::FixedRule, std::less<>> rules_;
  std::map<std::string, std::string, std::less<>> texts_;
  domain::Calendar calendar_;
};

}  // namespace roundtable::live
