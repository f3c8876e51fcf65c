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
/// Whoever mends so many lines has another file: reading ends there. Of notices no more are kept.
inline constexpr std::size_t kProblemsMax = 10'000;
/// What a person is asked to confirm of a roll that is new to us, five times as much as the largest
/// estate asks; and the flats that all questions name, some of them several times.
inline constexpr std::size_t kQuestionsMax = 20'000;
inline constexpr std::size_t kQuestionUnitsMax = 3 * kRowsMax;
/// Developer's flats that a question names beside those of a firm: they are one head anyway.
inline constexpr std::size_t kUndeliveredNamedMax = 200;

}  // namespace roundtable::imports
