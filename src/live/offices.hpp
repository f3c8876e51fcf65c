// Who issues documents for a grid: the official name of each of its bodies (发文单位全称) and the
// marks (代字) its numbers bear, as somebody of the office entered them. They stand in the
// Directory; what was never entered is nobody's to invent. Safe from any thread but a shard's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "directory/directory.hpp"
#include "domain/text.hpp"
#include "live/rule_book.hpp"

namespace roundtable::live {

/// Who convenes what has no office of its own (a forum): the neighbourhood's committee.
inline constexpr std::string_view kConvener = "convener";

struct Office {
  std::string name;       // 上海市杨浦区殷行街道开鲁二村居民委员会
  std::string results;    // the mark of results: 开二居; "" : none
  std::string minutes;    // of minutes: 开二居纪; "" : none
  std::string notices{};  // of notices: 开二居告; "" : none
  friend bool operator==(const Office&, const Office&) = default;
};

/// Of a grid and a deciding body, or `kConvener`.
struct OfficeOf {
  GridId grid;
  std::string body;
};

std::optional<Office> office(directory::Directory& directory, const OfficeOf& of);
/// An empty name takes it away.
void put_office(directory::Directory& directory, const OfficeOf& of, const Office& office);

/// The marks of all other offices, of whatever grid: no two may number under one.
std::vector<std::string> marks_of_others(directory::Directory& directory, const OfficeOf& but);

/// Those that could issue documents, the convener first and then each body that rules know, with
/// what the rules call it.
struct Issuing {
  std::string body;
  domain::Text name;
};
std::vector<Issuing> issuing_bodies(const RuleBook& rules);

}  // namespace roundtable::live
