#include "http/refusal_status.hpp"

#include <algorithm>
#include <utility>

#include "domain/refusal.hpp"

namespace roundtable::http {
namespace {

using Row = std::pair<std::string_view, unsigned>;

/// What the state of a meeting, a list or an account does not allow. The usual refusal of the
/// domain, whose codes stand in the table below only where they mean something else.
constexpr unsigned kConflict = 409;
/// Busy, and an outcome that is not known yet: the same request, sent again, is answered.
constexpr unsigned kUnavailable = 503;

constexpr Row kOfTheDomain[] = {
    {"command.malformed", 400},
    {"command.unknown_type", 400},
    {"session.required", 401},
    {"permission.denied", 403},
    {"permission.owners_papers", 403},
    {"floor.not_yours", 403},
    {"proposal.not_yours", 403},
    {"amendment.not_yours", 403},
    {"meeting.unknown", 404},
    {"agenda.unknown_item", 404},
    {"attendance.unknown_head", 404},
    {"attendance.unknown_person", 404},
    {"issue.unknown", 404},
    {"floor.unknown_speaker", 404},
    {"floor.unknown_speech", 404},
    {"card.unknown", 404},
    {"proposal.unknown", 404},
    {"amendment.unknown", 404},
    {"ballot.unknown", 404},
    {"rule.unknown", 404},
    {"decision.unknown", 404},
    {"file.unknown", 404},
    {"file.withdrawn", 404},
    {"file.too_large", 413},
    {"file.type", 415},
    {"limit.rate", 429},
    {"server.busy", kUnavailable},
    {"log.unavailable", kUnavailable},
};

constexpr Row kOfHttp[] = {
    {"session.locked", 423},
    {"http.malformed", 400},
    {"http.path", 400},
    {"http.host", 400},
    {"http.body", 400},
    {"http.idempotency_key", 400},
    {"http.subprotocol", 400},
    {"http.websocket_key", 400},
    {"grid.query", 400},
    {"search.query", 400},
    {"search.kind", 400},
    {"receipt.malformed", 400},
    {"sign_in.too_long", 400},
    {"account.login", 400},
    {"account.name", 400},
    {"organisation.ends_on", 400},
    {"organisation.kind", 400},
    {"organisation.name", 400},
    {"members.nobody", 400},
    {"members.repeated", 400},
    {"account.password", 400},
    {"account.password_common", 400},
    {"account.roles", 400},
    {"mail.address_invalid", 400},
    {"setup.grid", 400},
    {"standing.never_binds", 400},
    {"office.mark", 400},
    {"office.same_mark", 400},
    {"office.mark_taken", 409},
    {"sign_in.wrong", 401},
    {"sign_in.second_needed", 401},
    {"sign_in.second_wrong", 401},
    {"mail.code_wrong", 403},
    {"setup.code_wrong", 401},
    {"account.ended", 403},
    {"http.origin", 403},
    {"http.metrics", 403},
    {"http.not_found", 404},
    {"grid.unknown", 404},
    {"roll.unknown", 404},
    {"record.unknown", 404},
    {"receipt.unknown", 404},
    {"account.unknown", 404},
    {"organisation.unknown", 404},
    {"session.unknown", 404},
    {"household.unknown", 404},
    {"template.unknown", 404},
    {"invitation.unknown", 404},
    {"log.empty", 404},
    {"mail.link_unknown", 404},
    {"document.form", 400},
    {"document.lang", 400},
    {"paper.unknown", 404},
    {"paper.building", 404},
    {"paper.no_proxy", kConflict},
    {"paper.too_long", kConflict},
    {"http.method", 405},
    {"http.timeout", 408},
    {"account.login_taken", kConflict},
    {"organisation.name_taken", kConflict},
    {"account.last_administrator", kConflict},
    {"account.open_matters", kConflict},
    {"account.successor", kConflict},
    {"grid.in_use", kConflict},
    {"grid.retired", kConflict},
    {"import.unconfirmed", kConflict},
    {"roll.ambiguous", kConflict},
    {"roll.kind", 400},
    {"roll.members", kConflict},
    {"roll.other_kind", kConflict},
    {"roll.other_grid", kConflict},
    {"setup.closed", kConflict},
    {"sign_in.second_off", kConflict},
    {"sign_in.second_on", kConflict},
    {"template.roll_kind", kConflict},
    {"template.scope", kConflict},
    {"invitation.used", 410},
    {"invitation.expired", 410},
    {"http.body_too_large", 413},
    {"http.content_type", 415},
    {"file.broken", 415},
    {"file.locked", 415},
    {"file.packed", 415},
    {"import.refused", 422},
    {"http.host_unknown", 421},
    {"http.websocket_version", 426},
    {"limit.sign_in", 429},
    {"mail.too_often", 429},
    {"limit.sockets", 429},
    {"http.header_too_large", 431},
    {"server.failed", 500},
    {"document.not_made", 500},
    {"http.transfer_coding", 501},
    {"document.no_converter", 501},
    {"mail.not_offered", 501},
    {"document.busy", kUnavailable},
    {"server.stopping", kUnavailable},
    {"log.unknown", kUnavailable},
};

constexpr std::pair<unsigned, std::string_view> kPhrases[] = {
    {400, "Bad request"},
    {401, "Not signed in"},
    {403, "Not permitted"},
    {404, "Not found"},
    {405, "Method not allowed"},
    {408, "Took too long"},
    {409, "Conflict"},
    {410, "Gone"},
    {413, "Too large"},
    {415, "Unsupported media type"},
    {421, "Misdirected request"},
    {422, "Cannot be imported"},
    {423, "Locked"},
    {426, "Upgrade required"},
    {429, "Too many requests"},
    {431, "Header too large"},
    {500, "The server made a mistake"},
    {501, "Not spoken here"},
    {503, "Busy"},
};

template <std::size_t kSize>
const Row* find_row(const Row (&rows)[kSize], std::string_view code) {
  const auto* found = std::find_if(std::begin(rows), std::end(rows),
                                   [&](const Row& row) { return row.first == code; });
  return found == std::end(rows) ? nullptr : found;
}

std::vector<std::string_view> domain_codes() {
  std::vector<std::string_view> codes;
  for (int code = 0; code <= static_cast<int>(domain::Code::log_unavailable); ++code) {
    codes.push_back(to_string(static_cast<domain::Code>(code)));
  }
  return codes;
}

}  // namespace

std::optional<unsigned> status_of(std::string_view code) {
  if (const auto* row = find_row(kOfHttp, code)) return row->second;
  if (const auto* row = find_row(kOfTheDomain, code)) return row->second;
  static const auto kOthers = domain_codes();
  const bool of_the_domain = std::find(kOthers.begin(), kOthers.end(), code) != kOthers.end();
  return of_the_domain ? std::optional(kConflict) : std::nullopt;
}

std::vector<std::string_view> every_code() {
  auto codes = domain_codes();
  for (const auto& [code, status] : kOfHttp) codes.push_back(code);
  return codes;
}

std::string_view title_of(unsigned status) {
  for (const auto& [known, title] : kPhrases) {
    if (known == status) return title;
  }
  return "Error";
}

std::optional<int> retry_after_seconds(unsigned status) {
  return status == kUnavailable ? std::optional(1) : std::nullopt;
}

}  // namespace roundtable::http
