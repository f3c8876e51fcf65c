// Method: the one table of statuses is walked code by code, held against docs/openapi.yaml both
// ways, and against what the source writes down.
#include "http/refusal_status.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "domain/refusal.hpp"
#include "http/answer.hpp"

namespace roundtable::http::test {
namespace {

using nlohmann::json;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// `x-codes-by-status` of docs/openapi.yaml: code -> status.
std::map<std::string, unsigned> described_codes() {
  std::istringstream lines(text_of(ROUNDTABLE_SOURCE_DIR "/docs/openapi.yaml"));
  std::map<std::string, unsigned> found;
  const std::regex status_line(R"re(^            "(\d{3})":$)re");
  const std::regex code_line(R"re(^              - "([a-z_.]+)"$)re");
  std::string line;
  while (std::getline(lines, line) && line != "          x-codes-by-status:") {
  }
  unsigned status = 0;
  std::smatch match;
  while (std::getline(lines, line)) {
    if (std::regex_match(line, match, status_line)) {
      status = static_cast<unsigned>(std::stoul(match[1]));
    } else if (std::regex_match(line, match, code_line)) {
      INFO(match[1]);
      CHECK(found.emplace(match[1], status).second);
    } else {
      break;
    }
  }
  return found;
}

/// Every code that a source file of these folders answers with.
std::set<std::string> written_codes() {
  const std::regex refusing(
      R"re((?:problem|refused|NotConvened|NotSignedIn)[({]+(?:\d{3}, |sure \? )?"([a-z_]+\.[a-z_]+)")re");
  std::set<std::string> codes;
  for (const auto* folder : {"http", "net", "live"}) {
    const auto root = std::filesystem::path(ROUNDTABLE_SOURCE_DIR "/src") / folder;
    for (const auto& file : std::filesystem::recursive_directory_iterator(root)) {
      if (!file.is_regular_file()) continue;
      const auto text = text_of(file.path());
      for (std::sregex_iterator it(text.begin(), text.end(), refusing), end; it != end; ++it) {
        codes.insert((*it)[1]);
      }
    }
  }
  return codes;
}

}  // namespace

TEST_CASE("what each refusal is over HTTP: a person's mistake, a missing thing, a state, a limit") {
  const std::map<std::string, unsigned> expected = {
      {"command.malformed", 400}, {"session.required", 401},   {"permission.denied", 403},
      {"meeting.unknown", 404},   {"issue.unknown", 404},      {"roll.unknown", 404},
      {"agenda.full", 409},       {"command.id_reused", 409},  {"meeting.wrong_phase", 409},
      {"invitation.used", 410},   {"file.too_large", 413},     {"file.type", 415},
      {"import.refused", 422},    {"import.unconfirmed", 409}, {"limit.rate", 429},
      {"limit.sign_in", 429},     {"server.failed", 500},      {"server.busy", 503},
      {"server.stopping", 503},   {"log.unavailable", 503},    {"log.unknown", 503}};
  for (const auto& [code, status] : expected) {
    INFO(code);
    CHECK(status_of(code) == status);
  }
  CHECK_FALSE(status_of("nothing.of_the_kind").has_value());
}

TEST_CASE("every code has one status, and docs/openapi.yaml tells the same") {
  std::map<std::string, unsigned> known;
  for (const auto code : every_code()) {
    INFO(code);
    REQUIRE(status_of(code).has_value());
    CHECK(known.emplace(code, *status_of(code)).second);
  }
  CHECK(known == described_codes());
  for (int code = 0; code <= static_cast<int>(domain::Code::log_unavailable); ++code) {
    CHECK(known.contains(std::string(to_string(static_cast<domain::Code>(code)))));
  }
}

TEST_CASE("no file answers with a code that has no status") {
  const auto codes = written_codes();
  CHECK(codes.size() > 40);
  for (const auto& code : codes) {
    INFO(code);
    CHECK(status_of(code).has_value());
  }
}

TEST_CASE("the network layer, which sees no table, answers as the table says") {
  const std::regex refusing(R"re(problem\((\d{3}), "([a-z_]+\.[a-z_]+)")re");
  std::string text;
  for (const char* file : {"http_session.cpp", "http_text.cpp", "plain_request.hpp"}) {
    text += text_of(std::string(ROUNDTABLE_SOURCE_DIR "/src/net/") + file);
  }
  int seen = 0;
  for (std::sregex_iterator it(text.begin(), text.end(), refusing), end; it != end; ++it, ++seen) {
    INFO((*it)[2]);
    CHECK(status_of((*it)[2].str()) == static_cast<unsigned>(std::stoul((*it)[1])));
  }
  CHECK(seen > 8);
}

TEST_CASE("a refusal that may be none a moment later says when to ask again") {
  for (const auto code : every_code()) {
    const auto response = problem(code);
    const auto body = json::parse(*response.body);
    INFO(code);
    CHECK(body["status"] == response.status);
    CHECK(body["title"] != "Error");
    const bool says_when = std::any_of(response.headers.begin(), response.headers.end(),
                                       [](const auto& one) { return one.first == "retry-after"; });
    CHECK(says_when == (response.status == 503));
  }
}

TEST_CASE("a refusal of the domain keeps its fields") {
  const auto response =
      problem(domain::Refusal{domain::Code::server_busy, {{"field", std::string("x")}}});
  CHECK(response.status == 503);
  CHECK(json::parse(*response.body)["fields"] == json{{"field", "x"}});
}

}  // namespace roundtable::http::test
