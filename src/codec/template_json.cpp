#include "codec/template_json.hpp"

#include <algorithm>

#include "codec/strict_json.hpp"
#include "domain/limits.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using nlohmann::json;

constexpr std::size_t kTemplateBytesMax = 64 * 1024;
constexpr std::size_t kOutputsMax = 20;
constexpr std::size_t kSourcesMax = 20;
constexpr std::size_t kLevelsMax = 7;

/// A list of at least one and at most `max`, each read by `read(element, path)`.
template <class Read>
void each(StrictObject& whole, const char* key, std::size_t max, Read read) {
  const auto& list = whole.required(key);
  if (!list.is_array() || list.empty()) whole.refuse(key, "must be a list of at least one");
  if (list.size() > max) whole.refuse(key, "must have at most " + std::to_string(max));
  for (std::size_t i = 0; i < list.size(); ++i) {
    read(list[i], whole.path_of(key) + "." + std::to_string(i));
  }
}

template <class Value>
void add_once(std::vector<Value>& known, Value value, const std::string& path) {
  if (std::find(known.begin(), known.end(), value) != known.end()) {
    throw FieldProblem{path, "is there twice"};
  }
  known.push_back(std::move(value));
}

Text title_of(StrictObject& object, const char* key) {
  auto title = object.both_languages(key);
  if (title.zh.size() > kTitleBytesMax || title.en.size() > kTitleBytesMax) {
    object.refuse(key, "must have at most " + std::to_string(kTitleBytesMax) + " bytes");
  }
  return title;
}

TemplateItem read_item(const json& element, const std::string& path) {
  StrictObject item(element, path);
  TemplateItem out;
  out.title = title_of(item, "title");
  out.kind = item.name("kind", item_kind_from, "report deliberation decision");
  out.minutes = item.number("minutes", 1, kItemMinutesMax);
  item.finish();
  return out;
}

TemplateSource read_source(const json& element, const std::string& path) {
  StrictObject source(element, path);
  TemplateSource out{source.both_languages("name"), ""};
  if (source.has("place")) out.place = source.text("place");
  source.finish();
  return out;
}

Text read_text(const json& element, const std::string& path) {
  StrictObject text(element, path);
  Text out{text.text("zh"), text.text("en")};
  text.finish();
  return out;
}

MeetingTemplate read_template(const json& whole) {
  StrictObject members(whole, "");
  MeetingTemplate out;
  out.id = members.id("id");
  out.version = members.number("version", 1, kVersionMax);
  out.name = title_of(members, "name");
  out.purpose = members.both_languages("purpose");
  if (members.has("forum")) out.forum = members.truth("forum");
  out.body = members.id("body");
  each(members, "rules", kRulesPerMeetingMax, [&](const json& rule, const std::string& path) {
    if (!rule.is_string() || !is_id(rule.get_ref<const std::string&>())) {
      throw FieldProblem{path, "must be the id of a rule"};
    }
    add_once(out.rules, rule.get<std::string>(), path);
  });
  out.roll = members.name("roll", roll_kind_from, "households members either");
  each(members, "levels", kLevelsMax, [&](const json& level, const std::string& path) {
    const auto known =
        level.is_string() ? grid_level_from(level.get_ref<const std::string&>()) : std::nullopt;
    if (!known) throw FieldProblem{path, "must be a level of the grid tree"};
    add_once(out.levels, *known, path);
  });
  out.notice_days = members.number("notice_days", 0, kDaysMax);
  each(members, "agenda", kAgendaItemsMax, [&](const json& item, const std::string& path) {
    out.agenda.push_back(read_item(item, path));
  });
  each(members, "outputs", kOutputsMax, [&](const json& output, const std::string& path) {
    out.outputs.push_back(read_text(output, path));
  });
  out.legal_effect = members.both_languages("legal_effect");
  each(members, "sources", kSourcesMax, [&](const json& source, const std::string& path) {
    out.sources.push_back(read_source(source, path));
  });
  // For whoever maintains the file: what is custom and what is our setting.
  if (members.has("note")) members.both_languages("note");
  members.finish();
  return out;
}

}  // namespace

std::variant<MeetingTemplate, JsonProblem> parse_meeting_template(std::string_view text) {
  return parse_strictly<MeetingTemplate>(text, kTemplateBytesMax, read_template);
}

}  // namespace roundtable::codec
