// `roundtable reactions`: what reactors have taken up and not brought to an end, from the log
// alone, also beside a running server.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "cli/commands.hpp"
#include "log/log_readers.hpp"

namespace roundtable::cli {
namespace {

constexpr std::size_t kListedReactionsMax = 10'000;

int list_reactions(const std::string& data) {
  const auto unfinished = log::open_log_readers(data)->unfinished_reactions(kListedReactionsMax);
  std::size_t given_up = 0;
  for (const auto& one : unfinished) {
    const bool lost = one.state == log::Reacted::given_up;
    given_up += lost ? 1 : 0;
    std::printf("%s  reactor:%s  entry %llu of %s  %s  tries %llu  %s\n",
                lost ? "GIVEN UP" : "waiting ", one.reactor.c_str(),
                static_cast<unsigned long long>(one.version), one.stream.c_str(), one.key.c_str(),
                static_cast<unsigned long long>(one.tries), one.why.c_str());
  }
  std::printf("%zu waiting, %zu given up\n", unfinished.size() - given_up, given_up);
  return given_up == 0 ? 0 : 2;
}

}  // namespace

void add_reactions(CLI::App& program, int& exit_code) {
  auto data = std::make_shared<std::string>();
  auto* command = program.add_subcommand(
      "reactions", "List what follows from entries and has not been brought to an end");
  command->add_option("--data", *data, "The data folder of the server")->required();
  command->footer(
      "What was tried ten times in vain is given up, and what follows from later entries of its "
      "stream waits behind it; the next start of the server tries anew. Exit code 0: nothing was "
      "given up, 2: something was.");
  command->callback([data, &exit_code] { exit_code = list_reactions(*data); });
}

}  // namespace roundtable::cli
