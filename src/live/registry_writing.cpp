// How the registry is written: each change becomes a command to the host of its stream, on a thread
// that only this serves; what the log then has is read here.
#include <future>
#include <utility>

#include "base/stream_name.hpp"
#include "live/hosts.hpp"
#include "live/registry.hpp"
#include "live/thread_strand.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::live {

struct Registry::Writing {
  explicit Writing(Registry& registry)
      : strand([&registry](std::string_view what, const std::string& detail) {
          registry.report(what, detail);
        }),
        hub({&strand}),
        services{registry.log_,
                 registry.clock_,
                 system_randomness(),
                 no_rules,
                 registry,
                 hub,
                 nullptr,
                 nullptr,
                 nullptr,
                 [&registry](std::string_view what, const std::string& detail) {
                   registry.report(what, detail);
                 },
                 nullptr},
        hosts(services, Hosts::Of::registers) {}
  // What is still posted to it concerns nobody any more.
  ~Writing() { strand.stop(); }

  ThreadStrand strand;
  Hub hub;                    // of followers that registers do not have
  const RuleBook no_rules{};  // a change is measured by none
  HostServices services;
  Hosts hosts;
};

Registry::Registry(log::EventLog& log, const Clock& clock, Report report)
    : log_(log),
      clock_(clock),
      report_(std::move(report)),
      grids_(std::make_shared<domain::GridTree>()) {
  catch_up("grids");
  catch_up("standing");
  for (const auto& head : log_.heads("roll:")) catch_up(head.stream);
  hosts_ = std::make_unique<Writing>(*this);
}

Registry::~Registry() = default;

Written Registry::append(Change change) {
  const auto stream = change.stream;
  try {
    std::optional<std::int64_t> base;
    {
      const std::scoped_lock reading(writing_);
      catch_up(stream);
      if (change.still_holds) {
        // What was done before is answered, whatever has become of it since.
        const bool again = log_.answered_at(stream, change.actor, change.id).has_value();
        if (!again && !change.still_holds()) return Written::stale;
        base = static_cast<std::int64_t>(applied_.at(stream).version);
      }
    }
    // Not under the lock: `base` says what it was worked out on, and a shard may have to read.
    const auto written = write(std::move(change), base);
    // Whatever it says, only what the log has is applied.
    const std::scoped_lock reading(writing_);
    catch_up(stream);
    return written;
  } catch (const log::LogFailure& failure) {
    report("log_unreadable", stream + ": " + failure.what());
    return Written::unknown;
  }
}

Written Registry::write(Change change, std::optional<std::int64_t> base) {
  Submission submission;
  submission.subject = std::make_shared<const Subject>(
      Subject{SubjectKind::staff, std::move(change.actor), {}, "", {}, ""});
  submission.id = std::move(change.id);
  submission.command_sha256 = change.command_sha256.empty() ? log::sha256_hex(change.payload)
                                                            : std::move(change.command_sha256);
  submission.command = domain::ChangeRegister{base};
  submission.prepared = std::make_shared<const PreparedChange>(
      PreparedChange{std::move(change.payload), std::move(change.content), std::move(change.number),
                     std::move(change.next_key)});
  auto answered = std::make_shared<std::promise<Answer>>();
  submission.reply = [answered](const Answer& answer) { answered->set_value(answer); };
  hosts_->hosts.submit(StreamName::of(change.stream), std::move(submission));
  const auto answer = answered->get_future().get();
  hosts_->hosts.retire_idle();  // there are many registers, and each is rarely written

  if (std::holds_alternative<Done>(answer)) return Written::done;
  const auto* refusal = std::get_if<domain::Refusal>(&answer);
  if (refusal == nullptr) return Written::unknown;
  if (refusal->code == domain::Code::command_id_reused) return Written::id_reused;
  // Somebody else wrote meanwhile.
  if (refusal->code == domain::Code::server_busy && base) return Written::stale;
  return Written::unavailable;
}

}  // namespace roundtable::live
