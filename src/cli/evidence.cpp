#include "cli/evidence.hpp"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "log/checkpoint.hpp"

namespace roundtable::cli {
namespace {

using nlohmann::json;

constexpr std::size_t kFileBytesMax = 1024 * 1024;  // a checkpoint names what its commit moved
constexpr std::size_t kKeyDigits = 64;
constexpr std::size_t kFingerprintDigits = 32;

/// What the file of that name holds; what was typed where there is none.
std::string text_of(const std::string& typed) {
  std::error_code none;
  if (!std::filesystem::is_regular_file(typed, none)) return typed;
  std::ifstream file(typed, std::ios::binary);
  std::string bytes(kFileBytesMax + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || bytes.size() > kFileBytesMax) {
    throw std::runtime_error("cannot read " + typed + ", or it is larger than a megabyte");
  }
  return bytes;
}

/// Digits as people write them: in groups, in capitals, with a line's end.
std::string digits_of(const std::string& text) {
  std::string digits;
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    digits += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return digits;
}

bool is_hex(const std::string& digits) {
  return digits.find_first_not_of("0123456789abcdef") == std::string::npos;
}

void read_key(const std::string& typed, Evidence& evidence) {
  const auto digits = digits_of(text_of(typed));
  if (digits.size() == kFingerprintDigits && is_hex(digits)) {
    evidence.fingerprint = digits;
  } else if (digits.size() == kKeyDigits && !log::fingerprint_of(digits).empty()) {
    evidence.public_key = digits;
    evidence.fingerprint = log::fingerprint_of(digits);
  } else {
    throw std::runtime_error("--key " + typed +
                             " is neither a file with a public key, nor a public key (64 hex "
                             "digits), nor the fingerprint of one (32)");
  }
}

std::string text_at(const json& file, const char* name) {
  const auto found = file.find(name);
  return found != file.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// It must be whole in itself: then its own number and hash are what was kept, and its key too.
void read_kept(const std::string& path, Evidence& evidence) {
  const auto file = json::parse(text_of(path), nullptr, false);
  const auto body = file.is_object() ? text_at(file, "body") : std::string();
  const auto read = log::read_body(body);
  const auto key = file.is_object() ? text_at(file, "public_key") : std::string();
  if (!read || log::sha256_hex(body) != text_at(file, "hash") ||
      !log::is_signed_by(key, body, text_at(file, "signature"))) {
    throw std::runtime_error("--checkpoint " + path +
                             " is no checkpoint as --write-checkpoint and /api/v1/checkpoint give "
                             "it, or it was changed");
  }
  const auto fingerprint = log::fingerprint_of(key);
  if (!evidence.fingerprint.empty() && evidence.fingerprint != fingerprint) {
    throw std::runtime_error("--key and --checkpoint disagree: the checkpoint is signed by " +
                             fingerprint);
  }
  evidence.public_key = key;
  evidence.fingerprint = fingerprint;
  evidence.checkpoint = log::WitnessedCheckpoint{read->number, log::sha256_hex(body)};
}

void read_checkpoint(const EvidenceGiven& given, Evidence& evidence) {
  std::error_code none;
  if (std::filesystem::is_regular_file(given.checkpoint, none)) {
    if (!given.hash.empty()) throw std::runtime_error("--hash goes with a number, not with a file");
    return read_kept(given.checkpoint, evidence);
  }
  std::uint64_t number = 0;
  const auto* end = given.checkpoint.data() + given.checkpoint.size();
  const auto [at, error] = std::from_chars(given.checkpoint.data(), end, number);
  const auto hash = digits_of(given.hash);
  if (error != std::errc{} || at != end || number == 0 || !log::is_sha256_hex(hash)) {
    throw std::runtime_error(
        "a checkpoint is a file (--checkpoint FILE), or its number and its hash of 64 hex digits "
        "(--checkpoint NUMBER --hash HASH)");
  }
  evidence.checkpoint = log::WitnessedCheckpoint{number, hash};
}

void read_receipt(const EvidenceGiven& given, Evidence& evidence) {
  evidence.receipt = records::read_receipt(text_of(given.receipt));
  if (!evidence.receipt) {
    throw std::runtime_error(
        "--receipt is no receipt: a number and 12 to 64 hex digits, as the room shows them, or the "
        "frame `done` (a file or its text)");
  }
  if (given.meeting.empty()) return;
  if (!is_id(given.meeting)) throw std::runtime_error("--meeting is no id of a meeting");
  const auto stream = "meeting:" + given.meeting;
  if (!evidence.receipt->stream.empty() && evidence.receipt->stream != stream) {
    throw std::runtime_error("the receipt is of " + evidence.receipt->stream + ", not of " +
                             stream);
  }
  evidence.receipt->stream = stream;
}

}  // namespace

Evidence read_evidence(const EvidenceGiven& given) {
  Evidence evidence;
  if (!given.key.empty()) read_key(given.key, evidence);
  if (!given.checkpoint.empty() || !given.hash.empty()) read_checkpoint(given, evidence);
  if (!given.receipt.empty()) {
    read_receipt(given, evidence);
  } else if (!given.meeting.empty()) {
    throw std::runtime_error("--meeting says whose the receipt is: give --receipt too");
  }
  return evidence;
}

void write_checkpoint(const std::string& path, const log::Checkpoint& checkpoint,
                      const std::string& public_key) {
  const json kept = {{"number", checkpoint.number},
                     {"hash", checkpoint.hash},
                     {"body", checkpoint.body},
                     {"signature", checkpoint.signature},
                     {"public_key", public_key}};
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << kept.dump(2) << '\n';
  file.close();
  if (!file) throw std::runtime_error("cannot write " + path);
}

}  // namespace roundtable::cli
