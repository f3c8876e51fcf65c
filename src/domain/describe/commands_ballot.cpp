// The commands of ballots, of the minutes and of what is published, described.
#include "domain/describe/make_command.hpp"

namespace roundtable::domain::describe {
namespace {

/// More than the rules allow, so that they can say how many they do.
constexpr std::size_t kPlansReadMax = 100;

Member paper(std::string_view name) {
  Member out;
  out.name = name;
  out.kind = Kind::paper;
  out.bound = kPaperBytesMax;
  out.get = [](const void* whole) {
    return Plain(static_cast<const CastBallot*>(whole)->paper.bytes);
  };
  out.set = [](void* whole, Plain&& value) {
    auto known = paper_from(std::get<std::string>(value));
    if (known) static_cast<CastBallot*>(whole)->paper = *std::move(known);
    return known.has_value();
  };
  return out;
}

const std::vector<Member>& section_text_asked() {
  static const std::vector<Member> kMembers = {
      id<&SectionText::section>("section"), number<&SectionText::base>("base", ""),
      sealed_in_log(may_be_empty(text<&SectionText::text>("text", kSectionBytesMax)))};
  return kMembers;
}

/// Of a ballot or of the minutes, never of both.
Member ballot_or_minutes() {
  auto out = member<&PublishRecord::ballot>(Kind::id_or_truth, "ballot");
  out.instead = "minutes";
  return out;
}

CommandRow opening() {
  using enum Who;
  return command<OpenBallot>(
      "ballot.open",
      {"发起表决",
       "`options`: plans to choose among, kept without spaces at their ends; `method`: one of "
       "the rule's, where left out `single_choice` with options and `yes_no_abstain` without; "
       "refused `roll.moved` where the roll is at another than `roll_version` by then; "
       "`applicant`, under a rule that has the others decide: whose request it is, who is "
       "neither counted nor asked; `also`: those of the meeting's roll whom it concerns too, "
       "with the reason"},
      runs, kSitting,
      {id<&OpenBallot::item>("item"), text<&OpenBallot::question>("question", kQuestionBytesMax),
       optional(text<&OpenBallot::detail>("detail", kDetailBytesMax)),
       optional(texts<&OpenBallot::plans>("options", kPlansMin, kPlansMax, kPlansReadMax)),
       optional(text<&OpenBallot::method>("method", kIdLengthMax)),
       text<&OpenBallot::rule>("rule", kIdLengthMax), scope<&OpenBallot::scope>(),
       choice<secrecy_from, &OpenBallot::secrecy>("secrecy"),
       choice<counts_from, &OpenBallot::counts>("counts"),
       optional(time<&OpenBallot::deadline>("deadline")),
       optional(number<&OpenBallot::roll_version>("roll_version", "")),
       optional(truth<&OpenBallot::keep_roll>("keep_roll")),
       optional(id<&OpenBallot::interest, &Interest::applicant>("applicant")),
       optional(texts<&OpenBallot::interest, &Interest::also>("also", 0, kConcernedElsewhereMax,
                                                              kConcernedElsewhereMax)),
       optional(text<&OpenBallot::interest, &Interest::reason>("also_reason", kReasonBytesMax))});
}

}  // namespace

CommandRows ballot_commands() {
  using enum Who;
  return {
      opening(),
      allowed_by(
          may_cast,
          command<CastBallot>(
              "ballot.cast",
              {"投票",
               "the paper as the ballot's method reads it: `yes`, `no`, `abstain`; of plans `o1` "
               "…, `abstain`, `none`; a helper entry names `head` and `channel`, and for who has "
               "not checked in a `reason`; in place of a vote from the household's own phone staff "
               "enters one only after `ballot.release`"},
              own_or_runs, kRulesSay,
              {id<&CastBallot::ballot>("ballot"), own_head<&CastBallot::head>("head"),
               paper("choice"), optional(choice<channel_from, &CastBallot::channel>("channel")),
               optional(text<&CastBallot::reason>("reason", kReasonBytesMax))})),
      command<ReleaseVote>(
          "ballot.release",
          {"改由代录",
           "staff may enter a vote in place of the household's own, which stands until then"},
          own, kRulesSay,
          {id<&ReleaseVote::ballot>("ballot"), own_head<&ReleaseVote::head>("head")}),
      command<ObjectToVote>(
          "ballot.object",
          {"提出异议",
           "\"this was not me\": against a vote that somebody else entered for the household, at "
           "any "
           "time; it stands beside the vote, which stays"},
          own, kRulesSay,
          {id<&ObjectToVote::ballot>("ballot"), own_head<&ObjectToVote::head>("head")}),
      command<CloseBallot>("ballot.close", {"截止表决"}, runs, kRulesSay,
                           {id<&CloseBallot::ballot>("ballot")}),
      from_reactor("deadlines", command<CloseBallotAtDeadline>(
                                    "ballot.close_at_deadline", {"到时截止"}, reactor, kRulesSay,
                                    {id<&CloseBallotAtDeadline::ballot>("ballot")})),
      command<ReopenBallot>(
          "ballot.reopen",
          {"重新开启表决",
           "of a ballot that the chair has closed, before its deadline and as long as nothing "
           "rests "
           "on it; `ballot.rested_on` says in `what` what does: `ballot`, `agenda`, `decision`, "
           "`minutes`, `proposal`, `secrecy`, `often`"},
          runs, kSitting,
          {id<&ReopenBallot::ballot>("ballot"), asked_reason<&ReopenBallot::reason>()}),
      command<AnnulBallot>(
          "ballot.annul", {"作废"}, runs, kRulesSay,
          {id<&AnnulBallot::ballot>("ballot"), asked_reason<&AnnulBallot::reason>()}),
  };
}

CommandRows minutes_commands() {
  using enum Who;
  return {
      command<EditMinutes>("minutes.edit",
                           {"写纪要", "while a draft; `section`: `opening`, an item, `closing`"},
                           keeps, kWritten, {part<&EditMinutes::written>(section_text_asked)}),
      command<ProposeMinutes>("minutes.propose",
                              {"提交确认", "members see the minutes from now on"}, keeps,
                              {Phase::in_session, Phase::recess, Phase::closed}),
      command<CorrectMinutes>(
          "minutes.correct",
          {"更正纪要", "once proposed; `note` says why, both texts stay in history"}, keeps,
          kWritten,
          {part<&CorrectMinutes::written>(section_text_asked),
           text<&CorrectMinutes::note>("note", kReasonBytesMax)}),
      command<AdoptMinutes>("minutes.adopt", {"确认纪要", "locks them"}, runs, {Phase::closed}),
      command<SignMinutes>(
          "minutes.sign",
          {"认可纪要",
           "while proposed, by a household that was present, for itself alone; a later correction "
           "of more than blanks and punctuation, or a decision, lets all signatures lapse, and "
           "they "
           "may be given again. `version`: that of the minutes as they were read; where they "
           "stand at another by now it is refused with `minutes.moved`"},
          own, kRulesSay,
          {own_head<&SignMinutes::head>("head"),
           optional(number<&SignMinutes::version>("version", "", 1))}),
      command<ObjectToMinutes>(
          "minutes.object",
          {"对纪要提出异议",
           "while proposed, by a household that was present: what is wrong in a `section`, what "
           "somebody said, or what was agreed (its id, at `base` 0), or in one `line` of it as it "
           "stood at `base`, the first being 1. One for each place: said again, it takes the place "
           "of the one before. It takes back the household's own signature, as signing takes back "
           "what it objected to; a correction of more than form answers it, and it keeps nobody "
           "from adopting"},
          own, kRulesSay,
          {own_head<&ObjectToMinutes::head>("head"), id<&ObjectToMinutes::section>("section"),
           number<&ObjectToMinutes::base>("base", ""),
           optional(number<&ObjectToMinutes::line>("line", "", 1)),
           sealed_in_log(text<&ObjectToMinutes::text>("text", kObjectionBytesMax))}),
      command<RecordDecision>("decision.record",
                              {"记下议定事项",
                               "`responsible`: a speaker, or `party`: a firm or body, in words; "
                               "until the minutes are adopted"},
                              keeps, kWritten,
                              {id<&RecordDecision::item>("item"),
                               text<&RecordDecision::text>("text", kDecisionBytesMax),
                               optional(id<&RecordDecision::responsible>("responsible")),
                               optional(day<&RecordDecision::due>("due")),
                               optional(text<&RecordDecision::party>("party", kPartyBytesMax))}),
      command<WithdrawDecision>("decision.withdraw", {"撤回议定事项"}, keeps, kWritten,
                                {id<&WithdrawDecision::decision>("decision")}),
      command<PublishRecord>(
          "record.publish",
          {"发布公示",
           "of a ballot, or of adopted minutes; `contact`: where to object; `issuer`: the "
           "official name of who issues it, where none is entered for the grid; the document is "
           "made away from the meeting, which goes on meanwhile, and the answer comes when it is "
           "published"},
          keeps, kRulesSay,
          {ballot_or_minutes(), text<&PublishRecord::contact>("contact", kContactBytesMax),
           optional(text<&PublishRecord::issuer>("issuer", kIssuerBytesMax))}),
  };
}

CommandRows file_commands() {
  using enum Who;
  return {
      // Without the commitment: a file sent again is the same command, under another salt.
      comes(Comes::over_http,
            command<AddFile>("file.add",
                             {"添加材料",
                              "with its bytes, until the minutes are adopted; as for a correction, "
                              "signatures of proposed minutes lapse"},
                             keeps, kWritten,
                             {optional(id<&AddFile::item>("item")),
                              text<&AddFile::title>("title", kFileTitleCharactersMax * 4),
                              number<&AddFile::bytes>("bytes", "bytes", 0, kFileBytesMax),
                              text<&AddFile::sha256>("sha256")})),
      command<WithdrawFile>(
          "file.withdraw",
          {"撤回材料",
           "at any time, also after the minutes were published or the meeting cancelled: its bytes "
           "are erased for good, its title and SHA-256 stay in the log"},
          keeps, kRulesSay,
          {id<&WithdrawFile::file>("file"), asked_reason<&WithdrawFile::reason>()}),
  };
}

}  // namespace roundtable::domain::describe
