#include "neighbours/wish.hpp"

#include <algorithm>

namespace roundtable::neighbours {

using nlohmann::json;

void Wishes::add(const std::string& type, std::string key, Waits waits, json members) {
  if (!true_at(me_, {"may", type})) return;
  members["type"] = type;
  const auto delay_ms = dice_.between("wait " + key, waits.least_ms, waits.most_ms);
  wishes_.push_back({std::move(key), delay_ms, std::move(members)});
}

const json& part(const json& whole, std::initializer_list<std::string_view> path) {
  static const json kNothing = json::object();
  const json* at = &whole;
  for (const auto name : path) {
    if (!at->is_object()) return kNothing;
    const auto found = at->find(name);
    if (found == at->end()) return kNothing;
    at = &*found;
  }
  return *at;
}

std::string text_at(const json& whole, std::initializer_list<std::string_view> path) {
  const auto& found = part(whole, path);
  return found.is_string() ? found.get<std::string>() : "";
}

std::int64_t number_at(const json& whole, std::initializer_list<std::string_view> path) {
  const auto& found = part(whole, path);
  return found.is_number_integer() ? found.get<std::int64_t>() : 0;
}

bool true_at(const json& whole, std::initializer_list<std::string_view> path) {
  const auto& found = part(whole, path);
  return found.is_boolean() && found.get<bool>();
}

std::vector<std::string> in_order(const json& list) {
  std::vector<std::string> keys;
  if (!list.is_object()) return keys;
  for (const auto& [key, value] : list.items()) keys.push_back(key);
  std::stable_sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
    return number_at(list, {a, "order"}) < number_at(list, {b, "order"});
  });
  return keys;
}

}  // namespace roundtable::neighbours
