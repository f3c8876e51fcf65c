// What several templates of templates/pages are given in the same words: days and times as the
// client writes them, meetings in lists, what phase one is in.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "records/phrases.hpp"
#include "views/lists.hpp"

namespace roundtable::http {

/// Rows of each list; the client shows as many at first.
inline constexpr std::size_t kFirstRowsMax = 6;

/// 2026年12月5日 / 5 Dec 2026: as the client writes it, shorter than in documents.
std::string day_words(Date date, records::Lang lang);
/// 周六 / Saturday
std::string weekday_words(Date date, records::Lang lang);
/// 2026年12月5日（周六）19:00 / Saturday 5 Dec 2026, 19:00
std::string when_words(Time time, records::Lang lang);
std::string joined(const std::vector<std::string>& names, std::string_view between);

/// One section for each: a template writes the word of the one that is.
template <class Values, class Value>
void put_which(nlohmann::json& out, const Values& all, Value is) {
  for (const auto one : all) out[std::string(to_string(one))] = one == is;
}

bool is_live(domain::Phase phase);
/// A section for each phase, and `phase`, what it is called.
void put_phase(nlohmann::json& out, domain::Phase phase, records::Lang lang);
/// meeting_id, meeting_title and so on, as in a list.
nlohmann::json meeting_row(const views::ListedMeeting& meeting, records::Lang lang);

}  // namespace roundtable::http
