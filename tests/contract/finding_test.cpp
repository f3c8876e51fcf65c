// What a check says: every sentence of the table in both languages.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "log/finding.hpp"

namespace roundtable::log::test {
namespace {

/// Which holes a sentence has, each as often as it has it.
std::multiset<char> holes_of(std::string_view sentence) {
  std::multiset<char> holes;
  for (auto at = sentence.find('{'); at != sentence.npos; at = sentence.find('{', at + 1)) {
    holes.insert(sentence.at(at + 1));
    CHECK(sentence.substr(at + 2, 1) == "}");
  }
  return holes;
}

/// Ideographs and full-width marks take three bytes, of which the first is E3 or more; ² takes two.
bool has_chinese(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

}  // namespace

TEST_CASE("each code stands in its place of the table, with words and the same holes in both") {
  std::set<std::string_view> names;
  std::size_t place = 0;
  for (const auto& row : found_rows()) {
    CAPTURE(row.name);
    CHECK(static_cast<std::size_t>(row.code) == place++);
    CHECK(names.insert(row.name).second);
    CHECK_FALSE(row.en.empty());
    CHECK_FALSE(row.zh.empty());
    CHECK_FALSE(has_chinese(row.en));
    if (row.code == Found::plain || row.code == Found::named) continue;  // holes alone
    CHECK(has_chinese(row.zh));
    CHECK(holes_of(row.en) == holes_of(row.zh));
  }
  CHECK(place == static_cast<std::size_t>(Found::receipt_of_stream) + 1);
}

TEST_CASE("every code is said in either language with all its values, and no hole is left") {
  for (const auto& row : found_rows()) {
    CAPTURE(row.name);
    const Said said(row.code, {"value-0", "value-1", "value-2", "value-3", "value-4"});
    if (row.code == Found::plain) continue;
    for (const auto language : {Language::en, Language::zh}) {
      const auto text = words(said, language);
      CHECK(text.find('{') == text.npos);
      for (const char hole : holes_of(language == Language::zh ? row.zh : row.en)) {
        CHECK(text.find("value-" + std::string(1, hole)) != text.npos);
      }
    }
  }
}

TEST_CASE("a sentence within a sentence follows the language, what was cited does not") {
  const auto at = say(Found::at_entry, "meeting:abc", 17);
  const auto said = say(Found::head_passed, at, say(Found::at_checkpoint, std::uint64_t{3}));
  CHECK(words(said, Language::en) ==
        "names stream meeting:abc, version 17, which checkpoint 3 had already passed");
  CHECK(words(said, Language::zh) ==
        "列的是流 meeting:abc 第 17 条，而第 3 号检查点早已列到它之后");

  const auto named = say(Found::sealed_by_event, say(Found::named, "ballot_cast", "已投票"));
  CHECK(words(named, Language::en) == "what ballot_cast sealed");
  CHECK(words(named, Language::zh) == "“已投票”中封存的值");

  // What looks like a hole in a value is none.
  CHECK(words(say(Found::unreadable, "{0}"), Language::en) == "cannot be read: {0}");

  const Finding plain{"log.db", "no such file"};
  CHECK(plain.place + ": " + plain.what == "log.db: no such file");
  CHECK(words(plain.said_what, Language::zh) == "no such file");
}

}  // namespace roundtable::log::test
