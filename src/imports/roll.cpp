#include "imports/roll.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "imports/cell.hpp"
#include "imports/limits.hpp"
#include "imports/owner_key.hpp"
#include "imports/roll_columns.hpp"
#include "imports/spreadsheet.hpp"

namespace roundtable::imports {
namespace {

using namespace domain;

class RollReader {
 public:
  RollReader(const HashOwner& hash, RollFile& out, RollOf of) : hash_(hash), out_(out), of_(of) {}

  void run(std::string_view bytes) {
    auto& report = out_.report;
    const auto table = read_table(bytes, roll_columns(of_), report);
    if (!table) return tell_households();
    if (of_ == RollOf::households && tell_owners(*table)) return;
    report.rows = table->rows.size();
    comma_divides_ = table->separator != "," && table->separator != "，";
    for (const auto& row : table->rows) {
      if (are_enough(report.problems, row.place)) break;
      take(row);
    }
    report.buildings = buildings_.size();
    tell_partly_filled(*table);
    if (report.area_sources.size() > 1) report.notices.push_back(sources_notice());
    tell_overlaps();
  }

 private:
  /// Where all is missing that owners have and households have not, one reason is better than
  /// three.
  void tell_households() {
    auto& problems = out_.report.problems;
    std::set<std::string> missing;
    for (const auto& problem : problems) {
      if (problem.code != Code::header_column_missing) return;
      missing.insert(problem.fields.at("field"));
    }
    if (missing != std::set<std::string>{"area", "area_source", "owner_key"}) return;
    problems = {{Code::roll_file_of_households, problems.front().place, {}}};
  }

  /// An owners' roll has all that is asked of households: taken for theirs, it would make a head of
  /// each flat of one owner.
  bool tell_owners(const Table& table) {
    for (const auto& row : table.rows) {
      for (const auto column : {kSource, kOwner}) {
        if (plain(row.cells[column].text).empty()) continue;
        return is_owners_by(row, column);
      }
      // A parking space or a shop is no household, and would have its vote.
      const auto kind = unit_kind_named(plain(row.cells[kKind].text));
      if (kind && *kind != UnitKind::dwelling) return is_owners_by(row, kKind);
    }
    return false;
  }

  bool is_owners_by(const TableRow& row, std::size_t column) {
    out_.report.problems = {{Code::roll_file_of_owners,
                             row.cells[column].place,
                             {{"field", std::string(roll_columns()[column].name)}}}};
    return true;
  }

  void tell_overlaps() {
    auto& report = out_.report;
    std::size_t units = 0;
    for (const auto& group : overlapping(sets_)) {
      units += group.size();
      if (report.overlaps.size() == kQuestionsMax || units > kQuestionUnitsMax) {
        report.overlaps.clear();
        report.problems.push_back(too_many_questions());
        return;
      }
      Overlap overlap;
      for (const auto set : group) {
        overlap.units.push_back(set_units_[set]);
        overlap.lines.push_back(set_lines_[set]);
      }
      report.overlaps.push_back(std::move(overlap));
    }
  }

  /// An empty cell where others of its column are filled may be a merged one. Stairs are looked at
  /// building by building: one may have several and the next none.
  void tell_partly_filled(const Table& table) {
    for (const auto column : {kStair, kKind, kDelivered}) {
      std::set<std::string> filled;
      const auto within = [&](const TableRow& row) {
        return column == kStair ? building_from(row.cells[kBuilding].text) : std::string();
      };
      const auto is_empty = [&](const TableRow& row) {
        return plain(row.cells[column].text).empty();
      };
      for (const auto& row : table.rows) {
        if (!is_empty(row)) filled.insert(within(row));
      }
      std::size_t rows = 0;
      Place first;
      for (const auto& row : table.rows) {
        if (!is_empty(row) || !filled.contains(within(row))) continue;
        if (rows++ == 0) first = row.cells[column].place;
      }
      if (rows == 0) continue;
      const std::string name(roll_columns()[column].name);
      out_.report.notices.push_back(
          {Code::notice_column_partly_filled,
           first,
           {{"field", name}, {"default", name}, {"rows", std::to_string(rows)}}});
    }
  }

  void found(Code code, const CsvField& field, std::map<std::string, std::string> fields = {}) {
    out_.report.problems.push_back({code, field.place, std::move(fields)});
  }

  void take(const TableRow& row) {
    RollLine line;
    line.building = building_from(row.cells[kBuilding].text);
    line.stair = stair_from(row.cells[kStair].text);
    line.room = room_from(row.cells[kRoom].text);
    line.representative = tidy(row.cells[kRepresentative].text);
    check_length(row.cells[kBuilding], "building", line.building, kBuildingBytesMax);
    check_length(row.cells[kStair], "stair", line.stair, kBuildingBytesMax);
    check_length(row.cells[kRoom], "room", line.room, kRoomBytesMax);
    check_length(row.cells[kRepresentative], "representative", line.representative,
                 kRepresentativeBytesMax);
    if (of_ == RollOf::owners) {
      take_area(row, line);
      take_words(row, line);
      take_owner(row, line);
    }
    check_room(row, line);
    note_sample(line);
    out_.lines.push_back(std::move(line));
  }

  void check_length(const CsvField& field, const char* name, const std::string& text,
                    std::size_t max) {
    if (text.size() <= max) return;
    found(Code::field_too_long, field, {{"field", name}, {"max", std::to_string(max)}});
  }

  void check_room(const TableRow& row, const RollLine& line) {
    const auto& field = row.cells[kRoom];
    if (line.room.empty() || line.building.empty()) return;
    buildings_.insert(line.building);
    const auto [first, fresh] =
        rooms_.emplace(std::tuple(line.building, line.stair, line.room), field.place.line);
    if (fresh) return;
    found(
        Code::roll_room_twice, field,
        {{"value", line.building + (line.stair.empty() ? "" : "-" + line.stair) + "-" + line.room},
         {"first_line", std::to_string(first->second)}});
  }

  void take_area(const TableRow& row, RollLine& line) {
    const auto& field = row.cells[kArea];
    const auto text = plain(field.text);
    if (text.empty() || is_spreadsheet_error(text)) return;
    const auto area = area_from(field.text, comma_divides_);
    if (const auto* wrong = std::get_if<Code>(&area)) {
      return found(*wrong, field,
                   {{"value", text}, {"max", std::to_string(kUnitAreaCentiMax / 100)}});
    }
    line.area = std::get<Area>(area);
    out_.report.area_centi += line.area.centi;
  }

  void take_words(const TableRow& row, RollLine& line) {
    const auto source = plain(row.cells[kSource].text);
    if (const auto known = source_named(source)) {
      line.source = *known;
      ++out_.report.area_sources[std::string(to_string(*known))];
    } else if (!source.empty()) {
      found(Code::roll_area_source_unknown, row.cells[kSource], {{"value", source}});
    }
    const auto kind = plain(row.cells[kKind].text);
    if (const auto known = unit_kind_named(kind)) {
      line.kind = *known;
    } else {
      found(Code::roll_kind_unknown, row.cells[kKind], {{"value", kind}});
    }
  }

  void take_owner(const TableRow& row, RollLine& line) {
    const auto& field = row.cells[kOwner];
    if (is_spreadsheet_error(plain(field.text))) return;
    const auto answer = owners_from(field.text, hash_);
    if (const auto* wrong = std::get_if<Code>(&answer)) {
      return found(*wrong, field, {{"max", std::to_string(kOwnersPerUnitMax)}});
    }
    const auto& owners = std::get<Owners>(answer);
    take_keys(owners, line);
    line.owner_at = field.place;
    line.undelivered = owners.developer;
    const auto word = plain(row.cells[kDelivered].text);
    if (!word.empty()) {
      const auto delivered = delivered_named(word);
      if (!delivered) {
        found(Code::roll_delivered_unknown, row.cells[kDelivered], {{"value", word}});
      } else if (*delivered && owners.developer) {
        found(Code::roll_delivered_contradiction, row.cells[kDelivered]);
      } else {
        line.undelivered = !*delivered;
      }
    }
    if (line.undelivered || line.owner.empty()) return;
    note_set(owners, line, field.place);
  }

  void take_keys(const Owners& owners, RollLine& line) {
    line.owner = owners.together();
    line.owner_earlier = owners.earlier;
    line.owner_sure = owners.sure;
    line.owner_loosely = owners.loosely;
    line.owner_may_be_the_developer = owners.may_be_the_developer;
    line.owner_names = owners.names;
    const bool number_alone = owners.names.empty() && owners.hashes.size() == 1;
    if (number_alone && !line.representative.empty()) {
      line.owner_names = hash_of_names({canonical_name(line.representative)}, hash_);
    }
  }

  void note_set(const Owners& owners, const RollLine& line, const Place& place) {
    const auto [at, fresh] = set_at_.emplace(line.owner, sets_.size());
    if (fresh) {
      sets_.push_back(owners);
      set_units_.push_back({line.building, line.stair, line.room, place});
      set_lines_.push_back(out_.lines.size());
      representatives_.push_back(line.representative);
      return;
    }
    auto& known = representatives_[at->second];
    if (known.empty()) known = line.representative;
    if (line.representative.empty() || line.representative == known) return;
    if (out_.report.notices.size() >= kProblemsMax) return;
    const auto& first = set_units_[at->second];
    out_.report.notices.push_back({Code::notice_representative_differs,
                                   place,
                                   {{"first_line", std::to_string(first.place.line)}}});
  }

  Problem sources_notice() const {
    Problem notice{Code::notice_area_sources_mixed, {}, {}};
    for (const auto source :
         {AreaSource::land_register, AreaSource::survey, AreaSource::sale_contract}) {
      const std::string name(to_string(source));
      const auto rows = out_.report.area_sources.find(name);
      notice.fields[name] =
          std::to_string(rows == out_.report.area_sources.end() ? 0 : rows->second);
    }
    return notice;
  }

  void note_sample(const RollLine& line) {
    auto& sample = out_.report.sample;
    if (sample.size() == kSampleRows) return;
    const bool owners = of_ == RollOf::owners;
    sample.push_back({{"building", line.building},
                      {"stair", line.stair},
                      {"room", line.room},
                      {"area", owners ? to_text(line.area) : ""},
                      {"area_source", owners ? std::string(to_string(line.source)) : ""},
                      {"kind", owners ? std::string(to_string(line.kind)) : ""},
                      {"representative", line.representative}});
  }

  const HashOwner& hash_;
  RollFile& out_;
  const RollOf of_;
  bool comma_divides_ = false;
  std::set<std::string> buildings_;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> rooms_;
  std::unordered_map<std::string, std::size_t> set_at_;
  std::vector<Owners> sets_;
  std::vector<UnitPlace> set_units_;    // the first unit of each set
  std::vector<std::size_t> set_lines_;  // its index
  std::vector<std::string> representatives_;
};

std::string with_ending(const std::string& text, std::string_view ending) {
  return is_number_or_letters(text) ? text + std::string(ending) : text;
}

}  // namespace

RollFile read_roll(std::string_view bytes, const HashOwner& hash, RollOf of) {
  RollFile out;
  RollReader(hash, out, of).run(bytes);
  return out;
}

std::string unit_label(const RollLine& line, bool whole) {
  std::string label;
  if (whole) {
    label = with_ending(line.building, "号楼");
    if (!line.stair.empty()) label += with_ending(line.stair, "单元");
  }
  if (!is_number_or_letters(line.room)) return label + line.room;
  switch (line.kind) {
    case UnitKind::dwelling:
      return label + line.room + "室";
    case UnitKind::shop:
      return label + "商铺" + line.room;
    case UnitKind::parking:
      return label + "车位" + line.room;
  }
  return label;
}

}  // namespace roundtable::imports
