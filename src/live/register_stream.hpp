// RegisterStream: the grid tree, a roll, the recorded legal bases - each a stream of changes that
// are worked out and encoded by who keeps them (http/importer.cpp) and read by the registry. Its
// host sees to it that each happens once, in order, on what it was worked out on. Nobody follows it
// live. Follows live/aggregate.hpp's rule of threads.
#pragma once

#include "live/aggregate.hpp"

namespace roundtable::live {

class RegisterStream final : public Aggregate {
 public:
  std::variant<Decided, domain::Refusal> decide(Submission& submission, Time at,
                                                const Head& newest) override;
  void accept(const Facts&, Time) override {}
  void build_on_durable() override {}

  Stored read(std::string_view payload) const override;
  void advance(const Facts&, const log::Entry&, Time, Change*) override {}
  void forget() override {}
  void woken() override {}
  void list(const Change&) override {}

  std::unique_ptr<Change> no_change() const override;
  Follower admit(std::shared_ptr<const Subject> subject, bool as_hall) const override;
  std::string snapshot(views::Audience) const override { return "{}"; }
  std::string patch(const Change&, views::Audience) const override { return "{}"; }
  std::string me(const Follower&) const override { return "{}"; }
  std::function<bool(const Follower&)> whose(const Change&) const override { return nullptr; }
  std::vector<std::string> labelled_for(const Follower&) const override { return {}; }
  std::vector<std::string> named() const override { return {}; }
};

}  // namespace roundtable::live
