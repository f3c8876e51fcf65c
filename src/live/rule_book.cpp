#include "live/rule_book.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "codec/file_json.hpp"
#include "domain/ballot/worth.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::live {
namespace {

bool in_force(const domain::Rule& rule, Date day) {
  return rule.effective_from <= day && (!rule.effective_until || day <= *rule.effective_until);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> json_files(const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (const auto& file : std::filesystem::directory_iterator(folder, error)) {
    if (file.path().extension() == ".json") paths.push_back(file.path());
  }
  if (error) throw std::runtime_error("cannot list rules in " + folder + ": " + error.message());
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// What was read of that file; throws with what is wrong in it.
template <class T>
T sound(const std::filesystem::path& path, std::variant<T, codec::JsonProblem> parsed) {
  if (const auto* problem = std::get_if<codec::JsonProblem>(&parsed)) {
    throw std::runtime_error(path.string() + ", line " + std::to_string(problem->line) +
                             (problem->field.empty() ? "" : ", " + problem->field) + ": " +
                             problem->reason);
  }
  return std::get<T>(std::move(parsed));
}

}  // namespace

RuleBook RuleBook::load(const std::string& folder) {
  RuleBook book;
  for (const auto& path : json_files(folder)) {
    auto text = read_file(path);
    auto rule = std::make_shared<const domain::Rule>(sound(path, codec::parse_rule(text)));
    const auto [first, last] = book.rules_.equal_range(rule->id);
    if (std::any_of(first, last, [&](const auto& known) {
          return known.second.value->version == rule->version;
        })) {
      throw std::runtime_error(path.string() + ": another file holds version " +
                               std::to_string(rule->version) + " of " + rule->id);
    }
    auto sha256 = log::sha256_hex(text);
    book.rules_.emplace(rule->id, domain::FixedRule{sha256, rule});
    book.texts_.emplace(std::move(sha256), std::move(text));
  }
  const auto holidays = folder + "/holidays";
  if (!std::filesystem::exists(holidays)) return book;
  for (const auto& path : json_files(holidays)) {
    if (!book.calendar_.add(sound(path, codec::parse_holidays(read_file(path))))) {
      throw std::runtime_error(path.string() + ": another file holds that year");
    }
  }
  return book;
}

const domain::FixedRule* RuleBook::find(std::string_view id, Date day) const {
  const domain::FixedRule* best = nullptr;
  const auto [first, last] = rules_.equal_range(id);
  for (auto it = first; it != last; ++it) {
    if (!in_force(*it->second.value, day)) continue;
    if (best == nullptr || best->value->version < it->second.value->version) best = &it->second;
  }
  return best;
}

const std::string* RuleBook::text(std::string_view sha256) const {
  const auto found = texts_.find(sha256);
  return found == texts_.end() ? nullptr : &found->second;
}

bool RuleBook::knows_body(std::string_view body) const {
  if (body == domain::kDeliberation) return false;
  return std::any_of(rules_.begin(), rules_.end(),
                     [&](const auto& known) { return known.second.value->body == body; });
}

std::map<std::string, domain::Text> RuleBook::bodies() const {
  std::map<std::string, domain::Text> out;
  for (const auto& [id, rule] : rules_) {
    if (rule.value->body != domain::kDeliberation) out[rule.value->body] = rule.value->body_name;
  }
  return out;
}

bool RuleBook::may_bind(std::string_view body) const {
  return std::any_of(rules_.begin(), rules_.end(), [&](const auto& known) {
    return known.second.value->body == body && domain::may_bind(*known.second.value);
  });
}

bool RuleBook::holds(std::string_view id, std::string_view body) const {
  const auto [first, last] = rules_.equal_range(id);
  return std::any_of(first, last,
                     [&](const auto& known) { return known.second.value->body == body; });
}

std::vector<const domain::FixedRule*> RuleBook::for_body(std::string_view body, Date day) const {
  std::vector<const domain::FixedRule*> found;
  for (const auto& [id, rule] : rules_) {
    if (rule.value->body == body && find(id, day) == &rule) found.push_back(&rule);
  }
  return found;
}

}  // namespace roundtable::live
