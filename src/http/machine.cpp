// Whether the machine lives, is ready, and what it counts.
#include "http/call.hpp"
#include "http/route_table.hpp"

namespace roundtable::http {

Answer say_alive(const Call&) {
  return text_response(200, "text/plain; charset=utf-8", "ok\n");
}

Answer say_ready(const Call& call) {
  const bool ready = call.services.ready;
  return text_response(ready ? 200 : 503, "text/plain; charset=utf-8",
                       ready ? "ready\n" : "not ready\n");
}

Answer show_metrics(const Call& call) {
  return text_response(200, "text/plain; version=0.0.4; charset=utf-8",
                       call.services.meters.text());
}

}  // namespace roundtable::http
