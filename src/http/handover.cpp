// The list of what is handed over on a grid (records/handover.hpp), gathered for whoever keeps the
// organisations there. It names people of the staff and no household.
#include "records/handover.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "http/open_matters.hpp"
#include "http/paper_answers.hpp"
#include "http/route_table.hpp"
#include "log/checkpoint.hpp"

namespace roundtable::http {
namespace {

using records::HandoverFacts;
using records::Lang;

constexpr std::size_t kRecordsListedMax = 300;

std::string say(Lang lang, std::string zh, std::string en) {
  return lang == Lang::zh ? std::move(zh) : std::move(en);
}

constexpr std::array<std::pair<std::string_view, std::pair<const char*, const char*>>, 8> kRoles = {
    {{"administrator", {"管理员", "administrator"}},
     {"facilitator", {"主持人", "facilitator"}},
     {"recorder", {"记录人", "recorder"}},
     {"secretary", {"网格书记", "grid secretary"}},
     {"second_secretary", {"第二书记", "second secretary"}},
     {"supervisor", {"监督员", "supervisor"}},
     {"handler", {"经办人", "handler"}},
     {"helper", {"临时帮手", "helper"}}}};
constexpr std::array<std::pair<std::string_view, std::pair<const char*, const char*>>, 4> kWaits = {
    {{"sitting", {"会还没有开完", "to be held or ended"}},
     {"vote", {"表决没有截止", "a vote is open"}},
     {"results", {"结果没有公示", "results to be published"}},
     {"minutes", {"纪要没有公布", "minutes to be published"}}}};

std::string worded(const auto& table, std::string_view name, Lang lang) {
  for (const auto& [known, words] : table) {
    if (known == name) return lang == Lang::zh ? words.first : words.second;
  }
  return std::string(name);
}

/// That grid or one below it.
class Branch {
 public:
  Branch(const domain::GridTree& grids, const GridId& top) : grids_(grids), top_(top) {}

  bool has(const GridId& grid) const {
    const auto path = grids_.path(grid);
    return std::any_of(path.begin(), path.end(),
                       [&](const auto* step) { return step->id == top_; });
  }
  std::string name_of(const GridId& grid) const {
    const auto* node = grids_.find(grid);
    return node == nullptr ? grid.str() : node->name;
  }

 private:
  const domain::GridTree& grids_;
  const GridId& top_;
};

std::string last_day(const std::optional<Time>& ends_at, Lang lang) {
  // It ends with that day, at midnight.
  return ends_at ? records::date_words(shanghai_date(*ends_at + -1), lang) : "";
}

void add_people(const Services& services, const Branch& branch, Lang lang, HandoverFacts& facts) {
  auto& directory = services.directory;
  for (const auto& account : directory.accounts()) {
    if (account.password_hash.empty()) continue;
    for (const auto& role : directory.roles(account.id)) {
      const GridId grid(role.grid);
      if (!branch.has(grid)) continue;
      HandoverFacts::Person person{directory.label(account.id).value_or(""), account.login,
                                   worded(kRoles, role.role, lang), "",
                                   last_day(role.ends_at, lang)};
      person.role = branch.name_of(grid) + (lang == Lang::zh ? "" : ", ") + person.role;
      if (const auto works_for = directory.organisation(role.organisation)) {
        person.works_for = works_for->name;
      }
      facts.people.push_back(std::move(person));
    }
  }
}

void add_matters(const Services& services, const Branch& branch, const GridId& grid, Lang lang,
                 HandoverFacts& facts) {
  for (const auto& matter : open_matters_below(services, grid)) {
    const bool issue = matter.stream.kind() == "issue";
    HandoverFacts::Matter one{issue ? say(lang, "事项", "issue") : say(lang, "会议", "meeting"),
                              matter.title, branch.name_of(matter.grid), "",
                              services.directory.label(matter.with).value_or("")};
    for (const auto wait : matter.waiting) {
      if (!one.waiting.empty()) one.waiting += say(lang, "；", "; ");
      one.waiting += worded(kWaits, wait, lang);
    }
    facts.matters.push_back(std::move(one));
  }
}

void add_records(const Services& services, const GridId& grid, Lang lang, HandoverFacts& facts) {
  const auto within = services.lists.within(grid, {0, 0, 0, kRecordsListedMax});
  facts.records_total = static_cast<std::int64_t>(within.records.total);
  for (const auto& listed : within.records.rows) {
    const auto& record = listed.record;
    facts.records.push_back({record.number, records::pick(record.title, lang),
                             records::date_words(shanghai_date(record.published_at), lang)});
  }
}

void add_rolls(const Services& services, const Branch& branch, Lang lang, HandoverFacts& facts) {
  for (const auto& roll : services.registry.rolls()) {
    if (!branch.has(roll->grid)) continue;
    HandoverFacts::Register one{"", branch.name_of(roll->grid), ""};
    const auto units = std::to_string(roll->units.size());
    const auto heads = std::to_string(roll->heads.size());
    switch (domain::listed_on(*roll)) {
      case domain::RollOf::owners:
        one.kind = say(lang, "业主名册", "owners");
        one.size =
            say(lang, units + " 套，" + heads + " 人", units + " units, " + heads + " heads");
        break;
      case domain::RollOf::households:
        one.kind = say(lang, "居民户名册", "households");
        one.size = say(lang, units + " 户", units + " households");
        break;
      case domain::RollOf::members:
        one.kind = say(lang, "成员名单", "members");
        one.size = say(lang, heads + " 人", heads + " people");
        break;
    }
    facts.rolls.push_back(std::move(one));
  }
}

void add_keys(log::EventLog& log, Lang lang, HandoverFacts& facts) {
  for (std::uint64_t change = 1;; ++change) {
    const auto at = log.checkpoint_listing(log::kKeys, change);
    if (!at) break;
    const auto number = std::to_string(at->number);
    facts.keys.push_back(
        {records::in_fours(log::fingerprint_of(log.public_key_at(at->number))),
         say(lang, "签到第 " + number + " 号检查点", "up to checkpoint " + number)});
  }
  facts.keys.push_back({records::in_fours(log::fingerprint_of(log.public_key())), ""});
  if (const auto newest = log.checkpoint()) {
    facts.checkpoint = std::to_string(newest->number) + " " + newest->hash;
  }
}

HandoverFacts handover_facts(const Call& call, const GridId& grid, Lang lang) {
  const auto& services = call.services;
  const auto grids = services.registry.grids();
  const Branch branch(*grids, grid);
  HandoverFacts facts;
  facts.place = branch.name_of(grid);
  facts.at = services.clock.now();
  facts.demonstration = services.lists.has_demonstration();
  add_people(services, branch, lang, facts);
  add_matters(services, branch, grid, lang, facts);
  add_records(services, grid, lang, facts);
  add_rolls(services, branch, lang, facts);
  add_keys(services.log, lang, facts);
  return facts;
}

}  // namespace

Answer show_handover(const Call& call) {
  if (auto refused = unreadable_form(call)) return std::move(*refused);
  const auto lang = query_value(call.http, "lang") == "en" ? Lang::en : Lang::zh;
  const auto facts = handover_facts(call, call.grid(), lang);
  auto html = call.services.records.handover(facts, lang);
  const FileName name{"handover-" + call.grid().str(), records::handover_title(facts, lang), true};
  return own_paper(call, std::move(html), name, lang);
}

}  // namespace roundtable::http
