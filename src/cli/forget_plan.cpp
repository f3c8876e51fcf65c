#include "cli/forget_plan.hpp"

#include <algorithm>
#include <future>
#include <memory>
#include <stdexcept>

#include "cli/forget_traces.hpp"
#include "codec/erasure_json.hpp"
#include "live/permission.hpp"
#include "log/hash_chain.hpp"
#include "log/next_entry.hpp"

namespace roundtable::cli {
namespace {

constexpr std::size_t kPendingAtOnce = 10'000;

/// By this day, whatever the hour, that many days have passed.
Date day_after(Time last, std::int64_t days) {
  const auto until = shanghai_date(last + days * kMicrosPerDay);
  return date_from_days(days_from_epoch(until) + 1);
}

std::string meeting_words(const MeetingTraces& traces) {
  return "meeting " + traces.meeting + " (" + traces.title + ")";
}

std::string number_of(std::size_t number, const std::string& one, const std::string& many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

class Planning {
 public:
  Planning(DataFolder& folder, const Person& person, const ForgetRules& rules)
      : folder_(folder), rules_(rules) {
    plan_.person = person;
  }

  ForgetPlan plan() {
    traces_ = traces_of(folder_.log(), plan_.person.id);
    for (const auto& one : traces_) plan_meeting(one);
    plan_rolls();
    plan_names();
    plan_account();
    if (traces_.empty() && !on_roll_ && !in_directory_) {
      plan_.refused.push_back("there is nobody " + plan_.person.id + " in this folder");
    }
    tell_remains();
    return std::move(plan_);
  }

 private:
  void plan_meeting(const MeetingTraces& traces) {
    if (!traces.over) {
      plan_.refused.push_back(meeting_words(traces) +
                              " is not over, and this person can take part in it: close or cancel "
                              "it first");
    }
    const auto& settings = rules_.settings;
    plan_sealed(traces, traces.votes, settings.retain_votes_days,
                number_of(traces.votes.size(), "sealed choice or reason of a vote",
                          "sealed choices and reasons of votes"),
                "retain_votes_days; a decision can be challenged, and is counted again only with "
                "all its votes");
    plan_sealed(traces, traces.excuses, settings.retain_excuses_days,
                number_of(traces.excuses.size(), "reason of an excuse", "reasons of excuses"),
                "retain_excuses_days; who was excused, and why, belongs to the attendance");
    plan_sealed(
        traces, traces.called, settings.retain_names_days,
        number_of(traces.called.size(), "name chosen for speaking", "names chosen for speaking"),
        "retain_names_days, as all names");
    plan_sealed(traces, traces.objections, settings.retain_excuses_days,
                number_of(traces.objections.size(), "objection to the minutes",
                          "objections to the minutes"),
                "retain_excuses_days; what was found wrong tells how the minutes came about");
    names_last_ = std::max(names_last_.value_or(traces.last), traces.last);
    in_clear_ += traces.in_clear;
  }

  void plan_sealed(const MeetingTraces& traces, const std::vector<std::string>& commitments,
                   std::int64_t days, const std::string& what, const std::string& why) {
    if (commitments.empty()) return;
    if (is_past(traces.last, days)) {
      plan_.goes.push_back(meeting_words(traces) + ": " + what);
      plan_.commitments.insert(plan_.commitments.end(), commitments.begin(), commitments.end());
    } else {
      put_off(meeting_words(traces) + ": " + what, traces.last, days, why);
    }
  }

  bool is_past(Time last, std::int64_t days) const {
    return days == 0 || rules_.now >= last + days * kMicrosPerDay;
  }

  void put_off(const std::string& what, Time last, std::int64_t days, const std::string& why) {
    const auto day = day_after(last, days);
    plan_.stays.push_back(what + ", until " + to_iso(day) + " (" + std::to_string(days) +
                          " days after the meeting's last entry: " + why + ")");
    plan_.again = plan_.again ? std::min(*plan_.again, day) : day;
  }

  void plan_rolls() {
    const HeadId head(plan_.person.id);
    for (const auto& roll : folder_.rolls()) {
      if (std::find(roll.heads.begin(), roll.heads.end(), head) == roll.heads.end()) continue;
      on_roll_ = true;
      const auto where = "roll " + roll.id.str() + " of grid " + roll.grid.str();
      if (!rules_.although_on_roll) {
        plan_.refused.push_back(
            "this person still stands on " + where +
            " and is asked and counted under this name: import the roll without it first, or say "
            "--although-on-roll");
      } else {
        plan_.remains.push_back("its place on " + where +
                                ", without a name: an import of a file that still has it brings "
                                "the name back");
      }
    }
  }

  // The Directory: label and details, sessions, invitations.
  void plan_names() {
    auto& directory = folder_.directory();
    const auto& id = plan_.person.id;
    std::vector<std::string> ids{id};
    for (const auto* detail : directory::kDetails) ids.push_back(directory::detail_id(detail, id));
    std::vector<std::string> there;
    for (const auto& label : directory.labels(ids)) {
      there.push_back(label.kind == "owner" ? "the hash of the owner's key"
                                            : label.kind + " " + label.text);
    }
    if (const auto sessions = directory.sessions_of(id).size(); sessions > 0) {
      there.push_back(number_of(sessions, "session of a device", "sessions of devices"));
    }
    if (const auto invitations = directory.invitations_of(id).size(); invitations > 0) {
      there.push_back(number_of(invitations, "invitation", "invitations"));
    }
    if (const auto account = directory.account(id)) {
      there.push_back("the account " + account->login +
                      " with its password, second factor and roles");
    }
    in_directory_ = !there.empty();
    const auto days = rules_.settings.retain_names_days;
    plan_.names_go = in_directory_ && (!names_last_ || is_past(*names_last_, days));
    for (const auto& what : there) {
      if (plan_.names_go) {
        plan_.goes.push_back("Directory: " + what);
      } else {
        put_off("Directory: " + what, *names_last_, days,
                "retain_names_days; whose the votes kept here are is told by the name alone");
      }
    }
  }

  // Said by a dry run; the act itself judges in its transaction.
  void plan_account() {
    if (!plan_.person.is_account) return;
    const auto root = folder_.root_grid();
    if (!root) return;
    const auto is_administrator = [&](const std::string& account) {
      const auto roles = folder_.directory().roles(account);
      return std::any_of(roles.begin(), roles.end(), [&](const auto& role) {
        return role.role == to_string(live::Role::administrator) && role.grid == root->str();
      });
    };
    if (!is_administrator(plan_.person.id)) return;
    for (const auto& other : folder_.directory().accounts()) {
      if (other.id != plan_.person.id && !other.password_hash.empty() &&
          is_administrator(other.id)) {
        return;
      }
    }
    plan_.refused.push_back(
        "this is the last administrator of the topmost grid: give somebody else that role first");
  }

  void tell_remains() {
    if (!traces_.empty()) {
      plan_.remains.push_back(
          "the entries of " + number_of(traces_.size(), "meeting", "meetings") +
          " under the random id " + plan_.person.id +
          " (who was there, spoke and took part): they are chained, totals rest on them, and "
          "without the Directory nobody can tell whose they are");
      plan_.remains.push_back(
          "minutes, published documents and files of these meetings: the archive of the body, to "
          "be kept true and whole; whether their text names this person a reader has to see");
    }
    if (in_clear_ > 0) {
      plan_.remains.push_back(number_of(static_cast<std::size_t>(in_clear_),
                                        "vote or reason that stands",
                                        "votes and reasons that stand") +
                              " in the log in the clear (named ballots) under that id");
    }
    plan_.remains.push_back("backups made before: throw them away in time");
  }

  DataFolder& folder_;
  const ForgetRules& rules_;
  ForgetPlan plan_;
  std::vector<MeetingTraces> traces_;
  std::optional<Time> names_last_;  // the newest entry of any of them
  std::int64_t in_clear_ = 0;
  bool on_roll_ = false;
  bool in_directory_ = false;
};

/// The next entry of the stream of erasures.
log::Batch erasure_batch(log::EventLog& log, std::vector<std::string> commitments,
                         const ActorId& by, const Clock& clock, const CommandId& id) {
  auto payload = codec::encode_values_erased(commitments);
  auto command = log::sha256_hex("person.forget\n" + payload);
  auto batch = log::next_entry(
      log, {std::string(codec::kErasuresStream), by, id, std::move(command), std::move(payload)},
      clock.now());
  batch.withdrawn = std::move(commitments);
  return batch;
}

void append_erasure(log::EventLog& log, log::Batch batch) {
  auto answer = std::make_shared<std::promise<log::Appended>>();
  log.append(std::move(batch), [answer](log::Appended outcome) { answer->set_value(outcome); });
  if (answer->get_future().get() == log::Appended::stored) return;
  throw log::LogFailure("whether the erasure is written is not known: run the same again");
}

}  // namespace

ForgetPlan plan_forgetting(DataFolder& folder, const Person& person, const ForgetRules& rules) {
  return Planning(folder, person, rules).plan();
}

void erase_pending(DataFolder& folder, log::EventLog& log) {
  for (const auto& commitment : log.pending_erasures(kPendingAtOnce)) log.erase_sealed(commitment);
  folder.directory().erase(std::vector<std::string>{});  // cuts its write-ahead log
}

void forget_person(DataFolder& folder, log::EventLog& log, const ForgetPlan& plan,
                   const ActorId& by, const Clock& clock, Randomness& randomness) {
  if (!plan.refused.empty()) throw std::runtime_error(plan.refused.front());
  const auto& all = plan.commitments;
  for (std::size_t from = 0; from < all.size(); from += codec::kErasedAtOnceMax) {
    const auto until = std::min(all.size(), from + codec::kErasedAtOnceMax);
    const std::vector<std::string> part(all.begin() + static_cast<std::ptrdiff_t>(from),
                                        all.begin() + static_cast<std::ptrdiff_t>(until));
    append_erasure(log, erasure_batch(log, part, by, clock, CommandId(random_id(randomness))));
  }
  for (const auto& commitment : all) log.erase_sealed(commitment);
  if (!plan.names_go) return;
  if (!plan.person.is_account) return folder.directory().erase(plan.person.id);
  std::optional<directory::NeededRole> needed;
  if (const auto root = folder.root_grid()) {
    needed = directory::NeededRole{std::string(to_string(live::Role::administrator)), root->str()};
  }
  if (!folder.directory().erase_account(plan.person.id, needed)) {
    throw std::runtime_error("the last administrator of the topmost grid is not erased");
  }
}

}  // namespace roundtable::cli
