#include "workload.hpp"

#include "log/log_check.hpp"
#include "log/sqlite_log.hpp"

namespace roundtable::log::test {
namespace {

// Everything of a batch, nothing of it, or something between.
enum class Presence { all, none, part };

Presence presence(EventLog& log, const Batch& batch) {
  const auto there = log.read(batch.stream, batch.expected_version, batch.entries.size());
  std::size_t found = 0;
  for (std::size_t i = 0; i < there.size(); ++i) {
    if (there[i].hash == batch.entries[i].hash) ++found;
  }
  if (found == batch.entries.size()) return Presence::all;
  return found == 0 ? Presence::none : Presence::part;
}

}  // namespace

Workload::Workload(LyingVfs& vfs, std::uint64_t seed, std::string synchronous)
    : vfs_(vfs), chance_(seed), synchronous_(std::move(synchronous)) {}

bool Workload::open() {
  try {
    log_ = open_sqlite_log_with_vfs(folder_.path(), clock_, {}, vfs_.name(), synchronous_);
  } catch (const LogFailure&) {
    return false;
  }
  return true;
}

Batch Workload::next_batch(const std::string& stream) {
  auto& head = heads_.try_emplace(stream, no_entries_of(stream)).first->second;
  std::vector<std::string> payloads;
  const auto count = 1 + chance_() % 3;
  for (std::uint64_t i = 0; i < count; ++i) {
    payloads.push_back("payload " + std::to_string(++payloads_) + " " +
                       std::string(chance_() % 3000, 'p'));
  }
  auto batch = batch_after(head, payloads);
  const auto name = std::to_string(payloads_);
  if (chance_() % 3 == 0) batch.content.push_back(make_content(name + std::string(5000, 'c')));
  if (chance_() % 3 == 0) batch.sealed.push_back(seal('s', "<private " + name + ">"));
  return batch;
}

// After `unknown` the truth is read; as long as that fails, the stream is left alone.
void Workload::settle(const std::string& stream) {
  try {
    const auto entries = log_->read(stream, 0, 100'000);
    heads_[stream] = entries.empty()
                         ? no_entries_of(stream)
                         : StreamHead{stream, entries.back().version, entries.back().hash};
    in_doubt_.erase(stream);
  } catch (const LogFailure&) {
    in_doubt_.insert(stream);
  }
}

void Workload::round() {
  for (const auto& stream : std::set<std::string>(in_doubt_)) settle(stream);
  Answers answers;
  const auto first = promises_.size();
  {
    std::promise<void> reached;
    std::promise<void> released;
    auto waiting = released.get_future().share();
    // Holds the log's thread: conflicts with nothing and writes nothing.
    auto nowhere = StreamHead{"nowhere", 7, sha256_hex("nowhere")};
    log_->append(batch_after(nowhere, {"x"}), [&reached, waiting](Appended) {
      reached.set_value();
      waiting.wait();
    });
    reached.get_future().wait();
    const auto count = 1 + chance_() % 6;
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto stream = "meeting:m" + std::to_string(chance_() % 4);
      if (in_doubt_.count(stream) > 0) continue;
      promises_.push_back(std::make_unique<Promise>(Promise{next_batch(stream), {}}));
      log_->append(promises_.back()->batch, answers.next());
    }
    released.set_value();
  }
  const auto outcomes = answers.wait();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    auto& promise = *promises_[first + i];
    promise.answers = outcomes[i];
    if (!promise.is(Appended::stored)) in_doubt_.insert(promise.batch.stream);
  }
}

void Workload::erase_one() {
  for (const auto& promise : promises_) {
    for (const auto& sealed : promise->batch.sealed) {
      if (!promise->is(Appended::stored) || erasing_.count(sealed.commitment) > 0) continue;
      erasing_.insert(sealed.commitment);
      try {
        if (log_->erase_sealed(sealed.commitment)) erased_.insert(sealed.commitment);
      } catch (const LogFailure&) {
        // Not promised, then.
      }
      return;
    }
  }
}

void Workload::run(int rounds) {
  for (int i = 0; i < rounds && !vfs_.has_crashed(); ++i) {
    if (log_ == nullptr && !open()) continue;
    round();
    if (chance_() % 6 == 0) erase_one();
    if (chance_() % 9 == 0) close();
  }
}

std::vector<std::string> Workload::broken_promises() {
  vfs_.crash_now();
  close();
  const TemporaryFolder after;
  for (const auto& [name, bytes] : vfs_.disk()) {
    std::ofstream(after.file(name), std::ios::binary) << bytes;
  }
  for (const auto* name : {"signing.key", "signing.pub"}) {
    if (std::filesystem::exists(folder_.file(name))) {
      std::filesystem::copy_file(folder_.file(name), after.file(name));
    }
  }
  std::vector<std::string> broken;
  try {
    const auto log = open_sqlite_log(after.path(), clock_);
    for (const auto& promise : promises_) {
      const auto& batch = promise->batch;
      const auto name = batch.stream + " after " + std::to_string(batch.expected_version);
      const auto present = presence(*log, batch);
      const bool stored = promise->is(Appended::stored);
      if (present == Presence::part) broken.push_back("half of a batch is there: " + name);
      if (stored && present != Presence::all) broken.push_back("stored, but lost: " + name);
      if ((promise->is(Appended::unavailable) || promise->is(Appended::conflict)) &&
          present != Presence::none) {
        broken.push_back("not written, but there: " + name);
      }
      for (const auto& content : batch.content) {
        if (stored && log->content(content.sha256) != content.bytes) {
          broken.push_back("content lost: " + name);
        }
      }
      for (const auto& sealed : batch.sealed) {
        const bool is_there = log->sealed(sealed.commitment).has_value();
        if (stored && !is_there && erasing_.count(sealed.commitment) == 0) {
          broken.push_back("sealed value lost: " + name);
        }
        if (is_there && erased_.count(sealed.commitment) > 0) {
          broken.push_back("erased, but back: " + name);
        }
      }
    }
    auto head = no_entries_of("meeting:after");
    if (append_now(*log, batch_after(head, {"life goes on"})) != Appended::stored) {
      broken.push_back("nothing more can be written");
    }
    VerifyReport report;
    for (const auto& finding : verify_log(after.path(), report)) {
      broken.push_back(finding.place + ": " + finding.what);
    }
  } catch (const LogFailure& failure) {
    broken.push_back(failure.what());
  }
  return broken;
}

}  // namespace roundtable::log::test
