#include "cli/run.hpp"

#include <signal.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <list>
#include <stdexcept>
#include <thread>

namespace roundtable::cli {
namespace {

/// Blocked in every thread, so that only `wait_for_end` hears them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  return signals;
}

void fail_with(const std::optional<std::string>& mistake) {
  if (mistake) throw std::runtime_error(*mistake);
}

app::SystemOptions options_from(const ops::Settings& settings) {
  app::SystemOptions options;
  options.data = settings.data;
  const auto folder = ops::program_folder();
  options.web = settings.web.empty() ? ops::find_web(folder) : settings.web;
  options.templates = settings.templates.empty() ? ops::find_templates(folder) : settings.templates;
  if (options.templates.empty()) {
    throw std::runtime_error("the templates folder was not found: say --templates DIR");
  }
  options.server.host = settings.host;
  options.server.port = settings.port;
  options.server.shards = settings.shards != 0
                              ? settings.shards
                              : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  options.server.trusted_proxies = settings.trusted_proxies;
  options.metrics_from = settings.metrics_from;
  options.base_url = settings.base_url;
  options.host_names = settings.host_names;
  options.pdf_program = settings.pdf_program;
  options.word_program = settings.word_program;
  options.needs_second = live::needs_second_from(settings.require_second_factor).value();
  options.mail = {settings.smtp_url, settings.smtp_user, settings.smtp_password_file,
                  settings.smtp_from, settings.smtp_tls};
  options.helper_days = settings.helper_days;
  options.lock_minutes = settings.lock_minutes;
  options.server.sockets_max = settings.sockets_max;
  options.server.connections_per_address_max = settings.address_sockets_max;
  options.server.ping_interval = std::chrono::seconds(settings.ping_seconds);
  return options;
}

/// On standard output alone: log lines are kept and read by others.
void tell_setup_code(app::System& system) {
  const auto code = system.identity().new_setup_code();
  if (!code) return;
  std::printf(
      "还没有管理员。请在浏览器打开本服务器的首页，用这个一次性开通码开通第一个管理员账号：\n"
      "There is no administrator yet. Open this server's start page in a browser; one-time code:\n"
      "\n    %s\n\n"
      "http://localhost:%u/setup\n"
      "用过一次或服务器重新启动后失效。 It ends when it is used or the server starts anew.\n",
      live::grouped_code(*code).c_str(), static_cast<unsigned>(system.port()));
  std::fflush(stdout);
}

}  // namespace

struct SettingFlags::Values {
  std::string config;
  std::list<std::pair<std::string, std::string>> given;  // name, value; addresses stay valid
};

SettingFlags::SettingFlags(CLI::App& command) : values_(std::make_shared<Values>()) {
  command.add_option("--config", values_->config, "Configuration file with lines `key = value`");
  for (const auto& setting : ops::settings_table()) {
    auto& value = values_->given.emplace_back(std::string(setting.name), "").second;
    command
        .add_option(ops::flag_name(setting), value,
                    std::string(setting.sentence) + " [" + std::string(setting.standard) + "]")
        ->type_name(std::string(setting.placeholder));
  }
}

ops::Settings SettingFlags::settings() const {
  ops::Configuration configuration;
  if (!values_->config.empty()) fail_with(configuration.read_file(values_->config));
  fail_with(configuration.read_environment([](const char* name) { return std::getenv(name); }));
  for (const auto& [name, value] : values_->given) {
    if (!value.empty()) fail_with(configuration.set_flag(name, value));
  }
  return configuration.settings();
}

int run_system(const ops::Settings& settings, const Clock& clock,
               const std::function<void(app::System&)>& seed, const std::function<void()>& ending) {
  const auto signals = block_signals();
  ops::Log lines(system_clock(), settings.log_level);
  app::System system(options_from(settings), clock, system_randomness(), lines);
  system.start();
  if (seed) seed(system);
  tell_setup_code(system);
  system.ready();
  lines.info("server_started", {{"port", system.port()}, {"shards", system.server().shards()}});
  int signal = 0;
  sigwait(&signals, &signal);
  lines.info("server_stopping", {{"signal", signal}});
  if (ending) ending();
  system.stop();
  lines.info("server_stopped");
  return 0;
}

}  // namespace roundtable::cli
