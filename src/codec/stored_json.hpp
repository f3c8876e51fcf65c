// StoredJson: reading stored JSON without making a tree of it. The text is looked through once;
// what is asked for are views into it. Reading a million entries is mostly this
// (docs/performance.md). It takes the texts of RFC 8259 in well-formed UTF-8 (tests hold it against
// nlohmann's parser) but for two kinds that we never wrote: nested deeper than 64, or with a name
// twice in one object. Whatever does not fit is a DecodeFailure. Internal to `codec`; no threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roundtable::codec {

class StoredValue;

class StoredJson {
 public:
  /// Looks through all of it. `text` must outlive this and its values.
  explicit StoredJson(std::string_view text);
  StoredJson(const StoredJson&) = delete;
  StoredJson& operator=(const StoredJson&) = delete;

  StoredValue whole() const;

 private:
  friend class StoredValue;
  friend class StoredJsonReader;

  enum class Kind : std::uint8_t { null, no, yes, whole_number, number, text, list, object };
  /// A value; those within it follow it.
  struct Node {
    Kind kind = Kind::null;
    bool name_escaped = false;
    bool escaped = false;
    std::uint32_t next = 0;  // the node after this one and all within it
    std::uint32_t name_begin = 0;
    std::uint32_t name_size = 0;
    std::uint32_t begin = 0;  // of a text: without its quotes
    std::uint32_t size = 0;
  };

  std::string_view text_;
  std::vector<Node> nodes_;
};

/// One value. Named as nlohmann's, whose place it takes.
class StoredValue {
 public:
  bool is_object() const { return node().kind == StoredJson::Kind::object; }
  bool is_array() const { return node().kind == StoredJson::Kind::list; }
  bool is_string() const { return node().kind == StoredJson::Kind::text; }
  bool is_number_integer() const { return node().kind == StoredJson::Kind::whole_number; }

  bool contains(std::string_view name) const;
  StoredValue at(std::string_view name) const;
  /// The text of that member, or `standard` where there is none.
  std::string value(std::string_view name, std::string_view standard) const;
  /// Of a list or an object.
  std::size_t size() const;

  /// std::string, bool, std::int64_t, std::vector<std::string>.
  template <class T>
  T get() const;
  /// A text as it stands; `room` holds it where it had to be unescaped.
  std::string_view text(std::string& room) const;
  /// Of a list or an object: exactly what is stored.
  std::string_view stored() const;

  class Iterator;
  Iterator begin() const;
  Iterator end() const;
  /// Members of an object with their names.
  class Items;
  Items items() const;

 private:
  friend class StoredJson;

  StoredValue(const StoredJson& whole, std::uint32_t index) : whole_(&whole), index_(index) {}
  const StoredJson::Node& node() const { return whole_->nodes_[index_]; }
  std::string name() const;
  bool is_named(std::string_view name) const;
  /// The first value within, and the node after the last.
  std::uint32_t first() const { return index_ + 1; }
  std::uint32_t last() const { return node().next; }
  const StoredValue* find(std::string_view name, StoredValue& room) const;
  void need_parts() const;

  const StoredJson* whole_;
  std::uint32_t index_;
};

class StoredValue::Iterator {
 public:
  explicit Iterator(StoredValue at) : at_(at) {}
  const StoredValue& operator*() const { return at_; }
  Iterator& operator++() {
    at_.index_ = at_.node().next;
    return *this;
  }
  bool operator==(const Iterator& other) const { return at_.index_ == other.at_.index_; }

 private:
  StoredValue at_;
};

class StoredValue::Items {
 public:
  explicit Items(StoredValue object) : object_(object) {}
  class Iterator {
   public:
    explicit Iterator(StoredValue at) : at_(at) {}
    std::pair<std::string, StoredValue> operator*() const { return {at_.name(), at_}; }
    Iterator& operator++() {
      at_.index_ = at_.node().next;
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_.index_ == other.at_.index_; }

   private:
    StoredValue at_;
  };
  Iterator begin() const { return Iterator({*object_.whole_, object_.first()}); }
  Iterator end() const { return Iterator({*object_.whole_, object_.last()}); }

 private:
  StoredValue object_;
};

inline StoredValue StoredJson::whole() const {
  return {*this, 0};
}
inline StoredValue::Iterator StoredValue::begin() const {
  need_parts();
  return Iterator({*whole_, first()});
}
inline StoredValue::Iterator StoredValue::end() const {
  return Iterator({*whole_, last()});
}

inline StoredValue::Items StoredValue::items() const {
  need_parts();
  return Items(*this);
}

template <>
std::string StoredValue::get<std::string>() const;
template <>
bool StoredValue::get<bool>() const;
template <>
std::int64_t StoredValue::get<std::int64_t>() const;
template <>
std::vector<std::string> StoredValue::get<std::vector<std::string>>() const;

}  // namespace roundtable::codec
