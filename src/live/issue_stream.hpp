// IssueStream: an issue as an aggregate. Everybody may follow it; who reported it or keeps the
// registers of its grid changes it. Follows live/aggregate.hpp's rule of threads.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "domain/issue.hpp"
#include "live/aggregate.hpp"
#include "live/host_services.hpp"

namespace roundtable::live {

class IssueStream final : public Aggregate {
 public:
  IssueStream(IssueId id, HostServices& services);

  std::variant<Decided, domain::Refusal> decide(Submission& submission, Time at,
                                                const Head& newest) override;
  void accept(const Facts& facts, Time at) override;
  void build_on_durable() override;

  Stored read(std::string_view payload) const override;
  void advance(const Facts& facts, const log::Entry& entry, Time at, Change* change) override;
  void forget() override;
  void woken() override {}
  /// Lists of issues follow the log themselves (readmodel/model_writer.hpp).
  void list(const Change&) override {}

  std::unique_ptr<Change> no_change() const override;
  Follower admit(std::shared_ptr<const Subject> subject, bool as_hall) const override;
  std::string snapshot(views::Audience audience) const override;
  std::string patch(const Change& change, views::Audience audience) const override;
  std::string me(const Follower& follower) const override;
  std::function<bool(const Follower&)> whose(const Change& change) const override;
  /// It names no person.
  std::vector<std::string> labelled_for(const Follower&) const override { return {}; }
  std::vector<std::string> named() const override { return {}; }

 private:
  bool may(const Subject& subject, const domain::Command& command, const domain::Issue& issue,
           const GridId& grid) const;

  const IssueId id_;
  HostServices& services_;
  domain::Issue newest_;   // what commands are decided on
  domain::Issue durable_;  // what is shown
};

/// What a report is known by when it comes again, as since release 0.1.0: the hash of what is
/// stored.
std::string report_sha256(const IssueId& issue, const domain::ReportIssue& report);

}  // namespace roundtable::live
