#include "records/template.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "records/phrases.hpp"

namespace roundtable::records {
namespace {

namespace mustache = kainjow::mustache;
using nlohmann::json;

[[noreturn]] void fail(std::string_view name, const std::string& why, std::int64_t line = 0) {
  const auto place = line == 0 ? std::string() : ", line " + std::to_string(line);
  throw TemplateFailure("template " + std::string(name) + place + ": " + why, std::string(name),
                        line);
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || text.str().size() > kTemplateBytesMax) {
    fail(path.filename().string(), "cannot be read, or is too long");
  }
  return text.str();
}

/// Names that stand as variables and never as sections: only a text will do for them. Tags that
/// would bring logic or another file in are refused.
std::set<std::string> text_names(std::string_view name, std::string_view text) {
  std::set<std::string> variables;
  std::set<std::string> sections;
  for (auto at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 2)) {
    const auto end = text.find("}}", at);
    if (end == std::string_view::npos) fail(name, "a tag is not closed");
    auto tag = text.substr(at + 2, end - at - 2);
    const auto kind = tag.empty() ? ' ' : tag.front();
    if (kind == '>' || kind == '=') fail(name, "only variables and sections are allowed");
    if (std::string_view("#^/&{!").find(kind) != std::string_view::npos) tag.remove_prefix(1);
    if (kind == '!') continue;
    const std::string trimmed = mustache::trim(std::string(tag));
    (kind == '#' || kind == '^' || kind == '/' ? sections : variables).insert(trimmed);
  }
  std::set<std::string> out;
  std::set_difference(variables.begin(), variables.end(), sections.begin(), sections.end(),
                      std::inserter(out, out.begin()));
  return out;
}

/// The line of the first tag that names it.
std::int64_t line_of(std::string_view text, const std::string& wanted) {
  for (auto at = text.find("{{"); at != text.npos; at = text.find("{{", at + 2)) {
    const auto end = text.find("}}", at);
    if (end == text.npos) break;
    auto tag = text.substr(at + 2, end - at - 2);
    if (!tag.empty() && std::string_view("#^/&{").find(tag.front()) != tag.npos) {
      tag.remove_prefix(1);
    }
    if (mustache::trim(std::string(tag)) != wanted) continue;
    return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  }
  return 0;
}

mustache::data to_data(std::string_view name, const std::string& path, const json& value) {
  if (value.is_string()) return mustache::data(value.get<std::string>());
  if (value.is_boolean()) return mustache::data(value.get<bool>());
  if (value.is_object()) {
    mustache::data out;
    for (const auto& [key, part] : value.items()) {
      out.set(key, to_data(name, path + "." + key, part));
    }
    return out;
  }
  if (value.is_array()) {
    mustache::data out(mustache::data::type::list);
    for (const auto& part : value) out.push_back(to_data(name, path + "[]", part));
    return out;
  }
  fail(name, "\"" + path + "\" is neither text, truth, list nor object");
}

/// A context in which a name that is not there is a failure instead of a blank.
class StrictContext final : public mustache::context<std::string> {
 public:
  StrictContext(std::string_view name, std::string_view text,
                const std::set<std::string>& text_names, const mustache::data* values)
      : mustache::context<std::string>(values), name_(name), text_(text), text_names_(text_names) {}

  const mustache::data* get(const std::string& wanted) const override {
    const auto* found = mustache::context<std::string>::get(wanted);
    if (found == nullptr) fail(name_, "\"" + wanted + "\" is missing", line_of(text_, wanted));
    if (!found->is_string() && text_names_.contains(wanted)) {
      fail(name_, "\"" + wanted + "\" must be a text", line_of(text_, wanted));
    }
    return found;
  }

 private:
  std::string_view name_;
  std::string_view text_;
  const std::set<std::string>& text_names_;
};

/// The library reads past the end of some malformed texts and says so with a standard exception.
mustache::mustache parse(std::string_view name, const std::string& text) {
  try {
    mustache::mustache parsed(text);
    if (!parsed.is_valid()) fail(name, parsed.error_message());
    return parsed;
  } catch (const std::out_of_range&) {
    fail(name, "a tag is cut off");
  }
}

}  // namespace

Templates Templates::load(const std::string& folder) {
  std::error_code error;
  const std::filesystem::directory_iterator files(folder, error);
  if (error) throw TemplateFailure("templates in " + folder + ": " + error.message());
  Templates out;
  for (const auto& file : files) {
    if (file.path().extension() != ".mustache") continue;
    const auto name = file.path().stem().string();
    auto text = read_text(file.path());
    text_names(name, text);
    parse(name, text);
    out.texts_.emplace(name, std::move(text));
  }
  return out;
}

std::string Templates::render(std::string_view name, const json& values) const {
  const auto found = texts_.find(name);
  if (found == texts_.end()) fail(name, "is missing");
  const auto texts = text_names(name, found->second);
  const auto data = to_data(name, "", values);
  auto parsed = parse(name, found->second);
  StrictContext context(name, found->second, texts, &data);
  return parsed.render(context);
}

nlohmann::json paragraphs_json(const std::string& text) {
  auto out = nlohmann::json::array();
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find_first_not_of(" \t\r") != line.npos) out.push_back({{"text", line}});
  }
  return out;
}

nlohmann::json key_json(const std::string& fingerprint) {
  if (fingerprint.empty()) return false;
  return {{"key_fingerprint", in_fours(fingerprint)}};
}

}  // namespace roundtable::records
