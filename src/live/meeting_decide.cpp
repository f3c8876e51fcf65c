// MeetingHost's deciding: who may give a command, what it needs from elsewhere, the entry it
// becomes.
#include <algorithm>

#include "base/ensure.hpp"
#include "domain/describe/commands.hpp"
#include "domain/describe/events.hpp"
#include "domain/limits.hpp"
#include "live/beside.hpp"
#include "live/meeting_host.hpp"

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

/// Whether there is anything to make a document of; the domain refuses what there is not.
bool may_be_rendered(const domain::Meeting& meeting, const domain::PublishRecord& publish) {
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

}  // namespace

std::string MeetingHost::commitment_in(const std::vector<domain::Event>& events) {
  for (const auto& event : events) {
    if (auto commitment = domain::describe::commitment_in(event)) return *std::move(commitment);
  }
  return "";
}

std::optional<Refusal> MeetingHost::decide_one(Submission& submission, Batch& batch) {
  if (submission.over_rate) return Refusal{Code::limit_rate, {}};
  auto& command = submission.command;
  const auto& subject = *submission.subject;
  if (subject.kind == SubjectKind::resident) {
    domain::describe::fill_in_own_head(command, subject.head.str());
  }
  const auto* convene = std::get_if<domain::ConveneMeeting>(&command);
  if (convene == nullptr && newest_.version == 0) return Refusal{Code::meeting_unknown, {}};
  const auto roles = roles_of(subject, convene != nullptr ? convene->grid : newest_.grid);
  if (!submission.by_server && !permitted(subject, roles, command)) {
    return Refusal{Code::permission_denied, {{"type", std::string(type_name(command))}}};
  }
  if (convene != nullptr && !submission.by_server && !may_use_roll(subject, *convene)) {
    return Refusal{Code::permission_denied, {{"roll", convene->roll.str()}}};
  }
  std::vector<log::Content> contents;
  const auto context = context_for(submission, contents);
  auto decision = domain::decide(newest_, command, context);
  if (auto* refusal = std::get_if<Refusal>(&decision)) return std::move(*refusal);
  add_entry(std::move(submission), std::get<domain::Accepted>(std::move(decision)),
            std::move(contents), context.at, batch);
  return std::nullopt;
}

domain::Context MeetingHost::context_for(const Submission& submission,
                                         std::vector<log::Content>& contents) {
  const auto& command = submission.command;
  domain::Context context;
  context.at = std::max(submission.received_at, newest_.last_at);
  context.actor = submission.subject->actor;
  context.fresh_id = random_id(services_.randomness);
  if (const auto* cast = std::get_if<domain::CastBallot>(&command)) {
    const auto* ballot = newest_.ballot(cast->ballot);
    if (ballot == nullptr || ballot->secrecy != domain::Secrecy::confidential) return context;
    context.salt = fresh_salt(services_.randomness);
    for (std::size_t i = 0; i < domain::kChoicesMax; ++i) {
      context.commitments[i] =
          log::commit_to(context.salt, to_string(static_cast<domain::Choice>(i)));
    }
  } else if (const auto text = domain::describe::text_to_seal(command)) {
    context.salt = fresh_salt(services_.randomness);
    context.text_commitment = log::commit_to(context.salt, *text);
  } else if (const auto* issue = issue_named_by(command)) {
    context.issue_title = services_.registry.issue_title(*issue, newest_.grid);
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
      contents.push_back({rule->sha256, *services_.rules.text(rule->sha256)});
    }
    add_snapshot(context, convene->roll, convene->scope, contents);
  } else if (const auto* open = std::get_if<domain::OpenBallot>(&command)) {
    context.binding = services_.registry.binding(newest_.grid, newest_.body);
    add_snapshot(context, newest_.electorate.value->roll, open->scope, contents);
  } else if (std::holds_alternative<domain::PutProposal>(command) ||
             std::holds_alternative<domain::PutAmendment>(command)) {
    const auto& electorate = *newest_.electorate.value;
    add_snapshot(context, electorate.roll, electorate.scope, contents);
  } else if (const auto* publish = std::get_if<domain::PublishRecord>(&command)) {
    if (!may_be_rendered(newest_, *publish)) return context;
    auto rendered = services_.render_record(newest_, *publish, context.actor, context.at,
                                            {stream_of(id_), newest_.version, newest_hash_});
    context.document = std::move(rendered.document);
    for (auto& bytes : rendered.bytes) contents.push_back(log::make_content(std::move(bytes)));
  }
  return context;
}

// A roll brings the room labels of its households with it: it is for those who may convene on its
// own grid, and for meetings on its branch of the tree.
bool MeetingHost::may_use_roll(const Subject& subject,
                               const domain::ConveneMeeting& convene) const {
  const auto roll = services_.registry.roll(convene.roll);
  if (roll == nullptr) return true;  // the domain refuses a roll it was not given
  const auto grids = services_.registry.grids();
  const bool on_branch =
      grids->is_within(convene.grid, roll->grid) || grids->is_within(roll->grid, convene.grid);
  return on_branch && permitted(subject, roles_of(subject, roll->grid), convene);
}

void MeetingHost::add_snapshot(domain::Context& context, const RollId& roll_id,
                               const domain::Scope& scope,
                               std::vector<log::Content>& contents) const {
  const auto roll = services_.registry.roll(roll_id);
  if (roll == nullptr) return;
  auto snapshot = std::make_shared<const domain::RollSnapshot>(take_snapshot(*roll, scope));
  contents.push_back(log::make_content(codec::encode_snapshot(*snapshot)));
  context.snapshot = domain::FixedRoll{contents.back().sha256, std::move(snapshot)};
}

void MeetingHost::add_entry(Submission submission, domain::Accepted accepted,
                            std::vector<log::Content> contents, Time at, Batch& batch) {
  auto encoded = codec::encode_payload({accepted.events, std::move(accepted.result)});
  const bool salted = !commitment_in(accepted.events).empty();
  ensure(encoded.bytes.size() <= log::kPayloadBytesMax, "an entry within its size limit");
  auto file = file_to_seal(submission, accepted.events);
  apply_entry(newest_, accepted.events, at);

  log::Header header;
  header.stream = batch.entries.stream;
  header.version = newest_.version;
  header.at = at;
  header.actor = submission.subject->actor;
  header.command_id = submission.id;
  header.command_sha256 =
      salted ? log::salted_command(encoded.sealed.front().salt, submission.command_sha256)
             : submission.command_sha256;
  header.payload_sha256 = log::sha256_hex(encoded.bytes);
  header.prev = newest_hash_;
  log::Entry entry{header.stream, header.version, log::write_header(header),
                   std::move(encoded.bytes), ""};
  entry.hash = log::sha256_hex(entry.header);
  newest_hash_ = entry.hash;

  Pending pending;
  pending.replies.push_back(submission.reply);
  auto& beside = batch.entries;
  for (auto& change : due_changes(accepted.events)) beside.due.push_back(std::move(change));
  for (auto& value : withdrawn_by(accepted.events, newest_)) {
    beside.withdrawn.push_back(std::move(value));
  }
  pending.events = std::move(accepted.events);
  pending.version = entry.version;
  pending.hash = entry.hash;
  pending_.emplace(Key{header.actor.str(), header.command_id.str()}, batch.pending.size());
  pending.submission = std::move(submission);
  batch.pending.push_back(std::move(pending));
  batch.entries.entries.push_back(std::move(entry));
  for (auto& sealed : encoded.sealed) {
    batch.entries.sealed.push_back(
        {std::move(sealed.commitment), std::move(sealed.salt), std::move(sealed.value)});
  }
  if (file != nullptr) batch.entries.files.push_back(std::move(file));
  std::move(contents.begin(), contents.end(), std::back_inserter(batch.entries.content));
}

}  // namespace roundtable::live
