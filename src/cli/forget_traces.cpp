#include "cli/forget_traces.hpp"

#include <optional>
#include <set>
#include <string_view>

#include "codec/entry_json.hpp"
#include "codec/sources.hpp"

namespace roundtable::cli {
namespace {

constexpr std::string_view kTracedStreams = "meeting:";
constexpr std::size_t kTraceEntriesAtOnce = 1'000;

/// One meeting, entry by entry.
class MeetingTracer {
 public:
  MeetingTracer(log::LogReaders& log, const std::string& person)
      : log_(log), person_(person), head_(person) {}

  void read(const std::string& stream, const codec::Sources& sources) {
    traces_.meeting = stream.substr(kTracedStreams.size());
    for (std::uint64_t after = 0;;) {
      const auto entries = log_.read(stream, after, kTraceEntriesAtOnce);
      if (entries.empty()) return;
      for (const auto& entry : entries) {
        const auto header = log::read_header(entry.header);
        if (!header) throw log::LogFailure("an entry of " + stream + " has no readable header");
        traces_.last = header->at;
        took_part_ = took_part_ || header->actor.str() == person_;
        for (const auto& event : codec::decode_payload(entry.payload, sources).events) take(event);
      }
      after = entries.back().version;
    }
  }

  std::optional<MeetingTraces> traces() {
    if (!took_part_) return std::nullopt;
    traces_.over = ended_ && open_.empty();
    return std::move(traces_);
  }

 private:
  void take(const domain::Event& event) {
    if (const auto* convened = std::get_if<domain::MeetingConvened>(&event)) {
      traces_.title = convened->title;
      took_part_ = took_part_ || convened->electorate.value->heads.contains(head_);
    } else if (const auto* renewed = std::get_if<domain::RollRenewed>(&event)) {
      took_part_ = took_part_ || renewed->electorate.value->heads.contains(head_);
    } else if (const auto* admitted = std::get_if<domain::PersonAdmitted>(&event)) {
      took_part_ = took_part_ || admitted->person.str() == person_;
    } else if (std::holds_alternative<domain::MeetingClosed>(event)) {
      ended_ = true;
    } else if (std::holds_alternative<domain::MeetingCancelled>(event)) {
      ended_ = true;
      open_.clear();
    } else if (const auto* excused = std::get_if<domain::HeadExcused>(&event)) {
      if (excused->head == head_) put(excused->reason.commitment, traces_.excuses);
    } else if (const auto* called = std::get_if<domain::SpeakerCalled>(&event)) {
      if (called->speaker.str() == person_) put(called->name.commitment, traces_.called);
    } else if (const auto* objected = std::get_if<domain::MinutesObjected>(&event)) {
      if (objected->head == head_) put(objected->text.commitment, traces_.objections);
    } else {
      take_of_ballot(event);
    }
  }

  void take_of_ballot(const domain::Event& event) {
    if (const auto* opened = std::get_if<domain::BallotOpened>(&event)) {
      open_.insert(opened->ballot);
      took_part_ = took_part_ || opened->roll.value->heads.contains(head_);
    } else if (const auto* reopened = std::get_if<domain::BallotReopened>(&event)) {
      open_.insert(reopened->ballot);
    } else if (const auto* closed = std::get_if<domain::BallotClosed>(&event)) {
      open_.erase(closed->ballot);
    } else if (const auto* annulled = std::get_if<domain::BallotAnnulled>(&event)) {
      open_.erase(annulled->ballot);
    } else if (const auto* cast = std::get_if<domain::BallotCast>(&event)) {
      if (cast->head == head_) put(cast->paper.commitment, traces_.votes);
    } else if (const auto* explained = std::get_if<domain::VoteExplained>(&event)) {
      if (explained->head == head_) put(explained->reason.commitment, traces_.votes);
    }
  }

  void put(const std::string& commitment, std::vector<std::string>& to) {
    if (commitment.empty()) {
      ++traces_.in_clear;
    } else if (is_there(commitment)) {
      to.push_back(commitment);
    } else {
      ++traces_.gone;
    }
  }

  // Bytes that somebody changed are there, and go all the same.
  bool is_there(const std::string& commitment) {
    try {
      return log_.sealed(commitment).has_value();
    } catch (const log::LogFailure&) {
      return true;
    }
  }

  log::LogReaders& log_;
  const std::string person_;
  const HeadId head_;
  MeetingTraces traces_;
  std::set<BallotId> open_;
  bool took_part_ = false;
  bool ended_ = false;
};

}  // namespace

std::vector<MeetingTraces> traces_of(log::LogReaders& log, const std::string& person) {
  // What is sealed stays so: only who is meant is looked at.
  const auto sources =
      codec::make_sources([&log](std::string_view sha256) { return log.content(sha256); });
  std::vector<MeetingTraces> all;
  for (const auto& head : log.heads(kTracedStreams)) {
    MeetingTracer tracer(log, person);
    tracer.read(head.stream, sources);
    if (auto traces = tracer.traces()) all.push_back(std::move(*traces));
  }
  return all;
}

}  // namespace roundtable::cli
