// Method: values are given through each origin (file in a folder of its own, made-up environment,
// flags) and the settings that result, or the sentence that names the mistake, are compared.
#include "ops/config.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

using namespace roundtable::ops;

namespace {

namespace fs = std::filesystem;

struct Folder {
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "roundtable-ops-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path = pattern;
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return (path / name).string();
  }
  fs::path path;
};

std::function<const char*(const char*)> environment(
    const std::map<std::string, std::string>& variables) {
  return [&variables](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  };
}

std::string problem_of(std::string_view name, std::string_view value) {
  return Configuration().set_flag(name, value).value_or("");
}

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("without any configuration the table's defaults hold") {
  const Configuration nothing_set;
  const Settings& settings = nothing_set.settings();
  const Settings standard;
  CHECK(settings.host == "127.0.0.1");
  CHECK(settings.port == 8080);
  CHECK(settings.sockets_max == standard.sockets_max);

  // What the table prints as default is what the struct holds.
  for (const Setting& setting : settings_table()) {
    if (setting.standard.empty()) continue;
    Settings parsed;
    INFO(setting.name);
    CHECK(setting.parse(setting.standard, parsed) == std::nullopt);
    CHECK(parsed.data == standard.data);
    CHECK(parsed.host == standard.host);
    CHECK(parsed.port == standard.port);
    CHECK(parsed.shards == standard.shards);
    CHECK(parsed.sockets_max == standard.sockets_max);
    CHECK(parsed.ping_seconds == standard.ping_seconds);
    CHECK(parsed.log_level == standard.log_level);
    CHECK(parsed.require_second_factor == standard.require_second_factor);
    CHECK(parsed.helper_days == standard.helper_days);
    CHECK(parsed.lock_minutes == standard.lock_minutes);
    CHECK(parsed.retain_votes_days == standard.retain_votes_days);
    CHECK(parsed.retain_excuses_days == standard.retain_excuses_days);
    CHECK(parsed.retain_names_days == standard.retain_names_days);
  }
}

TEST_CASE("a flag beats the environment, and the environment beats the file, in any order") {
  const Folder folder;
  const std::string file = folder.file(
      "r.conf", "# our hall\n\nlisten = 0.0.0.0:80\n  ping_seconds=20  \r\nshards = 3\n");
  const std::map<std::string, std::string> variables{{"ROUNDTABLE_LISTEN", "127.0.0.1:81"},
                                                     {"ROUNDTABLE_PING_SECONDS", "21"},
                                                     {"ROUNDTABLE_SHARDS", ""}};
  Configuration configuration;
  REQUIRE(configuration.set_flag("listen", "127.0.0.1:82") == std::nullopt);
  REQUIRE(configuration.read_environment(environment(variables)) == std::nullopt);
  REQUIRE(configuration.read_file(file) == std::nullopt);

  CHECK(configuration.settings().port == 82);
  CHECK(configuration.settings().ping_seconds == 21);
  CHECK(configuration.settings().shards == 3);
}

TEST_CASE("a mistake in the file is named with its line") {
  const Folder folder;
  const std::string file = folder.file("r.conf", "data = there\nlisten = nowhere\n");
  CHECK(Configuration().read_file(file) ==
        "configuration file " + file + ", line 2: listen: \"nowhere\" is not HOST:PORT");
  const std::string unknown = folder.file("u.conf", "colour = red\n");
  CHECK(Configuration().read_file(unknown) ==
        "configuration file " + unknown + ", line 1: there is no setting \"colour\"");
  const std::string shapeless = folder.file("s.conf", "\n\nshards 2\n");
  CHECK(Configuration().read_file(shapeless) ==
        "configuration file " + shapeless + ", line 3: is not of the form key = value");
  CHECK(Configuration().read_file("/nowhere/r.conf") ==
        "configuration file /nowhere/r.conf: cannot be read");
}

TEST_CASE("a mistake in the environment is named with its variable") {
  const std::map<std::string, std::string> variables{{"ROUNDTABLE_SHARDS", "many"}};
  CHECK(Configuration().read_environment(environment(variables)) ==
        "environment variable ROUNDTABLE_SHARDS: shards: \"many\" is not a whole number from 0 to "
        "256");
}

TEST_CASE("a mistake is refused even where a stronger value stands") {
  Configuration configuration;
  REQUIRE(configuration.set_flag("shards", "2") == std::nullopt);
  CHECK(configuration.set("shards", "-1", Origin::file, "file") != std::nullopt);
  CHECK(configuration.settings().shards == 2);
}

TEST_CASE("values that make no sense are refused") {
  const auto [name, value] = GENERATE(table<std::string, std::string>({
      {"data", ""},
      {"listen", "8080"},
      {"listen", "::1:8080"},
      {"listen", "127.0.0.1:65536"},
      {"listen", ":8080"},
      {"listen", "127.0.0.1:80x"},
      {"base_url", "roundtable.example"},
      {"base_url", "https://roundtable.example/"},
      {"base_url", "https://"},
      {"base_url", "https://a b"},
      {"trusted_proxies", ""},
      {"trusted_proxies", "127.0.0.1,,10.0.0.1"},
      {"trusted_proxies", "proxy.example"},
      {"host_names", ""},
      {"host_names", "vote.example.org:8080"},
      {"host_names", "https://vote.example.org"},
      {"host_names", "a,,b"},
      {"sockets_max", "0"},
      {"ping_seconds", "4"},
      {"ping_seconds", "30 s"},
      {"shards", "99999999999999999999"},
      {"log_level", "loud"},
      {"require_second_factor", "everybody"},
      {"helper_days", "0"},
      {"lock_minutes", "0"},
      {"retain_votes_days", "-1"},
      {"retain_excuses_days", "36501"},
      {"retain_names_days", "a year"},
  }));
  INFO(name << " = " << value);
  CHECK(problem_of(name, value).starts_with("command line: " + name + ": "));
}

TEST_CASE("values that make sense are taken") {
  Configuration configuration;
  REQUIRE(configuration.set_flag("listen", "[::1]:0") == std::nullopt);
  REQUIRE(configuration.set_flag("base_url", "https://roundtable.example:8443/hall") ==
          std::nullopt);
  REQUIRE(configuration.set_flag("trusted_proxies", "127.0.0.1, ::1") == std::nullopt);
  REQUIRE(configuration.set_flag("host_names", "vote.example.org, box.lan") == std::nullopt);
  REQUIRE(configuration.set_flag("log_level", "warning") == std::nullopt);
  const Settings& settings = configuration.settings();
  CHECK(settings.host == "::1");
  CHECK(settings.port == 0);
  CHECK(settings.base_url == "https://roundtable.example:8443/hall");
  CHECK(settings.trusted_proxies == std::vector<std::string>{"127.0.0.1", "::1"});
  CHECK(settings.host_names == std::vector<std::string>{"vote.example.org", "box.lan"});
  CHECK(settings.log_level == Level::warning);
}

TEST_CASE("shared folders are found beside the installed program and in the source tree") {
  const Folder installed;
  fs::create_directories(installed.path / "bin");
  fs::create_directories(installed.path / "share/roundtable/web");
  CHECK(find_web((installed.path / "bin").string()) ==
        (installed.path / "share/roundtable/web").string());
  CHECK(find_templates((installed.path / "bin").string()).empty());

  const Folder source;
  fs::create_directories(source.path / "build/release/src");
  fs::create_directories(source.path / "templates");
  CHECK(find_templates((source.path / "build/release/src").string()) ==
        (source.path / "templates").string());
  CHECK(find_templates("").empty());
}

TEST_CASE("the page of all settings is up to date") {
  const fs::path page = fs::path(ROUNDTABLE_SOURCE_DIR) / "docs/configuration.md";
  if (std::getenv("ROUNDTABLE_APPROVE") != nullptr) std::ofstream(page) << configuration_page();
  CHECK(text_of(page) == configuration_page());
}
