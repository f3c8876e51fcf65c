// Method: a folder that release 0.1.0 wrote - six cases with their documents and files, and twelve
// meetings in which anything happened - is read by the code of today. Whatever becomes of the code,
// these bytes stay readable, sound, and what they were.
#include <catch2/catch.hpp>
#include <set>

#include "codec/frame_json.hpp"
#include "codec/registry_json.hpp"
#include "folder.hpp"
#include "log/hash_chain.hpp"
#include "log/verify.hpp"
#include "records/verify.hpp"

namespace golden {

using namespace roundtable;

namespace {

/// What release 0.1.0 knew; later ones are held by tests/generated.
constexpr std::size_t kEventKinds = 57;
constexpr std::size_t kCommandKinds = 58;

bool is_meeting(const log::Entry& entry) {
  return entry.stream.starts_with("meeting:");
}

}  // namespace

TEST_CASE("a folder of release 0.1.0 verifies without a finding") {
  Folder folder;
  const auto reader = log::open_content_reader(folder.path());
  records::RecordCheck records({[&](std::string_view sha256) { return reader->content(sha256); },
                                [&](std::string_view name) { return reader->sealed(name); }});
  log::VerifyOptions options;
  options.on_entry = [&](const log::Entry& entry) { records.on_entry(entry); };
  log::VerifyReport report;
  for (const auto& finding : log::verify_log(folder.path(), report, options)) {
    FAIL_CHECK(finding.place << ": " << finding.what);
  }
  records.finish();
  for (const auto& finding : records.report().findings) {
    FAIL_CHECK(finding.place << ": " << finding.what);
  }
  CHECK(report.entries == folder.entries().size());
  CHECK(records.report().meetings > 12);
  CHECK(records.report().ballots_recounted > 20);
  CHECK(records.report().documents_checked > 10);
}

TEST_CASE("entries of release 0.1.0 are read, and written again they are the same bytes") {
  Folder folder;
  const auto sources = folder.sources();
  std::set<std::string_view> types;
  for (const auto& entry : folder.entries()) {
    INFO(entry.stream << " " << entry.version);
    if (is_meeting(entry)) {
      const auto payload = codec::read_payload(entry.payload, sources);
      for (const auto& event : payload.events) types.insert(type_name(event));
      const auto decoded = codec::decode_payload(entry.payload, sources);
      CHECK(codec::encode_payload(decoded).bytes == entry.payload);
    } else {
      const auto event = codec::decode_registry_payload(entry.payload);
      CHECK(codec::encode_registry_payload(event, codec::result_json(entry.payload)) ==
            entry.payload);
    }
  }
  // Every kind of event of that release is in it, so that nothing of it can change unseen.
  CHECK(types.size() == kEventKinds);
}

TEST_CASE("a command's hash is that of its bytes, as release 0.1.0 stored it") {
  Folder folder;
  std::map<std::pair<std::string, std::uint64_t>, log::Header> headers;
  for (const auto& entry : folder.entries()) {
    headers[{entry.stream, entry.version}] = log::read_header(entry.header).value();
  }
  std::set<std::string_view> types;
  for (const auto& given : folder.commands()) {
    INFO(given.meeting << " " << given.id << " " << given.command);
    CHECK(log::sha256_hex(given.meeting + "\n" + given.command) == given.command_sha256);
    const auto command = command_in(given.command);
    types.insert(type_name(command));
    CHECK(codec::write_command(command) == given.command);
    const auto& header = headers.at({"meeting:" + given.meeting, given.version});
    CHECK(header.actor.str() == given.actor);
    CHECK(header.command_id.str() == given.id);
  }
  // All of that release but the one that the server gives itself.
  CHECK(types.size() == kCommandKinds - 1);
}

}  // namespace golden
