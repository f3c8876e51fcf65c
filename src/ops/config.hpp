// Every setting of the server in one table: name, default, sentence. Help texts, the page
// docs/configuration.md, the configuration file and the environment are read off that table, so
// none of them can disagree. What is given on the command line beats the environment, that beats
// the file, that beats the default. Used once at start-up, by one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ops/observe.hpp"

namespace roundtable::ops {

struct Settings {
  std::string data = "data";
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  std::string base_url;       // "": http://host:port
  std::vector<std::string> host_names;
  std::string web;        // "": found beside the program
  std::string templates;  // "": found beside the program
  std::string pdf_program = "weasyprint";
  std::string word_program = "pandoc";
  std::string smtp_url;  // "": no letters
  std::string smtp_user;
  std::string smtp_password_file;
  std::string smtp_from;
  bool smtp_tls = true;
  std::size_t shards = 0;  // 0: one for each core
  std::vector<std::string> trusted_proxies;
  std::vector<std::string> metrics_from = {"127.0.0.1", "::1"};
  std::size_t sockets_max = 50'000;
  std::size_t address_sockets_max = 4'000;
  std::int64_t ping_seconds = 30;
  Level log_level = Level::info;
  std::string require_second_factor = "none";
  std::int64_t helper_days = 14;
  std::int64_t lock_minutes = 10;
  // What `roundtable forget` may not erase sooner, in days after a meeting's last entry.
  std::int64_t retain_votes_days = 1'095;
  std::int64_t retain_excuses_days = 365;
  std::int64_t retain_names_days = 0;
};

/// One row of the table. `parse` sets the member and answers nothing, or says what is wrong.
struct Setting {
  std::string_view name;  // "sockets_max": key in the file, --sockets-max, ROUNDTABLE_SOCKETS_MAX
  std::string_view placeholder;  // "NUMBER"
  std::string_view standard;     // the default as one would write it
  std::string_view sentence;
  std::optional<std::string> (*parse)(std::string_view value, Settings& settings);
};
std::span<const Setting> settings_table();

/// "--sockets-max"
std::string flag_name(const Setting& setting);
/// "ROUNDTABLE_SOCKETS_MAX"
std::string environment_name(const Setting& setting);
/// docs/configuration.md
std::string configuration_page();

/// Where a value comes from, weakest first.
enum class Origin { standard, file, environment, flag };

/// Collects values from all origins, in any order; a stronger origin is never overwritten by a
/// weaker one. Every function answers nothing, or one sentence that names the place of the mistake.
class Configuration {
 public:
  Configuration();

  std::optional<std::string> set(std::string_view name, std::string_view value, Origin origin,
                                 const std::string& place);
  std::optional<std::string> set_flag(std::string_view name, std::string_view value);
  /// Lines `key = value`; empty ones and those that begin with # are skipped.
  std::optional<std::string> read_file(const std::string& path);
  /// `lookup` answers null for a variable that is not set (getenv). An empty one counts as not set.
  std::optional<std::string> read_environment(
      const std::function<const char*(const char*)>& lookup);

  const Settings& settings() const { return settings_; }

 private:
  Settings settings_;
  std::vector<Origin> origins_;  // by row of the table
};

/// "127.0.0.1:8080", "[::1]:8080"; nothing for anything else.
struct Address {
  std::string host;
  std::uint16_t port = 0;
};
std::optional<Address> address_from(std::string_view text);

/// The folder of the running program; "" where the system does not tell.
std::string program_folder();
/// `share/roundtable/web` (installed) or `web-ui/dist` (source tree) in the program's folder or the
/// nearest one above it; "" where there is none.
std::string find_web(const std::string& program_folder);
/// Likewise `share/roundtable/templates` or `templates`.
std::string find_templates(const std::string& program_folder);

}  // namespace roundtable::ops
