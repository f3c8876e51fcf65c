// The stored forms: an entry's header and a checkpoint's body have one text each.
#include <catch2/catch.hpp>

#include "base/ensure.hpp"
#include "log/checkpoint.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::log {
namespace {

Header some_header() {
  return {"meeting:m-1",
          17,
          Time{1'793'000'000'000'001},
          ActorId("actor_1"),
          CommandId("c-1"),
          sha256_hex("c"),
          sha256_hex("p"),
          kNoEntry};
}

}  // namespace

TEST_CASE("SHA-256 gives the published values") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(make_content("abc").sha256 == sha256_hex("abc"));
}

TEST_CASE("a commitment is over tag, lengths, salt and value, and says so") {
  const std::string salt(kSealedSaltBytes, 's');
  using namespace std::string_literals;
  CHECK(commit_to(salt, "against") ==
        "s2-" + sha256_hex("roundtable sealed value, form 2\n\0\0\0\0\0\0\0\x20"
                           "\0\0\0\0\0\0\0\x07"s +
                           salt + "against"));
  CHECK(salted_command(salt, sha256_hex("c")) ==
        sha256_hex("roundtable sealed command, form 2\n\0\0\0\0\0\0\0\x20"
                   "\0\0\0\0\0\0\0\x40"s +
                   salt + sha256_hex("c")));
  CHECK(is_sha256_hex(salted_command(salt, sha256_hex("c"))));
}

TEST_CASE("the border between salt and value cannot be moved, in either form") {
  const std::string bytes = std::string(kSealedSaltBytes, 's') + "for";
  const auto cut = [&](std::size_t at) { return std::pair(bytes.substr(0, at), bytes.substr(at)); };
  const auto [salt, value] = cut(kSealedSaltBytes);
  for (const auto& commitment : {commit_to(salt, value), sha256_hex(bytes)}) {
    CAPTURE(commitment);
    CHECK(opens({commitment, salt, value}));
    for (std::size_t at = 0; at <= bytes.size(); ++at) {
      if (at == kSealedSaltBytes) continue;
      CHECK_FALSE(opens({commitment, cut(at).first, cut(at).second}));
    }
    CHECK_FALSE(opens({commitment, salt, "against"}));
    CHECK_FALSE(opens({commitment + "0", salt, value}));
  }
  CHECK(commit_to("a", "bc") != commit_to("ab", "c"));
  CHECK_FALSE(opens({commit_to("short", "for"), "short", "for"}));
}

TEST_CASE("one form is never taken for the other") {
  const std::string salt(kSealedSaltBytes, 's');
  CHECK_FALSE(opens({commit_to(salt, "for").substr(3), salt, "for"}));
  CHECK_FALSE(opens({"s2-" + sha256_hex(salt + "for"), salt, "for"}));
}

TEST_CASE("a sealed command is known again in the form its entry was sealed in") {
  const std::string salt(kSealedSaltBytes, 's');
  const auto command = sha256_hex("command");
  const Sealed now{commit_to(salt, "for"), salt, "for"};
  const Sealed old{sha256_hex(salt + "for"), salt, "for"};
  CHECK(is_of_command(now, salted_command(salt, command), command));
  CHECK(is_of_command(old, sha256_hex(salt + command), command));
  CHECK_FALSE(is_of_command(old, salted_command(salt, command), command));
  CHECK_FALSE(is_of_command(now, sha256_hex(salt + command), command));
  CHECK_FALSE(is_of_command(now, salted_command(salt, command), sha256_hex("another")));
}

TEST_CASE("a header has exactly one text") {
  const auto text = write_header(some_header());
  CHECK(text == R"({"stream":"meeting:m-1","version":17,"at":1793000000000001,"actor":"actor_1",)"
                R"("command_id":"c-1","command_sha256":")" +
                    sha256_hex("c") + R"(","payload_sha256":")" + sha256_hex("p") +
                    R"(","prev":")" + kNoEntry + R"("})");
  const auto header = read_header(text);
  REQUIRE(header.has_value());
  CHECK(write_header(*header) == text);
  CHECK(header->at == some_header().at);
  CHECK(header->command_id == CommandId("c-1"));
}

TEST_CASE("any other text is no header") {
  const auto text = write_header(some_header());
  for (std::size_t length = 0; length < text.size(); ++length) {
    CHECK_FALSE(read_header(text.substr(0, length)).has_value());
  }
  CHECK_FALSE(read_header(text + " ").has_value());
  CHECK_FALSE(read_header(" " + text).has_value());
  const auto with = [&text](const std::string& from, const std::string& to) {
    auto changed = text;
    changed.replace(changed.find(from), from.size(), to);
    return changed;
  };
  CHECK_FALSE(read_header(with(":17,", ":017,")).has_value());
  CHECK_FALSE(read_header(with(":17,", ":0,")).has_value());
  CHECK_FALSE(read_header(with(":17,", ":-17,")).has_value());
  CHECK_FALSE(read_header(with(":17,", ": 17,")).has_value());
  CHECK_FALSE(read_header(with(":17,", ":17.0,")).has_value());
  CHECK_FALSE(read_header(with(":17,", ":99999999999999999999999,")).has_value());
  CHECK_FALSE(read_header(with("meeting:m-1", "meeting m-1")).has_value());
  CHECK_FALSE(read_header(with("actor_1", "")).has_value());
  CHECK_FALSE(read_header(with("\"actor\"", "\"actor2\"")).has_value());
  CHECK_FALSE(read_header(with(kNoEntry, kNoEntry.substr(1) + "G")).has_value());
}

TEST_CASE("a header that would need escaping cannot be written") {
  const auto refused = [](auto change) {
    auto header = some_header();
    change(header);
    CHECK_THROWS_AS(write_header(header), BrokenInvariant);
  };
  refused([](Header& h) { h.stream = "meeting:\""; });
  refused([](Header& h) { h.stream = ""; });
  refused([](Header& h) { h.stream = std::string(kStreamNameLengthMax + 1, 'a'); });
  refused([](Header& h) { h.version = 0; });
  refused([](Header& h) { h.actor = ActorId("王"); });
  refused([](Header& h) { h.command_id = CommandId(""); });
  refused([](Header& h) { h.command_sha256 = "abc"; });
  refused([](Header& h) { h.payload_sha256[3] = 'A'; });
  refused([](Header& h) { h.prev = ""; });
}

TEST_CASE("a checkpoint's body has exactly one text") {
  CheckpointBody body{2, sha256_hex("1"), Time{5}, {}};
  CHECK(write_body(body) ==
        R"({"number":2,"prev":")" + sha256_hex("1") + R"(","at":5,"heads":{}})");
  body.heads = {{"grid:g", 3, sha256_hex("g")}, {"meeting:m", 14, sha256_hex("m")}};
  const auto text = write_body(body);
  CHECK(text == R"({"number":2,"prev":")" + sha256_hex("1") + R"(","at":5,"heads":{"grid:g":)" +
                    R"({"version":3,"hash":")" + sha256_hex("g") +
                    R"("},"meeting:m":{"version":14,)" + R"("hash":")" + sha256_hex("m") +
                    R"("}}})");
  const auto again = read_body(text);
  REQUIRE(again.has_value());
  CHECK(write_body(*again) == text);
  for (std::size_t length = 0; length < text.size(); ++length) {
    CHECK_FALSE(read_body(text.substr(0, length)).has_value());
  }
  std::swap(body.heads[0], body.heads[1]);
  CHECK_FALSE(read_body(write_body(body)).has_value());
  CHECK_FALSE(read_body(text + "}").has_value());
}

TEST_CASE("a signature holds for its body and its key alone") {
  SigningKey::Seed seed{};
  const SigningKey key(seed);
  seed[0] = 1;
  const SigningKey other(seed);
  const auto checkpoint = make_checkpoint({1, kNoEntry, Time{1}, {}}, key);
  CHECK(is_signed_by(key.public_key(), checkpoint.body, checkpoint.signature));
  CHECK_FALSE(is_signed_by(other.public_key(), checkpoint.body, checkpoint.signature));
  CHECK_FALSE(is_signed_by(key.public_key(), checkpoint.body + " ", checkpoint.signature));
  CHECK_FALSE(is_signed_by(key.public_key(), checkpoint.body, ""));
  CHECK_FALSE(is_signed_by("", checkpoint.body, checkpoint.signature));
}

}  // namespace roundtable::log
