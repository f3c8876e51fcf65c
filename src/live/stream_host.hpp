// StreamHost: the single writer of one stream, of whatever kind. A turn decides and appends, the
// durable state follows what the log delivers, the fan-out shows that and nothing else; here they
// are joined.
//
// Loaded on any one thread, then on its strand alone.
#pragma once

#include <memory>
#include <vector>

#include "live/durable_state.hpp"
#include "live/fan_out.hpp"
#include "live/stream.hpp"
#include "live/turn.hpp"

namespace roundtable::live {

class StreamHost {
 public:
  /// `aggregate` is as before the first entry.
  static std::shared_ptr<StreamHost> make(StreamName name, Strand& strand, HostServices& services,
                                          std::unique_ptr<Aggregate> aggregate);
  StreamHost(const StreamHost&) = delete;
  StreamHost& operator=(const StreamHost&) = delete;

  /// Reads the whole stream. Throws log::LogFailure or codec::DecodeFailure.
  void load();
  bool exists() const { return durable_.head().version > 0; }
  std::size_t bytes() const { return durable_.bytes(); }

  void submit(Submission submission) { turn_.submit(std::move(submission)); }
  /// Entries of this stream that are durable now.
  void on_durable(const std::vector<log::Entry>& entries);
  FanOut& fan_out() { return fan_out_; }

  /// Nothing waits, nothing is under way, nobody follows.
  bool may_retire() const { return turn_.idle() && !fan_out_.followed(); }

 private:
  explicit StreamHost(Stream stream);
  /// False if the log cannot be read.
  bool catch_up();

  Stream stream_;
  DurableState durable_;
  FanOut fan_out_;
  Turn turn_;
  bool starting_over_ = false;  // what was in memory could not be trusted
};

}  // namespace roundtable::live
