#include "views/object_text.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace roundtable::views {
namespace {

bool stands_as_it_is(std::string_view value) {
  return std::none_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f;
  });
}

}  // namespace

void ObjectText::open(std::string_view key) {
  begin(key);
  text_ += '{';
}

void ObjectText::close() {
  text_ += '}';
}

void ObjectText::text(std::string_view key, std::string_view value) {
  begin(key);
  quote(value);
}

void ObjectText::number(std::string_view key, std::int64_t value) {
  begin(key);
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  text_.append(digits, end);
}

void ObjectText::truth(std::string_view key, bool value) {
  begin(key);
  text_ += value ? "true" : "false";
}

std::string ObjectText::done() && {
  text_ += '}';
  return std::move(text_);
}

void ObjectText::begin(std::string_view key) {
  if (text_.back() != '{') text_ += ',';
  quote(key);
  text_ += ':';
}

void ObjectText::quote(std::string_view value) {
  if (stands_as_it_is(value)) {
    text_.append(1, '"').append(value).append(1, '"');
  } else {
    text_ += nlohmann::json(value).dump();
  }
}

}  // namespace roundtable::views
