// Lists, as every answer and page gives them.
#include "views/lists.hpp"

#include <catch2/catch.hpp>

using namespace roundtable;

namespace {

views::ListedRecord listed(const std::string& id, std::int64_t at,
                           std::optional<domain::Outcome> outcome = std::nullopt) {
  views::ListedRecord one;
  one.record.id = RecordId(id);
  one.record.published_at = Time{at};
  one.outcome = outcome;
  return one;
}

}  // namespace

TEST_CASE("the minutes come before the results, and those as they were published") {
  std::vector<views::ListedRecord> records = {listed("late", 30, domain::Outcome::passed),
                                              listed("minutes", 40),
                                              listed("early", 20, domain::Outcome::not_passed)};
  views::put_minutes_first(records);
  std::vector<std::string> ids;
  for (const auto& one : records) ids.push_back(one.record.id.str());
  CHECK(ids == std::vector<std::string>{"minutes", "early", "late"});
}
