// The whole way of a document on a real meeting: its model, its number, its forms and its names.
#include "publish/record_maker.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "live/scene.hpp"
#include "log/checkpoint.hpp"
#include "log/hash_chain.hpp"
#include "publish/previews.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::publish::test {
namespace {

using domain::Code;
using live::test::Scene;
using nlohmann::json;

const std::string kTemplates = ROUNDTABLE_SOURCE_DIR "/templates/records";

/// A meeting whose documents are made by the real maker.
struct Print {
  explicit Print(const std::string& templates = kTemplates)
      : maker(templates, *scene.inner, *scene.registry, *directory, numbers) {
    directory->put_labels({{scene.chair->actor.str(), "account", "陈晓东"}});
    scene.services->prepare_record = [this](const live::PublishAsked& asked) {
      return maker.prepare(asked);
    };
    item = scene.start_sitting();
    enter({"开鲁二村业主大会", "", ""});
  }
  /// As the Desk's page of the grid does.
  void enter(const live::Office& office) {
    live::put_office(*directory, previews.issuing(scene.meeting).value(), office);
  }
  BallotId voted() {
    const auto ballot = scene.open_ballot(item);
    scene.done(scene.resident(0), domain::CastBallot{ballot, HeadId{}, domain::Paper{"yes"}});
    scene.done(scene.chair, domain::CloseBallot{ballot});
    return ballot;
  }
  /// The event that publishes.
  json published(const BallotId& ballot) {
    return event_of(scene.done(scene.chair, domain::PublishRecord{ballot, "居委会"}));
  }
  json event_of(const live::Done& done) {
    const auto stream = "meeting:" + scene.meeting.str();
    const auto entries = scene.inner->read(stream, done.version - 1, 1);
    return json::parse(entries.front().payload).at("events").front();
  }
  std::string content(const json& name) {
    return scene.inner->content(name.get<std::string>()).value();
  }
  void adopt_minutes() {
    scene.done(scene.chair, domain::CloseMeeting{});
    scene.done(scene.chair, domain::ProposeMinutes{});
    scene.done(scene.chair, domain::AdoptMinutes{});
  }

  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  Scene scene;
  RecordNumbers numbers{*scene.inner, scene.clock,
                        [](const GridId&, int, const std::string&) { return 0; }};
  RecordMaker maker;
  Previews previews{maker, *scene.inner, *scene.registry, scene.services->rules};
  AgendaItemId item;
};

records::Names no_names() {
  const auto nothing = [](const std::string&) { return std::string(); };
  return {nothing, nothing, nothing};
}

}  // namespace

TEST_CASE("what is published stands beside it as a model, from which it can be made again") {
  Print print;
  const auto ballot = print.voted();
  const auto event = print.published(ballot);
  const auto bytes = print.content(event.at("model"));
  const auto model = records::read_model(bytes);
  CHECK(records::write_model(model) == bytes);
  CHECK(model.made.number == event.at("number"));
  const auto fingerprint = log::fingerprint_of(print.scene.inner->public_key());
  REQUIRE(fingerprint.size() == 32);
  CHECK(model.made.key == fingerprint);
  for (const auto* lang : {"zh", "en"}) {
    CHECK(print.content(event.at("sha256").at(lang)).find(records::in_fours(fingerprint)) !=
          std::string::npos);
  }
  auto names = no_names();
  names.name = [&](const std::string& id) { return print.directory->label(id).value_or(""); };
  const auto templates = records::Templates::load(kTemplates);
  CHECK(make_html(templates, model, names, records::Lang::zh) ==
        print.content(event.at("sha256").at("zh")));
  CHECK(make_html(templates, model, names, records::Lang::en) ==
        print.content(event.at("sha256").at("en")));
}

TEST_CASE("a model has ids and no names, the forms have the names that belong in them") {
  Print print;
  print.voted();
  print.scene.done(print.scene.resident(0), domain::CallSpeaker{{}, "王阿姨"});
  print.adopt_minutes();
  const auto event = print.published({});
  const auto bytes = print.content(event.at("model"));
  const auto page = print.content(event.at("sha256").at("zh"));
  // What somebody was called by while she spoke is for the hall.
  CHECK((bytes + page).find("王阿姨") == bytes.npos);
  CHECK(bytes.find("陈晓东") == bytes.npos);
  CHECK(page.find("陈晓东") != page.npos);
  // Who voted for what, and who attended, is in neither.
  for (int flat = 0; flat < 8; ++flat) {
    CHECK(bytes.find("\"" + Scene::head(flat).str() + "\"") == bytes.npos);
  }
  const auto model = records::read_model(bytes);
  CHECK(model.facts.chaired_by == print.scene.chair->actor);
  CHECK(model.facts.recorded_by == print.scene.chair->actor);
  CHECK(model.facts.adopted_by == print.scene.chair->actor);
}

TEST_CASE("publishing succeeds while others vote and speak") {
  Print print;
  const auto ballot = print.voted();
  std::vector<std::function<void()>> waiting;
  print.scene.services->make = [&](std::function<void()> task) {
    waiting.push_back(std::move(task));
    return true;
  };
  const auto answer =
      print.scene.submit(print.scene.chair, domain::PublishRecord{ballot, "居委会"});
  print.scene.run_ready();
  REQUIRE(waiting.size() == 1);
  const auto other = print.scene.open_ballot(print.item);
  print.scene.done(print.scene.resident(1), domain::CheckIn{});
  print.scene.done(print.scene.resident(2),
                   domain::CastBallot{other, HeadId{}, domain::Paper{"no"}});
  waiting.front()();
  print.scene.strand.run_until([&] { return answer->has_value(); });
  CHECK(std::holds_alternative<live::Done>(**answer));
  CHECK(waiting.size() == 1);
}

TEST_CASE("what the document says has changed: it is made anew under the same number") {
  Print print;
  const auto ballot = print.voted();
  std::vector<std::function<void()>> waiting;
  print.scene.services->make = [&](std::function<void()> task) {
    waiting.push_back(std::move(task));
    return true;
  };
  const auto answer =
      print.scene.submit(print.scene.chair, domain::PublishRecord{ballot, "居委会"});
  print.scene.run_ready();
  auto renamed = domain::EditAgendaItem{};
  renamed.item = print.item;
  renamed.text = {"改了名的一项", domain::ItemKind::decision};
  print.scene.done(print.scene.chair, renamed);
  waiting.at(0)();
  print.scene.run_ready();
  REQUIRE(waiting.size() == 2);
  waiting.at(1)();
  print.scene.strand.run_until([&] { return answer->has_value(); });
  const auto event = print.event_of(std::get<live::Done>(**answer));
  const auto page = print.content(event.at("sha256").at("zh"));
  CHECK(page.find("改了名的一项") != page.npos);
  CHECK(event.at("number") == "〔2026〕1号");
}

TEST_CASE("two that are published at once have two numbers") {
  Print print;
  const BallotId ballots[] = {print.voted(), print.voted()};
  std::vector<std::function<void()>> waiting;
  print.scene.services->make = [&](std::function<void()> task) {
    waiting.push_back(std::move(task));
    return true;
  };
  std::vector<std::shared_ptr<std::optional<live::Answer>>> answers;
  for (const auto& ballot : ballots) {
    answers.push_back(
        print.scene.submit(print.scene.chair, domain::PublishRecord{ballot, "居委会"}));
  }
  print.scene.run_ready();
  REQUIRE(waiting.size() == 2);
  for (const auto& task : waiting) task();
  std::set<std::string> numbers;
  for (const auto& answer : answers) {
    print.scene.strand.run_until([&] { return answer->has_value(); });
    numbers.insert(print.event_of(std::get<live::Done>(**answer)).at("number"));
  }
  CHECK(numbers == std::set<std::string>{"〔2026〕1号", "〔2026〕2号"});
}

TEST_CASE("two who publish one result at once take one number between them") {
  Print print;
  print.enter({"开鲁二村业主大会", "开二业", ""});
  const auto ballot = print.voted();
  std::vector<std::function<void()>> waiting;
  print.scene.services->make = [&](std::function<void()> task) {
    waiting.push_back(std::move(task));
    return true;
  };
  const auto deputy = std::make_shared<const live::Subject>(
      live::Subject{live::SubjectKind::staff,
                    ActorId("deputy"),
                    {},
                    "",
                    {{live::Role::facilitator, GridId("grid-1")}},
                    ""});
  const domain::PublishRecord command{ballot, "居委会"};
  const auto first = print.scene.submit(print.scene.chair, command);
  const auto second = print.scene.submit(deputy, command);
  print.scene.run_ready();
  REQUIRE(waiting.size() == 2);
  for (const auto& task : waiting) task();
  print.scene.strand.run_until([&] { return first->has_value() && second->has_value(); });
  CHECK(print.event_of(std::get<live::Done>(**first)).at("number") == "开二业〔2026〕1号");
  CHECK(std::holds_alternative<domain::Refusal>(**second));
  print.scene.services->make = nullptr;
  CHECK(print.published(print.voted()).at("number") == "开二业〔2026〕2号");
}

TEST_CASE("a try that failed leaves its number to who tries next") {
  Print print;
  const auto ballot = print.voted();
  const auto maker = print.scene.services->prepare_record;
  // The number is reserved, and then the document is lost.
  print.scene.services->prepare_record = [&](const live::PublishAsked& asked) -> live::MakeRecord {
    return [make = maker(asked)]() -> std::shared_ptr<const live::MadeRecord> {
      make();
      throw log::LogFailure("the worker ended");
    };
  };
  CHECK(print.scene.refused(print.scene.chair, domain::PublishRecord{ballot, "居委会"}).code ==
        Code::log_unavailable);
  print.scene.services->prepare_record = maker;
  CHECK(print.published(ballot).at("number") == "〔2026〕1号");
}

TEST_CASE("an office that is renamed renames nothing that is published") {
  Print print;
  const auto event = print.published(print.voted());
  const auto page = print.content(event.at("sha256").at("zh"));
  print.enter({"另一个名称", "另", ""});
  CHECK(print.content(event.at("sha256").at("zh")) == page);
  const auto model = records::read_model(print.content(event.at("model")));
  CHECK(model.facts.issuer.zh == "开鲁二村业主大会");
}

TEST_CASE("a template that fails is named with its line, and nothing is written to the meeting") {
  log::test::TemporaryFolder broken;
  for (const auto& file : std::filesystem::directory_iterator(kTemplates)) {
    std::filesystem::copy(file.path(), broken.file(file.path().filename().string()));
  }
  std::ofstream(broken.file("ballot_outcome.en.mustache")) << "first\n\n<p>{{nothing_known}}</p>\n";
  Print print(broken.path());
  const auto ballot = print.voted();
  const auto stream = "meeting:" + print.scene.meeting.str();
  const auto before = print.scene.inner->heads(stream).front().version;
  CHECK(print.scene.refused(print.scene.chair, domain::PublishRecord{ballot, "居委会"}) ==
        domain::Refusal{Code::record_template, {{"template", "ballot_outcome.en"}, {"line", 3}}});
  CHECK(print.scene.inner->heads(stream).front().version == before);
  CHECK(print.scene.reports.empty());
}

TEST_CASE("nobody invents who issues a document: it is entered, or said when it is published") {
  Print print;
  print.enter({});
  const auto ballot = print.voted();
  CHECK(print.scene.refused(print.scene.chair, domain::PublishRecord{ballot, "居委会"}).code ==
        Code::record_issuer_needed);
  domain::PublishRecord said{ballot, "居委会"};
  said.issuer = "开鲁二村第十二届业主委员会";
  const auto event = print.event_of(print.scene.done(print.scene.chair, said));
  CHECK(event.at("number") == "〔2026〕1号");  // the refusal has taken none
  const auto model = records::read_model(print.content(event.at("model")));
  CHECK(model.facts.issuer.zh == said.issuer);
}

TEST_CASE("results and minutes have numbers of their own, with the marks of their office") {
  Print print;
  CHECK(print.published(print.voted()).at("number") == "〔2026〕1号");
  print.enter({"开鲁二村业主大会", "开二业", ""});
  CHECK(print.published(print.voted()).at("number") == "开二业〔2026〕2号");
  print.adopt_minutes();
  CHECK(print.published({}).at("number") == "会议纪要〔2026〕1号");
}

TEST_CASE("a mark that an office of another grid gave up goes on behind its numbers") {
  Print print;
  const auto* grid = print.scene.registry->grids()->root();
  REQUIRE(grid->id != GridId("grid-1"));
  const Series theirs{grid->id, 2026, "开二业"};
  CHECK(print.numbers.reserve(theirs, ActorId("other"), CommandId("theirs-1")) == 1);
  CHECK(print.numbers.reserve(theirs, ActorId("other"), CommandId("theirs-2")) == 2);
  print.enter({"开鲁二村业主大会", "开二业", ""});
  CHECK(print.published(print.voted()).at("number") == "开二业〔2026〕3号");
  // What every grid numbers on its own is not looked for elsewhere.
  CHECK(print.numbers.reserve({grid->id, 2026, "会议纪要"}, ActorId("other"),
                              CommandId("theirs-3")) == 1);
  print.adopt_minutes();
  CHECK(print.published({}).at("number") == "会议纪要〔2026〕1号");
}

TEST_CASE("a preview is the document without its number, and writes nothing") {
  Print print;
  const auto ballot = print.voted();
  const domain::PublishRecord command{ballot, "居委会"};
  const auto& meeting = print.scene.meeting;
  const auto heads = print.scene.inner->heads("");
  const auto by = print.scene.chair->actor;
  const auto shown =
      print.previews.document(meeting, command, by, print.scene.clock.now(), records::Lang::zh);
  REQUIRE(shown);
  CHECK(shown->find("（待编号）") != shown->npos);
  CHECK(shown->find("开鲁二村业主大会") != shown->npos);
  CHECK(print.scene.inner->heads("").size() == heads.size());
  CHECK_FALSE(print.previews.document(meeting, {{}, "居委会"}, by, print.scene.clock.now(),
                                      records::Lang::zh));
  const auto event = print.published(ballot);
  CHECK(event.at("number") == "〔2026〕1号");
  const auto page = print.content(event.at("sha256").at("zh"));
  const auto main = [](const std::string& html) {
    return html.substr(html.find("<h2"), html.find("<dt>发布") - html.find("<h2"));
  };
  CHECK(main(page) == main(*shown));
}

}  // namespace roundtable::publish::test
