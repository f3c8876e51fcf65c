#include "net/static_files.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "base/ensure.hpp"
#include "net/http_text.hpp"

namespace roundtable::net {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPagePolicy =
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'; object-src 'none'; connect-src 'self'";
constexpr std::string_view kForEver = "public, max-age=31536000, immutable";
constexpr std::string_view kAskAgain = "no-cache";
constexpr std::size_t kEtagHexDigits = 32;
constexpr std::size_t kViteHashCharacters = 8;

struct Type {
  std::string_view extension;
  std::string_view content_type;
};
constexpr std::array<Type, 22> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".webp", "image/webp"},
    {".gif", "image/gif"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".ttf", "font/ttf"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/markdown; charset=utf-8"},
    {".xml", "application/xml"},
    {".pdf", "application/pdf"},
    {".wasm", "application/wasm"},
}};

std::string content_type_of(const std::string& extension) {
  for (const Type& type : kTypes) {
    if (type.extension == extension) return std::string(type.content_type);
  }
  return "application/octet-stream";
}

std::string etag_of(const std::string& bytes) {
  std::array<unsigned char, 32> digest{};
  unsigned size = 0;
  const int hashed =
      ::EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, ::EVP_sha256(), nullptr);
  ensure(hashed == 1 && size == digest.size(), "SHA-256 is not available");
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string etag = "\"";
  for (std::size_t i = 0; i < kEtagHexDigits / 2; ++i) {
    etag += kHex[digest[i] >> 4U];
    etag += kHex[digest[i] & 0xFU];
  }
  return etag + "\"";
}

std::shared_ptr<const std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.good() && !file.eof()) {
    throw std::runtime_error("cannot read the web file " + path.string());
  }
  return std::make_shared<const std::string>(std::move(bytes));
}

/// The regular files of a folder, by their path from it ("/assets/app.js"). Symbolic links are left
/// out: what is served is what lies in the folder.
std::map<std::string, std::shared_ptr<const std::string>> read_folder(const fs::path& folder) {
  std::map<std::string, std::shared_ptr<const std::string>> contents;
  std::size_t bytes = 0;
  try {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_symlink() || !entry.is_regular_file()) continue;
      bytes += entry.file_size();
      if (bytes > kStaticBytesMax || contents.size() >= kStaticFilesMax) {
        throw std::runtime_error("the folder of web files " + folder.string() +
                                 " is too large to be kept in memory");
      }
      contents.emplace("/" + entry.path().lexically_relative(folder).generic_string(),
                       read_file(entry.path()));
    }
  } catch (const fs::filesystem_error& error) {
    throw std::runtime_error("cannot read the folder of web files " + folder.string() + ": " +
                             error.code().message());
  }
  return contents;
}

/// "0.5" is 500; anything malformed is 0, so that a doubt never sends what cannot be read.
unsigned permille_of(std::string_view quality) {
  if (quality.empty() || (quality[0] != '0' && quality[0] != '1') || quality.size() > 5) return 0;
  unsigned permille = quality[0] == '1' ? 1000 : 0;
  if (quality.size() == 1) return permille;
  if (quality[1] != '.') return 0;
  unsigned weight = 100;
  for (const char c : quality.substr(2)) {
    if (c < '0' || c > '9') return 0;
    permille += static_cast<unsigned>(c - '0') * weight;
    weight /= 10;
  }
  return std::min(permille, 1000U);
}

}  // namespace

bool is_plain_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
           c == '-' || c == ':' || c == '[' || c == ']';
  });
}

std::string page_policy(std::string_view host) {
  std::string policy(kPagePolicy);
  if (!is_plain_host(host)) return policy;
  return policy.append(" ws://").append(host).append(" wss://").append(host);
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  while (true) {
    const auto comma = if_none_match.find(',');
    std::string_view one = trimmed(if_none_match.substr(0, comma));
    if (one == "*") return true;
    // The weak comparison (RFC 9110 13.1.2): a proxy may have marked it so.
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == etag) return true;
    if (comma == std::string_view::npos) return false;
    if_none_match.remove_prefix(comma + 1);
  }
}

unsigned encoding_permille(std::string_view accept_encoding, std::string_view encoding) {
  std::optional<unsigned> named;
  std::optional<unsigned> others;
  while (true) {
    const auto comma = accept_encoding.find(',');
    const std::string_view item = accept_encoding.substr(0, comma);
    const auto semicolon = item.find(';');
    const std::string_view name = trimmed(item.substr(0, semicolon));
    unsigned permille = 1000;
    if (semicolon != std::string_view::npos) {
      const std::string_view parameter = trimmed(item.substr(semicolon + 1));
      if (parameter.starts_with("q=") || parameter.starts_with("Q=")) {
        permille = permille_of(trimmed(parameter.substr(2)));
      }
    }
    if (equal_ignoring_case(name, encoding)) named = permille;
    if (name == "*") others = permille;
    if (comma == std::string_view::npos) break;
    accept_encoding.remove_prefix(comma + 1);
  }
  return named.value_or(others.value_or(0));
}

bool has_hash_in_name(std::string_view path) {
  if (!path.starts_with("/assets/")) return false;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::string_view stem = name.substr(0, name.find('.'));
  if (stem.size() <= kViteHashCharacters + 1) return false;
  const std::string_view hash = stem.substr(stem.size() - kViteHashCharacters);
  if (stem[stem.size() - kViteHashCharacters - 1] != '-') return false;
  const auto is_upper_or_digit = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  };
  const auto is_base64url = [&](char c) {
    return is_upper_or_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
  };
  // An ordinary word of eight letters ("my-elephant.js") is no hash.
  return std::all_of(hash.begin(), hash.end(), is_base64url) &&
         std::any_of(hash.begin(), hash.end(), is_upper_or_digit);
}

StaticFiles::StaticFiles(const fs::path& folder) {
  if (!fs::is_directory(folder)) {
    throw std::runtime_error("the folder of web files " + folder.string() +
                             " does not exist; build the web client first");
  }
  const auto contents = read_folder(folder);
  const auto sibling_of = [&](const std::string& path, std::string_view suffix) {
    return contents.find(path + std::string(suffix));
  };
  for (const auto& [path, bytes] : contents) {
    const std::string extension = fs::path(path).extension().string();
    // "app.js.br" is not a file of its own where there is an "app.js".
    if ((extension == ".br" || extension == ".gz") &&
        contents.contains(path.substr(0, path.size() - extension.size()))) {
      continue;
    }
    File file;
    file.content_type = content_type_of(extension);
    file.cache_control = has_hash_in_name(path) ? kForEver : kAskAgain;
    file.is_page = extension == ".html";
    const std::array<std::pair<std::string_view, std::string_view>, 2> kinds{
        {{".br", "br"}, {".gz", "gzip"}}};
    for (const auto& [suffix, encoding] : kinds) {
      const auto sibling = sibling_of(path, suffix);
      if (sibling == contents.end() || sibling->second->size() >= bytes->size()) continue;
      file.variants.push_back({std::string(encoding), etag_of(*sibling->second), sibling->second});
    }
    std::stable_sort(file.variants.begin(), file.variants.end(), [](const auto& a, const auto& b) {
      return a.bytes->size() < b.bytes->size();
    });
    file.variants.push_back({"", etag_of(*bytes), bytes});
    files_.emplace(path, std::move(file));
  }
}

const StaticFiles::Variant& StaticFiles::choose(const File& file,
                                                std::string_view accept_encoding) {
  const Variant* best = &file.variants.back();
  unsigned best_permille = 0;
  for (const Variant& variant : file.variants) {
    if (variant.encoding.empty()) break;
    const unsigned permille = encoding_permille(accept_encoding, variant.encoding);
    if (permille > best_permille) {
      best = &variant;
      best_permille = permille;
    }
  }
  return *best;
}

std::shared_ptr<const std::string> StaticFiles::bytes(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : found->second.variants.back().bytes;
}

std::optional<HttpResponse> StaticFiles::find(const HttpRequest& request) const {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  auto found = files_.find(request.path);
  if (found == files_.end() && !request.path.empty() && request.path.back() == '/') {
    found = files_.find(request.path + "index.html");
  }
  if (found == files_.end()) return std::nullopt;
  const File& file = found->second;
  const Variant& variant = choose(file, request.header("accept-encoding"));

  HttpResponse response;
  response.headers = {{"ETag", variant.etag}, {"Cache-Control", file.cache_control}};
  if (file.variants.size() > 1) response.headers.emplace_back("Vary", "Accept-Encoding");
  if (file.is_page) {
    response.headers.emplace_back("Content-Security-Policy", page_policy(request.header("host")));
  }
  if (etag_matches(request.header("if-none-match"), variant.etag)) {
    response.status = 304;
    return response;
  }
  response.headers.emplace_back("Content-Type", file.content_type);
  if (!variant.encoding.empty()) {
    response.headers.emplace_back("Content-Encoding", variant.encoding);
  }
  response.body = variant.bytes;
  return response;
}

}  // namespace roundtable::net
