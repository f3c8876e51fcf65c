// The papers of a meeting that are written on by hand (records/office_paper.hpp). They name the
// households of the roll, so whoever may ask for them is whoever may see these.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "domain/decide.hpp"
#include "http/paper_answers.hpp"
#include "http/route_table.hpp"
#include "imports/roll_columns.hpp"

namespace roundtable::http {
namespace {

using PaperLabels = std::map<std::string, std::string>;

PaperLabels paper_labels(const Call& call, const domain::RollSnapshot& roll) {
  std::vector<std::string> ids;
  for (const auto& [head, seat] : roll.heads) {
    ids.push_back(head.str());
    ids.push_back(directory::detail_id("representative", head.str()));
    for (const auto& unit : seat.units) ids.push_back(unit.str());
  }
  PaperLabels labels;
  for (auto& label : call.services.directory.labels(ids)) {
    labels.emplace(label.id, std::move(label.text));
  }
  return labels;
}

std::string label_in(const PaperLabels& labels, const std::string& id) {
  const auto found = labels.find(id);
  return found == labels.end() ? std::string() : found->second;
}

/// Where the units lie, as the register has them.
std::map<UnitId, std::string> buildings_of(const Call& call, const RollId& id) {
  std::map<UnitId, std::string> buildings;
  if (const auto roll = call.services.registry.roll(id)) {
    for (const auto& unit : roll->units) buildings.emplace(unit.id, unit.building);
  }
  return buildings;
}

std::string where_of(const PaperLabels& labels, const HeadId& head,
                     const domain::SnapshotHead& seat) {
  auto where = label_in(labels, head.str());
  if (!where.empty()) return where;
  for (const auto& unit : seat.units) {
    const auto room = label_in(labels, unit.str());
    where += (where.empty() ? "" : " ") + (room.empty() ? unit.str() : room);
  }
  return where.empty() ? head.str() : where;
}

using Buildings = std::map<UnitId, std::string>;

/// In which a head has something; none where the register has changed since the meeting's roll was
/// fixed.
std::set<std::string> lies_in(const Buildings& buildings, const domain::SnapshotHead& seat) {
  std::set<std::string> found;
  for (const auto& unit : seat.units) {
    const auto place = buildings.find(unit);
    if (place != buildings.end() && !place->second.empty()) found.insert(place->second);
  }
  return found;
}

/// "12号楼"; a name stays as it is.
std::string building_words(const std::string& building, records::Lang lang) {
  const bool is_name = imports::building_from(building + "号楼") != building;
  if (is_name) return building;
  return lang == records::Lang::zh ? building + "号楼" : "building " + building;
}

/// On rolls of several buildings the label itself begins with "12号楼".
std::string with_building(const std::string& building, std::string where, records::Lang lang) {
  // "101室" begins with no building 1.
  const auto words = building_words(building, records::Lang::zh);
  if (building.empty() || where.find("号楼") != std::string::npos || where.starts_with(words)) {
    return where;
  }
  return building_words(building, lang) + (lang == records::Lang::zh ? " " : " · ") + where;
}

bool has_building(const Buildings& buildings, const domain::RollSnapshot& roll,
                  const std::string& building) {
  return std::any_of(roll.heads.begin(), roll.heads.end(), [&](const auto& one) {
    return lies_in(buildings, one.second).contains(building);
  });
}

/// Of that building, or of all; in the order of buildings and rooms, as one walks by them. Whoever
/// has something in several buildings stands on the sheet of each, and whose building is no longer
/// known on all: rather there twice than nowhere.
std::vector<records::PaperHead> paper_heads(const Call& call, const domain::RollSnapshot& roll,
                                            const Buildings& buildings, const std::string& building,
                                            records::Lang lang) {
  const auto labels = paper_labels(call, roll);
  std::vector<std::pair<std::string, records::PaperHead>> found;
  for (const auto& [head, seat] : roll.heads) {
    const auto places = lies_in(buildings, seat);
    if (!building.empty() && !places.empty() && !places.contains(building)) continue;
    const auto place = places.empty()     ? std::string()
                       : building.empty() ? *places.begin()
                                          : building;
    records::PaperHead one;
    if (seat.units.empty()) {
      one.name = label_in(labels, head.str());
    } else {
      one.where = with_building(place, where_of(labels, head, seat), lang);
      one.name = label_in(labels, directory::detail_id("representative", head.str()));
    }
    if (seat.area != Area{}) one.area = records::area_words(seat.area);
    found.emplace_back(place, std::move(one));
  }
  // 2 before 10, 502 before 1001.
  std::sort(found.begin(), found.end(), [](const auto& one, const auto& other) {
    const auto key = [](const auto& row) {
      return std::tuple(row.first.size(), std::string_view(row.first), row.second.where.size(),
                        std::string_view(row.second.where));
    };
    return key(one) < key(other);
  });
  std::vector<records::PaperHead> heads;
  heads.reserve(found.size());
  for (auto& [place, head] : found) heads.push_back(std::move(head));
  return heads;
}

const domain::Text kNoProxyWords = {
    "按本次会议适用的规则，不能委托他人代为表决，所以没有授权委托书。",
    "Under the rules of this meeting nobody votes for another, so there is no proxy form."};

const domain::Text kNoBuildingWords = {"名册里没有这一栋。", "The roll has no such building."};

domain::Text too_long_words(std::size_t heads, std::size_t most) {
  const auto there = std::to_string(heads);
  const auto max = std::to_string(most);
  return {"名册上有 " + there + " 个，一次最多打印 " + max + " 个。请填楼号，按楼分别打印。",
          "The roll has " + there + " entries; at most " + max +
              " are printed at once. Give a building, and print one after the other."};
}

/// As a page where a person followed a link, whose browser shows no problem document.
Answer refused_paper(const Call& call, Answer refusal, const domain::Text& words,
                     records::Lang lang) {
  if (call.http.header("accept").find("text/html") == std::string_view::npos) return refusal;
  auto page = call.services.records.refused(records::pick(words, lang), lang);
  refusal.body = std::make_shared<const std::string>(std::move(page));
  for (auto& [name, value] : refusal.headers) {
    if (name == "content-type") value = "text/html; charset=utf-8";
  }
  refusal.headers.emplace_back("content-security-policy", std::string(page_policy()));
  return refusal;
}

}  // namespace

Answer show_office_paper(const Call& call) {
  if (auto refused = unreadable_form(call)) return std::move(*refused);
  const auto paper = records::office_paper_from(call.ids.at(1));
  if (!paper) return problem("paper.unknown");
  const auto& services = call.services;
  const auto lang = query_value(call.http, "lang") == "en" ? records::Lang::en : records::Lang::zh;
  const auto asked = query_value(call.http, "form");
  const auto as_rows = rows_form_from(asked);
  if (as_rows && !records::is_table(*paper)) {
    return problem("document.form", {{"forms", {"html", "pdf", "docx"}}});
  }
  const MeetingId id(call.ids.front());
  const auto model = services.notices.preview(id, services.clock.now());
  if (!model) return problem("meeting.unknown");
  if (*paper == records::OfficePaper::proxy && knows_no_proxies(model->meeting)) {
    return refused_paper(call, problem("paper.no_proxy"), kNoProxyWords, lang);
  }
  records::OfficePaperFacts facts;
  facts.secret = query_value(call.http, "secret") == "1";
  const auto building = imports::building_from(query_value(call.http, "building"));
  if (!building.empty()) facts.part = building_words(building, lang);
  const bool names = records::names_heads(*paper, facts.secret);
  const auto roll = names ? services.notices.electorate(id) : nullptr;
  if (roll) {
    const auto buildings = buildings_of(call, roll->roll);
    if (!building.empty() && !has_building(buildings, *roll, building)) {
      return refused_paper(call, problem("paper.building"), kNoBuildingWords, lang);
    }
    facts.heads = paper_heads(call, *roll, buildings, building, lang);
  }
  const auto most = records::paper_heads_max(*paper);
  if (!as_rows && facts.heads.size() > most) {
    return refused_paper(call,
                         problem("paper.too_long", {{"heads", facts.heads.size()}, {"max", most}}),
                         too_long_words(facts.heads.size(), most), lang);
  }
  const auto others = origin_on_paper(call);
  if (!others.empty()) facts.address = others + "/m/" + id.str();
  auto html = services.notices.paper(*model, *paper, facts, lang);
  const FileName name{std::string(to_string(*paper)) + "-" + id.str(),
                      records::office_paper_title(model->meeting, *paper, lang), names};
  return own_paper(call, std::move(html), name, lang, facts.address);
}

}  // namespace roundtable::http
