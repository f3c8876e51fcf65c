#include "records/number_check.hpp"

#include <algorithm>
#include <utility>

#include "codec/series_json.hpp"
#include "records/number_series.hpp"
#include "records/outcome.hpp"

namespace roundtable::records {
namespace {

/// A series and a number of it.
using Taken = std::pair<std::string, std::int64_t>;

/// Where a document's number must have been reserved. An office numbers on its own grid, which the
/// document does not say: of those only the end of the series' name is known.
Taken wanted_by(const Numbered& document) {
  const auto mark = mark_in(document.number);
  const auto serial = serial_in(document.number, document.year);
  const bool here = mark.empty() || is_common_mark(mark);
  return {here ? series_name(document.grid, document.year, mark) : series_tail(document.year, mark),
          serial};
}

/// What the series' name ends in; "" for a joint one.
std::string tail_of(const std::string& series) {
  constexpr int kBeforeMark = 3;  // series:<grid>:<year>:<mark>
  if (std::count(series.begin(), series.end(), ':') < kBeforeMark) return {};
  return series.substr(series.rfind(':', series.rfind(':') - 1));
}

/// Whether a series whose name ends so is of a mark that every grid has on its own.
bool is_common(std::string_view tail) {
  const auto mark_of = [](std::string_view end) { return end.substr(end.rfind(':')); };
  return mark_of(tail) == mark_of(series_tail(0, kMinutesMark)) ||
         mark_of(tail) == mark_of(series_tail(0, kNoticesMark));
}

/// What the names of series end in that were named by a mark as it was written, and those of all
/// that look like it: documents say which there are.
using Writings = std::map<std::string, std::string>;

Writings writings_in(const std::vector<const Numbered*>& documents) {
  Writings out;
  for (const auto* one : documents) {
    const auto mark = mark_in(one->number);
    out.emplace(tail_as_written(one->year, mark), series_tail(one->year, mark));
  }
  return out;
}

/// What its numbers are looked for under: a mark that only one office has is one book, of whatever
/// grid and however it was written.
std::string book_of(const std::string& series, const Writings& writings) {
  const auto tail = tail_of(series);
  if (tail.empty() || is_common(tail)) return series;
  const auto found = writings.find(tail);
  return found == writings.end() ? tail : found->second;
}

/// All documents and all numbers that were reserved.
struct Books {
  std::map<Taken, std::vector<const Numbered*>> borne;
  std::map<Taken, std::vector<Said>> reserved;  // and where

  std::size_t bearing(const Taken& taken) const {
    const auto found = borne.find(taken);
    return found == borne.end() ? 0 : found->second.size();
  }
  std::size_t reserving(const Taken& taken) const {
    const auto found = reserved.find(taken);
    return found == reserved.end() ? 0 : found->second.size();
  }
};

void find_repeats(const std::vector<const Numbered*>& documents, RecordReport& report) {
  std::map<std::pair<GridId, std::string>, const Numbered*> first;
  for (const auto* one : documents) {
    const auto [before, fresh] = first.emplace(std::pair(one->grid, one->number), one);
    if (fresh) continue;
    report.findings.push_back(
        {one->place, say(Found::number_repeated, one->what, before->second->place)});
  }
}

// Documents of several grids bear numbers of one office: no more of them than were reserved.
void find_unreserved(const Books& books, RecordReport& report) {
  for (const auto& [taken, documents] : books.borne) {
    const auto reserved = books.reserving(taken);
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto& one = *documents[i];
      if (i < reserved) continue;
      // On one grid it has been told as a repeat.
      const auto before = documents.begin() + static_cast<std::ptrdiff_t>(i);
      const bool repeats = reserved > 0 && std::any_of(documents.begin(), before, [&](auto* other) {
                             return other->grid == one.grid;
                           });
      if (repeats) continue;
      report.findings.push_back(
          {one.place, reserved == 0 ? say(Found::number_not_reserved, one.what, taken.second)
                                    : say(Found::number_of_another, one.what, taken.second,
                                          documents[reserved - 1]->place)});
    }
  }
}

/// Where a number does not follow the one before it in its series. What another grid's office
/// reserved meanwhile, which had the mark then, was not left out.
void tell_gaps(const std::string& book, const std::map<std::int64_t, Said>& numbers,
               const Books& books, RecordReport& report) {
  auto last = numbers.empty() ? 0 : numbers.begin()->first - 1;
  for (const auto& [number, place] : numbers) {
    auto free = last + 1;
    while (free < number && books.reserving({book, free}) > 0) ++free;
    if (free < number) {
      report.unused.push_back({place, say(Found::numbers_left_out, number, last)});
    }
    last = number;
  }
}

void tell_unused(const Books& books, RecordReport& report) {
  for (const auto& [taken, places] : books.reserved) {
    const auto borne = books.bearing(taken);
    for (std::size_t i = borne; i < places.size(); ++i) {
      report.unused.push_back({places[i], say(Found::number_unused, taken.second)});
    }
  }
}

}  // namespace

// A number is taken once, and each is higher than those before it.
void NumberCheck::on_series(const Said& place, const log::Entry& entry, RecordReport& report) {
  const auto number = codec::decode_number_reserved(entry.payload);
  auto& reserved = reserved_[entry.stream];
  const auto last = reserved.empty() ? number - 1 : reserved.rbegin()->first;
  if (number <= last) {
    report.findings.push_back({place, say(Found::number_backwards, number, last)});
  }
  reserved.emplace(number, place);
}

void finish_numbers(const std::vector<const NumberCheck*>& checks, RecordReport& report) {
  Books books;
  std::vector<const Numbered*> documents;
  for (const auto* check : checks) {
    for (const auto& one : check->documents_) {
      documents.push_back(&one);
      if (one.reserved) books.borne[wanted_by(one)].push_back(&one);
    }
  }
  const auto writings = writings_in(documents);
  for (const auto* check : checks) {
    for (const auto& [series, numbers] : check->reserved_) {
      for (const auto& [number, place] : numbers) {
        books.reserved[{book_of(series, writings), number}].push_back(place);
      }
    }
  }
  for (const auto* check : checks) {
    for (const auto& [series, numbers] : check->reserved_) {
      tell_gaps(book_of(series, writings), numbers, books, report);
    }
  }
  find_repeats(documents, report);
  find_unreserved(books, report);
  tell_unused(books, report);
}

}  // namespace roundtable::records
