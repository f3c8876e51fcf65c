#include "readmodel/feeder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <future>

#include "codec/registry_json.hpp"
#include "log/batch.hpp"
#include "readmodel/search.hpp"
#include "readmodel/tables.hpp"
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

struct Fed {
  explicit Fed(Ledger& of) : ledger(of) {}
  std::string path() const { return folder.file("model.db"); }
  void start() {
    feeder = std::make_unique<Feeder>(path(), *ledger.log, [](const auto&) {});
  }
  std::string found(const std::string& query) {
    REQUIRE(feeder->wait(kPatience));
    std::string out;
    Search search(path());
    for (const auto& group : search.find({query, std::nullopt})) {
      for (const auto& hit : group.found) out += hit.row.id + " ";
    }
    return out;
  }

  Ledger& ledger;
  log::test::TemporaryFolder folder;
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
  fed.feeder.reset();
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
  fed.feeder.reset();
  Fed other(second);
  std::filesystem::copy_file(fed.path(), other.path());
  other.start();
  CHECK(other.found("电梯").empty());
  CHECK(other.found("停车") == "i2 ");
  other.feeder.reset();
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
  const auto in_files = [&](const std::string& word) {
    for (const char* end : {"", "-wal"}) {
      if (log::test::bytes_of_file(fed.path() + end).find(word) != std::string::npos) return true;
    }
    return false;
  };
  CHECK(in_files("协商会"));
  CHECK_FALSE(in_files("屋面"));  // not published
  domain::PublishedRecord minutes;
  minutes.id = RecordId("r1");
  minutes.title.zh = "圆桌会会议纪要";
  state.meeting.records.emplace(minutes.id, minutes);
  state.meeting.version = 2;
  fed.feeder->meeting_is(state);
  CHECK(fed.found("修屋面") == "r1 ");
  for (const auto* word : {"张三", "漏水", "住院", "手术"}) {
    INFO(word);
    CHECK_FALSE(in_files(word));
  }
}

TEST_CASE("a start names the meetings that the file lacks something of") {
  Ledger ledger;
  ledger.grids();
  // Any stream of that name: what stands in it is its host's to read.
  ledger.append("meeting:m1", codec::GridsImported{std::string(64, '0')});
  Fed fed(ledger);
  fed.start();
  CHECK(fed.feeder->meetings_behind() == std::vector<std::string>{"m1"});
  fed.feeder->meeting_is(meeting("m1", "协商会", 1));
  REQUIRE(fed.feeder->wait(kPatience));
  fed.feeder.reset();
  fed.start();
  CHECK(fed.feeder->meetings_behind().empty());
}
