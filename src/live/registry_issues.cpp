// The registry's issues: each stream is read and folded when it is asked for.

#include "base/ensure.hpp"
#include "base/stream_name.hpp"
#include "codec/registry_json.hpp"
#include "live/registry.hpp"

namespace roundtable::live {
namespace {

constexpr std::size_t kIssueEntriesAtOnce = 1'000;

void fold(domain::Issue& issue, const log::Entry& entry) {
  const auto header = log::read_header(entry.header);
  ensure(header.has_value(), "a stored header can be read");
  for (const auto& event : codec::read_issue_payload(entry.payload).events) {
    domain::apply(issue, event, header->actor, header->at);
  }
}

}  // namespace

std::optional<domain::Issue> Registry::issue(const IssueId& id) const {
  std::uint64_t version = 0;
  return issue(id, version);
}

std::optional<domain::Issue> Registry::issue(const IssueId& id, std::uint64_t& version) const {
  domain::Issue issue;
  for (version = 0;;) {
    const auto entries = log_.read(StreamName(id).str(), version, kIssueEntriesAtOnce);
    if (entries.empty()) break;
    for (const auto& entry : entries) fold(issue, entry);
    version = entries.back().version;
  }
  if (version == 0) return std::nullopt;
  return issue;
}

std::optional<std::string> Registry::issue_title(const IssueId& id, const GridId& grid) const {
  auto taken = taken_issue(id, grid);
  return taken ? std::optional(std::move(taken->title)) : std::nullopt;
}

std::optional<Registry::IssueTaken> Registry::taken_issue(const IssueId& id,
                                                          const GridId& grid) const {
  std::uint64_t version = 0;
  auto found = issue(id, version);
  if (!found || found->withdrawn) return std::nullopt;
  const auto tree = grids();
  const bool on_branch = tree->is_within(grid, found->grid) || tree->is_within(found->grid, grid);
  if (!on_branch) return std::nullopt;
  return IssueTaken{std::move(found->title), {StreamName(id).str(), version}};
}

}  // namespace roundtable::live
