// Document templates: mustache files of templates/records, data and no code. A template has
// variables and sections alone; every variable and section it names must be given, so that nothing
// is ever left blank in silence. Values are escaped for HTML. Immutable after loading, so one set
// serves all threads.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace roundtable::records {

/// A template is missing or malformed, or it names something it was not given.
class TemplateFailure : public std::runtime_error {
 public:
  explicit TemplateFailure(const std::string& what, std::string name = "", std::int64_t line = 0)
      : std::runtime_error(what), name_(std::move(name)), line_(line) {}

  /// The file's name without ".mustache"; "" where it is about none.
  const std::string& name() const { return name_; }
  /// From 1; 0 where it is about no line.
  std::int64_t line() const { return line_; }

 private:
  std::string name_;
  std::int64_t line_ = 0;
};

inline constexpr std::size_t kTemplateBytesMax = 256 * 1024;

class Templates {
 public:
  /// Reads every *.mustache of `folder` and checks its form. Throws TemplateFailure.
  static Templates load(const std::string& folder);

  /// `name` is the file's name without ".mustache". `values` is an object of texts, booleans (for
  /// sections), arrays and objects; numbers are the caller's to put into words. Throws
  /// TemplateFailure.
  std::string render(std::string_view name, const nlohmann::json& values) const;

 private:
  std::map<std::string, std::string, std::less<>> texts_;
};

/// The lines of a text that are not blank, as [{"text":…},…], for a section that lists paragraphs.
nlohmann::json paragraphs_json(const std::string& text);

/// For a section that tells of the key that signs, by its fingerprint; `false` where that is "".
nlohmann::json key_json(const std::string& fingerprint);

}  // namespace roundtable::records
