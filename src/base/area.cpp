#include "base/area.hpp"

namespace roundtable {

std::string to_grouped(std::int64_t number) {
  const bool negative = number < 0;
  // The magnitude is taken unsigned so that the smallest int64 has one too.
  auto rest = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(number)
                       : static_cast<std::uint64_t>(number);
  std::string digits = std::to_string(rest);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return negative ? "-" + digits : digits;
}

std::string to_text(Area area) {
  const bool negative = area.centi < 0;
  const std::int64_t magnitude = negative ? -area.centi : area.centi;
  const auto cents = std::to_string(magnitude % 100);
  return (negative ? "-" : "") + to_grouped(magnitude / 100) + (cents.size() < 2 ? ".0" : ".") +
         cents;
}

}  // namespace roundtable
