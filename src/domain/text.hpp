// A text in both languages of the product.
#pragma once

#include <string>

namespace roundtable::domain {

struct Text {
  std::string zh;
  std::string en;
  friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace roundtable::domain
