// Files of a meeting: uploads, whose body is the file, and downloads.
#include "codec/frame_json.hpp"
#include "http/call.hpp"
#include "http/file_shelf.hpp"
#include "http/route_table.hpp"
#include "log/hash_chain.hpp"
#include "media/strip.hpp"
#include "net/static_files.hpp"

namespace roundtable::http {
namespace {

using namespace domain;
using nlohmann::json;

/// A picture needs nothing and may do nothing. A browser's own viewer of documents does not start
/// in a sandbox, and runs nothing of the page's origin.
constexpr std::string_view kPicturePolicy =
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
    "sandbox";
constexpr std::string_view kDocumentPolicy =
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

bool is_utf8(const std::string& text) {
  try {
    return !json(text).dump().empty();
  } catch (const json::type_error&) {
    return false;
  }
}

std::string extension(Media media) {
  return media == Media::jpeg ? "jpg" : std::string(to_string(media));
}

Answer file_answer(const MeetingFile& file, std::shared_ptr<const std::string> bytes) {
  Answer response;
  response.status = bytes == nullptr ? 304 : 200;
  response.body = std::move(bytes);
  const bool document = file.media == Media::pdf;
  response.headers = {
      {"content-type", std::string(content_type(file.media))},
      {"content-disposition",
       "inline; filename*=UTF-8''" + encoded_name(file.title) + "." + extension(file.media)},
      {"x-content-type-options", "nosniff"},
      {"content-security-policy", std::string(document ? kDocumentPolicy : kPicturePolicy)},
      {"x-robots-tag", "noindex"},
      // It may be withdrawn at any moment: asked for again each time.
      {"cache-control", "private, no-cache"},
      {"etag", "\"" + file.sha256 + "\""}};
  return response;
}

std::string code_of(media::Unstripped why) {
  switch (why) {
    case media::Unstripped::broken:
      return "file.broken";
    case media::Unstripped::locked:
      return "file.locked";
    case media::Unstripped::packed:
      return "file.packed";
  }
  return "file.broken";
}

/// The same bytes under the same title are the same command, whatever salt they are sealed with and
/// whatever the next release takes out of them.
AddFile as_sent(const FileToAdd& file, const std::string& body) {
  auto command = file.command;
  command.bytes = static_cast<std::int64_t>(body.size());
  command.sha256 = log::sha256_hex(body);
  return command;
}

}  // namespace

// The one place where `file.add` is made over HTTP: its bytes are recognised, stripped of what they
// say of place and device, hashed and sealed here, before the meeting decides.
Answer add_file(const Call& call) {
  const auto& services = call.services;
  const auto& meeting = call.meeting->id;
  const auto title = query_value(call.http, "title");
  const auto item = query_value(call.http, "item");
  if (!item.empty() && !is_id(item)) {
    return problem("command.malformed", {{"field", "item"}, {"why", "bad_id"}});
  }
  if (!is_utf8(title)) {
    return problem("command.malformed", {{"field", "title"}, {"why", "wrong_kind"}});
  }
  const auto kind = recognised(call.http.body);
  if (!kind) return problem("file.type");
  auto without = media::stripped(*kind, call.http.body);
  if (const auto* why = std::get_if<media::Unstripped>(&without)) {
    return problem(code_of(*why));
  }
  auto& [bytes, removed] = std::get<media::Stripped>(without);

  auto file = seal_file(title, AgendaItemId(item), std::move(bytes), services.randomness);
  live::Submission submission;
  submission.subject = call.shared_subject();
  submission.id = CommandId(call.key);
  submission.command_sha256 =
      log::sha256_hex(meeting.str() + "\n" + codec::write_command(as_sent(file, call.http.body)));
  submission.command = std::move(file.command);
  submission.file = std::move(file.sealed);
  services.meters.command("file.add");
  const auto answer = submit_and_wait(services.hall, meeting, std::move(submission));
  if (const auto* refusal = std::get_if<Refusal>(&answer)) return problem(*refusal);
  const auto* done = std::get_if<live::Done>(&answer);
  if (done == nullptr) return problem("log.unknown");
  auto out = json::parse(done->result);
  out["stripped"] = removed;
  return json_response(200, out);
}

// Public with its meeting; before that for who sees the staff view of it.
Answer read_file(const Call& call) {
  const auto& services = call.services;
  // What has been withdrawn is not handed out by lists that do not know it yet.
  const auto newest = services.log.checkpoint();
  if (newest && !services.lists_have(newest->number)) return problem("server.busy");
  const auto meeting = services.lists.meeting(MeetingId(call.ids[0]));
  if (!meeting) return problem("file.unknown");
  const auto found = meeting->files.find(FileId(call.ids[1]));
  const bool shown = found != meeting->files.end() &&
                     (meeting->is_public || live::sees_staff_view(call.roles_at(*meeting)));
  if (!shown) return problem("file.unknown");
  const auto& file = found->second;
  const json named = {{"file", file.id.str()}};
  if (file.withdrawn_at) return problem("file.withdrawn", named);
  if (net::etag_matches(call.http.header("if-none-match"), "\"" + file.sha256 + "\"")) {
    return file_answer(file, nullptr);
  }
  auto taken =
      services.shelf.take(services.log, file.commitment, static_cast<std::size_t>(file.bytes));
  if (taken.full) return problem("server.busy");
  // Withdrawn between the look and the reading.
  if (taken.bytes == nullptr) return problem("file.withdrawn", named);
  return file_answer(file, std::move(taken.bytes));
}

}  // namespace roundtable::http
