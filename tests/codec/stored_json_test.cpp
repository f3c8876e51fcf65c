// Reading stored JSON must take and give what nlohmann's parser takes and gives, byte for byte.
#include "codec/stored_json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "codec/entry_json.hpp"

namespace {

using namespace roundtable;
using codec::StoredJson;
using codec::StoredValue;
using nlohmann::json;

bool same(const StoredValue& ours, const json& theirs) {
  if (theirs.is_object()) {
    if (!ours.is_object() || ours.size() != theirs.size()) return false;
    for (const auto& [name, value] : ours.items()) {
      if (!theirs.contains(name) || !same(value, theirs.at(name))) return false;
      if (!same(ours.at(name), theirs.at(name))) return false;
    }
    return true;
  }
  if (theirs.is_array()) {
    if (!ours.is_array() || ours.size() != theirs.size()) return false;
    std::size_t at = 0;
    for (const auto& part : ours) {
      if (!same(part, theirs.at(at++))) return false;
    }
    return true;
  }
  if (theirs.is_string()) {
    return ours.is_string() && ours.get<std::string>() == theirs.get<std::string>();
  }
  if (theirs.is_boolean()) return ours.get<bool>() == theirs.get<bool>();
  if (theirs.is_number_integer()) {
    if (theirs.is_number_unsigned() && theirs.get<std::uint64_t>() > INT64_MAX) return true;
    return ours.is_number_integer() && ours.get<std::int64_t>() == theirs.get<std::int64_t>();
  }
  return !ours.is_string() && !ours.is_object() && !ours.is_array();
}

/// What both make of a text: the same value, or nothing.
bool agree(const std::string& text) {
  const auto theirs = json::parse(text, nullptr, false);
  try {
    const StoredJson ours(text);
    return !theirs.is_discarded() && same(ours.whole(), theirs);
  } catch (const codec::DecodeFailure&) {
    return theirs.is_discarded();
  }
}

const std::vector<std::string> kTexts = {
    R"({"events":[{"ballot":"b1","choice":"yes","type":"ballot_cast","v":1}],"result":{"n":-12}})",
    R"( { "a" : [ 1 , 2.5e-3 , true , false , null , { } , [ ] ] , "b" : "" } )",
    R"(["\"\\\/\b\f\n\r\t","\u4e2d\uD83D\uDE00","\u0000","居民区 é 😀"])",
    R"({"escaped\u0020name":{"b":0,"a":-0},"z":9223372036854775807,"y":-9223372036854775808})",
    "0",
    "-0",
    "\"x\"",
    "[[[[[[[[]]]]]]]]",
};

TEST_CASE("stored JSON is read as nlohmann reads it") {
  for (const auto& text : kTexts) {
    INFO(text);
    CHECK(agree(text));
  }
}

TEST_CASE("what is no JSON is refused, each for its own fault") {
  for (const std::string text : {"",
                                 " ",
                                 "{",
                                 "[",
                                 "]",
                                 "{]",
                                 "[1,]",
                                 "{\"a\":1,}",
                                 "{,}",
                                 "[,]",
                                 "{\"a\"}",
                                 "{\"a\":}",
                                 "{a:1}",
                                 "01",
                                 "-",
                                 "+1",
                                 "1.",
                                 ".5",
                                 "1e",
                                 "1e+",
                                 "tru",
                                 "nul",
                                 "True",
                                 "1 2",
                                 "[] []",
                                 "\"",
                                 "\"\\",
                                 "\"\\x\"",
                                 "\"\\u12\"",
                                 "\"\\u12g4\"",
                                 "\"\\u-123\"",
                                 "\"\\ud800\"",
                                 "\"\\udc00\"",
                                 "\"\\ud800\\u0041\"",
                                 "\"\\ud800x\"",
                                 "\"\t\"",
                                 "\"\xff\"",
                                 "\"\xc0\x80\"",
                                 "\"\xe0\x80\x80\"",
                                 "\"\xed\xa0\x80\"",
                                 "\"\xf4\x90\x80\x80\"",
                                 "\"\xf0\x80\x80\x80\"",
                                 "\"\xe4\xb8\"",
                                 "{\"a\":1 \"b\":2}",
                                 "[1 2]",
                                 "//"}) {
    INFO(text);
    CHECK_THROWS_AS(StoredJson(text), codec::DecodeFailure);
    CHECK(json::parse(text, nullptr, false).is_discarded());
  }
}

TEST_CASE("a damaged text is read by both parsers or by neither") {
  std::mt19937 chance(20'261'126);
  const std::string bytes = "{}[]\",:\\u0aeE.+-19 \t\n\x01\x7f\xe4\xb8\xad\xf0\xed\xa0";
  std::size_t read = 0;
  for (int i = 0; i < 40'000; ++i) {
    auto text = kTexts[chance() % kTexts.size()];
    for (auto changes = 1 + chance() % 3; changes > 0 && !text.empty(); --changes) {
      const auto at = chance() % text.size();
      const auto byte = bytes[chance() % bytes.size()];
      if (chance() % 3 == 0) {
        text.erase(at, 1);
      } else if (chance() % 2 == 0) {
        text[at] = byte;
      } else {
        text.insert(at, 1, byte);
      }
    }
    const auto theirs = json::parse(text, nullptr, false);
    if (!theirs.is_discarded()) ++read;
    INFO(text);
    REQUIRE(agree(text));
  }
  CHECK(read > 1'000);
}

TEST_CASE("two kinds of JSON that were never written are refused") {
  CHECK_THROWS_AS(StoredJson(R"({"a":1,"b":2,"a":3})"), codec::DecodeFailure);
  CHECK_THROWS_AS(StoredJson(R"({"a":1,"\u0061":3})"), codec::DecodeFailure);
  CHECK_NOTHROW(StoredJson(std::string(64, '[') + std::string(64, ']')));
  CHECK_THROWS_AS(StoredJson(std::string(65, '[') + std::string(65, ']')), codec::DecodeFailure);
}

TEST_CASE("a value asked for as what it is not is a failure to decode") {
  const StoredJson stored(
      R"({"list":["a",1],"no":false,"number":1.5,"large":9223372036854775808})");
  const auto whole = stored.whole();
  CHECK_THROWS_AS(whole.at("missing"), codec::DecodeFailure);
  CHECK_THROWS_AS(whole.at("list").at("a"), codec::DecodeFailure);
  CHECK_THROWS_AS(whole.at("list").get<std::string>(), codec::DecodeFailure);
  CHECK_THROWS_AS(whole.at("list").get<std::vector<std::string>>(), codec::DecodeFailure);
  CHECK_THROWS_AS(whole.at("no").get<std::int64_t>(), codec::DecodeFailure);
  CHECK_THROWS_AS(whole.at("no").size(), codec::DecodeFailure);
  CHECK_THROWS_AS(whole.at("number").get<std::int64_t>(), codec::DecodeFailure);
  CHECK_THROWS_AS(whole.at("large").get<std::int64_t>(), codec::DecodeFailure);
  CHECK_THROWS_AS(whole.get<bool>(), codec::DecodeFailure);
  CHECK(whole.at("list").stored() == R"(["a",1])");
  CHECK(whole.value("missing", "-") == "-");
}

}  // namespace
