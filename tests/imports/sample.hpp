// What the tests of imports share.
#pragma once

#include <string>
#include <string_view>

namespace roundtable::imports::test {

std::string source_folder();
std::string bytes_of(const std::string& path);

/// Fails no test by being readable: "#k1".
std::string plainly_hashed(std::string_view key);

/// "id-1", "id-2", …
class FreshIds {
 public:
  explicit FreshIds(std::string prefix = "id-") : prefix_(std::move(prefix)) {}
  std::string operator()() { return prefix_ + std::to_string(++made_); }

 private:
  std::string prefix_;
  int made_ = 0;
};

/// The same text in another encoding of iconv's.
std::string encoded(std::string_view utf8, const char* encoding);

}  // namespace roundtable::imports::test
