// Reading stored JSON gives what nlohmann's parser, which wrote it, would give.
#include "codec/stored_json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

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
      if (!theirs.contains(std::string(name)) || !same(value, theirs.at(std::string(name))))
        return false;
      if (!same(ours.at(name), theirs.at(name))) return false;
    }
    return true;
  }
  if (theirs.is_array()) {
    if (!ours.is_array() || ours.size() != theirs.size()) return false;
    std::size_t at = 0;
    for (const auto& part : ours.parts()) {
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
    CHECK(same(StoredJson(text).whole(), json::parse(text)));
  }
}

TEST_CASE("what is no JSON or no UTF-8 is a failure to decode") {
  for (const std::string text :
       {"", " ", "{", "{]", "[1,]", "{a:1}", "01", "nul", "1 2", "[] []", "\"", "\"\\x\"",
        "\"\\ud800\"", "\"\t\"", "\"\xff\"", "\"\xe4\xb8\"", "{\"a\":1 \"b\":2}", "//"}) {
    INFO(text);
    CHECK_THROWS_AS(StoredJson(text), codec::DecodeFailure);
  }
}

TEST_CASE("one stored text may be read while another is") {
  const StoredJson outer(R"({"text":"外"})");
  {
    const StoredJson inner(R"({"text":"内"})");
    CHECK(inner.whole().at("text").text() == "内");
  }
  const StoredJson next(R"({"text":"又"})");
  CHECK(outer.whole().at("text").text() == "外");
  CHECK(next.whole().at("text").text() == "又");
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
}

}  // namespace
