#include "readmodel/feeder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <future>

#include "codec/registry_json.hpp"
#include "log/batch.hpp"
#include "readmodel/list_reader.hpp"
#include "readmodel/search.hpp"
#include "readmodel/tables.hpp"
#include "support/forwarding_log.hpp"
#include "support/log_helpers.hpp"

using namespace roundtable;
using namespace roundtable::readmodel;

namespace {

constexpr std::chrono::milliseconds kPatience{20'000};

/// A log in memory, written to as the registry does.
struct Ledger {
  std::unique_ptr<log::EventLog> log = log::open_memory_log(clock);

  void append(const std::string& stream, const codec::RegistryEvent& event,
              std::vector<log::Content> content = {}) {
    const auto heads = log->heads(stream);
    const auto head = heads.empty() ? log::StreamHead{stream, 0, log::kNoEntry} : heads.front();
    log::Entry entry{stream, head.version + 1, "", codec::encode_registry_payload(event), ""};
    log::Header header;
    header.stream = stream;
    header.version = entry.version;
    header.at = clock.now();
    header.actor = ActorId("somebody");
    header.command_id = CommandId("c" + std::to_string(++commands));
    header.command_sha256 = log::sha256_hex(entry.payload);
    header.payload_sha256 = header.command_sha256;
    header.prev = head.hash;
    entry.header = log::write_header(header);
    entry.hash = log::sha256_hex(entry.header);
    std::promise<log::Appended> stored;
    log->append({stream, head.version, {std::move(entry)}, {}, std::move(content)},
                [&stored](const log::Outcome& outcome) { stored.set_value(outcome.appended); });
    REQUIRE(stored.get_future().get() == log::Appended::stored);
  }
  void grids() {
    const auto bytes = codec::encode_grids(
        {{GridId("g1"), "上海市", domain::GridLevel::city, std::nullopt, ""},
         {GridId("g2"), "环林居民区", domain::GridLevel::neighbourhood, GridId("g1"), ""}});
    append("grids", codec::GridsImported{log::sha256_hex(bytes)}, {log::make_content(bytes)});
  }
  void issue(const std::string& id, const std::string& title) {
    append("issue:" + id,
           codec::IssueReported{IssueId(id), GridId("g2"), title, "", domain::IssueSource::visit});
  }

  log::test::StillClock clock;
  int commands = 0;
};

/// What it is asked for of streams of that prefix waits until it is released.
class HeldReads final : public log::test::ForwardingLog {
 public:
  explicit HeldReads(log::EventLog& inner, std::string prefix = "")
      : ForwardingLog(inner), prefix_(std::move(prefix)) {}
  std::vector<log::Entry> read(std::string_view stream, std::uint64_t after,
                               std::size_t limit) override {
    if (stream.starts_with(prefix_)) released_.wait();
    return ForwardingLog::read(stream, after, limit);
  }
  void release() { release_.set_value(); }

 private:
  const std::string prefix_;
  std::promise<void> release_;
  std::shared_future<void> released_ = release_.get_future().share();
};

class CountedReads final : public log::test::ForwardingLog {
 public:
  explicit CountedReads(log::EventLog& inner) : ForwardingLog(inner) {}
  std::vector<log::Entry> read(std::string_view stream, std::uint64_t after,
                               std::size_t limit) override {
    ++reads;
    return ForwardingLog::read(stream, after, limit);
  }
  std::vector<log::StreamHead> heads(std::string_view prefix) override {
    ++all_heads;
    return ForwardingLog::heads(prefix);
  }
  std::atomic<int> reads = 0;
  std::atomic<int> all_heads = 0;
};

struct Fed {
  explicit Fed(Ledger& of) : ledger(of) {}
  std::string path() const { return folder.file("model.db"); }
  void start() {
    file = std::make_unique<ModelFile>(path());
    feeder = std::make_unique<Feeder>(*file, *ledger.log, [this](const std::string& why) {
      const std::scoped_lock lock(mutex);
      reports.push_back(why);
    });
  }
  void stop() { feeder.reset(); }
  std::string found(const std::string& query) {
    REQUIRE(feeder->wait(kPatience));
    std::string out;
    Search search(*file);
    for (const auto& group : search.find({query, std::nullopt})) {
      for (const auto& hit : group.found) out += hit.row.id + " ";
    }
    return out;
  }

  Ledger& ledger;
  /// Whether those bytes stand anywhere in the file or beside it.
  bool in_files(const std::string& word) const {
    for (const char* end : {"", "-wal"}) {
      if (log::test::bytes_of_file(path() + end).find(word) != std::string::npos) return true;
    }
    return false;
  }

  log::test::TemporaryFolder folder;
  std::mutex mutex;
  std::vector<std::string> reports;
  std::unique_ptr<ModelFile> file;
  std::unique_ptr<Feeder> feeder;
};

views::ViewState meeting(const char* id, const char* title, std::uint64_t version) {
  views::ViewState state;
  state.meeting.id = MeetingId(id);
  state.meeting.grid = GridId("g2");
  state.meeting.title = title;
  state.meeting.version = version;
  state.meeting.phase = domain::Phase::convened;
  state.meeting.scheduled_at = Time{1'793'000'000'000'000};
  state.meeting.electorate.value = std::make_shared<const domain::RollSnapshot>();
  return state;
}

}  // namespace

TEST_CASE("what becomes durable is found, grids before what lies in them") {
  Ledger ledger;
  Fed fed(ledger);
  fed.start();
  ledger.grids();
  ledger.issue("i1", "老楼加装电梯");
  CHECK(fed.found("电梯") == "i1 ");
  CHECK(fed.found("环林") == "g2 ");
}

TEST_CASE("a start reads what has moved meanwhile, and nothing twice") {
  Ledger ledger;
  Fed fed(ledger);
  ledger.grids();
  ledger.issue("i1", "老楼加装电梯");
  fed.start();
  CHECK(fed.found("电梯") == "i1 ");
  fed.stop();
  ledger.issue("i2", "电梯坏了");
  fed.start();
  CHECK(fed.found("电梯").size() == std::string("i1 i2 ").size());
}

TEST_CASE("a file of another log, a deleted one and a damaged one are made anew") {
  Ledger first, second;
  Fed fed(first);
  first.grids();
  first.issue("i1", "老楼加装电梯");
  second.grids();
  second.issue("i2", "停车难");
  fed.start();
  CHECK(fed.found("电梯") == "i1 ");
  fed.stop();
  Fed other(second);
  std::filesystem::copy_file(fed.path(), other.path());
  other.start();
  CHECK(other.found("电梯").empty());
  CHECK(other.found("停车") == "i2 ");
  other.stop();
  {
    std::ofstream(other.path(), std::ios::trunc) << "damaged, and long enough to be read as a file";
  }
  other.start();
  CHECK(other.found("停车") == "i2 ");
}

TEST_CASE("a meeting is found as the newest that was told of it") {
  Ledger ledger;
  ledger.grids();
  Fed fed(ledger);
  fed.start();
  fed.feeder->meeting_is(meeting("m1", "电梯协商会", 1));
  fed.feeder->meeting_is(meeting("m1", "停车协商会", 3));
  fed.feeder->meeting_is(meeting("m1", "充电协商会", 2));
  CHECK(fed.found("停车") == "m1 ");
  CHECK(fed.found("充电").empty());
  CHECK(fed.found("电梯").empty());
}

TEST_CASE("what is planned for a meeting is not searched before people were told of it") {
  Ledger ledger;
  ledger.grids();
  Fed fed(ledger);
  fed.start();
  auto state = meeting("m1", "协商会", 1);
  domain::AgendaItem item;
  item.id = AgendaItemId("a1");
  item.text.title = "拆除违章车棚";
  state.meeting.agenda.emplace(item.id, item);
  fed.feeder->meeting_is(state);
  CHECK(fed.found("车棚").empty());
  state.meeting.version = 2;
  state.meeting.announced_at = Time{1'793'000'000'000'000};
  fed.feeder->meeting_is(state);
  CHECK(fed.found("车棚") == "m1 ");
}

TEST_CASE("sealed texts and drafts of minutes never reach the file") {
  Ledger ledger;
  ledger.grids();
  Fed fed(ledger);
  fed.start();
  auto state = meeting("m1", "协商会", 1);
  state.meeting.announced_at = Time{1'793'000'000'000'000};
  state.meeting.minutes.sections["opening"].text = "张三说楼上漏水";
  state.meeting.attendance[HeadId("h1")].reason = "住院手术";
  domain::Agreement agreed;
  agreed.text = "请物业修屋面";
  state.meeting.minutes.decisions[DecisionId("d1")] = agreed;
  fed.feeder->meeting_is(state);
  REQUIRE(fed.feeder->wait(kPatience));
  CHECK(fed.in_files("协商会"));
  CHECK_FALSE(fed.in_files("屋面"));  // not published
  domain::PublishedRecord minutes;
  minutes.id = RecordId("r1");
  minutes.title.zh = "圆桌会会议纪要";
  state.meeting.records.emplace(minutes.id, minutes);
  state.record_versions[minutes.id] = 2;
  state.meeting.version = 2;
  fed.feeder->meeting_is(state);
  CHECK(fed.found("修屋面") == "r1 ");
  for (const auto* word : {"张三", "漏水", "住院", "手术"}) {
    INFO(word);
    CHECK_FALSE(fed.in_files(word));
  }
}

TEST_CASE("what cannot be read is set aside and said, and all else goes on") {
  Ledger ledger;
  ledger.grids();
  // A stream of that name that is no meeting.
  ledger.append("meeting:m1", codec::GridsImported{std::string(64, '0')});
  // And a tree of which nothing is there.
  ledger.append("grids", codec::GridsImported{std::string(64, '0')});
  ledger.issue("i1", "老楼加装电梯");
  Fed fed(ledger);
  fed.start();
  CHECK(fed.found("电梯") == "i1 ");
  CHECK(fed.reports.size() == 2);
  fed.stop();
  fed.reports.clear();
  ledger.issue("i2", "停车难");
  fed.start();
  CHECK(fed.found("停车") == "i2 ");
  CHECK(fed.reports.empty());
}

TEST_CASE("a meeting that moved and of which nobody tells is read from the log") {
  Ledger ledger;
  ledger.grids();
  Fed fed(ledger);
  fed.start();
  CHECK(fed.found("协商").empty());
  ledger.append("meeting:m1", codec::GridsImported{std::string(64, '0')});
  REQUIRE(fed.feeder->wait(kPatience));
  CHECK(fed.reports.size() == 1);
}

TEST_CASE("what a commit made is waited for by its number, a number of no commit is not") {
  Ledger ledger;
  ledger.grids();
  Fed fed(ledger);
  ModelFile file(fed.path());
  // The meeting's host alone tells of it here, however long that takes.
  HeldReads held(*ledger.log, "meeting:");
  Feeder feeder(file, held, [](const std::string&) {});
  CHECK(feeder.wait(kPatience));  // until then nobody waits for a file that is being made
  ledger.issue("i1", "老楼加装电梯");
  CHECK(feeder.wait_for(2, kPatience));
  CHECK(Search(file).find({"电梯", std::nullopt}).size() == 1);
  CHECK(feeder.wait_for(2'000, std::chrono::milliseconds(0)));
  ledger.append("meeting:m1", codec::GridsImported{std::string(64, '0')});
  CHECK_FALSE(feeder.wait_for(3, std::chrono::milliseconds(0)));
  // Its host has seen the entry, and nothing that is kept has changed.
  feeder.meeting_passed(MeetingId("m1"), 1);
  held.release();
  CHECK(feeder.wait_for(3, kPatience));
}

TEST_CASE("while the file is made anew the old one answers, and whoever reads it goes on") {
  Ledger first, second;
  first.grids();
  first.issue("i1", "老楼加装电梯");
  second.grids();
  second.issue("i2", "停车难");
  Fed fed(first);
  fed.start();
  CHECK(fed.found("电梯") == "i1 ");
  fed.stop();
  // The same file beside another log, which takes its time.
  HeldReads held(*second.log);
  ModelFile file(fed.path());
  std::vector<std::string> reports;
  Feeder feeder(file, held, [&](const std::string& why) { reports.push_back(why); });
  Search search(file);
  CHECK(file.answers());
  REQUIRE(search.find({"电梯", std::nullopt}).size() == 1);
  CHECK_FALSE(feeder.wait_for(1, std::chrono::milliseconds(0)));
  held.release();
  REQUIRE(feeder.wait(kPatience));
  CHECK(search.find({"电梯", std::nullopt}).empty());
  CHECK(search.find({"停车", std::nullopt}).size() == 1);
  CHECK(file.making() == 2);
  CHECK(reports.size() == 1);
  CHECK_FALSE(std::filesystem::exists(file.path_beside()));
}

TEST_CASE("a start reads on from the place that the file names") {
  Ledger ledger;
  ledger.grids();
  for (int i = 0; i < 20; ++i) ledger.issue("i" + std::to_string(i), "停车难");
  Fed fed(ledger);
  fed.start();
  REQUIRE(fed.feeder->wait(kPatience));
  fed.stop();
  ledger.issue("new", "老楼加装电梯");
  CountedReads counted(*ledger.log);
  ModelFile file(fed.path());
  Feeder feeder(file, counted, [](const std::string&) {});
  REQUIRE(feeder.wait(kPatience));
  CHECK(Search(file).find({"电梯", std::nullopt}).size() == 1);
  // The new one, and what the newest place may have left open.
  CHECK(counted.reads <= 3);
  CHECK(counted.all_heads == 0);
}

TEST_CASE("of an issue whose text has changed no byte of the old one is left") {
  Ledger ledger;
  ledger.grids();
  Fed fed(ledger);
  fed.start();
  for (int i = 0; i < 50; ++i) ledger.issue("i" + std::to_string(i), "停车难");
  ledger.issue("new", "三楼张家漏水");
  REQUIRE(fed.feeder->wait(kPatience));
  CHECK(fed.in_files("漏水"));
  ledger.append("issue:new", domain::IssueEdited{IssueId("new"), GridId("g2"), "老楼加装电梯", ""});
  CHECK(fed.found("电梯") == "new ");
  fed.stop();
  CHECK_FALSE(fed.in_files("张家"));
  CHECK_FALSE(fed.in_files("漏水"));
}

TEST_CASE("an issue that was changed is found by its new words, one that was withdrawn by none") {
  Ledger ledger;
  ledger.grids();
  Fed fed(ledger);
  fed.start();
  const IssueId id("i1");
  const GridId grid("g2");
  ledger.issue("i1", "三楼张家漏水");
  ledger.issue("i2", "停车难");
  REQUIRE(fed.feeder->wait(kPatience));
  ledger.append("issue:i1", domain::IssueEdited{id, grid, "屋面渗水", "找物业看过"});
  CHECK(fed.found("屋面") == "i1 ");
  CHECK(fed.found("张家").empty());
  ListReader lists(*fed.file);
  CHECK(lists.issues({grid, false, 9}).size() == 2);
  ledger.append("issue:i1", domain::IssueWithdrawn{id, grid, "写了别人家的事"});
  CHECK(fed.found("屋面").empty());
  CHECK(lists.issues({grid, false, 9}).size() == 1);
  fed.stop();
  for (const auto* word : {"张家", "漏水", "屋面", "物业", "别人家"}) {
    INFO(word);
    CHECK_FALSE(fed.in_files(word));
  }
  CHECK(fed.in_files("停车难"));
}
