#include "log/entry_check.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace roundtable::log {
namespace {

std::string answer_key(std::string_view actor, std::string_view id) {
  std::string key;
  key.reserve(actor.size() + 1 + id.size());
  key.append(actor).append(1, '\n').append(id);  // ids have no line breaks
  return key;
}

}  // namespace

void Findings::add(std::uint64_t order, Said place, Said what) {
  count_ += 1;
  if (kept_.size() < kept_max_) kept_.push_back({order, {std::move(place), std::move(what)}});
}

void Findings::take(Findings& other) {
  count_ += std::exchange(other.count_, 0);
  std::move(other.kept_.begin(), other.kept_.end(), std::back_inserter(kept_));
  other.kept_.clear();
}

std::vector<Finding> Findings::in_order() {
  std::stable_sort(kept_.begin(), kept_.end(),
                   [](const auto& a, const auto& b) { return a.order < b.order; });
  std::vector<Finding> out;
  for (auto& [order, finding] : kept_) {
    if (out.size() < kept_max_) out.push_back(std::move(finding));
  }
  kept_.clear();
  return out;
}

std::string printable(std::string_view text) {
  std::string shown(text.substr(0, kStreamNameLengthMax));
  for (auto& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return shown;
}

Said entry_place(std::string_view stream, std::uint64_t version) {
  return say(Found::at_entry, printable(stream), version);
}

EntryCheck::EntryCheck(std::size_t lane, const VerifyOptions& options)
    : lane_(lane), options_(options), findings_(options.findings_max) {}

void EntryCheck::check(const Run& run) {
  if (run.starts) {
    answered_.clear();
    last_ = {};
  }
  auto order = run.order;
  for (const auto& entry : run.entries) check_entry(entry, order++);
  if (!run.ends) return;
  ends_[run.stream] = last_.version;
  if (run.answers) check_answers(run.stream, *run.answers);
}

void EntryCheck::check_entry(const Entry& entry, std::uint64_t order) {
  const auto before = findings_.count();
  const auto version = static_cast<std::int64_t>(entry.version);
  if (version <= static_cast<std::int64_t>(last_.version)) {
    findings_.add(order, say(Found::at_entry, printable(entry.stream), version),
                  say(Found::entry_repeated));
    return;
  }
  const bool follows = check_order(entry, order);
  auto header_hash = sha256_hex(entry.header);
  if (entry.hash != header_hash) {
    findings_.add(order, entry_place(entry.stream, entry.version), say(Found::entry_hash));
  }
  if (const auto header = read_header(entry.header)) {
    check_header(entry, *header, follows, order);
  } else {
    findings_.add(order, entry_place(entry.stream, entry.version), say(Found::entry_form));
  }
  last_ = {entry.version, entry.hash, std::move(header_hash)};
  if (findings_.count() == before && options_.on_entry) options_.on_entry(lane_, entry);
}

void EntryCheck::check_header(const Entry& entry, const Header& header, bool follows,
                              std::uint64_t order) {
  const auto place = [&] { return entry_place(entry.stream, entry.version); };
  if (header.stream != entry.stream || header.version != entry.version) {
    findings_.add(order, place(),
                  say(Found::entry_number, entry_place(header.stream, header.version)));
  }
  if (header.payload_sha256 != sha256_hex(entry.payload)) {
    findings_.add(order, place(), say(Found::entry_payload));
  }
  // Of two entries with one id the first has answered.
  answered_.try_emplace(answer_key(header.actor.str(), header.command_id.str()),
                        Answered{entry.version, order});
  // Either hash will do: if they differ, that has been said of the entry before.
  if (follows && header.prev != last_.hash && header.prev != last_.header_hash) {
    findings_.add(order, place(), say(Found::entry_prev));
  }
}

// True if the entry before it is there.
bool EntryCheck::check_order(const Entry& entry, std::uint64_t order) {
  const auto expected = last_.version + 1;
  if (entry.version == expected) return true;
  const auto until = entry.version - 1;
  findings_.add(order, entry_place(entry.stream, expected),
                until == expected ? say(Found::entry_missing) : say(Found::entries_missing, until));
  return false;
}

// Rows beyond the right ones are told by how many there are (beside_check.hpp).
void EntryCheck::check_answers(std::string_view stream, const std::vector<AnswerRow>& rows) {
  for (const auto& row : rows) {
    const auto at = answered_.find(answer_key(row.actor, row.id));
    if (at == answered_.end() || at->second.version != row.version) continue;
    at->second.led_to = true;
    right_answers_ += 1;
  }
  for (const auto& [key, answered] : answered_) {
    if (answered.led_to) continue;
    findings_.add(answered.order, entry_place(stream, answered.version),
                  say(Found::answer_missing));
  }
}

}  // namespace roundtable::log
