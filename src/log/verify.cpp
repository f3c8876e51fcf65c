#include "log/verify.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <utility>

#include "log/checkpoint.hpp"
#include "log/database.hpp"
#include "log/sqlite_rows.hpp"
#include "log/sqlite_schema.hpp"
#include "log/verify_beside.hpp"

namespace roundtable::log {
namespace {

constexpr int kDamagesMax = 20;  // lines asked of SQLite about a damaged file

// A damaged name may hold anything; a finding is shown on a terminal.
std::string printable(std::string_view text) {
  std::string shown(text.substr(0, kStreamNameLengthMax));
  for (auto& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return shown;
}

std::string entry_place(std::string_view stream, std::uint64_t version) {
  return "stream " + printable(stream) + ", version " + std::to_string(version);
}

std::string checkpoint_place(std::uint64_t number) {
  return "checkpoint " + std::to_string(number);
}

class Verifier {
 public:
  Verifier(std::string directory, VerifyReport& report, const VerifyOptions& options)
      : directory_(std::move(directory)), report_(report), options_(options) {}

  std::vector<Finding> run();

 private:
  // The last entry of a stream that was read, and what the next one may name as `prev`.
  struct Last {
    std::uint64_t version = 0;
    std::string hash = kNoEntry;         // as stored
    std::string header_hash = kNoEntry;  // as it should be stored
  };
  struct Named {
    std::uint64_t version = 0;
    std::uint64_t checkpoint = 0;
  };

  void found(std::string place, std::string what);
  template <class Part>
  void part(const char* name, Part check);
  void open();
  bool is_known_schema();
  void check_file();
  void look_beside();
  void check_directory();
  void check_entries();
  void check_entry(const Entry& entry, Last& last);
  bool check_order(const Entry& entry, Last& last);
  void load_public_key();
  void check_checkpoints();
  void check_checkpoint(const Checkpoint& checkpoint, std::string& prev);
  void check_named_heads(const CheckpointBody& body, SQLite::Statement& entry_hash);
  void check_unnamed();
  void check_witness(const Checkpoint& checkpoint);
  void check_content();
  void check_sealed();

  const std::string directory_;
  VerifyReport& report_;
  const VerifyOptions& options_;
  std::vector<Finding> findings_;
  std::unique_ptr<SQLite::Database> database_;
  std::optional<BesideCheck> beside_;  // an older schema has nothing there
  std::string reading_;  // the place that was read last, should the file break off there
  std::map<std::string, Last, std::less<>> streams_;
  std::map<std::string, Named, std::less<>> named_;
  bool witness_seen_ = false;
};

void Verifier::found(std::string place, std::string what) {
  report_.findings += 1;
  if (findings_.size() >= options_.findings_max) return;
  findings_.push_back({std::move(place), std::move(what)});
}

// One part of the check: if SQLite gives up, that is a finding, and the other parts still run.
template <class Part>
void Verifier::part(const char* name, Part check) {
  reading_.clear();
  try {
    check();
  } catch (const SQLite::Exception& error) {
    const auto after = reading_.empty() ? std::string() : ", after " + reading_;
    found("log.db", std::string("cannot read ") + name + after + ": " + error.what());
  }
}

std::vector<Finding> Verifier::run() {
  bool readable = false;
  part("the database", [&] {
    open();
    readable = is_known_schema();
  });
  if (!readable) return std::move(findings_);
  load_public_key();
  part("the database", [&] { check_file(); });
  part("what stands beside the entries", [&] { look_beside(); });
  part("entries", [&] { check_entries(); });
  part("checkpoints", [&] { check_checkpoints(); });
  check_unnamed();
  if (beside_) {
    part("what stands beside the entries", [&] { beside_->end(); });
  }
  part("content", [&] { check_content(); });
  part("sealed values", [&] { check_sealed(); });
  check_directory();
  return std::move(findings_);
}

// One transaction: what a running server adds meanwhile is not looked at.
void Verifier::open() {
  database_ = open_to_check({directory_ + "/log.db", "", "FULL"});
  database_->exec("BEGIN");
}

bool Verifier::is_known_schema() {
  const int schema = database_->execAndGet("PRAGMA user_version").getInt();
  if (schema >= 1 && schema <= kLogSchemaVersion) return true;
  found("log.db", "is of schema " + std::to_string(schema) +
                      "; this version of the program knows " + std::to_string(kLogSchemaVersion));
  return false;
}

void Verifier::check_file() {
  SQLite::Statement damages(*database_,
                            "PRAGMA integrity_check(" + std::to_string(kDamagesMax) + ")");
  while (damages.executeStep()) {
    const auto damage = damages.getColumn(0).getString();
    if (damage != "ok") found("log.db", "the database file is damaged: " + printable(damage));
  }
}

void Verifier::look_beside() {
  if (database_->execAndGet("PRAGMA user_version").getInt() < BesideCheck::kSchema) return;
  beside_.emplace(*database_, [this](std::string place, std::string what) {
    found(std::move(place), std::move(what));
  });
}

// Names and accounts are no part of the history, and a copy given away leaves them out: a file that
// is not there is no finding.
void Verifier::check_directory() {
  const auto path = directory_ + "/directory.db";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return;
  try {
    const auto database = open_to_check({path, "", "FULL"});
    SQLite::Statement damages(*database,
                              "PRAGMA integrity_check(" + std::to_string(kDamagesMax) + ")");
    while (damages.executeStep()) {
      const auto damage = damages.getColumn(0).getString();
      if (damage != "ok")
        found("directory.db", "the database file is damaged: " + printable(damage));
    }
  } catch (const SQLite::Exception& problem) {
    found("directory.db", std::string("cannot be read: ") + problem.what());
  }
}

void Verifier::check_entries() {
  SQLite::Statement rows(*database_,
                         "SELECT stream, version, header, payload, hash FROM entry "
                         "ORDER BY stream, version");
  while (rows.executeStep()) {
    Entry entry;
    entry.stream = rows.getColumn(0).getString();
    entry.version = static_cast<std::uint64_t>(rows.getColumn(1).getInt64());
    entry.header = rows.getColumn(2).getString();
    entry.payload = rows.getColumn(3).getString();
    entry.hash = rows.getColumn(4).getString();
    report_.entries += 1;
    auto& last = streams_[entry.stream];
    if (rows.getColumn(1).getInt64() <= static_cast<std::int64_t>(last.version)) {
      found("stream " + printable(entry.stream) + ", version " + rows.getColumn(1).getString(),
            "a stream's versions begin at 1, and each is there once");
      continue;
    }
    reading_ = entry_place(entry.stream, entry.version);
    check_entry(entry, last);
  }
  report_.streams = streams_.size();
}

void Verifier::check_entry(const Entry& entry, Last& last) {
  const auto before = report_.findings;
  const auto place = entry_place(entry.stream, entry.version);
  const bool follows = check_order(entry, last);
  auto header_hash = sha256_hex(entry.header);
  if (entry.hash != header_hash) found(place, "its hash is not the SHA-256 of its header");
  const auto header = read_header(entry.header);
  if (!header) {
    found(place, "its header is not in the exact form of a header");
  } else {
    if (header->stream != entry.stream || header->version != entry.version) {
      found(place, "its header says it is " + entry_place(header->stream, header->version));
    }
    if (header->payload_sha256 != sha256_hex(entry.payload)) {
      found(place, "its payload does not match the SHA-256 in its header");
    }
    if (beside_) beside_->entry(entry, *header, place);
    // Either hash will do: if they differ, that has been said of the entry before.
    if (follows && header->prev != last.hash && header->prev != last.header_hash) {
      found(place, "its `prev` is not the hash of the entry before it");
    }
  }
  last = {entry.version, entry.hash, std::move(header_hash)};
  if (report_.findings == before && options_.on_entry) options_.on_entry(entry);
}

// True if the entry before it is there.
bool Verifier::check_order(const Entry& entry, Last& last) {
  const auto expected = last.version + 1;
  if (entry.version == expected) return true;
  const auto until = entry.version - 1;
  found(entry_place(entry.stream, expected),
        until == expected ? "is missing" : "is missing, and all up to " + std::to_string(until));
  return false;
}

void Verifier::load_public_key() {
  report_.public_key = options_.public_key;
  if (!report_.public_key.empty()) return;
  std::ifstream file(directory_ + "/signing.pub");
  if (file && std::getline(file, report_.public_key)) return;
  found("signing.pub", "cannot be read, so no signature can be checked");
}

void Verifier::check_checkpoints() {
  SQLite::Statement rows(*database_,
                         "SELECT number, body, hash, signature FROM checkpoint ORDER BY number");
  SQLite::Statement entry_hash(*database_,
                               "SELECT hash FROM entry WHERE stream = ? AND version = ?");
  auto prev = kNoEntry;
  while (rows.executeStep()) {
    Checkpoint checkpoint{static_cast<std::uint64_t>(rows.getColumn(0).getInt64()),
                          rows.getColumn(1).getString(), rows.getColumn(2).getString(),
                          rows.getColumn(3).getString()};
    reading_ = checkpoint_place(checkpoint.number);
    report_.checkpoints += 1;
    check_checkpoint(checkpoint, prev);
    if (const auto body = read_body(checkpoint.body)) check_named_heads(*body, entry_hash);
    check_witness(checkpoint);
    prev = checkpoint.hash;
    report_.newest = std::move(checkpoint);
  }
  if (options_.expect_checkpoint && !witness_seen_) {
    found(checkpoint_place(options_.expect_checkpoint->number),
          "was witnessed outside but is not there: the log has been cut or replaced");
  }
}

void Verifier::check_checkpoint(const Checkpoint& checkpoint, std::string& prev) {
  const auto place = checkpoint_place(checkpoint.number);
  const auto expected = report_.newest ? report_.newest->number + 1 : 1;
  const bool follows = checkpoint.number == expected;
  if (!follows) found(checkpoint_place(expected), "is missing: the next is " + place);
  if (checkpoint.hash != sha256_hex(checkpoint.body)) {
    found(place, "its hash is not the SHA-256 of its body");
  }
  if (!report_.public_key.empty() &&
      !is_signed_by(report_.public_key, checkpoint.body, checkpoint.signature)) {
    found(place, "its signature does not belong to its body and the public key");
  }
  const auto body = read_body(checkpoint.body);
  if (!body) {
    found(place, "its body is not in the exact form of a checkpoint");
    return;
  }
  if (body->number != checkpoint.number) {
    found(place, "its body says it is " + checkpoint_place(body->number));
  }
  if (follows && body->prev != prev) {
    found(place, "its `prev` is not the hash of the checkpoint before it");
  }
}

// What is cut off at the end of a stream is reported once, by check_unnamed.
void Verifier::check_named_heads(const CheckpointBody& body, SQLite::Statement& entry_hash) {
  for (const auto& head : body.heads) {
    auto& named = named_[head.stream];
    if (head.version <= named.version) {
      found(checkpoint_place(body.number), "names " + entry_place(head.stream, head.version) +
                                               ", which " + checkpoint_place(named.checkpoint) +
                                               " had already passed");
      continue;
    }
    if (beside_) {
      beside_->head(checkpoint_place(body.number),
                    {body.number, head.stream, named.version, head.version});
    }
    named = {head.version, body.number};
    bind_text(entry_hash, 1, head.stream);
    bind_number(entry_hash, 2, head.version);
    if (entry_hash.executeStep() && entry_hash.getColumn(0).getString() != head.hash) {
      found(entry_place(head.stream, head.version),
            "is not the entry that " + checkpoint_place(body.number) + " names: its hash differs");
    }
    entry_hash.reset();
  }
}

void Verifier::check_unnamed() {
  for (const auto& [stream, last] : streams_) {
    const auto at = named_.find(stream);
    const auto version = at == named_.end() ? 0 : at->second.version;
    if (last.version > version) {
      found(entry_place(stream, version + 1), "no checkpoint names it, nor anything after it");
    }
  }
  for (const auto& [stream, named] : named_) {
    const auto at = streams_.find(stream);
    const auto version = at == streams_.end() ? 0 : at->second.version;
    if (version >= named.version) continue;
    found(entry_place(stream, version + 1),
          "is missing: " + checkpoint_place(named.checkpoint) + " names version " +
              std::to_string(named.version) +
              (version == 0 ? std::string(", but the stream is not there")
                            : ", but the stream ends at version " + std::to_string(version)));
  }
}

void Verifier::check_witness(const Checkpoint& checkpoint) {
  const auto& witness = options_.expect_checkpoint;
  if (!witness || witness->number != checkpoint.number) return;
  witness_seen_ = true;
  // The hash of the body, because the stored one can be written at will.
  if (witness->hash != sha256_hex(checkpoint.body)) {
    found(checkpoint_place(checkpoint.number),
          "is not the one that was witnessed outside: the log has been written anew");
  }
}

void Verifier::check_content() {
  SQLite::Statement rows(*database_, "SELECT sha256, bytes FROM content");
  while (rows.executeStep()) {
    auto name = rows.getColumn(0).getString();
    reading_ = "content " + printable(name);
    if (sha256_hex(rows.getColumn(1).getString()) != name) {
      found(reading_, "its bytes do not match the SHA-256 it stands under");
    }
    report_.content.insert(std::move(name));
  }
}

void Verifier::check_sealed() {
  SQLite::Statement rows(*database_, "SELECT commitment, salt, value FROM sealed");
  while (rows.executeStep()) {
    Sealed sealed{rows.getColumn(0).getString(), rows.getColumn(1).getString(),
                  rows.getColumn(2).getString()};
    reading_ = "sealed " + printable(sealed.commitment);
    if (!opens(sealed)) {
      found(reading_, "its salt and value do not match the commitment it stands under");
    }
    report_.sealed.insert(std::move(sealed.commitment));
  }
}

}  // namespace

std::vector<Finding> verify_log(const std::string& directory, VerifyReport& report,
                                const VerifyOptions& options) {
  report = {};
  return Verifier(directory, report, options).run();
}

}  // namespace roundtable::log
