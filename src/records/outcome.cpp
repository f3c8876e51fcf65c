#include "records/outcome.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <nlohmann/json.hpp>
#include <sstream>

#include "base/ensure.hpp"
#include "base/percent.hpp"
#include "domain/limits.hpp"
#include "log/hash_chain.hpp"
#include "records/as_announced.hpp"
#include "records/attachments.hpp"
#include "records/masking.hpp"
#include "records/number_series.hpp"
#include "records/outcome_phrase.hpp"
#include "records/ring.hpp"
#include "records/sentence_parts.hpp"
#include "records/verdict_phrases.hpp"

namespace roundtable::records {
namespace {

using namespace domain;
using nlohmann::json;

constexpr std::string_view kMainBegins = "<!-- document -->\n";
constexpr std::string_view kMainEnds = "<!-- /document -->\n";

/// Everything the parts below read; lives as long as one rendering.
struct OutcomeRendering {
  const Meeting& meeting;
  const Ballot& ballot;
  const OutcomeFacts& facts;
  Lang lang;
  const Rule& rule = *ballot.rule.value;
  HeadNoun noun = head_noun(ballot);
  Working working = ballot.working();
  const Verdict& verdict = working.verdict;
  Weight all = ballot.basis().all;
  Weight participating = ballot.tally.participating;
  bool split = split_may_be_told(ballot);

  std::string say(const char* zh, const char* en) const { return lang == Lang::zh ? zh : en; }
};

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

/// 2026年11月20日19:00至20:25
std::string voting_period_words(const OutcomeRendering& r) {
  const auto opened = r.ballot.opened_at;
  const auto closed = r.ballot.closed_at.value_or(opened);
  const bool one_day = shanghai_date(opened) == shanghai_date(closed);
  return time_words(opened, r.lang) + r.say("至", " to ") +
         (one_day ? shanghai_clock(closed) : time_words(closed, r.lang));
}

/// A body that counts people alone decides for its grid; 全小区 is a word of owners' zones.
std::string whose_words(const OutcomeRendering& r) {
  if (r.ballot.scope.kind == ScopeKind::zone && r.noun == HeadNoun::person &&
      !r.facts.path.empty()) {
    return r.facts.path.back();
  }
  return scope_words(r.ballot.scope, r.lang);
}

void put_heading(json& out, const OutcomeRendering& r) {
  out["html_lang"] = html_lang(r.lang);
  out["title"] = outcome_title(r.ballot, r.lang);
  out["number"] = r.facts.number;
  out["path"] = joined(r.facts.path, " › ");
  out["demonstration"] = r.meeting.demonstration;
  out["issuer"] = pick(r.facts.issuer, r.lang);
  out["question"] = r.ballot.question;
  out["detail"] = paragraphs_json(r.ballot.detail);
  out["outcome_class"] = to_string(r.verdict.outcome);
  out["outcome"] = outcome_phrase(r.ballot, r.verdict, r.lang);
  out["single_choice"] = r.ballot.among_plans();
  out["abstention"] = r.rule.abstention;
  out["annulled"] = json::array();
  for (const auto& vote : r.facts.annulled) {
    out["annulled"].push_back({{"asked", vote.question},
                               {"opened", time_words(vote.opened_at, r.lang)},
                               {"why", vote.reason}});
  }
  out["reason"] = reason_sentence(r.ballot, r.working, r.lang);
  out["departs"] = departures_value(r.ballot, r.lang);
  out["party"] = party_value(r.ballot, r.lang);
}

/// How it ended, and how it had ended before by mistake.
std::string closing_words(const OutcomeRendering& r) {
  std::string out = r.ballot.closed_by == ClosedBy::chair
                        ? r.say("由主持人宣布结束。", "The chair closed it.")
                        : r.say("到截止时间自动结束。", "It closed by itself at the deadline.");
  for (const auto& one : r.ballot.reopenings) {
    const auto closed = time_words(one.closed_at, r.lang);
    const auto again = time_words(one.at, r.lang);
    out += r.lang == Lang::zh
               ? "曾于" + closed + "截止，" + again + "重新开启，理由：" + ended(one.reason, r.lang)
               : " It had been closed on " + closed + " and was reopened on " + again + ": " +
                     ended(one.reason, r.lang);
  }
  return out;
}

void put_scope(json& out, const OutcomeRendering& r) {
  out["period"] = voting_period_words(r);
  out["scope"] = whose_words(r) + interest_words(r.ballot, r.lang);
  out["all_heads"] = heads_words(r.all.heads, r.noun, r.lang);
  out["took_part_heads"] = heads_words(r.participating.heads, r.noun, r.lang);
  const bool area_is_told = r.rule.by_area && !r.ballot.in_heads.area_withheld;
  out["area"] = area_is_told ? json{{"all", area_words(r.all.area)}} : json(false);
  out["closing"] = closing_words(r);
}

void put_tests(json& out, const OutcomeRendering& r) {
  json tests = json::array();
  auto told = r.verdict;
  if (!r.split) {
    std::erase_if(told.tests, [](const Test& t) { return t.about == Test::About::majority; });
  }
  for (const auto& test : test_words(told, r.ballot, r.lang)) {
    tests.push_back({{"requirement", test.requirement},
                     {"told", !test.numbers.empty()},
                     {"numbers", test.numbers},
                     {"share", test.share},
                     {"arithmetic", test.arithmetic},
                     {"holds", test.holds}});
  }
  out["tests"] = std::move(tests);
  out["notice"] = notice_value(r.meeting, r.ballot, r.facts, r.lang);
}

std::string option_label(const OutcomeRendering& r, const Choice& choice) {
  if (r.ballot.among_plans()) return choice_words(choice, r.lang);
  const auto* mark = choice.kind == Choice::Kind::yes  ? "✓ "
                     : choice.kind == Choice::Kind::no ? "✕ "
                                                       : "— ";
  return mark + choice_words(choice, r.lang);
}

json count_row(const OutcomeRendering& r, const std::string& label, Weight weight,
               const std::optional<Weight>& of) {
  json shares = false;
  if (of) {
    shares = {{"heads_share", percent(weight.heads, of->heads)},
              {"area_share", percent(weight.area.centi, of->area.centi)}};
  }
  return {{"label", label},
          {"heads", heads_words(weight.heads, r.noun, r.lang)},
          {"sum", to_text(weight.area)},
          {"shares", std::move(shares)}};
}

void put_counts(json& out, const OutcomeRendering& r) {
  json rows = json::array();
  rows.push_back(count_row(r, r.say("全部", "All"), r.all, std::nullopt));
  rows.push_back(count_row(r, r.say("参与表决", "Took part"), r.participating, r.all));
  for (const auto& choice : r.ballot.choices) {
    if (!r.split) break;
    if (!choice.offered) continue;
    rows.push_back(
        count_row(r, option_label(r, choice), r.ballot.tally.of(choice.id), r.participating));
  }
  rows.push_back(
      count_row(r, r.say("未参与", "Did not take part"), r.all - r.participating, r.all));
  out["counts"] = std::move(rows);
  out["measure_heads"] = capitalised(measure_words(Measure::heads, r.noun, r.lang));
}

/// 手机 11 户 · 工作人员代录 9 户 · 未参与 4 户; 无效 0 only where papers were checked
std::string channels_line(const OutcomeRendering& r) {
  std::vector<std::string> parts;
  for (const auto& [channel, heads] : r.ballot.channels) {
    if (heads == 0) continue;
    const auto count =
        r.lang == Lang::zh ? " " + heads_words(heads, r.noun, r.lang) : ": " + to_grouped(heads);
    parts.push_back(channel_words(channel, r.lang) + count);
  }
  const auto missing = r.all.heads - r.participating.heads;
  parts.push_back(
      r.say("未参与 ", "did not take part: ") +
      (r.lang == Lang::zh ? heads_words(missing, r.noun, r.lang) : to_grouped(missing)));
  // A paper that is not valid is refused when it is entered, so none can be in the ledger.
  const auto papers = r.ballot.channels.find(Channel::paper);
  if (papers != r.ballot.channels.end() && papers->second > 0) {
    parts.push_back(r.say("无效 0", "invalid: 0"));
  }
  if (const auto objected = r.facts.votes_objected; objected > 0) {
    parts.push_back(r.lang == Lang::zh
                        ? heads_words(objected, r.noun, r.lang) + "对代录提出异议"
                        : "object to a vote entered for them: " + to_grouped(objected));
  }
  return joined(parts, " · ");
}

/// How many ways in there were, and how many more than households came in by.
json slips_value(const OutcomeRendering& r) {
  const auto& slips = r.facts.slips;
  if (slips.made == 0) return false;
  return {{"made", to_grouped(slips.made)},
          {"used", to_grouped(slips.used)},
          {"replaced", to_grouped(slips.replaced)}};
}

std::string ring_whole_words(const OutcomeRendering& r, const RingScale& scale) {
  const auto weight = weight_words(scale.total, r.ballot, r.lang);
  if (r.lang == Lang::zh) return whole_words(scale.whole, r.lang) + " " + weight;
  if (scale.whole == MajorityOf::all) return "all " + weight;
  return "the " + weight + (scale.whole == MajorityOf::present ? " present" : " who took part");
}

std::string ring_tick_words(const OutcomeRendering& r, const RingScale& scale) {
  const auto threshold = threshold_words(scale.tick, scale.whole, r.lang);
  if (scale.tick_is_quorum) return r.say("参与表决须", "taking part, ") + threshold;
  return r.say("同意须", "in favour, ") + threshold;
}

void put_ring(json& out, const OutcomeRendering& r) {
  const auto scale = ring_scale(r.ballot);
  out["ring"] = ring_values(r.ballot);
  out["ring_whole"] = ring_whole_words(r, scale);
  out["ring_tick"] = ring_tick_words(r, scale);
  std::vector<std::string> parts;
  for (const auto& choice : r.ballot.choices) {
    if (!choice.offered) continue;
    parts.push_back(choice_words(choice, r.lang) + r.say(" ", ": ") +
                    weight_words(r.ballot.tally.of(choice.id), r.ballot, r.lang));
  }
  parts.push_back(r.say("未参与 ", "Did not take part: ") +
                  weight_words(r.all - r.participating, r.ballot, r.lang));
  out["ring_words"] = joined(parts, r.say("；", "; "));
  out["took_part"] = to_grouped(r.participating.heads);
  out["all_number"] = to_grouped(r.all.heads);
  out["head_unit"] = r.lang == Lang::zh ? (r.noun == HeadNoun::household ? "户" : "人")
                                        : measure_words(Measure::heads, r.noun, r.lang);
}

json law_values(const OutcomeRendering& r) {
  json laws = json::array();
  for (const auto& basis : r.rule.basis) {
    const bool linked = basis.url.starts_with("https://") || basis.url.starts_with("http://");
    laws.push_back({{"law", pick(basis.law, r.lang)},
                    {"article", article_words(basis.article, r.lang)},
                    {"link", linked ? json{{"href", basis.url}} : json(false)},
                    {"last", &basis == &r.rule.basis.back()}});
  }
  return laws;
}

void put_law(json& out, const OutcomeRendering& r) {
  const auto worth = worth_of(r.ballot);
  const bool decided = has_decided(r.ballot);
  const auto effect = decided ? json{{"effect", pick(r.rule.legal_effect, r.lang)}} : json(false);
  out["poll"] = worth == Worth::opinion_poll;
  out["motion"] = worth == Worth::motion;
  out["binding"] = worth == Worth::binding
                       ? json{{"basis", r.ballot.standing_basis}, {"decided", effect}}
                       : json(false);
  // Civil Code Art. 280 covers decisions of the owners' assembly and of the owners' committee.
  out["cancellation"] = decided && r.rule.body.starts_with("owners_");
  out["signatures"] = signatures_value(r.ballot);
  out["laws"] = law_values(r);
  out["rule_title"] = pick(r.rule.title, r.lang);
  out["rule_id"] = r.rule.id;
  out["rule_version"] = std::to_string(r.rule.version);
  out["rule_sha256"] = r.ballot.rule.sha256;
  out["roll_sha256"] = r.ballot.roll.sha256;
  out["confidential"] = r.ballot.secrecy == Secrecy::confidential;
}

/// Where the law sets a day by which to publish, and it has passed.
json late_values(const OutcomeRendering& r) {
  const auto due = r.facts.terms.due;
  const auto published = shanghai_date(r.facts.published_at);
  if (due == Date{} || published <= due) return false;
  const auto over = days_from_epoch(published) - days_from_epoch(due);
  std::string source;
  for (const auto& number : r.rule.numbers) {
    if (number.of == "publish_within_days") source = pick(number.source, r.lang);
  }
  return {{"source", source},
          {"days", std::to_string(r.rule.publish_within_days)},
          {"due", date_words(due, r.lang)},
          {"over", std::to_string(over)},
          {"one", over == 1}};
}

void put_terms(json& out, const OutcomeRendering& r) {
  const auto& terms = r.facts.terms;
  const auto published = shanghai_date(r.facts.published_at);
  out["late"] = late_values(r);
  out["public"] = terms.until == Date{} ? json(false)
                                        : json{{"from", date_words(published, r.lang)},
                                               {"until", date_words(terms.until, r.lang)},
                                               {"days", std::to_string(r.rule.publish_for_days)}};
  out["years_without_data"] = json::array();
  for (const auto year : terms.lacking) {
    out["years_without_data"].push_back({{"year", std::to_string(year)}});
  }
}

void put_publication(json& out, const OutcomeRendering& r) {
  const auto& facts = r.facts;
  put_terms(out, r);
  out["objection"] = facts.objection_until > shanghai_date(facts.published_at)
                         ? json{{"from", date_words(facts.objection_from, r.lang)},
                                {"until", date_words(facts.objection_until, r.lang)}}
                         : json(false);
  out["contact"] = facts.contact;
  out["handled"] = json::array();
  if (!facts.handled_by.empty()) out["handled"].push_back({{"by", facts.handled_by}});
  out["published_at"] = time_words(facts.published_at, r.lang);
  out["published_on"] = date_words(shanghai_date(facts.published_at), r.lang);
  out["place"] = r.meeting.place;
  const auto item = r.meeting.agenda.find(r.ballot.item);
  ensure(item != r.meeting.agenda.end(), "a ballot belongs to an agenda item");
  out["item"] = item->second.text.title;
  out["attachments"] =
      attachments_value(r.meeting.id, standing_files(r.meeting, r.ballot.item), r.lang);
  out["announced"] =
      r.meeting.announced_at
          ? json{{"date", date_words(shanghai_date(*r.meeting.announced_at), r.lang)}}
          : json(false);
  out["stream"] = facts.stream;
  out["version"] = std::to_string(facts.version);
  out["entry_hash"] = facts.hash;
  out["checkpoint"] = facts.checkpoint
                          ? json{{"checkpoint_number", std::to_string(facts.checkpoint->number)},
                                 {"checkpoint_hash", facts.checkpoint->hash}}
                          : json(false);
  out["key"] = key_json(facts.key);
}

}  // namespace

std::string outcome_title(const Ballot& ballot, Lang lang) {
  return lang == Lang::zh ? in_quotes(ballot.question) + "表决结果"
                          : "Result of the vote: " + ballot.question;
}

Text make_issuer(const std::vector<const GridNode*>& path, const Text& body_name) {
  ensure(!path.empty(), "a meeting's grid is in the tree");
  std::string place = path.back()->name;
  const auto level = path.back()->level;
  if (level == GridLevel::building || level == GridLevel::microgrid) {
    for (const auto* node : path) {
      if (node->level == GridLevel::neighbourhood) place = node->name + path.back()->name;
    }
  }
  return {place + body_name.zh, body_name.en + ", " + place};
}

Text make_convener(const std::vector<const GridNode*>& path) {
  ensure(!path.empty(), "a meeting's grid is in the tree");
  const auto neighbourhood = std::find_if(path.rbegin(), path.rend(), [](const auto* node) {
    return node->level == GridLevel::neighbourhood;
  });
  if (neighbourhood == path.rend()) return {path.back()->name, path.back()->name};
  const auto& name = (*neighbourhood)->name;
  struct Ending {
    std::string_view known;
    std::string_view whole;
  };
  constexpr std::array kEndings = {Ending{"居民委员会", "居民委员会"},
                                   Ending{"村民委员会", "村民委员会"},
                                   Ending{"居委会", "居民委员会"},
                                   Ending{"村委会", "村民委员会"},
                                   Ending{"居委", "居民委员会"},
                                   Ending{"村委", "村民委员会"},
                                   Ending{"", "居民委员会"}};
  const auto ending = std::find_if(kEndings.begin(), kEndings.end(),
                                   [&](const Ending& one) { return name.ends_with(one.known); });
  const auto place = name.substr(0, name.size() - ending->known.size());
  return {place + std::string(ending->whole), "Residents' committee of " + place};
}

std::string record_number(Date published_on, std::int64_t serial) {
  return marked_number("", published_on.year, serial);
}

std::int64_t serial_in(std::string_view number, int year) {
  const auto begin = "〔" + std::to_string(year) + "〕";
  const auto place = number.find(begin);
  if (place == std::string_view::npos) return 0;
  number.remove_prefix(place + begin.size());
  std::int64_t serial = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), serial);
  return error == std::errc{} ? serial : 0;
}

OutcomeDocument render_outcome(const Templates& templates, const Meeting& meeting,
                               const Ballot& ballot, const OutcomeFacts& facts, Lang lang) {
  ensure(ballot.state == BallotState::closed, "an outcome is published of a closed ballot");
  const OutcomeRendering rendering{meeting, ballot, facts, lang};
  json values = json::object();
  put_heading(values, rendering);
  put_scope(values, rendering);
  put_tests(values, rendering);
  put_counts(values, rendering);
  values["channels"] = channels_line(rendering);
  values["slips"] = slips_value(rendering);
  values["split"] = rendering.split;
  values["voters_min"] = std::to_string(kConfidentialHeadsMin);
  if (rendering.split) put_ring(values, rendering);
  put_law(values, rendering);
  put_publication(values, rendering);
  auto bytes = templates.render("ballot_outcome." + std::string(to_string(lang)), values);
  auto sha256 = log::sha256_hex(bytes);
  return {outcome_title(ballot, lang), std::move(bytes), std::move(sha256)};
}

std::string_view main_part(std::string_view document) {
  const auto begins = document.find(kMainBegins);
  const auto ends = document.rfind(kMainEnds);
  if (begins == std::string_view::npos || ends == std::string_view::npos || ends < begins) {
    throw TemplateFailure("a published document has no marked main part");
  }
  const auto from = begins + kMainBegins.size();
  return document.substr(from, ends - from);
}

}  // namespace roundtable::records
