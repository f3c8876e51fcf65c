#include "records/receipt.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/alphabet.hpp"
#include "domain/event.hpp"

namespace roundtable::records {
namespace {

using nlohmann::json;

constexpr std::string_view kOfMeetings = "meeting:";

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || at != end || number == 0) return std::nullopt;
  return number;
}

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What stands between anything but Latin letters and digits; 第12条 has one such word.
std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  for (const char c : text) {
    if (is_plain(c)) {
      if (!inside) words.emplace_back();
      words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    inside = is_plain(c);
  }
  return words;
}

std::optional<Receipt> checked(Receipt receipt) {
  static constexpr Alphabet kHexDigits("0123456789abcdef");
  const auto digits = receipt.hash.size();
  const bool right = receipt.version > 0 && digits >= kReceiptDigitsMin &&
                     digits <= kReceiptDigitsMax && kHexDigits.spells(receipt.hash);
  if (!right) return std::nullopt;
  return receipt;
}

std::optional<Receipt> read_words(std::string_view text) {
  const auto words = plain_words(text);
  const auto first = std::find_if(words.begin(), words.end(),
                                  [](const auto& word) { return number_in(word).has_value(); });
  if (first == words.end()) return std::nullopt;
  Receipt receipt;
  receipt.version = *number_in(*first);
  for (auto word = first + 1; word != words.end(); ++word) receipt.hash += *word;
  return checked(std::move(receipt));
}

std::optional<Receipt> read_frame(const json& frame) {
  const auto& inner = frame.contains("receipt") ? frame["receipt"] : frame;
  if (!inner.is_object()) return std::nullopt;
  const auto version = inner.find("version");
  const auto hash = inner.find("hash");
  if (version == inner.end() || !version->is_number_unsigned() || hash == inner.end() ||
      !hash->is_string()) {
    return std::nullopt;
  }
  Receipt receipt;
  receipt.version = version->get<std::uint64_t>();
  receipt.hash = hash->get<std::string>();
  for (const auto* one : {&inner, &frame}) {
    const auto meeting = one->find("meeting");
    if (meeting == one->end()) continue;
    if (!meeting->is_string() || !is_id(meeting->get<std::string>())) return std::nullopt;
    receipt.stream = std::string(kOfMeetings) + meeting->get<std::string>();
  }
  return checked(std::move(receipt));
}

/// The vote in these events; null where they hold none.
const domain::BallotCast* vote_in(const std::vector<domain::Event>& events) {
  for (const auto& event : events) {
    if (const auto* cast = std::get_if<domain::BallotCast>(&event)) return cast;
  }
  return nullptr;
}

void follow_event(ReceiptEntry& found, const domain::Event& event, std::uint64_t version) {
  if (const auto* cast = std::get_if<domain::BallotCast>(&event)) {
    if (cast->ballot != *found.ballot || cast->head != found.head) return;
    found.standing = VoteStanding::replaced;
    found.replaced_by = version;
  } else if (const auto* closed = std::get_if<domain::BallotClosed>(&event)) {
    const bool stands = found.standing == VoteStanding::open;
    if (closed->ballot == *found.ballot && stands) found.standing = VoteStanding::counted;
  } else if (const auto* reopened = std::get_if<domain::BallotReopened>(&event)) {
    const bool counted = found.standing == VoteStanding::counted;
    if (reopened->ballot == *found.ballot && counted) found.standing = VoteStanding::open;
  } else if (const auto* annulled = std::get_if<domain::BallotAnnulled>(&event)) {
    if (annulled->ballot == *found.ballot) found.standing = VoteStanding::annulled;
  }
}

}  // namespace

std::string_view to_string(VoteStanding standing) {
  constexpr std::string_view kNames[] = {"counted", "open", "replaced", "annulled", "unknown"};
  return kNames[static_cast<std::size_t>(standing)];
}

std::optional<Receipt> read_receipt(std::string_view text) {
  if (text.size() > kReceiptBytesMax) return std::nullopt;
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return std::nullopt;
  if (text[begin] != '{') return read_words(text);
  const auto frame = json::parse(text, nullptr, false);
  return frame.is_object() ? read_frame(frame) : std::nullopt;
}

ReceiptTrace::ReceiptTrace(Receipt receipt, codec::Sources sources)
    : receipt_(std::move(receipt)), sources_(std::move(sources)) {}

bool ReceiptTrace::is_named(const log::Entry& entry) const {
  return entry.version == receipt_.version && entry.hash.starts_with(receipt_.hash) &&
         (receipt_.stream.empty() || receipt_.stream == entry.stream);
}

void ReceiptTrace::on_entry(const log::Entry& entry) {
  for (auto& found : found_) {
    if (found.entry.stream == entry.stream && found.ballot) follow(found, entry);
  }
  if (!is_named(entry)) return;
  const auto header = log::read_header(entry.header);
  if (!header) return;  // the log's own check has said so
  ReceiptEntry found{entry, header->at, {}, {}, VoteStanding::open, 0};
  const auto events = events_of(entry);
  if (!events) found.standing = VoteStanding::unknown;
  if (const auto* cast = events ? vote_in(*events) : nullptr) {
    found.ballot = cast->ballot;
    found.head = cast->head;
  }
  found_.push_back(std::move(found));
}

std::optional<std::vector<domain::Event>> ReceiptTrace::events_of(const log::Entry& entry) const {
  if (!entry.stream.starts_with(kOfMeetings)) return std::vector<domain::Event>{};
  try {
    return codec::decode_payload(entry.payload, sources_).events;
  } catch (const std::exception&) {
    return std::nullopt;  // damage; the standing says that it is not known
  }
}

// Once an entry cannot be read, nothing after it tells what became of the vote.
void ReceiptTrace::follow(ReceiptEntry& found, const log::Entry& entry) const {
  if (found.standing == VoteStanding::unknown) return;
  const auto events = events_of(entry);
  if (!events) {
    found.standing = VoteStanding::unknown;
    return;
  }
  for (const auto& event : *events) follow_event(found, event, entry.version);
}

}  // namespace roundtable::records
