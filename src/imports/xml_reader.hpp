// The parts of a workbook as XML: elements of spreadsheets and of the relations between parts, in
// the transitional and in the strict namespaces alike; all others are passed over with what is in
// them. No document types, so no entities but XML's own; depth and length are bounded (limits.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "imports/zip_file.hpp"

namespace roundtable::imports {

/// Attributes without a namespace by their name, and "r:id" of the relations of Office.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  std::optional<std::string_view> find(std::string_view name) const;
  /// "" where there is none.
  std::string_view text(std::string_view name) const { return find(name).value_or(""); }
  bool is_set(std::string_view name) const;  // "1" or "true"

 private:
  const char** pairs_;
};

class XmlListener {
 public:
  virtual ~XmlListener() = default;
  /// `parent`: "" for the outermost.
  virtual void begin(std::string_view name, std::string_view parent,
                     const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view /*name*/, std::string_view /*parent*/) {}
  virtual void text(std::string_view /*utf8*/) {}
  /// Asked after each call; reading ends where it is true.
  virtual bool has_enough() const { return false; }
};

/// Throws Unreadable, of that part of the zip.
void read_xml(ByteSource& source, std::string_view part, XmlListener& listener);

}  // namespace roundtable::imports
