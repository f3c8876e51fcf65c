// `roundtable account`: staff accounts and their roles on grids.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "live/identity.hpp"

namespace roundtable::cli {
namespace {

struct AccountArguments {
  std::string data;
  std::string login;
  std::string name;
  std::string role;
  std::string grid;
};

/// From standard input, so that it stands in no history and no list of processes.
std::string read_password() {
  std::string password;
  std::fprintf(stderr, "Password (at least 10 characters): ");
  std::getline(std::cin, password);
  return password;
}

int fail(const std::string& sentence) {
  std::fprintf(stderr, "roundtable account: %s\n", sentence.c_str());
  return 1;
}

int add(const AccountArguments& arguments) {
  DataFolder folder(arguments.data);
  live::Identity identity(folder.directory(), system_clock(), steady_clock(), system_randomness());
  const auto added = identity.add_account(arguments.login, read_password(), arguments.name);
  if (const auto* refused = std::get_if<live::Identity::NoAccount>(&added)) {
    return fail(refused->why);
  }
  std::printf("%s\n", std::get<std::string>(added).c_str());
  return 0;
}

int password(const AccountArguments& arguments) {
  DataFolder folder(arguments.data);
  live::Identity identity(folder.directory(), system_clock(), steady_clock(), system_randomness());
  const auto account = folder.directory().account_by_login(arguments.login);
  if (!account) return fail("no account has the login " + arguments.login);
  if (const auto problem = identity.set_password(account->id, read_password())) {
    return fail(*problem);
  }
  return 0;
}

int change_role(const AccountArguments& arguments, bool granting) {
  DataFolder folder(arguments.data);
  const auto account = folder.directory().account_by_login(arguments.login);
  if (!account) return fail("no account has the login " + arguments.login);
  if (!live::role_from(arguments.role)) {
    return fail(
        "roles are administrator, facilitator, recorder, secretary, second_secretary, "
        "supervisor, handler and helper");
  }
  if (granting) folder.need_grid(arguments.grid);
  directory::RoleGrant grant{account->id, arguments.role, arguments.grid};
  if (live::role_from(arguments.role) == live::Role::helper) {
    grant.ends_at = live::helper_end(system_clock().now(), live::kHelperDays);
  }
  if (granting) {
    folder.directory().grant(grant);
  } else {
    folder.directory().withdraw(grant);
  }
  return 0;
}

/// Also the last administrator, whom nobody at the Desk can help.
int reset_second_factor(const AccountArguments& arguments) {
  DataFolder folder(arguments.data);
  const auto account = folder.directory().account_by_login(arguments.login);
  if (!account) return fail("no account has the login " + arguments.login);
  folder.directory().remove_second_factor(account->id);
  return 0;
}

int list(const AccountArguments& arguments) {
  DataFolder folder(arguments.data);
  for (const auto& account : folder.directory().accounts()) {
    std::printf("%s\t%s", account.login.c_str(), account.id.c_str());
    for (const auto& grant : folder.directory().roles(account.id)) {
      std::printf("\t%s on %s", grant.role.c_str(), grant.grid.c_str());
    }
    std::printf("\n");
  }
  return 0;
}

}  // namespace

void add_account(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<AccountArguments>();
  auto* command = program.add_subcommand("account", "Staff accounts and their roles on grids");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help, auto run) {
    auto* added = command->add_subcommand(name, help);
    added->add_option("--data", arguments->data, "The data folder of the server")->required();
    added->callback([arguments, &exit_code, run] { exit_code = run(*arguments); });
    return added;
  };
  auto* adding = sub("add", "Add an account; the password is read from standard input", add);
  auto* changing = sub("password", "Set a new password, read from standard input", password);
  auto* resetting = sub("reset-second-factor",
                        "Take the second factor away from who has lost phone and recovery codes",
                        reset_second_factor);
  auto* granting = sub("grant", "Give a role on a grid and everything below it",
                       [](const AccountArguments& a) { return change_role(a, true); });
  auto* withdrawing = sub("withdraw", "Take a role away",
                          [](const AccountArguments& a) { return change_role(a, false); });
  sub("list", "List accounts and roles", list);
  for (auto* one : {adding, changing, resetting, granting, withdrawing}) {
    one->add_option("--login", arguments->login, "The login name")->required();
  }
  adding->add_option("--name", arguments->name, "The name that people see");
  for (auto* one : {granting, withdrawing}) {
    one->add_option(
           "--role", arguments->role,
           "administrator, facilitator, recorder, secretary, second_secretary, supervisor, "
           "handler, helper")
        ->required();
    one->add_option("--grid", arguments->grid, "The grid's id")->required();
  }
}

}  // namespace roundtable::cli
