#include "app/written.hpp"

#include "app/http_json.hpp"

namespace roundtable::app {

net::HttpResponse written_response(live::Written written, const nlohmann::json& done) {
  switch (written) {
    case live::Written::done:
      return json_response(200, done);
    case live::Written::id_reused:
      return problem(409, "command.id_reused");
    case live::Written::stale:
    case live::Written::unavailable:
      return problem(503, "log.unavailable");
    case live::Written::unknown:
      break;
  }
  return problem(503, "log.unknown");
}

}  // namespace roundtable::app
