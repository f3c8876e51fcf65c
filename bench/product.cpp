#include "product.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "log/hash_chain.hpp"
#include "rig.hpp"

namespace roundtable::bench {

app::SystemOptions product_options(const std::string& data, std::size_t shards) {
  app::SystemOptions running;
  running.data = data;
  running.templates = BENCH_SOURCE_DIR "/templates";
  running.web = BENCH_SOURCE_DIR "/web-ui/dist";
  running.server.shards = shards;
  return running;
}

void serve_product(Lines& lines, std::size_t shards, const std::string& data,
                   const std::function<std::string(app::System&)>& prepare) {
  ops::Log journal(system_clock(), ops::Level::warning);
  app::System system(product_options(data, shards), system_clock(), system_randomness(), journal);
  system.start();
  const auto ballot = prepare(system);
  lines.say(Address{system.port(), ballot}.line());
  for (std::string order; lines.hear(order);) {
    const auto count = settle_count(order);
    if (!count) throw std::runtime_error("not for the whole product: " + order);
    while (system.server().counters().sockets_open < *count) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    lines.say("settled");
  }
  system.stop();
}

directory::Session session_of(const std::string& token, const std::string& kind,
                              const std::string& actor, const MeetingId& meeting) {
  directory::Session session;
  session.token_sha256 = log::sha256_hex(token);
  session.actor = actor;
  session.kind = kind;
  session.meeting = meeting.str();
  session.created_at = system_clock().now();
  session.expires_at = session.created_at + kMicrosPerDay;
  return session;
}

void need_stored(live::Written written) {
  if (written == live::Written::done) return;
  throw std::runtime_error("the building of the benchmark was not stored");
}

Giver::Giver(app::System& system, MeetingId meeting, const std::string& token)
    : system_(system),
      meeting_(std::move(meeting)),
      who_(std::make_shared<const live::Subject>(system.identity().subject(token))) {}

std::string Giver::give(domain::Command command, const char* what) {
  const auto name = std::string(type_name(command));
  const auto answer =
      system_.give(meeting_, who_, CommandId("c" + std::to_string(++step_)), std::move(command));
  if (const auto* done = std::get_if<live::Done>(&answer)) {
    if (what == nullptr) return "";
    return nlohmann::json::parse(done->result).at(what).get<std::string>();
  }
  const auto* refusal = std::get_if<domain::Refusal>(&answer);
  throw std::runtime_error(name + (refusal == nullptr
                                       ? " was not answered"
                                       : " was refused: " + std::string(to_string(refusal->code))));
}

}  // namespace roundtable::bench
