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
  return {label(amendment.mover) + "提出修正，将" + place_of(meeting, amendment, Lang::zh) +
              "改为" + text + "。",
          label(amendment.mover) + " moved an amendment to " +
              place_of(meeting, amendment, Lang::en) + ": " + text + "."};
}

Text amendment_end_sentence(const Meeting& meeting, const Amendment& amendment) {
  const auto zh = "对" + place_of(meeting, amendment, Lang::zh) + "的修正";
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

}  // namespace roundtable::records
