// The bare loop: the least a server can do. Sends the same bytes to every socket with one `send`
// each, and answers what a socket sends with one `send`: no handshake, no queue, nothing stored,
// nothing decided.
#pragma once

#include "process.hpp"

namespace roundtable::bench {

/// What the bare loop and the peer answer with: about the length of our `done`.
inline constexpr std::size_t kAnswerBytes = 200;

/// A server of the rig (rig.hpp).
void serve_bare(Lines& lines);

}  // namespace roundtable::bench
