#include "codec/registry_json.hpp"

#include <nlohmann/json.hpp>

#include "codec/described_json.hpp"
#include "codec/issue_json.hpp"
#include "domain/describe/events.hpp"

namespace roundtable::codec {
namespace {

using nlohmann::json;

struct ChangeToJson {
  json operator()(const GridsImported& e) const {
    return {{"type", "grids_imported"}, {"v", 1}, {"content", e.content}};
  }
  json operator()(const RollImported& e) const {
    return {{"type", "roll_imported"},
            {"v", 1},
            {"roll", e.roll.str()},
            {"grid", e.grid.str()},
            {"content", e.content}};
  }
  json operator()(const BindingBasisRecorded& e) const {
    return {{"type", "binding_basis_recorded"},
            {"v", 1},
            {"grid", e.grid.str()},
            {"body", e.body},
            {"text", e.text}};
  }
  template <class OfAnIssue>
  json operator()(const OfAnIssue& e) const {
    std::vector<SealedValue> none;
    return event_json(domain::describe::row_of(domain::IssueEvent(e)), &e, none);
  }
};

std::string text_of(const json& object, const char* key) {
  return object.at(key).get<std::string>();
}

/// Of an issue: by the description of its events.
RegistryEvent issue_event_in(std::string_view payload) {
  auto events = read_issue_payload(payload).events;
  if (events.empty()) throw DecodeFailure("no event");
  return std::visit([](auto& event) -> RegistryEvent { return std::move(event); }, events.front());
}

}  // namespace

std::string encode_registry_payload(const RegistryEvent& event, std::string_view result) {
  return json{{"events", json::array({std::visit(ChangeToJson{}, event)})},
              {"result", json::parse(result)}}
      .dump();
}

RegistryEvent decode_registry_payload(std::string_view payload) {
  try {
    const auto event = json::parse(payload).at("events").at(0);
    const auto type = text_of(event, "type");
    if (event.at("v").get<int>() != 1) throw DecodeFailure("a newer version of " + type);
    if (type == "grids_imported") return GridsImported{text_of(event, "content")};
    if (type == "roll_imported") {
      return RollImported{RollId(text_of(event, "roll")), GridId(text_of(event, "grid")),
                          text_of(event, "content")};
    }
    if (type == "binding_basis_recorded") {
      return BindingBasisRecorded{GridId(text_of(event, "grid")), text_of(event, "body"),
                                  text_of(event, "text")};
    }
    if (type.starts_with("issue_")) return issue_event_in(payload);
    throw DecodeFailure("unknown event " + type);
  } catch (const json::exception& failure) {
    throw DecodeFailure(failure.what());
  }
}

std::string encode_grids(const std::vector<domain::GridNode>& nodes) {
  json out = json::array();
  for (const auto& node : nodes) {
    json line = {{"id", node.id.str()}, {"name", node.name}, {"level", to_string(node.level)}};
    if (node.parent) line["parent"] = node.parent->str();
    if (!node.kind.empty()) line["kind"] = node.kind;
    out.push_back(std::move(line));
  }
  return out.dump();
}

std::vector<domain::GridNode> decode_grids(std::string_view bytes) {
  try {
    std::vector<domain::GridNode> nodes;
    for (const auto& line : json::parse(bytes)) {
      domain::GridNode node;
      node.id = GridId(text_of(line, "id"));
      node.name = text_of(line, "name");
      const auto level = domain::grid_level_from(text_of(line, "level"));
      if (!level) throw DecodeFailure("unknown grid level " + text_of(line, "level"));
      node.level = *level;
      if (line.contains("parent")) node.parent = GridId(text_of(line, "parent"));
      node.kind = line.value("kind", "");
      nodes.push_back(std::move(node));
    }
    return nodes;
  } catch (const json::exception& failure) {
    throw DecodeFailure(failure.what());
  }
}

}  // namespace roundtable::codec
