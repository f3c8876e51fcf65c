// `roundtable invite` beside a running server: the server notes in the meeting's log that a slip is
// made, as it does for the Desk; the slip itself is made by whoever asks (control_socket.hpp).
#pragma once

#include <optional>
#include <string>

#include "live/hosts.hpp"
#include "live/registry.hpp"

namespace roundtable::app {

struct SlipRequest {
  std::string meeting;
  std::string head;
  bool replaces = false;  // one that nobody has used
  std::string id;         // the request's own
};

std::string write_slip_request(const SlipRequest& request);

/// {"outcome":"noted"} or {"failure":"a sentence"}; nothing where it asks for something else.
std::optional<std::string> answer_slip_request(live::Hosts& hall, live::Registry& registry,
                                               const std::string& request);

}  // namespace roundtable::app
