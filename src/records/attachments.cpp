#include "records/attachments.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "records/sentence_parts.hpp"

namespace roundtable::records {
namespace {

using namespace domain;
using nlohmann::json;

constexpr std::int64_t kKilobyte = 1'024;
constexpr std::int64_t kMegabyte = kKilobyte * kKilobyte;
constexpr std::size_t kDigitsShown = 12;

std::int64_t rounded_up(std::int64_t amount, std::int64_t unit) {
  return (amount + unit - 1) / unit;
}

template <class Belongs>
std::vector<const MeetingFile*> standing(const Meeting& meeting, Belongs belongs) {
  std::vector<const MeetingFile*> files;
  for (const auto& [id, file] : meeting.files) {
    if (!file.withdrawn_at && belongs(file)) files.push_back(&file);
  }
  std::sort(files.begin(), files.end(),
            [](const auto* a, const auto* b) { return a->order < b->order; });
  return files;
}

}  // namespace

std::string media_words(Media media, Lang lang) {
  switch (media) {
    case Media::pdf:
      return "PDF";
    case Media::png:
      return lang == Lang::zh ? "PNG 图片" : "PNG image";
    case Media::jpeg:
      return lang == Lang::zh ? "JPEG 图片" : "JPEG image";
  }
  return "";
}

std::string size_words(std::int64_t bytes) {
  if (bytes <= kMegabyte - kKilobyte) {
    return std::to_string(std::max<std::int64_t>(1, rounded_up(bytes, kKilobyte))) + " KB";
  }
  const auto tenths = rounded_up(bytes * 10, kMegabyte);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

std::vector<const MeetingFile*> standing_files(const Meeting& meeting) {
  return standing(meeting, [](const MeetingFile&) { return true; });
}

std::vector<const MeetingFile*> standing_files(const Meeting& meeting, const AgendaItemId& item) {
  return standing(meeting,
                  [&](const MeetingFile& file) { return file.item.empty() || file.item == item; });
}

json attachments_value(const MeetingId& meeting, const std::vector<const MeetingFile*>& files,
                       Lang lang) {
  if (files.empty()) return false;
  json lines = json::array();
  for (const auto* file : files) {
    lines.push_back({{"file_number", std::to_string(lines.size() + 1)},
                     {"file_href", "/files/" + meeting.str() + "/" + file->id.str()},
                     {"file_title", file->title},
                     {"file_kind", media_words(file->media, lang)},
                     {"file_size", size_words(file->bytes)},
                     {"file_sha256", file->sha256.substr(0, kDigitsShown)},
                     {"file_last", file == files.back()}});
  }
  return {{"files", std::move(lines)}};
}

Text file_added_sentence(const FileAdded& added) {
  return {"列入会议材料《" + plain(added.title) + "》。",
          quoted(added.title) + " was added to the files of the meeting."};
}

Text file_withdrawn_sentence(const MeetingFile& file) {
  return {"材料《" + plain(file.title) + "》已撤回。",
          quoted(file.title) + " was withdrawn from the files of the meeting."};
}

}  // namespace roundtable::records
