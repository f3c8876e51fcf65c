// The in-memory twin: the same writer thread, queue and answers over maps instead of a database.
#include <utility>

#include "log/joined_log.hpp"
#include "log/memory_tables.hpp"

namespace roundtable::log {
namespace {

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(std::shared_ptr<MemoryTables> tables) : tables_(std::move(tables)) {}

  Opened open() override { return tables_->opened(); }
  Touched begin(const Wanted& wanted) override { return tables_->touched(wanted); }
  void commit(const Group& group) override { tables_->add(group); }
  void rollback() override {}
  Erased erase_sealed(std::string_view commitment) override {
    return tables_->erase_sealed(commitment) ? Erased::gone : Erased::not_there;
  }
  // A log that begins empty has nothing from before.
  void rebuild(const Derived&) override {}
  void note(const ReactorNotes& notes) override { tables_->note(notes); }
  MovedAfter moved_after(const Place& place, std::size_t numbers_max) override {
    return tables_->moved_after(place, numbers_max);
  }
  std::vector<Entry> read_after(std::string_view stream, std::uint64_t after,
                                std::size_t limit) override {
    return tables_->read(stream, after, limit);
  }
  std::uint64_t named_version(std::string_view stream) override {
    return tables_->named_version(stream);
  }
  void tidy() override {}

 private:
  std::shared_ptr<MemoryTables> tables_;
};

// The keys of a log that ends with the process protect nothing; fixed ones make runs repeatable.
class FixedKeys final : public KeyKeeper {
 public:
  SigningKey load(const std::optional<Checkpoint>&) override { return SigningKey(seed_); }
  SigningKey prepare() override {
    seed_.front() += 1;
    return SigningKey(seed_);
  }
  void take_over(const SigningKey&) override {}

 private:
  SigningKey::Seed seed_{};
};

}  // namespace

std::unique_ptr<EventLog> open_memory_log(const Clock& clock, LogOptions options) {
  auto tables = std::make_shared<MemoryTables>();
  auto store = std::make_unique<MemoryStore>(tables);
  return join_log(std::move(store), std::move(tables), clock, std::move(options),
                  std::make_unique<FixedKeys>());
}

}  // namespace roundtable::log
