#include "app/import_control.hpp"

#include <limits>

#include "http/answer.hpp"
#include "http/import_json.hpp"

namespace roundtable::app {
namespace {

using nlohmann::json;

json answer_json(const http::ImportAnswer& answer) {
  auto out = http::preview_json(answer, std::numeric_limits<std::size_t>::max());
  out["outcome"] = to_string(answer.outcome);
  out["rolls"] = answer.choice;
  if (!answer.result.empty()) out.update(json::parse(answer.result));
  return out;
}

json failure(const std::string& sentence) {
  return {{"failure", sentence}};
}

json answered(http::Importer& importer, const json& head, std::string_view file) {
  // A caller that was killed half-way sent half a file.
  if (head.value("bytes", std::size_t{0}) != file.size()) return failure("the file is incomplete");
  const auto id = http::text_member(head, "id");
  if (!is_id(id)) return failure("the request has no id");
  const http::ImportAsk ask{ActorId("system"),
                            CommandId(id),
                            head.value("check", true),
                            http::text_member(head, "confirm"),
                            http::import_joins(http::text_member(head, "join")),
                            http::text_member(head, "kind") == "households"
                                ? domain::RollOf::households
                                : domain::RollOf::owners};
  const auto what = http::text_member(head, "what");
  if (what == "grids") {
    // Whoever may write the folder may add anywhere.
    return answer_json(importer.grids(ask, file, [](const auto&, const auto&) { return true; }));
  }
  const auto grid = http::text_member(head, "grid");
  const auto roll = http::text_member(head, "roll");
  if (what != "roll" || !is_id(grid) || !(roll.empty() || is_id(roll))) {
    return failure("an id has letters, digits, - and _ alone");
  }
  return answer_json(importer.roll(ask, GridId(grid), roll, file));
}

}  // namespace

std::string write_control(const ControlRequest& request, std::string_view file) {
  const json head = {{"what", request.what},   {"grid", request.grid}, {"roll", request.roll},
                     {"check", request.check}, {"id", request.id},     {"confirm", request.confirm},
                     {"join", request.join},   {"kind", request.kind}, {"bytes", file.size()}};
  return head.dump() + "\n" + std::string(file);
}

std::string answer_control(http::Importer& importer, std::string request) {
  try {
    const auto end = std::min(request.find('\n'), request.size());
    const auto head = json::parse(request.substr(0, end), nullptr, false);
    if (!head.is_object()) return failure("the request cannot be read").dump();
    return answered(importer, head,
                    std::string_view(request).substr(std::min(end + 1, request.size())))
        .dump();
  } catch (const std::exception& problem) {
    return failure(problem.what()).dump();
  }
}

}  // namespace roundtable::app
