#include "log/joined_log.hpp"

#include <utility>

#include "log/group_writer.hpp"

namespace roundtable::log {
namespace {

class JoinedLog final : public EventLog {
 public:
  JoinedLog(std::unique_ptr<Store> store, std::shared_ptr<LogReaders> readers, const Clock& clock,
            LogOptions options, std::unique_ptr<KeyKeeper> keeper)
      : writer_(std::move(store), clock, std::move(options), std::move(keeper)),
        readers_(std::move(readers)) {}

  void append(Batch batch, std::function<void(Outcome)> done) override {
    writer_.append(std::move(batch), std::move(done));
  }
  bool erase_sealed(std::string_view commitment) override {
    return writer_.erase_sealed(commitment);
  }
  std::optional<Checkpoint> checkpoint() override { return writer_.newest(); }
  std::string public_key() const override { return writer_.public_key(); }
  std::string prepare_key() override { return writer_.prepare_key(); }
  // Changes are few and seldom asked for: they are read each time.
  std::string public_key_at(std::uint64_t checkpoint) override {
    for (std::uint64_t change = 1;; ++change) {
      const auto at = readers_->checkpoint_listing(kKeys, change);
      const auto body = at ? read_body(at->body) : std::nullopt;
      if (!body || !body->key) return writer_.public_key();
      if (checkpoint <= at->number) return body->key->from;
    }
  }
  bool needs_rebuild() override { return writer_.needs_rebuild(); }
  void rebuild(const Derived& derived) override { writer_.rebuild(derived); }
  void note(const ReactorNotes& notes) override { writer_.note(notes); }
  void follow(Listener& follower) override { writer_.follow(follower); }
  void unfollow(Listener& follower) override { writer_.unfollow(follower); }

  std::vector<Entry> read(std::string_view stream, std::uint64_t after,
                          std::size_t limit) override {
    writer_.ensure_settled(stream);
    return readers_->read(stream, after, limit);
  }
  std::vector<StreamHead> heads(std::string_view prefix) override {
    writer_.ensure_all_settled(prefix);
    return readers_->heads(prefix);
  }
  std::optional<std::string> content(std::string_view sha256) override {
    return readers_->content(sha256);
  }
  std::optional<Sealed> sealed(std::string_view commitment) override {
    return readers_->sealed(commitment);
  }
  std::optional<Checkpoint> checkpoint_listing(std::string_view stream,
                                               std::uint64_t version) override {
    return readers_->checkpoint_listing(stream, version);
  }
  MovedAfter moved_after(const Place& place, std::size_t numbers_max) override {
    writer_.ensure_all_settled();
    return readers_->moved_after(place, numbers_max);
  }
  std::vector<Due> due_until(Time until, std::size_t limit) override {
    writer_.ensure_all_settled();
    return readers_->due_until(until, limit);
  }
  std::optional<std::uint64_t> answered_at(std::string_view stream, const ActorId& actor,
                                           const CommandId& id) override {
    writer_.ensure_settled(stream);
    return readers_->answered_at(stream, actor, id);
  }
  std::vector<std::string> pending_erasures(std::size_t limit) override {
    writer_.ensure_all_settled();
    return readers_->pending_erasures(limit);
  }
  std::optional<Place> reactor_place(std::string_view reactor) override {
    return readers_->reactor_place(reactor);
  }
  std::optional<Reaction> reaction(const Reaction& of) override { return readers_->reaction(of); }
  std::vector<Reaction> unfinished_reactions(std::size_t limit) override {
    return readers_->unfinished_reactions(limit);
  }
  std::uint64_t next_number(std::string_view series) override {
    writer_.ensure_all_settled();
    return readers_->next_number(series);
  }

 private:
  // The writer goes last: closing the last connection is what moves SQLite's write-ahead log into
  // the database, and a reader's connection could not.
  GroupWriter writer_;
  std::shared_ptr<LogReaders> readers_;
};

}  // namespace

std::unique_ptr<EventLog> join_log(std::unique_ptr<Store> store,
                                   std::shared_ptr<LogReaders> readers, const Clock& clock,
                                   LogOptions options, std::unique_ptr<KeyKeeper> keeper) {
  return std::make_unique<JoinedLog>(std::move(store), std::move(readers), clock,
                                     std::move(options), std::move(keeper));
}

}  // namespace roundtable::log
