#include "app/file_routes.hpp"

#include <future>

#include "app/gateway.hpp"
#include "app/http_json.hpp"
#include "codec/frame_json.hpp"
#include "domain/limits.hpp"
#include "log/hash_chain.hpp"
#include "net/static_files.hpp"

namespace roundtable::app {
namespace {

using namespace domain;
using nlohmann::json;

constexpr std::string_view kMeetings = "/api/v1/meetings/";
constexpr std::string_view kFilesSuffix = "/files";
constexpr std::string_view kFiles = "/files/";
constexpr std::chrono::seconds kAnswerPatience{15};
constexpr std::size_t kBytesOutMax = 256 * 1024 * 1024;

/// A picture needs nothing and may do nothing. A browser's own viewer of documents does not start
/// in a sandbox, and runs nothing of the page's origin.
constexpr std::string_view kPicturePolicy =
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
    "sandbox";
constexpr std::string_view kDocumentPolicy =
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// The meeting in /api/v1/meetings/{id}/files; "" for other paths.
std::string meeting_of(std::string_view path) {
  if (!path.starts_with(kMeetings) || !path.ends_with(kFilesSuffix)) return "";
  if (path.size() <= kMeetings.size() + kFilesSuffix.size()) return "";
  path.remove_prefix(kMeetings.size());
  path.remove_suffix(kFilesSuffix.size());
  return is_id(path) ? std::string(path) : "";
}

bool is_utf8(const std::string& text) {
  try {
    return !json(text).dump().empty();
  } catch (const json::type_error&) {
    return false;
  }
}

/// RFC 8187: everything but letters and digits as %XX.
std::string encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (plain) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4U], kHex[byte & 0xFU]};
    }
  }
  return out;
}

std::string extension(Media media) {
  return media == Media::jpeg ? "jpg" : std::string(to_string(media));
}

unsigned status_of(Code code) {
  constexpr std::pair<Code, unsigned> kStatus[] = {
      {Code::command_malformed, 400}, {Code::permission_denied, 403},
      {Code::meeting_unknown, 404},   {Code::agenda_unknown_item, 404},
      {Code::file_too_large, 413},    {Code::file_type, 415},
      {Code::server_busy, 503},       {Code::log_unavailable, 503}};
  for (const auto& [known, status] : kStatus) {
    if (known == code) return status;
  }
  return 409;
}

live::Answer submitted(live::MeetingHall& hall, const MeetingId& meeting,
                       live::Submission submission) {
  auto answered = std::make_shared<std::promise<live::Answer>>();
  submission.reply = [answered](const live::Answer& answer) { answered->set_value(answer); };
  hall.submit(meeting, std::move(submission));
  auto answer = answered->get_future();
  // Nothing is said of what is not known to be on disk: the same request asks again.
  if (answer.wait_for(kAnswerPatience) != std::future_status::ready) return live::Unknown{};
  return answer.get();
}

net::HttpResponse file_response(const MeetingFile& file, std::shared_ptr<const std::string> bytes) {
  net::HttpResponse response;
  response.status = bytes == nullptr ? 304 : 200;
  response.body = std::move(bytes);
  const bool document = file.media == Media::pdf;
  response.headers = {
      {"content-type", std::string(content_type(file.media))},
      {"content-disposition",
       "inline; filename*=UTF-8''" + encoded(file.title) + "." + extension(file.media)},
      {"x-content-type-options", "nosniff"},
      {"content-security-policy", std::string(document ? kDocumentPolicy : kPicturePolicy)},
      {"x-robots-tag", "noindex"},
      // It may be withdrawn at any moment: asked for again each time.
      {"cache-control", "private, no-cache"},
      {"etag", "\"" + file.sha256 + "\""}};
  return response;
}

}  // namespace

FileToAdd seal_file(const std::string& title, const AgendaItemId& item, std::string bytes,
                    Randomness& randomness) {
  AddFile command;
  command.item = item;
  command.title = title;
  command.media = recognised(bytes);
  command.bytes = static_cast<std::int64_t>(bytes.size());
  command.sha256 = log::sha256_hex(bytes);
  std::string salt(log::kSealedSaltBytes, '\0');
  randomness.fill({reinterpret_cast<std::uint8_t*>(salt.data()), salt.size()});
  auto sealed = log::seal(std::move(salt), std::move(bytes));
  command.commitment = sealed->commitment;
  return {std::move(command), std::move(sealed)};
}

FileShelf::Taken FileShelf::take(log::EventLog& log, const std::string& commitment,
                                 std::size_t bytes) {
  {
    const std::scoped_lock lock(mutex_);
    std::erase_if(out_, [](const auto& one) { return one.second.expired(); });
    if (const auto found = out_.find(commitment); found != out_.end()) {
      if (auto held = found->second.lock()) return {std::move(held), false};
    }
    std::size_t held_bytes = bytes;
    for (const auto& [name, one] : out_) {
      if (const auto held = one.lock()) held_bytes += held->size();
    }
    if (held_bytes > bytes_max_) return {nullptr, true};
  }
  auto sealed = log.sealed(commitment);
  if (!sealed) return {};
  auto read = std::make_shared<const std::string>(std::move(sealed->value));
  const std::scoped_lock lock(mutex_);
  out_[commitment] = read;
  return {std::move(read), false};
}

FileRoutes::FileRoutes(FileServices services) : services_(services), shelf_(kBytesOutMax) {}

bool FileRoutes::takes_file(const net::HttpRequest& request) {
  return request.method == "POST" && !meeting_of(request.path).empty();
}

bool FileRoutes::serves_file(const net::HttpRequest& request) {
  return request.path.starts_with(kFiles);
}

bool FileRoutes::may_add(const live::Subject& subject, const views::ListedMeeting& meeting) const {
  const auto roles = live::roles_on(subject, *services_.registry.grids(), meeting.grid);
  return live::permitted(subject, roles, AddFile{});
}

std::optional<std::size_t> FileRoutes::body_bytes_max(const net::HttpRequest& head) const {
  if (!takes_file(head)) return std::nullopt;
  const auto meeting = services_.lists.meeting(MeetingId(meeting_of(head.path)));
  if (!meeting) return std::nullopt;
  const auto subject = services_.identity.subject(cookie_value(head, kSessionCookie));
  if (!may_add(subject, *meeting)) return std::nullopt;
  return static_cast<std::size_t>(kFileBytesMax);
}

net::HttpResponse FileRoutes::refused(unsigned status, std::string_view code, json fields) {
  services_.meters.refusal(code);
  return problem(status, code, std::move(fields));
}

net::HttpResponse FileRoutes::answered(const live::Answer& answer) {
  if (const auto* refusal = std::get_if<Refusal>(&answer)) {
    return refused(status_of(refusal->code), to_string(refusal->code),
                   json::parse(codec::fields_json(refusal->fields)));
  }
  const auto* done = std::get_if<live::Done>(&answer);
  if (done == nullptr) return refused(503, "log.unknown");
  return json_response(200, json::parse(done->result));
}

net::HttpResponse FileRoutes::add(const net::HttpRequest& request) {
  const MeetingId meeting(meeting_of(request.path));
  const auto listed = services_.lists.meeting(meeting);
  if (!listed) return refused(404, "meeting.unknown");
  const auto subject = std::make_shared<const live::Subject>(
      services_.identity.subject(cookie_value(request, kSessionCookie)));
  if (subject->kind == live::SubjectKind::nobody) return refused(401, "session.required");
  if (!may_add(*subject, *listed)) {
    return refused(403, "permission.denied", {{"type", "file.add"}});
  }
  const std::string key(request.header("idempotency-key"));
  if (!is_id(key)) return refused(400, "http.idempotency_key");
  const auto title = query_value(request, "title");
  const auto item = query_value(request, "item");
  if (!item.empty() && !is_id(item)) {
    return refused(400, "command.malformed", {{"field", "item"}, {"why", "bad_id"}});
  }
  if (!is_utf8(title)) {
    return refused(400, "command.malformed", {{"field", "title"}, {"why", "wrong_kind"}});
  }
  if (!recognised(request.body)) return refused(415, "file.type");

  auto file = seal_file(title, AgendaItemId(item), request.body, services_.randomness);
  live::Submission submission;
  submission.subject = subject;
  submission.id = CommandId(key);
  // The same bytes under the same title are the same command, whatever salt they are sealed with.
  submission.command_sha256 =
      log::sha256_hex(meeting.str() + "\n" + codec::write_command(file.command));
  submission.command = std::move(file.command);
  submission.file = std::move(file.sealed);
  services_.meters.command("file.add");
  return answered(submitted(services_.hall, meeting, std::move(submission)));
}

net::HttpResponse FileRoutes::read(const net::HttpRequest& request) {
  auto rest = std::string_view(request.path).substr(kFiles.size());
  const auto slash = rest.find('/');
  if (slash == rest.npos || !is_id(rest.substr(0, slash)) || !is_id(rest.substr(slash + 1))) {
    return problem(404, "http.not_found");
  }
  const auto meeting = services_.lists.meeting(MeetingId(std::string(rest.substr(0, slash))));
  if (!meeting) return problem(404, "file.unknown");
  const auto found = meeting->files.find(FileId(std::string(rest.substr(slash + 1))));
  bool shown = found != meeting->files.end();
  if (shown && !meeting->is_public) {
    const auto subject = services_.identity.subject(cookie_value(request, kSessionCookie));
    shown =
        live::sees_staff_view(live::roles_on(subject, *services_.registry.grids(), meeting->grid));
  }
  if (!shown) return problem(404, "file.unknown");
  const auto& file = found->second;
  const json named = {{"file", file.id.str()}};
  if (file.withdrawn_at) return problem(404, "file.withdrawn", named);
  if (net::etag_matches(request.header("if-none-match"), "\"" + file.sha256 + "\"")) {
    return file_response(file, nullptr);
  }
  auto taken = shelf_.take(services_.log, file.commitment, static_cast<std::size_t>(file.bytes));
  if (taken.full) return problem(503, "server.busy");
  // Withdrawn between the look and the reading.
  if (taken.bytes == nullptr) return problem(404, "file.withdrawn", named);
  return file_response(file, std::move(taken.bytes));
}

}  // namespace roundtable::app
