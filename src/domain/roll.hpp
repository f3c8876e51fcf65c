// The roll (名册): who may decide, and how much each counts. A head (人数) is what counts as one in
// the head count: all units of one owner together; all undelivered units of the developer together
// (SPC interpretation on condominium ownership, Art. 8-9; docs/domain.md 2.3). The voter of an
// owners' ballot is the head, with all its units. Bodies that count people alone have heads without
// units.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/area.hpp"
#include "base/ids.hpp"

namespace roundtable::domain {

/// Where in the log a roll was read: its stream, and the entry that is newest in it.
struct RollAt {
  std::string stream;
  std::int64_t version = 0;
  std::string hash;
  bool empty() const { return stream.empty(); }
  friend bool operator==(const RollAt&, const RollAt&) = default;
};

/// In the legal order of preference; never mixed silently.
enum class AreaSource { land_register, survey, sale_contract };
std::string_view to_string(AreaSource source);
std::optional<AreaSource> area_source_from(std::string_view text);

enum class UnitKind { dwelling, shop, parking };
std::string_view to_string(UnitKind kind);
std::optional<UnitKind> unit_kind_from(std::string_view text);

struct Unit {
  UnitId id;
  std::string building;  // "12"
  std::string stair;     // "1"; "" where the building has one stair
  Area area;
  AreaSource area_source = AreaSource::land_register;
  UnitKind kind = UnitKind::dwelling;
  HeadId head;
};

/// `heads` lists every head, also those without a unit; every unit's head is in it.
struct Roll {
  RollId id;
  GridId grid;
  std::vector<HeadId> heads;
  std::vector<Unit> units;
  bool count_titled_parking = false;  // fixed by the assembly's rules (docs/domain.md 2.3)
};

/// What a roll lists: owners with what they own (业主), households of residents (户), or people. It
/// shows in what stands in it: flats without an area are those of households.
enum class RollOf { owners, households, members };
std::string_view to_string(RollOf of);
RollOf listed_on(const Roll& roll);

/// One row of an owners' list before heads are known.
struct UnitRow {
  UnitId id;
  std::string building;
  std::string stair;
  Area area;
  AreaSource area_source = AreaSource::land_register;
  UnitKind kind = UnitKind::dwelling;
  std::string owner_key;     // same key = same owner; "" = an owner of its own
  bool undelivered = false;  // developer's: unsold, or sold and not yet handed over
};

/// Groups rows into heads: equal owner keys are one head, all undelivered units are one head.
/// `fresh_heads` names them in the order they first appear; it must be long enough.
Roll make_roll(RollId id, GridId grid, const std::vector<UnitRow>& rows,
               const std::vector<HeadId>& fresh_heads);

enum class ScopeKind { zone, building, stair };
std::string_view to_string(ScopeKind kind);
std::optional<ScopeKind> scope_kind_from(std::string_view text);

/// Whose decision it is: the whole zone, one building, or one stair of a building.
struct Scope {
  ScopeKind kind = ScopeKind::zone;
  std::string building;
  std::string stair;
  friend bool operator==(const Scope&, const Scope&) = default;
};

/// True if every unit of `inner` is one of `outer`.
bool contains(const Scope& outer, const Scope& inner);

struct SnapshotHead {
  Area area;
  std::vector<UnitId> units;
};

/// The roll frozen for one ballot (or for a meeting's attendance): totals are computed once.
struct RollSnapshot {
  RollId roll;
  Scope scope;
  std::map<HeadId, SnapshotHead> heads;
  Area total_area;
  /// In the model of a document, which names only whom it speaks of: all that there are.
  struct Counted {
    std::int64_t heads = 0;
    bool households = false;
  };
  std::optional<Counted> counted{};
  std::int64_t total_heads() const {
    return counted ? counted->heads : static_cast<std::int64_t>(heads.size());
  }
  /// True for a roll of households; one of people has no units at all.
  bool of_households() const {
    if (counted) return counted->households;
    return !heads.empty() && !heads.begin()->second.units.empty();
  }
};

/// How a roll differs from the one that was frozen of it before.
struct RollChange {
  std::int64_t came = 0;  // heads
  std::int64_t went = 0;
  std::int64_t changed = 0;  // with other units, or another area
  std::int64_t heads_before = 0;
  std::int64_t heads_after = 0;
  Area area_before;
  Area area_after;
};
/// Nothing where they say the same.
std::optional<RollChange> roll_change(const RollSnapshot& before, const RollSnapshot& after);

/// Of a matter that others decide than whose request it is.
struct Interest {
  HeadId applicant;          // "": the rule knows none
  std::vector<HeadId> also;  // of the meeting's roll, beside those of the scope
  std::string reason;        // why those
  friend bool operator==(const Interest&, const Interest&) = default;
};
/// The roll of the scope without the applicant, and with the others of the meeting's roll.
RollSnapshot roll_of_others(RollSnapshot scope, const Interest& interest,
                            const RollSnapshot& meeting);

/// Heads with at least one counted unit in scope; for a roll without units, all heads.
RollSnapshot take_snapshot(const Roll& roll, const Scope& scope);

/// A scope a meeting may be held on, with what its snapshot would hold.
struct ScopeSize {
  Scope scope;
  std::int64_t heads = 0;
  Area area;
};
/// The zone first, then each building of the roll and its named stairs, in the order of their
/// names. Scopes without a counted unit are left out.
std::vector<ScopeSize> scopes_of(const Roll& roll);

}  // namespace roundtable::domain
