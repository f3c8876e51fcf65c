#include "neighbours/facilitator.hpp"

#include <algorithm>

namespace roundtable::neighbours {
namespace {

using nlohmann::json;

constexpr const char* kContact = "居民区党群服务站接待窗口";

class Running {
 public:
  Running(const Dice& dice, const Seen& seen)
      : dice_(dice),
        view_(seen.view),
        item_(text_at(view_, {"current", "item"})),
        wishes_(dice, seen.me) {}

  std::vector<Wish> all() {
    const auto phase = text_at(view_, {"meeting", "phase"});
    if (phase == "convened") wishes_.add("meeting.announce", "announce", after(2));
    if (phase == "announced") wishes_.add("meeting.open", "open", after(8));
    if (phase == "open") start();
    if (phase == "in_session") sit();
    if (phase == "closed") finish_minutes();
    return wishes_.take();
  }

 private:
  static Waits after(std::int64_t seconds) {
    return {seconds * kSecondMs, seconds * kSecondMs * 3 / 2};
  }

  /// Once two thirds are there, or when it has been waited long enough.
  void start() {
    const auto here = number_at(view_, {"attendance", "heads_present"});
    const auto all = number_at(view_, {"attendance", "heads_total"});
    if (here * 3 >= all * 2) wishes_.add("meeting.start", "start", after(10));
    wishes_.add("meeting.start", "start late", after(120));
  }

  void sit() {
    settle_cards();
    publish_ballots();
    if (!text_at(view_, {"current", "ballot"}).empty()) return close_ballot();
    if (item_.empty()) return next_item();
    if (lead_the_floor()) return;
    const auto kind = text_at(view_, {"agenda", item_, "kind"});
    if (lead_proposals()) return;
    if (kind == "decision" && !was_voted_on()) return open_ballot();
    const auto seconds = kind == "deliberation" ? 100 : 20;
    wishes_.add("agenda.finish", "finish " + item_ + " " + std::to_string(proposals_here()),
                after(seconds), {{"item", item_}});
  }

  void next_item() {
    for (const auto& id : in_order(part(view_, {"agenda"}))) {
      if (text_at(view_, {"agenda", id, "state"}) != "waiting") continue;
      return wishes_.add("agenda.start", "item " + id, after(4), {{"item", id}});
    }
    const auto& minutes = part(view_, {"minutes"});
    if (text_at(minutes, {"state"}) == "draft") {
      const auto base = number_at(minutes, {"sections", "opening", "base"});
      if (base == 0) {
        return wishes_.add("minutes.edit", "write", after(5),
                           {{"section", "opening"},
                            {"base", base},
                            {"text", "主持人说明会议目的和发言规则，到会户数现场核对。"}});
      }
      return wishes_.add("minutes.propose", "propose", after(4));
    }
    wishes_.add("meeting.close", "close", after(6));
  }

  /// True while somebody speaks or waits.
  bool lead_the_floor() {
    const auto current = text_at(view_, {"floor", "current"});
    if (!current.empty()) {
      const auto turn = number_at(view_, {"floor", "speeches", current, "seconds"});
      wishes_.add("floor.finish", "time " + current, after(turn + 15), {{"speech", current}});
      return true;
    }
    const auto next = text_at(view_, {"floor", "next"});
    if (next.empty()) return false;
    wishes_.add("floor.grant", "grant " + next, after(3), {{"speech", next}});
    return true;
  }

  std::size_t proposals_here() const {
    std::size_t count = 0;
    for (const auto& [id, proposal] : part(view_, {"proposals"}).items()) {
      if (text_at(proposal, {"item"}) == item_) ++count;
    }
    return count;
  }

  /// True while one is open on this item. It is put to the vote when everybody was heard and its
  /// amendments are decided.
  bool lead_proposals() {
    const auto current = text_at(view_, {"current", "proposal"});
    if (text_at(view_, {"proposals", current, "state"}) == "tabled") {
      for (const auto& [id, amendment] : part(view_, {"amendments"}).items()) {
        const bool open = text_at(amendment, {"state"}) == "tabled";
        if (!open || text_at(amendment, {"proposal"}) != current) continue;
        wishes_.add("amendment.put", "put " + id, after(50), {{"amendment", id}});
        return true;
      }
      wishes_.add("proposal.put", "put " + current, after(90), {{"proposal", current}});
      return true;
    }
    for (const auto& id : in_order(part(view_, {"proposals"}))) {
      const auto& proposal = part(view_, {"proposals", id});
      if (text_at(proposal, {"item"}) != item_ || text_at(proposal, {"state"}) != "tabled")
        continue;
      wishes_.add("proposal.discuss", "discuss " + id, after(20), {{"proposal", id}});
      return true;
    }
    return false;
  }

  bool was_voted_on() const {
    const auto& ballots = part(view_, {"ballots"});
    return std::any_of(ballots.begin(), ballots.end(), [&](const json& ballot) {
      return text_at(ballot, {"item"}) == item_ && !ballot.contains("about");
    });
  }

  void open_ballot() {
    for (const auto& rule : in_order(part(view_, {"rules"}))) {
      const auto& scopes = part(view_, {"rules", rule, "scopes"});
      if (rule == "motion" || scopes.empty()) continue;
      const auto title = text_at(view_, {"agenda", item_, "title"});
      return wishes_.add("ballot.open", "ballot " + item_, after(45),
                         {{"item", item_},
                          {"question", title + "：同意吗？"},
                          {"detail", "按会上讨论的内容表决。"},
                          {"rule", rule},
                          {"scope", scope_of(scopes)},
                          {"secrecy", "named"},
                          {"counts", dice_.permille("live " + item_, 600) ? "live" : "hidden"}});
    }
  }

  /// The building that the grid is named for, where there is one; else everybody.
  json scope_of(const json& scopes) const {
    const auto way = in_order(part(view_, {"meeting", "path"}));
    const auto name =
        way.empty() ? std::string() : text_at(view_, {"meeting", "path", way.back(), "name"});
    std::string number;
    for (const char letter : name) {
      if (letter >= '0' && letter <= '9') {
        number += letter;
      } else if (!number.empty()) {
        break;
      }
    }
    if (!number.empty() && true_at(scopes, {"building"})) {
      return {{"kind", "building"}, {"building", number}, {"stair", ""}};
    }
    return {{"kind", "zone"}, {"building", ""}, {"stair", ""}};
  }

  /// When everybody has voted, or when time is up.
  void close_ballot() {
    const auto id = text_at(view_, {"current", "ballot"});
    const auto& ballot = part(view_, {"ballots", id});
    if (part(ballot, {"not_voted"}).empty()) {
      wishes_.add("ballot.close", "all voted " + id, after(5), {{"ballot", id}});
    }
    wishes_.add("ballot.close", "time of " + id, after(100), {{"ballot", id}});
  }

  void publish_ballots() {
    for (const auto& [id, ballot] : part(view_, {"ballots"}).items()) {
      const bool motion = ballot.contains("about");
      if (motion || text_at(ballot, {"state"}) != "closed" || ballot.contains("record")) continue;
      wishes_.add("record.publish", "publish " + id, after(8),
                  {{"ballot", id}, {"contact", kContact}});
    }
  }

  void settle_cards() {
    for (const auto& [id, card] : part(view_, {"cards"}).items()) {
      if (text_at(card, {"state"}) != "raised") continue;
      const bool right = dice_.permille("card " + id, 600);
      wishes_.add("card.settle", "settle " + id, after(5),
                  {{"card", id}, {"outcome", right ? "upheld" : "dismissed"}});
    }
  }

  void finish_minutes() {
    publish_ballots();
    const auto state = text_at(view_, {"minutes", "state"});
    if (state == "draft") wishes_.add("minutes.propose", "propose late", after(5));
    if (state == "proposed") wishes_.add("minutes.adopt", "adopt", after(10));
    if (state == "adopted") {
      wishes_.add("record.publish", "publish minutes", after(8),
                  {{"minutes", true}, {"contact", kContact}});
    }
  }

  const Dice& dice_;
  const json& view_;
  std::string item_;
  Wishes wishes_;
};

}  // namespace

std::vector<Wish> facilitator_wishes(const Dice& dice, const Seen& seen) {
  return Running(dice, seen).all();
}

bool is_finished(const json& view) {
  const auto phase = text_at(view, {"meeting", "phase"});
  if (phase == "cancelled") return true;
  return phase == "closed" && text_at(view, {"minutes", "state"}) == "published";
}

}  // namespace roundtable::neighbours
