// Sentences about proposals and amendments.
#include "base/ensure.hpp"
#include "records/sentence_parts.hpp"
#include "records/sentences.hpp"

namespace roundtable::records {
namespace {

using namespace domain;

/// 30,000 元 / 30,000 yuan; with cents where there are any.
std::string money_words(std::int64_t cents, Lang lang) {
  auto out = to_grouped(cents / 100);
  if (const auto rest = cents % 100; rest != 0) {
    out += (rest < 10 ? ".0" : ".") + std::to_string(rest);
  }
  return out + (lang == Lang::zh ? " 元" : " yuan");
}

/// All paragraphs as one quotation, numbered where there are several.
std::string wording(const ProposalText& text, Lang lang) {
  std::string out;
  for (std::size_t i = 0; i < text.paragraphs.size(); ++i) {
    if (text.paragraphs.size() > 1) {
      out += (i == 0 ? "" : lang == Lang::zh ? "" : " ");
      out += lang == Lang::zh ? "（" + chinese_number(static_cast<std::int64_t>(i) + 1) + "）"
                              : "(" + std::to_string(i + 1) + ") ";
    }
    out += plain(text.paragraphs[i]);
  }
  return out;
}

std::string terms(const ProposalText& text, Lang lang) {
  std::string out = lang == Lang::zh ? "实施：" + plain(text.who) + "；地点：" + plain(text.where)
                                     : "Done by " + plain(text.who) + " at " + plain(text.where);
  if (text.by) {
    out += (lang == Lang::zh ? "；期限：" : ", until ") + date_words(*text.by, lang);
  }
  if (text.cost) out += (lang == Lang::zh ? "；费用：" : ", cost ") + money_words(*text.cost, lang);
  return out + (lang == Lang::zh ? "。" : ".");
}

std::string place_of(const Meeting& meeting, const Amendment& amendment, Lang lang) {
  const auto title = quoted(meeting.proposals.at(amendment.proposal).text.title);
  const auto number = std::to_string(amendment.paragraph + 1);
  return lang == Lang::zh ? "提案" + title + "第 " + number + " 段"
                          : "paragraph " + number + " of " + title;
}

/// The same where the paragraphs are printed with their numbers; of a single one none is said.
Text printed_place(const Meeting& meeting, const Amendment& amendment) {
  const auto& text = meeting.proposals.at(amendment.proposal).text;
  const auto title = quoted(text.title);
  if (text.paragraphs.size() == 1) return {"提案" + title, "the proposal " + title};
  const auto number = static_cast<std::int64_t>(amendment.paragraph) + 1;
  return {"提案" + title + "第" + chinese_number(number) + "段",
          "paragraph " + std::to_string(number) + " of the proposal " + title};
}

/// 住户1对提案“…”第一段的修改
Text amendment_words(const Meeting& meeting, const Amendment& amendment) {
  const auto place = printed_place(meeting, amendment);
  const auto mover = label(amendment.mover);
  return {mover + "对" + place.zh + "的修改", "the amendment of " + mover + " to " + place.en};
}

std::vector<Text> numbered(const std::vector<std::string>& paragraphs) {
  std::vector<Text> out;
  for (const auto& paragraph : paragraphs) {
    const auto number = static_cast<std::int64_t>(out.size()) + 1;
    Text before;
    if (paragraphs.size() > 1) {
      before = {"（" + chinese_number(number) + "）", "(" + std::to_string(number) + ") "};
    }
    out.push_back({before.zh + plain(paragraph), before.en + plain(paragraph)});
  }
  return out;
}

std::vector<std::string> words_as_tabled(const Meeting& meeting, const Proposal& proposal) {
  auto out = proposal.text.paragraphs;
  std::vector<const Amendment*> first(out.size(), nullptr);
  for (const auto& [id, amendment] : meeting.amendments) {
    if (amendment.proposal != proposal.id || amendment.paragraph >= first.size()) continue;
    auto& earliest = first[amendment.paragraph];
    if (earliest == nullptr || amendment.order < earliest->order) earliest = &amendment;
  }
  // Once there is an amendment nobody rewords a proposal: the first one saw the mover's own words.
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (first[i] != nullptr) out[i] = first[i]->old;
  }
  return out;
}

}  // namespace

Text proposal_sentence(const Proposal& proposal) {
  const auto title = quoted(proposal.text.title);
  return {label(proposal.mover) + "提出提案" + title + "。" + terms(proposal.text, Lang::zh),
          label(proposal.mover) + " moved the proposal " + title + ". " +
              terms(proposal.text, Lang::en)};
}

Text proposal_end_sentence(const Proposal& proposal) {
  const auto title = quoted(proposal.text.title);
  switch (proposal.state) {
    case ProposalState::tabled:
      return {"提案" + title + "未作处理。", "The proposal " + title + " was left undecided."};
    case ProposalState::adopted:
      return {"提案" + title + "通过，内容：" + ended(wording(proposal.text, Lang::zh), Lang::zh),
              "The proposal " + title +
                  " was adopted: " + ended(wording(proposal.text, Lang::en), Lang::en)};
    case ProposalState::rejected:
      return {"提案" + title + "未通过。", "The proposal " + title + " was rejected."};
    case ProposalState::withdrawn:
      return {"提案" + title + "由提案人撤回。",
              "The proposal " + title + " was withdrawn by its mover."};
    case ProposalState::deferred:
      return {"提案" + title + "暂缓，理由：" + ended(proposal.reason, Lang::zh),
              "The proposal " + title + " was deferred: " + ended(proposal.reason, Lang::en)};
  }
  return {};
}

Text amendment_sentence(const Meeting& meeting, const Amendment& amendment) {
  const auto text = quoted(amendment.text);
  return {label(amendment.mover) + "提出修改，将" + place_of(meeting, amendment, Lang::zh) +
              "改为" + text + "。",
          label(amendment.mover) + " moved an amendment to " +
              place_of(meeting, amendment, Lang::en) + ": " + text + "."};
}

Text amendment_end_sentence(const Meeting& meeting, const Amendment& amendment) {
  const auto zh = "对" + place_of(meeting, amendment, Lang::zh) + "的修改";
  const auto en = "The amendment to " + place_of(meeting, amendment, Lang::en);
  switch (amendment.state) {
    case AmendmentState::tabled:
      return {zh + "未作处理。", en + " was left undecided."};
    case AmendmentState::accepted:
      return {zh + "由提案人接受。", en + " was accepted by the mover of the proposal."};
    case AmendmentState::adopted:
      return {zh + "通过。", en + " was adopted."};
    case AmendmentState::rejected:
      return {zh + "未通过。", en + " was rejected."};
    case AmendmentState::withdrawn:
      return {zh + "由提出人撤回。", en + " was withdrawn by its mover."};
    case AmendmentState::lapsed:
      return {zh + "因该段已改，不再有效。", en + " lapsed, since the paragraph has changed."};
  }
  return {};
}

std::vector<Text> tabled_paragraphs(const Meeting& meeting, const Proposal& proposal) {
  return numbered(words_as_tabled(meeting, proposal));
}

std::vector<Text> paragraphs_now(const Proposal& proposal) {
  return numbered(proposal.text.paragraphs);
}

bool is_amended(const Meeting& meeting, const Proposal& proposal) {
  return words_as_tabled(meeting, proposal) != proposal.text.paragraphs;
}

Text motion_words(const Meeting& meeting, const Motion& motion) {
  if (!motion.amendment.empty()) {
    return amendment_words(meeting, meeting.amendments.at(motion.amendment));
  }
  const auto title = quoted(meeting.proposals.at(motion.proposal).text.title);
  return {"提案" + title, "the proposal " + title};
}

Text amendment_in_full(const Meeting& meeting, const Amendment& amendment) {
  const auto place = printed_place(meeting, amendment);
  const auto old = quoted(amendment.old);
  const auto text = quoted(amendment.text);
  return {label(amendment.mover) + "提出修改：" + place.zh + "由" + old + "改为" + text + "。",
          label(amendment.mover) + " moved to amend " + place.en + " from " + old + " to " + text +
              "."};
}

Text proposal_left_sentence(const Proposal& proposal) {
  const auto title = quoted(proposal.text.title);
  if (proposal.state == ProposalState::adopted) {
    return {"提案" + title + "通过。", "The proposal " + title + " was adopted."};
  }
  return proposal_end_sentence(proposal);
}

Text amendment_left_sentence(const Meeting& meeting, const Amendment& amendment) {
  const auto [zh, en] = amendment_words(meeting, amendment);
  switch (amendment.state) {
    case AmendmentState::tabled:
      return {zh + "未作处理。", capitalised(en) + " was left undecided."};
    case AmendmentState::accepted:
      return {"提案人接受" + zh + "。", "The mover of the proposal accepted " + en + "."};
    case AmendmentState::adopted:
      return {zh + "通过。", capitalised(en) + " was adopted."};
    case AmendmentState::rejected:
      return {zh + "未通过。", capitalised(en) + " was rejected."};
    case AmendmentState::withdrawn:
      return {zh + "由本人撤回。", capitalised(en) + " was withdrawn."};
    case AmendmentState::lapsed:
      return {zh + "因该段已改，不再有效。",
              capitalised(en) + " lapsed, since the paragraph has changed."};
  }
  return {};
}

}  // namespace roundtable::records
