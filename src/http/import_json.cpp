#include "http/import_json.hpp"

#include <algorithm>
#include <set>

#include "imports/problem_sentences.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

json problems_json(const imports::Problems& problems, const std::string& sheet,
                   std::size_t listed_max) {
  json out = json::array();
  for (std::size_t i = 0; i < std::min(problems.size(), listed_max); ++i) {
    const auto& problem = problems[i];
    const auto text = imports::sentence(problem);
    json fields = json::object();
    for (const auto& [name, value] : problem.fields) fields[name] = value;
    out.push_back({{"line", problem.place.line},
                   {"column", problem.place.column},
                   {"cell", problem.place.cell},
                   {"sheet", problem.place.cell.empty() ? "" : sheet},
                   {"code", imports::to_string(problem.code)},
                   {"fields", std::move(fields)},
                   {"text", {{"zh", text.zh}, {"en", text.en}}}});
  }
  return out;
}

json units_json(const std::vector<imports::UnitPlace>& units, std::size_t listed_max) {
  json out = json::array();
  for (std::size_t i = 0; i < std::min(units.size(), listed_max); ++i) {
    const auto& unit = units[i];
    out.push_back({{"building", unit.building}, {"stair", unit.stair}, {"room", unit.room}});
  }
  return out;
}

json placed_unit_json(const imports::UnitPlace& unit) {
  return {{"building", unit.building},
          {"stair", unit.stair},
          {"room", unit.room},
          {"line", unit.place.line},
          {"column", unit.place.column}};
}

json overlaps_json(const std::vector<imports::Overlap>& overlaps, std::size_t listed_max) {
  json out = json::array();
  for (std::size_t i = 0; i < std::min(overlaps.size(), listed_max); ++i) {
    json units = json::array();
    for (const auto& unit : overlaps[i].units) units.push_back(placed_unit_json(unit));
    out.push_back({{"units", std::move(units)}});
  }
  return out;
}

/// Who decides sees where each flat stands, up to so many of one question.
constexpr std::size_t kUnitsOfQuestionMax = 200;

json question_json(const imports::Question& question) {
  const auto text = imports::sentence(question);
  json units = json::array();
  for (std::size_t i = 0; i < std::min(question.units.size(), kUnitsOfQuestionMax); ++i) {
    units.push_back(placed_unit_json(question.units[i]));
  }
  return {{"id", question.id},
          {"kind", imports::to_string(question.kind)},
          {"one_head", imports::makes_one_head(question.kind)},
          {"joinable", imports::is_joinable(question.kind)},
          {"joined", question.joined},
          {"known", question.known},
          {"heads", question.heads},
          {"heads_there", question.heads_there},
          {"unit_count", question.units.size()},
          {"units", std::move(units)},
          {"text", {{"zh", text.zh}, {"en", text.en}}}};
}

/// What is to be confirmed is never left out; of what stands already, some.
json questions_json(const std::vector<imports::Question>& questions, std::size_t known_max) {
  json out = json::array();
  std::size_t known = 0;
  for (const auto& question : questions) {
    if (question.known && known++ >= known_max) continue;
    out.push_back(question_json(question));
  }
  return out;
}

json flats_json(const std::vector<imports::SeenFlat>& flats, bool names) {
  json out = json::array();
  for (const auto& flat : flats) {
    json one = {{"building", flat.building},
                {"stair", flat.stair},
                {"room", flat.room},
                {"area", flat.area.centi},
                {"area_source", to_string(flat.source)},
                {"kind", to_string(flat.kind)}};
    if (names) one["representative"] = flat.representative;
    out.push_back(std::move(one));
  }
  return out;
}

/// What the file itself says its reader has; what stood on the roll before not everybody may see.
json changes_json(const std::vector<imports::FlatChange>& changes, std::size_t listed_max,
                  bool names) {
  json counts = json::object();
  for (const auto kind : imports::kChangeKinds) counts[std::string(to_string(kind))] = 0;
  json flats = json::array();
  for (const auto& change : changes) {
    auto& count = counts[std::string(to_string(change.kind))];
    count = count.get<std::size_t>() + 1;
    if (flats.size() == listed_max) continue;
    flats.push_back({{"kind", to_string(change.kind)},
                     {"before", flats_json(change.before, names)},
                     {"after", flats_json(change.after, true)}});
  }
  return {{"counts", std::move(counts)}, {"flats", std::move(flats)}};
}

}  // namespace

json counts_json(const ImportAnswer& answer) {
  const auto& report = answer.report;
  json out = {{"rows", report.rows},           {"added", report.added},
              {"changed", report.changed},     {"same", report.same},
              {"removed", report.removed},     {"overlap_count", report.overlaps.size()},
              {"buildings", report.buildings}, {"heads", report.heads},
              {"area", report.area_centi}};
  if (!answer.roll.empty()) out["roll"] = answer.roll;
  return out;
}

json preview_json(const ImportAnswer& answer, std::size_t listed_max, bool names) {
  const auto& report = answer.report;
  auto out = counts_json(answer);
  out["encoding"] = to_string(report.encoding);
  out["problem_count"] = report.problems.size();
  out["sheet"] = report.sheet;
  out["problems"] = problems_json(report.problems, report.sheet, listed_max);
  out["notices"] = problems_json(report.notices, report.sheet, listed_max);
  out["overlaps"] = overlaps_json(report.overlaps, listed_max);
  out["questions"] = questions_json(report.questions, listed_max);
  out["question_count"] = report.questions.size();
  out["confirm"] = answer.confirm;
  out["removed_units"] = units_json(report.removed_units, listed_max);
  out["changes"] = changes_json(report.changes, listed_max, names);
  out["area_sources"] = json::object();
  for (const auto& [source, rows] : report.area_sources) out["area_sources"][source] = rows;
  out["sample"] = json::array();
  for (const auto& row : report.sample) {
    json line = json::object();
    for (const auto& [column, text] : row) line[column] = text;
    out["sample"].push_back(std::move(line));
  }
  return out;
}

json roll_json(const domain::Roll& roll) {
  std::set<std::string> buildings;
  std::int64_t area = 0;
  for (const auto& unit : roll.units) {
    buildings.insert(unit.building);
    area += unit.area.centi;
  }
  return {{"id", roll.id.str()},           {"kind", to_string(listed_on(roll))},
          {"buildings", buildings.size()}, {"units", roll.units.size()},
          {"heads", roll.heads.size()},    {"area", area}};
}

std::string_view to_string(ImportAnswer::Outcome outcome) {
  using Outcome = ImportAnswer::Outcome;
  switch (outcome) {
    case Outcome::checked:
      return "checked";
    case Outcome::imported:
      return "imported";
    case Outcome::refused:
      return "refused";
    case Outcome::unconfirmed:
      return "unconfirmed";
    case Outcome::denied:
      return "denied";
    case Outcome::grid_unknown:
      return "grid_unknown";
    case Outcome::roll_ambiguous:
      return "roll_ambiguous";
    case Outcome::roll_elsewhere:
      return "roll_elsewhere";
    case Outcome::roll_of_members:
      return "roll_of_members";
    case Outcome::roll_other_kind:
      return "roll_other_kind";
    case Outcome::id_reused:
      return "id_reused";
    case Outcome::unavailable:
      return "unavailable";
    case Outcome::unknown:
      break;
  }
  return "unknown";
}

}  // namespace roundtable::http
