#include "imports/roll.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "imports/cell.hpp"
#include "imports/limits.hpp"
#include "imports/table.hpp"

namespace roundtable::imports {
namespace {

using namespace domain;

enum : std::size_t {
  kBuilding,
  kStair,
  kRoom,
  kArea,
  kSource,
  kOwner,
  kRepresentative,
  kKind,
  kDelivered
};

const std::vector<Column>& roll_columns() {
  static const std::vector<Column> kColumns = {
      {"building", true, true, {"楼号", "幢号", "栋号", "楼栋", "楼幢", "楼", "幢", "栋", "座"}},
      {"stair", false, false, {"单元", "单元号", "门", "门号", "门牌", "门洞", "梯"}},
      {"room", true, true, {"室号", "房号", "室", "房间号", "房间", "户号"}},
      {"area",
       true,
       true,
       {"exclusivearea", "专有面积", "专有部分面积", "专有部分建筑面积", "产权面积", "建筑面积",
        "面积"}},
      {"area_source", true, true, {"source", "面积来源", "面积依据", "来源"}},
      {"owner_key",
       true,
       false,
       {"owner", "产权人标识", "产权人", "产权人证件号", "业主标识", "业主"}},
      {"representative", false, false, {"代表", "代表人", "业主代表", "联系人", "户代表"}},
      {"kind", false, false, {"用途", "类别", "类型", "房屋用途"}},
      {"delivered", false, false, {"交付", "是否交付", "交付情况", "交付状态"}},
  };
  return kColumns;
}

template <class Value>
std::optional<Value> named(const std::unordered_map<std::string, Value>& words,
                           const std::string& text) {
  const auto found = words.find(name_key(text));
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

std::optional<AreaSource> source_named(const std::string& text) {
  static const std::unordered_map<std::string, AreaSource> kWords = {
      {"landregister", AreaSource::land_register},
      {"register", AreaSource::land_register},
      {"不动产登记簿", AreaSource::land_register},
      {"不动产登记", AreaSource::land_register},
      {"登记簿", AreaSource::land_register},
      {"登记", AreaSource::land_register},
      {"不动产权证", AreaSource::land_register},
      {"不动产权证书", AreaSource::land_register},
      {"产权证", AreaSource::land_register},
      {"房产证", AreaSource::land_register},
      {"产证", AreaSource::land_register},
      {"survey", AreaSource::survey},
      {"测绘", AreaSource::survey},
      {"测绘机构", AreaSource::survey},
      {"测绘成果", AreaSource::survey},
      {"实测", AreaSource::survey},
      {"实测面积", AreaSource::survey},
      {"salecontract", AreaSource::sale_contract},
      {"contract", AreaSource::sale_contract},
      {"买卖合同", AreaSource::sale_contract},
      {"房屋买卖合同", AreaSource::sale_contract},
      {"购房合同", AreaSource::sale_contract},
      {"合同", AreaSource::sale_contract},
  };
  return named(kWords, text);
}

std::optional<UnitKind> unit_kind_named(const std::string& text) {
  static const std::unordered_map<std::string, UnitKind> kWords = {
      {"", UnitKind::dwelling},        {"dwelling", UnitKind::dwelling},
      {"住宅", UnitKind::dwelling},    {"居住", UnitKind::dwelling},
      {"shop", UnitKind::shop},        {"商铺", UnitKind::shop},
      {"商业", UnitKind::shop},        {"店铺", UnitKind::shop},
      {"parking", UnitKind::parking},  {"车位", UnitKind::parking},
      {"产权车位", UnitKind::parking}, {"车库", UnitKind::parking},
  };
  return named(kWords, text);
}

std::optional<bool> delivered_named(const std::string& text) {
  static const std::unordered_map<std::string, bool> kWords = {
      {"yes", true},    {"y", true},    {"true", true},    {"1", true},     {"是", true},
      {"已交付", true}, {"交付", true}, {"no", false},     {"n", false},    {"false", false},
      {"0", false},     {"否", false},  {"未交付", false}, {"未售", false},
  };
  return named(kWords, text);
}

/// "12号楼" to "12": only where a number or letters remain, so that names stay what they are.
template <std::size_t kSize>
std::string without_ending(const std::string& text,
                           const std::array<std::string_view, kSize>& endings) {
  for (const auto ending : endings) {
    if (!text.ends_with(ending)) continue;
    const auto rest = plain(text.substr(0, text.size() - ending.size()));
    if (is_number_or_letters(rest)) return rest;
  }
  return text;
}

std::string building_from(const std::string& text) {
  constexpr std::array<std::string_view, 7> kEndings = {"号楼", "幢楼", "幢", "栋",
                                                        "座",   "号",   "#"};
  return without_ending(plain(text), kEndings);
}
std::string stair_from(const std::string& text) {
  constexpr std::array<std::string_view, 5> kEndings = {"单元", "号门", "门洞", "门", "梯"};
  return without_ending(plain(text), kEndings);
}
std::string room_from(const std::string& text) {
  constexpr std::array<std::string_view, 4> kEndings = {"号室", "室", "房", "户"};
  return without_ending(plain(text), kEndings);
}

class RollReader {
 public:
  RollReader(const HashOwner& hash, RollFile& out) : hash_(hash), out_(out) {}

  void run(std::string_view bytes) {
    auto& report = out_.report;
    const auto table = read_table(bytes, roll_columns(), report.problems, report.notices);
    if (!table) return;
    report.encoding = table->encoding;
    report.rows = table->rows.size();
    for (const auto& row : table->rows) take(row);
    report.buildings = buildings_.size();
    if (report.area_sources.size() > 1) report.notices.push_back(sources_notice());
    for (const auto& group : overlapping(sets_)) {
      Overlap overlap;
      for (const auto set : group) overlap.units.push_back(set_units_[set]);
      report.overlaps.push_back(std::move(overlap));
    }
  }

 private:
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
    take_area(row, line);
    take_words(row, line);
    take_owner(row, line);
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
    for (const auto column : {kBuilding, kStair, kRoom}) {
      const auto text = plain(row.cells[column].text);
      if (!is_spreadsheet_date(text)) continue;
      found(Code::roll_room_is_a_date, row.cells[column], {{"value", text}});
    }
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
    const auto area = area_from(field.text);
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
    const auto answer = owners_from(field.text, hash_);
    if (const auto* wrong = std::get_if<Code>(&answer)) {
      return found(*wrong, field, {{"max", std::to_string(kOwnersPerUnitMax)}});
    }
    const auto& owners = std::get<Owners>(answer);
    line.owner = owners.together();
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

  void note_set(const Owners& owners, const RollLine& line, const Place& place) {
    const auto [at, fresh] = set_at_.emplace(line.owner, sets_.size());
    if (fresh) {
      sets_.push_back(owners);
      set_units_.push_back({line.building, line.stair, line.room, place});
      representatives_.push_back(line.representative);
      return;
    }
    auto& known = representatives_[at->second];
    if (known.empty()) known = line.representative;
    if (line.representative.empty() || line.representative == known) return;
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
    sample.push_back({{"building", line.building},
                      {"stair", line.stair},
                      {"room", line.room},
                      {"area", to_text(line.area)},
                      {"area_source", std::string(to_string(line.source))},
                      {"kind", std::string(to_string(line.kind))},
                      {"representative", line.representative}});
  }

  const HashOwner& hash_;
  RollFile& out_;
  std::set<std::string> buildings_;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> rooms_;
  std::unordered_map<std::string, std::size_t> set_at_;
  std::vector<Owners> sets_;
  std::vector<UnitPlace> set_units_;  // the first unit of each set
  std::vector<std::string> representatives_;
};

std::string with_ending(const std::string& text, std::string_view ending) {
  return is_number_or_letters(text) ? text + std::string(ending) : text;
}

}  // namespace

RollFile read_roll(std::string_view bytes, const HashOwner& hash) {
  RollFile out;
  RollReader(hash, out).run(bytes);
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
