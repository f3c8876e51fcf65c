#include "domain/issue.hpp"

#include <array>
#include <utility>

#include "base/ensure.hpp"

namespace roundtable::domain {
namespace {

constexpr std::array<std::pair<IssueSource, std::string_view>, 5> kSources = {{
    {IssueSource::resident, "resident"},
    {IssueSource::visit, "visit"},
    {IssueSource::patrol, "patrol"},
    {IssueSource::hotline, "hotline"},
    {IssueSource::meeting, "meeting"},
}};

struct IssueApplier {
  Issue& issue;
  const ActorId& by;
  Time at;

  void operator()(const IssueReported& e) const {
    ensure(issue.grid.empty(), "an issue is reported once");
    issue.id = e.issue;
    issue.grid = e.grid;
    issue.title = e.title;
    issue.text = e.text;
    issue.source = e.source;
    issue.reported_at = at;
    issue.reported_by = by;
  }
  void operator()(const IssueEdited& e) const {
    standing();
    issue.title = e.title;
    issue.text = e.text;
    issue.edited_at = at;
    ++issue.edits;
  }
  void operator()(const IssueWithdrawn& e) const {
    standing();
    issue.withdrawn = Issue::Withdrawal{at, e.reason};
  }

 private:
  void standing() const {
    ensure(!issue.grid.empty() && !issue.withdrawn, "what is changed is reported and stands");
  }
};

}  // namespace

std::string_view to_string(IssueSource source) {
  for (const auto& [known, text] : kSources) {
    if (known == source) return text;
  }
  return "";
}

std::optional<IssueSource> issue_source_from(std::string_view text) {
  for (const auto& [source, known] : kSources) {
    if (known == text) return source;
  }
  return std::nullopt;
}

void apply(Issue& issue, const IssueEvent& event, const ActorId& by, Time at) {
  std::visit(IssueApplier{issue, by, at}, event);
}

}  // namespace roundtable::domain
