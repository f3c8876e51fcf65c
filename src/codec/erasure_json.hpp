// The stored form of what stands in the stream of erasures: one entry names the sealed values, of
// whatever meetings, that one command erased because a person is forgotten. Whose they were it does
// not say.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace roundtable::codec {

inline constexpr std::string_view kErasuresStream = "erasures";
/// Commitments in one entry, which has to stay below the largest payload.
inline constexpr std::size_t kErasedAtOnceMax = 2'000;

std::string encode_values_erased(const std::vector<std::string>& commitments);
/// The commitments. Throws DecodeFailure.
std::vector<std::string> decode_values_erased(std::string_view payload);

}  // namespace roundtable::codec
