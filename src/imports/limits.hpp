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
// Of a workbook (.xlsx), a zip of XML. What it unpacks to is counted while it is read, whatever it
// says of itself; 100,000 flats with ten columns are 45 MiB of XML.
inline constexpr std::size_t kZipMembersMax = 2'000;
inline constexpr std::size_t kMemberBytesMax = 96 * 1024 * 1024;     // of one member, unpacked
inline constexpr std::size_t kUnpackedBytesMax = 192 * 1024 * 1024;  // of all that are read
/// Unpacked to packed, of a member above 1 MiB; rows of a sheet seldom reach a quarter of it.
inline constexpr std::size_t kUnpackedRatioMax = 400;
inline constexpr std::size_t kUnpackedRatioFrom = 1024 * 1024;
inline constexpr std::size_t kXmlDepthMax = 64;
inline constexpr std::size_t kXmlTokenBytesMax =
    512 * 1024;  // a tag with its attributes, a comment
inline constexpr std::size_t kSheetsMax = 256;
inline constexpr std::size_t kSharedStringsMax = 1'000'000;
inline constexpr std::size_t kFormatsMax = 65'536;
inline constexpr std::size_t kMergesMax = 200'000;
inline constexpr std::size_t kSheetRowsMax = 1'048'576;  // as many as spreadsheets have
inline constexpr std::size_t kSheetColumnsMax = 16'384;
inline constexpr std::size_t kSheetCellsMax = 2'000'000;  // with something in them
/// Of shared strings, and of the cells of a sheet, where a string counts as often as it stands.
inline constexpr std::size_t kSheetTextBytesMax = 32 * 1024 * 1024;
/// Rows, columns and ranges that one notice names.
inline constexpr std::size_t kPlacesNamedMax = 12;
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
