#include "log/log_check.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "log/beside_check.hpp"
#include "log/checkpoint.hpp"
#include "log/database.hpp"
#include "log/entry_check.hpp"
#include "log/lanes.hpp"
#include "log/sqlite_rows.hpp"
#include "log/sqlite_schema.hpp"
#include "log/wal_check.hpp"

namespace roundtable::log {
namespace {

constexpr int kDamagesMax = 20;                // lines asked of SQLite about a damaged file
constexpr std::size_t kWaitingMax = 64 * 256;  // entries that were read and not yet checked
constexpr std::size_t kSignaturesAtOnce = 64;

Said checkpoint_place(std::uint64_t number) {
  return say(Found::at_checkpoint, number);
}

std::unique_ptr<SQLite::Database> open_checked(const std::string& path, bool alone) {
  const DatabaseFile file{path, "", "FULL"};
  return alone ? open_alone(file) : open_to_check(file);
}

/// Throws SQLite::Exception where it cannot be opened at all.
std::vector<Said> damages_of(const std::string& path, bool alone) {
  const auto database = open_checked(path, alone);
  SQLite::Statement lines(*database, "PRAGMA integrity_check(" + std::to_string(kDamagesMax) + ")");
  std::vector<Said> found;
  while (lines.executeStep()) {
    const auto line = lines.getColumn(0).getString();
    if (line != "ok") found.push_back(say(Found::database_damaged, printable(line)));
  }
  return found;
}

class Verifier {
 public:
  Verifier(std::string directory, VerifyReport& report, const VerifyOptions& options)
      : directory_(std::move(directory)),
        report_(report),
        options_(options),
        findings_(options.findings_max),
        lanes_(options.threads, kWaitingMax) {
    for (std::size_t lane = 0; lane < lanes_.count(); ++lane) checks_.emplace_back(lane, options);
  }

  std::vector<Finding> run();

 private:
  struct Named {
    std::uint64_t version = 0;
    std::uint64_t checkpoint = 0;
  };
  /// Signatures that wait to be checked.
  struct Signed {
    std::uint64_t order = 0;
    Checkpoint checkpoint;
    std::string key;
  };
  using Signatures = std::vector<Signed>;

  void found(Said place, Said what);
  template <class Part>
  void part(Found name, Part check);
  void gather();
  void open();
  bool is_known_schema();
  void look_beside();
  void check_directory();
  void check_entries();
  void load_keys();
  bool was_ever_key(const std::function<bool(const std::string&)>& is_it) const;
  void change_key(const CheckpointBody& body);
  void check_checkpoints();
  void check_checkpoint(const Checkpoint& checkpoint, std::string& prev);
  void post_signatures(Signatures signatures);
  void check_named_heads(const CheckpointBody& body, SQLite::Statement& entry_hash);
  void check_unnamed();
  void check_witness(const Checkpoint& checkpoint);
  void check_content();
  void check_sealed();

  const std::string directory_;
  VerifyReport& report_;
  const VerifyOptions& options_;
  std::unique_ptr<SQLite::Database> database_;
  std::string key_;                    // that signs what is being read
  std::string newest_key_;             // that the last change names; "" : there was none
  std::optional<BesideCheck> beside_;  // an older schema has nothing there
  Said reading_;             // the place that was read last, should the file break off there
  std::uint64_t order_ = 0;  // of what is being read
  std::map<std::string, std::uint64_t, std::less<>> streams_;  // the last version of each
  std::map<std::string, Named, std::less<>> named_;
  bool witness_seen_ = false;
  Findings findings_;              // of the part that is being checked
  std::vector<Finding> all_;       // of the parts before
  std::deque<EntryCheck> checks_;  // one a lane
  Lanes lanes_;                    // last: its threads use what stands above
};

void Verifier::found(Said place, Said what) {
  findings_.add(order_, std::move(place), std::move(what));
}

// One part of the check: if SQLite gives up, that is a finding, and the other parts still run.
template <class Part>
void Verifier::part(Found name, Part check) {
  reading_ = {};
  order_ = 0;
  try {
    check();
  } catch (const SQLite::Exception& error) {
    found("log.db", reading_.empty()
                        ? say(Found::part_unreadable, say(name), error.what())
                        : say(Found::part_unreadable_after, say(name), reading_, error.what()));
  }
  lanes_.finish();
  gather();
}

// What the lanes found in this part takes its place among what was found here.
void Verifier::gather() {
  for (auto& check : checks_) findings_.take(check.findings());
  report_.findings += findings_.take_count();
  for (auto& finding : findings_.in_order()) {
    if (all_.size() < options_.findings_max) all_.push_back(std::move(finding));
  }
}

// Reading the file whole takes as long as the entries do: both go on at once.
std::vector<Finding> Verifier::run() {
  bool readable = false;
  part(Found::part_database, [&] {
    open();
    readable = is_known_schema();
  });
  if (!readable) return std::move(all_);
  part(Found::part_checkpoints, [&] { load_keys(); });
  auto file = std::async(options_.threads == 0 ? std::launch::deferred : std::launch::async,
                         [this] { return damages_of(directory_ + "/log.db", options_.alone); });
  part(Found::part_beside, [&] { look_beside(); });
  part(Found::part_entries, [&] { check_entries(); });
  part(Found::part_checkpoints, [&] { check_checkpoints(); });
  for (auto& check : checks_) streams_.merge(check.ends());
  report_.streams = streams_.size();
  part(Found::part_heads, [&] { check_unnamed(); });
  if (beside_) {
    std::uint64_t right_answers = 0;
    for (const auto& check : checks_) right_answers += check.right_answers();
    part(Found::part_beside, [&] { beside_->end(right_answers); });
  }
  part(Found::part_content, [&] { check_content(); });
  part(Found::part_sealed, [&] { check_sealed(); });
  part(Found::part_database, [&] {
    for (auto& damage : file.get()) found("log.db", std::move(damage));
  });
  if (!options_.alone) check_directory();
  gather();
  return std::move(all_);
}

// One transaction: what a running server adds meanwhile is not looked at.
void Verifier::open() {
  database_ = open_checked(directory_ + "/log.db", options_.alone);
  database_->exec("BEGIN");
}

bool Verifier::is_known_schema() {
  const int schema = database_->execAndGet("PRAGMA user_version").getInt();
  if (schema >= 1 && schema <= kLogSchemaVersion) return true;
  found("log.db", say(Found::schema_unknown, schema, kLogSchemaVersion));
  return false;
}

void Verifier::look_beside() {
  if (database_->execAndGet("PRAGMA user_version").getInt() < BesideCheck::kSchema) return;
  beside_.emplace(*database_,
                  [this](Said place, Said what) { found(std::move(place), std::move(what)); });
}

// Names and accounts are no part of the history, and a copy given away leaves them out: a file that
// is not there is no finding.
void Verifier::check_directory() {
  const auto path = directory_ + "/directory.db";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return;
  try {
    for (auto& damage : damages_of(path, false)) found("directory.db", std::move(damage));
  } catch (const SQLite::Exception& problem) {
    found("directory.db", say(Found::unreadable, problem.what()));
  }
}

void Verifier::check_entries() {
  RunReader runs(*database_, beside_.has_value());
  std::size_t lane = 0;
  while (auto run = runs.next()) {
    report_.entries += run->entries.size();
    reading_ = entry_place(run->stream, run->entries.back().version);
    if (run->starts) lane = lanes_.emptiest();
    const auto weight = run->entries.size();
    const auto shared = std::make_shared<const Run>(*std::move(run));
    lanes_.post(lane, weight, [this, lane, shared] { checks_[lane].check(*shared); });
  }
}

// The first key is named by the first change, or is the only one. Where no table says which streams
// moved there was no release yet that changed a key.
void Verifier::load_keys() {
  std::ifstream file(directory_ + "/signing.pub");
  const bool there = file && std::getline(file, report_.public_key);
  if (!there) report_.public_key = options_.public_key;
  const bool changes =
      database_->execAndGet("PRAGMA user_version").getInt() >= BesideCheck::kSchema;
  if (changes) {
    SQLite::Statement rows(*database_,
                           "SELECT number, body FROM checkpoint WHERE number IN "
                           "(SELECT number FROM moved WHERE stream = ?) ORDER BY number");
    const std::string keys(kKeys);  // is bound as long as the rows are read
    bind_text(rows, 1, keys);
    while (rows.executeStep()) {
      const auto body = read_body(rows.getColumn(1).getString());
      if (!body || !body->key) continue;  // found as it is read
      report_.retired.push_back({body->key->from, body->number});
      newest_key_ = body->key->to;
    }
    if (!there && !newest_key_.empty()) report_.public_key = newest_key_;
  }
  const auto& only = report_.public_key;
  const auto& meant = options_.public_key.empty() ? only : options_.public_key;
  key_ = options_.alone && !options_.first_key.empty() ? options_.first_key
         : report_.retired.empty()                     ? meant
                                                       : report_.retired.front().public_key;
  if (options_.alone) return;  // said of the whole already
  if (!there && options_.public_key.empty()) {
    found("signing.pub", say(Found::key_unreadable));
    return;
  }
  if (fingerprint_of(only).empty()) found("signing.pub", say(Found::key_none));
  const auto known = [&](const std::string& key) {
    return (options_.public_key.empty() || key == options_.public_key) &&
           (options_.key_fingerprint.empty() || fingerprint_of(key) == options_.key_fingerprint);
  };
  const bool of_this_log = newest_key_.empty() || !there || only == newest_key_;
  if (!of_this_log || !was_ever_key(known)) found("signing.pub", say(Found::key_other));
}

bool Verifier::was_ever_key(const std::function<bool(const std::string&)>& is_it) const {
  if (is_it(report_.retired.empty() ? report_.public_key : newest_key_)) return true;
  return std::any_of(report_.retired.begin(), report_.retired.end(),
                     [&](const auto& one) { return is_it(one.public_key); });
}

// Said by both keys, or by one that wants to be followed by another's.
void Verifier::change_key(const CheckpointBody& body) {
  if (!body.key) return;
  if (body.key->from != key_ || !is_agreed(body)) {
    found(checkpoint_place(body.number), say(Found::key_change));
  }
  key_ = body.key->to;
}

void Verifier::check_checkpoints() {
  SQLite::Statement rows(*database_,
                         "SELECT number, body, hash, signature FROM checkpoint ORDER BY number");
  SQLite::Statement entry_hash(*database_,
                               "SELECT hash FROM entry WHERE stream = ? AND version = ?");
  auto prev = kNoEntry;
  Signatures signatures;
  while (rows.executeStep()) {
    order_ += 1;
    Checkpoint checkpoint{static_cast<std::uint64_t>(rows.getColumn(0).getInt64()),
                          rows.getColumn(1).getString(), rows.getColumn(2).getString(),
                          rows.getColumn(3).getString()};
    reading_ = checkpoint_place(checkpoint.number);
    report_.checkpoints += 1;
    check_checkpoint(checkpoint, prev);
    const auto body = read_body(checkpoint.body);
    if (body) check_named_heads(*body, entry_hash);
    check_witness(checkpoint);
    prev = checkpoint.hash;
    report_.newest = checkpoint;
    if (!key_.empty()) signatures.push_back({order_, std::move(checkpoint), key_});
    if (body) change_key(*body);
    if (signatures.size() == kSignaturesAtOnce) post_signatures(std::exchange(signatures, {}));
  }
  post_signatures(std::move(signatures));
  if (options_.expect_checkpoint && !witness_seen_) {
    found(checkpoint_place(options_.expect_checkpoint->number), say(Found::witness_missing));
  }
}

void Verifier::check_checkpoint(const Checkpoint& checkpoint, std::string& prev) {
  const auto place = checkpoint_place(checkpoint.number);
  const auto expected = report_.newest ? report_.newest->number + 1 : 1;
  const bool follows = checkpoint.number == expected;
  if (!follows) found(checkpoint_place(expected), say(Found::checkpoint_missing, place));
  if (checkpoint.hash != sha256_hex(checkpoint.body)) {
    found(place, say(Found::checkpoint_hash));
  }
  const auto body = read_body(checkpoint.body);
  if (!body) {
    found(place, say(Found::checkpoint_form));
    return;
  }
  if (body->number != checkpoint.number) {
    found(place, say(Found::checkpoint_number, checkpoint_place(body->number)));
  }
  if (follows && body->prev != prev) {
    found(place, say(Found::checkpoint_prev));
  }
}

void Verifier::post_signatures(Signatures signatures) {
  if (signatures.empty()) return;
  const auto lane = lanes_.emptiest();
  const auto weight = signatures.size();
  const auto shared = std::make_shared<const Signatures>(std::move(signatures));
  lanes_.post(lane, weight, [this, lane, shared] {
    for (const auto& [order, checkpoint, key] : *shared) {
      if (is_signed_by(key, checkpoint.body, checkpoint.signature)) continue;
      checks_[lane].findings().add(order, checkpoint_place(checkpoint.number),
                                   say(Found::checkpoint_signature));
    }
  });
}

// What is cut off at the end of a stream is reported once, by check_unnamed.
void Verifier::check_named_heads(const CheckpointBody& body, SQLite::Statement& entry_hash) {
  for (const auto& head : body.heads) {
    auto& named = named_[head.stream];
    if (head.version <= named.version) {
      found(checkpoint_place(body.number),
            say(Found::head_passed, entry_place(head.stream, head.version),
                checkpoint_place(named.checkpoint)));
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
            say(Found::head_hash, checkpoint_place(body.number)));
    }
    entry_hash.reset();
  }
}

void Verifier::check_unnamed() {
  for (const auto& [stream, last] : streams_) {
    const auto at = named_.find(stream);
    const auto version = at == named_.end() ? 0 : at->second.version;
    if (last > version) {
      found(entry_place(stream, version + 1), say(Found::head_none));
    }
  }
  for (const auto& [stream, named] : named_) {
    const auto at = streams_.find(stream);
    const auto version = at == streams_.end() ? 0 : at->second;
    if (version >= named.version) continue;
    found(entry_place(stream, version + 1),
          version == 0
              ? say(Found::stream_gone, checkpoint_place(named.checkpoint), named.version)
              : say(Found::stream_cut, checkpoint_place(named.checkpoint), named.version, version));
  }
}

void Verifier::check_witness(const Checkpoint& checkpoint) {
  const auto& witness = options_.expect_checkpoint;
  if (!witness || witness->number != checkpoint.number) return;
  witness_seen_ = true;
  // The hash of the body, because the stored one can be written at will.
  if (witness->hash != sha256_hex(checkpoint.body)) {
    found(checkpoint_place(checkpoint.number), say(Found::witness_other));
  }
}

void Verifier::check_content() {
  SQLite::Statement rows(*database_, "SELECT sha256, bytes FROM content");
  while (rows.executeStep()) {
    auto name = rows.getColumn(0).getString();
    reading_ = say(Found::at_content, printable(name));
    if (sha256_hex(rows.getColumn(1).getString()) != name) {
      found(reading_, say(Found::content_bytes));
    }
    report_.content.insert(std::move(name));
  }
}

void Verifier::check_sealed() {
  SQLite::Statement rows(*database_, "SELECT commitment, salt, value FROM sealed");
  while (rows.executeStep()) {
    Sealed sealed{rows.getColumn(0).getString(), rows.getColumn(1).getString(),
                  rows.getColumn(2).getString()};
    reading_ = say(Found::at_sealed, printable(sealed.commitment));
    if (!opens(sealed)) {
      found(reading_, say(Found::sealed_opens));
    }
    report_.sealed.insert(std::move(sealed.commitment));
  }
}

}  // namespace

std::vector<Finding> verify_log(const std::string& directory, VerifyReport& report,
                                const VerifyOptions& options) {
  report = {};
  auto findings = Verifier(directory, report, options).run();
  if (options.alone) return findings;
  const auto first = report.retired.empty() ? std::string() : report.retired.front().public_key;
  auto beside = check_wal(directory, options, first);
  report.findings += beside.findings_count;
  report.wal = std::move(beside.said);
  for (auto& finding : beside.findings) {
    if (findings.size() < options.findings_max) findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace roundtable::log
