// Method: small programs of the system and scripts of the test's own stand for the programs that
// are run: one echoes, one fails, one never ends, one never stops talking. Whether a child is gone
// is asked of the kernel by its number, which it wrote down itself; no clock is compared.
#include "base/child_process.hpp"

#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

namespace roundtable::test {
namespace {

std::string script(const OwnFolder& folder, const std::string& lines) {
  const auto path = folder.path() + "/program";
  std::ofstream(path) << "#!/bin/sh\n" << lines << "\n";
  ::chmod(path.c_str(), 0700);
  return path;
}

ChildTask task_of(const OwnFolder& folder, const std::string& lines) {
  ChildTask task;
  task.program = script(folder, lines);
  task.environment = {"PATH=/usr/bin:/bin"};
  task.folder = folder.path();
  return task;
}

/// Every number that the script wrote down.
std::vector<pid_t> numbers_in(const OwnFolder& folder) {
  std::ifstream file(folder.path() + "/numbers");
  return {std::istream_iterator<pid_t>(file), std::istream_iterator<pid_t>()};
}

bool is_gone(pid_t number) {
  if (::kill(number, 0) != 0 && errno == ESRCH) return true;
  // What was nobody's child when it died is reaped by the first process, when that gets to it.
  std::ifstream stat("/proc/" + std::to_string(number) + "/stat");
  std::string id, name, state;
  stat >> id >> name >> state;
  return state == "Z" || state.empty();
}

/// The kernel is given a while: what was told to die does so when it next gets a turn.
bool all_gone(const OwnFolder& folder) {
  const auto numbers = numbers_in(folder);
  for (int looks = 0; looks < 1'000; ++looks) {
    if (std::all_of(numbers.begin(), numbers.end(), is_gone)) return !numbers.empty();
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace

TEST_CASE("a program gets its input and its surroundings, and nothing else") {
  const OwnFolder folder;
  auto task = task_of(folder, "cat; echo \"|$HOME|$WORD|$1\"; pwd; ls /proc/self/fd | wc -l");
  task.environment.emplace_back("WORD=雨");
  task.arguments = {"$(touch shell); one"};
  task.input = std::string(300'000, 'x');
  const auto result = run_child(task);
  CHECK(result.end == ChildEnd::done);
  CHECK(result.output.substr(0, task.input.size()) == task.input);
  const auto rest = result.output.substr(task.input.size());
  CHECK(rest.starts_with("||雨|$(touch shell); one\n" + folder.path() + "\n"));
  // Its three and the one that the listing reads.
  CHECK(rest.ends_with("\n4\n"));
  CHECK_FALSE(std::filesystem::exists(folder.path() + "/shell"));
}

TEST_CASE("a program that does not read its input is no failure of its own") {
  const OwnFolder folder;
  auto task = task_of(folder, "exec 0<&-; echo done");
  task.input = std::string(2'000'000, 'x');
  CHECK(run_child(task).output == "done\n");
}

TEST_CASE("a program that fails says why, and one that is not there is not started") {
  const OwnFolder folder;
  const auto failed = run_child(task_of(folder, "echo half; echo 'no fonts' >&2; exit 3"));
  CHECK(failed.end == ChildEnd::failed);
  CHECK(failed.complaint == "no fonts\n");
  auto none = task_of(folder, "true");
  none.program = folder.path() + "/nowhere";
  CHECK(run_child(none).end == ChildEnd::not_started);
}

TEST_CASE("a program that does not end is killed with all that it started") {
  const OwnFolder folder;
  const std::string sleeper = "sleep 600 & echo $! > numbers; echo $$ >> numbers; ";
  const auto both_run = [&] { return numbers_in(folder).size() == 2; };
  SECTION("while it holds its output open") {
    auto task = task_of(folder, sleeper + "wait");
    task.is_over = both_run;
    CHECK(run_child(task).end == ChildEnd::given_up);
    CHECK(all_gone(folder));
  }
  SECTION("when it has closed its output") {
    auto task = task_of(folder, "exec >&- 2>&-; " + sleeper + "wait");
    task.is_over = both_run;
    CHECK(run_child(task).end == ChildEnd::given_up);
    CHECK(all_gone(folder));
  }
  SECTION("when its time is over, whether it holds its output open or not") {
    for (const auto* first : {"", "exec >&- 2>&-; "}) {
      auto task = task_of(folder, std::string(first) + "sleep 600");
      task.time_max = std::chrono::milliseconds(300);
      CHECK(run_child(task).end == ChildEnd::too_long);
    }
  }
  SECTION("when it says more than it may") {
    auto task = task_of(folder, "echo $$ > numbers; while :; do echo yes; done");
    task.output_bytes_max = 10'000;
    CHECK(run_child(task).end == ChildEnd::too_large);
    CHECK(all_gone(folder));
  }
}

TEST_CASE("a program is found as PATH has it, or where its path says") {
  const OwnFolder folder;
  const auto path = script(folder, "true");
  CHECK(find_program(path) == path);
  CHECK(find_program("sh").ends_with("/sh"));
  CHECK(find_program("no-such-program-anywhere").empty());
  CHECK(find_program(folder.path()).empty());
  CHECK(find_program("").empty());
}

TEST_CASE("a folder of one's own is gone afterwards") {
  std::string path;
  {
    const OwnFolder folder;
    path = folder.path();
    std::ofstream(path + "/file") << "x";
    CHECK(std::filesystem::is_directory(path));
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

}  // namespace roundtable::test
