// What the hosts of streams need of the house around them; wired in `app`.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/env.hpp"
#include "domain/decide.hpp"
#include "live/counters.hpp"
#include "live/documents.hpp"
#include "live/hub.hpp"
#include "live/limits.hpp"
#include "live/registry.hpp"
#include "live/rule_book.hpp"
#include "log/event_log.hpp"
#include "views/view_state.hpp"

namespace roundtable::live {

struct HostServices {
  log::EventLog& log;
  const Clock& clock;
  Randomness& randomness;
  const RuleBook& rules;
  Registry& registry;
  Hub& hub;
  PrepareRecord prepare_record;
  /// Labels for ids (room labels, names) from the Directory, which may block: `tell` is called
  /// later, from any thread, or not at all where the Directory cannot be read.
  using Labels = std::map<std::string, std::string>;
  std::function<void(std::vector<std::string> ids, std::function<void(Labels)> tell)> labels;
  /// What a meeting is at, where something that lists show may have changed. From any thread.
  std::function<void(const views::ViewState&)> listed;
  /// Told of every broken invariant and failure, for the log lines. From any thread.
  std::function<void(std::string_view what, const std::string& detail)> report;
  /// Sealed values that are to be erased for good, as soon as that is durable; erasing blocks and
  /// is handed on. The log keeps them as pending until then. From any thread.
  std::function<void(std::vector<std::string> commitments)> erase;
  std::shared_ptr<Counters> counters = std::make_shared<Counters>();
  /// Runs a task on a worker; false where too many wait. Reading a stream from the log takes as
  /// long as the stream: without workers it is done in its shard's place (tests).
  std::function<bool(std::function<void()>)> work{};
  /// The same for documents, on workers that may wait for the disk and the Directory.
  std::function<bool(std::function<void()>)> make{};
  std::size_t held_bytes_max = kHeldBytesMax;
  /// A meeting has come so far, and nothing that lists show has changed. From any thread.
  std::function<void(const MeetingId&, std::uint64_t version)> passed = [](const MeetingId&,
                                                                           std::uint64_t) {};
  /// Without it nobody issues notices (tests).
  PrepareNotice prepare_notice{};
};

}  // namespace roundtable::live
