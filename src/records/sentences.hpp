// What happened in a meeting, in full sentences of the minutes, in both languages: the one place
// where events become sentences, for the running minutes and for the published ones. `{id}` stands
// for the label of a person, which is no part of the log. Pure functions, callable from any thread.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "domain/meeting.hpp"
#include "domain/text.hpp"
#include "records/phrases.hpp"

namespace roundtable::records {

/// The sentence of an event; nothing for what the minutes do not tell (a vote, a place in the
/// queue). `meeting` is the state after the event's entry.
std::optional<domain::Text> sentence_of(const domain::Meeting& meeting, const domain::Event& event);
/// The agenda item an event belongs to; "" for what belongs to none.
AgendaItemId item_of(const domain::Meeting& meeting, const domain::Event& event);

/// What this meeting counts as one: as under the one of its rules that asks most.
HeadNoun meeting_noun(const domain::Meeting& meeting);

domain::Text started_sentence(const domain::Meeting& meeting);
/// How many of those who were there have found the proposed minutes right, on their phones.
domain::Text signed_sentence(const domain::Meeting& meeting);
/// What was objected to in them, by the opening, the item or the closing; there is something.
domain::Text objected_sentence(const domain::Meeting& meeting,
                               const std::map<std::string, domain::ObjectionCounts>& objected);
domain::Text item_sentence(const domain::AgendaItem& item);
domain::Text deferred_sentence(const domain::AgendaItem& item);
/// Of a speech that was heard.
domain::Text speech_sentence(const domain::Speech& speech);
domain::Text card_sentence(const domain::Card& card);
/// Who moves what: the thing, who does it where, by when and at what cost.
domain::Text proposal_sentence(const domain::Proposal& proposal);
/// What became of it; the words it has in the end where it was adopted.
domain::Text proposal_end_sentence(const domain::Proposal& proposal);
domain::Text amendment_sentence(const domain::Meeting& meeting, const domain::Amendment& amendment);
domain::Text amendment_end_sentence(const domain::Meeting& meeting,
                                    const domain::Amendment& amendment);
domain::Text ballot_opened_sentence(const domain::Ballot& ballot);
domain::Text ballot_reopened_sentence(const domain::Ballot& ballot, const std::string& reason);
/// Of a ballot that was closed or annulled.
domain::Text ballot_sentence(const domain::Ballot& ballot);
domain::Text decision_sentence(const domain::Agreement& agreement);

// In the published minutes nothing is said twice and nothing to the second (docs/decisions/0012);
// these stand in them in place of those above.
/// Who spoke and with what stance; for how long, from one minute on.
domain::Text heard_sentence(const domain::Speech& speech);
/// The amendment with the words it is to change.
domain::Text amendment_in_full(const domain::Meeting& meeting, const domain::Amendment& amendment);
/// What became of a motion that no ballot settled.
domain::Text proposal_left_sentence(const domain::Proposal& proposal);
domain::Text amendment_left_sentence(const domain::Meeting& meeting,
                                     const domain::Amendment& amendment);
/// The paragraphs of a proposal, numbered where there are several: as it was tabled, as it is now.
std::vector<domain::Text> tabled_paragraphs(const domain::Meeting& meeting,
                                            const domain::Proposal& proposal);
std::vector<domain::Text> paragraphs_now(const domain::Proposal& proposal);
bool is_amended(const domain::Meeting& meeting, const domain::Proposal& proposal);
/// 提案“…” / the proposal “…”; 住户1对提案“…”第一段的修改.
domain::Text motion_words(const domain::Meeting& meeting, const domain::Motion& motion);
/// Of a ballot that was closed or annulled: its whole story in one sentence or two.
domain::Text vote_sentence(const domain::Meeting& meeting, const domain::Ballot& ballot);
/// What was agreed, who is responsible and until when.
domain::Text task_sentence(const domain::Agreement& agreement);

/// 出席 / present …
domain::Text category_words(domain::Category category);
domain::Text item_kind_words(domain::ItemKind kind);

/// 1 分 40 秒 / 1 minute 40 seconds
domain::Text duration_words(std::int64_t seconds);

/// Every `{id}` replaced by its label.
std::string with_labels(const std::string& sentence,
                        const std::function<std::string(const std::string& id)>& label);

}  // namespace roundtable::records
