// A wish: something a neighbour would do as the meeting stands, after having taken so long over it.
// Wishes are made anew from every view; one whose occasion has gone is forgotten (diary.hpp).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "neighbours/dice.hpp"

namespace roundtable::neighbours {

inline constexpr std::int64_t kSecondMs = 1'000;

struct Wish {
  std::string key;            // what it is about; one key is acted on once
  std::int64_t delay_ms = 0;  // from when the occasion arose
  nlohmann::json command;     // as it goes over the wire
};

/// What one knows of oneself and the meeting.
struct Seen {
  const nlohmann::json& view;
  const nlohmann::json& me;
};

struct Waits {
  std::int64_t least_ms = 0;
  std::int64_t most_ms = 0;
};

/// Collects wishes, leaving out whatever `me.may` does not allow.
class Wishes {
 public:
  Wishes(const Dice& dice, const nlohmann::json& me) : dice_(dice), me_(me) {}
  void add(const std::string& type, std::string key, Waits waits,
           nlohmann::json members = nlohmann::json::object());
  std::vector<Wish> take() { return std::move(wishes_); }

 private:
  const Dice& dice_;
  const nlohmann::json& me_;
  std::vector<Wish> wishes_;
};

/// What stands at that path; an empty object where nothing does.
const nlohmann::json& part(const nlohmann::json& whole,
                           std::initializer_list<std::string_view> path);
/// The text, number or flag at that path; "", 0, false where there is none.
std::string text_at(const nlohmann::json& whole, std::initializer_list<std::string_view> path);
std::int64_t number_at(const nlohmann::json& whole, std::initializer_list<std::string_view> path);
bool true_at(const nlohmann::json& whole, std::initializer_list<std::string_view> path);
/// The keys of a list of the view, in its order.
std::vector<std::string> in_order(const nlohmann::json& list);

}  // namespace roundtable::neighbours
