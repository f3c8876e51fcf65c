#include "records/phrases.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/ensure.hpp"

namespace roundtable::records {
namespace {

using namespace domain;

/// owner, owners
std::string english_noun(HeadNoun noun, bool one) {
  switch (noun) {
    case HeadNoun::owner:
      return one ? "owner" : "owners";
    case HeadNoun::household:
      return one ? "household" : "households";
    case HeadNoun::person:
      return one ? "person" : "people";
  }
  return {};
}

std::string chinese_noun(HeadNoun noun) {
  switch (noun) {
    case HeadNoun::owner:
      return "位业主";
    case HeadNoun::household:
      return "户";
    case HeadNoun::person:
      return "人";
  }
  return {};
}

constexpr std::array kDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/// 1-9999 inside a number: 2010 is 二千零一十.
std::string chinese_group(std::int64_t number) {
  constexpr std::array kUnits = {"千", "百", "十", ""};
  std::string out;
  std::int64_t scale = 1000;
  bool gap = false;
  for (const auto* unit : kUnits) {
    const auto digit = number / scale % 10;
    if (digit != 0) {
      if (gap && !out.empty()) out += kDigits[0];
      out += kDigits[static_cast<std::size_t>(digit)];
      out += unit;
    }
    gap = digit == 0;
    scale /= 10;
  }
  return out;
}

/// The ordinal that names a part: 3 is third, 21 is twenty-first; empty above 99.
std::string english_part(std::int64_t den) {
  constexpr std::array kFirst = {
      "",          "",          "half",        "third",      "quarter",
      "fifth",     "sixth",     "seventh",     "eighth",     "ninth",
      "tenth",     "eleventh",  "twelfth",     "thirteenth", "fourteenth",
      "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};
  constexpr std::array kTens = {"",      "",      "twenty",  "thirty", "forty",
                                "fifty", "sixty", "seventy", "eighty", "ninety"};
  constexpr std::array kOnes = {"",      "first", "second",  "third",  "fourth",
                                "fifth", "sixth", "seventh", "eighth", "ninth"};
  if (den < 20) return kFirst[static_cast<std::size_t>(den)];
  if (den > 99) return "";
  std::string tens = kTens[static_cast<std::size_t>(den / 10)];
  if (den % 10 != 0) return tens + "-" + kOnes[static_cast<std::size_t>(den % 10)];
  tens.pop_back();
  return tens + "ieth";
}

std::string english_count(std::int64_t number) {
  constexpr std::array kWords = {"zero", "one",   "two",   "three", "four", "five",
                                 "six",  "seven", "eight", "nine",  "ten"};
  if (number <= 10) return kWords[static_cast<std::size_t>(number)];
  return std::to_string(number);
}

std::string english_fraction(std::int64_t num, std::int64_t den) {
  const auto part = english_part(den);
  if (part.empty()) return std::to_string(num) + " in every " + std::to_string(den);
  if (num == 1) return den == 2 ? "half" : "one " + part;
  return english_count(num) + " " + part + "s";
}

/// "278" of 278, "18" of 十八; nothing for what is no number of an article.
std::optional<std::string> arabic_number(std::string_view text) {
  constexpr std::int64_t kArticlesMax = 1'500;  // the Civil Code has 1260
  if (text.empty()) return std::nullopt;
  if (text.find_first_not_of("0123456789") == text.npos) return std::string(text);
  for (std::int64_t number = 1; number <= kArticlesMax; ++number) {
    if (chinese_number(number) == text) return std::to_string(number);
  }
  return std::nullopt;
}

bool ends_with_any(std::string_view text, const std::vector<std::string_view>& endings) {
  for (const auto ending : endings) {
    if (text.ends_with(ending)) return true;
  }
  return false;
}

std::string building_words(const std::string& building, Lang lang) {
  if (lang == Lang::en) return "Building " + building;
  return ends_with_any(building, {"楼", "幢", "栋", "号"}) ? building : building + "号楼";
}

std::string stair_words(const std::string& stair, Lang lang) {
  if (lang == Lang::en) return "stair " + stair;
  return ends_with_any(stair, {"单元", "号", "门"}) ? stair : stair + "单元";
}

}  // namespace

std::string_view to_string(Lang lang) {
  return lang == Lang::zh ? "zh" : "en";
}
std::string_view html_lang(Lang lang) {
  return lang == Lang::zh ? "zh-CN" : "en";
}
const std::string& pick(const Text& text, Lang lang) {
  return lang == Lang::zh ? text.zh : text.en;
}

std::string in_quotes(std::string_view text) {
  struct Mark {
    std::string_view typed;
    std::string_view inside;
  };
  // An apostrophe is written like a closing ‘ and so stays as it is.
  constexpr std::array kMarks = {Mark{"“", "‘"}, Mark{"”", "’"}};
  while (text.ends_with(" ")) text.remove_suffix(1);
  for (const std::string_view stop : {"。", "；", "."}) {
    if (text.ends_with(stop) && !text.ends_with("...")) {
      text.remove_suffix(stop.size());
      break;
    }
  }
  std::string inside(text);
  for (const auto& mark : kMarks) {
    for (std::size_t at = 0; (at = inside.find(mark.typed, at)) != inside.npos;) {
      inside.replace(at, mark.typed.size(), mark.inside);
    }
  }
  // Straight quotes open and close by turns.
  bool open = false;
  for (std::size_t at = 0; (at = inside.find('"', at)) != inside.npos; open = !open) {
    inside.replace(at, 1, kMarks[open ? 1 : 0].inside);
  }
  return "“" + inside + "”";
}

std::string chinese_number(std::int64_t number) {
  ensure(number >= 0 && number < 1'000'000'000'000, "a number that can be read out");
  if (number == 0) return kDigits[0];
  if (number >= 10 && number < 20) {
    return std::string("十") + (number == 10 ? "" : kDigits[static_cast<std::size_t>(number - 10)]);
  }
  constexpr std::array kGroups = {std::pair{100'000'000LL, "亿"}, std::pair{10'000LL, "万"},
                                  std::pair{1LL, ""}};
  std::string out;
  bool skipped = false;
  for (const auto& [scale, name] : kGroups) {
    const auto group = number / scale % 10'000;
    if (group != 0) {
      if (!out.empty() && (skipped || group < 1'000)) out += kDigits[0];
      out += chinese_group(group) + name;
    }
    skipped = !out.empty() && group == 0;
  }
  return out;
}

std::string fraction_words(std::int64_t num, std::int64_t den, Lang lang) {
  ensure(num >= 1 && num <= den, "a threshold is a part of its whole");
  if (num == den) return lang == Lang::zh ? "全部" : "all";
  if (lang == Lang::en) return english_fraction(num, den);
  if (num == 1 && den == 2) return "半数";
  return chinese_number(den) + "分之" + chinese_number(num);
}

std::string comparison_words(Comparison comparison, Lang lang) {
  switch (comparison) {
    case Comparison::at_least:
      return lang == Lang::zh ? "不少于" : "at least";
    case Comparison::more_than:
      return lang == Lang::zh ? "超过" : "more than";
  }
  return {};
}

std::string comparison_sign(Comparison comparison) {
  return comparison == Comparison::at_least ? "≥" : ">";
}

std::string whole_words(MajorityOf of, Lang lang) {
  switch (of) {
    case MajorityOf::all:
      return lang == Lang::zh ? "全部" : "all";
    case MajorityOf::participants:
      return lang == Lang::zh ? "参与表决" : "those who took part";
    case MajorityOf::present:
      return lang == Lang::zh ? "到会" : "those present";
  }
  return {};
}

std::string share_words(std::int64_t num, std::int64_t den, MajorityOf of, Lang lang) {
  const auto fraction = fraction_words(num, den, lang);
  const auto whole = whole_words(of, lang);
  if (num == den && of == MajorityOf::all) return fraction;
  return lang == Lang::zh ? whole + "的" + fraction : fraction + " of " + whole;
}

std::string threshold_words(const Threshold& threshold, MajorityOf of, Lang lang) {
  const auto comparison = comparison_words(threshold.comparison, lang);
  const auto share = share_words(threshold.num, threshold.den, of, lang);
  return lang == Lang::zh ? comparison + share : comparison + " " + share;
}

HeadNoun head_noun(const Rule& rule, const RollSnapshot& roll) {
  if (rule.by_area) return HeadNoun::owner;
  return roll.of_households() ? HeadNoun::household : HeadNoun::person;
}

HeadNoun head_noun(const Ballot& ballot) {
  return head_noun(*ballot.rule.value, *ballot.roll.value);
}

std::string measure_words(Measure measure, HeadNoun noun, Lang lang) {
  switch (measure) {
    case Measure::area:
      return lang == Lang::zh ? "面积" : "floor area";
    case Measure::heads:
      if (lang == Lang::en) return english_noun(noun, false);
      return noun == HeadNoun::household ? "户数" : "人数";
  }
  return {};
}

std::string capitalised(std::string words) {
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') words.front() -= 'a' - 'A';
  return words;
}

std::string heads_words(std::int64_t heads, HeadNoun noun, Lang lang) {
  const auto number = to_grouped(heads);
  if (lang == Lang::zh) return number + " " + chinese_noun(noun);
  return number + " " + english_noun(noun, heads == 1);
}

std::string area_words(Area area) {
  return to_text(area) + " m²";
}

std::string weight_words(Weight weight, const Ballot& ballot, Lang lang) {
  auto out = heads_words(weight.heads, head_noun(ballot), lang);
  if (ballot.rule.value->by_area && !ballot.in_heads.area_withheld)
    out += (lang == Lang::zh ? "、" : " with ") + area_words(weight.area);
  return out;
}

std::string amount_words(Measure measure, std::int64_t amount, HeadNoun noun, Lang lang) {
  return measure == Measure::area ? area_words(Area{amount}) : heads_words(amount, noun, lang);
}

std::string scope_words(const Scope& scope, Lang lang) {
  switch (scope.kind) {
    case ScopeKind::zone:
      return lang == Lang::zh ? "全小区" : "the whole estate";
    case ScopeKind::building:
      return building_words(scope.building, lang);
    case ScopeKind::stair:
      return building_words(scope.building, lang) + (lang == Lang::zh ? "" : ", ") +
             stair_words(scope.stair, lang);
  }
  return {};
}

std::string interest_words(const Ballot& ballot, Lang lang) {
  const auto& interest = ballot.interest;
  if (interest.applicant.empty()) return {};
  const auto more = static_cast<std::int64_t>(interest.also.size());
  if (lang == Lang::zh) {
    std::string out = "（申请人不参加表决，不计入人数和面积";
    if (more > 0) {
      out +=
          "；另列入有利害关系的其他业主 " + std::to_string(more) + " 位，理由：" + interest.reason;
    }
    return out + "）";
  }
  std::string out = " (without the applicant, who is not counted";
  if (more > 0) {
    out += "; with " + std::to_string(more) + (more == 1 ? " other owner" : " other owners") +
           " concerned: " + interest.reason;
  }
  return out + ")";
}

std::string choice_words(const Choice& choice, Lang lang) {
  switch (choice.kind) {
    case Choice::Kind::yes:
      return lang == Lang::zh ? "同意" : "For";
    case Choice::Kind::no:
      return lang == Lang::zh ? "反对" : "Against";
    case Choice::Kind::abstain:
      return lang == Lang::zh ? "弃权" : "Abstained";
    case Choice::Kind::none:
      return lang == Lang::zh ? "都不同意" : "None of these";
    case Choice::Kind::plan:
      return choice.text;
  }
  return {};
}

std::string channel_words(Channel channel, Lang lang) {
  switch (channel) {
    case Channel::phone:
      return lang == Lang::zh ? "手机" : "phone";
    case Channel::helper:
      return lang == Lang::zh ? "工作人员代录" : "entered by staff on request";
    case Channel::paper:
      return lang == Lang::zh ? "纸质票" : "paper";
    case Channel::proxy:
      return lang == Lang::zh ? "委托代理" : "proxy";
    case Channel::hand:
      return lang == Lang::zh ? "举手" : "show of hands";
  }
  return {};
}

std::string article_words(std::string_view article, Lang lang) {
  constexpr std::string_view kBefore = "第";
  constexpr std::string_view kAfter = "条";
  if (lang == Lang::en && article == "全文") return "whole text";
  if (lang == Lang::zh || !article.starts_with(kBefore) || !article.ends_with(kAfter)) {
    return std::string(article);
  }
  article.remove_prefix(kBefore.size());
  std::string numbers;
  int count = 0;
  for (auto rest = article.substr(0, article.size() - kAfter.size()); count == 0 || !rest.empty();
       ++count) {
    constexpr std::string_view kComma = "、";
    const auto comma = std::min(rest.find(kComma), rest.size());
    const auto number = arabic_number(rest.substr(0, comma));
    if (!number) return std::string(kBefore) + std::string(article);
    numbers += (count == 0 ? "" : ", ") + *number;
    rest.remove_prefix(std::min(comma + kComma.size(), rest.size()));
  }
  return (count == 1 ? "Article " : "Articles ") + numbers;
}

std::string date_words(Date date, Lang lang) {
  constexpr std::array kMonths = {"January",   "February", "March",    "April",
                                  "May",       "June",     "July",     "August",
                                  "September", "October",  "November", "December"};
  ensure(date.month >= 1 && date.month <= 12, "a month of the year");
  if (lang == Lang::en) {
    return std::to_string(date.day) + " " + kMonths[static_cast<std::size_t>(date.month - 1)] +
           " " + std::to_string(date.year);
  }
  return std::to_string(date.year) + "年" + std::to_string(date.month) + "月" +
         std::to_string(date.day) + "日";
}

std::string time_words(Time time, Lang lang) {
  const auto date = date_words(shanghai_date(time), lang);
  if (lang == Lang::en) return date + ", " + shanghai_clock(time);
  return date + shanghai_clock(time);
}

std::string in_fours(std::string_view digits) {
  std::string out;
  for (std::size_t at = 0; at < digits.size(); at += 4) {
    out.append(out.empty() ? "" : " ").append(digits.substr(at, 4));
  }
  return out;
}

}  // namespace roundtable::records
