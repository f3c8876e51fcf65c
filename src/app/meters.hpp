// What the server counts, by name: thin handles over ops::Metrics, registered before the first
// request so that counting is one atomic step. Safe from any thread.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "net/handlers.hpp"
#include "ops/observe.hpp"

namespace roundtable::app {

class Meters {
 public:
  Meters();

  /// A command of that type ("ballot.cast") has come in.
  void command(std::string_view type);
  /// Something was refused with that code.
  void refusal(std::string_view code);
  /// A failure of the machine or a broken invariant.
  void failure(std::string_view what);
  /// Read at every scrape.
  void sockets_from(std::function<net::ServerCounters()> counters);
  std::string text() { return metrics_.text(); }

 private:
  using Counters = std::map<std::string, ops::Metrics::Counter, std::less<>>;
  ops::Metrics::Counter& find(Counters& known, std::string_view key) const;

  ops::Metrics metrics_;
  Counters commands_;
  Counters refusals_;
  Counters failures_;
};

}  // namespace roundtable::app
