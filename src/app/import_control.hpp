// An import as one text and its answer as another: how `roundtable import` speaks with a running
// server (control_socket.hpp), and with itself where none runs. A line of JSON, then the file.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "http/importer.hpp"

namespace roundtable::app {

struct ControlRequest {
  std::string what;  // "grids" | "roll"
  std::string grid;  // of a roll
  std::string roll;  // its id, or ""
  bool check = false;
  std::string id;         // the request's own
  std::string confirm{};  // as http::ImportAsk
  std::string join{};     // http::import_joins
  std::string kind{};     // of a roll: "owners", also for "", or "households"
};

std::string write_control(const ControlRequest& request, std::string_view file);

/// {"outcome":"imported",…}, with every problem, or {"failure":"a sentence"}. Never throws.
std::string answer_control(http::Importer& importer, std::string request);

}  // namespace roundtable::app
