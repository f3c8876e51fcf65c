// A reactor: what follows elsewhere from an entry of the log, or from something that has come due.
// It only says which command is to be given; when, how often and what became of it is the runner's
// (reactors/runner.hpp). It keeps nothing: asked again for the same entry it says the same.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/stream_name.hpp"
#include "domain/command.hpp"
#include "domain/refusal.hpp"
#include "log/event_log.hpp"

namespace roundtable::reactors {

/// A command and the stream that it is given to.
struct Consequence {
  StreamName stream;
  domain::Command command;
};

class Reactor {
 public:
  virtual ~Reactor() = default;

  /// Its actor is "reactor:" and this; the descriptions of commands list what it may do.
  virtual std::string_view name() const = 0;

  /// The kind of streams whose entries it follows ("meeting"); "": it follows none.
  virtual std::string_view follows() const { return ""; }
  /// Whether a new one reads what was there before it.
  virtual bool replays_history() const { return false; }
  virtual std::vector<Consequence> on_entry(const log::Entry&) const { return {}; }

  /// What follows from that being due, where it is this reactor's.
  virtual std::optional<Consequence> on_due(const StreamName&, std::string_view) const {
    return std::nullopt;
  }

  /// False for a refusal that says "not yet".
  virtual bool is_final(const domain::Refusal&) const { return true; }
};

}  // namespace roundtable::reactors
