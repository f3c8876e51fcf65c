#include "records/ring.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

namespace roundtable::records {
namespace {

using namespace domain;
using nlohmann::json;

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kTwoPiMillionths = 6'283'185;
constexpr std::int64_t kOuterRadius = 96;
constexpr std::int64_t kInnerRadius = 74;
constexpr std::int64_t kHalfStroke = 8;
constexpr std::int64_t kTickOverhang = 5;
constexpr std::int64_t kCentre = 110;

/// 1234 is "1.234".
std::string thousandths(std::int64_t number) {
  const auto rest = std::to_string(number % 1'000);
  return std::to_string(number / 1'000) + "." + std::string(3 - rest.size(), '0') + rest;
}

/// Length along a circle of that radius, in thousandths of a unit.
std::int64_t arc(std::int64_t part, std::int64_t whole, std::int64_t radius) {
  return (part * kMillion / whole) * (kTwoPiMillionths * radius / 1'000) / kMillion;
}

const char* paint(Choice::Kind kind) {
  switch (kind) {
    case Choice::Kind::yes:
      return "#17705A";
    case Choice::Kind::no:
      return "url(#ochre-stripes)";
    case Choice::Kind::abstain:
      return "#8A94A0";
    case Choice::Kind::none:
    case Choice::Kind::plan:
      break;
  }
  return "";
}

json one_ring(const Ballot& ballot, const RingScale& scale, Measure measure, std::int64_t radius) {
  const auto participating = amount(ballot.tally.participating, measure);
  const auto whole = std::max({amount(scale.total, measure), participating, std::int64_t{1}});
  json segments = json::array();
  std::int64_t before = 0;
  const auto add = [&](const char* colour, std::int64_t part) {
    if (part == 0) return;
    const auto start = arc(before, whole, radius);
    const auto length = arc(before + part, whole, radius) - start;
    segments.push_back({{"paint", colour},
                        {"dash", thousandths(length) + " " + thousandths(arc(1, 1, radius))},
                        {"offset", (start == 0 ? "" : "-") + thousandths(start)}});
    before += part;
  };
  // Of plans the ring shows who took part; how they fell stands in the table.
  if (ballot.among_plans()) {
    add("#17705A", participating);
  } else {
    for (const auto& choice : ballot.choices) {
      add(paint(choice.kind), amount(ballot.tally.of(choice.id), measure));
    }
  }
  return {{"radius", std::to_string(radius)}, {"segments", std::move(segments)}};
}

}  // namespace

RingScale ring_scale(const Ballot& ballot) {
  const auto& rule = *ballot.rule.value;
  const auto basis = ballot.basis();
  if (rule.quorum_kind == QuorumKind::participation) {
    return {MajorityOf::all, basis.all, rule.quorum, true};
  }
  switch (rule.majority_of) {
    case MajorityOf::all:
      return {MajorityOf::all, basis.all, rule.majority, false};
    case MajorityOf::present:
      return {MajorityOf::present, basis.present, rule.majority, false};
    case MajorityOf::participants:
      return {MajorityOf::participants, ballot.tally.participating, rule.majority, false};
  }
  return {};
}

json ring_values(const Ballot& ballot) {
  const auto scale = ring_scale(ballot);
  const bool by_area = ballot.rule.value->by_area && !ballot.in_heads.area_withheld;
  json rings = json::array();
  if (by_area) rings.push_back(one_ring(ballot, scale, Measure::area, kOuterRadius));
  rings.push_back(one_ring(ballot, scale, Measure::heads, by_area ? kInnerRadius : kOuterRadius));
  const auto innermost = (by_area ? kInnerRadius : kOuterRadius) - kHalfStroke - kTickOverhang;
  const auto angle = scale.tick.num * 360'000 / scale.tick.den;
  return {{"angle", thousandths(angle)},
          {"tick_from", std::to_string(kCentre - kOuterRadius - kHalfStroke - kTickOverhang)},
          {"tick_to", std::to_string(kCentre - innermost)},
          {"rings", std::move(rings)}};
}

}  // namespace roundtable::records
