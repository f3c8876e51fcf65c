#include "http/importer.hpp"

#include <algorithm>
#include <set>

#include "directory/keyed_hash.hpp"
#include "http/import_json.hpp"
#include "imports/grids.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {
namespace {

using Outcome = ImportAnswer::Outcome;
using live::Written;

constexpr int kTriesMax = 5;  // while others import at the same time

Outcome outcome_of(Written written) {
  switch (written) {
    case Written::done:
      return Outcome::imported;
    case Written::id_reused:
      return Outcome::id_reused;
    case Written::stale:
    case Written::unavailable:
      return Outcome::unavailable;
    case Written::unknown:
      break;
  }
  return Outcome::unknown;
}

live::ImportRequest request_for(const ImportAsk& ask, const std::string& what,
                                std::string_view bytes) {
  return {ask.actor, ask.id, log::sha256_hex(what + "\n" + log::sha256_hex(bytes)), "{}"};
}

/// The answer to a request that was done before, or whose id stands for another one.
std::optional<ImportAnswer> answered_before(live::Registry& registry,
                                            const live::ImportRequest& request,
                                            const std::string& stream) {
  auto first = registry.first_answer(request, stream);
  if (!first) return std::nullopt;
  ImportAnswer answer;
  answer.outcome = first->same_request ? Outcome::imported : Outcome::id_reused;
  if (first->same_request) answer.result = std::move(first->result);
  return answer;
}

/// Names what is asked of a person: this of these bytes. "" for nothing.
std::string confirmation(const std::vector<imports::Question>& questions, std::string_view bytes) {
  std::string text;
  for (const auto& question : questions) {
    if (question.known) continue;
    text += question.id + " " + std::to_string(question.heads) + " " +
            std::to_string(question.heads_there) + " " + std::to_string(question.units.size()) +
            "\n";
  }
  if (text.empty()) return "";
  constexpr std::size_t kLength = 12;  // a person at the command line copies it
  return log::sha256_hex(text + log::sha256_hex(bytes)).substr(0, kLength);
}

bool is_confirmed(const ImportAsk& ask, const ImportAnswer& answer, const imports::RollPlan& plan) {
  return plan.joins_known && (answer.confirm.empty() || ask.confirm == answer.confirm);
}

bool may_add_all(const domain::GridTree& tree, const std::vector<domain::GridNode>& nodes,
                 const Importer::MayAdd& may_add_below) {
  std::set<GridId> below;
  for (const auto& node : nodes) {
    if (!node.parent) {
      below.insert(GridId());
    } else if (tree.find(*node.parent) != nullptr) {
      below.insert(*node.parent);
    }
  }
  return std::all_of(below.begin(), below.end(),
                     [&](const GridId& id) { return may_add_below(tree, id); });
}

std::vector<directory::Label> labels_of(const imports::RollPlan& plan) {
  std::vector<directory::Label> labels;
  for (const auto& [unit, room] : plan.rooms) {
    labels.push_back({unit.str(), "unit", plan.labels.at(unit.str())});
    labels.push_back({directory::detail_id("room", unit.str()), "room", room});
  }
  for (const auto& [head, household] : plan.households) {
    labels.push_back({head.str(), "head", plan.labels.at(head.str())});
    labels.push_back({directory::detail_id("owner", head.str()), "owner", household.owner});
    labels.push_back({directory::detail_id("representative", head.str()), "representative",
                      household.representative});
  }
  return labels;
}

/// Those of ids that no meeting can know yet.
std::vector<directory::Label> fresh_of(const std::vector<directory::Label>& labels,
                                       const std::vector<std::string>& fresh_ids) {
  const std::set<std::string> fresh(fresh_ids.begin(), fresh_ids.end());
  std::vector<directory::Label> out;
  for (const auto& label : labels) {
    const auto colon = label.id.find(':');
    const auto id = colon == std::string::npos ? label.id : label.id.substr(colon + 1);
    if (fresh.contains(id)) out.push_back(label);
  }
  return out;
}

}  // namespace

std::set<std::string> import_joins(std::string_view list) {
  std::set<std::string> ids;
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (comma > 0) ids.emplace(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return ids;
}

Importer::Importer(live::Registry& registry, directory::Directory& directory,
                   Randomness& randomness)
    : registry_(registry), directory_(directory), randomness_(randomness) {}

ImportAnswer Importer::grids(const ImportAsk& ask, std::string_view bytes,
                             const MayAdd& may_add_below) {
  const auto request = request_for(ask, "grids", bytes);
  if (!ask.check) {
    if (auto before = answered_before(registry_, request, "grids")) return std::move(*before);
  }
  ImportAnswer answer;
  bool stale = true;
  for (int i = 0; i < kTriesMax && stale; ++i) {
    answer = try_grids(request, ask.check, bytes, may_add_below, stale);
  }
  return answer;
}

ImportAnswer Importer::try_grids(const live::ImportRequest& request, bool check,
                                 std::string_view bytes, const MayAdd& may_add_below, bool& stale) {
  stale = false;
  const auto tree = registry_.grids();
  auto import = imports::read_grids(bytes, *tree);
  ImportAnswer answer;
  answer.report = std::move(import.report);
  if (!may_add_all(*tree, import.added, may_add_below)) {
    answer.outcome = Outcome::denied;
  } else if (!answer.report.problems.empty()) {
    answer.outcome = Outcome::refused;
  } else if (!check) {
    auto known = request;
    known.result = answer.result = counts_json(answer).dump();
    // Where nothing is new, nothing is written: asking again finds the same.
    const auto written =
        import.added.empty() ? Written::done : registry_.import_grids(known, import.added, tree);
    stale = written == Written::stale;
    answer.outcome = outcome_of(written);
  }
  return answer;
}

ImportAnswer Importer::roll(const ImportAsk& ask, const GridId& grid, const std::string& roll,
                            std::string_view bytes) {
  ImportAnswer answer;
  if (registry_.grids()->find(grid) == nullptr) {
    answer.outcome = Outcome::grid_unknown;
    return answer;
  }
  // Without a word on it for owners, whose requests were named so before there were others.
  auto what = (ask.of == domain::RollOf::households ? "roll of households\n" : "roll\n") +
              grid.str() + "\n" + roll;
  for (const auto& id : ask.join) what += "\n" + id;
  const auto request = request_for(ask, what, bytes);
  RollId id(roll);
  if (roll.empty()) {
    auto there = registry_.rolls_of(grid);
    std::erase_if(there, [&](const auto& one) { return listed_on(*one) != ask.of; });
    if (there.size() > 1) {
      answer.outcome = Outcome::roll_ambiguous;
      for (const auto& one : there) answer.choice.push_back(one->id.str());
      return answer;
    }
    // A new one is named by the request, so that the same request finds it again.
    constexpr std::size_t kIdLength = 26;
    const auto name =
        log::sha256_hex(ask.actor.str() + "\n" + ask.id.str() + "\n" + request.sha256);
    id = there.empty() ? RollId(name.substr(0, kIdLength)) : there.front()->id;
  } else if (const auto known = registry_.roll(id)) {
    if (known->grid != grid) answer.outcome = Outcome::roll_elsewhere;
    if (listed_on(*known) != ask.of) answer.outcome = Outcome::roll_other_kind;
    if (known->units.empty()) answer.outcome = Outcome::roll_of_members;
    if (answer.outcome != Outcome::checked) return answer;
  }
  const std::scoped_lock lock(one_roll_);
  bool stale = true;
  for (int i = 0; i < kTriesMax && stale; ++i) {
    answer = try_roll(request, ask, grid, id, bytes, stale);
  }
  answer.roll = id.str();
  return answer;
}

ImportAnswer Importer::try_roll(live::ImportRequest request, const ImportAsk& ask,
                                const GridId& grid, const RollId& id, std::string_view bytes,
                                bool& stale) {
  stale = false;
  const bool check = ask.check;
  std::optional<ImportAnswer> before;
  if (!check) before = answered_before(registry_, request, "roll:" + id.str());
  if (before && before->outcome == Outcome::id_reused) return std::move(*before);

  const auto key = owner_key(check);
  auto file = imports::read_roll(
      bytes, [&](std::string_view owner) { return directory::keyed_hash(key, owner); }, ask.of);
  ImportAnswer answer;
  answer.roll = id.str();
  const auto there = registry_.roll(id);
  imports::RollPlan plan;
  if (file.report.problems.empty()) {
    plan = imports::plan_roll(
        file, id, grid, present(there.get()), [&] { return random_id(randomness_); }, ask.join);
  }
  answer.report = std::move(file.report);
  answer.confirm = confirmation(answer.report.questions, bytes);
  if (before) {
    // The log has it; its answer was lost, and perhaps the Directory's last part with it.
    if (answer.report.problems.empty() && !plan.differs) directory_.put_labels(labels_of(plan));
    return std::move(*before);
  }
  if (!answer.report.problems.empty()) {
    answer.outcome = Outcome::refused;
  } else if (!check && !is_confirmed(ask, answer, plan)) {
    answer.outcome = Outcome::unconfirmed;
  } else if (!check) {
    request.result = answer.result = counts_json(answer).dump();
    const auto written = store(request, plan, there);
    stale = written == Written::stale;
    answer.outcome = outcome_of(written);
  }
  const bool looked_at =
      answer.outcome == Outcome::checked || answer.outcome == Outcome::unconfirmed;
  if (looked_at) answer.planned = std::move(plan.roll);
  return answer;
}

// First what only fresh ids have, then the log, then what changes for ids that meetings know. What
// is not in the log leaves nothing behind.
Written Importer::store(const live::ImportRequest& request, const imports::RollPlan& plan,
                        const std::shared_ptr<const domain::Roll>& planned_on) {
  const auto labels = labels_of(plan);
  auto written = Written::done;
  if (plan.differs) {
    directory_.put_labels(fresh_of(labels, plan.fresh_ids));
    written = registry_.import_roll(request, plan.roll, planned_on);
  }
  if (written == Written::done) {
    directory_.put_labels(labels);
  } else if (written != Written::unknown && !plan.fresh_ids.empty()) {
    directory_.erase(plan.fresh_ids);
  }
  return written;
}

std::optional<imports::PresentRoll> Importer::present(const domain::Roll* roll) {
  if (roll == nullptr) return std::nullopt;
  imports::PresentRoll there;
  there.roll = *roll;
  std::vector<std::string> ids;
  for (const auto& unit : roll->units) {
    ids.push_back(unit.id.str());
    ids.push_back(directory::detail_id("room", unit.id.str()));
  }
  for (const auto& head : roll->heads) {
    ids.push_back(directory::detail_id("owner", head.str()));
    ids.push_back(directory::detail_id("representative", head.str()));
  }
  std::map<std::string, std::string> texts;
  for (auto& label : directory_.labels(ids)) texts[label.id] = std::move(label.text);
  for (const auto& unit : roll->units) {
    const auto room = texts.find(directory::detail_id("room", unit.id.str()));
    const auto label = texts.find(unit.id.str());
    if (room != texts.end()) {
      there.rooms[unit.id] = room->second;
    } else if (label != texts.end()) {
      there.rooms[unit.id] = imports::room_in_label(label->second);
    }
  }
  for (const auto& head : roll->heads) {
    there.households[head] = {texts[directory::detail_id("owner", head.str())],
                              texts[directory::detail_id("representative", head.str())]};
  }
  return there;
}

// Made at the first import and kept: without it nobody can tell that two files mean the same owner.
// A check before that leaves nothing behind.
std::string Importer::owner_key(bool check) {
  if (auto key = directory_.setting(directory::kOwnerKey)) return std::move(*key);
  auto key = random_token(randomness_);
  if (!check) directory_.put_setting(directory::kOwnerKey, key);
  return key;
}

}  // namespace roundtable::http
