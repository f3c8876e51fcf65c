// Sentences about what was agreed, and about who found the minutes right.
#include <algorithm>

#include "records/model.hpp"
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

namespace {

/// By the opening, the items in their order, the closing.
std::vector<SectionId> parts_in_order(const Meeting& meeting) {
  std::vector<SectionId> out{SectionId(kOpeningSection)};
  for (const auto* item : in_order(meeting.agenda)) out.push_back(item->id.str());
  out.emplace_back(kClosingSection);
  return out;
}

Text part_name(const Meeting& meeting, const SectionId& part) {
  if (part == kOpeningSection) return {"“开场”", "the opening"};
  if (part == kClosingSection) return {"“结尾”", "the closing"};
  const auto title = quoted(meeting.agenda.at(AgendaItemId(part)).text.title);
  return {title, title};
}

/// 提出异议 3 条，其中 2 条之后已更正
Text objections_words(const Text& name, const ObjectionCounts& counts) {
  const auto made = to_grouped(counts.made);
  const auto answered = to_grouped(counts.answered);
  Text out{"对" + name.zh + "部分提出异议 " + made + " 条",
           made + (counts.made == 1 ? " objection to " : " objections to ") + name.en};
  if (counts.answered == 0) {
    out.zh += "，未作更正";
    out.en += ", with no correction since";
  } else if (counts.answered < counts.made) {
    out.zh += "，其中 " + answered + " 条之后已更正";
    out.en += ", " + answered + " of them corrected since";
  } else {
    out.zh += counts.made == 1 ? "，之后已更正" : "，之后均已更正";
    out.en += counts.made == 1 ? ", corrected since" : ", all corrected since";
  }
  return out;
}

}  // namespace

Text objected_sentence(const Meeting& meeting,
                       const std::map<std::string, ObjectionCounts>& objected) {
  Text told;
  for (const auto& part : parts_in_order(meeting)) {
    const auto found = objected.find(part);
    if (found == objected.end()) continue;
    const auto words = objections_words(part_name(meeting, part), found->second);
    told.zh += (told.zh.empty() ? "" : "；") + words.zh;
    told.en += (told.en.empty() ? "" : "; ") + words.en;
  }
  return {"到会成员核对期间，" + told.zh + "。",
          "While those present checked these minutes they raised " + told.en + "."};
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
