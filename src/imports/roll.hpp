// `import roll`: reads building, stair, room, exclusive area, area source, owner key and
// representative of every unit. What is personal is hashed on reading (owner keys) or stays apart
// from what may go to the log (rooms, representatives).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/roll.hpp"
#include "imports/owners.hpp"
#include "imports/report.hpp"

namespace roundtable::imports {

struct RollLine {
  std::string building;  // "12", also where the file says 12号楼
  std::string stair;
  std::string room;  // "502", also where it says 502室
  Area area;
  domain::AreaSource source = domain::AreaSource::land_register;
  domain::UnitKind kind = domain::UnitKind::dwelling;
  bool undelivered = false;
  std::string owner;           // Owners::together
  std::string representative;  // a name, or ""
  Place owner_at;              // where its key stands
  // As in Owners:
  std::string owner_earlier;
  bool owner_sure = false;
  std::string owner_loosely;
  std::string owner_names;  // or of its representative, where the key is a number alone
  bool owner_may_be_the_developer = false;
};

struct RollFile {
  Report report;  // without what depends on the roll that is there
  std::vector<RollLine> lines;
};

/// `of`: owners, or households, of whom a file says where they live and who speaks for them; each
/// flat is one then, without an area. A file of the other kind is refused.
RollFile read_roll(std::string_view bytes, const HashOwner& hash,
                   domain::RollOf of = domain::RollOf::owners);

/// What people call the unit: "502室", "车位B12", or "12号楼1单元502室" where `whole` is asked for.
std::string unit_label(const RollLine& line, bool whole);

}  // namespace roundtable::imports
