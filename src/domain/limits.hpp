// Every bound the rules know, with its unit. The wire has its own (net/handlers.hpp).
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/time.hpp"

namespace roundtable::domain {

inline constexpr std::size_t kTitleBytesMax = 300;
inline constexpr std::size_t kQuestionBytesMax = 600;
/// Plans of one single choice, beside "none of these".
inline constexpr std::size_t kPlansMin = 2;
inline constexpr std::size_t kPlansMax = 10;
inline constexpr std::size_t kPlanBytesMax = 300;
/// What one vote says, and the parameters of a way of counting.
inline constexpr std::size_t kPaperBytesMax = 256;
inline constexpr std::size_t kParametersMax = 8;
/// What an issue is about, as everyone may read it.
inline constexpr std::size_t kIssueTextBytesMax = 3'000;
inline constexpr std::size_t kDetailBytesMax = 6'000;
inline constexpr std::size_t kReasonBytesMax = 1'000;
/// A forum's name in one language.
inline constexpr std::size_t kForumBytesMax = 120;
inline constexpr std::size_t kPlaceBytesMax = 300;
inline constexpr std::size_t kContactBytesMax = 600;
inline constexpr std::size_t kIssuerBytesMax = 240;
inline constexpr std::size_t kMarkBytesMax = 30;  // 代字: ten characters
inline constexpr std::size_t kRulesPerMeetingMax = 20;
/// When a meeting may be set for, in µs from now. It may be entered on the evening it is held; a
/// longer way back is a mistyped year.
inline constexpr std::int64_t kScheduledLateMax = kMicrosPerDay;
inline constexpr std::int64_t kScheduledAheadMax = 730 * kMicrosPerDay;
inline constexpr std::size_t kAgendaItemsMax = 100;
inline constexpr std::int64_t kItemMinutesMax = 600;
inline constexpr std::int64_t kTurnSecondsMin = 15;
inline constexpr std::int64_t kTurnSecondsMax = 3'600;
inline constexpr std::int64_t kTurnsMax = 20;
/// What somebody chose to be called by when she speaks.
inline constexpr std::size_t kCalledBytesMax = 80;
inline constexpr std::size_t kCalledCharactersMax = 20;
inline constexpr std::size_t kCalledPerMeetingMax = 1'000;
inline constexpr std::size_t kSpeechesPerMeetingMax = 5'000;
inline constexpr std::size_t kSpeechesWaitingMax = 200;
/// Of one person, also those taken back: a hand that goes up and down does not use up what all
/// share.
inline constexpr std::size_t kSpeechesPerSpeakerMax = 200;
inline constexpr std::size_t kCardsPerMeetingMax = 1'000;
inline constexpr std::size_t kProposalsMax = 200;
inline constexpr std::size_t kProposalsPerMoverMax = 10;
inline constexpr std::size_t kAmendmentsMax = 500;
inline constexpr std::size_t kAmendmentsPerMoverMax = 25;
/// All paragraphs of a proposal together: about 4,000 Chinese characters, what the form lets write.
inline constexpr std::size_t kProposalBytesMax = 12'000;
inline constexpr std::size_t kParagraphsMax = 30;
inline constexpr std::size_t kParagraphBytesMax = 6'000;
inline constexpr std::size_t kPartyBytesMax = 300;              // who does it, where
inline constexpr std::int64_t kCostCentsMax = 100'000'000'000;  // a thousand million yuan
/// A section of the minutes: what the recorder writes of one item, about 8,000 Chinese characters.
inline constexpr std::size_t kSectionBytesMax = 24'000;
/// What somebody said, in a line: about 200 Chinese characters.
inline constexpr std::size_t kSaidBytesMax = 600;
/// What is wrong in proposed minutes: about 500 Chinese characters.
inline constexpr std::size_t kObjectionBytesMax = 1'500;
/// Of one household, also those that were answered or taken back: nobody uses up what all share.
inline constexpr std::size_t kObjectionsPerHeadMax = 20;
inline constexpr std::size_t kObjectionsPerMeetingMax = 2'000;
inline constexpr std::size_t kDecisionBytesMax = 3'000;
inline constexpr std::size_t kDecisionsPerMeetingMax = 500;
/// Fewer households than this keep no secret from each other (docs/domain.md 6: small groups leak).
inline constexpr std::size_t kConfidentialHeadsMin = 5;
inline constexpr std::size_t kTestsMax = 4;  // quorum and majority, by area and by heads
/// Files of a meeting that stand beside each other, and with those withdrawn.
inline constexpr std::size_t kFilesPerMeetingMax = 40;
inline constexpr std::size_t kFilesEverMax = 200;
inline constexpr std::int64_t kFileBytesMax = 10 * 1024 * 1024;
inline constexpr std::size_t kFileTitleCharactersMax = 120;
inline constexpr std::size_t kBallotsPerMeetingMax = 200;
/// One request makes a building's slips, not a town's: they are made in one transaction.
inline constexpr std::size_t kSlipsAtOnceMax = 3'000;
inline constexpr std::size_t kEarlierVotesMax = 8;          // of a head, kept to be shown
inline constexpr std::size_t kConcernedElsewhereMax = 200;  // named one by one
inline constexpr std::size_t kReopeningsMax = 3;            // of a ballot
inline constexpr std::size_t kAdmittedPeopleMax = 2'000;
inline constexpr std::size_t kHeadsPerRollMax = 100'000;
/// Largest area of one unit: 100,000 m². A larger figure is a typing mistake.
inline constexpr std::int64_t kUnitAreaCentiMax = 10'000'000;
/// What a data file may say: a period, no longer than a year, and the number of a version.
inline constexpr std::int64_t kFileDaysMax = 366;
inline constexpr std::int64_t kFileVersionMax = 1'000'000;
/// Denominator of a threshold; with it no product of a test can leave int64.
inline constexpr std::int64_t kThresholdDenMax = 1'000;

}  // namespace roundtable::domain
