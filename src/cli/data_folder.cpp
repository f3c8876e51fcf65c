#include "cli/data_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <variant>

#include "codec/registry_json.hpp"
#include "codec/sources.hpp"

namespace roundtable::cli {
namespace {

constexpr std::size_t kEntriesAtOnce = 1'000;

std::string checked_folder(const std::string& path) {
  for (const auto* file : {"log.db", "directory.db"}) {
    if (std::filesystem::is_regular_file(path + "/" + file)) continue;
    throw std::runtime_error(path + " is no data folder (it has no " + file +
                             "): start the server on it once");
  }
  return path;
}

/// Calls `take` with what each entry of a stream of the registry says.
template <class Take>
void each_event(log::LogReaders& log, const std::string& stream, Take take) {
  std::uint64_t version = 0;
  for (;;) {
    const auto entries = log.read(stream, version, kEntriesAtOnce);
    if (entries.empty()) return;
    for (const auto& entry : entries) take(codec::decode_registry_payload(entry.payload));
    version = entries.back().version;
  }
}

std::string content_of(log::LogReaders& log, std::string_view sha256) {
  auto bytes = log.content(sha256);
  if (!bytes) throw codec::DecodeFailure("content " + std::string(sha256) + " is missing");
  return std::move(*bytes);
}

std::optional<domain::Roll> newest_roll(log::LogReaders& log, const std::string& stream) {
  std::string content;
  each_event(log, stream, [&](const auto& event) {
    const auto* imported = std::get_if<codec::RollImported>(&event);
    if (imported != nullptr) content = imported->content;
  });
  if (content.empty()) return std::nullopt;
  return codec::decode_roll(content_of(log, content));
}

/// What convened the meeting; nothing where there is no such meeting.
std::optional<domain::MeetingConvened> convened(log::LogReaders& log, const std::string& meeting) {
  const auto first = log.read("meeting:" + meeting, 0, 1);
  if (first.empty()) return std::nullopt;
  const auto sources =
      codec::make_sources([&](std::string_view sha256) { return log.content(sha256); });
  for (const auto& event : codec::decode_payload(first.front().payload, sources).events) {
    if (const auto* found = std::get_if<domain::MeetingConvened>(&event)) return *found;
  }
  return std::nullopt;
}

}  // namespace

DataFolder::DataFolder(const std::string& path)
    : path_(checked_folder(path)),
      directory_(directory::open_directory(path_)),
      log_(log::open_log_readers(path_)) {}

void DataFolder::need_meeting(const std::string& meeting) {
  if (convened(*log_, meeting)) return;
  throw std::runtime_error("there is no meeting " + meeting + " in " + path_);
}

void DataFolder::need_head(const std::string& meeting, const std::string& head) {
  const auto found = convened(*log_, meeting);
  if (!found) throw std::runtime_error("there is no meeting " + meeting + " in " + path_);
  const auto roll = newest_roll(*log_, "roll:" + found->electorate.value->roll.str());
  const HeadId id(head);
  if (roll && domain::take_snapshot(*roll, found->electorate.value->scope).heads.contains(id))
    return;
  throw std::runtime_error("there is no household " + head + " on the roll of meeting " + meeting);
}

std::vector<domain::Roll> DataFolder::rolls() {
  std::vector<domain::Roll> all;
  for (const auto& head : log_->heads("roll:")) {
    if (auto roll = newest_roll(*log_, head.stream)) all.push_back(std::move(*roll));
  }
  return all;
}

std::optional<GridId> DataFolder::root_grid() {
  std::optional<GridId> root;
  each_event(*log_, "grids", [&](const auto& event) {
    const auto* imported = std::get_if<codec::GridsImported>(&event);
    if (imported == nullptr || root) return;  // the topmost stays it
    for (const auto& node : codec::decode_grids(content_of(*log_, imported->content))) {
      if (!node.parent) root = node.id;
    }
  });
  return root;
}

void DataFolder::need_grid(const std::string& grid) {
  bool known = false;
  each_event(*log_, "grids", [&](const auto& event) {
    const auto* imported = std::get_if<codec::GridsImported>(&event);
    if (imported == nullptr) return;
    for (const auto& node : codec::decode_grids(content_of(*log_, imported->content))) {
      known = known || node.id.str() == grid;
    }
  });
  if (!known) throw std::runtime_error("there is no grid " + grid + " in " + path_);
}

}  // namespace roundtable::cli
