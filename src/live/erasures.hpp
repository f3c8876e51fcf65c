// Erasures: what must be erased from the log's store is erased, on a worker, however often it
// takes. The log itself keeps what is pending, so that nothing is lost with the process; a start
// begins with that. Callable from any thread.
#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "live/workers.hpp"
#include "log/event_log.hpp"

namespace roundtable::live {

class Erasures {
 public:
  /// `report` is told why an erasure has failed; it stays due.
  Erasures(log::EventLog& log, std::function<void(std::string_view why)> report);

  void add(std::vector<std::string> commitments);
  /// Hands what is due to a worker; called when something was added and every five minutes. Nothing
  /// is done before the first call.
  void carry_out(Workers& workers);
  std::size_t due() const;

 private:
  void work();

  log::EventLog& log_;
  const std::function<void(std::string_view)> report_;
  mutable std::mutex mutex_;
  std::set<std::string> due_;
  bool at_work_ = false;
};

}  // namespace roundtable::live
