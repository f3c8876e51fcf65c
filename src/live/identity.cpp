#include "live/identity.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

#include "live/identity_parts.hpp"
#include "live/passwords.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::live {
namespace {

constexpr int kCodeDrawsMax = 100;

bool is_token(std::string_view text) {
  return text.size() > 2 * kCodeDigits;  // longer than a code with all its spaces
}

std::string invitation_state(const directory::Invitation& invitation, Time now) {
  if (invitation.expires_at <= now) return "expired";
  if (invitation.used_at && !invitation.reusable) return "used";
  return "ready";
}

}  // namespace

std::string normalized(std::string_view token_or_code) {
  if (is_token(token_or_code)) return std::string(token_or_code);
  std::string digits;
  std::copy_if(token_or_code.begin(), token_or_code.end(), std::back_inserter(digits),
               [](char c) { return c != ' ' && c != '-'; });
  return digits;
}

std::string lower(std::string_view login) {
  std::string text(login);
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

// By who makes it and what for, so that a key means nothing to anybody else.
std::string request_name(std::string_view what, std::string_view who, std::string_view key) {
  if (key.empty()) return "";
  return log::sha256_hex(std::string(what) + "\n" + std::string(who) + "\n" + std::string(key));
}

std::int64_t session_days(SubjectKind kind) {
  if (kind == SubjectKind::staff) return kStaffSessionDays;
  return kind == SubjectKind::observer ? kObserverSessionDays : kResidentSessionDays;
}

std::string grouped_code(std::string_view code) {
  if (code.size() != kCodeDigits) return std::string(code);
  std::string text(code.substr(0, 3));
  return text.append(" ").append(code.substr(3, 3)).append(" ").append(code.substr(6));
}

Identity::Identity(directory::Directory& directory, const Clock& clock, const Clock& steady,
                   Randomness& randomness)
    : directory_(directory),
      clock_(clock),
      steady_(steady),
      randomness_(randomness),
      devices_(directory, randomness) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
}

Subject Identity::subject(std::string_view token) const {
  return token.empty() ? Subject{} : subject_of_session(log::sha256_hex(token));
}

Subject Identity::subject_of_session(const std::string& key) const {
  Subject subject;
  const auto session = directory_.session(key);
  if (!session || session->revoked_at || session->expires_at <= clock_.now()) return subject;
  subject.actor = ActorId(session->actor);
  subject.session = key;
  if (session->kind == "staff") {
    subject.kind = SubjectKind::staff;
    add_roles(subject, session->acting_for);
    subject.ended = subject.roles.empty() && has_ended(session->actor);
    // In, but without any right until it is set up.
    if (lacks_second_factor(session->actor, subject.roles)) {
      subject.roles.clear();
      subject.needs_second = true;
    }
    if (const auto at = locks_at(*session); at && *at <= clock_.now()) {
      subject.roles.clear();
      subject.locked = true;
    }
    subject.name = directory_.label(session->actor).value_or("");
  } else if (session->kind == "resident") {
    subject.kind = SubjectKind::resident;
    subject.head = HeadId(session->head);
  } else {
    subject.kind = SubjectKind::observer;
  }
  return subject;
}

// What a known device has left is used first.
std::string Identity::holder_of(const directory::Account& account, const Caller& caller) {
  const auto holder = staff_holder(account.id);
  return devices_.holder(caller.device) == holder ? holder : "";
}

std::variant<directory::Account, NotSignedIn> Identity::check_password(std::string_view typed_login,
                                                                       std::string_view password,
                                                                       const Caller& caller) {
  if (typed_login.size() > kLoginBytesMax || password.size() > kPasswordBytesMax) {
    return NotSignedIn{"sign_in.too_long"};
  }
  const auto now = steady_.now();
  const auto login = lower(typed_login);
  const auto account = directory_.account_by_login(login);
  const auto holder = account ? holder_of(*account, caller) : "";
  if (!tries_.may_sign_in(caller, login, holder, now)) return NotSignedIn{"limit.sign_in"};
  // An unknown login costs as much time as a wrong password.
  static const std::string kNobodysHash = hash_password("nobody has this password");
  const bool usable = account && !account->password_hash.empty() &&
                      account->password_hash != directory::kNoPassword;
  const auto match = match_password(usable ? account->password_hash : kNobodysHash, password);
  if (!usable || match == PasswordMatch::no) {
    tries_.wrong_password(caller, login, holder, now);
    return NotSignedIn{"sign_in.wrong"};
  }
  if (match == PasswordMatch::as_typed) {
    directory_.renew_hash(account->id, account->password_hash, hash_password(password));
  }
  return *account;
}

SignInAnswer Identity::sign_in(std::string_view typed_login, std::string_view password,
                               const Caller& caller, std::string_view request,
                               const WithPassword& with) {
  const auto known = check_password(typed_login, password, caller);
  if (const auto* refused = std::get_if<NotSignedIn>(&known)) return *refused;
  const auto& account = std::get<directory::Account>(known);
  if (const auto why = second_problem(account, with, request)) {
    // Whoever knows a password guesses no faster for it.
    if (*why == "sign_in.second_wrong") {
      tries_.wrong_password(caller, account.login, holder_of(account, caller), steady_.now());
    }
    return NotSignedIn{*why};
  }
  // Told to who knows the password alone.
  if (has_ended(account.id)) return NotSignedIn{"account.ended"};
  const auto token = random_token(randomness_);
  auto session = new_session(SubjectKind::staff, account.id, "", "", token);
  session.shared = with.shared;
  session.input_at = session.created_at;
  directory_.add_session(session, request_name("sign-in", account.id, request));
  return SignedIn{token, SubjectKind::staff, "", devices_.mark(staff_holder(account.id)),
                  "",    with.shared};
}

SignInAnswer Identity::join(std::string_view token_or_code, const Caller& caller,
                            std::string_view request) {
  if (!may_try_code(token_or_code, caller)) return NotSignedIn{"limit.sign_in"};
  const auto key = log::sha256_hex(normalized(token_or_code));
  const auto invitation = directory_.invitation(key);
  if (!invitation) {
    note_wrong_code(token_or_code, caller);
    return NotSignedIn{"invitation.unknown"};
  }
  const bool of_a_household = invitation->kind == "resident" || invitation->kind == kPhoneKind;
  const auto kind = invitation->kind == "staff" ? SubjectKind::staff
                    : of_a_household            ? SubjectKind::resident
                                                : SubjectKind::observer;
  const auto token = random_token(randomness_);
  const auto head = kind == SubjectKind::resident ? invitation->subject : "";
  const auto actor =
      kind == SubjectKind::observer ? "observer-" + random_id(randomness_) : invitation->subject;
  const auto session = new_session(kind, actor, head, invitation->meeting, token);
  const auto use_key = request.empty() ? "" : log::sha256_hex(request);
  switch (directory_.consume(key, session, clock_.now(), use_key)) {
    case directory::Consumed::ok:
      return SignedIn{token, kind, invitation->meeting, household_mark(caller, head),
                      invitation->kind == "resident" ? invitation->token_sha256 : ""};
    case directory::Consumed::used:
      return NotSignedIn{"invitation.used"};
    case directory::Consumed::expired:
      return NotSignedIn{"invitation.expired"};
    case directory::Consumed::unknown:
      break;
  }
  return NotSignedIn{"invitation.unknown"};
}

SignInAnswer Identity::observe(const std::string& meeting, const Caller& caller,
                               std::string_view request) {
  if (!tries_.may_observe(caller, steady_.now())) return NotSignedIn{"limit.rate"};
  const auto token = random_token(randomness_);
  directory_.add_session(
      new_session(SubjectKind::observer, "observer-" + random_id(randomness_), "", meeting, token),
      request_name("observe", meeting, request));
  return SignedIn{token, SubjectKind::observer, meeting};
}

std::variant<InvitationLook, NotSignedIn> Identity::look(std::string_view token_or_code,
                                                         const Caller& caller) {
  if (!may_try_code(token_or_code, caller)) return NotSignedIn{"limit.sign_in"};
  auto invitation = directory_.invitation(log::sha256_hex(normalized(token_or_code)));
  if (!invitation) {
    note_wrong_code(token_or_code, caller);
    return NotSignedIn{"invitation.unknown"};
  }
  auto state = invitation_state(*invitation, clock_.now());
  return InvitationLook{std::move(*invitation), std::move(state)};
}

bool Identity::may_try_code(std::string_view token_or_code, const Caller& caller) {
  if (is_token(token_or_code)) return true;
  return tries_.may_type_code(caller, devices_.holder(caller.device), steady_.now());
}

std::string Identity::household_mark(const Caller& caller, const std::string& head) {
  const auto holder = devices_.holder(caller.device);
  const bool keeps = holder.starts_with(staff_holder("")) || holder == household_holder(head);
  if (head.empty() || keeps) return "";
  return devices_.mark(household_holder(head));
}

void Identity::note_wrong_code(std::string_view token_or_code, const Caller& caller) {
  if (is_token(token_or_code)) return;
  tries_.wrong_code(caller, devices_.holder(caller.device), steady_.now());
}

std::int64_t Identity::purge() {
  const auto now = clock_.now();
  return directory_.purge(now + -kSessionKeptDays * kMicrosPerDay,
                          now + -kInvitationKeptDays * kMicrosPerDay);
}

void Identity::sign_out(std::string_view token) {
  directory_.revoke_session(log::sha256_hex(token), clock_.now());
}

directory::Invitation Identity::new_invitation(const std::string& kind, const std::string& subject,
                                               const std::string& meeting,
                                               const std::string& token) const {
  directory::Invitation invitation;
  invitation.token_sha256 = log::sha256_hex(token);
  invitation.kind = kind;
  invitation.subject = subject;
  invitation.meeting = meeting;
  invitation.expires_at = clock_.now() + kInvitationDays * kMicrosPerDay;
  return invitation;
}

NewInvitation Identity::invite(const std::string& kind, const std::string& subject,
                               const std::string& meeting, bool reusable) {
  NewInvitation made{random_token(randomness_), ""};
  auto invitation = new_invitation(kind, subject, meeting, made.token);
  invitation.reusable = reusable;
  for (int draw = 0; draw < kCodeDrawsMax; ++draw) {
    made.code = random_digits(randomness_, kCodeDigits);
    invitation.code_sha256 = log::sha256_hex(made.code);
    if (directory_.add_invitation(invitation, clock_.now())) return made;
    // One in use was drawn again.
  }
  throw std::runtime_error("no short code is free");
}

// In one transaction: a building has either all its new slips or none.
std::vector<HouseholdSlip> Identity::invite_households(const std::vector<std::string>& heads,
                                                       const std::string& meeting) {
  return ways_in("resident", heads, meeting, kInvitationDays * kMicrosPerDay);
}

HouseholdSlip Identity::invite_phone(const std::string& head, const std::string& meeting) {
  return ways_in(std::string(kPhoneKind), {head}, meeting,
                 kPhoneInvitationMinutes * 60 * kMicrosPerSecond)
      .front();
}

std::vector<HouseholdSlip> Identity::ways_in(const std::string& kind,
                                             const std::vector<std::string>& heads,
                                             const std::string& meeting, std::int64_t lasts_us) {
  for (int draw = 0; draw < kCodeDrawsMax; ++draw) {
    std::vector<HouseholdSlip> slips;
    std::vector<directory::Invitation> made;
    for (const auto& head : heads) {
      const auto token = random_token(randomness_);
      const auto code = random_digits(randomness_, kCodeDigits);
      auto invitation = new_invitation(kind, head, meeting, token);
      invitation.expires_at = clock_.now() + lasts_us;
      invitation.code_sha256 = log::sha256_hex(code);
      slips.push_back({head, token, code, invitation.expires_at});
      made.push_back(std::move(invitation));
    }
    if (directory_.replace_invitations(made, clock_.now())) return slips;
    // A code in use was drawn again.
  }
  throw std::runtime_error("no short codes are free");
}

// The sessions first: should the rest fail, the lost phone is out all the same.
HouseholdSlip Identity::replace_phone(const std::string& head, const std::string& meeting) {
  directory_.revoke_sessions_of(head, clock_.now());
  return invite_households({head}, meeting).front();
}

std::variant<std::string, Identity::NoAccount> Identity::add_account(std::string_view login,
                                                                     std::string_view password,
                                                                     std::string_view name) {
  if (!is_id(login)) return NoAccount{"a login is 1-64 letters, digits, '-' or '_'"};
  if (!password.empty()) {
    if (const auto fault = password_fault(password)) return NoAccount{sentence_of(*fault)};
  }
  directory::Account account;
  account.id = random_id(randomness_);
  account.login = lower(login);
  if (!password.empty()) account.password_hash = hash_password(password);
  if (!directory_.add_account(account)) return NoAccount{"this login is taken"};
  if (!name.empty()) directory_.put_labels({{account.id, "account", std::string(name)}});
  return account.id;
}

std::optional<std::string> Identity::set_password(const std::string& account,
                                                  std::string_view password) {
  if (const auto fault = password_fault(password)) return sentence_of(*fault);
  directory_.set_password(account, hash_password(password));
  return std::nullopt;
}

directory::Session Identity::new_session(SubjectKind kind, const std::string& actor,
                                         const std::string& head, const std::string& meeting,
                                         const std::string& token) const {
  const auto now = clock_.now();
  directory::Session session;
  session.token_sha256 = log::sha256_hex(token);
  session.actor = actor;
  session.kind = to_string(kind);
  session.head = head;
  session.meeting = meeting;
  session.created_at = now;
  session.expires_at = now + session_days(kind) * kMicrosPerDay;
  return session;
}

}  // namespace roundtable::live
