// Which series a record's number is of. The number says it itself: what stands before its year is
// the office's mark (代字), and every mark has a series of its own. A number without one is of the
// joint series of its grid, which release 0.1.0 began and results without a mark go on with.
// Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"

namespace roundtable::records {

/// What minutes bear where their office was given no mark of its own: 会议纪要〔2026〕1号.
inline constexpr std::string_view kMinutesMark = "会议纪要";
/// And notices: 公告〔2026〕1号.
inline constexpr std::string_view kNoticesMark = "公告";

/// Whether it is one of those two: every grid numbers under them on its own.
bool is_common_mark(std::string_view mark);

/// 开二居〔2026〕3号; without a mark 〔2026〕3号.
std::string marked_number(std::string_view mark, int year, std::int64_t serial);
/// What stands before the year; all of a text that is no such number.
std::string_view mark_in(std::string_view number);

/// The log's name of that series. Marks that look alike (KE, ｋｅ) are one mark.
std::string series_name(const GridId& grid, int year, std::string_view mark);
/// What the names of all series of that mark and year end in, of whatever grid: an office numbers
/// on its own grid what it publishes of meetings below. "" for the joint series.
std::string series_tail(int year, std::string_view mark);

/// Before marks that look alike were one, each way of writing a mark had a series, named by it as
/// it was written. Those of the ways that people write one, where any is another than today's.
std::vector<std::string> series_as_written(const GridId& grid, int year, std::string_view mark);
/// What the name of the one of exactly that writing ended in.
std::string tail_as_written(int year, std::string_view mark);

}  // namespace roundtable::records
