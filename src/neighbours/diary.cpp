#include "neighbours/diary.hpp"

#include <algorithm>

namespace roundtable::neighbours {

void Diary::look(std::vector<Wish> wishes, std::int64_t now_ms) {
  std::map<std::string, Entry> entries;
  for (auto& wish : wishes) {
    if (done_.contains(wish.key)) continue;
    const auto known = entries_.find(wish.key);
    auto at_ms = known != entries_.end() ? known->second.at_ms : now_ms + pace_.of(wish.delay_ms);
    if (const auto later = put_off_.find(wish.key); later != put_off_.end()) at_ms = later->second;
    const auto key = wish.key;
    entries.emplace(key, Entry{at_ms, std::move(wish)});
  }
  entries_ = std::move(entries);
}

std::map<std::string, Diary::Entry>::const_iterator Diary::first() const {
  return std::min_element(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) {
    return a.second.at_ms < b.second.at_ms;
  });
}

std::optional<Wish> Diary::take_due(std::int64_t now_ms) {
  const auto found = first();
  if (found == entries_.end() || found->second.at_ms > now_ms) return std::nullopt;
  auto wish = found->second.wish;
  entries_.erase(found);
  put_off_.erase(wish.key);
  done_.insert(wish.key);
  return wish;
}

void Diary::again(const Wish& wish, std::int64_t at_ms) {
  done_.erase(wish.key);
  put_off_[wish.key] = at_ms;
}

std::optional<std::int64_t> Diary::next_ms() const {
  const auto found = first();
  if (found == entries_.end()) return std::nullopt;
  return found->second.at_ms;
}

}  // namespace roundtable::neighbours
