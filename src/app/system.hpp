// System: everything of one running server wired together, in the order of dependence, from the log
// up to the sockets. `serve`, `demo`, tests and benchmarks all run this one.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "app/control_socket.hpp"
#include "app/folder_lock.hpp"
#include "app/mail_room.hpp"
#include "directory/directory.hpp"
#include "http/file_shelf.hpp"
#include "http/first_page.hpp"
#include "http/gateway.hpp"
#include "http/importer.hpp"
#include "http/meters.hpp"
#include "http/routes.hpp"
#include "live/erasures.hpp"
#include "live/hosts.hpp"
#include "live/hub.hpp"
#include "live/identity.hpp"
#include "live/registry.hpp"
#include "live/rule_book.hpp"
#include "live/template_book.hpp"
#include "live/workers.hpp"
#include "log/event_log.hpp"
#include "net/handlers.hpp"
#include "net/static_files.hpp"
#include "ops/observe.hpp"
#include "publish/documents.hpp"
#include "publish/notices.hpp"
#include "publish/previews.hpp"
#include "publish/record_maker.hpp"
#include "publish/record_numbers.hpp"
#include "publish/record_pages.hpp"
#include "reactors/runner.hpp"
#include "readmodel/feeder.hpp"
#include "readmodel/list_reader.hpp"
#include "readmodel/search.hpp"

namespace roundtable::app {

struct SystemOptions {
  std::string data;       // folder, made when missing
  std::string templates;  // folder with rules/, meetings/ and records/
  std::string web;        // folder of the built web client
  net::ServerOptions server;
  std::vector<std::string> metrics_from = {"127.0.0.1", "::1"};  // who may read /metrics
  std::string pdf_program = "weasyprint";
  std::string word_program = "pandoc";
  std::string base_url;                 // the public address; "": none was set
  std::vector<std::string> host_names;  // see http/origin.hpp
  live::NeedsSecond needs_second = live::NeedsSecond::nobody;
  std::int64_t helper_days = live::kHelperDays;
  std::int64_t lock_minutes = live::kLockMinutes;
  MailOptions mail{};
};

/// A strand whose shard comes later: hub and hall must exist before the server that runs them, and
/// its threads may already serve people while the strands are attached. What is posted before
/// `attach` waits for it.
class LateStrand final : public live::Strand {
 public:
  void post(std::function<void()> task) override;
  void post_after(std::chrono::milliseconds delay, std::function<void()> task) override;
  void attach(net::Server& server, std::size_t shard);

 private:
  void pass_on(std::chrono::milliseconds delay, std::function<void()> task);

  std::atomic<net::Server*> server_ = nullptr;
  std::size_t shard_ = 0;
  std::mutex mutex_;  // until attached
  std::vector<std::pair<std::chrono::milliseconds, std::function<void()>>> waiting_;
};

class System {
 public:
  /// Opens everything and reads what is due. `clock` decides what time entries get. Throws.
  System(SystemOptions options, const Clock& clock, Randomness& randomness, ops::Log& log_lines);
  ~System();

  /// Starts listening; from then on commands are taken. /readyz says so after `ready`.
  void start();
  void ready() { ready_ = true; }
  std::uint16_t port() const { return server_->port(); }
  /// Answers what has been taken, then closes everything (SIGTERM).
  void stop();

  log::EventLog& log() { return *log_; }
  directory::Directory& directory() { return *directory_; }
  live::Registry& registry() { return *registry_; }
  live::RuleBook& rules() { return rules_; }
  http::Importer& importer() { return *importer_; }
  live::Identity& identity() { return *identity_; }
  live::Hosts& hall() { return *hall_; }
  const views::Lists& lists() const { return lists_; }
  readmodel::Feeder& read_models() { return *feeder_; }
  net::Server& server() { return *server_; }

  /// Gives a command and waits for its answer. Not to be called on a shard.
  live::Answer give(const StreamName& stream, std::shared_ptr<const live::Subject> subject,
                    const CommandId& id, domain::Command command, log::SealedFile file = nullptr);

 private:
  log::LogOptions log_options();
  std::unique_ptr<readmodel::Feeder> open_read_models();
  std::unique_ptr<reactors::Runner> make_reactors();
  std::unique_ptr<MailRoom> make_mail(Randomness& randomness);
  void failed(std::string_view what, const std::string& detail);
  std::int64_t newest_serial(const GridId& grid, int year, const std::string& mark) const;
  void wire_hosts();
  http::Services services(Randomness& randomness);
  void listen_locally();
  void every_second();
  void look_at_rights();
  void tell_labels(std::vector<std::string> ids,
                   const std::function<void(live::HostServices::Labels)>& tell);
  void tick(std::size_t shard);
  void retire_idle();
  void purge_daily();
  void erase(std::vector<std::string> commitments);

  SystemOptions options_;
  const Clock& clock_;
  ops::Log& lines_;
  FolderLock lock_;
  http::Meters meters_;
  std::atomic<bool> ready_{false};
  std::atomic<bool> stopping_{false};
  std::atomic<std::int64_t> rights_version_{0};
  std::atomic<std::int64_t> looked_minute_{0};
  std::atomic<std::int64_t> purged_day_{0};
  std::unique_ptr<log::EventLog> log_;
  std::unique_ptr<directory::Directory> directory_;
  live::RuleBook rules_;
  live::TemplateBook templates_;
  std::unique_ptr<live::Registry> registry_;
  std::unique_ptr<live::Identity> identity_;
  readmodel::ModelFile models_;
  std::unique_ptr<readmodel::Feeder> feeder_;
  readmodel::ListReader lists_;
  readmodel::Search search_;
  net::StaticFiles files_;
  std::vector<std::unique_ptr<LateStrand>> strands_;
  std::unique_ptr<live::Hub> hub_;
  std::unique_ptr<live::Erasures> erasures_;
  std::unique_ptr<live::Workers> wakers_;
  std::unique_ptr<live::HostServices> host_services_;
  std::unique_ptr<live::Hosts> hall_;
  std::unique_ptr<reactors::Runner> reactors_;
  std::unique_ptr<live::Workers> workers_;
  std::unique_ptr<live::Workers> entrances_;
  std::unique_ptr<live::Workers> sign_ins_;
  std::unique_ptr<live::Workers> imports_;
  std::unique_ptr<publish::RecordPages> pages_;
  std::unique_ptr<publish::Notices> notices_;
  std::unique_ptr<publish::RecordNumbers> numbers_;
  std::unique_ptr<publish::RecordMaker> maker_;
  std::unique_ptr<publish::Previews> previews_;
  std::unique_ptr<publish::Documents> documents_;
  std::unique_ptr<http::FirstPages> first_pages_;
  std::unique_ptr<http::Importer> importer_;
  std::unique_ptr<MailRoom> mail_;  // null: no letters
  http::FileShelf shelf_{http::kFileBytesOutMax};
  std::unique_ptr<http::Gateway> gateway_;
  std::unique_ptr<http::Routes> routes_;
  std::unique_ptr<net::Server> server_;
  std::unique_ptr<ControlSocket> control_;
};

}  // namespace roundtable::app
