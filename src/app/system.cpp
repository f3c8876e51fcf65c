#include "app/system.hpp"

#include <stdexcept>
#include <thread>

#include "app/import_control.hpp"
#include "app/slip_control.hpp"
#include "base/ensure.hpp"
#include "base/plain_text.hpp"
#include "codec/frame_json.hpp"
#include "http/call.hpp"
#include "http/reachable.hpp"
#include "live/beside.hpp"
#include "log/hash_chain.hpp"
#include "reactors/deadlines.hpp"

namespace roundtable::app {
namespace {

constexpr std::size_t kWorkerThreads = 2;  // Argon2id two at a time
constexpr std::size_t kEntranceThreads = 1;
constexpr std::size_t kImportThreads = 1;  // one roll takes seconds and much memory
constexpr std::size_t kImportsMax = 8;     // that wait, with up to 8 MiB each
/// One core at most reads streams; the shards need the others (docs/performance.md).
constexpr std::size_t kWakingThreads = 1;
constexpr std::size_t kWakingMax = 10'000;  // streams that wait to be read
constexpr std::chrono::seconds kStopPatience{10};
constexpr std::chrono::milliseconds kCloseGrace{2'000};
constexpr std::chrono::seconds kRetireInterval{300};
constexpr std::chrono::seconds kListsPatience{1};
const std::string kReadModels = "/readmodels.db";  // in the data folder; disposable
constexpr std::size_t kLabelsPerFrame = 1'000;
constexpr std::chrono::minutes kPatienceOfAProgram{10};
constexpr std::size_t kErasuresAtStart = 100'000;

std::size_t shards_of(const SystemOptions& options) {
  return std::max<std::size_t>(1, options.server.shards);
}

}  // namespace

void LateStrand::post(std::function<void()> task) {
  pass_on(std::chrono::milliseconds(0), std::move(task));
}

void LateStrand::post_after(std::chrono::milliseconds delay, std::function<void()> task) {
  pass_on(delay, std::move(task));
}

void LateStrand::pass_on(std::chrono::milliseconds delay, std::function<void()> task) {
  auto* server = server_.load();
  if (server == nullptr) {
    const std::scoped_lock lock(mutex_);
    server = server_.load();
    if (server == nullptr) {
      waiting_.emplace_back(delay, std::move(task));
      return;
    }
  }
  if (delay.count() > 0) {
    server->post_after(shard_, delay, std::move(task));
  } else {
    server->post(shard_, std::move(task));
  }
}

void LateStrand::attach(net::Server& server, std::size_t shard) {
  const std::scoped_lock lock(mutex_);
  shard_ = shard;
  for (auto& [delay, task] : waiting_) {
    server.post_after(shard, delay, std::move(task));
  }
  waiting_.clear();
  server_ = &server;
}

System::System(SystemOptions options, const Clock& clock, Randomness& randomness,
               ops::Log& log_lines)
    : options_(std::move(options)),
      clock_(clock),
      lines_(log_lines),
      lock_(options_.data),
      log_(log::open_sqlite_log(options_.data, clock, log_options())),
      directory_(directory::open_directory(options_.data)),
      rules_(live::RuleBook::load(options_.templates + "/rules")),
      templates_(live::TemplateBook::load(options_.templates + "/meetings", rules_)),
      registry_(std::make_unique<live::Registry>(
          *log_, clock,
          [this](std::string_view what, const std::string& detail) { failed(what, detail); })),
      identity_(std::make_unique<live::Identity>(*directory_, clock, steady_clock(), randomness)),
      models_(options_.data + kReadModels),
      feeder_(open_read_models()),
      lists_(models_),
      search_(models_),
      files_(options_.web) {
  std::vector<live::Strand*> strands;
  identity_->need_second_factor(options_.needs_second);
  identity_->end_helpers_after(options_.helper_days);
  identity_->lock_after(options_.lock_minutes);
  for (std::size_t i = 0; i < shards_of(options_); ++i) {
    strands_.push_back(std::make_unique<LateStrand>());
    strands.push_back(strands_.back().get());
  }
  hub_ = std::make_unique<live::Hub>(strands);
  pages_ = std::make_unique<publish::RecordPages>(options_.templates + "/records", *log_,
                                                  *registry_, lists_, clock);
  notices_ = std::make_unique<publish::Notices>(options_.templates + "/records", *log_, *registry_,
                                                rules_, *directory_);
  numbers_ = std::make_unique<publish::RecordNumbers>(
      *log_, clock, [this](const GridId& grid, int year, const std::string& mark) {
        return newest_serial(grid, year, mark);
      });
  maker_ = std::make_unique<publish::RecordMaker>(options_.templates + "/records", *log_,
                                                  *registry_, *directory_, *numbers_);
  previews_ = std::make_unique<publish::Previews>(*maker_, *log_, *registry_, rules_);
  publish::DocumentOptions documents;
  documents.templates = options_.templates + "/documents";
  documents.pdf_program = options_.pdf_program;
  documents.word_program = options_.word_program;
  documents_ = std::make_unique<publish::Documents>(
      documents, [this](const std::string& why) { failed("document_not_made", why); });
  first_pages_ = std::make_unique<http::FirstPages>(
      options_.templates + "/pages", files_, *registry_, lists_, *identity_, options_.base_url);
  erasures_ = std::make_unique<live::Erasures>(*log_, [this](std::string_view why) {
    meters_.failure("erasure");
    lines_.error("not_erased", {{"detail", std::string(why)}});
  });
  host_services_ = std::make_unique<live::HostServices>(live::HostServices{
      *log_, clock, randomness, rules_, *registry_, *hub_,
      [this](const auto& asked) { return maker_->prepare(asked); },
      [this](auto ids, auto tell) { tell_labels(std::move(ids), tell); },
      [this](const views::ViewState& state) { feeder_->meeting_is(state); },
      [this](std::string_view what, const std::string& detail) { failed(what, detail); },
      [this](auto commitments) { erase(std::move(commitments)); }});
  live::rebuild_beside(*log_, host_services_->report);
  erasures_->add(log_->pending_erasures(kErasuresAtStart));
  wakers_ = std::make_unique<live::Workers>(kWakingThreads, kWakingMax);
  wire_hosts();
  hall_ = std::make_unique<live::Hosts>(*host_services_);
  reactors_ = make_reactors();
  workers_ = std::make_unique<live::Workers>(kWorkerThreads);
  erasures_->carry_out(*workers_);
  entrances_ = std::make_unique<live::Workers>(kEntranceThreads);
  sign_ins_ = std::make_unique<live::Workers>(kWorkerThreads);
  imports_ = std::make_unique<live::Workers>(kImportThreads, kImportsMax);
  gateway_ =
      std::make_unique<http::Gateway>(*hub_, *hall_, *identity_, clock_, steady_clock(), meters_);
  importer_ = std::make_unique<http::Importer>(*registry_, *directory_, randomness);
  mail_ = make_mail(randomness);
  routes_ = std::make_unique<http::Routes>(services(randomness));
}

/// What hosts need beside what they cannot do without.
void System::wire_hosts() {
  auto& hosts = *host_services_;
  hosts.work = [this](auto task) { return wakers_->run(std::move(task)); };
  hosts.make = [this](auto task) { return workers_->run(std::move(task)); };
  hosts.passed = [this](const auto& meeting, auto version) {
    feeder_->meeting_passed(meeting, version);
  };
  hosts.prepare_notice = [this](const auto& asked) { return maker_->prepare_notice(asked); };
}

http::Services System::services(Randomness& randomness) {
  return {*identity_,
          *registry_,
          rules_,
          templates_,
          *hall_,
          *hub_,
          *workers_,
          *entrances_,
          *sign_ins_,
          *imports_,
          *directory_,
          *log_,
          lists_,
          search_,
          *importer_,
          shelf_,
          *pages_,
          *notices_,
          *previews_,
          *documents_,
          *first_pages_,
          files_,
          clock_,
          randomness,
          meters_,
          lines_,
          ready_,
          options_.base_url,
          options_.metrics_from,
          [this] { return http::reachable_at(options_.base_url, options_.server.host, port()); },
          [this](std::uint64_t number) { return feeder_->wait_for(number, kListsPatience); },
          [this] { return feeder_->is_current(); },
          {options_.base_url, options_.server.host, options_.host_names},
          mail_ == nullptr ? nullptr : &mail_->subscriptions()};
}

std::int64_t System::newest_serial(const GridId& grid, int year, const std::string& mark) const {
  const auto known_until = log_->checkpoint();
  if (known_until && !feeder_->wait_for(known_until->number, kListsPatience)) {
    throw log::LogFailure("the lists do not know all records yet");
  }
  std::int64_t newest = 0;
  for (const auto& number : lists_.record_numbers(grid)) {
    if (as_it_looks(records::mark_in(number)) != as_it_looks(mark)) continue;
    newest = std::max(newest, records::serial_in(number, year));
  }
  return newest;
}

std::unique_ptr<readmodel::Feeder> System::open_read_models() {
  return std::make_unique<readmodel::Feeder>(models_, *log_, [this](const std::string& why) {
    meters_.failure("read_models");
    lines_.error("read_models_failed", {{"detail", why}});
  });
}

void System::failed(std::string_view what, const std::string& detail) {
  meters_.failure(what);
  lines_.error(what, {{"detail", detail}});
}

std::unique_ptr<reactors::Runner> System::make_reactors() {
  std::vector<std::unique_ptr<const reactors::Reactor>> all;
  all.push_back(std::make_unique<reactors::Deadlines>());
  return std::make_unique<reactors::Runner>(
      reactors::RunnerServices{*log_, clock_,
                               [this](const StreamName& stream, live::Submission submission) {
                                 hall_->submit(stream, std::move(submission));
                               },
                               host_services_->report},
      std::move(all));
}

std::unique_ptr<MailRoom> System::make_mail(Randomness& randomness) {
  if (options_.mail.url.empty()) return nullptr;
  return std::make_unique<MailRoom>(
      smtp_server(options_.mail),
      MailRoomServices{
          *log_, *registry_, lists_, clock_, randomness, options_.data, options_.templates,
          options_.base_url,
          [this](std::uint64_t number) { return feeder_->wait_for(number, kListsPatience); },
          host_services_->report});
}

log::LogOptions System::log_options() {
  log::LogOptions options;
  options.on_failure = [this](const std::string& what) {
    meters_.failure("log");
    lines_.error("log_failed", {{"detail", what}});
  };
  options.on_commit = [this](const log::Commit& commit) { meters_.commit(commit); };
  return options;
}

// The shards' threads end first, then what posts to them; the server itself goes last, because the
// log's last answers may still be posted to it (nothing runs them any more).
System::~System() {
  if (server_ != nullptr && !stopping_) stop();
  control_.reset();
  documents_.reset();
  imports_.reset();
  sign_ins_.reset();
  entrances_.reset();
  workers_.reset();
  wakers_.reset();
  reactors_.reset();
  mail_.reset();
  hall_.reset();
  feeder_.reset();
  registry_.reset();
  log_.reset();
}

void System::start() {
  auto options = options_.server;
  options.shards = shards_of(options_);
  options.on_failure = [this](std::string_view what, std::string_view why) {
    lines_.warning("network", {{"doing", what}, {"detail", why}});
  };
  server_ = net::start_server(options, *routes_, *gateway_);
  for (std::size_t shard = 0; shard < strands_.size(); ++shard) {
    strands_[shard]->attach(*server_, shard);
    tick(shard);
  }
  every_second();
  reactors_->start();
  if (mail_ != nullptr) mail_->office().start();
  meters_.reactions_from([this] { return reactors_->waiting(); },
                         [this] { return reactors_->given_up(); });
  if (mail_ != nullptr) {
    meters_.letters_from([this] { return mail_->office().waiting(); },
                         [this] { return mail_->office().given_up(); });
  }
  meters_.sockets_from([this] { return server_->counters(); });
  meters_.meetings_from(host_services_->counters);
  meters_.waiting_from("requests", [this] { return workers_->waiting(); });
  meters_.waiting_from("entrances", [this] { return entrances_->waiting(); });
  meters_.waiting_from("sign_ins", [this] { return sign_ins_->waiting(); });
  meters_.waiting_from("imports", [this] { return imports_->waiting(); });
  meters_.waiting_from("documents", [this] { return documents_->waiting(); });
  meters_.waiting_from("waking", [this] { return wakers_->waiting(); });
  purge_daily();
  retire_idle();
  listen_locally();
}

// Without it everything works but subcommands that write, and those say so.
void System::listen_locally() {
  try {
    control_ = std::make_unique<ControlSocket>(options_.data, [this](std::string request) {
      if (auto slip = answer_slip_request(*hall_, *registry_, request)) return *std::move(slip);
      return answer_control(*importer_, std::move(request));
    });
  } catch (const std::runtime_error& failure) {
    lines_.warning("no_control_socket", {{"detail", failure.what()}});
  }
}

void System::tick(std::size_t shard) {
  server_->post_after(shard, http::kClockInterval, [this, shard] {
    if (stopping_) return;
    gateway_->tick_clock(shard);
    tick(shard);
  });
}

void System::retire_idle() {
  server_->post_after(0, kRetireInterval, [this] {
    if (stopping_) return;
    hall_->retire_idle();
    erasures_->carry_out(*workers_);
    purge_daily();
    retire_idle();
  });
}

// What meetings say before there are workers waits for them.
void System::erase(std::vector<std::string> commitments) {
  erasures_->add(std::move(commitments));
  if (workers_ != nullptr) erasures_->carry_out(*workers_);
}

void System::purge_daily() {
  const auto day = clock_.now().micros / kMicrosPerDay;
  if (purged_day_.exchange(day) == day) return;
  const bool taken = workers_->run([this] {
    try {
      const auto rows = identity_->purge();
      if (rows > 0) lines_.info("purged", {{"sessions_and_invitations", rows}});
    } catch (const log::LogFailure& failure) {
      purged_day_ = 0;  // tried again after the next interval
      meters_.failure("directory");
      lines_.error("directory_failed", {{"detail", failure.what()}});
    }
  });
  if (!taken) purged_day_ = 0;
}

void System::every_second() {
  server_->post_after(0, std::chrono::seconds(1), [this] {
    if (stopping_) return;
    look_at_rights();
    every_second();
  });
}

// In parts, so that nobody waits long for the Directory and no frame grows with the roll.
void System::tell_labels(std::vector<std::string> ids,
                         const std::function<void(live::HostServices::Labels)>& tell) {
  for (std::size_t from = 0; from < ids.size(); from += kLabelsPerFrame) {
    const auto until = std::min(ids.size(), from + kLabelsPerFrame);
    std::vector<std::string> part(ids.begin() + static_cast<std::ptrdiff_t>(from),
                                  ids.begin() + static_cast<std::ptrdiff_t>(until));
    const bool taken = workers_->run([this, part = std::move(part), tell] {
      try {
        live::HostServices::Labels labels;
        for (auto& label : directory_->labels(part)) labels[label.id] = std::move(label.text);
        tell(std::move(labels));
      } catch (const log::LogFailure& failure) {
        meters_.failure("directory");
        lines_.error("directory_failed", {{"detail", failure.what()}});
      }
    });
    if (!taken) {
      meters_.failure("labels_dropped");
      lines_.warning("labels_dropped", {{"detail", "too much is waiting for the workers"}});
      return;
    }
  }
}

// Roles and sessions may also be changed by another program (`roundtable account`).
void System::look_at_rights() {
  workers_->run([this] {
    try {
      const auto version = directory_->rights_version();
      const auto minute = clock_.now().micros / (60 * kMicrosPerSecond);
      // Once a minute anyway: sessions also end by themselves.
      if (rights_version_ == version && looked_minute_ == minute) return;
      gateway_->look_again();
      rights_version_ = version;
      looked_minute_ = minute;
    } catch (const log::LogFailure& failure) {
      // Looked at again in a second.
      meters_.failure("directory");
      lines_.error("directory_failed", {{"detail", failure.what()}});
    }
  });
}

void System::stop() {
  ready_ = false;
  control_.reset();
  server_->stop_accepting();
  reactors_->stop();
  if (mail_ != nullptr) mail_->office().stop();
  hall_->stop_taking();
  const auto patience = std::chrono::steady_clock::now() + kStopPatience;
  while (!hall_->quiet() && std::chrono::steady_clock::now() < patience) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  stopping_ = true;
  documents_->stop();
  hub_->close_all();
  server_->shut_down(kCloseGrace);
}

live::Answer System::give(const StreamName& stream, std::shared_ptr<const live::Subject> subject,
                          const CommandId& id, domain::Command command, log::SealedFile file) {
  live::Submission submission;
  submission.subject = std::move(subject);
  submission.id = id;
  submission.command_sha256 =
      log::sha256_hex(std::string(stream.id()) + "\n" + codec::write_command(command));
  submission.command = std::move(command);
  submission.file = std::move(file);
  return http::submit_and_wait(*hall_, stream, std::move(submission), kPatienceOfAProgram);
}

}  // namespace roundtable::app
