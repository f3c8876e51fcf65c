// StreamName: which stream of the log is meant, "meeting:<id>" or "issue:<id>". Everything that is
// joined, given commands or followed is named so; on the wire the kind is the member that holds the
// id ({"op":"join","meeting":"…"}).
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ids.hpp"

namespace roundtable {

class StreamName {
 public:
  StreamName() = default;
  StreamName(std::string_view kind, std::string_view id) : kind_length_(kind.size()) {
    text_.reserve(kind.size() + 1 + id.size());
    text_.append(kind).append(":").append(id);
  }
  StreamName(const MeetingId& meeting) : StreamName("meeting", meeting.str()) {}
  StreamName(const IssueId& issue) : StreamName("issue", issue.str()) {}
  /// From the name that the log knows; what has no colon ("grids") is a kind without an id.
  static StreamName of(std::string_view text) {
    StreamName name;
    name.text_ = text;
    name.kind_length_ = std::min(text.find(':'), text.size());
    return name;
  }

  const std::string& str() const { return text_; }
  std::string_view kind() const { return std::string_view(text_).substr(0, kind_length_); }
  std::string_view id() const {
    const auto begin = std::min(kind_length_ + 1, text_.size());
    return std::string_view(text_).substr(begin);
  }
  bool empty() const { return id().empty(); }
  friend auto operator<=>(const StreamName&, const StreamName&) = default;

 private:
  std::string text_;
  std::size_t kind_length_ = 0;
};

}  // namespace roundtable

template <>
struct std::hash<roundtable::StreamName> {
  std::size_t operator()(const roundtable::StreamName& name) const noexcept {
    return std::hash<std::string>{}(name.str());
  }
};
