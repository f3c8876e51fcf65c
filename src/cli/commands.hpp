// The subcommands of `roundtable`, one file each. All return the process's exit code; what a person
// must know goes to stderr as a sentence.
#pragma once

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace roundtable::cli {

/// All of them, by what was typed.
int run_program(int argc, char** argv, const std::string& version);

void add_serve(CLI::App& program, int& exit_code);
void add_demo(CLI::App& program, int& exit_code);
void add_verify(CLI::App& program, int& exit_code);
void add_reactions(CLI::App& program, int& exit_code);
void add_mail(CLI::App& program, int& exit_code);
void add_forget(CLI::App& program, int& exit_code);
void add_invite(CLI::App& program, int& exit_code);
void add_account(CLI::App& program, int& exit_code);
void add_import(CLI::App& program, int& exit_code);
void add_neighbours(CLI::App& program, int& exit_code);

}  // namespace roundtable::cli
