// The second factor of whoever is signed in: set up by who knows the password, on once a code of
// the app was shown.
#include "http/call.hpp"
#include "http/route_table.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

std::string own_account(const Call& call) {
  return call.subject().actor.str();
}

}  // namespace

// Asked again it gives another secret: the one before was shown to nobody, or is not wanted.
Answer begin_second_factor(const Call& call) {
  const auto begun = call.services.identity.begin_second_factor(
      own_account(call), text_member(call.body, "password"), call.caller());
  if (const auto* refused = std::get_if<live::NotSignedIn>(&begun)) return problem(refused->code);
  const auto& secret = std::get<live::SecondSecret>(begun);
  return json_response(200, {{"secret", secret.secret}, {"uri", secret.uri}});
}

Answer confirm_second_factor(const Call& call) {
  const auto confirmed = call.services.identity.confirm_second_factor(
      own_account(call), text_member(call.body, "code"), call.caller(), call.key);
  if (const auto* refused = std::get_if<live::NotSignedIn>(&confirmed)) {
    return problem(refused->code);
  }
  return json_response(200, {{"recovery", std::get<std::vector<std::string>>(confirmed)}});
}

Answer remove_second_factor(const Call& call) {
  const auto why = call.services.identity.remove_second_factor(
      own_account(call), text_member(call.body, "password"), call.caller());
  return why ? problem(*why) : json_response(200, json::object());
}

}  // namespace roundtable::http
