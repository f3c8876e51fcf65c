// A meeting as a resident sees it, to be changed by each test.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "neighbours/resident.hpp"

namespace neighbours_test {

using namespace roundtable::neighbours;
using nlohmann::json;

inline const Repertoire& words() {
  static const Repertoire kRead =
      Repertoire::read(std::string(ROUNDTABLE_SOURCE_DIR) + "/templates/neighbours/words.json");
  return kRead;
}

/// In session on the item `costs`, with a proposal under discussion that somebody else moved.
inline json session_view() {
  return json::parse(R"({
    "meeting": {"title": "加装电梯圆桌会", "phase": "in_session"},
    "agenda": {"report": {"order": 0, "title": "通报", "kind": "report", "state": "done"},
               "costs": {"order": 1, "title": "费用怎么分摊", "kind": "deliberation", "state": "current"}},
    "current": {"item": "costs", "proposal": "p"},
    "floor": {"speeches": {}},
    "proposals": {"p": {"order": 0, "item": "costs", "mover": "other", "title": "各付各的", "state": "tabled",
                        "paragraphs": {"p1": {"order": 0, "text": "每户一样多。"}}}},
    "amendments": {}, "cards": {}, "ballots": {}})");
}

inline json allowed(std::initializer_list<const char*> types) {
  json me = {{"kind", "resident"},
             {"seat", {{"head", "own"}, {"units", {{"u", true}}}, {"checked_in", true}}},
             {"may", json::object()},
             {"ballots", json::object()}};
  for (const auto* type : types) me["may"][type] = true;
  return me;
}

inline json all_allowed() {
  return allowed({"attendance.check_in", "attendance.leave", "floor.request", "floor.withdraw",
                  "floor.finish", "card.raise", "proposal.table", "proposal.support",
                  "amendment.table", "amendment.accept", "ballot.cast"});
}

inline Resident resident(std::uint64_t number, int floor = 0) {
  return {Dice(7).of(std::to_string(number)), floor};
}

inline const Wish* wish_of(const std::vector<Wish>& wishes, const std::string& type) {
  for (const auto& wish : wishes) {
    if (wish.command.at("type") == type) return &wish;
  }
  return nullptr;
}

}  // namespace neighbours_test
