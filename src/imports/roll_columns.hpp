// The columns of a roll and the words that stand in them, as offices write them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/roll.hpp"
#include "imports/table.hpp"

namespace roundtable::imports {

/// Indexes of `roll_columns`.
inline constexpr std::size_t kBuilding = 0;
inline constexpr std::size_t kStair = 1;
inline constexpr std::size_t kRoom = 2;
inline constexpr std::size_t kArea = 3;
inline constexpr std::size_t kSource = 4;
inline constexpr std::size_t kOwner = 5;
inline constexpr std::size_t kRepresentative = 6;
inline constexpr std::size_t kKind = 7;
inline constexpr std::size_t kDelivered = 8;

/// The same columns for every roll; which of them a file must have is another matter for owners and
/// for households.
const std::vector<Column>& roll_columns(domain::RollOf of = domain::RollOf::owners);

/// "产权证", "survey"; nothing for other words.
std::optional<domain::AreaSource> source_named(const std::string& text);
/// "" is a dwelling.
std::optional<domain::UnitKind> unit_kind_named(const std::string& text);
std::optional<bool> delivered_named(const std::string& text);

/// "12" of "12号楼", "1" of "1单元", "502" of "502室": where a number or letters remain, so that
/// names stay what they are.
std::string building_from(const std::string& text);
std::string stair_from(const std::string& text);
std::string room_from(const std::string& text);

}  // namespace roundtable::imports
