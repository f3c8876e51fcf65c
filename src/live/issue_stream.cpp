#include "live/issue_stream.hpp"

#include <utility>

#include "base/ensure.hpp"
#include "codec/registry_json.hpp"
#include "domain/decide_issue.hpp"
#include "log/hash_chain.hpp"
#include "views/issue_view.hpp"
#include "views/me_view.hpp"

namespace roundtable::live {
namespace {

using domain::Code;
using domain::Refusal;

struct IssueFacts final : Facts {
  std::vector<domain::IssueEvent> events;
  ActorId by;  // of what was decided here and is not yet durable
};

const IssueFacts& of_issue(const Facts& facts) {
  return static_cast<const IssueFacts&>(facts);
}

class IssueChange final : public Change {
 public:
  bool empty() const override { return !words && !standing; }
  void merge(const Change& newer) override {
    const auto& other = static_cast<const IssueChange&>(newer);
    words |= other.words;
    standing |= other.standing;
  }
  bool words = false;
  bool standing = false;  // it is there, or no longer: what one may do with it moves
};

}  // namespace

IssueStream::IssueStream(IssueId id, HostServices& services)
    : id_(std::move(id)), services_(services) {
  newest_.id = id_;
  durable_.id = id_;
}

// ---- deciding -------------------------------------------------------------------------------

bool IssueStream::may(const Subject& subject, const domain::Command& command,
                      const domain::Issue& issue, const GridId& grid) const {
  const auto roles = roles_on(subject, *services_.registry.grids(), grid);
  const bool reported = !subject.actor.empty() && subject.actor == issue.reported_by;
  return permitted(subject, roles, command, reported);
}

std::variant<Decided, Refusal> IssueStream::decide(Submission& submission, Time,
                                                   const Head& newest) {
  const auto& command = submission.command;
  const auto& subject = *submission.subject;
  const auto* report = std::get_if<domain::ReportIssue>(&command);
  if (report == nullptr && newest.version == 0) return Refusal{Code::issue_unknown, {}};
  const auto& grid = report != nullptr ? report->grid : newest_.grid;
  const bool known = services_.registry.grids()->find(grid) != nullptr;
  if (!known || !may(subject, command, newest_, grid)) {
    return Refusal{Code::permission_denied, {{"type", std::string(type_name(command))}}};
  }
  auto decision = domain::decide_issue(newest_, command);
  if (auto* refusal = std::get_if<Refusal>(&decision)) return std::move(*refusal);
  auto& accepted = std::get<domain::IssueAccepted>(decision);
  Decided decided;
  decided.payload = codec::encode_issue_payload(accepted.events, accepted.result);
  auto facts = std::make_shared<IssueFacts>();
  facts->events = std::move(accepted.events);
  facts->by = subject.actor;
  decided.facts = std::move(facts);
  return decided;
}

void IssueStream::accept(const Facts& facts, Time at) {
  const auto& given = of_issue(facts);
  for (const auto& event : given.events) apply(newest_, event, given.by, at);
}

void IssueStream::build_on_durable() {
  newest_ = durable_;
}

// ---- the durable state ----------------------------------------------------------------------

Stored IssueStream::read(std::string_view payload) const {
  auto stored = codec::read_issue_payload(payload);
  auto facts = std::make_shared<IssueFacts>();
  facts->events = std::move(stored.events);
  return {std::move(facts), std::move(stored.result)};
}

void IssueStream::advance(const Facts& facts, const log::Entry& entry, Time at, Change* change) {
  const auto header = log::read_header(entry.header);
  ensure(header.has_value(), "a stored header can be read");
  for (const auto& event : of_issue(facts).events) {
    apply(durable_, event, header->actor, at);
    if (change == nullptr) continue;
    auto& noted = static_cast<IssueChange&>(*change);
    noted.words = true;
    noted.standing |= !std::holds_alternative<domain::IssueEdited>(event);
  }
}

void IssueStream::forget() {
  durable_ = {};
  durable_.id = id_;
}

// ---- what followers are shown of it ---------------------------------------------------------

std::unique_ptr<Change> IssueStream::no_change() const {
  return std::make_unique<IssueChange>();
}

Follower IssueStream::admit(std::shared_ptr<const Subject> subject, bool as_hall) const {
  Follower follower{std::move(subject)};
  if (as_hall) return follower;
  if (follower.subject->kind == SubjectKind::staff) follower.audience = views::Audience::staff;
  if (follower.subject->kind == SubjectKind::resident) follower.audience = views::Audience::member;
  return follower;
}

std::string IssueStream::snapshot(views::Audience) const {
  return views::issue_snapshot_json(durable_);
}

std::string IssueStream::patch(const Change& change, views::Audience) const {
  return change.empty() ? "{}" : views::issue_patch_json(durable_);
}

std::string IssueStream::me(const Follower& follower) const {
  const auto& subject = *follower.subject;
  views::Viewer viewer;
  viewer.kind = kind_of(follower.audience);
  viewer.actor = subject.actor.str();
  viewer.name = subject.name;
  if (follower.audience == views::Audience::everyone) return views::issue_me_json(viewer);
  const auto roles = roles_on(subject, *services_.registry.grids(), durable_.grid);
  for (const auto role : roles.names()) {
    viewer.roles.push_back(to_string(role));
  }
  std::vector<std::string> possible;
  if (!durable_.withdrawn) {
    for (const auto& command :
         {domain::Command(domain::EditIssue{}), domain::Command(domain::WithdrawIssue{})}) {
      if (!may(subject, command, durable_, durable_.grid)) continue;
      possible.emplace_back(type_name(command));
    }
  }
  viewer.may = &possible;
  return views::issue_me_json(viewer);
}

// What one may do with it ends for all at once.
std::function<bool(const Follower&)> IssueStream::whose(const Change& change) const {
  if (!static_cast<const IssueChange&>(change).standing) return nullptr;
  return [](const Follower&) { return true; };
}

std::string report_sha256(const IssueId& issue, const domain::ReportIssue& report) {
  return log::sha256_hex(codec::encode_issue_payload(
      {domain::IssueReported{issue, report.grid, report.title, report.text, report.source}}));
}

}  // namespace roundtable::live
