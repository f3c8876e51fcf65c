#include "domain/ballot/tally.hpp"

#include <algorithm>
#include <optional>

#include "base/ensure.hpp"

namespace roundtable::domain {
namespace {

template <class Sums>
auto find_sum(Sums& sums, std::string_view choice) {
  return std::find_if(sums.begin(), sums.end(),
                      [&](const ChoiceSum& sum) { return sum.choice == choice; });
}

/// The choice with more than any other; nothing in a tie.
std::optional<std::string> largest(const Tally& tally, Measure measure) {
  std::optional<std::string> found;
  std::int64_t most = -1;
  for (const auto& [choice, weight] : tally.sums) {
    const auto here = amount(weight, measure);
    if (here == most) found.reset();
    if (here > most) {
      most = here;
      found = choice;
    }
  }
  return found;
}

}  // namespace

Weight operator+(Weight a, Weight b) {
  return {a.heads + b.heads, a.area + b.area};
}
Weight operator-(Weight a, Weight b) {
  return {a.heads - b.heads, a.area - b.area};
}

std::int64_t amount(Weight weight, Measure measure) {
  return measure == Measure::area ? weight.area.centi : weight.heads;
}

std::string plan_id(std::size_t index) {
  return "o" + std::to_string(index + 1);
}

const Choice* find_choice(const Choices& choices, std::string_view id) {
  const auto found = std::find_if(choices.begin(), choices.end(),
                                  [&](const Choice& choice) { return choice.id == id; });
  return found == choices.end() ? nullptr : &*found;
}

Tally::Tally(const Choices& choices) {
  sums.reserve(choices.size());
  for (const auto& choice : choices) sums.push_back({choice.id, {}});
}

bool Tally::has(std::string_view choice) const {
  return find_sum(sums, choice) != sums.end();
}

Weight Tally::of(std::string_view choice) const {
  const auto found = find_sum(sums, choice);
  return found == sums.end() ? Weight{} : found->weight;
}

void Tally::add(std::string_view choice, Weight weight) {
  mark(choice, weight);
  participating = participating + weight;
}

void Tally::mark(std::string_view choice, Weight weight) {
  const auto found = find_sum(sums, choice);
  ensure(found != sums.end(), "a choice the ballot offers");
  found->weight = found->weight + weight;
}

Weight Tally::marked() const {
  Weight all;
  for (const auto& sum : sums) all = all + sum.weight;
  return all;
}

bool Tally::same_choices(const Tally& other) const {
  return sums.size() == other.sums.size() &&
         std::all_of(sums.begin(), sums.end(),
                     [&](const ChoiceSum& sum) { return other.has(sum.choice); });
}

bool operator==(const Tally& a, const Tally& b) {
  return a.participating == b.participating && a.same_choices(b) &&
         std::all_of(a.sums.begin(), a.sums.end(),
                     [&](const ChoiceSum& sum) { return sum.weight == b.of(sum.choice); });
}

Tally allocate_nonvoters(const Tally& strict, Weight delivered_not_returned) {
  const auto by_heads = largest(strict, Measure::heads);
  if (!by_heads) return strict;
  // A body that counts people alone has no area to disagree.
  const bool has_area = strict.participating.area > Area{};
  if (has_area && largest(strict, Measure::area) != by_heads) return strict;
  auto deemed = strict;
  deemed.add(*by_heads, delivered_not_returned);
  return deemed;
}

}  // namespace roundtable::domain
