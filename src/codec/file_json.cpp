#include "codec/file_json.hpp"

#include <nlohmann/json.hpp>

#include "codec/json_outline.hpp"
#include "codec/sent_json.hpp"
#include "domain/describe/values.hpp"

namespace roundtable::codec {
namespace {

namespace describe = domain::describe;
using describe::Form;
using describe::Kind;
using describe::Member;

constexpr std::size_t kDataFileBytesMax = 64 * 1024;
constexpr std::size_t kDataFileDepthMax = 6;

/// A field that is missing has no place of its own: the object it should be in has one.
std::size_t line_of_field(std::string_view text, const JsonOutline& outline, std::string field) {
  for (;;) {
    const auto found = outline.ranges.find(field);
    if (found != outline.ranges.end()) {
      const auto& range = found->second;
      return line_of(text, range.named_at == 0 ? range.begin : range.named_at);
    }
    if (field.empty()) return 1;
    const auto dot = field.rfind('.');
    field.resize(dot == std::string::npos ? 0 : dot);
  }
}

std::string kind_asked(const Member& member) {
  if (member.kind == Kind::texts || member.kind == Kind::objects) {
    return "must be a list of at least one";
  }
  switch (form_of(member.kind)) {
    case Form::number:
      return "must be a whole number";
    case Form::truth:
      return "must be true or false";
    case Form::text:
    case Form::list:
      return "must be a text";
    case Form::own:
      break;
  }
  return "must be an object";
}

std::string names_asked(const Member& member) {
  std::string out = "must be one of";
  for (const auto name : member.names()) out.append(" ").append(name);
  return out;
}

/// The fault in words; a check has words of its own.
std::string sentence(const Fault& fault) {
  const auto& why = fault.why;
  if (why == "unknown") return "is not known here";
  if (fault.member == nullptr) return why == "wrong_kind" ? "must be an object" : why;
  const auto& member = *fault.member;
  if (why == "missing") return "is missing";
  if (why == "wrong_kind") return kind_asked(member);
  if (why == "empty") return "must not be empty";
  if (why == "too_long") return "must have at most " + std::to_string(member.bound) + " bytes";
  if (why == "too_many") return "must have at most " + std::to_string(member.bound);
  if (why == "bad_id") return "must be 1-64 characters of A-Z a-z 0-9 _ -";
  if (why == "bad_date") return "must be a day of the calendar such as 2021-01-01";
  if (why == "unknown_value") return names_asked(member);
  if (why == "repeated") return "is there twice";
  return "must be from " + std::to_string(member.least) + " to " + std::to_string(member.most);
}

/// What keeps the text from being read as JSON at all.
std::optional<JsonProblem> outline_problem(std::string_view text, const JsonOutline& outline) {
  if (outline.broken_at) {
    return JsonProblem{line_of(text, *outline.broken_at), "", "is no JSON from here on"};
  }
  if (outline.repeated) {
    return JsonProblem{line_of_field(text, outline, *outline.repeated), *outline.repeated,
                       "is given twice"};
  }
  if (outline.too_deep) return JsonProblem{1, "", "is nested too deeply"};
  return std::nullopt;
}

using Check = std::optional<describe::Wrong> (*)(const void* whole);

std::optional<JsonProblem> read_file(std::string_view text, const Members& members, Check check,
                                     void* whole) {
  if (text.size() > kDataFileBytesMax) {
    return JsonProblem{1, "",
                       "is longer than " + std::to_string(kDataFileBytesMax / 1024) + " KiB"};
  }
  const auto outline = outline_json(text, kDataFileDepthMax);
  if (auto problem = outline_problem(text, outline)) return problem;
  const auto placed = [&](const std::string& field, std::string reason) {
    return JsonProblem{line_of_field(text, outline, field), field, std::move(reason)};
  };
  const auto sent = nlohmann::json::parse(text, nullptr, false);
  if (sent.is_discarded()) return JsonProblem{1, "", "is no JSON in UTF-8"};
  if (const auto fault = read_sent(sent, members, whole, Sender::file)) {
    return placed(fault->field, sentence(*fault));
  }
  if (check == nullptr) return std::nullopt;
  if (const auto wrong = check(whole)) return placed(wrong->field, wrong->why);
  return std::nullopt;
}

}  // namespace

std::variant<domain::Rule, JsonProblem> parse_rule(std::string_view text) {
  domain::Rule rule;
  auto problem = read_file(text, describe::rule_file(), describe::rule_wrong, &rule);
  if (problem) return *std::move(problem);
  return rule;
}

std::variant<domain::HolidayYear, JsonProblem> parse_holidays(std::string_view text) {
  domain::HolidayYear year;
  auto problem = read_file(text, describe::holiday_file(), describe::holidays_wrong, &year);
  if (problem) return *std::move(problem);
  return year;
}

std::variant<domain::MeetingTemplate, JsonProblem> parse_meeting_template(std::string_view text) {
  domain::MeetingTemplate read;
  auto problem = read_file(text, describe::meeting_template_file(), nullptr, &read);
  if (problem) return *std::move(problem);
  return read;
}

}  // namespace roundtable::codec
