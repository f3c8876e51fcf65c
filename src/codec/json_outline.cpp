#include "codec/json_outline.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace roundtable::codec {
namespace {

using nlohmann::json;

/// Reads a text and tells how far its reader has come: the parser itself does not say.
class CountingIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator() = default;
  CountingIterator(const char* at, std::size_t* count) : at_(at), count_(count) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    ++*count_;
    return *this;
  }
  CountingIterator operator++(int) {
    auto before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  const char* at_ = nullptr;
  std::size_t* count_ = nullptr;
};

class Outliner {
 public:
  Outliner(std::string_view text, const std::size_t& read, std::size_t depth_max, JsonOutline& out)
      : text_(text), read_(read), depth_max_(depth_max), out_(out) {}

  bool null() { return scalar(); }
  bool boolean(bool) { return scalar(); }
  bool number_integer(json::number_integer_t) { return scalar(); }
  bool number_unsigned(json::number_unsigned_t) { return scalar(); }
  bool number_float(json::number_float_t, const json::string_t&) { return scalar(); }
  bool string(json::string_t&) { return scalar(); }
  bool binary(json::binary_t&) { return false; }
  bool start_object(std::size_t) { return enter(true); }
  bool start_array(std::size_t) { return enter(false); }
  bool end_object() { return leave(); }
  bool end_array() { return leave(); }
  bool key(json::string_t& name) {
    auto& level = levels_.back();
    level.path = level.base.empty() ? name : level.base + "." + name;
    level.named_at = read_;
    if (level.keys.insert(name).second) return true;
    out_.ranges[level.path].named_at = read_;
    out_.repeated = level.path;
    return false;
  }
  bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&) {
    out_.broken_at = byte == 0 ? 0 : byte - 1;
    return false;
  }

 private:
  struct Level {
    bool is_object = false;
    std::string base;
    std::string path;  // of the member or element that comes
    std::size_t named_at = 0;
    std::size_t elements = 0;
    std::set<std::string> keys;
  };

  /// The value that begins now: after the key's colon, or after the last element's comma.
  JsonOutline::Range& begin_value() {
    if (levels_.empty()) return out_.ranges[""];
    auto& level = levels_.back();
    if (!level.is_object) {
      const auto index = std::to_string(level.elements++);
      level.path = level.base.empty() ? index : level.base + "." + index;
    }
    auto& range = out_.ranges[level.path];
    range.begin = text_.find_first_not_of(": ,\t\r\n", level.named_at);
    range.named_at = level.is_object ? level.named_at : range.begin;
    return range;
  }
  bool scalar() {
    auto& range = begin_value();
    range.end = read_;
    // The end of a number is known only from the byte after it, which has then been read.
    if (begins_number(text_[range.begin])) {
      range.end = std::min(text_.find_first_not_of("0123456789+-.eE", range.begin), text_.size());
    }
    if (!levels_.empty()) levels_.back().named_at = range.end;
    return true;
  }
  static bool begins_number(char first) { return first == '-' || (first >= '0' && first <= '9'); }
  bool enter(bool is_object) {
    const auto begin = read_ - 1;
    auto& range = begin_value();
    range.begin = begin;
    Level level;
    level.is_object = is_object;
    level.base = levels_.empty() ? "" : levels_.back().path;
    level.named_at = read_;
    levels_.push_back(std::move(level));
    out_.too_deep = levels_.size() > depth_max_;
    return !out_.too_deep;
  }
  bool leave() {
    auto& range = out_.ranges[levels_.back().base];
    range.end = read_;
    levels_.pop_back();
    if (!levels_.empty()) levels_.back().named_at = read_;
    return true;
  }

  std::string_view text_;
  const std::size_t& read_;
  std::size_t depth_max_;
  JsonOutline& out_;
  std::vector<Level> levels_;
};

}  // namespace

JsonOutline outline_json(std::string_view text, std::size_t depth_max) {
  JsonOutline outline;
  std::size_t read = 0;
  Outliner outliner(text, read, depth_max, outline);
  const CountingIterator begin(text.data(), &read);
  const CountingIterator end(text.data() + text.size(), &read);
  json::sax_parse(begin, end, &outliner);
  return outline;
}

std::size_t line_of(std::string_view text, std::size_t byte) {
  const auto seen = text.substr(0, std::min(byte, text.size()));
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), '\n')) + 1;
}

}  // namespace roundtable::codec
