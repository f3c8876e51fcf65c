// The Desk over HTTP (docs/protocol.md): the first administrator, staff accounts and their
// sessions, households' invitations and phones. Who may do what is live::permitted's to say;
// nothing here keeps a secret, and an answer that holds one is made anew when the same request
// comes again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/routes.hpp"

namespace roundtable::app {

inline constexpr std::size_t kAccountIdLength = 32;

/// Nothing where the path is none of the Desk's. Blocks; throws log::LogFailure.
std::optional<net::HttpResponse> desk_answer(const RouteServices& services,
                                             const net::HttpRequest& request);
/// True for requests that hash a password: they wait in the lane of sign-ins.
bool hashes_password(const net::HttpRequest& request);

/// What a request of the Desk is answered with: its parts, read once.
struct DeskRequest {
  const RouteServices& services;
  const net::HttpRequest& http;
  live::Subject subject;
  std::vector<std::string> path;  // behind /api/v1: "accounts", "<id>", "roles"
  nlohmann::json body;            // an object, empty for a GET
  std::string key;                // Idempotency-Key

  bool may(live::DeskAct act, const GridId& grid) const;
  /// A refusal, counted.
  net::HttpResponse refused(unsigned status, std::string_view code,
                            nlohmann::json fields = nlohmann::json::object()) const;
  /// What this request is known by when it comes again.
  std::string name() const;
  /// Carries a change out unless the same request did so before; refuses another one under its key.
  template <class Change>
  net::HttpResponse once(Change change) const;

 private:
  std::optional<net::HttpResponse> repeated() const;
  void note() const;
};

template <class Change>
net::HttpResponse DeskRequest::once(Change change) const {
  if (auto answer = repeated()) return std::move(*answer);
  auto answer = change();
  if (answer.status == 200) note();
  return answer;
}

/// `POST /setup`.
net::HttpResponse set_up(const RouteServices& services, const net::HttpRequest& request);
/// `GET|POST /accounts…`, `POST /me/password`.
net::HttpResponse answer_accounts(const DeskRequest& request);
/// `GET|POST /meetings/{id}/households…`.
net::HttpResponse answer_households(const DeskRequest& request);

/// A session as the Desk shows it: a name for it that is no secret, device and times.
nlohmann::json session_json(const log::Session& session);
/// Sessions of that actor that are still open, the newest first.
std::vector<log::Session> open_sessions(const RouteServices& services, const std::string& actor);
/// Ends the one session of that actor which the body names.
net::HttpResponse revoke_named_session(const DeskRequest& request, const std::string& actor);

/// "Android · Chrome", "iPhone · WeChat": enough to tell one's own devices apart, and no more.
std::string device_of(std::string_view user_agent);

}  // namespace roundtable::app
