// Call: one request as a handler sees it - checked against its route, its body read, with what it
// is answered from. And the few steps that several resources take the same way.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codec/registry_json.hpp"
#include "http/answer.hpp"
#include "http/services.hpp"
#include "live/permission.hpp"
#include "net/handlers.hpp"
#include "views/lists.hpp"

namespace roundtable::http {

struct Call {
  Call(const Services& services, const net::HttpRequest& http, std::vector<std::string> ids);

  const Services& services;
  const net::HttpRequest& http;
  std::vector<std::string> ids;  // what stands for the {…} of the route's path
  nlohmann::json body = nlohmann::json::object();
  std::string key;                              // Idempotency-Key, "" for none
  std::optional<views::ListedMeeting> meeting;  // the one in the path, where its people are asked

  /// Who asks, looked up once.
  const live::Subject& subject() const { return *shared_subject(); }
  std::shared_ptr<const live::Subject> shared_subject() const;
  live::Roles roles_on(const GridId& grid, live::Place place = {}) const;
  /// The same for a meeting, whoever meets there.
  live::Roles roles_at(const views::ListedMeeting& listed) const;
  bool may(live::DeskAct act, const GridId& grid) const;
  GridId grid() const { return GridId(ids.front()); }
  /// What limits count the asker as.
  live::Caller caller() const;

  /// What this request is known by when it comes again.
  std::string name() const;
  /// Carries a change out unless the same request did so before; refuses another one under its key.
  template <class Change>
  Answer once(Change change) const;

 private:
  std::string body_sha256() const;
  std::optional<Answer> repeated() const;
  void note() const;

  mutable std::shared_ptr<const live::Subject> subject_;
};

template <class Change>
Answer Call::once(Change change) const {
  if (auto answer = repeated()) return std::move(*answer);
  Answer answer = change();
  if (answer.status == 200) note();
  return answer;
}

/// What a change of the registry is answered with; `done`: the body where it is on disk.
Answer written_answer(live::Written written, const nlohmann::json& done = nlohmann::json::object());

inline constexpr std::chrono::seconds kAnswerPatience{15};

/// Gives a command to a stream and waits for its answer, but not for ever: nothing is said of what
/// is not known to be on disk, and the same request asks again. Not to be called on a shard.
live::Answer submit_and_wait(live::Hosts& hall, const StreamName& stream,
                             live::Submission submission,
                             std::chrono::seconds patience = kAnswerPatience);

/// An account that a request makes is named by it.
inline constexpr std::size_t kAccountIdLength = 32;

/// Names and labels that people type: one line.
inline constexpr std::size_t kNameBytesMax = 120;
bool is_name(std::string_view text);

}  // namespace roundtable::http
