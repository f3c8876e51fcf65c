#include "sample.hpp"

#include <iconv.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace roundtable::imports::test {

std::string source_folder() {
  return ROUNDTABLE_SOURCE_DIR;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string plainly_hashed(std::string_view key) {
  return "#" + std::string(key);
}

std::string encoded(std::string_view utf8, const char* encoding) {
  const auto handle = ::iconv_open(encoding, "UTF-8");
  if (handle == reinterpret_cast<iconv_t>(-1)) throw std::runtime_error("no converter");
  std::string from(utf8);
  std::string to(from.size() * 4 + 16, '\0');
  char* in = from.data();
  char* out = to.data();
  std::size_t left = from.size();
  std::size_t room = to.size();
  const auto result = ::iconv(handle, &in, &left, &out, &room);
  ::iconv_close(handle);
  if (result == static_cast<std::size_t>(-1)) throw std::runtime_error("cannot be encoded");
  to.resize(to.size() - room);
  return to;
}

}  // namespace roundtable::imports::test
