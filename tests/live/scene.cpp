#include "live/scene.hpp"

#include "codec/frame_json.hpp"
#include "live/issue_stream.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::live::test {
namespace {

constexpr std::chrono::seconds kPatience{10};
const GridId kAround("grid-0");
const GridId kGrid("grid-1");
const GridId kNextDoor("grid-2");
const RollId kRoll("roll-1");
constexpr int kFlats = 8;

/// The payload of a server frame: our frames are unmasked and whole.
std::string_view payload_of(const std::string& frame) {
  const auto length = static_cast<std::uint8_t>(frame[1]);
  return std::string_view(frame).substr(length < 126 ? 2 : length == 126 ? 4 : 10);
}

}  // namespace

void TestStrand::post(std::function<void()> task) {
  {
    const std::scoped_lock lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  wake_.notify_one();
}

void TestStrand::post_after(std::chrono::milliseconds, std::function<void()> task) {
  post(std::move(task));
}

std::function<void()> TestStrand::next(bool wait) {
  std::unique_lock lock(mutex_);
  if (wait) wake_.wait_for(lock, std::chrono::milliseconds(50), [&] { return !tasks_.empty(); });
  if (tasks_.empty()) return nullptr;
  auto task = std::move(tasks_.front());
  tasks_.pop_front();
  return task;
}

void TestStrand::run_until(const std::function<bool()>& holds) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!holds()) {
    if (const auto task = next(true)) task();
    if (std::chrono::steady_clock::now() > end) FAIL("waited in vain");
  }
}

void TestStrand::run_ready() {
  while (const auto task = next(false)) task();
}

void HeldLog::append(log::Batch batch, std::function<void(log::Outcome)> done) {
  if (held_) {
    waiting_.emplace_back(std::move(batch), std::move(done));
  } else {
    inner_.append(std::move(batch), std::move(done));
  }
}

void HeldLog::release() {
  held_ = false;
  for (auto& [batch, done] : std::exchange(waiting_, {})) {
    inner_.append(std::move(batch), std::move(done));
  }
}

void TestSocket::send(const Frame& frame) {
  frames.push_back(json::parse(payload_of(*frame)));
  const auto& got = frames.back();
  if (got["op"] == "snapshot") {
    view = got["view"];
    me = got["me"];
    seq = got["seq"].get<std::uint64_t>();
  } else if (got["op"] == "patch") {
    view.merge_patch(got["patch"]);
    if (got.contains("me")) me = got["me"];
    seq = got["seq"].get<std::uint64_t>();
  }
}

Scene::Scene(std::unique_ptr<log::EventLog> given, std::uint64_t seed)
    : randomness(seed),
      inner(given ? std::move(given) : log::open_memory_log(clock)),
      log(*inner),
      rules(RuleBook::load(ROUNDTABLE_SOURCE_DIR "/templates/rules")) {
  chair = std::make_shared<const Subject>(
      Subject{SubjectKind::staff, ActorId("chair"), {}, "", {{Role::facilitator, kGrid}}, ""});
  registry = std::make_unique<Registry>(*inner, clock);
  const ActorId by("system");
  // A log that tears answers may say no: what counts is that it is there in the end.
  while (registry->grids()->root() == nullptr) {
    registry->import_grids(by, CommandId("grids"),
                           {{kAround, "居民区", domain::GridLevel::neighbourhood, std::nullopt, ""},
                            {kGrid, "一号楼", domain::GridLevel::building, kAround, ""},
                            {kNextDoor, "二号楼", domain::GridLevel::building, kAround, ""}});
    registry = std::make_unique<Registry>(*inner, clock);
  }
  std::vector<domain::UnitRow> rows;
  std::vector<HeadId> heads;
  for (int i = 0; i < kFlats; ++i) {
    rows.push_back({UnitId("unit-" + std::to_string(i)), "1", i % 2 == 0 ? "1" : "2",
                    Area{7'000 + i * 100}, domain::AreaSource::land_register,
                    domain::UnitKind::dwelling, "", false});
    heads.push_back(head(i));
  }
  while (registry->roll(kRoll) == nullptr) {
    registry->import_roll(by, CommandId("roll"), domain::make_roll(kRoll, kGrid, rows, heads));
    registry = std::make_unique<Registry>(*inner, clock);
  }
  build();
}

Scene::~Scene() {
  hall.reset();
  registry.reset();
  // The last answers of the log's thread are posted to a strand that nobody runs any more.
  inner.reset();
}

MakeRecord prepare_paper(const PublishAsked& asked) {
  const auto says = [](const PublishAsked& now) {
    return std::to_string(now.meeting.files.size()) + " files";
  };
  return [says, said = says(asked)] {
    auto made = std::make_shared<MadeRecord>();
    for (const auto& bytes : {std::string("zh"), std::string("en"), said}) {
      made->contents.push_back(log::make_content(bytes));
    }
    made->made = domain::Document{{"标题", "title"},
                                  {made->contents[0].sha256, made->contents[1].sha256},
                                  "〔2026〕1号",
                                  made->contents[2].sha256};
    made->model_now = [says](const PublishAsked& now) { return log::sha256_hex(says(now)); };
    return made;
  };
}

void Scene::build() {
  hub = std::make_unique<Hub>(std::vector<Strand*>{&strand});
  services = std::make_unique<HostServices>(
      HostServices{log, clock, randomness, rules, *registry, *hub, prepare_paper,
                   [](const std::vector<std::string>& ids, const auto& tell) {
                     std::map<std::string, std::string> labels;
                     for (const auto& id : ids) labels[id] = id + "室";
                     tell(labels);
                   },
                   [this](const views::ViewState& state) { listed[state.meeting.id] = state; },
                   [this](std::string_view what, const std::string& detail) {
                     reports.push_back(std::string(what) + ": " + detail);
                   },
                   [this](std::vector<std::string> commitments) {
                     for (auto& one : commitments) to_erase.push_back(std::move(one));
                   }});
  services->passed = [this](const MeetingId& id, std::uint64_t version) { passed[id] = version; };
  hall = std::make_unique<Hosts>(*services);
}

void Scene::restart() {
  strand.run_ready();
  hall.reset();
  build();
}

std::shared_ptr<std::optional<Answer>> Scene::submit(const std::shared_ptr<const Subject>& who,
                                                     domain::Command command,
                                                     const std::string& id) {
  auto slot = std::make_shared<std::optional<Answer>>();
  Submission submission;
  submission.subject = who;
  submission.id = CommandId(id.empty() ? "c" + std::to_string(++step_) : id);
  submission.command_sha256 = log::sha256_hex(codec::write_command(command));
  submission.file = paper_of(command);
  submission.command = std::move(command);
  submission.reply = [slot](const Answer& answer) { *slot = answer; };
  hall->submit(meeting, std::move(submission));
  return slot;
}

Answer Scene::give(const std::shared_ptr<const Subject>& who, domain::Command command,
                   const std::string& id) {
  const auto slot = submit(who, std::move(command), id);
  strand.run_until([&] { return slot->has_value(); });
  return **slot;
}

Done Scene::done(const std::shared_ptr<const Subject>& who, domain::Command command,
                 const std::string& id) {
  const auto answer = give(who, std::move(command), id);
  if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) {
    FAIL("refused " << to_string(refusal->code) << " " << codec::fields_json(refusal->fields));
  }
  REQUIRE(std::holds_alternative<Done>(answer));
  return std::get<Done>(answer);
}

domain::Refusal Scene::refused(const std::shared_ptr<const Subject>& who, domain::Command command,
                               const std::string& id) {
  const auto answer = give(who, std::move(command), id);
  REQUIRE(std::holds_alternative<domain::Refusal>(answer));
  return std::get<domain::Refusal>(answer);
}

domain::ConveneMeeting Scene::convening() const {
  domain::ConveneMeeting convene;
  convene.title = "加装电梯圆桌会";
  convene.place = "底楼大厅";
  convene.body = "owners_group";
  convene.grid = kGrid;
  convene.roll = kRoll;
  convene.scope = {domain::ScopeKind::building, "1", ""};
  convene.rules = {"owners-group-ordinary"};
  convene.scheduled_at = clock.now();
  return convene;
}

AgendaItemId Scene::start_sitting() {
  done(chair, convening());
  const AgendaItemId item(
      made(done(chair, domain::AddAgendaItem{"表决", domain::ItemKind::decision}), "item"));
  done(chair, domain::AnnounceMeeting{});
  done(chair, domain::OpenMeeting{});
  done(chair, domain::StartMeeting{});
  done(chair, domain::StartAgendaItem{item});
  return item;
}

BallotId Scene::open_ballot(const AgendaItemId& item, domain::Secrecy secrecy,
                            domain::Counts counts, std::optional<Time> deadline) {
  domain::OpenBallot open;
  open.item = item;
  open.question = "同意吗？";
  open.rule = "owners-group-ordinary";
  open.scope = {domain::ScopeKind::building, "1", ""};
  open.secrecy = secrecy;
  open.counts = counts;
  open.deadline = deadline;
  return BallotId(made(done(chair, open), "ballot"));
}

SocketRef Scene::connect(TestSocket& socket, const std::shared_ptr<const Subject>& who,
                         std::optional<std::uint64_t> since, bool as_hall) {
  const auto ref = hub->opened(0, socket, who->session);
  // A log that cannot be read just now is asked again, as a client does.
  std::string refused;
  do {
    refused.clear();
    hall->join(ref, who, meeting, {as_hall, since, ""},
               [&](std::string_view code) { refused = code; });
    strand.run_ready();
  } while (refused == "log.unavailable");
  if (!refused.empty()) FAIL(refused);
  return ref;
}

void Scene::settle() {
  clock.forward(kMicrosPerSecond);
  strand.run_ready();
}

std::shared_ptr<const Subject> Scene::resident(int flat) const {
  return std::make_shared<const Subject>(
      Subject{SubjectKind::resident, ActorId(head(flat).str()), head(flat), "", {}, ""});
}

void report(Hosts& hall, TestStrand& strand, const IssueId& id, const domain::ReportIssue& issue) {
  std::optional<Answer> answer;
  Submission submission;
  submission.subject = std::make_shared<const Subject>(
      Subject{SubjectKind::staff, ActorId("chen"), {}, "", {{Role::recorder, issue.grid}}, ""});
  submission.id = CommandId("report-" + id.str());
  submission.command_sha256 = report_sha256(id, issue);
  submission.command = issue;
  submission.reply = [&](const Answer& given) { answer = given; };
  hall.submit(id, std::move(submission));
  strand.run_until([&] { return answer.has_value(); });
  REQUIRE(std::holds_alternative<Done>(*answer));
}

domain::AddFile paper(std::string title, AgendaItemId item) {
  const auto file = sealed_paper(title);
  return {std::move(item),
          std::move(title),
          domain::Media::pdf,
          static_cast<std::int64_t>(file->value.size()),
          log::sha256_hex(file->value),
          file->commitment};
}

log::SealedFile sealed_paper(const std::string& title) {
  return log::seal(std::string(log::kSealedSaltBytes, 's'), "%PDF-1.4\n" + title);
}

log::SealedFile paper_of(const domain::Command& command) {
  const auto* file = std::get_if<domain::AddFile>(&command);
  return file == nullptr ? nullptr : sealed_paper(file->title);
}

std::string made(const Done& done, const char* what) {
  return json::parse(done.result).at(what).get<std::string>();
}

}  // namespace roundtable::live::test
