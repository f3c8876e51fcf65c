// ObjectText: a JSON object written as text, member after member, without a tree in between: for
// what is made thousands of times a second.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace roundtable::views {

class ObjectText {
 public:
  ObjectText() { text_.reserve(512); }

  /// Members come into that object until it is closed.
  void open(std::string_view key);
  void close();
  /// `value` is UTF-8.
  void text(std::string_view key, std::string_view value);
  void number(std::string_view key, std::int64_t value);
  void truth(std::string_view key, bool value);
  /// The whole object; all that was opened has been closed.
  std::string done() &&;

 private:
  void begin(std::string_view key);
  void quote(std::string_view value);

  std::string text_ = "{";
};

}  // namespace roundtable::views
