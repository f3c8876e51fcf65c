#include "records/handover.hpp"

#include <nlohmann/json.hpp>

namespace roundtable::records {
namespace {

using nlohmann::json;

/// The rows of a table, each with its place from 1.
template <class Row, class Columns>
json rows_of(const std::vector<Row>& rows, Columns columns) {
  json out = json::array();
  for (const auto& row : rows) {
    auto& one = out.emplace_back(columns(row));
    one["place"] = std::to_string(out.size());
  }
  return out;
}

}  // namespace

std::string handover_title(const HandoverFacts& facts, Lang lang) {
  return lang == Lang::zh ? facts.place + "移交清单" : "Handover list: " + facts.place;
}

std::string render_handover(const Templates& templates, const HandoverFacts& facts, Lang lang) {
  const auto listed = static_cast<std::int64_t>(facts.records.size());
  json out = {
      {"html_lang", html_lang(lang)},
      {"title", handover_title(facts, lang)},
      {"grid", facts.place},
      {"made_at", time_words(facts.at, lang)},
      {"demonstration", facts.demonstration},
      {"checkpoint", facts.checkpoint.empty() ? json(false) : json{{"stamp", facts.checkpoint}}},
      {"record_count", std::to_string(facts.records_total)},
      {"unlisted", facts.records_total > listed
                       ? json{{"more", std::to_string(facts.records_total - listed)}}
                       : json(false)}};
  out["people"] = rows_of(facts.people, [](const auto& one) {
    return json{{"name", one.name},
                {"login", one.login},
                {"role", one.role},
                {"works_for", one.works_for},
                {"until", one.until}};
  });
  out["matters"] = rows_of(facts.matters, [](const auto& one) {
    return json{{"kind", one.kind},
                {"matter", one.title},
                {"where", one.grid},
                {"waiting", one.waiting},
                {"with", one.with}};
  });
  out["records"] = rows_of(facts.records, [](const auto& one) {
    return json{{"number", one.number}, {"record", one.title}, {"date", one.date}};
  });
  out["rolls"] = rows_of(facts.rolls, [](const auto& one) {
    return json{{"kind", one.kind}, {"where", one.grid}, {"size", one.size}};
  });
  out["keys"] = rows_of(facts.keys, [](const auto& one) {
    return json{{"fingerprint", one.fingerprint},
                {"retired", one.until.empty() ? json(false) : json{{"until", one.until}}}};
  });
  for (const auto* table : {"people", "matters", "records", "rolls"}) {
    out["any_" + std::string(table)] = !out[table].empty();
  }
  return templates.render("handover." + std::string(to_string(lang)), out);
}

}  // namespace roundtable::records
