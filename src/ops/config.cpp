#include "ops/config.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace roundtable::ops {
namespace {

using Problem = std::optional<std::string>;

constexpr std::string_view kNameCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";

std::string quoted(std::string_view value) {
  return '"' + std::string(value) + '"';
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::optional<std::int64_t> integer_from(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

template <class Number>
Problem set_number(std::string_view value, std::int64_t min, std::int64_t max, Number& number) {
  const auto read = integer_from(value);
  if (!read || *read < min || *read > max) {
    return quoted(value) + " is not a whole number from " + std::to_string(min) + " to " +
           std::to_string(max);
  }
  number = static_cast<Number>(*read);
  return std::nullopt;
}

Problem set_text(std::string_view value, std::string& text) {
  if (value.empty()) return "must not be empty";
  text = value;
  return std::nullopt;
}

Problem set_listen(std::string_view value, Settings& settings) {
  const auto address = address_from(value);
  if (!address) return quoted(value) + " is not HOST:PORT";
  settings.host = address->host;
  settings.port = address->port;
  return std::nullopt;
}

Problem set_base_url(std::string_view value, Settings& settings) {
  const bool web = value.starts_with("http://") || value.starts_with("https://");
  const bool bare = value.find_first_of(" ?#\"<>") == std::string_view::npos;
  const auto host = web ? value.substr(value.find("//") + 2) : std::string_view{};
  if (host.empty() || host.starts_with('/') || !bare || value.ends_with('/')) {
    return quoted(value) + " is not an address such as https://roundtable.example without a last /";
  }
  settings.base_url = value;
  return std::nullopt;
}

Problem set_addresses(std::string_view value, std::vector<std::string>& addresses) {
  std::vector<std::string> read;
  while (true) {
    const auto comma = value.find(',');
    const auto address = trimmed(value.substr(0, comma));
    if (address.empty() ||
        address.find_first_not_of("0123456789abcdefABCDEF.:") != std::string::npos) {
      return quoted(address) + " is not an IP address";
    }
    read.emplace_back(address);
    if (comma == std::string_view::npos) break;
    value.remove_prefix(comma + 1);
  }
  addresses = std::move(read);
  return std::nullopt;
}

Problem set_names(std::string_view value, std::vector<std::string>& names) {
  std::vector<std::string> read;
  while (true) {
    const auto comma = value.find(',');
    const auto name = trimmed(value.substr(0, comma));
    if (name.empty() || name.find_first_not_of(kNameCharacters) != std::string_view::npos) {
      return quoted(name) + " is not a host name such as vote.example.org, without a port";
    }
    read.emplace_back(name);
    if (comma == std::string_view::npos) break;
    value.remove_prefix(comma + 1);
  }
  names = std::move(read);
  return std::nullopt;
}

Problem set_second_factor(std::string_view value, Settings& settings) {
  if (value != "none" && value != "administrators" && value != "staff") {
    return quoted(value) + " is not none, administrators or staff";
  }
  settings.require_second_factor = value;
  return std::nullopt;
}

Problem set_smtp_url(std::string_view value, Settings& settings) {
  const bool smtp = value.starts_with("smtp://") || value.starts_with("smtps://");
  const auto host = smtp ? value.substr(value.find("//") + 2) : std::string_view{};
  if (host.empty() || host.find_first_of(" /?#@\"<>") != std::string_view::npos) {
    return quoted(value) + " is not an address such as smtp://mail.example.org:587";
  }
  settings.smtp_url = value;
  return std::nullopt;
}

Problem set_smtp_tls(std::string_view value, Settings& settings) {
  if (value != "required" && value != "none") return quoted(value) + " is not required or none";
  settings.smtp_tls = value == "required";
  return std::nullopt;
}

constexpr std::int64_t kRetainDaysMax = 36'500;

Problem set_days(std::string_view value, std::int64_t& days) {
  return set_number(value, 0, kRetainDaysMax, days);
}

Problem set_log_level(std::string_view value, Settings& settings) {
  const auto level = level_from(value);
  if (!level) return quoted(value) + " is not debug, info, warning or error";
  settings.log_level = *level;
  return std::nullopt;
}

constexpr std::array kTable{
    Setting{"data", "FOLDER", "data",
            "Folder that holds the log, the Directory and the signing key.",
            [](std::string_view value, Settings& s) { return set_text(value, s.data); }},
    Setting{"listen", "HOST:PORT", "127.0.0.1:8080",
            "Address to listen on; port 0 takes any free one.", set_listen},
    Setting{"base_url", "URL", "",
            "Public address that printed links and QR codes begin with; without it the address "
            "listened on.",
            set_base_url},
    Setting{"host_names", "NAMES", "",
            "Names, separated by commas, that this server goes by besides that of base_url; a "
            "request that asks for another name is refused. IP addresses and localhost always "
            "count.",
            [](std::string_view value, Settings& s) { return set_names(value, s.host_names); }},
    Setting{
        "web", "FOLDER", "",
        "Folder of the built web client; without it the one beside the program or in the source "
        "tree.",
        [](std::string_view value, Settings& s) { return set_text(value, s.web); }},
    Setting{"templates", "FOLDER", "",
            "Folder of rules, meeting and record templates; without it the one beside the program "
            "or in the source tree.",
            [](std::string_view value, Settings& s) { return set_text(value, s.templates); }},
    Setting{"pdf_program", "FILE", "weasyprint",
            "Program that makes documents as PDF (Debian: weasyprint, with fonts-noto-cjk), by its "
            "path or as PATH has it; where it is missing the form is refused.",
            [](std::string_view value, Settings& s) { return set_text(value, s.pdf_program); }},
    Setting{"word_program", "FILE", "pandoc",
            "Program that makes documents for Word (Debian: pandoc), likewise.",
            [](std::string_view value, Settings& s) { return set_text(value, s.word_program); }},
    Setting{"smtp_url", "URL", "",
            "Server that takes letters for households that ask for them: smtp://HOST:PORT with "
            "STARTTLS, smtps://HOST:PORT with TLS from the beginning; without it none are offered. "
            "Needs base_url and smtp_from.",
            set_smtp_url},
    Setting{"smtp_from", "ADDRESS", "", "Address of e-mail that letters come from.",
            [](std::string_view value, Settings& s) { return set_text(value, s.smtp_from); }},
    Setting{"smtp_user", "NAME", "", "Name that the server of smtp_url knows this one by.",
            [](std::string_view value, Settings& s) { return set_text(value, s.smtp_user); }},
    Setting{
        "smtp_password_file", "FILE", "",
        "File whose first line is the password for that name; nobody else should read it.",
        [](std::string_view value, Settings& s) { return set_text(value, s.smtp_password_file); }},
    Setting{"smtp_tls", "WHICH", "required",
            "required: nothing goes to smtp:// without STARTTLS. none: where it is offered; only "
            "for a server within one's own network. A server on this machine never needs it.",
            set_smtp_tls},
    Setting{
        "shards", "NUMBER", "0", "Threads that serve connections; 0 takes one for each core.",
        [](std::string_view value, Settings& s) { return set_number(value, 0, 256, s.shards); }},
    Setting{"trusted_proxies", "ADDRESSES", "",
            "IP addresses of reverse proxies, separated by commas, whose X-Forwarded-For is "
            "believed.",
            [](std::string_view value, Settings& s) {
              return set_addresses(value, s.trusted_proxies);
            }},
    Setting{
        "metrics_from", "ADDRESSES", "127.0.0.1,::1",
        "IP addresses, separated by commas, that may read /metrics, directly and not through a "
        "proxy.",
        [](std::string_view value, Settings& s) { return set_addresses(value, s.metrics_from); }},
    Setting{"sockets_max", "NUMBER", "50000", "Connections taken at one time; more are refused.",
            [](std::string_view value, Settings& s) {
              return set_number(value, 1, 1'000'000, s.sockets_max);
            }},
    Setting{"address_sockets_max", "NUMBER", "4000",
            "Connections taken at one time from one address (of IPv6: its first 64 bits), and "
            "never more than half of sockets_max; 0 takes as many as come. A hall of 300 phones "
            "behind one address needs some 2,000.",
            [](std::string_view value, Settings& s) {
              return set_number(value, 0, 1'000'000, s.address_sockets_max);
            }},
    Setting{"ping_seconds", "NUMBER", "30",
            "Seconds between pings; a connection silent for twice as long is dropped.",
            [](std::string_view value, Settings& s) {
              return set_number(value, 5, 3'600, s.ping_seconds);
            }},
    Setting{"log_level", "LEVEL", "info",
            "Least level of the lines written to standard error: debug, info, warning or error.",
            set_log_level},
    Setting{"require_second_factor", "WHO", "none",
            "Who signs in with a code of an app beside the password (RFC 6238) and has no rights "
            "before that is set up: none, administrators or staff. For all others it is theirs to "
            "choose.",
            set_second_factor},
    Setting{"helper_days", "DAYS", "14",
            "Days after which a helper's role ends by itself, where nobody says until when it is "
            "held.",
            [](std::string_view value, Settings& s) {
              return set_number(value, 1, 366, s.helper_days);
            }},
    Setting{"lock_minutes", "MINUTES", "10",
            "Minutes after which a computer that others use too locks, if nobody touches it.",
            [](std::string_view value, Settings& s) {
              return set_number(value, 1, 480, s.lock_minutes);
            }},
    Setting{
        "retain_votes_days", "DAYS", "1095",
        "Days after the last entry of a meeting before which `roundtable forget` erases no "
        "confidential choice and no reason of a vote entered for somebody. Three years are our "
        "own setting, not law: a decision can be challenged for a year from when one knew of "
        "it (Civil Code, Art. 280; SPC on condominium ownership, Art. 12).",
        [](std::string_view value, Settings& s) { return set_days(value, s.retain_votes_days); }},
    Setting{
        "retain_excuses_days", "DAYS", "365",
        "The same for the reasons of excuses and for objections to proposed minutes. One year is "
        "our "
        "own setting.",
        [](std::string_view value, Settings& s) { return set_days(value, s.retain_excuses_days); }},
    Setting{
        "retain_names_days", "DAYS", "0",
        "The same for names, labels and accounts of whoever could take part in the meeting. "
        "None is our own setting: while a meeting is not over they are never erased.",
        [](std::string_view value, Settings& s) { return set_days(value, s.retain_names_days); }},
};

std::string in_upper_case(std::string_view name) {
  std::string upper(name);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

/// In the folder and the ones above it, the nearest that has one of the two.
std::string find_upwards(const std::string& start, const char* installed, const char* source) {
  namespace fs = std::filesystem;
  if (start.empty()) return {};
  for (fs::path folder = start;; folder = folder.parent_path()) {
    for (const char* below : {installed, source}) {
      std::error_code ignored;  // a folder that cannot be looked into does not have it
      if (fs::is_directory(folder / below, ignored)) return (folder / below).string();
    }
    if (folder == folder.parent_path()) return {};
  }
}

}  // namespace

std::span<const Setting> settings_table() {
  return kTable;
}

std::string flag_name(const Setting& setting) {
  std::string flag = "--" + std::string(setting.name);
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

std::string environment_name(const Setting& setting) {
  return "ROUNDTABLE_" + in_upper_case(setting.name);
}

std::string configuration_page() {
  std::string page =
      "# Configuration\n\n"
      "Made from the table in `src/ops/config.cpp`; `script/test ops --approve` writes it anew.\n\n"
      "Every setting can stand in the configuration file (`--config FILE`, lines `key = value`, "
      "comments begin with `#`), in the environment, or on the command line of `roundtable serve`. "
      "The command line beats the environment, the environment beats the file.\n\n"
      "| In the file | Environment | Command line | Default | Meaning |\n"
      "|---|---|---|---|---|\n";
  for (const Setting& setting : kTable) {
    const std::string standard =
        setting.standard.empty() ? "" : "`" + std::string(setting.standard) + "`";
    page += "| `" + std::string(setting.name) + "` | `" + environment_name(setting) + "` | `" +
            flag_name(setting) + " " + std::string(setting.placeholder) + "` | " + standard +
            " | " + std::string(setting.sentence) + " |\n";
  }
  return page;
}

Configuration::Configuration() : origins_(kTable.size(), Origin::standard) {}

Problem Configuration::set(std::string_view name, std::string_view value, Origin origin,
                           const std::string& place) {
  const auto row = std::find_if(kTable.begin(), kTable.end(),
                                [&](const Setting& setting) { return setting.name == name; });
  if (row == kTable.end()) return place + ": there is no setting " + quoted(name);
  Settings changed = settings_;
  if (auto problem = row->parse(value, changed)) {
    return place + ": " + std::string(name) + ": " + *problem;
  }
  Origin& set_by = origins_[static_cast<std::size_t>(row - kTable.begin())];
  if (origin < set_by) return std::nullopt;
  settings_ = std::move(changed);
  set_by = origin;
  return std::nullopt;
}

Problem Configuration::set_flag(std::string_view name, std::string_view value) {
  return set(name, value, Origin::flag, "command line");
}

Problem Configuration::read_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) return "configuration file " + path + ": cannot be read";
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    const auto text = trimmed(line);
    if (text.empty() || text.front() == '#') continue;
    const std::string place = "configuration file " + path + ", line " + std::to_string(number);
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) return place + ": is not of the form key = value";
    const auto value = trimmed(text.substr(equals + 1));
    if (auto problem = set(trimmed(text.substr(0, equals)), value, Origin::file, place)) {
      return problem;
    }
  }
  if (file.bad()) return "configuration file " + path + ": cannot be read to its end";
  return std::nullopt;
}

Problem Configuration::read_environment(const std::function<const char*(const char*)>& lookup) {
  for (const Setting& setting : kTable) {
    const std::string variable = environment_name(setting);
    const char* value = lookup(variable.c_str());
    if (value == nullptr || *value == '\0') continue;
    if (auto problem =
            set(setting.name, value, Origin::environment, "environment variable " + variable)) {
      return problem;
    }
  }
  return std::nullopt;
}

std::optional<Address> address_from(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto port = integer_from(text.substr(colon + 1));
  if (!port || *port < 0 || *port > 65'535) return std::nullopt;
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return std::nullopt;  // an IPv6 address without brackets could end in what looks like a port
  }
  if (host.empty() || host.find_first_of(" /") != std::string_view::npos) return std::nullopt;
  return Address{std::string(host), static_cast<std::uint16_t>(*port)};
}

std::string program_folder() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string{} : program.parent_path().string();
}

std::string find_web(const std::string& program_folder) {
  return find_upwards(program_folder, "share/roundtable/web", "web-ui/dist");
}

std::string find_templates(const std::string& program_folder) {
  return find_upwards(program_folder, "share/roundtable/templates", "templates");
}

}  // namespace roundtable::ops
