// Receipts: every form that people have one in is read, and what is none is not; and of the vote in
// a receipt's entry it is told what became of it.
#include "records/receipt.hpp"

#include <catch2/catch.hpp>

#include "codec/sources.hpp"
#include "domain/event.hpp"
#include "support/counting.hpp"

using namespace roundtable;
using namespace roundtable::records;
using namespace roundtable::domain;

namespace {

const std::string kFull = "1a2b3c4d5e6f" + std::string(52, '7');

std::string as_read(std::string_view text) {
  const auto receipt = read_receipt(text);
  if (!receipt) return "none";
  return receipt->stream + "|" + std::to_string(receipt->version) + "|" + receipt->hash;
}

/// Entries of one meeting, chained.
struct Chain {
  std::string stream = "meeting:m1";
  std::vector<log::Entry> entries;

  void add(std::vector<Event> events) {
    const auto encoded = codec::encode_payload({std::move(events), {}});
    put(encoded.bytes);
  }
  void put(const std::string& payload) {
    log::Header header;
    header.stream = stream;
    header.version = entries.size() + 1;
    header.at = Time{1'793'000'000'000'000};
    header.actor = ActorId("a1");
    header.command_id = CommandId("c" + std::to_string(header.version));
    header.command_sha256 = std::string(64, '0');
    header.payload_sha256 = log::sha256_hex(payload);
    header.prev = entries.empty() ? log::kNoEntry : entries.back().hash;
    const auto text = log::write_header(header);
    entries.push_back({stream, header.version, text, payload, log::sha256_hex(text)});
  }
  void vote(const char* head, const char* choice) {
    BallotCast cast;
    cast.ballot = BallotId("b1");
    cast.head = HeadId(head);
    cast.paper.value = Paper{choice};
    cast.entered_by = ActorId(head);
    add({cast});
  }
  void close() {
    BallotClosed closed;
    closed.ballot = BallotId("b1");
    closed.tally = domain::test::yes_no_tally();
    add({closed});
  }
  Receipt of(std::size_t version, std::size_t digits = 12) const {
    return {stream, version, entries.at(version - 1).hash.substr(0, digits)};
  }
};

std::vector<ReceiptEntry> trace(const Chain& meeting, const Receipt& receipt) {
  ReceiptTrace trace(receipt, codec::make_sources([](std::string_view) { return std::nullopt; }));
  for (const auto& entry : meeting.entries) trace.on_entry(entry);
  return trace.found();
}

std::string standing(const Chain& meeting, std::size_t version) {
  const auto found = trace(meeting, meeting.of(version));
  REQUIRE(found.size() == 1);
  return std::string(to_string(found[0].standing));
}

}  // namespace

TEST_CASE("a receipt is read as the room shows it, in both languages and however it was copied") {
  const std::string right = "|12|1a2b3c4d5e6f";
  for (const auto* text : {"Receipt: entry 12 1a2b 3c4d 5e6f", "回执：第 12 条 1a2b 3c4d 5e6f",
                           "回执：第12条1a2b 3c4d 5e6f", "12 1a2b3c4d5e6f",
                           "  12\t1A2B-3C4D-5E6F \r\n", "entry 12\n1a2b 3c4d 5e6f"}) {
    CAPTURE(text);
    CHECK(as_read(text) == right);
  }
  CHECK(as_read("12 " + kFull) == "|12|" + kFull);
  // Digits alone are digits of the hash too.
  CHECK(as_read("第 12 条 1234 5678 9012") == "|12|123456789012");
}

TEST_CASE("a receipt is read from a frame, with the meeting where that is known") {
  CHECK(
      as_read(
          R"({"op":"done","id":"c","seq":14,"place":9,"result":{},"receipt":{"version":12,"hash":")" +
          kFull + "\"}}\n") == "|12|" + kFull);
  CHECK(as_read(R"({"version":12,"hash":"1a2b3c4d5e6f","meeting":"m1"})") ==
        "meeting:m1|12|1a2b3c4d5e6f");
  CHECK(as_read(R"({"meeting":"m1","receipt":{"version":12,"hash":"1a2b3c4d5e6f"}})") ==
        "meeting:m1|12|1a2b3c4d5e6f");
}

TEST_CASE("what is no receipt is none") {
  for (const auto* text :
       {"", "   ", "12", "entry 12", "1a2b 3c4d 5e6f", "entry 0 1a2b 3c4d 5e6f",
        "entry 12 1a2b 3c4d", "entry 12 1a2b 3c4d 5e6g", "{", "[]", "{}", R"({"receipt":null})",
        R"({"version":"12","hash":"1a2b3c4d5e6f"})", R"({"version":-1,"hash":"1a2b3c4d5e6f"})",
        R"({"version":12,"hash":12})", R"({"version":12,"hash":"1A2B3C4D5E6F"})",
        R"({"version":12,"hash":"1a2b3c4d5e6f","meeting":"no id"})",
        "entry 99999999999999999999999 1a2b 3c4d 5e6f"}) {
    CAPTURE(text);
    CHECK(as_read(text) == "none");
  }
  CHECK(as_read("12 " + kFull + "7") == "none");
  CHECK(as_read("12 1a2b3c4d5e6f" + std::string(kReceiptBytesMax, ' ')) == "none");
}

TEST_CASE("an entry is found by its number and the first digits of its hash, whosever it is") {
  Chain meeting;
  meeting.vote("h1", "yes");
  meeting.vote("h2", "no");
  auto receipt = meeting.of(2);
  REQUIRE(trace(meeting, receipt).size() == 1);
  CHECK(trace(meeting, receipt)[0].head == HeadId("h2"));
  CHECK(trace(meeting, receipt)[0].ballot == BallotId("b1"));
  receipt.stream.clear();
  CHECK(trace(meeting, receipt).size() == 1);
  receipt.stream = "meeting:m2";
  CHECK(trace(meeting, receipt).empty());
  auto shifted = meeting.of(2);
  shifted.version = 1;
  CHECK(trace(meeting, shifted).empty());
  auto wrong = meeting.of(2, 64);
  wrong.hash.back() = wrong.hash.back() == '0' ? '1' : '0';
  CHECK(trace(meeting, wrong).empty());
}

TEST_CASE("it is told what became of the vote of a receipt") {
  Chain meeting;
  meeting.vote("h1", "yes");
  meeting.vote("h2", "no");
  CHECK(standing(meeting, 1) == "open");
  meeting.vote("h1", "no");
  CHECK(standing(meeting, 1) == "replaced");
  CHECK(trace(meeting, meeting.of(1))[0].replaced_by == 3);
  CHECK(standing(meeting, 2) == "open");
  meeting.close();
  CHECK(standing(meeting, 1) == "replaced");
  CHECK(standing(meeting, 2) == "counted");
  CHECK(standing(meeting, 3) == "counted");
  meeting.add({BallotAnnulled{BallotId("b1"), "名册有误"}});
  CHECK(standing(meeting, 3) == "annulled");
}

TEST_CASE("what stands behind an entry that cannot be read is not known") {
  Chain meeting;
  meeting.vote("h1", "yes");
  meeting.put("no entry");
  meeting.close();
  CHECK(standing(meeting, 1) == "unknown");
  const auto unreadable = trace(meeting, meeting.of(2));
  REQUIRE(unreadable.size() == 1);
  CHECK_FALSE(unreadable[0].ballot.has_value());
  CHECK(unreadable[0].standing == VoteStanding::unknown);
}

TEST_CASE("an entry without a vote is found all the same, in other streams than meetings too") {
  Chain meeting;
  meeting.add({MinutesProposed{}});
  CHECK_FALSE(trace(meeting, meeting.of(1)).at(0).ballot.has_value());
  Chain issue;
  issue.stream = "issue:i1";
  issue.put("{\"events\":[]}");
  CHECK(trace(issue, issue.of(1)).size() == 1);
}
