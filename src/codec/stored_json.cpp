#include "codec/stored_json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "codec/entry_json.hpp"

namespace roundtable::codec {
namespace {

constexpr int kDepthMax = 64;
// A payload of one event has about a value for each of so many bytes.
constexpr std::size_t kBytesPerValue = 16;

[[noreturn]] void fail(const char* why) {
  throw DecodeFailure(std::string("no stored JSON: ") + why);
}

/// Characters of a text that stand for themselves, one byte each.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool is_between(unsigned char byte, unsigned char low, unsigned char high) {
  return byte >= low && byte <= high;
}

/// Bytes of the well-formed UTF-8 character beyond ASCII that begins there (The Unicode Standard,
/// table 3-7); 0 where none does.
std::size_t character_bytes(std::string_view text, std::size_t at) {
  const auto lead = byte_at(text, at);
  const auto second = byte_at(text, at + 1);
  if (is_between(lead, 0xC2, 0xDF)) return is_between(second, 0x80, 0xBF) ? 2 : 0;
  const bool third = is_between(byte_at(text, at + 2), 0x80, 0xBF);
  if (is_between(lead, 0xE0, 0xEF)) {
    const unsigned char low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : 0xBF;
    return is_between(second, low, high) && third ? 3 : 0;
  }
  if (!is_between(lead, 0xF0, 0xF4)) return 0;
  const unsigned char low = lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xF4 ? 0x8F : 0xBF;
  return is_between(second, low, high) && third && is_between(byte_at(text, at + 3), 0x80, 0xBF)
             ? 4
             : 0;
}

std::uint32_t four_hex(std::string_view text, std::size_t at) {
  std::uint32_t value = 0;
  if (text.size() < at + 4) fail("an escape breaks off");
  const auto* begin = text.data() + at;
  if (*begin == '-') fail("an escape that is none");
  const auto [end, error] = std::from_chars(begin, begin + 4, value, 16);
  if (error != std::errc{} || end != begin + 4) fail("an escape that is none");
  return value;
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
  };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0U | (point >> 6U));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0U | (point >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (point >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

struct Escape {
  std::uint32_t point = 0;
  std::size_t bytes = 0;
};

/// The escape whose backslash stands there.
Escape escape_at(std::string_view text, std::size_t at) {
  static constexpr std::string_view kNames = "\"\\/bfnrt";
  static constexpr std::string_view kPoints = "\"\\/\b\f\n\r\t";
  if (at + 1 >= text.size()) fail("an escape breaks off");
  if (text[at + 1] != 'u') {
    const auto known = kNames.find(text[at + 1]);
    if (known == kNames.npos) fail("an escape that is none");
    return {static_cast<unsigned char>(kPoints[known]), 2};
  }
  const auto first = four_hex(text, at + 2);
  if (first < 0xD800 || first > 0xDFFF) return {first, 6};
  if (first > 0xDBFF || text.substr(at + 6, 2) != "\\u") fail("half a character");
  const auto second = four_hex(text, at + 8);
  if (second < 0xDC00 || second > 0xDFFF) fail("half a character");
  return {0x10000U + ((first - 0xD800U) << 10U) + (second - 0xDC00U), 12};
}

std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      out += text[at++];
      continue;
    }
    const auto escape = escape_at(text, at);
    append_utf8(out, escape.point);
    at += escape.bytes;
  }
  return out;
}

}  // namespace

/// Looks through a text and notes its values.
class StoredJsonReader {
 public:
  explicit StoredJsonReader(StoredJson& out) : text_(out.text_), nodes_(out.nodes_) {}

  void read() {
    if (text_.size() > std::numeric_limits<std::uint32_t>::max()) fail("too long");
    nodes_.reserve(text_.size() / kBytesPerValue + 8);
    skip_space();
    value({}, kDepthMax);
    if (at_ != text_.size()) fail("something follows");
  }

 private:
  using Kind = StoredJson::Kind;
  struct Text {
    std::size_t begin = 0;
    std::size_t size = 0;
    bool escaped = false;
  };

  char look() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
      ++at_;
    }
  }
  void expect(char c) {
    if (look() != c) fail("it breaks off or is none");
    ++at_;
    skip_space();
  }

  /// And the space after it.
  void value(const Text& name, int depth) {
    const auto index = nodes_.size();
    auto& node = nodes_.emplace_back();
    node.name_begin = static_cast<std::uint32_t>(name.begin);
    node.name_size = static_cast<std::uint32_t>(name.size);
    node.name_escaped = name.escaped;
    Text range{at_, 0, false};
    Kind kind{};
    switch (look()) {
      case '{':
        kind = Kind::object;
        members(depth);
        break;
      case '[':
        kind = Kind::list;
        elements(depth);
        break;
      case '"':
        kind = Kind::text;
        range = text();
        break;
      default:
        kind = word();
        break;
    }
    auto& done = nodes_[index];
    done.kind = kind;
    done.escaped = range.escaped;
    done.begin = static_cast<std::uint32_t>(range.begin);
    done.size = static_cast<std::uint32_t>(kind == Kind::text ? range.size : at_ - range.begin);
    done.next = static_cast<std::uint32_t>(nodes_.size());
    skip_space();
  }

  void members(int depth) {
    const auto object = nodes_.size() - 1;
    if (depth == 0) fail("nested too deeply");
    expect('{');
    bool in_order = true;
    std::string_view before;
    while (look() != '}') {
      const auto name = text();
      skip_space();
      expect(':');
      const auto named = text_.substr(name.begin, name.size);
      const bool first = nodes_.size() == object + 1;
      if (name.escaped || (!first && named <= before)) in_order = false;
      before = named;
      value(name, depth - 1);
      if (!comma_before('}')) break;
    }
    if (!in_order) need_different_names(object);
    close('}');
  }

  void elements(int depth) {
    if (depth == 0) fail("nested too deeply");
    expect('[');
    while (look() != ']') {
      value({}, depth - 1);
      if (!comma_before(']')) break;
    }
    close(']');
  }

  /// True if another part must follow.
  bool comma_before(char end) {
    if (look() != ',') return false;
    expect(',');
    if (look() == end) fail("a comma too many");
    return true;
  }
  void close(char end) {
    if (look() != end) fail("it breaks off or is none");
    ++at_;
  }

  // What we write has its names in order, so that none can be there twice.
  void need_different_names(std::size_t object) const {
    std::vector<std::string> names;
    for (auto at = object + 1; at < nodes_.size(); at = nodes_[at].next) {
      names.push_back(unescaped(text_.substr(nodes_[at].name_begin, nodes_[at].name_size)));
    }
    std::sort(names.begin(), names.end());
    if (std::adjacent_find(names.begin(), names.end()) != names.end()) fail("a name twice");
  }

  Text text() {
    if (look() != '"') fail("it breaks off or is none");
    Text found{++at_, 0, false};
    for (;;) {
      while (at_ < text_.size() && kPlain[static_cast<unsigned char>(text_[at_])]) ++at_;
      if (look() == '"') break;
      if (look() == '\\') {
        found.escaped = true;
        at_ += escape_at(text_, at_).bytes;
        continue;
      }
      const auto bytes = character_bytes(text_, at_);
      if (bytes == 0) fail("a text that breaks off or is no UTF-8");
      at_ += bytes;
    }
    found.size = at_ - found.begin;
    ++at_;
    return found;
  }

  Kind word() {
    struct Known {
      std::string_view word;
      Kind kind;
    };
    for (const auto& [known, kind] :
         {Known{"true", Kind::yes}, Known{"false", Kind::no}, Known{"null", Kind::null}}) {
      if (text_.substr(at_, known.size()) != known) continue;
      at_ += known.size();
      return kind;
    }
    return number();
  }

  std::size_t digits() {
    const auto begin = at_;
    while (is_between(byte_at(text_, at_), '0', '9')) ++at_;
    return at_ - begin;
  }

  Kind number() {
    if (look() == '-') ++at_;
    if (look() == '0') {
      ++at_;
    } else if (digits() == 0) {
      fail("it breaks off or is none");
    }
    bool whole = true;
    if (look() == '.') {
      ++at_;
      whole = false;
      if (digits() == 0) fail("a number that is none");
    }
    if (look() == 'e' || look() == 'E') {
      ++at_;
      whole = false;
      if (look() == '+' || look() == '-') ++at_;
      if (digits() == 0) fail("a number that is none");
    }
    return whole ? Kind::whole_number : Kind::number;
  }

  const std::string_view text_;
  std::vector<StoredJson::Node>& nodes_;
  std::size_t at_ = 0;
};

StoredJson::StoredJson(std::string_view text) : text_(text) {
  StoredJsonReader(*this).read();
}

void StoredValue::need_parts() const {
  if (!is_object() && !is_array()) fail("a value where a list or an object belongs");
}

std::string StoredValue::name() const {
  const auto stored = whole_->text_.substr(node().name_begin, node().name_size);
  return node().name_escaped ? unescaped(stored) : std::string(stored);
}

bool StoredValue::is_named(std::string_view name) const {
  if (node().name_escaped) return this->name() == name;
  return whole_->text_.substr(node().name_begin, node().name_size) == name;
}

const StoredValue* StoredValue::find(std::string_view name, StoredValue& room) const {
  if (!is_object()) fail("a value where an object belongs");
  for (room.index_ = first(); room.index_ != last(); room.index_ = room.node().next) {
    if (room.is_named(name)) return &room;
  }
  return nullptr;
}

bool StoredValue::contains(std::string_view name) const {
  auto room = *this;
  return is_object() && find(name, room) != nullptr;
}

StoredValue StoredValue::at(std::string_view name) const {
  auto room = *this;
  if (find(name, room) == nullptr) throw DecodeFailure(std::string(name) + " is missing");
  return room;
}

std::string StoredValue::value(std::string_view name, std::string_view standard) const {
  auto room = *this;
  return find(name, room) == nullptr ? std::string(standard) : room.get<std::string>();
}

std::size_t StoredValue::size() const {
  need_parts();
  auto room = *this;
  std::size_t count = 0;
  for (room.index_ = first(); room.index_ != last(); room.index_ = room.node().next) ++count;
  return count;
}

std::string_view StoredValue::stored() const {
  need_parts();
  return whole_->text_.substr(node().begin, node().size);
}

std::string_view StoredValue::text(std::string& room) const {
  if (!is_string()) fail("a value where a text belongs");
  const auto stored = whole_->text_.substr(node().begin, node().size);
  if (!node().escaped) return stored;
  room = unescaped(stored);
  return room;
}

template <>
std::string StoredValue::get<std::string>() const {
  std::string room;
  const auto found = text(room);
  return node().escaped ? room : std::string(found);
}

template <>
bool StoredValue::get<bool>() const {
  if (node().kind == StoredJson::Kind::yes) return true;
  if (node().kind != StoredJson::Kind::no) fail("a value where true or false belongs");
  return false;
}

template <>
std::int64_t StoredValue::get<std::int64_t>() const {
  const auto stored = whole_->text_.substr(node().begin, node().size);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), number);
  if (!is_number_integer() || error != std::errc{} || end != stored.data() + stored.size()) {
    fail("no whole number, or too large a one");
  }
  return number;
}

template <>
std::vector<std::string> StoredValue::get<std::vector<std::string>>() const {
  if (!is_array()) fail("a value where a list belongs");
  std::vector<std::string> texts;
  for (const auto& part : *this) texts.push_back(part.get<std::string>());
  return texts;
}

}  // namespace roundtable::codec
