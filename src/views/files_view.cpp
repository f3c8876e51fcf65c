#include "views/files_view.hpp"

#include <nlohmann/json.hpp>

namespace roundtable::views {
namespace {

using namespace domain;
using nlohmann::json;

json file_json(const MeetingFile& file) {
  if (file.withdrawn_at) return nullptr;
  json out = {{"order", file.order},
              {"title", file.title},
              {"media", to_string(file.media)},
              {"bytes", file.bytes},
              {"sha256", file.sha256}};
  if (!file.item.empty()) out["item"] = file.item.str();
  return out;
}

}  // namespace

bool sees_files(const Meeting& meeting, Audience audience) {
  return audience == Audience::staff || meeting.is_public();
}

json files_json(const Meeting& meeting) {
  json out = json::object();
  for (const auto& [id, file] : meeting.files) {
    if (!file.withdrawn_at) out[id.str()] = file_json(file);
  }
  return out;
}

json files_patch(const Meeting& meeting, const Changed& changed) {
  json out = json::object();
  for (const auto& id : changed.files) out[id.str()] = file_json(meeting.files.at(id));
  return out;
}

}  // namespace roundtable::views
