#include "records/page.hpp"

#include <nlohmann/json.hpp>

#include "records/attachments.hpp"

namespace roundtable::records {
namespace {

using nlohmann::json;

std::string page_template(std::string_view name, Lang lang) {
  return std::string(name) + "." + std::string(to_string(lang));
}

json crumbs(const std::vector<std::pair<GridId, std::string>>& path) {
  json out = json::array();
  for (const auto& [id, name] : path) out.push_back({{"id", id.str()}, {"name", name}});
  return out;
}

json minutes_values(const std::optional<domain::PublishedRecord>& minutes) {
  if (!minutes) return false;
  return {{"minutes_id", minutes->id.str()}, {"minutes_number", minutes->number}};
}

json file_values(const PageFacts& facts, Lang lang) {
  if (facts.files.empty()) return false;
  json files = json::array();
  for (const auto& file : facts.files) {
    files.push_back({{"withdrawn", file.withdrawn_at.has_value()},
                     {"file_href", "/files/" + facts.meeting.str() + "/" + file.id.str()},
                     {"file_title", file.title},
                     {"file_kind", media_words(file.media, lang)},
                     {"file_size", size_words(file.bytes)},
                     {"file_sha256", file.sha256}});
  }
  return {{"files", std::move(files)}};
}

json checkpoint_values(const std::optional<CheckpointStamp>& checkpoint) {
  if (!checkpoint) return false;
  return {{"checkpoint_number", std::to_string(checkpoint->number)},
          {"checkpoint_hash", checkpoint->hash}};
}

/// The address at the foot of every sheet; where others can open none, the foot says so.
json printed(const std::string& others, const std::string& path) {
  if (others.empty()) return false;
  return {{"address", others + path}};
}

/// As the room shows one.
std::string receipt_example(Lang lang) {
  return lang == Lang::zh ? "第 12 条 1a2b 3c4d 5e6f" : "entry 12 1a2b 3c4d 5e6f";
}

}  // namespace

std::string status_words(Date published_on, Date objection_until, Date today, Lang lang) {
  const bool zh = lang == Lang::zh;
  if (objection_until <= published_on) return zh ? "公告" : "Published for information";
  if (today > objection_until) return zh ? "公示期已结束" : "The time for objections is over";
  const auto days = days_from_epoch(objection_until) - days_from_epoch(today);
  if (days == 0) {
    return zh ? "公示中 · 今天截止 · 可提异议" : "Open for objections · last day today";
  }
  const auto number = std::to_string(days);
  if (zh) return "公示中 · 还剩 " + number + " 天 · 可提异议";
  return "Open for objections · " + number + (days == 1 ? " day left" : " days left");
}

std::string render_page(const Templates& templates, const PageFacts& facts, Lang lang) {
  const auto& record = facts.record;
  const json values = {{"html_lang", html_lang(lang)},
                       {"lang", to_string(lang)},
                       {"id", record.id.str()},
                       {"title", pick(record.title, lang)},
                       {"number", record.number},
                       {"outcome", pick(facts.outcome, lang)},
                       {"balloted", !facts.outcome.zh.empty()},
                       {"elder", facts.elder},
                       {"pdf", facts.pdf},
                       {"word", facts.word},
                       {"demonstration", facts.demonstration},
                       {"place", facts.path.empty() ? "" : facts.path.back().second},
                       {"addressed", !facts.origin.empty()},
                       {"origin", facts.origin},
                       {"printed", printed(facts.others, "/records/" + record.id.str())},
                       {"crumbs", crumbs(facts.path)},
                       {"status", status_words(shanghai_date(record.published_at),
                                               record.objection_until, facts.today, lang)},
                       {"minutes", minutes_values(facts.minutes)},
                       {"page_files", file_values(facts, lang)},
                       {"document", std::string(main_part(facts.document))},
                       {"sha256", pick(record.sha256, lang)},
                       {"stream", facts.stream},
                       {"version", std::to_string(facts.version)},
                       {"entry_hash", facts.hash},
                       {"checkpoint", checkpoint_values(facts.checkpoint)},
                       {"key", key_json(facts.key)},
                       {"receipt_example", receipt_example(lang)},
                       {"published_at", time_words(record.published_at, lang)}};
  return templates.render(page_template("page", lang), values);
}

std::string render_notice_page(const Templates& templates, const NoticePageFacts& facts,
                               Lang lang) {
  const json values = {{"html_lang", html_lang(lang)},
                       {"title", facts.title},
                       {"elder", facts.elder},
                       {"pdf", facts.pdf},
                       {"word", facts.word},
                       {"demonstration", facts.demonstration},
                       {"standing", !facts.cancelled},
                       {"printed", printed(facts.others, "/m/" + facts.meeting.str())},
                       {"crumbs", crumbs(facts.path)},
                       {"document", std::string(main_part(facts.document))}};
  return templates.render(page_template("notice_page", lang), values);
}

std::string render_missing_page(const Templates& templates, Missing what, Lang lang) {
  const json values = {{"html_lang", html_lang(lang)},
                       {"record", what == Missing::record},
                       {"notice", what == Missing::notice}};
  return templates.render(page_template("missing", lang), values);
}

std::string render_refusal_page(const Templates& templates, const std::string& sentence,
                                Lang lang) {
  return templates.render(page_template("refused", lang),
                          {{"html_lang", html_lang(lang)}, {"sentence", sentence}});
}

}  // namespace roundtable::records
