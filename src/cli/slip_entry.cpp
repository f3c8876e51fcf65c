#include "cli/slip_entry.hpp"

#include <future>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "app/control_socket.hpp"
#include "app/folder_lock.hpp"
#include "app/slip_control.hpp"
#include "codec/entry_json.hpp"
#include "http/slips.hpp"
#include "live/beside.hpp"
#include "log/event_log.hpp"
#include "log/next_entry.hpp"

namespace roundtable::cli {
namespace {

using domain::MakeSlips;

/// The entry that a server would write for the same.
log::Batch batch_of(log::EventLog& log, const std::string& stream, const MakeSlips& slips,
                    const std::string& id) {
  const auto named = http::name_of_slips(ActorId("system"), id, slips);
  auto payload = codec::encode_payload({{domain::SlipsMade{slips.heads, slips.replaced}}, {}});
  auto batch = log::next_entry(
      log, {stream, ActorId("system"), named.id, named.command_sha256, std::move(payload.bytes)},
      system_clock().now());
  if (batch.expected_version == 0) throw std::runtime_error("there is no stream " + stream);
  return batch;
}

void note_alone(const std::string& folder, const std::string& meeting, const MakeSlips& slips,
                const std::string& id) {
  std::unique_ptr<app::FolderLock> lock;
  try {
    lock = std::make_unique<app::FolderLock>(folder);
  } catch (const std::runtime_error& held) {
    throw std::runtime_error(std::string(held.what()) +
                             " and does not answer on its local socket: end it, or make the "
                             "invitation at the Desk in the browser");
  }
  const auto log = log::open_sqlite_log(folder, system_clock());
  if (log->needs_rebuild()) {
    live::rebuild_beside(*log, [](std::string_view, const std::string& why) {
      throw std::runtime_error(why + ": `roundtable verify` says more");
    });
  }
  std::promise<log::Appended> outcome;
  log->append(batch_of(*log, "meeting:" + meeting, slips, id),
              [&](log::Outcome done) { outcome.set_value(done); });
  if (outcome.get_future().get() != log::Appended::stored) {
    throw std::runtime_error("the log did not take the invitation: try again");
  }
}

}  // namespace

void note_slip(const std::string& folder, const std::string& meeting, const std::string& head,
               bool replaces) {
  const auto id = random_id(system_randomness());
  const auto answer =
      app::ask_server(folder, app::write_slip_request({meeting, head, replaces, id}));
  if (!answer) {
    MakeSlips slips{{HeadId(head)}, {}};
    if (replaces) slips.replaced = slips.heads;
    return note_alone(folder, meeting, slips, id);
  }
  const auto told = nlohmann::json::parse(*answer, nullptr, false);
  if (told.is_object() && told.value("outcome", "") == "noted") return;
  throw std::runtime_error(told.is_object() ? told.value("failure", "the server did not answer")
                                            : "the server did not answer");
}

}  // namespace roundtable::cli
