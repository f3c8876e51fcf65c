// Sentences about what was agreed, and about who found the minutes right.
#include <algorithm>

#include "records/sentence_parts.hpp"
#include "records/sentences.hpp"

namespace roundtable::records {

using namespace domain;

Text signed_sentence(const Meeting& meeting) {
  const auto count = static_cast<std::int64_t>(meeting.minutes.signed_by.size());
  const auto there =
      std::count_if(meeting.attendance.begin(), meeting.attendance.end(), [](const auto& seat) {
        return seat.second.category == Category::present || seat.second.category == Category::left;
      });
  const auto noun = meeting_noun(meeting);
  return {"到会的 " + heads_words(there, noun, Lang::zh) + "中，有 " +
              heads_words(count, noun, Lang::zh) + "在手机上核对纪要，确认内容属实。",
          "Of the " + heads_words(there, noun, Lang::en) + " present, " + to_grouped(count) +
              " read the proposed minutes on the phone and confirmed them."};
}

Text decision_sentence(const Agreement& agreement) {
  const auto task = task_sentence(agreement);
  return {"议定：" + task.zh, "Agreed: " + task.en};
}

Text task_sentence(const Agreement& agreement) {
  Text out{ended(agreement.text, Lang::zh), ended(agreement.text, Lang::en)};
  const bool named = !agreement.responsible.empty() || !agreement.party.empty();
  if (!agreement.responsible.empty()) {
    out.zh += "责任人：" + label(agreement.responsible);
    out.en += " Responsible: " + label(agreement.responsible);
  } else if (!agreement.party.empty()) {
    out.zh += "责任单位：" + plain(agreement.party);
    out.en += " Responsible: " + plain(agreement.party);
  }
  if (agreement.due) {
    const bool after = named;
    out.zh += std::string(after ? "；" : "") + "完成时限：" + date_words(*agreement.due, Lang::zh);
    out.en += std::string(after ? "; due " : " Due ") + date_words(*agreement.due, Lang::en);
  }
  if (named || agreement.due) {
    out.zh += "。";
    out.en += ".";
  }
  return out;
}

}  // namespace roundtable::records
