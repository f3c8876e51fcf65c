// Routes: everything that is fetched over HTTP - the API of docs/protocol.md, the public record
// pages, health and metrics, and the files of the web client. Files, health and metrics answer on
// the shard at once; whatever reads lists, the log or the Directory goes through the worker pool,
// and passwords through one of their own.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/file_routes.hpp"
#include "app/first_page.hpp"
#include "app/grid_routes.hpp"
#include "app/http_json.hpp"
#include "app/import_routes.hpp"
#include "app/meeting_routes.hpp"
#include "app/meters.hpp"
#include "app/record_pages.hpp"
#include "live/hub.hpp"
#include "live/identity.hpp"
#include "live/registry.hpp"
#include "live/rule_book.hpp"
#include "live/workers.hpp"
#include "log/directory.hpp"
#include "log/event_log.hpp"
#include "net/handlers.hpp"
#include "net/static_files.hpp"
#include "views/lists.hpp"

namespace roundtable::app {

struct RouteServices {
  live::Identity& identity;
  live::Registry& registry;
  const live::RuleBook& rules;
  live::Workers& workers;
  live::Workers& sign_ins;  // Argon2 takes a tenth of a second: nobody else waits behind it
  live::Hub& hub;
  log::Directory& directory;
  log::EventLog& log;
  views::Lists& lists;
  Meters& meters;
  const Clock& clock;
  const net::StaticFiles& files;
  const RecordPages& records;
  const FirstPages& first;
  ImportRoutes& imports;
  FileRoutes& papers;
  const MeetingServices& meetings;
  std::atomic<bool>& ready;
  std::vector<std::string> metrics_from;                // addresses
  std::function<std::vector<std::string>()> reachable;  // see app/reachable.hpp
};

class Routes final : public net::HttpHandler {
 public:
  explicit Routes(RouteServices services);
  void on_request(net::HttpRequest request, std::size_t shard, net::Respond respond) override;
  std::optional<std::size_t> body_bytes_max(const net::HttpRequest& head) const override {
    const auto import = services_.imports.body_bytes_max(head);
    return import ? import : services_.papers.body_bytes_max(head);
  }

 private:
  net::HttpResponse read(const net::HttpRequest& request);
  bool may_read_metrics(const net::HttpRequest& request) const;
  void open_page(net::HttpRequest request, const net::Respond& respond);
  net::HttpResponse read_guarded(const net::HttpRequest& request);
  net::HttpResponse read_record(const net::HttpRequest& request);
  net::HttpResponse read_api(const net::HttpRequest& request);
  net::HttpResponse write_api(const net::HttpRequest& request);

  net::HttpResponse me(const net::HttpRequest& request);
  void add_household(const HeadId& head, nlohmann::json& out);
  net::HttpResponse meeting(const std::string& id);
  net::HttpResponse record(const std::string& id);
  net::HttpResponse checkpoint();
  net::HttpResponse look(const net::HttpRequest& request);
  net::HttpResponse join(const net::HttpRequest& request);
  net::HttpResponse sign_in(const net::HttpRequest& request);
  net::HttpResponse sign_out(const net::HttpRequest& request);
  net::HttpResponse record_standing(const net::HttpRequest& request, const std::string& grid);
  net::HttpResponse not_signed_in(const live::NotSignedIn& refused);
  net::HttpResponse signed_in(const net::HttpRequest& request, const live::SignInAnswer& answer);

  GridServices grid_services() { return {services_.registry, services_.lists, grid_search_}; }

  RouteServices services_;
  views::GridSearch grid_search_;
};

}  // namespace roundtable::app
