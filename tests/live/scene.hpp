// A meeting on a hall of its own for the tests of `live`: strands that run on the test's thread, a
// log that can be held back, sockets that keep what they were sent.
#pragma once

#include <catch2/catch.hpp>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <random>

#include "live/hosts.hpp"
#include "log/event_log.hpp"
#include "support/forwarding_log.hpp"
#include "views/view_state.hpp"

namespace roundtable::live::test {

using nlohmann::json;

class SteppedClock final : public Clock {
 public:
  Time now() const override { return Time{micros_}; }
  void forward(std::int64_t micros) { micros_ += micros; }

 private:
  std::atomic<std::int64_t> micros_{1'793'000'000'000'000};
};

/// Random bytes from a seed.
class SeededRandomness final : public Randomness {
 public:
  explicit SeededRandomness(std::uint64_t seed) : engine_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine_());
  }

 private:
  std::mt19937_64 engine_;
};

/// Tasks wait until the test runs them. Delays are taken as over: time is the test's to step.
class TestStrand final : public Strand {
 public:
  void post(std::function<void()> task) override;
  void post_after(std::chrono::milliseconds, std::function<void()> task) override;
  /// Runs tasks until `holds`; fails the test if that takes longer than ten seconds.
  void run_until(const std::function<bool()>& holds);
  /// Runs what is there now and what that brings, without waiting for other threads.
  void run_ready();

 private:
  std::function<void()> next(bool wait);
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
};

/// Passes appends on only when told so.
class HeldLog final : public log::test::ForwardingLog {
 public:
  explicit HeldLog(log::EventLog& inner) : ForwardingLog(inner), inner_(inner) {}
  void hold() { held_ = true; }
  void release();

  void append(log::Batch batch, std::function<void(log::Outcome)> done) override;
  bool erase_sealed(std::string_view commitment) override {
    if (erasures_to_fail > 0 && erasures_to_fail-- > 0) throw log::LogFailure("the disk is full");
    return inner_.erase_sealed(commitment);
  }
  int erasures_to_fail = 0;

 private:
  log::EventLog& inner_;
  bool held_ = false;
  std::vector<std::pair<log::Batch, std::function<void(log::Outcome)>>> waiting_;
};

/// A socket that keeps every frame as JSON.
class TestSocket final : public Outlet {
 public:
  void send(const Frame& frame) override;
  void close(CloseCode code, std::string_view) override { closed = code; }
  std::size_t queued_bytes() const override { return 0; }
  bool is_behind() const override { return behind; }

  /// The view as a client holds it: the newest snapshot with all later patches merged in.
  json view;
  json me;
  std::uint64_t seq = 0;
  std::vector<json> frames;
  bool behind = false;
  std::optional<CloseCode> closed;
};

/// A building of eight flats in two stairs, a hall on one strand, a chair and residents.
class Scene {
 public:
  explicit Scene(std::unique_ptr<log::EventLog> log = nullptr, std::uint64_t seed = 1);
  ~Scene();

  /// As after a restart: a new hall on the same log.
  void restart();

  /// Submits and runs until answered.
  Answer give(const std::shared_ptr<const Subject>& who, domain::Command command,
              const std::string& id = "");
  /// The same without waiting; the answer arrives in the returned slot.
  std::shared_ptr<std::optional<Answer>> submit(const std::shared_ptr<const Subject>& who,
                                                domain::Command command,
                                                const std::string& id = "");
  Done done(const std::shared_ptr<const Subject>& who, domain::Command command,
            const std::string& id = "");
  domain::Refusal refused(const std::shared_ptr<const Subject>& who, domain::Command command,
                          const std::string& id = "");

  /// The command that `start_sitting` begins with: a meeting of the building, now.
  domain::ConveneMeeting convening() const;
  /// Convenes, announces, opens doors, starts, starts the item; returns the item.
  AgendaItemId start_sitting();
  BallotId open_ballot(const AgendaItemId& item, domain::Secrecy secrecy = domain::Secrecy::named,
                       domain::Counts counts = domain::Counts::live,
                       std::optional<Time> deadline = std::nullopt);

  SocketRef connect(TestSocket& socket, const std::shared_ptr<const Subject>& who,
                    std::optional<std::uint64_t> since = std::nullopt, bool hall = false);
  void run_ready() { strand.run_ready(); }
  /// Lets a second pass, so that folded patches go out.
  void settle();

  std::shared_ptr<const Subject> resident(int flat) const;
  static HeadId head(int flat) { return HeadId("head-" + std::to_string(flat)); }

  const MeetingId meeting{"meeting-1"};
  const RollId roll{"roll-1"};
  SteppedClock clock;
  SeededRandomness randomness;
  std::unique_ptr<log::EventLog> inner;
  HeldLog log;
  TestStrand strand;
  RuleBook rules;
  std::unique_ptr<Registry> registry;
  std::unique_ptr<Hub> hub;
  std::unique_ptr<HostServices> services;
  std::unique_ptr<Hosts> hall;
  std::shared_ptr<const Subject> chair;
  std::vector<std::string> reports;
  std::map<MeetingId, views::ViewState> listed;  // the newest that was told of each
  std::map<MeetingId, std::uint64_t> passed;
  std::vector<std::string> to_erase;  // commitments the hosts asked to erase

 private:
  void build();
  int step_ = 0;
};

/// Registers an issue as somebody of its grid; runs the strand until it is stored.
void report(Hosts& hall, TestStrand& strand, const IssueId& id, const domain::ReportIssue& issue);

/// A file whose bytes follow from its title, so that they are at hand wherever its command is.
domain::AddFile paper(std::string title, AgendaItemId item = {});
log::SealedFile sealed_paper(const std::string& title);
/// Null for every other command.
log::SealedFile paper_of(const domain::Command& command);

/// A document that says how many files the meeting has had, and nothing else.
MakeRecord prepare_paper(const PublishAsked& asked);

std::string made(const Done& done, const char* what);

}  // namespace roundtable::live::test
