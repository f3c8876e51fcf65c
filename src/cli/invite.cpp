// `roundtable invite`: makes a household's (or an observer's) way in. Writes to the Directory,
// which SQLite serialises, so it works beside a running server.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "live/identity.hpp"

namespace roundtable::cli {
namespace {

struct InviteArguments {
  std::string data;
  std::string meeting;
  std::string head;
  std::string base = "http://localhost:8080";
};

int invite(const InviteArguments& arguments) {
  DataFolder folder(arguments.data);
  const bool resident = !arguments.head.empty();
  if (resident) {
    folder.need_head(arguments.meeting, arguments.head);
  } else {
    folder.need_meeting(arguments.meeting);
  }
  live::Identity identity(folder.directory(), system_clock(), steady_clock(), system_randomness());
  const auto made =
      identity.invite(resident ? "resident" : "observer", arguments.head, arguments.meeting, false);
  std::printf("%s/join/%s\n%s\n", arguments.base.c_str(), made.token.c_str(),
              live::grouped_code(made.code).c_str());
  return 0;
}

}  // namespace

void add_invite(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<InviteArguments>();
  auto* command = program.add_subcommand(
      "invite", "Make an invitation: prints a link for the QR code and a short code to type");
  command->add_option("--data", arguments->data, "The data folder of the server")->required();
  command->add_option("--meeting", arguments->meeting, "The meeting's id")->required();
  command->add_option("--head", arguments->head,
                      "The household's id on the roll; without it the guest only observes");
  command->add_option("--base", arguments->base, "The address people use, for the link")
      ->capture_default_str();
  command->footer("The link works once and expires after 60 days. Opening it does not use it up.");
  command->callback([arguments, &exit_code] { exit_code = invite(*arguments); });
}

}  // namespace roundtable::cli
