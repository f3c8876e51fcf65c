// Everything behind HTTP over what a test brings: a scene's meetings, a Directory, a registry and a
// log. Requests go the whole way - route, checks, worker, handler - while the test's thread runs
// the meetings' strand.
#pragma once

#include <chrono>
#include <future>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "http/routes.hpp"
#include "listing.hpp"
#include "live/scene.hpp"
#include "log/hash_chain.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::http::test {

struct Doors {
  struct Behind {
    directory::Directory& directory;
    live::Registry& registry;
    log::EventLog& log;
    const Clock& clock;
    Importer* importer = nullptr;  // null: one of its own
    mail::Subscriptions* mail = nullptr;
  };

  Doors(live::test::Scene& with, Behind given, std::size_t waiting_max = 2)
      : scene(with), behind(given), workers(1, waiting_max) {
    scene.services->listed = [this](const auto& state) { listing.feeder.meeting_is(state); };
    scene.services->passed = [this](const auto& meeting, auto version) {
      listing.feeder.meeting_passed(meeting, version);
    };
  }
  /// `waiting_max`: of requests that nobody works on yet.
  Doors(live::test::Scene& with, directory::Directory& directory, std::size_t waiting_max = 2)
      : Doors(with, {directory, *with.registry, *with.inner, with.clock}, waiting_max) {}

  std::future<net::HttpResponse> ask(net::HttpRequest request) {
    auto answered = std::make_shared<std::promise<net::HttpResponse>>();
    routes.on_request(std::move(request), 0, [answered](net::HttpResponse response) {
      answered->set_value(std::move(response));
    });
    return answered->get_future();
  }
  /// What was done before is in the lists.
  net::HttpResponse answer(net::HttpRequest request) {
    scene.run_ready();
    listing.settle();
    auto asked = ask(std::move(request));
    for (int tries = 0; asked.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready;
         ++tries) {
      REQUIRE(tries < 20'000);
      scene.run_ready();
    }
    return asked.get();
  }

  /// The cookie of somebody with that role on that grid; no role for "".
  std::string person(const std::string& role, const std::string& grid,
                     const std::string& kind = "staff", const std::string& name = "") {
    const auto id = name.empty() ? role + "-" + grid + "-" + kind : name;
    if (kind == "staff") behind.directory.add_account({id, id, ""});
    if (!role.empty()) behind.directory.grant({id, role, grid});
    const auto token = random_token(scene.randomness);
    const auto now = behind.clock.now();
    behind.directory.add_session(
        {log::sha256_hex(token), id, kind, "", "", now, now + kMicrosPerDay, std::nullopt});
    return "rt_session=" + token;
  }

  /// What is on its way to hosts of its own arrives.
  ~Doors() { scene.run_ready(); }

  live::Hosts& hall() { return own_hall != nullptr ? *own_hall : *scene.hall; }
  /// What is told to another log than the scene's has hosts of its own, on the same strand.
  std::unique_ptr<live::HostServices> own() {
    if (&behind.log == scene.inner.get()) return nullptr;
    return std::make_unique<live::HostServices>(
        live::HostServices{behind.log, behind.clock, scene.randomness, scene.rules, behind.registry,
                           *scene.hub, scene.services->prepare_record, scene.services->labels,
                           scene.services->listed, scene.services->report, scene.services->erase});
  }

  live::test::Scene& scene;
  Behind behind;
  std::unique_ptr<live::HostServices> own_services = own();
  std::unique_ptr<live::Hosts> own_hall =
      own_services != nullptr ? std::make_unique<live::Hosts>(*own_services) : nullptr;
  log::test::TemporaryFolder web;
  live::test::SteppedClock steady;
  std::ostringstream log_lines;
  ops::Log lines{behind.clock, ops::Level::debug, &log_lines};
  live::Identity identity{behind.directory, behind.clock, steady, scene.randomness};
  live::TemplateBook templates =
      live::TemplateBook::load(ROUNDTABLE_SOURCE_DIR "/templates/meetings", scene.rules);
  Listing listing{behind.log};
  Meters meters;
  FileShelf shelf{kFileBytesOutMax};
  net::StaticFiles files{web.path()};
  publish::RecordPages records{ROUNDTABLE_SOURCE_DIR "/templates/records", behind.log,
                               behind.registry, listing.lists, behind.clock};
  publish::Notices notices{ROUNDTABLE_SOURCE_DIR "/templates/records", behind.log, behind.registry,
                           scene.rules, behind.directory};
  publish::RecordNumbers numbers{behind.log, behind.clock,
                                 [](const GridId&, int, const std::string&) { return 0; }};
  publish::RecordMaker maker{ROUNDTABLE_SOURCE_DIR "/templates/records", behind.log,
                             behind.registry, behind.directory, numbers};
  publish::Previews previews{maker, behind.log, behind.registry, scene.rules};
  publish::Documents documents{{.templates = ROUNDTABLE_SOURCE_DIR "/templates/documents",
                                .pdf_program = "/nowhere/weasyprint",
                                .word_program = "/nowhere/pandoc"}};
  FirstPages first{ROUNDTABLE_SOURCE_DIR "/templates/pages",
                   files,
                   behind.registry,
                   listing.lists,
                   identity,
                   ""};
  Importer own_importer{behind.registry, behind.directory, scene.randomness};
  std::atomic<bool> ready{true};
  std::function<std::vector<std::string>()> reachable = [] {
    return std::vector<std::string>{"http://192.168.1.20:80"};
  };
  std::function<bool(std::uint64_t)> lists_have = [](std::uint64_t) { return true; };
  bool lists_are_current = true;
  Routes routes{Services{identity,
                         behind.registry,
                         scene.rules,
                         templates,
                         hall(),
                         *scene.hub,
                         workers,
                         entrances,
                         sign_ins,
                         imports,
                         behind.directory,
                         behind.log,
                         listing.lists,
                         listing.finder,
                         behind.importer != nullptr ? *behind.importer : own_importer,
                         shelf,
                         records,
                         notices,
                         previews,
                         documents,
                         first,
                         files,
                         behind.clock,
                         scene.randomness,
                         meters,
                         lines,
                         ready,
                         "",
                         {"127.0.0.1", "::1"},
                         [this] { return reachable(); },
                         [this](std::uint64_t number) { return lists_have(number); },
                         [this] { return lists_are_current; },
                         {},
                         behind.mail}};
  // Ended first: what they have not begun yet they finish, with the routes.
  live::Workers workers;
  live::Workers entrances{1, 2};
  live::Workers sign_ins{1, 2};
  live::Workers imports{1, 2};
};

inline net::HttpRequest get(const std::string& path, const std::string& cookie = "",
                            const std::string& query = "") {
  net::HttpRequest request;
  request.method = "GET";
  request.path = path;
  request.query = query;
  request.remote = "203.0.113.7";
  if (!cookie.empty()) request.headers.emplace_back("cookie", cookie);
  return request;
}

inline net::HttpRequest post(const std::string& path, const nlohmann::json& body,
                             const std::string& key = "", const std::string& cookie = "") {
  auto request = get(path, cookie);
  request.method = "POST";
  request.headers.emplace_back("content-type", "application/json");
  if (!key.empty()) request.headers.emplace_back("idempotency-key", key);
  request.body = body.dump();
  return request;
}

inline std::string header_of(const net::HttpResponse& response, const std::string& name) {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return "";
}

inline std::string code_of(const net::HttpResponse& response) {
  return nlohmann::json::parse(*response.body).value("code", "");
}

/// A request that carries the cookie of that answer.
inline net::HttpRequest as(const net::HttpResponse& signed_in, net::HttpRequest request) {
  const auto cookie = header_of(signed_in, "set-cookie");
  request.headers.emplace_back("cookie", cookie.substr(0, cookie.find(';')));
  return request;
}

}  // namespace roundtable::http::test
