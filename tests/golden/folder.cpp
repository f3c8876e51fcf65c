#include "folder.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "codec/frame_json.hpp"
#include "codec/sources.hpp"
#include "log/log_check.hpp"

namespace golden {
namespace {

using nlohmann::json;

const std::string kKept = ROUNDTABLE_SOURCE_DIR "/tests/data/golden/folder-0.1.0";

}  // namespace

roundtable::domain::Command command_in(const std::string& text) {
  using namespace roundtable;
  const auto given = json::parse(text);
  if (given.at("type") == "file.add") {
    return domain::AddFile{AgendaItemId(given.value("item", "")),
                           given.at("title"),
                           domain::Media::pdf,
                           given.at("bytes"),
                           given.at("sha256"),
                           ""};
  }
  auto parsed = codec::parse_command(text);
  if (auto* command = std::get_if<domain::Command>(&parsed)) return std::move(*command);
  throw std::runtime_error("refused: " + text);
}

Folder::Folder() {
  std::filesystem::copy(kKept, copy_.path(), std::filesystem::copy_options::recursive);
  reader_ = log::open_content_reader(copy_.path());
}

std::vector<Given> Folder::commands() const {
  std::vector<Given> given;
  std::ifstream file(copy_.file("commands.jsonl"), std::ios::binary);
  for (std::string line; std::getline(file, line);) {
    const auto said = json::parse(line);
    given.push_back({said.at("meeting"), said.at("actor"), said.at("head"), said.at("id"),
                     said.at("command"), said.at("command_sha256"), said.at("version"),
                     said.at("hash"), said.at("result")});
  }
  return given;
}

std::vector<log::Entry> Folder::entries() const {
  std::vector<log::Entry> found;
  log::VerifyOptions options;
  options.on_entry = [&](std::size_t, const log::Entry& entry) { found.push_back(entry); };
  log::VerifyReport report;
  log::verify_log(copy_.path(), report, options);
  return found;
}

roundtable::codec::Sources Folder::sources() {
  return roundtable::codec::make_sources(
      [this](std::string_view sha256) {
        auto bytes = reader_->content(sha256);
        if (!bytes) throw roundtable::codec::DecodeFailure("content is missing");
        return std::move(*bytes);
      },
      [this](std::string_view commitment) -> std::optional<std::string> {
        const auto sealed = reader_->sealed(commitment);
        return sealed ? std::optional(sealed->value) : std::nullopt;
      });
}

}  // namespace golden
