// How much of something each of many has at one time - connections, requests, bytes - and that
// nobody has more than the most. Who has none is not remembered. Safe from any thread.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace roundtable::live {

class Tally {
 public:
  /// `most` 0: no limit, and nothing is counted.
  explicit Tally(std::size_t most) : most_(most) {}

  /// Adds that much, or nothing and says false. A key of "" counts as nobody.
  bool enter(const std::string& key, std::size_t amount = 1) {
    if (most_ == 0 || key.empty() || amount == 0) return true;
    const std::scoped_lock lock(mutex_);
    const auto found = has_.find(key);
    const auto before = found == has_.end() ? 0 : found->second;
    if (amount > most_ || before > most_ - amount) return false;
    has_[key] = before + amount;
    return true;
  }
  /// Takes back what was entered.
  void leave(const std::string& key, std::size_t amount = 1) {
    if (most_ == 0 || key.empty() || amount == 0) return;
    const std::scoped_lock lock(mutex_);
    const auto found = has_.find(key);
    if (found == has_.end()) return;
    if (found->second <= amount) {
      has_.erase(found);
    } else {
      found->second -= amount;
    }
  }

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::size_t> has_;
};

/// The same for a line and the site that it is one of (net: line_of, site_of).
class AddressTally {
 public:
  AddressTally(std::size_t most_of_line, std::size_t most_of_site)
      : lines_(most_of_line), sites_(most_of_site) {}

  bool enter(const std::string& line, const std::string& site, std::size_t amount = 1) {
    if (!lines_.enter(line, amount)) return false;
    if (sites_.enter(site, amount)) return true;
    lines_.leave(line, amount);
    return false;
  }
  void leave(const std::string& line, const std::string& site, std::size_t amount = 1) {
    lines_.leave(line, amount);
    sites_.leave(site, amount);
  }

 private:
  Tally lines_;
  Tally sites_;
};

}  // namespace roundtable::live
