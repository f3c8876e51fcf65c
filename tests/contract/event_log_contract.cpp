#include "event_log_contract.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <thread>

#include "base/ensure.hpp"
#include "log/checkpoint.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::log::test {
namespace {

std::vector<std::string> payloads_of(const std::vector<Entry>& entries) {
  std::vector<std::string> payloads;
  for (const auto& entry : entries) payloads.push_back(entry.payload);
  return payloads;
}

using Payloads = std::vector<std::string>;

void reading(EventLog& log) {
  SECTION("entries are read back byte for byte, in order") {
    auto head = no_entries_of("meeting:m1");
    const std::string odd("{\"text\":\"圆桌\"}\0tail", 23);
    const auto first = batch_after(head, {"one", odd});
    REQUIRE(append_now(log, first) == Appended::stored);
    REQUIRE(append_now(log, batch_after(head, {"three"})) == Appended::stored);

    const auto entries = log.read("meeting:m1", 0, 100);
    REQUIRE(payloads_of(entries) == Payloads{"one", odd, "three"});
    for (std::size_t i = 0; i < entries.size(); ++i) {
      CHECK(entries[i].stream == "meeting:m1");
      CHECK(entries[i].version == i + 1);
      CHECK(entries[i].hash == sha256_hex(entries[i].header));
    }
    CHECK(entries[1].header == first.entries[1].header);
  }
  SECTION("reading starts after a version and stops at the limit") {
    auto head = no_entries_of("meeting:m1");
    REQUIRE(append_now(log, batch_after(head, {"1", "2", "3", "4"})) == Appended::stored);
    CHECK(payloads_of(log.read("meeting:m1", 1, 2)) == Payloads{"2", "3"});
    CHECK(payloads_of(log.read("meeting:m1", 3, 100)) == Payloads{"4"});
    CHECK(log.read("meeting:m1", 4, 100).empty());
    CHECK(log.read("meeting:m1", 0, 0).empty());
    CHECK(log.read("meeting:m", 0, 100).empty());
  }
  SECTION("heads are listed by prefix and by name") {
    for (const auto* name : {"meeting:b", "grid:g", "meeting:a", "meetings:c"}) {
      auto head = no_entries_of(name);
      REQUIRE(append_now(log, batch_after(head, {"x", "y"})) == Appended::stored);
    }
    const auto heads = log.heads("meeting:");
    REQUIRE(heads.size() == 2);
    CHECK(heads[0].stream == "meeting:a");
    CHECK(heads[1].stream == "meeting:b");
    CHECK(heads[1].version == 2);
    CHECK(heads[1].hash == log.read("meeting:b", 1, 1).front().hash);
    CHECK(log.heads("").size() == 4);
    CHECK(log.heads("issue:").empty());
  }
}

void conflicts(EventLog& log) {
  auto head = no_entries_of("meeting:m1");
  REQUIRE(append_now(log, batch_after(head, {"1", "2"})) == Appended::stored);
  const auto before = log.checkpoint()->number;

  SECTION("a batch that expects another version is a conflict and writes nothing") {
    StreamHead behind{"meeting:m1", 1, log.read("meeting:m1", 0, 1).front().hash};
    StreamHead ahead{"meeting:m1", 3, sha256_hex("not there")};
    auto anew = no_entries_of("meeting:m1");
    for (auto* wrong : {&behind, &ahead, &anew}) {
      auto batch = batch_after(*wrong, {"a", "b", "c"});
      batch.content.push_back(make_content("content of a conflict"));
      batch.sealed.push_back(seal('s', "value of a conflict"));
      CHECK(append_now(log, batch) == Appended::conflict);
    }
    CHECK(payloads_of(log.read("meeting:m1", 0, 100)) == Payloads{"1", "2"});
    CHECK_FALSE(log.content(sha256_hex("content of a conflict")).has_value());
    CHECK_FALSE(log.sealed(seal('s', "value of a conflict").commitment).has_value());
    CHECK(log.checkpoint()->number == before);
  }
  SECTION("a batch chained to another history is a conflict") {
    StreamHead other{"meeting:m1", 2, sha256_hex("another history")};
    CHECK(append_now(log, batch_after(other, {"3"})) == Appended::conflict);
    CHECK(log.heads("meeting:m1").front().version == 2);
  }
  SECTION("a new stream begins at version one") {
    StreamHead late{"meeting:m2", 4, sha256_hex("x")};
    CHECK(append_now(log, batch_after(late, {"5"})) == Appended::conflict);
    CHECK(log.heads("meeting:m2").empty());
  }
  SECTION("one stream's conflict fails none of its neighbours") {
    Answers answers;
    auto ghost = no_entries_of("meeting:m1");
    {
      Gate gate(log);
      for (int i = 0; i < 40; ++i) {
        auto neighbour = no_entries_of("meeting:n" + std::to_string(i));
        log.append(batch_after(neighbour, {"n"}), answers.next());
        auto wrong = ghost;
        log.append(batch_after(wrong, {"wrong"}), answers.next());
      }
    }
    const auto outcomes = answers.wait();
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      CHECK(outcomes[i].front() == (i % 2 == 0 ? Appended::stored : Appended::conflict));
    }
    CHECK(log.heads("meeting:n").size() == 40);
    CHECK(log.read("meeting:m1", 0, 100).size() == 2);
  }
}

void answers_and_followers(EventLog& log) {
  SECTION("batches of one stream are tried in the order given") {
    Answers answers;
    auto head = no_entries_of("meeting:m1");
    for (int i = 0; i < 200; ++i) log.append(batch_after(head, {"a", "b"}), answers.next());
    for (const auto& outcome : answers.wait()) {
      CHECK(outcome == std::vector<Appended>{Appended::stored});
    }
    CHECK(log.heads("meeting:m1").front().version == 400);
  }
  SECTION("followers have heard a batch before it is answered, in the order of its stream") {
    Listener listener(log);
    Answers answers;
    std::atomic<int> early{0};
    std::vector<StreamHead> heads;
    for (int i = 0; i < 5; ++i) heads.push_back(no_entries_of("meeting:m" + std::to_string(i)));
    for (int i = 0; i < 100; ++i) {
      auto batch = batch_after(heads[static_cast<std::size_t>(i % 5)], {"a", "b"});
      const auto last = batch.entries.back().hash;
      log.append(std::move(batch), [&, last, done = answers.next()](Appended outcome) {
        if (outcome == Appended::stored && !listener.has(last)) early += 1;
        done(outcome);
      });
    }
    answers.wait();
    CHECK(early == 0);
    std::map<std::string, std::uint64_t> heard;
    for (const auto& entry : listener.heard()) {
      CHECK(entry.version <= heard[entry.stream] + 1);
      heard[entry.stream] = std::max(heard[entry.stream], entry.version);
    }
    for (const auto& head : heads) CHECK(heard[head.stream] == head.version);
  }
  SECTION("who no longer follows hears nothing") {
    auto head = no_entries_of("meeting:m1");
    { Listener passing(log); }
    Listener staying(log);
    REQUIRE(append_now(log, batch_after(head, {"1"})) == Appended::stored);
    CHECK(payloads_of(staying.heard()).front() == "1");
  }
  SECTION("many threads append and read at once") {
    std::vector<std::thread> threads;
    std::atomic<int> wrong{0};
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&log, &wrong, t] {
        auto head = no_entries_of("meeting:t" + std::to_string(t));
        for (int i = 0; i < 25; ++i) {
          if (append_now(log, batch_after(head, {"x"})) != Appended::stored) wrong += 1;
          // Whatever has been answered can be read.
          if (log.read(head.stream, 0, 1000).size() != head.version) wrong += 1;
        }
      });
    }
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
    CHECK(log.heads("meeting:t").size() == 4);
  }
}

void content_and_sealed(EventLog& log) {
  auto head = no_entries_of("roll:r1");
  auto batch = batch_after(head, {"1"});
  const auto roll = make_content(std::string("a roll \0 of bytes", 17));
  const auto reason = seal('r', "private note 私密");
  const auto choice = seal('c', "against");
  batch.content = {roll, make_content("")};
  batch.sealed = {reason, choice};
  REQUIRE(append_now(log, std::move(batch)) == Appended::stored);

  SECTION("content is found under its hash, and storing it again changes nothing") {
    auto again = batch_after(head, {"2"});
    again.content = {roll, roll};
    CHECK(append_now(log, std::move(again)) == Appended::stored);
    CHECK(log.content(roll.sha256) == roll.bytes);
    CHECK(log.content(sha256_hex("")) == std::string());
    CHECK_FALSE(log.content(sha256_hex("never stored")).has_value());
  }
  SECTION("a file is stored with its entry, and erased as every sealed value is") {
    const auto file =
        roundtable::log::seal(std::string(kSealedSaltBytes, 'f'), std::string(300'000, '\xff'));
    auto with_file = batch_after(head, {"2"});
    with_file.files = {file};
    CHECK(append_now(log, std::move(with_file)) == Appended::stored);
    REQUIRE(log.sealed(file->commitment).has_value());
    CHECK(log.sealed(file->commitment)->value == file->value);
    CHECK(commit_to(log.sealed(file->commitment)->salt, file->value) == file->commitment);
    CHECK(log.erase_sealed(file->commitment));
    CHECK_FALSE(log.sealed(file->commitment).has_value());
  }
  SECTION("an erased value is gone, its neighbours and the entry stay") {
    REQUIRE(log.sealed(reason.commitment).has_value());
    CHECK(log.sealed(reason.commitment)->value == reason.value);
    CHECK(log.sealed(reason.commitment)->salt == reason.salt);
    CHECK(log.erase_sealed(reason.commitment));
    CHECK_FALSE(log.sealed(reason.commitment).has_value());
    CHECK_FALSE(log.erase_sealed(reason.commitment));
    CHECK(log.sealed(choice.commitment)->value == "against");
    CHECK(log.read("roll:r1", 0, 10).size() == 1);
    CHECK(append_now(log, batch_after(head, {"2"})) == Appended::stored);
  }
}

void checkpoints(EventLog& log) {
  CHECK_FALSE(log.checkpoint().has_value());
  auto prev = kNoEntry;
  std::vector<StreamHead> heads = {no_entries_of("grid:g"), no_entries_of("meeting:m")};
  for (std::uint64_t number = 1; number <= 4; ++number) {
    auto& head = heads[number % 2];
    REQUIRE(append_now(log, batch_after(head, {"x", "y"})) == Appended::stored);
    const auto checkpoint = log.checkpoint();
    REQUIRE(checkpoint.has_value());
    CHECK(checkpoint->number == number);
    CHECK(checkpoint->hash == sha256_hex(checkpoint->body));
    CHECK(is_signed_by(log.public_key(), checkpoint->body, checkpoint->signature));
    const auto body = read_body(checkpoint->body);
    REQUIRE(body.has_value());
    CHECK(body->prev == prev);
    CHECK(body->at == StillClock().now());
    REQUIRE(body->heads.size() == 1);
    CHECK(body->heads[0].stream == head.stream);
    CHECK(body->heads[0].version == head.version);
    CHECK(body->heads[0].hash == head.hash);
    prev = checkpoint->hash;
  }
}

void listings(EventLog& log) {
  auto meeting = no_entries_of("meeting:m");
  auto longer = no_entries_of("meeting:m1");
  REQUIRE(append_now(log, batch_after(longer, {"1"})) == Appended::stored);
  REQUIRE(append_now(log, batch_after(meeting, {"1", "2"})) == Appended::stored);
  REQUIRE(append_now(log, batch_after(longer, {"2"})) == Appended::stored);
  REQUIRE(append_now(log, batch_after(meeting, {"3"})) == Appended::stored);
  CHECK(log.checkpoint_listing("meeting:m", 1)->number == 2);
  CHECK(log.checkpoint_listing("meeting:m", 2)->number == 2);
  CHECK(log.checkpoint_listing("meeting:m", 3)->hash == log.checkpoint()->hash);
  CHECK(log.checkpoint_listing("meeting:m1", 2)->number == 3);
  CHECK_FALSE(log.checkpoint_listing("meeting:m", 4).has_value());
  CHECK_FALSE(log.checkpoint_listing("meeting", 1).has_value());
}

void malformed(EventLog& log) {
  auto head = no_entries_of("meeting:m1");
  const auto good = batch_after(head, {"1", "2"});
  const auto refused = [&log](Batch batch) {
    bool answered = false;
    CHECK_THROWS_AS(log.append(std::move(batch), [&](Appended) { answered = true; }),
                    BrokenInvariant);
    CHECK_FALSE(answered);
  };
  const auto changed = [&good](auto change) {
    Batch batch = good;
    change(batch);
    return batch;
  };
  SECTION("a batch that is not whole in itself is refused at the door") {
    refused(changed([](Batch& b) { b.entries.clear(); }));
    refused(changed([](Batch& b) { b.stream = "meeting/m1"; }));
    refused(changed([](Batch& b) { b.stream = "meeting:m2"; }));
    refused(changed([](Batch& b) { b.expected_version = 1; }));
    refused(changed([](Batch& b) { b.entries[1].version = 3; }));
    refused(changed([](Batch& b) { b.entries[1] = b.entries[0]; }));
    refused(changed([](Batch& b) { b.entries[0].payload += " "; }));
    refused(changed([](Batch& b) { b.entries[0].header += " "; }));
    refused(changed([](Batch& b) { b.entries[0].hash[0] ^= 1; }));
    refused(changed([](Batch& b) {
      b.entries[1] = make_entry("meeting:m1", 2, sha256_hex("another entry"), "2");
    }));
    refused(changed([](Batch& b) { b.content.push_back({sha256_hex("a"), "b"}); }));
    refused(changed([](Batch& b) {
      b.sealed.push_back(seal('s', "value"));
      b.sealed.back().value = "another";
    }));
    refused(changed([](Batch& b) { b.sealed.push_back({commit_to("s", "v"), "s", "v"}); }));
    refused(changed([](Batch& b) {
      b.sealed.push_back(seal('s', std::string(kSealedValueBytesMax + 1, 'v')));
    }));
    refused(changed([](Batch& b) { b.files.push_back(nullptr); }));
    refused(changed([](Batch& b) { b.files.push_back(roundtable::log::seal("short", "v")); }));
    refused(changed([](Batch& b) {
      b.files.push_back(roundtable::log::seal(std::string(kSealedSaltBytes, 's'),
                                              std::string(kSealedFileBytesMax + 1, 'v')));
    }));
    refused(changed([](Batch& b) { b.guards = {{b.stream, 0}}; }));
    refused(changed([](Batch& b) { b.guards = {{"not a name", 0}}; }));
    refused(changed([](Batch& b) { b.due = {{"not a key", std::nullopt}}; }));
    refused(changed([](Batch& b) { b.numbers = {{"series", 0}}; }));
    refused(changed([](Batch& b) { b.numbers = {{"series", 1}, {"series", 2}}; }));
    CHECK(log.heads("").empty());
    CHECK(append_now(log, good) == Appended::stored);
  }
  SECTION("a payload of 256 KiB is stored, one byte more is refused") {
    auto big = no_entries_of("meeting:big");
    auto too_big = big;
    refused(batch_after(too_big, {std::string(kPayloadBytesMax + 1, 'x')}));
    CHECK(append_now(log, batch_after(big, {std::string(kPayloadBytesMax, 'x')})) ==
          Appended::stored);
    CHECK(log.read("meeting:big", 0, 1).front().payload.size() == kPayloadBytesMax);
  }
}

}  // namespace

void event_log_contract(const OpenLog& open) {
  SECTION("reading") {
    reading(*open({}));
  }
  SECTION("conflicts") {
    conflicts(*open({}));
  }
  SECTION("answers and followers") {
    answers_and_followers(*open({}));
  }
  SECTION("content and sealed values") {
    content_and_sealed(*open({}));
  }
  SECTION("checkpoints form a signed chain, one a commit") {
    checkpoints(*open({}));
  }
  SECTION("the checkpoint that first lists an entry is found") {
    listings(*open({}));
  }
  SECTION("malformed batches") {
    malformed(*open({}));
  }
  SECTION("a log that closes first finishes what is queued, each answered once") {
    Answers answers;
    auto log = open({});
    for (int i = 0; i < 300; ++i) {
      auto head = no_entries_of("meeting:m" + std::to_string(i));
      log->append(batch_after(head, {"x"}), answers.next());
    }
    log.reset();
    for (const auto& outcome : answers.wait()) {
      CHECK(outcome == std::vector<Appended>{Appended::stored});
    }
  }
}

}  // namespace roundtable::log::test
