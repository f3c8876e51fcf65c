// StaticFiles: the web client's built files, read into memory once at the start. A request is
// looked up in a table of what was loaded, so no path can reach anything else. Files may have
// siblings "name.br" and "name.gz", compressed by the web build, which go to browsers that accept
// them. Immutable after construction: any thread may call `find`.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/handlers.hpp"

namespace roundtable::net {

/// All files of one folder together.
inline constexpr std::size_t kStaticBytesMax = 256 * 1024 * 1024;
inline constexpr std::size_t kStaticFilesMax = 10'000;

class StaticFiles {
 public:
  /// Throws std::runtime_error with a sentence a person can act on.
  explicit StaticFiles(const std::filesystem::path& folder);

  /// The file (200) or that the client has it already (304). Nothing where there is no such file or
  /// the method is not GET. "/" and "/folder/" mean their index.html.
  std::optional<HttpResponse> find(const HttpRequest& request) const;

  /// A file as it is; null where there is none.
  std::shared_ptr<const std::string> bytes(std::string_view path) const;

  std::size_t size() const { return files_.size(); }

 private:
  struct Variant {
    std::string encoding;  // "": as it is
    std::string etag;
    std::shared_ptr<const std::string> bytes;
  };
  struct File {
    std::string content_type;
    std::string cache_control;
    bool is_page = false;           // html: carries the Content-Security-Policy
    std::vector<Variant> variants;  // smallest first, the plain one last
  };

  static const Variant& choose(const File& file, std::string_view accept_encoding);

  std::map<std::string, File, std::less<>> files_;  // by path: "/assets/app-4fX0aB2c.js"
};

/// How much the client likes that encoding, in thousandths: 0 is "not at all" (RFC 9110 12.5.3).
unsigned encoding_permille(std::string_view accept_encoding, std::string_view encoding);

/// Whether what the client has, by its If-None-Match, is that one.
bool etag_matches(std::string_view if_none_match, std::string_view etag);

/// A host, with its port or without, and nothing that would end the place it is written into.
bool is_plain_host(std::string_view host);

/// The Content-Security-Policy of the client's pages. Older browsers (Safari 14, Chrome 87) take
/// 'self' for no WebSocket: the host that was asked is named beside it, where it is one.
std::string page_policy(std::string_view host);

/// "/assets/name-HASH.ext": the content never changes under this name.
bool has_hash_in_name(std::string_view path);

}  // namespace roundtable::net
