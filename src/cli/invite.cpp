// `roundtable invite`: makes a household's (or an observer's) way in. That a household's slip is
// made stands in the meeting's log first (slip_entry.hpp); the slip itself in the Directory, to
// which SQLite lets us write beside a running server.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/slip_entry.hpp"
#include "http/slips.hpp"
#include "live/identity.hpp"

namespace roundtable::cli {
namespace {

struct InviteArguments {
  std::string data;
  std::string meeting;
  std::string head;
  std::string base = "http://localhost:8080";
};

void print_way_in(const InviteArguments& arguments, const std::string& token,
                  const std::string& code) {
  std::printf("%s/join/%s\n%s\n", arguments.base.c_str(), token.c_str(),
              live::grouped_code(code).c_str());
}

int invite(const InviteArguments& arguments) {
  DataFolder folder(arguments.data);
  auto& directory = folder.directory();
  live::Identity identity(directory, system_clock(), steady_clock(), system_randomness());
  if (arguments.head.empty()) {
    folder.need_meeting(arguments.meeting);
    const auto made = identity.invite("observer", "", arguments.meeting, false);
    print_way_in(arguments, made.token, made.code);
    return 0;
  }
  folder.need_head(arguments.meeting, arguments.head);
  note_slip(arguments.data, arguments.meeting, arguments.head,
            http::has_unused_slip(directory, arguments.head, system_clock().now()));
  const auto slip = identity.invite_households({arguments.head}, arguments.meeting).front();
  print_way_in(arguments, slip.token, slip.code);
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
  command->footer(
      "The link works once and expires after 60 days. Opening it does not use it up. A "
      "household's\n"
      "link is noted in the meeting's log and takes the place of one that nobody has used.");
  command->callback([arguments, &exit_code] { exit_code = invite(*arguments); });
}

}  // namespace roundtable::cli
