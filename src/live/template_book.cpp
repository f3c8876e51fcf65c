#include "live/template_book.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "codec/file_json.hpp"

namespace roundtable::live {
namespace {

std::vector<std::filesystem::path> files_of(const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (const auto& file : std::filesystem::directory_iterator(folder, error)) {
    if (file.path().extension() == ".json") paths.push_back(file.path());
  }
  if (error) {
    throw std::runtime_error("cannot list meeting templates in " + folder + ": " + error.message());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

domain::MeetingTemplate read_one(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto parsed = codec::parse_meeting_template(text);
  if (const auto* problem = std::get_if<codec::JsonProblem>(&parsed)) {
    throw std::runtime_error(path.string() + ", line " + std::to_string(problem->line) +
                             (problem->field.empty() ? "" : ", " + problem->field) + ": " +
                             problem->reason);
  }
  return std::get<domain::MeetingTemplate>(std::move(parsed));
}

}  // namespace

TemplateBook TemplateBook::load(const std::string& folder, const RuleBook& rules) {
  TemplateBook book;
  for (const auto& path : files_of(folder)) {
    auto one = read_one(path);
    for (const auto& rule : one.rules) {
      if (!rules.holds(rule, one.body)) {
        throw std::runtime_error(path.string() + ": the body " + one.body + " has no rule " + rule);
      }
    }
    auto id = one.id;
    if (!book.templates_.emplace(id, std::move(one)).second) {
      throw std::runtime_error(path.string() + ": another file holds the template " + id);
    }
  }
  return book;
}

const domain::MeetingTemplate* TemplateBook::find(std::string_view id) const {
  const auto found = templates_.find(id);
  return found == templates_.end() ? nullptr : &found->second;
}

std::vector<std::string> usable_rules(const domain::MeetingTemplate& meeting, const RuleBook& rules,
                                      domain::ScopeKind scope, Date day) {
  std::vector<std::string> usable;
  for (const auto& id : meeting.rules) {
    const auto* rule = rules.find(id, day);
    if (rule == nullptr) continue;
    const auto& scopes = rule->value->scopes;
    if (std::find(scopes.begin(), scopes.end(), scope) != scopes.end()) usable.push_back(id);
  }
  return usable;
}

}  // namespace roundtable::live
