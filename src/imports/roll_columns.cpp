#include "imports/roll_columns.hpp"

#include <array>
#include <string_view>
#include <unordered_map>

#include "imports/cell.hpp"

namespace roundtable::imports {
namespace {

using namespace domain;

constexpr auto kRoomIsADate = Code::roll_room_is_a_date;

template <class Value>
std::optional<Value> named(const std::unordered_map<std::string, Value>& words,
                           const std::string& text) {
  const auto found = words.find(name_key(text));
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

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

}  // namespace

const std::vector<Column>& owners_columns() {
  static const std::vector<Column> kColumns = {
      {"building",
       true,
       true,
       {"楼号", "幢号", "栋号", "楼栋", "楼幢", "楼", "幢", "栋", "座"},
       Holds::number,
       kRoomIsADate,
       true},
      {"stair",
       false,
       false,
       {"单元", "单元号", "门", "门号", "门牌", "门洞", "梯"},
       Holds::number,
       kRoomIsADate,
       true},
      {"room",
       true,
       true,
       {"室号", "房号", "室", "房间号", "房间", "户号"},
       Holds::number,
       kRoomIsADate},
      {"area",
       true,
       true,
       {"exclusivearea", "专有面积", "专有部分面积", "专有部分建筑面积", "产权面积", "建筑面积",
        "面积"}},
      {"area_source", true, true, {"source", "面积来源", "面积依据", "来源"}},
      {"owner_key",
       true,
       false,
       {"owner", "产权人标识", "产权人", "产权人证件号", "业主标识", "业主"},
       Holds::key},
      {"representative",
       false,
       false,
       {"代表", "代表人", "业主代表", "联系人", "户代表"},
       Holds::name},
      {"kind", false, false, {"用途", "类别", "类型", "房屋用途"}},
      {"delivered", false, false, {"交付", "是否交付", "交付情况", "交付状态"}},
  };
  return kColumns;
}

const std::vector<Column>& roll_columns(RollOf of) {
  static const std::vector<Column> kOfHouseholds = [] {
    auto columns = owners_columns();
    for (const auto column : {kArea, kSource, kOwner}) {
      columns[column].required = columns[column].filled = false;
    }
    for (const auto* name : {"户主", "户主姓名", "住户"}) {
      columns[kRepresentative].also.emplace_back(name);
    }
    return columns;
  }();
  return of == RollOf::households ? kOfHouseholds : owners_columns();
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
}  // namespace roundtable::imports
