// The whole product as a server of the rig (rig.hpp), and what scenes put into it in advance:
// signed-in sessions, so that nobody has to use ten thousand invitations first, and commands of the
// chair.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/system.hpp"
#include "process.hpp"

namespace roundtable::bench {

/// How the benchmarks run the product: on that folder, with this source tree's templates and pages.
app::SystemOptions product_options(const std::string& data, std::size_t shards);

/// Runs the product on that folder until no more is heard. `prepare` makes what is measured and
/// gives the id of the open ballot, if there is one.
void serve_product(Lines& lines, std::size_t shards, const std::string& data,
                   const std::function<std::string(app::System&)>& prepare);

directory::Session session_of(const std::string& token, const std::string& kind,
                              const std::string& actor, const MeetingId& meeting);
/// Throws std::runtime_error unless it is there.
void need_stored(live::Written written);

/// One person's commands in one meeting, each of which must be done.
class Giver {
 public:
  Giver(app::System& system, MeetingId meeting, const std::string& token);
  /// What it made: the member `what` of the result; "" when that is not asked.
  std::string give(domain::Command command, const char* what = nullptr);

 private:
  app::System& system_;
  MeetingId meeting_;
  std::shared_ptr<const live::Subject> who_;
  int step_ = 0;
};

}  // namespace roundtable::bench
