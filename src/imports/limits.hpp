// Every bound on a file that is handed in. The whole city of Shanghai (6,760 grids) has 390 KB; a
// roll of 100,000 units, ten times the largest estate, stays below the bytes as well.
#pragma once

#include <cstddef>

#include "domain/limits.hpp"

namespace roundtable::imports {

inline constexpr std::size_t kFileBytesMax = 8 * 1024 * 1024;
inline constexpr std::size_t kRowsMax = domain::kHeadsPerRollMax;
inline constexpr std::size_t kColumnsMax = 64;
inline constexpr std::size_t kFieldBytesMax = 4'000;  // as it stands in the file
/// The header is looked for in so many rows: offices put a title above it.
inline constexpr std::size_t kHeaderRowsMax = 10;
inline constexpr std::size_t kGridNameBytesMax = 300;
inline constexpr std::size_t kBuildingBytesMax = 60;
inline constexpr std::size_t kRoomBytesMax = 90;
inline constexpr std::size_t kRepresentativeBytesMax = 150;
inline constexpr std::size_t kOwnersPerUnitMax = 20;
inline constexpr std::size_t kSampleRows = 5;

}  // namespace roundtable::imports
