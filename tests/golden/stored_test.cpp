// Method: a folder that release 0.1.0 wrote - six cases with their documents and files, and twelve
// meetings in which anything happened - is read by the code of today. Whatever becomes of the code,
// these bytes stay readable, sound, and what they were.
#include <catch2/catch.hpp>
#include <memory>
#include <set>
#include <vector>

#include "codec/frame_json.hpp"
#include "codec/registry_json.hpp"
#include "folder.hpp"
#include "log/content_reader.hpp"
#include "log/hash_chain.hpp"
#include "log/log_check.hpp"
#include "records/record_check.hpp"

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
  constexpr std::size_t kThreads = 3;
  std::vector<std::unique_ptr<log::ContentReader>> readers;
  std::vector<std::unique_ptr<records::RecordCheck>> checks;
  for (std::size_t lane = 0; lane < kThreads; ++lane) {
    auto& reader = *readers.emplace_back(log::open_content_reader(folder.path()));
    checks.push_back(std::make_unique<records::RecordCheck>(
        records::StoreReader{[&reader](std::string_view sha256) { return reader.content(sha256); },
                             [&reader](std::string_view name) { return reader.sealed(name); }}));
  }
  log::VerifyOptions options;
  options.threads = kThreads;
  options.on_entry = [&](std::size_t lane, const log::Entry& entry) {
    checks[lane]->on_entry(entry);
  };
  log::VerifyReport report;
  for (const auto& finding : log::verify_log(folder.path(), report, options)) {
    FAIL_CHECK(finding.place << ": " << finding.what);
  }
  const auto counted = records::finish(checks);
  for (const auto& finding : counted.findings) {
    FAIL_CHECK(finding.place << ": " << finding.what);
  }
  CHECK(report.entries == folder.entries().size());
  CHECK(counted.meetings > 12);
  CHECK(counted.ballots_recounted > 20);
  CHECK(counted.documents_checked > 10);
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
