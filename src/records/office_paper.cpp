#include "records/office_paper.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "records/notice.hpp"
#include "records/qr_code.hpp"

namespace roundtable::records {
namespace {

using nlohmann::json;

constexpr std::size_t kRowsMax = 1'000;
constexpr std::size_t kBallotPapersMax = 300;
constexpr std::size_t kNoteLines = 16;
constexpr std::size_t kBlankLines = 6;  // for those who count in different corners of a hall

struct PaperName {
  OfficePaper paper;
  std::string_view name;
  std::string_view zh;
  std::string_view en;
};
constexpr std::array<PaperName, kOfficePapers.size()> kPaperNames = {{
    {OfficePaper::sign_in, "sign_in", "签到表", "Sign-in sheet"},
    {OfficePaper::agenda, "agenda", "议程", "Agenda"},
    {OfficePaper::ballots, "ballots", "表决票", "Ballot paper"},
    {OfficePaper::proxy, "proxy", "授权委托书", "Proxy form"},
    {OfficePaper::delivery, "delivery", "送达登记表", "Delivery register"},
    {OfficePaper::hand_count, "hand_count", "举手计票单", "Count of hands"},
    {OfficePaper::kit, "kit", "应急包", "Emergency kit"},
}};

const PaperName& name_of(OfficePaper paper) {
  return kPaperNames.at(static_cast<std::size_t>(paper));
}

/// The rules that an item may be put to the vote under: the one it names, or those that the chair
/// may choose among.
std::vector<const domain::Rule*> rules_for(const domain::Meeting& meeting,
                                           const domain::ItemText& text) {
  std::vector<const domain::Rule*> rules;
  for (const auto& fixed : meeting.rules) {
    const bool meant = text.rule.empty() ? &fixed != meeting.motion_rule()  //
                                         : fixed.value->id == text.rule;
    if (meant) rules.push_back(fixed.value.get());
  }
  return rules;
}

bool takes_yes_or_no(const domain::Rule* rule) {
  return std::any_of(rule->methods.begin(), rule->methods.end(),
                     [](const auto& use) { return use.name == domain::kYesNoAbstain; });
}

/// The boxes for yes and no, and for abstaining where a rule asks for it. Where the rules know no
/// such papers there are none: a line is left to write on.
json choices_of(const domain::Meeting& meeting, const domain::ItemText& text) {
  const auto rules = rules_for(meeting, text);
  if (!std::any_of(rules.begin(), rules.end(), takes_yes_or_no)) return false;
  return {{"abstain", std::any_of(rules.begin(), rules.end(), [](const auto* rule) {
             return takes_yes_or_no(rule) && rule->abstention;
           })}};
}

/// What the agenda puts to the vote, in its order.
json matters_of(const domain::Meeting& meeting, Lang lang) {
  json matters = json::array();
  for (const auto* item : in_order(meeting.agenda)) {
    const auto& text = item->text;
    if (text.kind != domain::ItemKind::decision && text.matter.empty()) continue;
    const auto number = static_cast<std::int64_t>(matters.size()) + 1;
    matters.push_back(
        {{"place", lang == Lang::zh ? chinese_number(number) : std::to_string(number)},
         {"matter", text.matter.empty() ? text.title : text.matter},
         {"choices", choices_of(meeting, text)}});
  }
  return matters;
}

json head_rows(const std::vector<PaperHead>& heads) {
  json rows = json::array();
  for (const auto& head : heads) {
    rows.push_back({{"place", std::to_string(rows.size() + 1)},
                    {"where", head.where.empty() ? json(false) : json{{"flat", head.where}}},
                    {"name", head.name},
                    {"named", !head.name.empty()},
                    {"area", head.area.empty() ? json(false) : json{{"size", head.area}}}});
  }
  return rows;
}

/// One for each household; of a secret ballot one alone, that says nothing of whose it is.
json ballot_papers(const OfficePaperFacts& facts) {
  if (facts.secret) return json::array({{{"open", false}}});
  json papers = json::array();
  for (auto& row : head_rows(facts.heads)) papers.push_back({{"open", std::move(row)}});
  return papers;
}

}  // namespace

std::string_view to_string(OfficePaper paper) {
  return name_of(paper).name;
}

std::optional<OfficePaper> office_paper_from(std::string_view name) {
  for (const auto& one : kPaperNames) {
    if (one.name == name) return one.paper;
  }
  return std::nullopt;
}

bool is_table(OfficePaper paper) {
  return paper == OfficePaper::sign_in || paper == OfficePaper::delivery;
}

std::size_t paper_heads_max(OfficePaper paper) {
  const bool papers = paper == OfficePaper::ballots || paper == OfficePaper::kit;
  return papers ? kBallotPapersMax : kRowsMax;
}

bool names_heads(OfficePaper paper, bool secret) {
  if (paper == OfficePaper::ballots) return !secret;
  return is_table(paper) || paper == OfficePaper::kit;
}

std::string office_paper_title(const domain::Meeting& meeting, OfficePaper paper, Lang lang) {
  const auto& name = name_of(paper);
  return lang == Lang::zh ? in_quotes(meeting.title) + std::string(name.zh)
                          : std::string(name.en) + ": " + meeting.title;
}

namespace {

std::string render_one(const Templates& templates, const Model& model, OfficePaper paper,
                       const OfficePaperFacts& facts, Lang lang) {
  const auto& meeting = model.meeting;
  const auto& name = name_of(paper);
  json out = {{"html_lang", html_lang(lang)},
              {"title", office_paper_title(meeting, paper, lang)},
              {"masthead", lang == Lang::zh ? name.zh : name.en},
              {"demonstration", meeting.demonstration},
              {"issuer", pick(model.facts.issuer, lang)},
              {"meeting_title", meeting.title},
              {"when", time_words(meeting.scheduled_at, lang)},
              {"venue", meeting.place},
              {"part", facts.part.empty() ? json(false) : json{{"listed", facts.part}}},
              {"count", std::to_string(facts.heads.size())},
              {"by_flat", std::any_of(facts.heads.begin(), facts.heads.end(),
                                      [](const auto& head) { return !head.where.empty(); })},
              {"rows", json::array()},
              {"papers", json::array()},
              {"link", facts.address.empty() ? json(false)
                                             : json{{"address", facts.address},
                                                    {"code", qr_data_address(facts.address)}}}};
  for (const auto& one : kPaperNames) out[std::string(one.name)] = one.paper == paper;
  put_agenda_values(out, model, lang);
  out["matters"] = matters_of(meeting, lang);
  out["any_matter"] = !out["matters"].empty();
  out["lines"] = std::vector<json>(kBlankLines, json::object());
  out["notes"] = std::vector<json>(kNoteLines, json::object());
  if (is_table(paper)) out["rows"] = head_rows(facts.heads);
  if (paper == OfficePaper::ballots) out["papers"] = ballot_papers(facts);
  return templates.render("office_paper." + std::string(to_string(lang)), out);
}

/// What stands between the marks of a paper, without its frame.
std::string_view inside(std::string_view html) {
  const auto begin = html.find("<main");
  const auto end = html.rfind("</main>");
  const auto open = html.find('>', begin) + 1;
  return html.substr(open, end - open);
}

}  // namespace

std::string render_office_paper(const Templates& templates, const Model& model, OfficePaper paper,
                                const OfficePaperFacts& facts, Lang lang) {
  auto html = render_one(templates, model, paper, facts, lang);
  if (paper != OfficePaper::kit) return html;
  std::string sheets;
  for (const auto one :
       {OfficePaper::agenda, OfficePaper::sign_in, OfficePaper::hand_count, OfficePaper::ballots}) {
    const auto sheet = render_one(templates, model, one, facts, lang);
    sheets.append("<section class=\"slip\">").append(inside(sheet)).append("</section>\n");
  }
  return html.insert(html.rfind("</main>"), sheets);
}

}  // namespace roundtable::records
