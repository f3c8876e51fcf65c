// Method: scripts stand for the programs that make documents: they count how often they are run,
// wait for a file to appear, or never end. Whoever asks is told through a promise.
#include "publish/documents.hpp"

#include <signal.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <thread>

#include "base/child_process.hpp"

namespace roundtable::publish::test {
namespace {

constexpr auto kPatience = std::chrono::seconds(60);

class Workshop {
 public:
  /// `lines` say what the PDF program does.
  explicit Workshop(const std::string& lines) {
    const auto path = folder.path() + "/program";
    std::ofstream(path) << "#!/bin/sh\necho run >> " << folder.path() << "/runs\n" << lines << "\n";
    ::chmod(path.c_str(), 0700);
    options.templates = ROUNDTABLE_SOURCE_DIR "/templates/documents";
    options.pdf_program = path;
    options.word_program = folder.path() + "/nowhere";
  }

  Documents& documents() {
    if (!made) made = std::make_unique<Documents>(options, [this](const auto& why) { whys = why; });
    return *made;
  }
  std::future<Made> ask(const std::string& title, PaperForm form = PaperForm::pdf) {
    WantedDocument wanted;
    wanted.form = form;
    wanted.facts.title = title;
    wanted.facts.document = "<!-- document -->\n<main>x</main>\n<!-- /document -->\n";
    auto told = std::make_shared<std::promise<Made>>();
    documents().make(wanted, [told](const Made& one) { told->set_value(one); });
    return told->get_future();
  }
  std::string file(const std::string& name) const {
    std::ifstream file(folder.path() + "/" + name);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  /// The script goes on.
  void go() { std::ofstream(folder.path() + "/go") << "go"; }
  std::string until_go() const {
    return "while [ ! -e " + folder.path() + "/go ]; do sleep 0.02; done; ";
  }
  void begun() const {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (file("runs").empty() && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }

  OwnFolder folder;
  DocumentOptions options;
  std::string whys;
  std::unique_ptr<Documents> made;
};

Made told(std::future<Made>& answer) {
  REQUIRE(answer.wait_for(kPatience) == std::future_status::ready);
  return answer.get();
}
Made told(std::future<Made>&& answer) {
  return told(answer);
}
std::string bytes_of(const Made& made) {
  const auto* bytes = std::get_if<MadeBytes>(&made);
  return bytes == nullptr ? "" : **bytes;
}

}  // namespace

TEST_CASE("a document that many ask for is made once, and kept") {
  Workshop shop("");
  std::ofstream(shop.options.pdf_program, std::ios::app)
      << shop.until_go() << "printf '%%PDF-1.7 '; cat | wc -c\n";
  std::vector<std::future<Made>> answers;
  for (int i = 0; i < 1'000; ++i) answers.push_back(shop.ask("a"));
  shop.go();
  for (auto& answer : answers) CHECK(bytes_of(told(answer)).starts_with("%PDF-1.7 "));
  CHECK(bytes_of(told(shop.ask("a"))).starts_with("%PDF-1.7 "));
  CHECK(shop.file("runs") == "run\n");
  CHECK(bytes_of(told(shop.ask("another title"))).starts_with("%PDF-1.7 "));
  CHECK(shop.file("runs") == "run\nrun\n");
}

TEST_CASE("of what was made no more is kept than its bound says") {
  Workshop shop("printf '%%PDF-1.7'");
  shop.options.kept_bytes_max = 10;
  for (const auto* title : {"a", "a", "b", "a"}) told(shop.ask(title));
  CHECK(shop.file("runs") == "run\nrun\nrun\n");
}

TEST_CASE("more than the queue holds is refused, and one sees how many wait") {
  Workshop shop("");
  std::ofstream(shop.options.pdf_program, std::ios::app) << shop.until_go() << "printf '%%PDF-'\n";
  shop.options.waiting_max = 2;
  shop.options.askers_max = 2;
  auto first = shop.ask("first");
  shop.begun();
  auto second = shop.ask("second");
  auto third = shop.ask("third");
  CHECK(shop.documents().waiting() == 2);
  CHECK(std::get<Unmade>(told(shop.ask("fourth"))) == Unmade::busy);
  auto again = shop.ask("third");
  CHECK(std::get<Unmade>(told(shop.ask("third"))) == Unmade::busy);
  shop.go();
  for (auto* answer : {&first, &second, &third, &again}) CHECK(bytes_of(told(*answer)) == "%PDF-");
}

TEST_CASE("a form whose program is not there is refused at once") {
  Workshop shop("true");
  CHECK(shop.documents().can(PaperForm::pdf));
  CHECK_FALSE(shop.documents().can(PaperForm::word));
  CHECK(std::get<Unmade>(told(shop.ask("a", PaperForm::word))) == Unmade::no_converter);
}

TEST_CASE("a program that does not end is killed, and the next document is made") {
  Workshop slow("");
  std::ofstream(slow.options.pdf_program, std::ios::trunc)
      << "#!/bin/sh\necho $$ > " << slow.folder.path() << "/number\nexec sleep 600\n";
  slow.options.time_max = std::chrono::milliseconds(300);
  CHECK(std::get<Unmade>(told(slow.ask("a"))) == Unmade::failed);
  CHECK(slow.whys == "pdf: it took too long");
  const auto number = slow.file("number");
  if (!number.empty()) CHECK(::kill(std::stoi(number), 0) != 0);
  CHECK(std::get<Unmade>(told(slow.ask("b"))) == Unmade::failed);
}

TEST_CASE("what is no document is none") {
  Workshop shop("echo something else");
  CHECK(std::get<Unmade>(told(shop.ask("a"))) == Unmade::failed);
  Workshop fails("printf '%%PDF-'; echo 'no letters' >&2; exit 1");
  CHECK(std::get<Unmade>(told(fails.ask("a"))) == Unmade::failed);
  CHECK(fails.whys == "pdf: it failed: no letters\n");
}

TEST_CASE("a server that stops waits for no document") {
  Workshop shop("exec sleep 600");
  auto first = shop.ask("first");
  shop.begun();
  auto second = shop.ask("second");
  shop.made.reset();
  CHECK(std::get<Unmade>(told(first)) == Unmade::stopping);
  CHECK(std::get<Unmade>(told(second)) == Unmade::stopping);
}

}  // namespace roundtable::publish::test
