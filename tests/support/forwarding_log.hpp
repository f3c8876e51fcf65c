// Logs that hand on what they do not change: all reading to other readers, or everything to another
// log.
#pragma once

#include <utility>

#include "log/event_log.hpp"

namespace roundtable::log::test {

class ReadingLog : public EventLog {
 public:
  explicit ReadingLog(LogReaders& readers) : readers_(readers) {}

  std::vector<Entry> read(std::string_view stream, std::uint64_t after,
                          std::size_t limit) override {
    return readers_.read(stream, after, limit);
  }
  std::vector<StreamHead> heads(std::string_view prefix) override { return readers_.heads(prefix); }
  std::optional<std::string> content(std::string_view sha256) override {
    return readers_.content(sha256);
  }
  std::optional<Sealed> sealed(std::string_view commitment) override {
    return readers_.sealed(commitment);
  }
  std::optional<Checkpoint> checkpoint_listing(std::string_view stream,
                                               std::uint64_t version) override {
    return readers_.checkpoint_listing(stream, version);
  }
  MovedAfter moved_after(const Place& place, std::size_t numbers_max) override {
    return readers_.moved_after(place, numbers_max);
  }
  std::vector<Due> due_until(Time until, std::size_t limit) override {
    return readers_.due_until(until, limit);
  }
  std::optional<std::uint64_t> answered_at(std::string_view stream, const ActorId& actor,
                                           const CommandId& id) override {
    return readers_.answered_at(stream, actor, id);
  }
  std::vector<std::string> pending_erasures(std::size_t limit) override {
    return readers_.pending_erasures(limit);
  }
  std::uint64_t next_number(std::string_view series) override {
    return readers_.next_number(series);
  }
  std::optional<Place> reactor_place(std::string_view reactor) override {
    return readers_.reactor_place(reactor);
  }
  std::optional<Reaction> reaction(const Reaction& of) override { return readers_.reaction(of); }
  std::vector<Reaction> unfinished_reactions(std::size_t limit) override {
    return readers_.unfinished_reactions(limit);
  }

 private:
  LogReaders& readers_;
};

class ForwardingLog : public ReadingLog {
 public:
  explicit ForwardingLog(EventLog& inner) : ReadingLog(inner), inner_(inner) {}

  void append(Batch batch, std::function<void(Outcome)> done) override {
    inner_.append(std::move(batch), std::move(done));
  }
  bool erase_sealed(std::string_view commitment) override {
    return inner_.erase_sealed(commitment);
  }
  std::optional<Checkpoint> checkpoint() override { return inner_.checkpoint(); }
  std::string public_key() const override { return inner_.public_key(); }
  std::string public_key_at(std::uint64_t checkpoint) override {
    return inner_.public_key_at(checkpoint);
  }
  std::string prepare_key() override { return inner_.prepare_key(); }
  bool needs_rebuild() override { return inner_.needs_rebuild(); }
  void rebuild(const Derived& derived) override { inner_.rebuild(derived); }
  void note(const ReactorNotes& notes) override { inner_.note(notes); }
  void follow(log::Listener& follower) override { inner_.follow(follower); }
  void unfollow(log::Listener& follower) override { inner_.unfollow(follower); }

 private:
  EventLog& inner_;
};

}  // namespace roundtable::log::test
