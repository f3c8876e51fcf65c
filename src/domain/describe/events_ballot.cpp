// The events of ballots, described.
#include "base/ensure.hpp"
#include "domain/ballot/method.hpp"
#include "domain/describe/make_event.hpp"
#include "domain/describe/parts.hpp"

namespace roundtable::domain::describe {
namespace {

EventRow upcast_by(void (*upcast)(void*), EventRow described) {
  described.upcast = upcast;
  return described;
}

Member sealed_paper() {
  Member out;
  out.name = "choice";
  out.kind = Kind::sealed;
  out.sealing = [](const void* whole) {
    const auto& cast = *static_cast<const BallotCast*>(whole);
    Sealed sealed{std::nullopt, cast.paper.commitment, cast.salt, cast.confidential};
    if (cast.paper.value) sealed.value = cast.paper.value->bytes;
    ensure(sealed.value.has_value() || !sealed.commitment.empty(), "a vote is a paper");
    return sealed;
  };
  out.unseal = [](void* whole, Sealed&& from) {
    auto& cast = *static_cast<BallotCast*>(whole);
    cast.confidential = !from.commitment.empty();
    cast.paper.commitment = std::move(from.commitment);
    if (!from.value) return true;
    cast.paper.value = paper_from(*from.value);
    return cast.paper.value.has_value();
  };
  out.commit = [](void* whole, std::string&& salt, std::string&& commitment) {
    auto& cast = *static_cast<BallotCast*>(whole);
    cast.paper.commitment = std::move(commitment);
    cast.salt = std::move(salt);
  };
  return out;
}

const std::vector<Member>& method_use() {
  static const std::vector<Member> kMembers = {
      text<&MethodUse::name>("name", kIdLengthMax), number<&MethodUse::version>("version", "", 1),
      optional(numbers<&MethodUse::parameters>("parameters", kParametersMax))};
  return kMembers;
}

/// Entries before methods had names say by the plans alone how they were counted.
bool counted_as_before(const void* whole) {
  const auto& opened = *static_cast<const BallotOpened*>(whole);
  return opened.method == method_of_before(!opened.plans.empty());
}
void name_method(void* whole) {
  auto& opened = *static_cast<BallotOpened*>(whole);
  if (opened.method.name.empty()) opened.method = method_of_before(!opened.plans.empty());
}
bool names_no_study(const void* opened) {
  return !static_cast<const BallotOpened*>(opened)->party.on;
}
bool notes_no_study(const void* opened) {
  return static_cast<const BallotOpened*>(opened)->party.note.empty();
}
bool as_announced(const void* whole) {
  return static_cast<const BallotOpened*>(whole)->departures.empty();
}
bool sums_say_who_took_part(const void* whole) {
  const auto& tally = static_cast<const BallotClosed*>(whole)->tally;
  return tally.participating == tally.marked();
}

const std::vector<Member>& weight() {
  static const std::vector<Member> kMembers = {
      number<&Weight::heads>("heads", ""), number<&Weight::area, &Area::centi>("area", "0.01 m²")};
  return kMembers;
}

const std::vector<Member>& count_in_heads_parts() {
  static const std::vector<Member> kMembers = {
      truth<&CountInHeads::area_withheld>("area_withheld"),
      optional(texts<&CountInHeads::holds>("holds", 0, kTestsMax, kTestsMax)),
      optional(text<&CountInHeads::tested>("tested", kIdLengthMax)),
      optional(truth<&CountInHeads::leads>("leads"))};
  return kMembers;
}
bool counted_with_areas(const void* whole) {
  return !static_cast<const BallotClosed*>(whole)->in_heads.area_withheld;
}

const std::vector<Member>& motion() {
  static const std::vector<Member> kMembers = {optional(id<&Motion::proposal>("proposal")),
                                               optional(id<&Motion::amendment>("amendment"))};
  return kMembers;
}

/// What a ballot is opened with.
EventRow ballot_opened() {
  auto about = optional(object<&BallotOpened::about>("about", motion));
  about.left_out = [](const void* whole) {
    return static_cast<const BallotOpened*>(whole)->about.empty();
  };
  return upcast_by(
      name_method,
      event<BallotOpened>(
          "ballot_opened", "表决已开始",
          {id<&BallotOpened::ballot>("ballot"),
           id<&BallotOpened::item>("item"),
           text<&BallotOpened::question>("question", kQuestionBytesMax),
           may_be_empty(text<&BallotOpened::detail>("detail", kDetailBytesMax)),
           rule<&BallotOpened::rule>("rule"),
           roll<&BallotOpened::roll>("roll"),
           object<&BallotOpened::scope>("scope", scope_stored),
           choice<secrecy_from, &BallotOpened::secrecy>("secrecy"),
           choice<counts_from, &BallotOpened::counts>("counts"),
           choice<standing_from, &BallotOpened::standing>("standing"),
           may_be_empty(text<&BallotOpened::standing_basis>("standing_basis")),
           object<&BallotOpened::present>("present", weight),
           optional(time<&BallotOpened::deadline>("deadline")),
           optional(texts<&BallotOpened::plans>("options", kPlansMin, kPlansMax, kPlansMax)),
           added(object<&BallotOpened::method>("method", method_use), counted_as_before),
           about,
           roll_at<&BallotOpened::roll_at>("roll_at"),
           optional(id<&BallotOpened::interest, &Interest::applicant>("applicant")),
           optional(texts<&BallotOpened::interest, &Interest::also>(
               "also", 0, kConcernedElsewhereMax, kConcernedElsewhereMax)),
           optional(
               text<&BallotOpened::interest, &Interest::reason>("also_reason", kReasonBytesMax)),
           added(choices<departure_from, &BallotOpened::departures>("departures", kDepartures),
                 as_announced),
           added(day<&BallotOpened::party, &PartyReview::on>("party_review"), names_no_study),
           added(text<&BallotOpened::party, &PartyReview::note>("party_note", kReasonBytesMax),
                 notes_no_study)}));
}

}  // namespace

EventRows ballot_events() {
  return {
      ballot_opened(),
      event<BallotCast>("ballot_cast", "已投票",
                        {id<&BallotCast::ballot>("ballot"), id<&BallotCast::head>("head"),
                         sealed_paper(), choice<channel_from, &BallotCast::channel>("channel"),
                         id<&BallotCast::entered_by>("entered_by"),
                         may_be_empty(id<&BallotCast::verified_by>("verified_by"))}),
      event<BallotClosed>(
          "ballot_closed", "表决已截止",
          {id<&BallotClosed::ballot>("ballot"), choice<closed_by_from, &BallotClosed::by>("by"),
           time<&BallotClosed::effective_at>("effective_at"),
           value<&BallotClosed::tally>(Kind::tally, "tally"),
           added(object<&BallotClosed::tally, &Tally::participating>("took_part", weight),
                 sums_say_who_took_part),
           added(object<&BallotClosed::in_heads>("in_heads", count_in_heads_parts),
                 counted_with_areas),
           choice<outcome_from, &BallotClosed::outcome>("outcome")}),
      event<SlipsMade>(
          "slips_made", "已做邀请",
          {texts<&SlipsMade::heads>("heads", 1, kSlipsAtOnceMax, kSlipsAtOnceMax),
           optional(texts<&SlipsMade::replaced>("replaced", 0, kSlipsAtOnceMax, kSlipsAtOnceMax))}),
      event<SlipUsed>("slip_used", "邀请已使用", {id<&SlipUsed::head>("head")}),
      event<VoteExplained>("vote_explained", "已说明代录缘由",
                           {id<&VoteExplained::ballot>("ballot"), id<&VoteExplained::head>("head"),
                            sealed_text<&VoteExplained::reason, &VoteExplained::salt>("reason")}),
      event<VoteReleased>("vote_released", "已同意改由代录",
                          {id<&VoteReleased::ballot>("ballot"), id<&VoteReleased::head>("head")}),
      event<VoteObjected>("vote_objected", "已对代录提出异议",
                          {id<&VoteObjected::ballot>("ballot"), id<&VoteObjected::head>("head")}),
      event<BallotReopened>(
          "ballot_reopened", "表决已重新开启",
          {id<&BallotReopened::ballot>("ballot"), stored_reason<&BallotReopened::reason>(),
           optional(time<&BallotReopened::deadline>("deadline"))}),
      event<BallotAnnulled>(
          "ballot_annulled", "表决已作废",
          {id<&BallotAnnulled::ballot>("ballot"), stored_reason<&BallotAnnulled::reason>()}),
  };
}

}  // namespace roundtable::domain::describe
