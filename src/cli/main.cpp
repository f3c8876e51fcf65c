// roundtable: the server of residents' roundtables. `roundtable --help` lists the subcommands.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "cli/commands.hpp"

int main(int argc, char** argv) {
  CLI::App program{
      "Roundtable (圆桌): residents' roundtables - convene, deliberate, vote, publish.\n"
      "Start with `roundtable demo --help` or `roundtable serve --help`."};
  program.name("roundtable");
  program.set_version_flag("--version", "roundtable " ROUNDTABLE_VERSION);
  program.require_subcommand(1);
  int exit_code = 0;
  roundtable::cli::add_serve(program, exit_code);
  roundtable::cli::add_demo(program, exit_code);
  roundtable::cli::add_verify(program, exit_code);
  roundtable::cli::add_reactions(program, exit_code);
  roundtable::cli::add_invite(program, exit_code);
  roundtable::cli::add_account(program, exit_code);
  roundtable::cli::add_import(program, exit_code);
  roundtable::cli::add_neighbours(program, exit_code);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "roundtable: %s\n", failure.what());
    return 1;
  }
  return exit_code;
}
