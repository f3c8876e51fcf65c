// Counting again: a small meeting is written entry by entry as the log keeps it, then changed
// behind the program's back in one place each, and the check must say what no longer agrees.
#include "records/record_check.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "codec/erasure_json.hpp"
#include "codec/file_json.hpp"
#include "codec/registry_json.hpp"
#include "codec/series_json.hpp"
#include "domain/event.hpp"
#include "records/model.hpp"
#include "records/number_series.hpp"
#include "support/counting.hpp"

using namespace roundtable;
using namespace roundtable::records;
using namespace roundtable::domain;
using Catch::Matchers::Contains;

namespace {

constexpr std::string_view kDocumentZh = "<p>〔2026〕1号</p><b>未通过</b>";
constexpr std::string_view kDocumentEn = "<p>〔2026〕1号</p><b>Not passed</b>";

constexpr std::string_view kRule = R"({
  "id": "owners-major", "version": 1, "title": {"zh": "重大事项", "en": "Major matter"},
  "body": "owners_group", "body_name": {"zh": "业主小组", "en": "Owners' group"},
  "effective_from": "2021-01-01",
  "basis": [{"law": {"zh": "民法典", "en": "Civil Code"}, "article": "第278条"}],
  "by_area": true,
  "quorum": {"kind": "participation", "num": 2, "den": 3, "op": ">="},
  "majority": {"num": 3, "den": 4, "op": ">=", "of": "participants"},
  "notice_days": 0, "change_until_close": true, "proxies": {"allowed": false},
  "scopes": ["zone"], "publish_within_days": 3, "objection_days": 15,
  "legal_effect": {"zh": "有约束力", "en": "It binds"}
})";

/// Keeps what the log keeps, in the open.
class Store {
 public:
  std::string keep(std::string bytes) {
    auto content = log::make_content(std::move(bytes));
    contents[content.sha256] = std::move(content.bytes);
    return content.sha256;
  }

  void add(std::vector<Event> events) {
    const auto encoded = codec::encode_payload({std::move(events), {}});
    for (const auto& value : encoded.sealed) {
      sealed[value.commitment] = {value.commitment, value.salt, value.value};
    }
    put(encoded.bytes);
  }
  void put(const std::string& payload) {
    log::Header header;
    header.stream = "meeting:m1";
    header.version = entries.size() + 1;
    header.at = at;
    header.actor = ActorId("a1");
    header.command_id = CommandId("c" + std::to_string(header.version));
    header.command_sha256 = std::string(64, '0');
    header.payload_sha256 = log::sha256_hex(payload);
    header.prev = entries.empty() ? log::kNoEntry : entries.back().hash;
    const auto text = log::write_header(header);
    entries.push_back({header.stream, header.version, text, payload, log::sha256_hex(text)});
  }
  /// The first entry of another stream.
  void add_to(const std::string& stream, const std::string& payload) {
    put(payload);
    entries.back().stream = stream;
    entries.back().version = 1;
  }
  /// Replaces text in an entry's payload, as somebody with the database could.
  void change(std::size_t version, const std::string& from, const std::string& to) {
    auto& payload = entries.at(version - 1).payload;
    const auto place = payload.find(from);
    REQUIRE(place != std::string::npos);
    payload.replace(place, from.size(), to);
  }

  RecordReport check() const {
    std::vector<std::unique_ptr<RecordCheck>> checks;
    checks.push_back(std::make_unique<RecordCheck>(
        StoreReader{[this](std::string_view sha256) -> std::optional<std::string> {
                      const auto found = contents.find(sha256);
                      if (found == contents.end()) return std::nullopt;
                      return found->second;
                    },
                    [this](std::string_view commitment) -> std::optional<log::Sealed> {
                      const auto found = sealed.find(commitment);
                      if (found == sealed.end()) return std::nullopt;
                      return found->second;
                    }}));
    for (const auto& entry : entries) checks.front()->on_entry(entry);
    return finish(checks);
  }

  Time at{1'000'000};
  std::vector<log::Entry> entries;
  std::map<std::string, std::string, std::less<>> contents;
  std::map<std::string, log::Sealed, std::less<>> sealed;
};

/// Four owners of 80.00 m², three take part: two for, one against; the second changed its mind.
class SmallMeeting {
 public:
  explicit SmallMeeting(Secrecy secrecy = Secrecy::named,
                        std::string document = std::string(kDocumentZh))
      : secrecy_(secrecy), document_(std::move(document)) {
    RollSnapshot snapshot;
    snapshot.roll = RollId("r1");
    for (const auto* id : {"h1", "h2", "h3", "h4"}) {
      snapshot.heads[HeadId(id)] = {Area{8'000}, {UnitId(std::string("u-") + id)}};
      snapshot.total_area += Area{8'000};
    }
    rule_ = {store.keep(std::string(kRule)),
             std::make_shared<const Rule>(std::get<Rule>(codec::parse_rule(kRule)))};
    roll_ = {store.keep(codec::encode_snapshot(snapshot)),
             std::make_shared<const RollSnapshot>(snapshot)};
    store.add({MeetingConvened{"会", "厅", "owners_group", GridId("g1"), {rule_}, roll_, {}, false},
               AgendaItemAdded{AgendaItemId("i1"), "事", ItemKind::decision}});
    store.add({CheckedIn{HeadId("h1"), Mode::phone, ActorId("h1")}});
    open();
    cast("h1", Paper{"yes"});
    cast("h2", Paper{"no"});
    cast("h2", Paper{"yes"});
    cast("h3", Paper{"no"});
    close();
    publish();
  }

  Store store;

 private:
  void open() {
    BallotOpened opened;
    opened.ballot = BallotId("b1");
    opened.item = AgendaItemId("i1");
    opened.question = "同意吗？";
    opened.rule = rule_;
    opened.method = method_of_before(false);
    opened.roll = roll_;
    opened.secrecy = secrecy_;
    opened.counts = secrecy_ == Secrecy::named ? Counts::live : Counts::hidden;
    opened.present = {1, Area{8'000}};
    opened.deadline = Time{9'000'000};
    store.add({opened});
  }
  void cast(const char* head, const Paper& paper) {
    BallotCast cast;
    cast.ballot = BallotId("b1");
    cast.head = HeadId(head);
    cast.paper.value = paper;
    cast.confidential = secrecy_ == Secrecy::confidential;
    cast.entered_by = ActorId(head);
    if (secrecy_ == Secrecy::confidential) {
      cast.salt = std::string(31, 's') + static_cast<char>('0' + store.entries.size());
      cast.paper.commitment = log::commit_to(cast.salt, paper.bytes);
    }
    store.add({cast});
  }
  void close() {
    BallotClosed closed;
    closed.ballot = BallotId("b1");
    closed.effective_at = store.at;
    closed.tally = domain::test::yes_no_tally();
    closed.tally.add(kYes, {2, Area{16'000}});
    closed.tally.add(kNo, {1, Area{8'000}});
    closed.outcome = Outcome::not_passed;
    store.add({closed});
  }
  void publish() {
    RecordPublished published;
    published.record = RecordId("r1");
    published.ballot = BallotId("b1");
    published.number = "〔2026〕1号";
    published.sha256 = {store.keep(document_), store.keep(std::string(kDocumentEn))};
    published.objection_from = {1970, 1, 2};
    published.objection_until = {1970, 1, 16};
    store.add({published});
  }

  Secrecy secrecy_;
  std::string document_;
  FixedRule rule_;
  FixedRoll roll_;
};

constexpr std::size_t kOpening = 3;
constexpr std::size_t kFirstCast = 4;
constexpr std::size_t kClosing = 8;
constexpr std::size_t kPublishing = 9;

std::string all(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings) out += finding.place + ": " + finding.what + "\n";
  return out;
}

}  // namespace

namespace {

/// The minutes of the small meeting, with one sealed section; adopted or not when published.
void publish_minutes(Store& store, bool adopted, Date until = {1970, 1, 1}) {
  MinutesEdited edited;
  edited.section = "opening";
  edited.salt = std::string(32, 'm');
  edited.text = {"大家到齐了。", log::commit_to(edited.salt, "大家到齐了。")};
  store.add({edited});
  store.add({MinutesProposed{}});
  if (adopted) store.add({MinutesAdopted{}});
  RecordPublished published;
  published.record = RecordId("r2");
  published.number = "〔2026〕2号";
  published.sha256 = {store.keep("<p>〔2026〕2号</p>纪要"),
                      store.keep("<p>〔2026〕2号</p>Minutes")};
  published.objection_from = {1970, 1, 1};
  published.objection_until = until;
  store.add({published});
}

}  // namespace

TEST_CASE("an untouched meeting is counted again without a finding") {
  const auto secrecy = GENERATE(Secrecy::named, Secrecy::confidential);
  const SmallMeeting meeting(secrecy);
  const auto report = meeting.store.check();
  CHECK(all(report.findings) == "");
  CHECK(all(report.withheld) == "");
  CHECK(report.meetings == 1);
  CHECK(report.ballots_recounted == 1);
  CHECK(report.documents_checked == 2);
}

TEST_CASE("a changed tally is found at the closing that holds it") {
  SmallMeeting meeting;
  meeting.store.change(kClosing, R"("yes":{"area":16000,"heads":2})",
                       R"("yes":{"area":24000,"heads":3})");
  const auto found = all(meeting.store.check().findings);
  CHECK_THAT(found, Contains("stream meeting:m1, version 8: ballot b1: counted again yes 2"));
  CHECK_THAT(found, Contains("the closing says yes 3"));
}

TEST_CASE("a changed outcome is found") {
  SmallMeeting meeting;
  meeting.store.change(kClosing, "not_passed", "passed");
  CHECK_THAT(all(meeting.store.check().findings),
             Contains("the frozen rule gives not_passed, the closing says passed"));
}

TEST_CASE("a changed vote is found by counting") {
  SmallMeeting meeting;
  meeting.store.change(kFirstCast, "\"yes\"", "\"no\"");
  CHECK_THAT(all(meeting.store.check().findings), Contains("counted again yes 1"));
}

TEST_CASE("a changed rule, roll or document is found by its name") {
  SmallMeeting meeting;
  for (auto& [sha256, bytes] : meeting.store.contents) {
    if (bytes == kDocumentEn) bytes = "another document";
  }
  CHECK_THAT(all(meeting.store.check().findings),
             Contains("stream meeting:m1, version 9: content ") && Contains("has been changed"));
}

TEST_CASE("missing content is found, and what needs it cannot be replayed") {
  SmallMeeting meeting;
  std::erase_if(meeting.store.contents, [](const auto& one) { return one.second == kDocumentZh; });
  CHECK_THAT(all(meeting.store.check().findings), Contains("is missing"));
  std::erase_if(meeting.store.contents,
                [](const auto& one) { return one.second == std::string(kRule); });
  const auto report = meeting.store.check();
  CHECK_THAT(all(report.findings), Contains("version 1: cannot be replayed, nor what follows"));
  CHECK(report.ballots_recounted == 0);
}

TEST_CASE("a document that bears another number than its entry is found, in whatever words it is") {
  std::string document(kDocumentZh);
  document.replace(document.find("〔2026〕1号"), std::string("〔2026〕1号").size(), "〔2026〕11号");
  const SmallMeeting other(Secrecy::named, document);
  CHECK_THAT(all(other.store.check().findings),
             Contains("record r1, zh: the document does not bear the number 〔2026〕1号"));
  const SmallMeeting reworded(Secrecy::named, "<p>〔2026〕1号</p>未获通过");
  CHECK(all(reworded.store.check().findings) == "");
}

TEST_CASE("erased choices are told apart from wrong ones") {
  SmallMeeting meeting(Secrecy::confidential);
  meeting.store.sealed.clear();
  const auto report = meeting.store.check();
  CHECK(all(report.findings) == "");
  CHECK_THAT(all(report.withheld), Contains("3 choices were erased or are withheld"));
  CHECK(report.ballots_recounted == 0);
}

TEST_CASE("each sealed value that is not there is told at its entry, and that nobody erased it") {
  SmallMeeting meeting(Secrecy::confidential);
  publish_minutes(meeting.store, true);
  const auto section = meeting.store.entries.size() - 3;
  REQUIRE(meeting.store.sealed.size() == 5);
  meeting.store.sealed.clear();
  const auto report = meeting.store.check();
  CHECK(all(report.findings) == "");
  CHECK(all(report.erased) == "");
  for (auto version = kFirstCast; version < kClosing; ++version) {
    CHECK_THAT(all(report.withheld),
               Contains("version " + std::to_string(version) + ": what ballot_cast sealed") &&
                   Contains("no command in this log erases it"));
  }
  CHECK_THAT(all(report.withheld),
             Contains("version " + std::to_string(section) + ": what minutes_edited sealed"));
}

TEST_CASE(
    "what a person was forgotten with is told as erased, by whose command, and nothing else") {
  SmallMeeting meeting(Secrecy::confidential);
  REQUIRE(meeting.store.sealed.size() == 4);
  const auto forgotten = meeting.store.sealed.begin()->first;
  meeting.store.add_to("erasures", codec::encode_values_erased({forgotten}));
  const auto command = "c" + std::to_string(meeting.store.entries.size());
  CHECK(all(meeting.store.check().erased) == "");  // still there
  meeting.store.sealed.clear();
  const auto report = meeting.store.check();
  CHECK(all(report.findings) == "");
  REQUIRE(report.erased.size() == 1);
  CHECK_THAT(all(report.erased), Contains("what ballot_cast sealed was erased by command " +
                                          command + " of a1, stream erasures, version 1"));
  CHECK_THAT(all(report.withheld), !Contains(forgotten));
  CHECK(report.withheld.size() == 4);  // three other choices, and what could not be counted
}

TEST_CASE("an entry of erasures that cannot be read is a finding") {
  SmallMeeting meeting;
  meeting.store.add_to("erasures", R"({"events":[{"type":"else","v":1}],"result":{}})");
  CHECK_THAT(all(meeting.store.check().findings),
             Contains("stream erasures, version 1: cannot be read"));
}

TEST_CASE("bytes moved between a salt and its value are found, in either form of a commitment") {
  const auto bare = GENERATE(false, true);
  SmallMeeting meeting;
  publish_minutes(meeting.store, true);
  REQUIRE(meeting.store.sealed.size() == 1);
  auto value = meeting.store.sealed.begin()->second;
  if (bare) {  // as release 0.1.0 wrote it
    const auto commitment = log::sha256_hex(value.salt + value.value);
    meeting.store.change(meeting.store.entries.size() - 3, value.commitment, commitment);
    value.commitment = commitment;
    meeting.store.sealed = {{commitment, value}};
    CHECK(all(meeting.store.check().findings) == "");
  }
  // The minutes would begin with the second character.
  auto& moved = meeting.store.sealed.begin()->second;
  moved.salt += value.value.substr(0, 3);
  moved.value = value.value.substr(3);
  CHECK_THAT(all(meeting.store.check().findings), Contains("is not the one that was committed to"));
}

TEST_CASE("a name for speaking that was taken back is told as erased by who did it") {
  SmallMeeting meeting;
  SpeakerCalled called;
  called.speaker = SpeakerId("h1");
  called.salt = std::string(32, 'n');
  called.name = {"王阿姨", log::commit_to(called.salt, "王阿姨")};
  meeting.store.add({called});
  const auto commitment = called.name.commitment;
  CHECK(meeting.store.entries.back().payload.find("王阿姨") == std::string::npos);
  meeting.store.add({SpeakerNumbered{SpeakerId("h1")}});
  CHECK(all(meeting.store.check().findings) == "");
  REQUIRE(meeting.store.sealed.erase(commitment) == 1);
  const auto report = meeting.store.check();
  CHECK(all(report.findings) == "");
  CHECK(report.withheld.empty());
  REQUIRE(report.erased.size() == 1);
  CHECK_THAT(report.erased[0].what, Contains("what speaker_called sealed was erased by command"));
}

TEST_CASE("with erased choices, who took part is still counted again") {
  SmallMeeting meeting(Secrecy::confidential);
  meeting.store.sealed.clear();
  meeting.store.change(kClosing, R"("yes":{"area":16000,"heads":2})",
                       R"("yes":{"area":24000,"heads":3})");
  CHECK_THAT(all(meeting.store.check().findings), Contains("voted, the closing says 4"));
}

TEST_CASE("a sealed choice that was replaced is found") {
  SmallMeeting meeting(Secrecy::confidential);
  for (auto& [commitment, value] : meeting.store.sealed) {
    if (value.value == "yes") value.value = "no";
  }
  CHECK_THAT(all(meeting.store.check().findings), Contains("is not the one that was committed to"));
}

TEST_CASE("a presence that disagrees with the attendance is found") {
  SmallMeeting meeting;
  meeting.store.change(kOpening, R"("present":{"area":8000,"heads":1})",
                       R"("present":{"area":16000,"heads":2})");
  CHECK_THAT(all(meeting.store.check().findings), Contains("disagrees with the attendance"));
}

TEST_CASE("a period for objections that the rule does not give is found") {
  SmallMeeting meeting;
  meeting.store.change(kPublishing, "1970-01-16", "1970-01-06");
  CHECK_THAT(all(meeting.store.check().findings), Contains("1970-01-02 to 1970-01-16"));
}

TEST_CASE("published minutes are checked as other records are") {
  SmallMeeting meeting;
  publish_minutes(meeting.store, true);
  const auto report = meeting.store.check();
  CHECK(all(report.findings) == "");
  CHECK(report.documents_checked == 4);
}

TEST_CASE("erased narrative does not hinder the check of its minutes; a replaced one is found") {
  SmallMeeting meeting;
  publish_minutes(meeting.store, true);
  auto erased = meeting.store;
  erased.sealed.clear();
  CHECK(all(erased.check().findings) == "");
  meeting.store.sealed.begin()->second.value = "大家没有到齐。";
  CHECK_THAT(all(meeting.store.check().findings), Contains("is not the one that was committed to"));
}

TEST_CASE("minutes that were published without having been adopted are found") {
  SmallMeeting meeting;
  publish_minutes(meeting.store, false);
  CHECK_THAT(all(meeting.store.check().findings), Contains("minutes that were not adopted"));
}

TEST_CASE("minutes with time for objections, which no rule gives, are found") {
  SmallMeeting meeting;
  publish_minutes(meeting.store, true, {1970, 1, 9});
  CHECK_THAT(all(meeting.store.check().findings), Contains("minutes are for information"));
}

TEST_CASE("two records of one number are found") {
  SmallMeeting meeting;
  auto entries = meeting.store.entries;
  for (auto entry : entries) {
    entry.stream = "meeting:m2";
    meeting.store.entries.push_back(entry);
  }
  CHECK_THAT(all(meeting.store.check().findings), Contains("its number is that of the record at"));
}

TEST_CASE("a grid tree or a roll whose content is gone is found") {
  SmallMeeting meeting;
  const codec::RollImported roll{RollId("r9"), GridId("g1"), std::string(64, 'a')};
  meeting.store.add_to("roll:r9", codec::encode_registry_payload(roll));
  CHECK_THAT(all(meeting.store.check().findings),
             Contains("stream roll:r9, version 1") && Contains("is missing"));
}

TEST_CASE("a vote stamped at the deadline is found") {
  SmallMeeting meeting;
  meeting.store.change(kOpening, R"("deadline":9000000)", R"("deadline":1000000)");
  CHECK_THAT(all(meeting.store.check().findings), Contains("was taken after the deadline"));
}

TEST_CASE("nothing is counted on top of a hole") {
  SmallMeeting meeting;
  meeting.store.entries.erase(meeting.store.entries.begin() + kFirstCast - 1);
  const auto report = meeting.store.check();
  CHECK(report.findings.size() == 1);
  CHECK_THAT(all(report.findings),
             Contains("version 5: cannot be replayed") && Contains("an entry before is missing"));
  CHECK(report.ballots_recounted == 0);
}

TEST_CASE("an entry that is no entry ends the replay of its meeting alone") {
  SmallMeeting meeting;
  meeting.store.entries.at(5).payload = "{}";
  auto other = meeting.store.entries.front();
  other.stream = "meeting:m2";
  meeting.store.entries.push_back(other);
  const auto report = meeting.store.check();
  CHECK(report.findings.size() == 1);
  CHECK_THAT(all(report.findings), Contains("stream meeting:m1, version 6: cannot be replayed"));
  CHECK(report.meetings == 2);
}

namespace {

/// A small meeting with a file, whose bytes are in the store.
struct WithFile : SmallMeeting {
  WithFile() {
    const auto value = log::seal(std::string(32, 's'), "%PDF-1.4 方案");
    commitment = value->commitment;
    store.sealed[commitment] = *value;
    version = store.entries.size() + 1;
    store.add({FileAdded{FileId("f1"), AgendaItemId("i1"), "方案", Media::pdf,
                         static_cast<std::int64_t>(value->value.size()),
                         log::sha256_hex(value->value), commitment}});
  }
  void withdraw() { store.add({FileWithdrawn{FileId("f1"), "有电话"}}); }
  /// Other bytes that are whole in themselves, under the commitment of the entry.
  void replace(const std::string& bytes) { store.sealed[commitment].value = bytes; }
  std::string commitment;
  std::size_t version = 0;
};

}  // namespace

TEST_CASE("a file that is there as it was added is checked without a finding") {
  WithFile meeting;
  CHECK(meeting.store.check().findings.empty());
  CHECK(meeting.store.check().files_checked == 1);
}

TEST_CASE("a file that is gone is found, unless it was withdrawn") {
  WithFile meeting;
  meeting.store.sealed.erase(meeting.commitment);
  const auto report = meeting.store.check();
  REQUIRE(report.findings.size() == 1);
  CHECK_THAT(report.findings[0].what, Contains("file f1 is missing and was not withdrawn"));
  CHECK_THAT(report.findings[0].place, Contains("version " + std::to_string(meeting.version)));
  meeting.withdraw();
  const auto withdrawn = meeting.store.check();
  CHECK(withdrawn.findings.empty());
  REQUIRE(withdrawn.erased.size() == 1);
  CHECK(withdrawn.erased[0].place == report.findings[0].place);
  CHECK_THAT(withdrawn.erased[0].what,
             Contains("file f1 was erased by command c" + std::to_string(meeting.version + 1) +
                      " of a1, stream meeting:m1, version " + std::to_string(meeting.version + 1)));
}

TEST_CASE("of a meeting that cannot be read to its end no file is called missing") {
  WithFile meeting;
  meeting.store.sealed.erase(meeting.commitment);
  meeting.store.put("no entry");
  const auto report = meeting.store.check();
  REQUIRE(report.findings.size() == 1);
  CHECK_THAT(report.findings[0].what, Contains("cannot be replayed"));
}

TEST_CASE("a withdrawn file that is still stored is told, and is no finding") {
  WithFile meeting;
  meeting.withdraw();
  const auto report = meeting.store.check();
  CHECK(report.findings.empty());
  REQUIRE(report.withheld.size() == 1);
  CHECK_THAT(report.withheld[0].what, Contains("still stored"));
}

TEST_CASE("a file that was replaced is found by its commitment, its SHA-256 and its size") {
  WithFile meeting;
  meeting.replace("%PDF-1.4 另一份方案");
  const auto report = meeting.store.check();
  REQUIRE(report.findings.size() == 3);
  CHECK_THAT(report.findings[0].what, Contains("not those that were committed to"));
  CHECK_THAT(report.findings[1].what, Contains("SHA-256"));
  CHECK_THAT(report.findings[2].what, Contains("bytes, the entry says"));
}

namespace {

/// The minutes of the small meeting as they are published today: with a model and a number that was
/// reserved.
void publish_by_model(Store& store, std::string_view number = "〔1970〕3号", bool same = true) {
  store.add({MinutesProposed{}});
  store.add({MinutesAdopted{}});
  Model model;
  model.kind = DocumentKind::minutes;
  model.made.number = number;
  model.facts.contact = same ? "居委会" : "别处";
  model.facts.objection_from = model.facts.objection_until = {1970, 1, 1};
  RecordPublished published;
  published.record = RecordId("r3");
  published.number = number;
  const auto bytes = "<p>" + std::string(number) + "</p>";
  published.sha256 = {store.keep(bytes + "纪要"), store.keep(bytes + "Minutes")};
  published.contact = "居委会";
  published.objection_from = published.objection_until = {1970, 1, 1};
  published.model = store.keep(write_model(model));
  store.add({published});
}
void reserve(Store& store, std::int64_t number) {
  store.add_to("series:g1:1970", codec::encode_number_reserved(number));
}

}  // namespace

TEST_CASE("a record with a model and a number that was reserved is sound") {
  SmallMeeting meeting;
  publish_by_model(meeting.store);
  reserve(meeting.store, 2);
  reserve(meeting.store, 3);
  CHECK(all(meeting.store.check().findings) == "");
}

TEST_CASE("a number that nobody reserved is found, and one that is reserved twice") {
  SmallMeeting meeting;
  publish_by_model(meeting.store);
  reserve(meeting.store, 2);
  CHECK_THAT(all(meeting.store.check().findings), Contains("number 3 was never reserved"));
  reserve(meeting.store, 3);
  reserve(meeting.store, 3);
  CHECK_THAT(all(meeting.store.check().findings), Contains("reserves number 3 after 3"));
}

TEST_CASE("a model that says otherwise than its entry is found, a damaged one and a missing one") {
  SmallMeeting other;
  publish_by_model(other.store, "〔1970〕3号", false);
  reserve(other.store, 3);
  CHECK_THAT(all(other.store.check().findings), Contains("its model says otherwise"));
  SmallMeeting meeting;
  publish_by_model(meeting.store);
  reserve(meeting.store, 3);
  for (auto& [sha256, bytes] : meeting.store.contents) {
    if (bytes.starts_with("{\"facts\"")) bytes = "{";
  }
  const auto found = all(meeting.store.check().findings);
  CHECK_THAT(found, Contains("has been changed"));
  CHECK_THAT(found, Contains("its model cannot be read"));
}

namespace {

const std::string kOfGrid = "series:g1:1970";

std::string of_mark(std::string_view grid, std::string_view mark) {
  return series_name(GridId(std::string(grid)), 1970, mark);
}
/// Reserves these, from the first entry of that series on.
void reserve_in(Store& store, const std::string& series, const std::vector<std::int64_t>& numbers) {
  for (const auto number : numbers) store.add_to(series, codec::encode_number_reserved(number));
}
void announce(Store& store, std::string number) {
  store.add({MeetingAnnounced{"", {"开鲁二村居民委员会", std::move(number)}}});
}

}  // namespace

TEST_CASE("a marked number is looked for in the series of its mark, on whatever grid") {
  SmallMeeting meeting;
  publish_by_model(meeting.store, "开二居〔1970〕3号");
  reserve_in(meeting.store, kOfGrid, {2});
  CHECK_THAT(all(meeting.store.check().findings), Contains("number 3 was never reserved"));
  reserve_in(meeting.store, of_mark("g0", "开二居"), {3});
  const auto report = meeting.store.check();
  CHECK(all(report.findings) == "");
  CHECK_THAT(all(report.unused), Contains("number 2 was reserved, and no document bears it"));
}

TEST_CASE("minutes without a mark are of their own grid's series") {
  SmallMeeting meeting;
  publish_by_model(meeting.store, "会议纪要〔1970〕1号");
  reserve_in(meeting.store, of_mark("g2", "会议纪要"), {1});
  CHECK_THAT(all(meeting.store.check().findings), Contains("number 1 was never reserved"));
  reserve_in(meeting.store, of_mark("g1", "会议纪要"), {1});
  const auto report = meeting.store.check();
  CHECK(all(report.findings) == "");
  CHECK(report.unused.size() == 1);  // that of the other grid
}

TEST_CASE(
    "numbers that stand nowhere and numbers that were left out are told, and are no findings") {
  SmallMeeting meeting;
  publish_by_model(meeting.store, "开二居〔1970〕3号");
  reserve_in(meeting.store, of_mark("g1", "开二居"), {3, 4, 7});
  const auto report = meeting.store.check();
  CHECK(all(report.findings) == "");
  REQUIRE(report.unused.size() == 3);
  CHECK_THAT(report.unused[0].what, Contains("number 7 follows 4"));
  CHECK_THAT(report.unused[1].what, Contains("number 4 was reserved"));
  CHECK_THAT(report.unused[2].what, Contains("number 7 was reserved"));
}

TEST_CASE("numbers that another grid's office had under the same mark were not left out") {
  SmallMeeting meeting;
  publish_by_model(meeting.store, "开二居〔1970〕3号");
  reserve_in(meeting.store, of_mark("g1", "开二居"), {1, 4});
  reserve_in(meeting.store, of_mark("g0", "开二居"), {2, 3});
  CHECK_THAT(all(meeting.store.check().unused), !Contains("left out"));
  reserve_in(meeting.store, of_mark("g0", "开二居"), {6});
  CHECK_THAT(all(meeting.store.check().unused), Contains("number 6 follows 3"));
}

TEST_CASE("a mark that was a series as it was written is sound with one that is as it looks") {
  SmallMeeting meeting;
  publish_by_model(meeting.store, "KE〔1970〕3号");
  CHECK_THAT(all(meeting.store.check().findings), Contains("number 3 was never reserved"));
  auto before = meeting.store;
  reserve_in(before, "series:g1" + tail_as_written(1970, "KE"), {3});
  CHECK(all(before.check().findings) == "");
  CHECK(before.check().unused.empty());
  reserve_in(meeting.store, of_mark("g1", "ｋｅ"), {3});
  CHECK(all(meeting.store.check().findings) == "");
}

TEST_CASE("a notice's number is held against its series, and none is borne twice") {
  SmallMeeting meeting;
  announce(meeting.store, "公告〔1970〕1号");
  CHECK_THAT(all(meeting.store.check().findings),
             Contains("the notice of the meeting: its number 1 was never reserved"));
  reserve_in(meeting.store, of_mark("g1", "公告"), {1});
  CHECK(all(meeting.store.check().findings) == "");
  SmallMeeting twice;
  announce(twice.store, "公告〔1970〕1号");
  announce(twice.store, "公告〔1970〕1号");
  reserve_in(twice.store, of_mark("g1", "公告"), {1});
  CHECK_THAT(all(twice.store.check().findings), Contains("its number is that of the record at"));
}

TEST_CASE("documents of two grids that bear one number of one office are found") {
  SmallMeeting meeting;
  announce(meeting.store, "开二告〔1970〕1号");
  reserve_in(meeting.store, of_mark("g0", "开二告"), {1});
  const auto elsewhere = [](Store& store) {
    auto other = SmallMeeting().store;
    announce(other, "开二告〔1970〕1号");
    other.contents.insert(store.contents.begin(), store.contents.end());
    for (auto entry : other.entries) {
      entry.stream = "meeting:m2";
      const auto grid = entry.payload.find("\"g1\"");
      if (grid != std::string::npos) entry.payload.replace(grid, 4, "\"g9\"");
      store.entries.push_back(entry);
    }
  };
  elsewhere(meeting.store);
  CHECK_THAT(all(meeting.store.check().findings), Contains("number 1 was reserved for the record"));
}
