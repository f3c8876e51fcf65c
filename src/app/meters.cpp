#include "app/meters.hpp"

#include <utility>
#include <variant>

#include "domain/command.hpp"
#include "domain/refusal.hpp"

namespace roundtable::app {
namespace {

template <std::size_t... kIndex>
std::vector<std::string> command_types(std::index_sequence<kIndex...>) {
  return {std::string(
      type_name(domain::Command(std::variant_alternative_t<kIndex, domain::Command>{})))...};
}

/// Codes that are not the domain's.
constexpr std::string_view kOtherCodes[] = {
    "sign_in.wrong",      "sign_in.too_long", "limit.sign_in",     "limit.sockets",
    "invitation.unknown", "invitation.used",  "invitation.expired"};
constexpr std::string_view kFailures[] = {
    "broken_invariant",  "log_unreadable", "entry_unreadable", "meeting_unreadable",
    "record_unreadable", "directory",      "labels_dropped",   "read"};
constexpr std::string_view kOther = "other";

}  // namespace

Meters::Meters() {
  const auto add = [this](Counters& counters, const std::string& name, const std::string& help,
                          const std::string& label, std::string_view value) {
    counters.emplace(value, metrics_.counter(name, help, {{label, std::string(value)}}));
  };
  const auto add_command = [&](std::string_view type) {
    add(commands_, "roundtable_commands_total", "Commands received", "type", type);
  };
  const auto add_refusal = [&](std::string_view code) {
    add(refusals_, "roundtable_refusals_total", "Refusals", "code", code);
  };
  const auto add_failure = [&](std::string_view what) {
    add(failures_, "roundtable_failures_total", "Failures of the machine", "what", what);
  };
  for (const auto& type :
       command_types(std::make_index_sequence<std::variant_size_v<domain::Command>>{})) {
    add_command(type);
  }
  for (int code = 0; code <= static_cast<int>(domain::Code::log_unavailable); ++code) {
    add_refusal(to_string(static_cast<domain::Code>(code)));
  }
  for (const auto code : kOtherCodes) add_refusal(code);
  for (const auto what : kFailures) add_failure(what);
  add_command(kOther);
  add_refusal(kOther);
  add_failure(kOther);
}

ops::Metrics::Counter& Meters::find(Counters& known, std::string_view key) const {
  const auto found = known.find(key);
  return found == known.end() ? known.find(kOther)->second : found->second;
}

void Meters::command(std::string_view type) {
  find(commands_, type).add();
}
void Meters::refusal(std::string_view code) {
  find(refusals_, code).add();
}
void Meters::failure(std::string_view what) {
  find(failures_, what).add();
}

void Meters::sockets_from(std::function<net::ServerCounters()> counters) {
  auto open = metrics_.gauge("roundtable_sockets_open", "WebSockets that are open now");
  auto total = metrics_.counter("roundtable_sockets_total", "WebSockets opened");
  auto requests = metrics_.counter("roundtable_http_requests_total", "HTTP requests");
  auto frames_in = metrics_.counter("roundtable_frames_in_total", "Messages received");
  auto frames_out = metrics_.counter("roundtable_frames_out_total", "Frames sent");
  auto bytes_out = metrics_.counter("roundtable_bytes_out_total", "Bytes sent over WebSockets");
  auto overflows = metrics_.counter("roundtable_outbox_overflows_total",
                                    "Sockets closed because their queue was full");
  metrics_.before_text([=, counters = std::move(counters)]() mutable {
    const auto now = counters();
    open.set(static_cast<std::int64_t>(now.sockets_open));
    total.raise_to(now.sockets_total);
    requests.raise_to(now.http_requests_total);
    frames_in.raise_to(now.frames_in_total);
    frames_out.raise_to(now.frames_out_total);
    bytes_out.raise_to(now.bytes_out_total);
    overflows.raise_to(now.outbox_overflows_total);
  });
}

}  // namespace roundtable::app
