#include "views/issue_view.hpp"

#include <nlohmann/json.hpp>

namespace roundtable::views {
namespace {

using nlohmann::json;

/// What an edit or a withdrawal changes; a member that is gone is null where `patching`.
void put_words(json& out, const domain::Issue& issue, bool patching) {
  const auto put = [&](const char* name, const std::string& text) {
    if (!text.empty() && !issue.withdrawn) {
      out[name] = text;
    } else if (patching) {
      out[name] = nullptr;
    }
  };
  put("title", issue.title);
  put("text", issue.text);
  out["edits"] = issue.edits;
  if (issue.edited_at) out["edited_at"] = issue.edited_at->micros;
  if (issue.withdrawn) {
    out["withdrawn"] = {{"at", issue.withdrawn->at.micros}, {"reason", issue.withdrawn->reason}};
  }
}

}  // namespace

std::string issue_snapshot_json(const domain::Issue& issue) {
  json facts = {{"id", issue.id.str()},
                {"grid", issue.grid.str()},
                {"source", to_string(issue.source)},
                {"reported_at", issue.reported_at.micros}};
  put_words(facts, issue, false);
  return json{{"issue", std::move(facts)}}.dump();
}

std::string issue_patch_json(const domain::Issue& issue) {
  json facts = json::object();
  put_words(facts, issue, true);
  return json{{"issue", std::move(facts)}}.dump();
}

}  // namespace roundtable::views
