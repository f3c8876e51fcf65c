#include "imports/zip_file.hpp"

#include <zip.h>

#include <algorithm>
#include <map>
#include <optional>

#include "imports/limits.hpp"
#include "imports/unreadable.hpp"

namespace roundtable::imports {
namespace {

using namespace std::string_view_literals;

constexpr auto kMemberMark = "PK\x03\x04"sv;
constexpr auto kEndMark = "PK\x05\x06"sv;
constexpr auto kEnd64Mark = "PK\x06\x06"sv;
constexpr auto kLocatorMark = "PK\x06\x07"sv;
/// The end stands in so many bytes: its own 22, a remark, and a locator of zip64 before them.
constexpr std::size_t kTailBytes = 22 + 65'535 + 20;

/// As Windows wrote it once: "XL\Workbook.xml".
std::string part_key(std::string_view name) {
  if (name.starts_with('/')) name.remove_prefix(1);
  std::string key(name);
  std::transform(key.begin(), key.end(), key.begin(), [](char c) {
    if (c == '\\') return '/';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return key;
}

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  if (at > bytes.size() || bytes.size() - at < length) return 0;
  for (std::size_t i = length; i > 0; --i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + i - 1]);
  }
  return value;
}

/// The library makes room for as many members as the end claims, before it looks for them.
bool claims_too_many(std::string_view bytes) {
  const auto tail = bytes.substr(bytes.size() - std::min(bytes.size(), kTailBytes));
  constexpr std::uint64_t kSeeZip64 = 0xFFFF;
  for (auto at = tail.find(kEndMark); at != tail.npos; at = tail.find(kEndMark, at + 1)) {
    const auto claimed = little_endian(tail, at + 10, 2);
    if (claimed > kZipMembersMax && claimed != kSeeZip64) return true;
  }
  for (auto at = tail.find(kLocatorMark); at != tail.npos; at = tail.find(kLocatorMark, at + 1)) {
    const auto end = little_endian(tail, at + 8, 8);
    if (end >= bytes.size() || !bytes.substr(end).starts_with(kEnd64Mark)) continue;
    if (little_endian(bytes, end + 24, 8) > kZipMembersMax) return true;
    if (little_endian(bytes, end + 32, 8) > kZipMembersMax) return true;
  }
  return false;
}

}  // namespace

struct ZipFile::Archive {
  struct Close {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };
  std::unique_ptr<zip_t, Close> zip;
  std::map<std::string, std::optional<zip_uint64_t>, std::less<>> members;  // none: named twice
  std::size_t unpacked = 0;
};

class ZipFile::Member final : public ByteSource {
 public:
  Member(Archive& archive, zip_uint64_t index, std::string name)
      : archive_(archive), name_(std::move(name)) {
    zip_stat_t stat;
    constexpr zip_uint64_t kNeeded =
        ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(archive.zip.get(), index, 0, &stat) != 0) throw damaged(name_);
    if ((stat.valid & kNeeded) != kNeeded) throw damaged(name_);
    if (stat.encryption_method != ZIP_EM_NONE) throw Unreadable({Code::workbook_locked, {}, {}});
    if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) {
      throw damaged(name_);
    }
    if (stat.size > kMemberBytesMax) throw too_large("member_bytes", kMemberBytesMax);
    packed_ = static_cast<std::size_t>(stat.comp_size);
    file_.reset(zip_fopen_index(archive.zip.get(), index, 0));
    if (!file_) throw damaged(name_);
  }

  std::size_t read(char* into, std::size_t room) override {
    const auto got = zip_fread(file_.get(), into, room);
    if (got < 0) throw damaged(name_);
    const auto bytes = static_cast<std::size_t>(got);
    unpacked_ += bytes;
    archive_.unpacked += bytes;
    if (unpacked_ > kMemberBytesMax) throw too_large("member_bytes", kMemberBytesMax);
    if (archive_.unpacked > kUnpackedBytesMax) {
      throw too_large("unpacked_bytes", kUnpackedBytesMax);
    }
    if (unpacked_ > kUnpackedRatioFrom && unpacked_ / kUnpackedRatioMax > packed_) {
      throw too_large("ratio", kUnpackedRatioMax);
    }
    return bytes;
  }

 private:
  Archive& archive_;
  std::string name_;
  std::size_t packed_ = 0;
  std::size_t unpacked_ = 0;
  struct Close {
    void operator()(zip_file_t* member) const { zip_fclose(member); }
  };
  std::unique_ptr<zip_file_t, Close> file_;
};

ZipFile::ZipFile(std::string_view bytes) : archive_(std::make_unique<Archive>()) {
  if (claims_too_many(bytes)) throw too_large("members", kZipMembersMax);
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* zip = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (zip == nullptr) {
    zip_source_free(source);
    throw damaged("zip");
  }
  archive_->zip.reset(zip);
  const auto count = zip_get_num_entries(zip, 0);
  if (count > static_cast<zip_int64_t>(kZipMembersMax)) {
    throw too_large("members", kZipMembersMax);
  }
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const auto* name = zip_get_name(zip, index, ZIP_FL_ENC_RAW);
    if (name == nullptr) throw damaged("zip");
    const auto [at, fresh] = archive_->members.emplace(part_key(name), index);
    if (!fresh) at->second.reset();
  }
}

ZipFile::~ZipFile() = default;

bool ZipFile::has(std::string_view name) const {
  return archive_->members.contains(part_key(name));
}

bool ZipFile::has_one_with(std::string_view beginning, std::string_view ending) const {
  return std::any_of(archive_->members.begin(), archive_->members.end(), [&](const auto& member) {
    return member.first.starts_with(beginning) && member.first.ends_with(ending);
  });
}

std::unique_ptr<ByteSource> ZipFile::open(std::string_view name) {
  const auto found = archive_->members.find(part_key(name));
  const bool readable = found != archive_->members.end() && found->second.has_value();
  if (!readable) throw damaged(std::string(name));
  return std::make_unique<Member>(*archive_, *found->second, std::string(name));
}

bool is_zip(std::string_view bytes) {
  return bytes.starts_with(kMemberMark) || bytes.starts_with(kEndMark);
}

}  // namespace roundtable::imports
