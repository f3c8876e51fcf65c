// MeetingStream: the meeting as an aggregate. How it decides is in meeting_decide.cpp, what it
// shows in meeting_shown.cpp. Follows live/aggregate.hpp's rule of threads.
#pragma once

#include <array>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "codec/entry_json.hpp"
#include "domain/decide.hpp"
#include "live/aggregate.hpp"
#include "live/host_services.hpp"
#include "live/possible.hpp"
#include "views/me_view.hpp"
#include "views/meeting_view.hpp"

namespace roundtable::live {

struct MeetingFacts final : Facts {
  std::vector<domain::Event> events;
  ActorId actor;  // who gave the command; "" : the entry's header says it
  static std::shared_ptr<const MeetingFacts> of(std::vector<domain::Event> events,
                                                ActorId actor = {});
};

class MeetingStream final : public Aggregate {
 public:
  MeetingStream(MeetingId id, HostServices& services);

  std::variant<Decided, domain::Refusal> decide(Submission& submission, Time at,
                                                const Head& newest) override;
  MakeRecord to_make(const Submission& submission, const domain::Refusal& refusal, Time at,
                     const Head& newest) override;
  void accept(const Facts& facts, Time at) override;
  void look_again(const std::vector<log::Guard>& guards) override;
  void build_on_durable() override;

  Stored read(std::string_view payload) const override;
  void advance(const Facts& facts, const log::Entry& entry, Time at, Change* change) override;
  void forget() override;
  void woken() override;
  void list(const Change& change) override;

  std::unique_ptr<Change> no_change() const override;
  Follower admit(std::shared_ptr<const Subject> subject, bool as_hall) const override;
  bool may_follow(const Follower& follower) const override;
  std::string snapshot(views::Audience audience) const override;
  std::string patch(const Change& change, views::Audience audience) const override;
  std::string me(const Follower& follower) const override;
  std::function<bool(const Follower&)> whose(const Change& change) const override;
  std::vector<std::string> labelled_for(const Follower& follower) const override;
  std::vector<std::string> named() const override;
  std::map<std::string, std::string> called() const override;

 private:
  domain::Context context_for(const Submission& submission, Time at, const Head& newest,
                              Decided& decided) const;
  bool wants_issuer(const Submission& submission) const;
  bool may_use_roll(const Subject& subject, const domain::ConveneMeeting& convene) const;
  /// The rule of that id in force now, which the law may have changed since the meeting was
  /// convened.
  void add_rule_in_force(domain::Context& context, std::string_view id, Decided& decided) const;
  void add_snapshot(domain::Context& context, const RollId& roll, const domain::Scope& scope,
                    Decided& decided) const;
  void add_electorate(domain::Context& context, const domain::Scope& scope, Decided& decided) const;
  void leave_to_others(domain::Context& context, const domain::Interest& interest,
                       Decided& decided) const;
  PublishAsked asked(const domain::PublishRecord& command, const Submission& submission, Time at,
                     const Head& newest) const;
  Roles roles_of(const Subject& subject, const GridId& grid, std::string_view body) const;
  views::GridPath path(const domain::GridTree& grids) const;

  /// A whole view as it was rendered: many join between two entries.
  struct Rendered {
    std::shared_ptr<const domain::GridTree> grids;  // whose names are in it
    std::string text;
  };

  const MeetingId id_;
  HostServices& services_;
  codec::Sources sources_;
  domain::Meeting newest_;  // what commands are decided on
  Officers newest_officers_;
  views::ViewState view_;  // durable
  Officers officers_;      // durable
  std::map<HeadId, std::map<BallotId, views::Receipt>> receipts_;
  mutable PossibleByClass possible_;
  mutable std::array<Rendered, std::size(views::kAudiences)> rendered_;  // of `view_`
};

}  // namespace roundtable::live
