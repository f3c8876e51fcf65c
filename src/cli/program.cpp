#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "cli/commands.hpp"

namespace roundtable::cli {

int run_program(int argc, char** argv, const std::string& version) {
  CLI::App program{
      "Roundtable (圆桌): residents' roundtables - convene, deliberate, vote, publish.\n"
      "Start with `roundtable demo --help` or `roundtable serve --help`."};
  program.name("roundtable");
  program.set_version_flag("--version", "roundtable " + version);
  program.require_subcommand(1);
  int exit_code = 0;
  add_serve(program, exit_code);
  add_demo(program, exit_code);
  add_verify(program, exit_code);
  add_reactions(program, exit_code);
  add_mail(program, exit_code);
  add_forget(program, exit_code);
  add_invite(program, exit_code);
  add_account(program, exit_code);
  add_import(program, exit_code);
  add_neighbours(program, exit_code);
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

}  // namespace roundtable::cli
