#include "http/slips.hpp"

#include <algorithm>
#include <utility>

#include "http/call.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {
namespace {

constexpr std::size_t kSlipsIdLength = 32;

}  // namespace

bool has_unused_slip(directory::Directory& directory, const std::string& head, Time now) {
  const auto ways = directory.invitations_of(head);
  return std::any_of(ways.begin(), ways.end(), [&](const directory::Invitation& one) {
    return one.kind == "resident" && !one.used_at && !one.reusable && one.expires_at > now;
  });
}

// The same request asks for the same households; whose slips it replaces may have changed since.
SlipsName name_of_slips(const ActorId& by, std::string_view key, const domain::MakeSlips& slips) {
  const auto name = log::sha256_hex("slips\n" + by.str() + "\n" + std::string(key));
  auto asked_for = name;
  for (const auto& head : slips.heads) asked_for += "\n" + head.str();
  return {CommandId(name.substr(0, kSlipsIdLength)), log::sha256_hex(asked_for)};
}

live::Answer note_slips(live::Hosts& hall, const MeetingId& meeting,
                        std::shared_ptr<const live::Subject> by, std::string_view key,
                        domain::MakeSlips slips) {
  live::Submission submission;
  auto named = name_of_slips(by->actor, key, slips);
  submission.subject = std::move(by);
  submission.id = std::move(named.id);
  submission.command_sha256 = std::move(named.command_sha256);
  submission.command = std::move(slips);
  return submit_and_wait(hall, meeting, std::move(submission));
}

}  // namespace roundtable::http
