#include "log/hash_chain.hpp"

#include <openssl/evp.h>

#include <array>
#include <charconv>
#include <memory>
#include <utility>

#include "base/alphabet.hpp"
#include "base/ensure.hpp"
#include "base/env.hpp"

namespace roundtable::log {
namespace {

constexpr std::size_t kSha256Bytes = 32;

// One hash under way. The context is kept for each thread, because making one costs more than
// hashing a header.
class Sha256 {
 public:
  Sha256() { ensure(EVP_DigestInit_ex(context(), algorithm(), nullptr) == 1, "SHA-256 begins"); }

  void add(std::string_view bytes) {
    ensure(EVP_DigestUpdate(context(), bytes.data(), bytes.size()) == 1, "SHA-256 takes bytes");
  }
  std::string hex() {
    std::array<std::uint8_t, kSha256Bytes> digest{};
    ensure(EVP_DigestFinal_ex(context(), digest.data(), nullptr) == 1, "SHA-256 ends");
    return to_hex(digest);
  }

 private:
  static EVP_MD_CTX* context() {
    thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> kContext(
        EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    return kContext.get();
  }
  static const EVP_MD* algorithm() {
    static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> kAlgorithm(
        EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free);
    return kAlgorithm.get();
  }
};

// No person's id begins so: a colon stands in no id.
constexpr std::string_view kReactorActor = "reactor:";

bool is_actor(std::string_view text) {
  return is_id(text.starts_with(kReactorActor) ? text.substr(kReactorActor.size()) : text);
}

bool is_well_formed(const Header& header) {
  return is_stream_name(header.stream) && header.version > 0 && is_actor(header.actor.str()) &&
         is_id(header.command_id.str()) && is_sha256_hex(header.command_sha256) &&
         is_sha256_hex(header.payload_sha256) && is_sha256_hex(header.prev);
}

std::string written(const Header& header) {
  std::string text;
  text.reserve(512);
  text.append(R"({"stream":")").append(header.stream);
  text.append(R"(","version":)").append(std::to_string(header.version));
  text.append(R"(,"at":)").append(std::to_string(header.at.micros));
  text.append(R"(,"actor":")").append(header.actor.str());
  text.append(R"(","command_id":")").append(header.command_id.str());
  text.append(R"(","command_sha256":")").append(header.command_sha256);
  text.append(R"(","payload_sha256":")").append(header.payload_sha256);
  text.append(R"(","prev":")").append(header.prev).append(R"("})");
  return text;
}

// Takes the next part of a fixed form; once something does not fit, nothing does.
class Parts {
 public:
  explicit Parts(std::string_view text) : rest_(text) {}

  void literal(std::string_view expected) {
    if (rest_.substr(0, expected.size()) != expected) return fail();
    rest_.remove_prefix(expected.size());
  }
  std::string until_quote() {
    const auto end = rest_.find('"');
    if (end == std::string_view::npos) {
      fail();
      return {};
    }
    std::string part(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return part;
  }
  template <class Number>
  Number number() {
    Number value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    const std::string_view digits(rest_.data(), static_cast<std::size_t>(end - rest_.data()));
    if (error != std::errc{} || !is_shortest(digits)) {
      fail();
      return 0;
    }
    rest_.remove_prefix(digits.size());
    return value;
  }
  /// Everything fitted, and there is no more.
  bool fit() const { return !failed_ && rest_.empty(); }

 private:
  /// No leading zeros and no minus zero: a number is written in one way.
  static bool is_shortest(std::string_view digits) {
    if (digits.starts_with('-')) return digits.size() > 1 && digits[1] != '0';
    return digits.size() == 1 || !digits.starts_with('0');
  }
  void fail() {
    rest_ = {};
    failed_ = true;
  }

  std::string_view rest_;
  bool failed_ = false;
};

constexpr std::string_view kCommitmentForm = "s2-";
constexpr std::string_view kSealedTag = "roundtable sealed value, form 2\n";
constexpr std::string_view kCommandTag = "roundtable sealed command, form 2\n";

bool has_boundary(std::string_view commitment) {
  return commitment.starts_with(kCommitmentForm);
}

/// Eight bytes, the highest first.
std::string length_of(std::string_view bytes) {
  std::string length(8, '\0');
  auto size = static_cast<std::uint64_t>(bytes.size());
  for (auto byte = length.rbegin(); byte != length.rend(); ++byte, size >>= 8U) {
    *byte = static_cast<char>(size & 0xffU);
  }
  return length;
}

std::string bounded_hash(std::string_view tag, std::string_view salt, std::string_view value) {
  Sha256 hash;
  hash.add(tag);
  hash.add(length_of(salt));
  hash.add(length_of(value));
  hash.add(salt);
  hash.add(value);
  return hash.hex();
}

/// The form of release 0.1.0.
std::string bare_hash(std::string_view salt, std::string_view value) {
  Sha256 hash;
  hash.add(salt);
  hash.add(value);
  return hash.hex();
}

}  // namespace

const std::string kNoEntry(2 * kSha256Bytes, '0');

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

bool is_sha256_hex(std::string_view text) {
  static constexpr Alphabet kDigits("0123456789abcdef");
  return text.size() == 2 * kSha256Bytes && kDigits.spells(text);
}

bool is_stream_name(std::string_view text) {
  static constexpr Alphabet kLetters(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:-");
  return !text.empty() && text.size() <= kStreamNameLengthMax && kLetters.spells(text);
}

std::string write_header(const Header& header) {
  ensure(is_well_formed(header), "every field of an entry's header is an id, a hash or a name");
  return written(header);
}

std::optional<Header> read_header(std::string_view text) {
  Parts parts(text);
  Header header;
  parts.literal(R"({"stream":")");
  header.stream = parts.until_quote();
  parts.literal(R"(","version":)");
  header.version = parts.number<std::uint64_t>();
  parts.literal(R"(,"at":)");
  header.at.micros = parts.number<std::int64_t>();
  parts.literal(R"(,"actor":")");
  header.actor = ActorId(parts.until_quote());
  parts.literal(R"(","command_id":")");
  header.command_id = CommandId(parts.until_quote());
  parts.literal(R"(","command_sha256":")");
  header.command_sha256 = parts.until_quote();
  parts.literal(R"(","payload_sha256":")");
  header.payload_sha256 = parts.until_quote();
  parts.literal(R"(","prev":")");
  header.prev = parts.until_quote();
  parts.literal(R"("})");
  if (!parts.fit() || !is_well_formed(header)) return std::nullopt;
  return header;
}

std::string commit_to(std::string_view salt, std::string_view value) {
  return std::string(kCommitmentForm) + bounded_hash(kSealedTag, salt, value);
}

bool opens(const Sealed& sealed) {
  if (sealed.salt.size() != kSealedSaltBytes) return false;
  return has_boundary(sealed.commitment)
             ? sealed.commitment == commit_to(sealed.salt, sealed.value)
             : sealed.commitment == bare_hash(sealed.salt, sealed.value);
}

std::string salted_command(std::string_view salt, std::string_view command_sha256) {
  return bounded_hash(kCommandTag, salt, command_sha256);
}

bool is_of_command(const Sealed& sealed, std::string_view stored, std::string_view command_sha256) {
  return stored == (has_boundary(sealed.commitment) ? salted_command(sealed.salt, command_sha256)
                                                    : bare_hash(sealed.salt, command_sha256));
}

SealedFile seal(std::string salt, std::string value) {
  auto commitment = commit_to(salt, value);
  return std::make_shared<const Sealed>(
      Sealed{std::move(commitment), std::move(salt), std::move(value)});
}

Content make_content(std::string bytes) {
  auto sha256 = sha256_hex(bytes);
  return {std::move(sha256), std::move(bytes)};
}

}  // namespace roundtable::log
