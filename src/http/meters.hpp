// What the server counts, by name: thin handles over ops::Metrics, registered before the first
// request so that counting is one atomic step. Safe from any thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "live/counters.hpp"
#include "log/event_log.hpp"
#include "net/handlers.hpp"
#include "ops/observe.hpp"

namespace roundtable::http {

class Meters {
 public:
  Meters();

  /// A command of that type ("ballot.cast") has come in.
  void command(std::string_view type);
  /// Something was refused with that code.
  void refusal(std::string_view code);
  /// A failure of the machine or a broken invariant.
  void failure(std::string_view what);
  /// A request was answered; `route` as http/route.hpp labels it, anything else is "other".
  void answered(std::string_view route, unsigned status);
  void commit(const log::Commit& commit);
  /// Read at every scrape.
  void sockets_from(std::function<net::ServerCounters()> counters);
  void meetings_from(std::shared_ptr<const live::Counters> counters);
  void waiting_from(const std::string& pool, std::function<std::size_t()> waiting);
  void reactions_from(std::function<std::size_t()> waiting, std::function<std::size_t()> given_up);
  void letters_from(std::function<std::size_t()> waiting, std::function<std::size_t()> given_up);
  std::string text() { return metrics_.text(); }

 private:
  using Counters = std::map<std::string, ops::Metrics::Counter, std::less<>>;
  ops::Metrics::Counter& find(Counters& known, std::string_view key) const;

  ops::Metrics metrics_;
  Counters commands_;
  Counters refusals_;
  Counters failures_;
  Counters answers_;
  ops::Metrics::Histogram append_seconds_;
  ops::Metrics::Histogram commit_seconds_;
  ops::Metrics::Histogram commit_batches_;
  ops::Metrics::Counter entries_;
  ops::Metrics::Gauge queued_;
};

}  // namespace roundtable::http
