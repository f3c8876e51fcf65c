// Files are added from the convening on, so that people can read before they come, until the
// minutes are adopted: the published minutes name them, and nothing comes after those. They are
// withdrawn at any time, also after a meeting was cancelled or its minutes published: what should
// never have been shown must be erasable whenever it is found.
#include <algorithm>

#include "base/plain_text.hpp"
#include "domain/decide_parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

constexpr std::size_t kCharacterBytesMax = 4;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;  // not the later bytes of one
  }));
}

std::optional<Refusal> title_problem(std::string_view title) {
  if (auto problem = text_problem("title", title, kFileTitleCharactersMax * kCharacterBytesMax)) {
    return problem;
  }
  const auto refuse = [](const char* why) {
    return Refusal{Code::command_malformed, {{"field", "title"}, {"why", why}}};
  };
  if (title.find('\n') != title.npos) return refuse("control_character");  // it is one line
  if (characters(title) > kFileTitleCharactersMax) return refuse("too_long");
  return std::nullopt;
}

std::optional<Refusal> room_problem(const Meeting& meeting) {
  const auto standing = static_cast<std::size_t>(
      std::count_if(meeting.files.begin(), meeting.files.end(),
                    [](const auto& file) { return !file.second.withdrawn_at; }));
  const bool ever = meeting.files.size() >= kFilesEverMax;
  if (standing < kFilesPerMeetingMax && !ever) return std::nullopt;
  const auto max = ever ? kFilesEverMax : kFilesPerMeetingMax;
  return Refusal{Code::file_full, {{"max", static_cast<std::int64_t>(max)}}};
}

}  // namespace

Decision decide_command(const Meeting& meeting, const AddFile& command, const Context& context) {
  const auto state = meeting.minutes.state;
  if (state == MinutesState::adopted || state == MinutesState::published) {
    return Refusal{Code::minutes_locked, {{"state", std::string(to_string(state))}}};
  }
  if (!command.item.empty() && !meeting.agenda.contains(command.item)) {
    return Refusal{Code::agenda_unknown_item, {{"item", command.item.str()}}};
  }
  if (auto problem = title_problem(command.title)) return *problem;
  if (!command.media) return Refusal{Code::file_type, {}};
  if (command.bytes > kFileBytesMax) {
    return Refusal{Code::file_too_large, {{"max", kFileBytesMax}}};
  }
  if (auto problem = room_problem(meeting)) return *problem;
  const FileId file(context.fresh_id);
  return Accepted{{FileAdded{file, command.item, std::string(without_blank_ends(command.title)),
                             *command.media, command.bytes, command.sha256, command.commitment}},
                  {{"file", file.str()}}};
}

Decision decide_command(const Meeting& meeting, const WithdrawFile& command, const Context&) {
  const Fields named = {{"file", command.file.str()}};
  const auto found = meeting.files.find(command.file);
  if (found == meeting.files.end()) return Refusal{Code::file_unknown, named};
  if (found->second.withdrawn_at) return Refusal{Code::file_withdrawn, named};
  if (auto problem = text_problem("reason", command.reason, kReasonBytesMax)) return *problem;
  return Accepted{{FileWithdrawn{command.file, command.reason}}, named};
}

}  // namespace roundtable::domain
