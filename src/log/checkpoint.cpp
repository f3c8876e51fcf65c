#include "log/checkpoint.hpp"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/ensure.hpp"

namespace roundtable::log {
namespace {

constexpr std::size_t kFingerprintDigits = 32;

template <std::size_t kBytes>
std::optional<std::array<std::uint8_t, kBytes>> from_hex(std::string_view text) {
  std::array<std::uint8_t, kBytes> bytes{};
  std::size_t length = 0;
  if (text.size() != 2 * kBytes) return std::nullopt;
  // sodium reads upper case too; one signature has one text here.
  if (text.find_first_not_of("0123456789abcdef") != std::string_view::npos) return std::nullopt;
  const auto failed = sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr,
                                     &length, nullptr);
  if (failed != 0 || length != kBytes) return std::nullopt;
  return bytes;
}

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// The text up to `end`, which is taken too; nothing once it is missing.
std::optional<std::string_view> take_until(std::string_view& text, std::string_view end) {
  const auto at = text.find(end);
  if (at == std::string_view::npos) return std::nullopt;
  const auto part = text.substr(0, at);
  text.remove_prefix(at + end.size());
  return part;
}

template <class Number>
bool read_number(std::optional<std::string_view> text, Number& number) {
  if (!text) return false;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  return error == std::errc{} && end == text->data() + text->size();
}

bool read_heads(std::string_view text, std::vector<StreamHead>& heads) {
  while (!text.empty()) {
    StreamHead head;
    if (!take_until(text, "\"")) return false;
    const auto stream = take_until(text, R"(":{"version":)");
    if (!stream || !read_number(take_until(text, R"(,"hash":")"), head.version)) return false;
    const auto hash = take_until(text, "\"}");
    if (!hash || !is_stream_name(*stream) || !is_sha256_hex(*hash)) return false;
    head.stream = *stream;
    head.hash = *hash;
    if (!heads.empty() && !(heads.back().stream < head.stream)) return false;
    heads.push_back(std::move(head));
  }
  return true;
}

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

constexpr std::string_view kKeyBegins = R"(},"key":{"from":")";

/// What follows `kKeyBegins`.
std::optional<KeyChange> read_change(std::string_view text) {
  const auto from = take_until(text, R"(","to":")");
  const auto to = take_until(text, R"(","proof":")");
  const auto proof = take_until(text, "\"}}");
  if (!from || !to || !proof || !is_hex(*from, 2UL * crypto_sign_PUBLICKEYBYTES) ||
      !is_hex(*to, 2UL * crypto_sign_PUBLICKEYBYTES) || !is_hex(*proof, 2UL * crypto_sign_BYTES)) {
    return std::nullopt;
  }
  return KeyChange{std::string(*from), std::string(*to), std::string(*proof)};
}

}  // namespace

std::string change_text(std::uint64_t number, std::string_view prev, std::string_view from) {
  std::string text = "roundtable key change\n";
  text.append(std::to_string(number)).append("\n").append(prev).append("\n").append(from);
  return text;
}

std::string write_body(const CheckpointBody& body) {
  std::string text;
  text.reserve(160 + body.heads.size() * 160);
  text.append(R"({"number":)").append(std::to_string(body.number));
  text.append(R"(,"prev":")").append(body.prev);
  text.append(R"(","at":)").append(std::to_string(body.at.micros)).append(R"(,"heads":{)");
  bool first = true;
  for (const auto& head : body.heads) {
    text.append(std::exchange(first, false) ? "\"" : ",\"").append(head.stream);
    text.append(R"(":{"version":)").append(std::to_string(head.version));
    text.append(R"(,"hash":")").append(head.hash).append("\"}");
  }
  text.append("}");
  if (body.key) {
    text.append(R"(,"key":{"from":")").append(body.key->from).append(R"(","to":")");
    text.append(body.key->to).append(R"(","proof":")").append(body.key->proof).append("\"}");
  }
  return text.append("}");
}

std::optional<CheckpointBody> read_body(std::string_view text) {
  CheckpointBody body;
  auto rest = text;
  if (!take_until(rest, R"({"number":)")) return std::nullopt;
  if (!read_number(take_until(rest, R"(,"prev":")"), body.number)) return std::nullopt;
  const auto prev = take_until(rest, R"(","at":)");
  if (!prev || !is_sha256_hex(*prev)) return std::nullopt;
  body.prev = *prev;
  if (!read_number(take_until(rest, R"(,"heads":{)"), body.at.micros)) return std::nullopt;
  // No name of a stream has a quote or a brace in it.
  const auto change = rest.find(kKeyBegins);
  if (change != std::string_view::npos) {
    body.key = read_change(rest.substr(change + kKeyBegins.size()));
    if (!body.key) return std::nullopt;
  }
  const auto end = change != std::string_view::npos ? change : rest.size() - 2;
  if (rest.size() < 2 || !read_heads(rest.substr(0, end), body.heads)) return std::nullopt;
  // Written again it must be the same text: what the parts above let through does not pass here.
  if (write_body(body) != text) return std::nullopt;
  return body;
}

SigningKey::SigningKey(const Seed& seed) {
  ensure(sodium_init() >= 0, "libsodium starts");
  std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> public_key{};
  static_assert(crypto_sign_SECRETKEYBYTES == sizeof secret_);
  static_assert(crypto_sign_SEEDBYTES == kSeedBytes);
  crypto_sign_seed_keypair(public_key.data(), secret_.data(), seed.data());
  public_key_ = to_hex(public_key);
}

SigningKey::~SigningKey() {
  sodium_memzero(secret_.data(), secret_.size());
}

std::string SigningKey::sign(std::string_view body) const {
  std::array<std::uint8_t, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, as_bytes(body), body.size(), secret_.data());
  return to_hex(signature);
}

Checkpoint make_checkpoint(const CheckpointBody& body, const SigningKey& key) {
  Checkpoint checkpoint;
  checkpoint.number = body.number;
  checkpoint.body = write_body(body);
  checkpoint.hash = sha256_hex(checkpoint.body);
  checkpoint.signature = key.sign(checkpoint.body);
  return checkpoint;
}

bool is_signed_by(std::string_view public_key, std::string_view body, std::string_view signature) {
  ensure(sodium_init() >= 0, "libsodium starts");
  const auto key = from_hex<crypto_sign_PUBLICKEYBYTES>(public_key);
  const auto bytes = from_hex<crypto_sign_BYTES>(signature);
  return key && bytes &&
         crypto_sign_verify_detached(bytes->data(), as_bytes(body), body.size(), key->data()) == 0;
}

bool goes_on_from(const SigningKey& key, const Checkpoint& newest) {
  const auto body = read_body(newest.body);
  if (body && body->key) return body->key->to == key.public_key();
  return is_signed_by(key.public_key(), newest.body, newest.signature);
}

bool is_agreed(const CheckpointBody& body) {
  if (!body.key) return true;
  return is_signed_by(body.key->to, change_text(body.number, body.prev, body.key->from),
                      body.key->proof);
}

std::string fingerprint_of(std::string_view public_key) {
  ensure(sodium_init() >= 0, "libsodium starts");
  const auto key = from_hex<crypto_sign_PUBLICKEYBYTES>(public_key);
  return key ? sha256_hex({reinterpret_cast<const char*>(key->data()), key->size()})
                   .substr(0, kFingerprintDigits)
             : std::string();
}

bool lists(std::string_view body, std::string_view stream, std::uint64_t version) {
  const auto read = read_body(body);
  if (!read) return false;
  return std::any_of(read->heads.begin(), read->heads.end(), [&](const StreamHead& head) {
    return head.stream == stream && head.version >= version;
  });
}

Place newest_place(EventLog& log) {
  const auto newest = log.checkpoint();
  return newest ? Place{newest->number, newest->hash} : Place{};
}

}  // namespace roundtable::log
