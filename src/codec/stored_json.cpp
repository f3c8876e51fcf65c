#include "codec/stored_json.hpp"

#include "codec/entry_json.hpp"

namespace roundtable::codec {
namespace {

namespace dom = simdjson::dom;

[[noreturn]] void fail(const char* why) {
  throw DecodeFailure(std::string("no stored JSON: ") + why);
}

/// A parser keeps its memory from text to text: those not in use, of this thread. More than one is
/// in use where reading an entry reads the roll that it names.
std::vector<std::unique_ptr<dom::parser>>& idle_parsers() {
  thread_local std::vector<std::unique_ptr<dom::parser>> idle;
  return idle;
}

std::unique_ptr<dom::parser> take_parser() {
  auto& idle = idle_parsers();
  if (idle.empty()) return std::make_unique<dom::parser>();
  auto parser = std::move(idle.back());
  idle.pop_back();
  return parser;
}

StoredValue parsed(dom::parser& parser, std::string_view text) {
  dom::element whole;
  const auto wrong = parser.parse(text.data(), text.size()).get(whole);
  if (wrong != simdjson::SUCCESS) fail(simdjson::error_message(wrong));
  return StoredValue(whole);
}

}  // namespace

StoredJson::StoredJson(std::string_view text)
    : parser_(take_parser()), whole_(parsed(*parser_, text)) {}

StoredJson::~StoredJson() {
  // A roll of a whole town should not stay in memory for its parser's sake.
  constexpr std::size_t kKeptBytesMax = 1U << 20U;
  if (parser_->capacity() <= kKeptBytesMax) idle_parsers().push_back(std::move(parser_));
}

bool StoredValue::contains(std::string_view name) const {
  return is_object() && value_.at_key(name).error() == simdjson::SUCCESS;
}

std::optional<StoredValue> StoredValue::find(std::string_view name) const {
  dom::element found;
  const auto wrong = value_.at_key(name).get(found);
  if (wrong == simdjson::NO_SUCH_FIELD) return std::nullopt;
  if (wrong != simdjson::SUCCESS) fail("a value where an object belongs");
  return StoredValue(found);
}

StoredValue StoredValue::at(std::string_view name) const {
  const auto found = find(name);
  if (!found) throw DecodeFailure(std::string(name) + " is missing");
  return *found;
}

std::size_t StoredValue::size() const {
  return is_object() ? items().size() : parts().size();
}

std::string StoredValue::stored() const {
  return simdjson::minify(value_);
}

std::string_view StoredValue::text() const {
  std::string_view found;
  if (value_.get(found) != simdjson::SUCCESS) fail("a value where a text belongs");
  return found;
}

std::vector<StoredValue> StoredValue::parts() const {
  dom::array list;
  if (value_.get(list) != simdjson::SUCCESS) fail("a value where a list belongs");
  std::vector<StoredValue> found;
  found.reserve(list.size());
  for (const auto part : list) found.emplace_back(part);
  return found;
}

std::vector<std::pair<std::string_view, StoredValue>> StoredValue::items() const {
  dom::object object;
  if (value_.get(object) != simdjson::SUCCESS) fail("a value where an object belongs");
  std::vector<std::pair<std::string_view, StoredValue>> found;
  found.reserve(object.size());
  for (const auto member : object) found.emplace_back(member.key, StoredValue(member.value));
  return found;
}

template <>
std::string StoredValue::get<std::string>() const {
  return std::string(text());
}

template <>
bool StoredValue::get<bool>() const {
  bool found = false;
  if (value_.get(found) != simdjson::SUCCESS) fail("a value where true or false belongs");
  return found;
}

template <>
std::int64_t StoredValue::get<std::int64_t>() const {
  std::int64_t found = 0;
  if (value_.get(found) != simdjson::SUCCESS) fail("no whole number, or too large a one");
  return found;
}

template <>
std::vector<std::string> StoredValue::get<std::vector<std::string>>() const {
  std::vector<std::string> texts;
  for (const auto& part : parts()) texts.push_back(part.get<std::string>());
  return texts;
}

}  // namespace roundtable::codec
