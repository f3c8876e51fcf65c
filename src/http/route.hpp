// A route of the one table (route_table.hpp): what is asked for, by whom, with which body, how it
// is answered, where it is worked out and by which function. Finding a route, 404 and 405, limits
// of bodies, the checks before a handler, the labels of the metrics and the paths of
// docs/openapi.yaml all come from it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/answer.hpp"
#include "http/who_may.hpp"

namespace roundtable::http {

struct Call;

enum class Body {
  none,
  object,         // of JSON
  object_if_any,  // or nothing at all
  table,          // a workbook or a CSV file
  file,           // a PDF or a picture
};

/// Whether the request carries Idempotency-Key.
enum class Key {
  none,
  optional,
  required,
  unless_check,  // needed where `?check=1` does not say that nothing is to be changed
};

/// What a successful answer is; data is JSON.
enum class Form { data, page, file, text };

/// Where the handler runs: on the shard at once, or on a worker where it may block.
/// `enter`: what whoever comes in needs, however much others read meanwhile; `sign_in` hashes
/// passwords; `import` reads whole tables.
enum class Lane { shard, worker, enter, sign_in, import };

struct Route {
  std::string_view method;  // "GET" (HEAD too) or "POST"
  std::string_view path;    // "/api/v1/grids/{id}/roll"; each {…} is one id
  Who who = Who::anyone;
  Body body = Body::none;
  Key key = Key::none;
  Form answer = Form::data;
  Lane lane = Lane::worker;
  Answer (*handler)(const Call& call) = nullptr;
};

std::span<const Route> route_table();

/// "GET /api/v1/me": what metrics and log lines call it. Never holds what a request holds.
std::string label_of(const Route& route);

/// How many bytes such a body may have; nothing: what the network allows any request.
std::optional<std::size_t> body_bytes_max(Body body);
/// JSON, and files as what no form of another site can send.
bool is_content_type_of(Body body, std::string_view content_type);

/// What a path leads to.
struct Found {
  const Route* route = nullptr;
  std::vector<std::string> ids;  // what stands for the {…}
  std::string allow;             // no such method: those there are, "GET, HEAD, POST"
};
Found find_route(std::string_view method, std::string_view path);

}  // namespace roundtable::http
