// `roundtable serve`: the server on a data folder of one's own.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/run.hpp"

namespace roundtable::cli {

void add_serve(CLI::App& program, int& exit_code) {
  auto* command = program.add_subcommand("serve", "Run the server");
  auto flags = std::make_shared<SettingFlags>(*command);
  command->footer(
      "Example: roundtable serve --data /var/lib/roundtable --listen 127.0.0.1:8080\n"
      "SIGTERM answers what has been taken, then ends. Settings: docs/configuration.md.");
  command->callback(
      [flags, &exit_code] { exit_code = run_system(flags->settings(), system_clock(), nullptr); });
}

}  // namespace roundtable::cli
