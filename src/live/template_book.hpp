// The template book: every meeting template of templates/meetings, read once at the start and
// compared with the rule book. Immutable afterwards; safe from any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "domain/meeting_template.hpp"
#include "live/rule_book.hpp"

namespace roundtable::live {

class TemplateBook {
 public:
  /// Reads every *.json of `folder`. Throws std::runtime_error naming file, line and reason, also
  /// where a template names a rule that `rules` does not have, or one of another body.
  static TemplateBook load(const std::string& folder, const RuleBook& rules);

  /// Null when there is none of that id.
  const domain::MeetingTemplate* find(std::string_view id) const;
  const std::map<std::string, domain::MeetingTemplate, std::less<>>& all() const {
    return templates_;
  }

 private:
  std::map<std::string, domain::MeetingTemplate, std::less<>> templates_;
};

/// The rules a meeting of that template may vote under: in force on `day`, and fit for the scope;
/// in the template's order.
std::vector<std::string> usable_rules(const domain::MeetingTemplate& meeting, const RuleBook& rules,
                                      domain::ScopeKind scope, Date day);

}  // namespace roundtable::live
