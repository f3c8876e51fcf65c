#include "imports/roll_groups.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "imports/limits.hpp"
#include "imports/roll_plan.hpp"
#include "imports/same_flat.hpp"

namespace roundtable::imports {
namespace {

using Lines = std::vector<std::size_t>;
constexpr char kOr = '|';

/// Disjoint sets of lines; a set is named by its first line.
class Sets {
 public:
  explicit Sets(std::size_t size) : above_(size) {
    std::iota(above_.begin(), above_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t line) const {
    // The way is made shorter as it is gone, so that no chain of joins makes it long.
    while (above_[line] != line) {
      above_[line] = above_[above_[line]];
      line = above_[line];
    }
    return line;
  }
  void unite(std::size_t a, std::size_t b) {
    const auto one = of(a);
    const auto other = of(b);
    const auto first = std::min(one, other);
    const auto second = std::max(one, other);
    above_[second] = first;
    above_[a] = above_[b] = first;
  }
  std::size_t count(const Lines& lines) const {
    std::set<std::size_t> sets;
    for (const auto line : lines) sets.insert(of(line));
    return sets.size();
  }

 private:
  mutable std::vector<std::size_t> above_;
};

class Grouper {
 public:
  Grouper(const RollFile& file, const std::vector<std::optional<Standing>>& standing)
      : lines_(file.lines),
        overlaps_(file.report.overlaps),
        standing_(standing),
        sets_(lines_.size()) {}

  RollGroups run(const std::set<std::string>& joins) {
    unite_owners();
    unite_standing();
    ask_about_heads();
    ask_whether_one();
    ask_about_mistakes();
    std::stable_sort(out_.questions.begin(), out_.questions.end(),
                     [](const auto& a, const auto& b) { return a.lines[0] < b.lines[0]; });
    if (out_.too_many) out_.questions.clear();
    join(joins);
    for (std::size_t i = 0; i < lines_.size(); ++i) out_.group_of.push_back(sets_.of(i));
    return std::move(out_);
  }

 private:
  bool has_key(std::size_t line) const {
    return !lines_[line].undelivered && !lines_[line].owner.empty();
  }

  /// Lines that share what `key` says, "" aside, in the order of the file.
  template <class Key>
  std::vector<Lines> alike(Key key) const {
    std::map<std::string, Lines> found;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (auto text = key(i); !text.empty()) found[std::move(text)].push_back(i);
    }
    std::vector<Lines> groups;
    for (auto& [text, lines] : found) groups.push_back(std::move(lines));
    return groups;
  }

  void unite(const Lines& lines) {
    for (const auto line : lines) sets_.unite(lines.front(), line);
  }

  void unite_owners() {
    const auto by_owner = [&](std::size_t i) -> std::string {
      if (lines_[i].undelivered) return kUndeliveredOwner;
      if (lines_[i].owner.empty() || lines_[i].owner_sure) return lines_[i].owner;
      return lines_[i].owner + "\n" + lines_[i].building;
    };
    for (const auto& group : alike(by_owner)) unite(group);
  }

  /// What a person once confirmed, or an earlier version took without asking, stays one head.
  void unite_standing() {
    const auto by_head = [&](std::size_t i) {
      const auto& there = standing_[i];
      return there && is_kept(*there->owners, lines_[i]) ? there->head.str() : std::string();
    };
    for (const auto& group : alike(by_head)) unite(group);
  }

  void ask_about_heads() {
    for (const auto& group : alike([&](std::size_t i) { return std::to_string(sets_.of(i)); })) {
      if (group.size() < 2) continue;
      const bool undelivered =
          std::any_of(group.begin(), group.end(), [&](auto i) { return lines_[i].undelivered; });
      std::set<std::string> spellings;
      for (const auto i : group) {
        const auto& line = lines_[i];
        spellings.insert(line.owner_earlier.empty() ? line.owner : line.owner_earlier);
      }
      ask(undelivered                        ? QuestionKind::undelivered
          : spellings.size() > 1             ? QuestionKind::written_differently
          : lines_[group.front()].owner_sure ? QuestionKind::same_key
                                             : QuestionKind::same_name,
          group);
    }
  }

  void ask_whether_one() {
    const auto keyed = [&](auto member, QuestionKind kind) {
      const auto groups =
          alike([&](std::size_t i) { return has_key(i) ? lines_[i].*member : std::string(); });
      for (const auto& group : groups) {
        if (kind == QuestionKind::name_and_number && !is_name_and_number(group)) continue;
        if (sets_.count(group) > 1 && !asked_.contains(group)) ask(kind, group);
      }
    };
    keyed(&RollLine::owner, QuestionKind::name_elsewhere);
    keyed(&RollLine::owner_names, QuestionKind::name_and_number);
    keyed(&RollLine::owner_loosely, QuestionKind::perhaps_same);
    ask_about_developer();
  }

  /// Two numbers with one name are two namesakes, and nothing to ask.
  bool is_name_and_number(const Lines& group) const {
    const auto sure = [&](std::size_t i) { return lines_[i].owner_sure; };
    return std::any_of(group.begin(), group.end(), sure) &&
           !std::all_of(group.begin(), group.end(), sure);
  }

  void ask_about_developer() {
    Lines undelivered;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].undelivered) undelivered.push_back(i);
      if (undelivered.size() == kUndeliveredNamedMax) break;
    }
    if (undelivered.empty()) return;
    for (auto group : alike([&](std::size_t i) {
           return has_key(i) && lines_[i].owner_may_be_the_developer ? lines_[i].owner
                                                                     : std::string();
         })) {
      group.insert(group.end(), undelivered.begin(), undelivered.end());
      if (sets_.count(group) > 1) ask(QuestionKind::developer_by_name, group);
    }
  }

  void ask_about_mistakes() {
    for (const auto& overlap : overlaps_) {
      if (sets_.count(overlap.lines) > 1) ask(QuestionKind::overlap, overlap.lines);
    }
    Lines without;
    bool others = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].undelivered) continue;
      if (lines_[i].owner.empty()) without.push_back(i);
      others = others || !lines_[i].owner.empty();
    }
    if (others && !without.empty()) ask(QuestionKind::owner_missing, without);
    for (const auto& group : alike([&](std::size_t i) { return loose_spot(lines_[i]); })) {
      if (group.size() > 1) ask(QuestionKind::same_flat, group);
    }
  }

  void ask(QuestionKind kind, const Lines& group) {
    units_asked_ += group.size();
    out_.too_many = out_.too_many || units_asked_ > kQuestionUnitsMax || open_ >= kQuestionsMax;
    if (out_.too_many) return;
    Question question;
    question.kind = kind;
    question.lines = group;
    question.heads = sets_.count(group);
    question.known = is_known(kind, group);
    if (!question.known) ++open_;
    std::set<HeadId> there;
    for (const auto i : group) {
      const auto& line = lines_[i];
      question.units.push_back({line.building, line.stair, line.room, line.owner_at});
      if (standing_[i]) there.insert(standing_[i]->head);
    }
    question.heads_there = there.size();
    question.id =
        std::string(to_string(kind)) + "-" + std::to_string(lines_[group.front()].owner_at.line);
    out_.questions.push_back(std::move(question));
    asked_.insert(group);
  }

  /// The roll that is there has these flats, with the same owners, and as one head where they are
  /// to be one.
  bool is_known(QuestionKind kind, const Lines& group) const {
    return std::all_of(group.begin(), group.end(), [&](auto i) {
      const auto& there = standing_[i];
      if (!there) return false;
      if (makes_one_head(kind) && there->head != standing_[group.front()]->head) return false;
      if (kind == QuestionKind::same_flat || kind == QuestionKind::owner_missing) return true;
      return there->owners->empty() || is_kept(*there->owners, lines_[i]);
    });
  }

  void join(const std::set<std::string>& joins) {
    std::size_t found = 0;
    for (auto& question : out_.questions) {
      if (!is_joinable(question.kind) || !joins.contains(question.id)) continue;
      question.joined = true;
      unite(question.lines);
      ++found;
    }
    out_.joins_known = found == joins.size();
  }

  const std::vector<RollLine>& lines_;
  const std::vector<Overlap>& overlaps_;
  const std::vector<std::optional<Standing>>& standing_;
  Sets sets_;
  std::set<Lines> asked_;        // the same flats are asked about once
  std::size_t units_asked_ = 0;  // of all questions
  std::size_t open_ = 0;         // questions that are to be confirmed
  RollGroups out_;
};

}  // namespace

RollGroups group_lines(const RollFile& file, const std::vector<std::optional<Standing>>& standing,
                       const std::set<std::string>& joins) {
  return Grouper(file, standing).run(joins);
}

std::string owner_of(const RollLine& line) {
  return line.undelivered ? kUndeliveredOwner : line.owner;
}

std::string owners_kept(const std::set<std::string>& owners) {
  std::string text;
  for (const auto& owner : owners) {
    if (!text.empty()) text += kOr;
    text += owner;
  }
  return text;
}

KeptOwners kept_owners(std::string_view kept) {
  KeptOwners owners;
  for (std::size_t from = 0; from < kept.size();) {
    const auto until = std::min(kept.find(kOr, from), kept.size());
    owners.insert(kept.substr(from, until - from));
    from = until + 1;
  }
  return owners;
}

bool is_kept(const KeptOwners& kept, const RollLine& line) {
  return kept.contains(line.undelivered ? kUndeliveredOwner : std::string_view(line.owner)) ||
         (!line.undelivered && kept.contains(line.owner_earlier));
}

}  // namespace roundtable::imports
