#include "publish/record_numbers.hpp"

#include <algorithm>
#include <future>
#include <memory>
#include <utility>

#include "codec/series_json.hpp"
#include "log/hash_chain.hpp"
#include "log/next_entry.hpp"

namespace roundtable::publish {
namespace {

constexpr int kTries = 1'000;  // each time somebody else's number has come first

}  // namespace

RecordNumbers::RecordNumbers(log::EventLog& log, const Clock& clock, Newest newest_published)
    : log_(log), clock_(clock), newest_published_(std::move(newest_published)) {}

// Records of release 0.1.0 have numbers that were never reserved, and a mark that is new goes on
// where the joint series stands.
std::int64_t RecordNumbers::last_before(const Series& series) const {
  // Notices have had none that was not reserved.
  if (series.mark == records::kNoticesMark) return 0;
  auto last = newest_published_(series.grid, series.year, series.mark);
  for (const auto& grid : series.behind) {
    const auto joint = log_.next_number(records::series_name(grid, series.year, ""));
    last = std::max(
        {last, newest_published_(grid, series.year, ""), static_cast<std::int64_t>(joint) - 1});
  }
  return last;
}

// A mark that one office gave up and another took may come back: so the others are looked at for
// every number, and not where a series begins alone. So are the series of other writings of a mark.
std::int64_t RecordNumbers::next_of(const Series& series) const {
  const auto next_on = [&](const GridId& grid) {
    const auto name = records::series_name(grid, series.year, series.mark);
    auto highest = log_.next_number(name);
    for (const auto& old : records::series_as_written(grid, series.year, series.mark)) {
      highest = std::max(highest, log_.next_number(old));
    }
    return static_cast<std::int64_t>(highest);
  };
  auto next = next_on(series.grid);
  // Another writing of the mark may have been published under, which the name does not tell.
  const auto own = records::series_name(series.grid, series.year, series.mark);
  if (log_.next_number(own) == 1) next = std::max(next, last_before(series) + 1);
  for (const auto& grid : series.before_on) next = std::max(next, next_on(grid));
  return next;
}

std::int64_t RecordNumbers::reserve(const Series& of, const ActorId& by, const CommandId& id) {
  const auto series = records::series_name(of.grid, of.year, of.mark);
  const std::scoped_lock one(reserving_);
  for (int i = 0; i < kTries; ++i) {
    if (const auto first = reserved(series, by, id)) return *first;
    const auto number = next_of(of);
    auto answer = std::make_shared<std::promise<log::Appended>>();
    log_.append(batch_of(series, number, by, id),
                [answer](log::Appended outcome) { answer->set_value(outcome); });
    switch (answer->get_future().get()) {
      case log::Appended::stored:
        return number;
      case log::Appended::conflict:
        break;
      case log::Appended::unavailable:
      case log::Appended::unknown:
        throw log::LogFailure("a number of " + series + " could not be reserved");
    }
  }
  throw log::LogFailure("others keep reserving numbers of " + series);
}

std::optional<std::int64_t> RecordNumbers::reserved(const std::string& series, const ActorId& by,
                                                    const CommandId& id) {
  const auto version = log_.answered_at(series, by, id);
  if (!version) return std::nullopt;
  const auto entries = log_.read(series, *version - 1, 1);
  if (entries.empty()) throw log::LogFailure("an entry of " + series + " is missing");
  return codec::decode_number_reserved(entries.front().payload);
}

log::Batch RecordNumbers::batch_of(const std::string& series, std::int64_t number,
                                   const ActorId& by, const CommandId& id) {
  auto batch = log::next_entry(
      log_,
      {series, by, id, log::sha256_hex("number.reserve\n" + series + "\n" + id.str()),
       codec::encode_number_reserved(number)},
      clock_.now());
  batch.numbers.push_back({series, static_cast<std::uint64_t>(number)});
  return batch;
}

}  // namespace roundtable::publish
