// The keys that have signed the log of this installation, and another one in the place of the
// present one: for the day on which those who keep the machine hand it over.
#include "http/call.hpp"
#include "http/route_table.hpp"
#include "log/checkpoint.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

json key_row(const std::string& key) {
  return {{"public_key", key}, {"fingerprint", log::fingerprint_of(key)}};
}

bool keeps_the_root(const Call& call) {
  const auto grids = call.services.registry.grids();
  return grids->root() != nullptr && call.may(live::DeskAct::keep_accounts, grids->root()->id);
}

}  // namespace

// In the order in which they signed; the last one signs now.
Answer list_keys(const Call& call) {
  auto& log = call.services.log;
  json rows = json::array();
  for (std::uint64_t change = 1;; ++change) {
    const auto at = log.checkpoint_listing(log::kKeys, change);
    if (!at) break;
    auto& row = rows.emplace_back(key_row(log.public_key_at(at->number)));
    row["last_checkpoint"] = at->number;
  }
  rows.push_back(key_row(log.public_key()));
  return json_response(200, {{"keys", std::move(rows)}, {"renews", keeps_the_root(call)}});
}

Answer renew_key(const Call& call) {
  if (!keeps_the_root(call)) return problem("permission.denied");
  const auto written = call.services.registry.renew_key(call.subject().actor, CommandId(call.key));
  return written_answer(written, key_row(call.services.log.public_key()));
}

}  // namespace roundtable::http
