// How a meeting decides: who may give a command, what it needs from elsewhere, what it becomes.
#include <algorithm>

#include "base/ensure.hpp"
#include "domain/describe/commands.hpp"
#include "domain/describe/events.hpp"
#include "domain/limits.hpp"
#include "live/beside.hpp"
#include "live/meeting_stream.hpp"

namespace roundtable::live {
namespace {

using domain::Code;
using domain::Refusal;

static_assert(domain::kSectionBytesMax <= log::kSealedValueBytesMax);
static_assert(domain::kReasonBytesMax <= log::kSealedValueBytesMax);
static_assert(domain::kFileBytesMax <= log::kSealedFileBytesMax);

/// The issue an agenda item is to belong to.
const IssueId* issue_named_by(const domain::Command& command) {
  if (const auto* add = std::get_if<domain::AddAgendaItem>(&command)) return &add->text.issue;
  if (const auto* edit = std::get_if<domain::EditAgendaItem>(&command)) return &edit->text.issue;
  return nullptr;
}

/// An item goes on naming its issue, under the title it had, when that has been withdrawn since.
std::optional<std::string> title_kept(const domain::Meeting& meeting,
                                      const domain::Command& command) {
  const auto* edit = std::get_if<domain::EditAgendaItem>(&command);
  if (edit == nullptr) return std::nullopt;
  const auto item = meeting.agenda.find(edit->item);
  if (item == meeting.agenda.end() || item->second.text.issue != edit->text.issue) {
    return std::nullopt;
  }
  return item->second.text.issue_title;
}

/// Whether there is anything to make a document of; the domain refuses what there is not.
bool may_be_gathered(const domain::Meeting& meeting, const domain::PublishRecord& publish) {
  if (publish.ballot.empty()) return meeting.minutes.state == domain::MinutesState::adopted;
  const auto* ballot = meeting.ballot(publish.ballot);
  return ballot != nullptr && ballot->state == domain::BallotState::closed;
}

/// The bytes of a file that is added: they stand in the log in one transaction with its entry. Kept
/// with the submission, which may have to be decided again.
log::SealedFile file_to_seal(const Submission& submission,
                             const std::vector<domain::Event>& events) {
  for (const auto& event : events) {
    const auto* added = std::get_if<domain::FileAdded>(&event);
    if (added == nullptr) continue;
    ensure(submission.file != nullptr && submission.file->commitment == added->commitment,
           "a file is added with its bytes");
    return submission.file;
  }
  return nullptr;
}

std::string fresh_salt(Randomness& randomness) {
  std::string salt(log::kSealedSaltBytes, '\0');
  randomness.fill({reinterpret_cast<std::uint8_t*>(salt.data()), salt.size()});
  return salt;
}

/// The bases of binding votes (live/registry.hpp).
const std::string kStanding = "standing";

/// The grid tree.
const std::string kGrids = "grids";

/// What is decided holds only while that stream stands where it was read.
void guard(Decided& decided, const log::StreamHead& head) {
  decided.guards.push_back({head.stream, head.version});
}

/// The commitment to what these events seal, or "".
std::string commitment_in(const std::vector<domain::Event>& events) {
  for (const auto& event : events) {
    auto commitment = domain::describe::commitment_in(event);
    if (commitment && !commitment->empty()) return *std::move(commitment);
  }
  return "";
}

}  // namespace

std::shared_ptr<const MeetingFacts> MeetingFacts::of(std::vector<domain::Event> events,
                                                     ActorId actor) {
  auto facts = std::make_shared<MeetingFacts>();
  facts->actor = std::move(actor);
  facts->commitment = commitment_in(events);
  facts->events = std::move(events);
  return facts;
}

std::variant<Decided, Refusal> MeetingStream::decide(Submission& submission, Time at,
                                                     const Head& newest) {
  auto& command = submission.command;
  const auto& subject = *submission.subject;
  if (subject.kind == SubjectKind::resident) {
    domain::describe::fill_in_own_head(command, subject.head.str());
  }
  const auto* convene = std::get_if<domain::ConveneMeeting>(&command);
  if (convene == nullptr && newest_.version == 0) return Refusal{Code::meeting_unknown, {}};
  // Before anything of the tree is read.
  const auto tree = convene != nullptr ? services_.registry.head_of(kGrids) : log::StreamHead{};
  const auto roles = convene != nullptr ? roles_of(subject, convene->grid, convene->body)
                                        : roles_of(subject, newest_.grid, newest_.body);
  if (waits_for_owners(subject, roles, command)) return Refusal{Code::permission_owners_papers, {}};
  if (!permitted(subject, roles, command)) {
    return Refusal{Code::permission_denied, {{"type", std::string(type_name(command))}}};
  }
  if (convene != nullptr && !may_use_roll(subject, *convene)) {
    return Refusal{Code::permission_denied, {{"roll", convene->roll.str()}}};
  }
  if (auto* publish = std::get_if<domain::PublishRecord>(&command)) {
    publish->made = {};
    if (submission.record != nullptr) {
      std::visit([&](const auto& made) { publish->made = made; }, submission.record->made);
    }
  }
  Decided decided;
  if (convene != nullptr) {
    // Who retires the grid has either seen this meeting or comes too late.
    guard(decided, tree);
    try {
      decided.numbers.push_back(services_.registry.next_convening(convene->grid));
    } catch (const log::LogFailure&) {
      return Refusal{Code::log_unavailable, {}};
    }
  }
  const auto context = context_for(submission, at, newest, decided);
  auto decision = domain::decide(newest_, command, context);
  if (auto* refusal = std::get_if<Refusal>(&decision)) return std::move(*refusal);
  if (wants_issuer(submission)) return Refusal{Code::record_changed, {}};
  auto& accepted = std::get<domain::Accepted>(decision);
  domain::describe::seal(accepted.events, [&](std::string_view value) {
    auto salt = fresh_salt(services_.randomness);
    auto commitment = log::commit_to(salt, value);
    return domain::describe::Commitment{std::move(salt), std::move(commitment)};
  });
  auto encoded =
      codec::encode_payload({accepted.events, std::move(accepted.result), submission.cause});
  if (auto file = file_to_seal(submission, accepted.events)) {
    decided.files.push_back(std::move(file));
  }
  decided.payload = std::move(encoded.bytes);
  for (auto& sealed : encoded.sealed) {
    decided.sealed.push_back(
        {std::move(sealed.commitment), std::move(sealed.salt), std::move(sealed.value)});
  }
  decided.due = due_changes(accepted.events, newest.version + 1);
  decided.withdrawn = withdrawn_by(accepted.events, newest_);
  decided.facts = MeetingFacts::of(std::move(accepted.events), subject.actor);
  if (std::holds_alternative<domain::PublishRecord>(command)) {
    decided.content = submission.record->contents;
  }
  return decided;
}

/// Who issues a notice stands in the Directory, and its number is reserved: both take longer than a
/// turn may.
bool MeetingStream::wants_issuer(const Submission& submission) const {
  return std::holds_alternative<domain::AnnounceMeeting>(submission.command) &&
         services_.prepare_notice && submission.record == nullptr;
}

PublishAsked MeetingStream::asked(const domain::PublishRecord& command,
                                  const Submission& submission, Time at, const Head& newest) const {
  return {newest_,
          command,
          newest_officers_,
          submission.subject->actor,
          submission.id,
          at,
          {StreamName(id_).str(), newest.version, newest.hash},
          services_.rules.calendar()};
}

// Bounded, so that somebody who keeps changing what a document says holds nobody else up.
MakeRecord MeetingStream::to_make(const Submission& submission, const Refusal& refusal, Time at,
                                  const Head& newest) {
  if (refusal.code != Code::record_changed || submission.rounds >= kPublishRoundsMax) {
    return nullptr;
  }
  if (wants_issuer(submission)) return services_.prepare_notice({newest_, at});
  const auto& command = std::get<domain::PublishRecord>(submission.command);
  return services_.prepare_record(asked(command, submission, at, newest));
}

domain::Context MeetingStream::context_for(const Submission& submission, Time at,
                                           const Head& newest, Decided& decided) const {
  const auto& command = submission.command;
  domain::Context context;
  context.at = at;
  context.actor = submission.subject->actor;
  context.fresh_id = random_id(services_.randomness);
  context.calendar = &services_.rules.calendar();
  if (const auto* issue = issue_named_by(command)) {
    if (issue->empty()) return context;
    try {
      if (auto taken = services_.registry.taken_issue(*issue, newest_.grid)) {
        // Its words are not taken up once it has been withdrawn, nor older ones than it has.
        decided.guards.push_back(std::move(taken->read_at));
        context.issue_title = std::move(taken->title);
      }
    } catch (const codec::DecodeFailure& failure) {
      services_.report("issue_unreadable", issue->str() + ": " + failure.what());
    }
    if (!context.issue_title) context.issue_title = title_kept(newest_, command);
  } else if (const auto* convene = std::get_if<domain::ConveneMeeting>(&command)) {
    const auto day = shanghai_date(context.at);
    context.body_known = services_.rules.knows_body(convene->body);
    // The domain refuses a rule it was not given; the one for motions every meeting gets.
    auto rules = services_.rules.for_body(domain::kDeliberation, day);
    for (const auto& id : convene->rules) {
      const auto* rule = services_.rules.find(id, day);
      const bool given = std::find(rules.begin(), rules.end(), rule) != rules.end();
      if (rule != nullptr && !given) rules.push_back(rule);
    }
    for (const auto* rule : rules) {
      context.rules.push_back(*rule);
      decided.content.push_back({rule->sha256, *services_.rules.text(rule->sha256)});
    }
    add_snapshot(context, convene->roll, convene->scope, decided);
  } else if (const auto* open = std::get_if<domain::OpenBallot>(&command)) {
    guard(decided, services_.registry.head_of(kStanding));
    context.binding = services_.registry.binding(newest_.grid, newest_.body);
    add_rule_in_force(context, open->rule, decided);
    add_electorate(context, open->scope, decided);
    leave_to_others(context, open->interest, decided);
  } else if (std::holds_alternative<domain::PutProposal>(command) ||
             std::holds_alternative<domain::PutAmendment>(command)) {
    if (const auto* motion = newest_.motion_rule()) {
      add_rule_in_force(context, motion->value->id, decided);
    }
    add_electorate(context, newest_.electorate.value->scope, decided);
  } else if (std::holds_alternative<domain::RenewRoll>(command)) {
    const auto& electorate = *newest_.electorate.value;
    add_snapshot(context, electorate.roll, electorate.scope, decided);
    if (context.snapshot) context.roll_change = roll_change(electorate, *context.snapshot->value);
  } else if (std::holds_alternative<domain::AnnounceMeeting>(command)) {
    if (submission.record != nullptr) context.issued = submission.record->notice;
  } else if (const auto* publish = std::get_if<domain::PublishRecord>(&command)) {
    if (submission.record == nullptr || !may_be_gathered(newest_, *publish)) return context;
    context.model = submission.record->model_now(asked(*publish, submission, at, newest));
  }
  return context;
}

// A roll brings the room labels of its households with it: it is for those who may convene on its
// own grid, and for meetings on its branch of the tree.
bool MeetingStream::may_use_roll(const Subject& subject,
                                 const domain::ConveneMeeting& convene) const {
  const auto roll = services_.registry.roll(convene.roll);
  if (roll == nullptr) return true;  // the domain refuses a roll it was not given
  const auto grids = services_.registry.grids();
  const auto* place = grids->find(convene.grid);
  if (place != nullptr && place->retired) return false;  // nobody meets there any more
  const bool on_branch =
      grids->is_within(convene.grid, roll->grid) || grids->is_within(roll->grid, convene.grid);
  return on_branch && permitted(subject, roles_of(subject, roll->grid, convene.body), convene);
}

// The domain says which counts: today's, that of the meeting's own day, or one between them, where
// the law has changed twice and the later change is for later meetings alone.
void MeetingStream::add_rule_in_force(domain::Context& context, std::string_view id,
                                      Decided& decided) const {
  const auto convened = shanghai_date(newest_.convened_at);
  const auto* rule = services_.rules.find(id, shanghai_date(context.at));
  while (rule != nullptr) {
    context.rules.push_back(*rule);
    const auto from = rule->value->effective_from;
    if (from <= convened) break;
    rule = services_.rules.find(id, date_from_days(days_from_epoch(from) - 1));
  }
  const auto* used = domain::rule_in_force(newest_, id, context);
  if (used == nullptr || used == newest_.rule(id)) return;
  decided.content.push_back({used->sha256, *services_.rules.text(used->sha256)});
}

// The head first: whatever comes in between makes the guard fail, and never the roll too old.
void MeetingStream::add_snapshot(domain::Context& context, const RollId& roll_id,
                                 const domain::Scope& scope, Decided& decided) const {
  const auto head = services_.registry.head_of("roll:" + roll_id.str());
  const auto roll = services_.registry.roll(roll_id);
  if (roll == nullptr) return;
  guard(decided, head);
  auto snapshot = std::make_shared<const domain::RollSnapshot>(take_snapshot(*roll, scope));
  decided.content.push_back(log::make_content(codec::encode_snapshot(*snapshot)));
  context.snapshot = domain::FixedRoll{decided.content.back().sha256, std::move(snapshot)};
  context.roll_at = {head.stream, static_cast<std::int64_t>(head.version), head.hash};
}

// One electorate a meeting: its own roll, until the chair takes over what the register has become.
void MeetingStream::add_electorate(domain::Context& context, const domain::Scope& scope,
                                   Decided& decided) const {
  const auto& own = newest_.electorate;
  add_snapshot(context, own.value->roll, scope, decided);
  const auto roll = services_.registry.roll(own.value->roll);
  if (!context.snapshot || roll == nullptr) return;
  const bool is_whole = scope == own.value->scope;
  context.roll_change = is_whole ? roll_change(*own.value, *context.snapshot->value)
                                 : roll_change(*own.value, take_snapshot(*roll, own.value->scope));
  if (!context.roll_change || !is_whole) return;
  decided.content.pop_back();  // that of the meeting is kept since it was taken
  context.snapshot = own;
  context.roll_at = newest_.electorate_at;
}

// What is frozen is the roll of those who decide.
void MeetingStream::leave_to_others(domain::Context& context, const domain::Interest& interest,
                                    Decided& decided) const {
  if (interest.applicant.empty() || !context.snapshot) return;
  const auto& whole = *context.snapshot->value;
  context.applicant_on_roll = whole.heads.contains(interest.applicant);
  auto others = std::make_shared<const domain::RollSnapshot>(
      roll_of_others(whole, interest, *newest_.electorate.value));
  decided.content.push_back(log::make_content(codec::encode_snapshot(*others)));
  context.snapshot = domain::FixedRoll{decided.content.back().sha256, std::move(others)};
}

}  // namespace roundtable::live
