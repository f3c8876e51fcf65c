// The stored form of what stands in a series of numbers: one entry a number that was reserved.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace roundtable::codec {

std::string encode_number_reserved(std::int64_t number);
/// Throws DecodeFailure.
std::int64_t decode_number_reserved(std::string_view payload);

}  // namespace roundtable::codec
