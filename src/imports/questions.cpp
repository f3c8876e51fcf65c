#include "imports/questions.hpp"

#include <algorithm>
#include <iterator>

#include "imports/limits.hpp"

namespace roundtable::imports {
namespace {

struct Asked {
  QuestionKind kind;
  std::string_view name;
  std::string_view zh;
  std::string_view en;
};

// {n}: flats; {heads}: heads they make as it stands.
constexpr Asked kAsked[] = {
    {QuestionKind::same_key, "same_key", "产权人标识相同，{n} 套合计一人。",
     "The same owner key: {n} units count as one head."},
    {QuestionKind::same_name, "same_name",
     "同一姓名，没有证件号，{n} 套合计一人。如是重名，请在文件里写上证件号。",
     "The same name without a number: {n} units count as one head. Where they are namesakes, add "
     "their numbers to the file."},
    {QuestionKind::written_differently, "written_differently",
     "产权人标识写法不同，统一后相同，{n} 套合计一人。",
     "The owner keys are written differently and are the same after normalising: {n} units count "
     "as one head."},
    {QuestionKind::undelivered, "undelivered", "开发商未售或未交付的 {n} 套，合计一人。",
     "Units the developer has not sold or handed over: {n} count as one head."},
    {QuestionKind::name_elsewhere, "name_elsewhere",
     "几幢楼里有同一个姓名，没有证件号，可能是重名。现按 {heads} "
     "人计；确是同一业主的，请勾选合计一人。",
     "The same name without a number in several buildings, perhaps of namesakes. They count as "
     "{heads} heads unless you say that they are one."},
    {QuestionKind::perhaps_same, "perhaps_same",
     "产权人标识只差在空格、括号、间隔号，或“和”“与”这样的字，可能是同一业主。现按 {heads} "
     "人计；确是"
     "同一业主的，请勾选合计一人。",
     "The owner keys differ in spaces, brackets, dots or a word for “and” alone, and may be the "
     "same. They count as {heads} heads unless you say that they are one."},
    {QuestionKind::name_and_number, "name_and_number",
     "同一个姓名，有的写了证件号，有的没写。现按 {heads} 人计；确是同一业主的，请勾选合计一人。",
     "The same name, here with an identity number and there without. They count as {heads} heads "
     "unless you say that they are one."},
    {QuestionKind::developer_by_name, "developer_by_name",
     "有的写了房产公司的名称，另有未交付的；可能都是开发商的。现按 {heads} "
     "人计；确属同一开发商未售、"
     "未交付的，请勾选合计一人。",
     "Some units name a firm that builds houses, others are undelivered; all may be the "
     "developer's. They count as {heads} heads unless you say that they are one."},
    {QuestionKind::overlap, "overlap",
     "产权人只有部分相同，按 {heads} 人计。如是同一业主，请在文件里写成相同的产权人标识。",
     "These owners are the same only in part and count as {heads} heads. Where they are one owner, "
     "give them the same owner key in the file."},
    {QuestionKind::owner_missing, "owner_missing",
     "其他行写了产权人标识，这 {n} 套没有写，每套各计一人。表格里合并的单元格也会这样，请核对。",
     "Other rows have an owner key, these {n} have none: each counts as a head of its own. Merged "
     "cells of a spreadsheet look like this too; please check."},
    {QuestionKind::same_flat, "same_flat",
     "楼号、单元、室号写法不同，可能是同一套房写了两次。现按 {n} 套计。",
     "Building, stair and room are written differently, and this may be one unit twice. It counts "
     "as {n} units."},
};

const Asked& asked(QuestionKind kind) {
  return *std::find_if(std::begin(kAsked), std::end(kAsked),
                       [&](const Asked& row) { return row.kind == kind; });
}

std::string with_numbers(std::string_view pattern, const Question& question) {
  std::string text(pattern);
  const auto fill = [&](std::string_view gap, std::size_t number) {
    const auto at = text.find(gap);
    if (at != std::string::npos) text.replace(at, gap.size(), std::to_string(number));
  };
  fill("{n}", question.units.size());
  fill("{heads}", question.heads);
  return text;
}

}  // namespace

std::string_view to_string(QuestionKind kind) {
  return asked(kind).name;
}

bool makes_one_head(QuestionKind kind) {
  return kind == QuestionKind::same_key || kind == QuestionKind::same_name ||
         kind == QuestionKind::written_differently || kind == QuestionKind::undelivered;
}

bool is_joinable(QuestionKind kind) {
  return kind == QuestionKind::name_elsewhere || kind == QuestionKind::perhaps_same ||
         kind == QuestionKind::name_and_number || kind == QuestionKind::developer_by_name;
}

domain::Text sentence(const Question& question) {
  const auto& row = asked(question.kind);
  return {with_numbers(row.zh, question), with_numbers(row.en, question)};
}

Problem too_many_questions() {
  return {Code::roll_too_many_questions, {}, {{"max", std::to_string(kQuestionsMax)}}};
}

}  // namespace roundtable::imports
