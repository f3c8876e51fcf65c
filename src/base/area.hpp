// Floor area as an integer number of 0.01 m². Never divided, never rounded: tests of majority
// cross-multiply (docs/domain.md 2.2).
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace roundtable {

struct Area {
  std::int64_t centi = 0;  // 0.01 m²

  friend auto operator<=>(const Area&, const Area&) = default;
  Area& operator+=(Area other) {
    centi += other.centi;
    return *this;
  }
  Area& operator-=(Area other) {
    centi -= other.centi;
    return *this;
  }
  friend Area operator+(Area a, Area b) { return a += b; }
  friend Area operator-(Area a, Area b) { return a -= b; }
};

/// "1,736.40" - always two decimals, thousands separated. For reading, never for deciding.
std::string to_text(Area area);
/// "12,345" - thousands separated.
std::string to_grouped(std::int64_t number);

}  // namespace roundtable
