#include "replaying.hpp"

#include <openssl/evp.h>
#include <sqlite3.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "base/env.hpp"
#include "codec/sources.hpp"
#include "log/event_log.hpp"
#include "views/view_state.hpp"

namespace roundtable::bench {
namespace {

constexpr std::size_t kReadEntriesMax = 2'000;

[[noreturn]] void broken(const log::Entry& entry) {
  throw std::runtime_error("entry " + std::to_string(entry.version) + " of " + entry.stream +
                           " is not as it was written");
}

class Replay {
 public:
  explicit Replay(const std::string& folder)
      : log_(log::open_sqlite_log(folder, system_clock())),
        sources_(codec::make_sources(
            [this](std::string_view sha256) { return log_->content(sha256).value(); },
            [this](std::string_view commitment) -> std::optional<std::string> {
              auto sealed = log_->sealed(commitment);
              if (!sealed) return std::nullopt;
              return std::move(sealed->value);
            })) {}

  std::size_t streams(const std::string& prefix) {
    std::size_t entries = 0;
    for (const auto& head : log_->heads(prefix)) entries += stream(head.stream);
    return entries;
  }

 private:
  std::size_t stream(const std::string& name) {
    views::ViewState state;
    auto prev = log::kNoEntry;
    for (;;) {
      const auto entries = log_->read(name, state.meeting.version, kReadEntriesMax);
      if (entries.empty()) return state.meeting.version;
      for (const auto& entry : entries) {
        const auto header = log::read_header(entry.header);
        if (!header || header->version != state.meeting.version + 1 || header->prev != prev ||
            log::sha256_hex(entry.header) != entry.hash ||
            log::sha256_hex(entry.payload) != header->payload_sha256) {
          broken(entry);
        }
        views::Changed changed;
        views::advance(state, codec::decode_payload(entry.payload, sources_).events, header->at,
                       changed);
        prev = entry.hash;
      }
    }
  }

  std::unique_ptr<log::EventLog> log_;
  codec::Sources sources_;
};

void need(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(std::string("the bare loop: ") + what);
}

std::string_view text_at(sqlite3_stmt* row, int column) {
  return {reinterpret_cast<const char*>(sqlite3_column_text(row, column)),
          static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
}

class Hash {
 public:
  std::string_view hex(std::string_view bytes) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    std::array<unsigned char, 32> digest{};
    need(EVP_DigestInit_ex(context_.get(), algorithm_.get(), nullptr) == 1 &&
             EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1 &&
             EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1,
         "cannot hash");
    for (std::size_t i = 0; i < digest.size(); ++i) {
      hex_[2 * i] = kHex[digest[i] >> 4U];
      hex_[2 * i + 1] = kHex[digest[i] & 15U];
    }
    return {hex_.data(), hex_.size()};
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_{EVP_MD_CTX_new(),
                                                                   &EVP_MD_CTX_free};
  std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm_{
      EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free};
  std::array<char, 64> hex_{};
};

}  // namespace

std::size_t replay_meetings(const std::string& folder) {
  return Replay(folder).streams("meeting:");
}

std::size_t replay_meeting(const std::string& folder, const std::string& meeting) {
  return Replay(folder).streams("meeting:" + meeting);
}

std::size_t read_and_hash(const std::string& folder) {
  sqlite3* opened = nullptr;
  const auto path = folder + "/log.db";
  const int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, &sqlite3_close);
  need(code == SQLITE_OK, "cannot open the log");
  sqlite3_stmt* prepared = nullptr;
  need(sqlite3_prepare_v2(database.get(),
                          "SELECT stream, version, header, payload, hash FROM entry "
                          "ORDER BY stream, version",
                          -1, &prepared, nullptr) == SQLITE_OK,
       "cannot read entries");
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> row(prepared, &sqlite3_finalize);
  Hash hash;
  std::size_t entries = 0;
  while (sqlite3_step(row.get()) == SQLITE_ROW) {
    const auto header = text_at(row.get(), 2);
    need(hash.hex(header) == text_at(row.get(), 4), "a header's hash differs");
    need(header.find(hash.hex(text_at(row.get(), 3))) != header.npos, "a payload's hash differs");
    ++entries;
  }
  return entries;
}

}  // namespace roundtable::bench
