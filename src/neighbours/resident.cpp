#include "neighbours/resident.hpp"

#include <algorithm>

namespace roundtable::neighbours {
namespace {

using nlohmann::json;

// Chosen so that with twenty people somebody does something every few seconds, and the queue of
// speakers holds three to seven on a subject that matters. Of a thousand:
constexpr std::uint64_t kSpeaks = 320;
constexpr std::uint64_t kAsks = 140;
constexpr std::uint64_t kThinksBetter = 40;  // no longer wishes to speak
constexpr std::uint64_t kCallsToOrder = 5;
constexpr std::uint64_t kMovesProposal = 130;
constexpr std::uint64_t kMovesAmendment = 120;
constexpr std::uint64_t kVotes = 950;
constexpr std::uint64_t kChangesVote = 30;
constexpr std::uint64_t kAbstains = 60;
constexpr std::uint64_t kLeavesEarly = 20;
constexpr std::size_t kProposalsOfItemMax = 3;
constexpr std::size_t kAmendmentsOfProposalMax = 2;

class Thoughts {
 public:
  Thoughts(const Resident& who, const Repertoire& words, const Seen& seen)
      : who_(who),
        words_(words),
        view_(seen.view),
        me_(seen.me),
        own_(text_at(me_, {"seat", "head"})),
        item_(text_at(view_, {"current", "item"})),
        topic_(words.topic_of(text_at(view_, {"agenda", item_, "title"}) + "\n" +
                              text_at(view_, {"meeting", "title"}))),
        wishes_(who.dice, me_) {}

  std::vector<Wish> all() {
    if (own_.empty()) return {};
    attend();
    vote();
    if (!item_.empty()) {
      ask_for_the_floor();
      speak();
      call_to_order();
      move();
    }
    weigh_proposals();
    return wishes_.take();
  }

 private:
  bool inclined(const std::string& to, std::uint64_t permille) const {
    return who_.dice.permille("will " + to, permille);
  }

  /// To say something, in a speech or in writing.
  bool outspoken(const std::string& to, std::uint64_t permille) const {
    return inclined(to, permille * who_.talks_permille / 1'000);
  }

  void attend() {
    const bool here = true_at(me_, {"seat", "checked_in"});
    if (!here) {
      if (text_at(me_, {"seat", "category"}) != "left") {
        wishes_.add("attendance.check_in", "check in", {2 * kSecondMs, 40 * kSecondMs},
                    {{"mode", "phone"}});
      }
    } else if (inclined("leave", kLeavesEarly)) {
      wishes_.add("attendance.leave", "leave", {600 * kSecondMs, 1'800 * kSecondMs});
    }
  }

  void vote() {
    const auto id = text_at(view_, {"current", "ballot"});
    const auto& ballot = part(view_, {"ballots", id});
    if (id.empty() || text_at(ballot, {"state"}) != "open") return;
    const auto& mine = part(me_, {"ballots", id});
    if (!true_at(mine, {"eligible"}) || !inclined("vote " + id, kVotes)) return;
    const auto choice = choice_in(id, ballot);
    if (!mine.contains("cast")) {
      wishes_.add("ballot.cast", "vote " + id, {8 * kSecondMs, 75 * kSecondMs},
                  {{"ballot", id}, {"choice", choice}});
    } else if (true_at(ballot, {"change_until_close"}) &&
               number_at(mine, {"cast", "changes"}) == 0 &&
               inclined("change " + id, kChangesVote)) {
      wishes_.add("ballot.cast", "change " + id, {15 * kSecondMs, 60 * kSecondMs},
                  {{"ballot", id}, {"choice", other_than(choice, ballot)}});
    }
  }

  std::string choice_in(const std::string& id, const json& ballot) const {
    const auto choices = choices_of(ballot);
    const bool plans = part(ballot, {"options"}).contains("o1");
    if (offers(choices, "abstain") && inclined("abstain " + id, kAbstains)) return "abstain";
    if (plans) {
      std::vector<std::string> liked = choices;
      std::erase(liked, "abstain");
      if (who_.dice.permille("none " + id, 900)) std::erase(liked, "none");
      return liked[who_.dice.pick("plan " + id, liked.size())];
    }
    const auto proposal = text_at(ballot, {"about", "proposal"});
    if (!proposal.empty()) return favours(proposal) ? "yes" : "no";
    const auto side = leaning(who_, topic_);
    const auto yes = side == Side::in_favour ? 960U : side == Side::against ? 220U : 700U;
    return inclined("yes " + id, yes) ? "yes" : "no";
  }

  static std::vector<std::string> choices_of(const json& ballot) {
    const auto& options = part(ballot, {"options"});
    if (options.empty()) return {"yes", "no", "abstain"};
    return in_order(options);
  }
  static bool offers(const std::vector<std::string>& choices, const std::string& choice) {
    return std::find(choices.begin(), choices.end(), choice) != choices.end();
  }
  static std::string other_than(const std::string& choice, const json& ballot) {
    for (const auto& other : choices_of(ballot)) {
      if (other != choice) return other;
    }
    return choice;
  }

  /// What the turn is about: everybody may speak on each subject anew.
  std::string subject() const { return item_ + " " + text_at(view_, {"current", "proposal"}); }

  void ask_for_the_floor() {
    for (const auto& [id, speech] : part(view_, {"floor", "speeches"}).items()) {
      const auto state = text_at(speech, {"state"});
      if (text_at(speech, {"speaker"}) == own_ && (state == "waiting" || state == "speaking"))
        return;
    }
    const bool report = text_at(view_, {"agenda", item_, "kind"}) == "report";
    std::string stance;
    if (outspoken("ask " + subject(), kAsks)) {
      stance = "question";
    } else if (!report && outspoken("speak " + subject(), kSpeaks)) {
      stance = stance_now();
    }
    if (stance.empty()) return;
    wishes_.add("floor.request", "floor " + subject(), {6 * kSecondMs, 80 * kSecondMs},
                {{"stance", stance}});
  }

  std::string stance_now() const {
    const auto proposal = text_at(view_, {"current", "proposal"});
    if (!proposal.empty()) return favours(proposal) ? "for" : "against";
    switch (leaning(who_, topic_)) {
      case Side::in_favour:
        return "for";
      case Side::against:
        return "against";
      case Side::neither:
        break;
    }
    return "neither";
  }

  void speak() {
    for (const auto& [id, speech] : part(view_, {"floor", "speeches"}).items()) {
      if (text_at(speech, {"speaker"}) != own_) continue;
      const auto state = text_at(speech, {"state"});
      if (state == "speaking") {
        const auto turn_ms = number_at(speech, {"seconds"}) * kSecondMs;
        wishes_.add("floor.finish", "finish " + id, {turn_ms / 4, turn_ms * 9 / 10},
                    {{"speech", id}});
      } else if (state == "waiting" && inclined("drop " + id, kThinksBetter)) {
        wishes_.add("floor.withdraw", "drop " + id, {40 * kSecondMs, 150 * kSecondMs},
                    {{"speech", id}});
      }
    }
  }

  void call_to_order() {
    const auto speech = text_at(view_, {"floor", "current"});
    if (speech.empty() || text_at(view_, {"floor", "speeches", speech, "speaker"}) == own_) return;
    if (!inclined("card " + speech, kCallsToOrder)) return;
    const char* kinds[] = {"off_topic", "civility", "point_of_order"};
    wishes_.add("card.raise", "card " + speech, {15 * kSecondMs, 50 * kSecondMs},
                {{"kind", kinds[who_.dice.pick("kind " + speech, 3)]}, {"about", speech}});
  }

  /// Some write a proposal where one may be made and nobody has said the same.
  void move() {
    if (text_at(view_, {"agenda", item_, "kind"}) == "report") return;
    if (!outspoken("move " + item_, kMovesProposal)) return;
    const auto& proposals = part(view_, {"proposals"});
    std::size_t here = 0;
    std::vector<const ProposalWords*> left;
    for (const auto& words : topic_.proposals) left.push_back(&words);
    for (const auto& [id, proposal] : proposals.items()) {
      const auto title = text_at(proposal, {"title"});
      std::erase_if(left, [&](const auto* words) { return words->title == title; });
      if (text_at(proposal, {"item"}) == item_) ++here;
      if (text_at(proposal, {"mover"}) == own_) return;
    }
    const auto side = leaning(who_, topic_);
    std::erase_if(left, [&](const auto* words) {
      return words->side != Side::neither && side != Side::neither && words->side != side;
    });
    if (left.empty() || here >= kProposalsOfItemMax) return;
    const auto& words = *left[who_.dice.pick("which " + item_, left.size())];
    std::string text;
    for (const auto& line : words.paragraphs) text += (text.empty() ? "" : "\n") + line;
    wishes_.add("proposal.table", "move " + item_, {20 * kSecondMs, 110 * kSecondMs},
                {{"item", item_},
                 {"title", words.title},
                 {"text", text},
                 {"who", words.who},
                 {"where", words.where}});
  }

  bool favours(const std::string& proposal) const {
    const auto* words = words_.proposal(text_at(view_, {"proposals", proposal, "title"}));
    const auto side = leaning(who_, topic_);
    std::uint64_t permille = 650;
    if (words != nullptr && words->side != Side::neither && side != Side::neither) {
      permille = words->side == side ? 930 : 300;
    }
    return inclined("favour " + proposal, permille);
  }

  void weigh_proposals() {
    for (const auto& [id, proposal] : part(view_, {"proposals"}).items()) {
      if (text_at(proposal, {"state"}) != "tabled") continue;
      const bool own = text_at(proposal, {"mover"}) == own_;
      if (own) {
        answer_amendments(id);
        continue;
      }
      if (favours(id) && inclined("support " + id, 600) && !true_at(me_, {"supports", id})) {
        wishes_.add("proposal.support", "support " + id, {10 * kSecondMs, 90 * kSecondMs},
                    {{"proposal", id}, {"support", true}});
      }
      if (text_at(view_, {"current", "proposal"}) == id) amend(id, proposal);
    }
  }

  void answer_amendments(const std::string& proposal) {
    for (const auto& [id, amendment] : part(view_, {"amendments"}).items()) {
      const bool open = text_at(amendment, {"state"}) == "tabled";
      if (!open || text_at(amendment, {"proposal"}) != proposal) continue;
      if (!inclined("accept " + id, 600)) continue;
      wishes_.add("amendment.accept", "accept " + id, {20 * kSecondMs, 70 * kSecondMs},
                  {{"amendment", id}});
    }
  }

  void amend(const std::string& id, const json& proposal) {
    if (!outspoken("amend " + id, kMovesAmendment)) return;
    std::size_t here = 0;
    std::vector<std::string> said;
    for (const auto& [other, amendment] : part(view_, {"amendments"}).items()) {
      said.push_back(text_at(amendment, {"text"}));
      if (text_at(amendment, {"proposal"}) == id) ++here;
      if (text_at(amendment, {"mover"}) == own_) return;
    }
    if (here >= kAmendmentsOfProposalMax) return;
    const auto words = amendment_of(id, proposal);
    const bool news = std::find(said.begin(), said.end(), words.text) == said.end();
    if (words.text.empty() || !news ||
        words.text == text_at(proposal, {"paragraphs", words.paragraph, "text"})) {
      return;
    }
    wishes_.add("amendment.table", "amend " + id, {15 * kSecondMs, 80 * kSecondMs},
                {{"proposal", id}, {"paragraph", words.paragraph}, {"text", words.text}});
  }

  /// One that was thought of for this proposal, else a clause more at the end of a paragraph.
  AmendmentWords amendment_of(const std::string& id, const json& proposal) const {
    const auto* known = words_.proposal(text_at(proposal, {"title"}));
    if (known != nullptr && !known->amendments.empty()) {
      return known->amendments[who_.dice.pick("words " + id, known->amendments.size())];
    }
    const auto paragraphs = in_order(part(proposal, {"paragraphs"}));
    if (paragraphs.empty() || words_.additions().empty()) return {};
    const auto& paragraph = paragraphs[who_.dice.pick("words " + id, paragraphs.size())];
    auto text = text_at(proposal, {"paragraphs", paragraph, "text"});
    constexpr std::string_view kStop = "。";
    if (text.ends_with(kStop)) text.resize(text.size() - kStop.size());
    const auto& all = words_.additions();
    return {paragraph, text + "；" + all[who_.dice.pick("clause " + id, all.size())] + "。"};
  }

  const Resident& who_;
  const Repertoire& words_;
  const json& view_;
  const json& me_;
  std::string own_;
  std::string item_;
  const Topic& topic_;
  Wishes wishes_;
};

}  // namespace

int floor_of(std::string_view label) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto from = std::find_if(label.begin(), label.end(), is_digit);
  const auto to = std::find_if_not(from, label.end(), is_digit);
  const std::string digits(from, to);
  // The last two digits count the flats of a floor; four at most are a room's number.
  if (digits.size() < 3 || digits.size() > 4) return 0;
  return std::stoi(digits) / 100;
}

Side leaning(const Resident& who, const Topic& topic) {
  if (who.dice.permille("unsure " + topic.id, 150)) return Side::neither;
  std::uint64_t against = 350;
  if (topic.by_floor && who.floor > 0) {
    const std::uint64_t by_floor[] = {760, 450, 230, 100};  // from the first floor to the fourth
    against = by_floor[std::min(who.floor, 4) - 1];
  }
  return who.dice.permille("against " + topic.id, against) ? Side::against : Side::in_favour;
}

std::vector<Wish> wishes_of(const Resident& who, const Repertoire& words, const Seen& seen) {
  return Thoughts(who, words, seen).all();
}

}  // namespace roundtable::neighbours
