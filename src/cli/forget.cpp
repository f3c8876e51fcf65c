// `roundtable forget`: shows what erasing a person would take away, what is kept and what remains,
// and why; with --erase it does it. Erasing takes the folder to itself, because a server holds what
// is to go in memory and in the frames that it sends.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "app/folder_lock.hpp"
#include "cli/commands.hpp"
#include "cli/forget_plan.hpp"
#include "live/beside.hpp"

namespace roundtable::cli {
namespace {

// 1 is said by the program where something failed.
constexpr int kForgotten = 0;
constexpr int kNotForgotten = 2;
constexpr int kForgottenInPart = 3;

struct ForgetArguments {
  std::string data;
  std::string config;
  std::string by;
  PersonAsked whom;
  bool although_on_roll = false;
  bool erase = false;
};

/// The periods, from where the server has its settings.
ops::Settings retention_settings(const ForgetArguments& arguments) {
  ops::Configuration configuration;
  auto mistake =
      arguments.config.empty() ? std::nullopt : configuration.read_file(arguments.config);
  if (!mistake) {
    mistake = configuration.read_environment([](const char* name) { return std::getenv(name); });
  }
  if (mistake) throw std::runtime_error(*mistake);
  return configuration.settings();
}

/// In whose name the log says it.
ActorId forgetter(DataFolder& folder, const std::string& login) {
  if (login.empty()) return ActorId("system");
  const auto account = folder.directory().account_by_login(login);
  if (!account) throw std::runtime_error("--by: no account has the login " + login);
  return ActorId(account->id);
}

void print_sentences(const char* kind, const std::vector<std::string>& sentences) {
  for (const auto& one : sentences) std::printf("%-8s %s\n", kind, one.c_str());
}

int print_forgetting(const ForgetArguments& arguments, const ForgetPlan& plan, bool done) {
  std::printf("%s %s\n", plan.person.is_account ? "account" : "person", plan.person.id.c_str());
  print_sentences("REFUSED", plan.refused);
  print_sentences(done ? "erased" : "goes", plan.goes);
  print_sentences("kept", plan.stays);
  print_sentences("remains", plan.remains);
  if (plan.goes.empty()) std::printf("there is nothing to erase now\n");
  if (!plan.refused.empty()) {
    std::printf("nothing is erased before what was refused is settled\n");
    return kNotForgotten;
  }
  if (!done && !plan.goes.empty()) std::printf("nothing was changed: --erase does it\n");
  if (!plan.again) return kForgotten;
  std::printf("run this again from %s on: roundtable forget --data %s --id %s --erase\n",
              to_iso(*plan.again).c_str(), arguments.data.c_str(), plan.person.id.c_str());
  return kForgottenInPart;
}

std::unique_ptr<app::FolderLock> folder_to_itself(const std::string& data) {
  try {
    return std::make_unique<app::FolderLock>(data);
  } catch (const std::runtime_error& held) {
    throw std::runtime_error(std::string(held.what()) +
                             ": it has in memory what is to be erased. End it, run this again and "
                             "start it anew; without --erase this only shows, beside it too");
  }
}

int show_forgetting(const ForgetArguments& arguments, DataFolder& folder,
                    const ForgetRules& rules) {
  const auto found = find_person(folder, arguments.whom);
  if (const auto* nobody = std::get_if<std::string>(&found)) {
    std::fprintf(stderr, "roundtable forget: %s\n", nobody->c_str());
    return kNotForgotten;
  }
  const auto plan = plan_forgetting(folder, std::get<Person>(found), rules);
  return print_forgetting(arguments, plan, false);
}

int erase_forgotten(const ForgetArguments& arguments, DataFolder& folder,
                    const ForgetRules& rules) {
  const auto lock = folder_to_itself(arguments.data);
  const auto log = log::open_sqlite_log(arguments.data, system_clock());
  live::rebuild_beside(*log, [](std::string_view, const std::string& why) {
    throw std::runtime_error(why + ": `roundtable verify` says more");
  });
  erase_pending(folder, *log);
  const auto found = find_person(folder, arguments.whom);
  const auto* person = std::get_if<Person>(&found);
  if (person == nullptr) return show_forgetting(arguments, folder, rules);
  const auto by = forgetter(folder, arguments.by);
  const auto plan = plan_forgetting(folder, *person, rules);
  const bool may = plan.refused.empty();
  if (may) forget_person(folder, *log, plan, by, system_clock(), system_randomness());
  return print_forgetting(arguments, plan, may);
}

int forget(const ForgetArguments& arguments) {
  const auto settings = retention_settings(arguments);
  DataFolder folder(arguments.data);
  const ForgetRules rules{settings, system_clock().now(), arguments.although_on_roll};
  return arguments.erase ? erase_forgotten(arguments, folder, rules)
                         : show_forgetting(arguments, folder, rules);
}

}  // namespace

void add_forget(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<ForgetArguments>();
  auto* command = program.add_subcommand(
      "forget",
      "Erase a person: names, ways in, and what was sealed and has been kept long enough");
  command->add_option("--data", arguments->data, "The data folder of the server")->required();
  command->add_option("--config", arguments->config,
                      "The server's configuration file: retain_votes_days, retain_excuses_days "
                      "and retain_names_days are read from it, or from the environment");
  auto* whom = command->add_option_group("whom", "Exactly one of these");
  whom->add_option("--id", arguments->whom.id,
                   "The id of a household, a member, a guest or an account");
  whom->add_option("--unit", arguments->whom.unit,
                   "The flat whose owners are meant, by its id or as it is called");
  whom->add_option("--name", arguments->whom.name,
                   "The name of a household, a member, a guest or an account, or an owner's key as "
                   "it stood in the roll's file");
  whom->add_option("--login", arguments->whom.login, "The login of a staff account");
  whom->require_option(1);
  command->add_flag("--although-on-roll", arguments->although_on_roll,
                    "Also somebody who still stands on a roll");
  command->add_option("--by", arguments->by,
                      "The login of the account in whose name the log says it; without it the log "
                      "says `system`");
  command->add_flag("--erase", arguments->erase,
                    "Does it; without it what would go, stay and remain is only shown");
  command->footer(
      "Erasing wants the server ended; showing does not. It may be broken off and run again. Exit "
      "code 0: all of it, 3: something is kept until a day that is named, 2: refused, or nobody or "
      "several are meant, 1: failed. What it erases and keeps, and why: docs/operations.md.");
  command->callback([arguments, &exit_code] { exit_code = forget(*arguments); });
}

}  // namespace roundtable::cli
