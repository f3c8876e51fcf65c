#include "http/route.hpp"

#include <algorithm>
#include <iterator>

#include "domain/limits.hpp"
#include "http/route_table.hpp"
#include "imports/limits.hpp"

namespace roundtable::http {
namespace {

/// Compares segment by segment; an id's segment holds anything but nothing at all.
bool fits(std::string_view pattern, std::string_view path, std::vector<std::string>& ids) {
  ids.clear();
  while (true) {
    const auto wanted = pattern.substr(0, pattern.find('/', 1));
    const auto given = path.substr(0, path.find('/', 1));
    if (wanted.starts_with("/{")) {
      if (given.size() < 2 || given.front() != '/') return false;
      ids.emplace_back(given.substr(1));
    } else if (wanted != given) {
      return false;
    }
    pattern.remove_prefix(wanted.size());
    path.remove_prefix(given.size());
    if (pattern.empty() || path.empty()) return pattern.empty() && path.empty();
  }
}

void add_method(std::string& allow, std::string_view method) {
  if (!allow.empty()) allow += ", ";
  allow.append(method == "GET" ? "GET, HEAD" : method);
}

// What comes is told by its content alone: clients name workbooks and text files as they like.
constexpr std::string_view kTableTypes[] = {
    "text/csv", "application/octet-stream",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
constexpr std::string_view kFileTypes[] = {"application/octet-stream", "application/pdf",
                                           "image/png", "image/jpeg"};

template <std::size_t kSize>
bool is_one_of(const std::string_view (&types)[kSize], std::string_view type) {
  return std::find(std::begin(types), std::end(types), type) != std::end(types);
}

}  // namespace

std::span<const Route> route_table() {
  return kRoutes;
}

std::string label_of(const Route& route) {
  return std::string(route.method).append(" ").append(route.path);
}

std::optional<std::size_t> body_bytes_max(Body body) {
  if (body == Body::table) return imports::kFileBytesMax;
  if (body == Body::file) return static_cast<std::size_t>(domain::kFileBytesMax);
  return std::nullopt;
}

bool is_content_type_of(Body body, std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find(';'));
  if (body == Body::table) return is_one_of(kTableTypes, type);
  if (body == Body::file) return is_one_of(kFileTypes, type);
  return type == "application/json";
}

Found find_route(std::string_view method, std::string_view path) {
  if (method == "HEAD") method = "GET";
  Found found;
  std::vector<std::string> ids;
  for (const auto& route : route_table()) {
    if (!fits(route.path, path, ids)) continue;
    if (route.method == method) return {&route, std::move(ids), ""};
    add_method(found.allow, route.method);
  }
  return found;
}

}  // namespace roundtable::http
