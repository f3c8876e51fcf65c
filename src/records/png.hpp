// The simplest picture that every program reads: a square PNG in black and white, not packed. Pure.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace roundtable::records {

/// `side` pixels wide and high, a multiple of 8, at most 2,000.
std::string bilevel_png(int side, const std::function<bool(int x, int y)>& dark);

std::string base64(std::string_view bytes);

}  // namespace roundtable::records
