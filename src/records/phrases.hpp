// Words for data: a verdict, a rule and a scope are data in the log; here they become the phrases
// that published documents use, in Chinese and English. Generic for any fraction. Pure functions,
// callable from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "domain/ballot/ballot.hpp"
#include "domain/text.hpp"

namespace roundtable::records {

enum class Lang { zh, en };
/// "zh" | "en": what stands in links and file names.
std::string_view to_string(Lang lang);
/// "zh-CN" | "en": the value of an HTML lang attribute.
std::string_view html_lang(Lang lang);
const std::string& pick(const domain::Text& text, Lang lang);

/// What somebody said or called something, within a sentence: “…”. Its own quotes become ‘…’ and
/// its final stop goes, since the sentence has one: 他说“好”。 is “他说‘好’”.
std::string in_quotes(std::string_view text);

/// 23 is 二十三, 20001 is 二万零一. For numbers from 0 up to 999,999,999,999.
std::string chinese_number(std::int64_t number);

/// 三分之二 / two thirds; 半数 / half; 全部 / all of it. `num` lies between 1 and `den`.
std::string fraction_words(std::int64_t num, std::int64_t den, Lang lang);
/// 不少于 / at least; 超过 / more than.
std::string comparison_words(domain::Comparison comparison, Lang lang);
/// ≥ / >
std::string comparison_sign(domain::Comparison comparison);
/// What a test measures against: 全部 / all, 参与表决 / those taking part, 到会 / those present.
std::string whole_words(domain::MajorityOf of, Lang lang);
/// 全部的三分之二 / two thirds of all; 全部 / all of them.
std::string share_words(std::int64_t num, std::int64_t den, domain::MajorityOf of, Lang lang);
/// 不少于全部的三分之二 / at least two thirds of all.
std::string threshold_words(const domain::Threshold& threshold, domain::MajorityOf of, Lang lang);

/// What is counted as one: an owner (业主) where the body decides by area too, since whoever has
/// two flats is one owner; else a household of the roll (户), or, where the roll knows no flats, a
/// person (人).
enum class HeadNoun { owner, household, person };
HeadNoun head_noun(const domain::Rule& rule, const domain::RollSnapshot& roll);
HeadNoun head_noun(const domain::Ballot& ballot);
/// 户数 / households; 人数 / owners, people; 面积 / floor area.
std::string measure_words(domain::Measure measure, HeadNoun noun, Lang lang);
/// owners -> Owners. Chinese stays as it is.
std::string capitalised(std::string words);
/// 20 位业主 / 20 owners; 20 户 / 1 household; 20 人 / 20 people.
std::string heads_words(std::int64_t heads, HeadNoun noun, Lang lang);
/// 1,462.30 m²
std::string area_words(Area area);
/// 20 位业主、1,462.30 m² / 20 owners with 1,462.30 m²; without the area where heads alone count
/// and where it may not be told.
std::string weight_words(domain::Weight weight, const domain::Ballot& ballot, Lang lang);
/// The amount of one measure: `amount` heads or 0.01 m².
std::string amount_words(domain::Measure measure, std::int64_t amount, HeadNoun noun, Lang lang);

/// 全小区 / the whole estate; 12号楼 / Building 12; 12号楼1单元 / Building 12, stair 1.
std::string scope_words(const domain::Scope& scope, Lang lang);
/// Who beside the scope decides, where whose request it is stands aside; "" elsewhere:
/// （申请人不参加表决，不计入人数和面积；另列入其他业主 2 位，理由：……）
std::string interest_words(const domain::Ballot& ballot, Lang lang);
/// A plan has its own words.
std::string choice_words(const domain::Choice& choice, Lang lang);
std::string channel_words(domain::Channel channel, Lang lang);
/// 第278条 / Article 278; 第26、27条 / Articles 26, 27; 全文 / whole text. What is no plain article
/// number stays as it is.
std::string article_words(std::string_view article, Lang lang);

/// 2026年11月20日 / 20 November 2026
std::string date_words(Date date, Lang lang);
/// 2026年11月20日19:05 / 20 November 2026, 19:05 (Shanghai)
std::string time_words(Time time, Lang lang);
/// Digits as a person compares them: "1a2b 3c4d 5".
std::string in_fours(std::string_view digits);

}  // namespace roundtable::records
