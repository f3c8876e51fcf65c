// The registry's issues: each stream folded as the log delivers it, and read where it did not.
#include <algorithm>
#include <tuple>

#include "base/ensure.hpp"
#include "base/stream_name.hpp"
#include "codec/issue_json.hpp"
#include "live/registry.hpp"

namespace roundtable::live {
namespace {

constexpr std::size_t kIssueEntriesAtOnce = 1'000;

bool is_of_an_issue(const log::Entry& entry) {
  return StreamName::of(entry.stream).kind() == "issue";
}

void fold(domain::Issue& issue, const log::Entry& entry) {
  const auto header = log::read_header(entry.header);
  ensure(header.has_value(), "a stored header can be read");
  for (const auto& event : codec::read_issue_payload(entry.payload).events) {
    domain::apply(issue, event, header->actor, header->at);
  }
}

}  // namespace

// On the log's thread: what cannot be folded at once is left to who asks next.
void Registry::on_durable(const log::Delivery& delivery) {
  const auto& entries = delivery->entries;
  if (entries.empty() || !is_of_an_issue(entries.front())) return;
  const std::scoped_lock lock(mutex_);
  try {
    const bool in_order = std::all_of(entries.begin(), entries.end(),
                                      [&](const auto& entry) { return take_in_issue(entry); });
    if (in_order) return;
  } catch (const std::exception& failure) {
    report("entry_unreadable", entries.front().stream + ": " + failure.what());
  }
  missed_.insert(entries.front().stream);
}

// Under the lock.
bool Registry::take_in_issue(const log::Entry& entry) const {
  const IssueId id{std::string(StreamName::of(entry.stream).id())};
  auto& followed = issues_[id];
  if (entry.version <= followed.version) return true;
  if (entry.version > followed.version + 1) return false;
  auto issue = followed.issue != nullptr ? *followed.issue : domain::Issue{};
  fold(issue, entry);
  issues_by_grid_[issue.grid].insert(id);
  followed = {entry.version, std::make_shared<const domain::Issue>(std::move(issue))};
  return true;
}

void Registry::read_issue(const std::string& stream) const {
  const IssueId id{std::string(StreamName::of(stream).id())};
  for (;;) {
    std::uint64_t version = 0;
    {
      const std::scoped_lock lock(mutex_);
      if (const auto known = issues_.find(id); known != issues_.end()) {
        version = known->second.version;
      }
    }
    const auto entries = log_.read(stream, version, kIssueEntriesAtOnce);
    if (entries.empty()) return;
    const std::scoped_lock lock(mutex_);
    for (const auto& entry : entries) ensure(take_in_issue(entry), "a stream is read in order");
  }
}

void Registry::read_missed_issues() const {
  std::set<std::string> missed;
  {
    const std::scoped_lock lock(mutex_);
    missed.swap(missed_);
  }
  for (const auto& stream : missed) {
    try {
      read_issue(stream);
    } catch (const std::exception& failure) {
      // Asked again by whoever comes next; until then it stands as it was.
      report("log_unreadable", stream + ": " + failure.what());
      const std::scoped_lock lock(mutex_);
      missed_.insert(stream);
    }
  }
}

std::optional<domain::Issue> Registry::issue(const IssueId& id) const {
  domain::Issue issue;
  std::uint64_t version = 0;
  for (;;) {
    const auto entries = log_.read(StreamName(id).str(), version, kIssueEntriesAtOnce);
    if (entries.empty()) break;
    for (const auto& entry : entries) fold(issue, entry);
    version = entries.back().version;
  }
  if (version == 0) return std::nullopt;
  return issue;
}

std::vector<std::shared_ptr<const domain::Issue>> Registry::issues_of(
    const std::function<bool(const GridId&)>& is_meant, std::size_t most) const {
  read_missed_issues();
  const std::scoped_lock lock(mutex_);
  std::vector<const std::shared_ptr<const domain::Issue>*> meant;
  for (const auto& [grid, ids] : issues_by_grid_) {
    if (!is_meant(grid)) continue;
    for (const auto& id : ids) {
      const auto& issue = issues_.at(id).issue;
      if (!issue->withdrawn) meant.push_back(&issue);
    }
  }
  const auto until = meant.begin() + static_cast<std::ptrdiff_t>(std::min(most, meant.size()));
  std::partial_sort(meant.begin(), until, meant.end(), [](const auto* a, const auto* b) {
    return std::tie((*b)->reported_at, (*a)->id) < std::tie((*a)->reported_at, (*b)->id);
  });
  std::vector<std::shared_ptr<const domain::Issue>> found;
  for (auto issue = meant.begin(); issue != until; ++issue) found.push_back(**issue);
  return found;
}

std::optional<std::string> Registry::issue_title(const IssueId& id, const GridId& grid) const {
  const auto found = issue(id);
  if (!found || found->withdrawn) return std::nullopt;
  const auto tree = grids();
  const bool on_branch = tree->is_within(grid, found->grid) || tree->is_within(found->grid, grid);
  return on_branch ? std::optional(found->title) : std::nullopt;
}

}  // namespace roundtable::live
