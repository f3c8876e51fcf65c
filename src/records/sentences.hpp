// What happened in a meeting, in full sentences of the minutes, in both languages: the one place
// where events become sentences, for the running minutes and for the published ones. `{id}` stands
// for the label of a person, which is no part of the log. Pure functions, callable from any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "domain/event.hpp"
#include "domain/meeting.hpp"
#include "domain/text.hpp"
#include "records/words.hpp"

namespace roundtable::records {

/// The sentence of an event; nothing for what the minutes do not tell (a vote, a place in the
/// queue). `meeting` is the state after the event's entry.
std::optional<domain::Text> sentence_of(const domain::Meeting& meeting, const domain::Event& event);
/// The agenda item an event belongs to; "" for what belongs to none.
AgendaItemId item_of(const domain::Meeting& meeting, const domain::Event& event);

/// What this meeting counts as one: as under the one of its rules that asks most.
HeadNoun meeting_noun(const domain::Meeting& meeting);

domain::Text started_sentence(const domain::Meeting& meeting);
/// How many of those present have found the proposed minutes right.
domain::Text signed_sentence(const domain::Meeting& meeting);
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
/// Of a ballot that was closed or annulled.
domain::Text ballot_sentence(const domain::Ballot& ballot);
domain::Text decision_sentence(const domain::Agreement& agreement);

/// 出席 / present …
domain::Text category_words(domain::Category category);
domain::Text item_kind_words(domain::ItemKind kind);

/// 1 分 40 秒 / 1 minute 40 seconds
domain::Text duration_words(std::int64_t seconds);

/// Every `{id}` replaced by its label.
std::string with_labels(const std::string& sentence,
                        const std::function<std::string(const std::string& id)>& label);

}  // namespace roundtable::records
