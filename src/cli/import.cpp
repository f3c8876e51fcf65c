// `roundtable import`: grids and rolls from the files offices have. Where a server runs on the data
// folder, it does the work (control_socket.hpp); otherwise the folder is locked meanwhile.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "app/control_socket.hpp"
#include "app/folder_lock.hpp"
#include "app/import_control.hpp"
#include "cli/commands.hpp"
#include "cli/import_summary.hpp"
#include "imports/limits.hpp"

namespace roundtable::cli {
namespace {

// Exit codes; 1 is for what is not the file's fault.
constexpr int kProblems = 2;
constexpr int kUnconfirmed = 3;

struct ImportArguments {
  std::string file;
  std::string data;
  std::string grid;
  std::string roll;
  std::string lang;
  std::string confirm;
  std::string join;
  std::string kind;
  bool check = false;
};

/// At most one byte more than is allowed, so that too large a file is refused as such.
std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) throw std::runtime_error("cannot read " + path);
  std::string bytes(imports::kFileBytesMax + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad()) throw std::runtime_error("cannot read " + path);
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

/// A folder that goes when it has done its work: for a check where there is no data yet.
class PassingFolder {
 public:
  PassingFolder() {
    auto name = (std::filesystem::temp_directory_path() / "roundtable-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder");
    path_ = name;
  }
  ~PassingFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  PassingFolder(const PassingFolder&) = delete;
  PassingFolder& operator=(const PassingFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string answer_alone(const std::string& folder, std::string request) {
  const auto log = log::open_sqlite_log(folder, system_clock());
  const auto directory = directory::open_directory(folder);
  live::Registry registry(*log, system_clock());
  http::Importer importer(registry, *directory, system_randomness());
  return app::answer_control(importer, std::move(request));
}

std::string answer_in(const std::string& folder, bool check, const std::string& request) {
  if (!std::filesystem::is_directory(folder)) {
    throw std::runtime_error("there is no folder " + folder);
  }
  if (auto answer = app::ask_server(folder, request)) return std::move(*answer);
  const bool has_data = std::filesystem::exists(folder + "/log.db");
  if (check && !has_data) return answer_alone(PassingFolder().path(), request);
  std::unique_ptr<app::FolderLock> lock;
  try {
    lock = std::make_unique<app::FolderLock>(folder);
  } catch (const std::runtime_error& held) {
    throw std::runtime_error(std::string(held.what()) +
                             " and does not answer on its local socket: end it, or import at the "
                             "Desk in the browser");
  }
  return answer_alone(folder, request);
}

int import(const std::string& what, const ImportArguments& arguments) {
  const auto lang = arguments.lang.empty() ? language_of_environment() : arguments.lang;
  const app::ControlRequest request{what,
                                    arguments.grid,
                                    arguments.roll,
                                    arguments.check,
                                    random_id(system_randomness()),
                                    arguments.confirm,
                                    arguments.join,
                                    arguments.kind};
  const auto answer = nlohmann::json::parse(answer_in(
      arguments.data, arguments.check, app::write_control(request, read_file(arguments.file))));
  if (const auto failure = import_failure(answer, lang); !failure.empty()) {
    std::fprintf(stderr, "roundtable import: %s\n", failure.c_str());
    return 1;
  }
  std::fputs(import_summary(answer, arguments.file, what, lang).c_str(), stdout);
  if (answer.at("outcome") == "unconfirmed") return kUnconfirmed;
  return answer.at("problem_count").get<std::size_t>() > 0 ? kProblems : 0;
}

}  // namespace

void add_import(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<ImportArguments>();
  auto* command =
      program.add_subcommand("import", "Read grids or a roll from an .xlsx or CSV file");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help) {
    auto* added = command->add_subcommand(name, help);
    added
        ->add_option("FILE", arguments->file,
                     "An .xlsx workbook, or CSV: UTF-8, UTF-16 or GB18030 (GBK)")
        ->required();
    added->add_option("--data", arguments->data, "The data folder of the server")->required();
    added->add_flag("--check", arguments->check,
                    "Only look: list every problem, or what would change");
    added->add_option("--lang", arguments->lang, "zh or en; without it the language of LANG")
        ->check(CLI::IsMember({"zh", "en"}));
    added->callback([arguments, name, &exit_code] { exit_code = import(name, *arguments); });
    return added;
  };
  sub("grids", "Grids: code, name, level, parent and, if you like, kind");
  auto* roll = sub("roll",
                   "The roll of a grid: building, stair, room, area, area source, owner key, "
                   "representative");
  roll->add_option("--grid", arguments->grid, "The grid's id")->required();
  roll->add_option("--roll", arguments->roll, "The roll's id; without it the grid's only one");
  roll->add_option("--kind", arguments->kind,
                   "Whose roll it is: owners, as without it, or households of residents")
      ->check(CLI::IsMember({"owners", "households"}));
  roll->add_option("--confirm", arguments->confirm,
                   "You looked at who is one head: the word that the check printed");
  roll->add_option("--join", arguments->join,
                   "Questions whose units are one head, as the check names them, with commas");
  command->footer(
      "All or nothing: with one problem nothing is changed. Exit code 0: fine; 2: the file has\n"
      "problems, printed as FILE:LINE:COLUMN: reason; 3: a person has to confirm who is one head;\n"
      "1: anything else. Columns and what is refused: docs/imports.md.");
}

}  // namespace roundtable::cli
