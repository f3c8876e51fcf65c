// Reads what somebody wrote, by its description: a command of a client, a data file kept by hand.
// Every member is known, of the right kind and given once, or the first that is not is named.
// What we stored ourselves is read in described_stored.cpp. Internal to `codec`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/describe/member.hpp"

namespace roundtable::codec {

using Members = std::vector<domain::describe::Member>;

/// What is wrong first.
struct Fault {
  std::string field;  // "scope.kind", "basis.0.law"
  std::string why;    // "missing", "wrong_kind", …; of a check its own
  const domain::describe::Member* member = nullptr;  // null: nothing has that name, or the whole
};

/// Of a command the rules hold the bounds, since their refusals say more; a file has nobody else.
enum class Sender { client, file };

/// `read_already`: a member that the caller has read.
std::optional<Fault> read_sent(const nlohmann::json& sent, const Members& members, void* whole,
                               Sender sender, std::string_view read_already = {});

}  // namespace roundtable::codec
