// roundtable: the server of residents' roundtables. `roundtable --help` lists the subcommands.
#include "cli/commands.hpp"

int main(int argc, char** argv) {
  return roundtable::cli::run_program(argc, argv, ROUNDTABLE_VERSION);
}
