#include "cli/import_summary.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/area.hpp"
#include "http/answer.hpp"

namespace roundtable::cli {
namespace {

using nlohmann::json;

std::string place_of(const json& problem, const std::string& file) {
  return file + ":" + std::to_string(problem.at("line").get<std::size_t>()) + ":" +
         std::to_string(problem.at("column").get<std::size_t>()) + ": ";
}

/// "C7", in a workbook "业主!C7" or 工作表“业主”第 7 行 C 列.
std::string cell_of(const json& problem, bool zh) {
  const auto cell = http::text_member(problem, "cell");
  const auto sheet = http::text_member(problem, "sheet");
  if (sheet.empty()) return cell;
  if (!zh) return sheet + "!" + cell;
  const auto digits = std::min(cell.find_first_of("0123456789"), cell.size());
  return "工作表“" + sheet + "”第 " + cell.substr(digits) + " 行 " + cell.substr(0, digits) + " 列";
}

std::string problem_lines(const json& problems, const std::string& file, const std::string& lang,
                          const std::string& mark) {
  const std::string colon = lang == "zh" ? "：" : ": ";
  std::string out;
  for (const auto& problem : problems) {
    const auto cell = cell_of(problem, lang == "zh");
    out += place_of(problem, file) + mark + (cell.empty() ? "" : cell + colon) +
           http::text_member(problem.at("text"), lang.c_str()) + "\n";
  }
  return out;
}

std::string unit_name(const json& unit) {
  const auto stair = http::text_member(unit, "stair");
  return http::text_member(unit, "building") + (stair.empty() ? "" : "-" + stair) + "-" +
         http::text_member(unit, "room");
}

std::string removed_lines(const json& units, const std::string& file, const std::string& lang) {
  std::string out;
  for (const auto& unit : units) {
    out += file +
           (lang == "zh" ? "：提示：文件里没有，移出名册："
                         : ": note: not in the file and so taken off the roll: ") +
           unit_name(unit) + "\n";
  }
  return out;
}

std::string placed_units(const json& question, bool zh) {
  std::string named;
  for (const auto& unit : question.at("units")) {
    if (!named.empty()) named += zh ? "、" : ", ";
    const auto line = std::to_string(unit.at("line").get<std::size_t>());
    named += unit_name(unit) + (zh ? "（第 " + line + " 行）" : " (line " + line + ")");
  }
  return named + (question.at("unit_count") > question.at("units").size() ? " …" : "");
}

/// What the roll that is there has so already is passed over.
std::string question_lines(const json& questions, const std::string& file,
                           const std::string& lang) {
  const bool zh = lang == "zh";
  std::string out;
  for (const auto& question : questions) {
    if (question.at("known").get<bool>()) continue;
    out += place_of(question.at("units").at(0), file) + (zh ? "请核对 " : "please check ") +
           question.at("id").get<std::string>() + (zh ? "：" : ": ") +
           http::text_member(question.at("text"), lang.c_str());
    const auto there = question.at("heads_there").get<std::size_t>();
    if (question.at("one_head").get<bool>() && there > 1) {
      out += zh ? "现有名册里是 " + std::to_string(there) + " 人。"
                : " The roll that is there has " + std::to_string(there) + " heads for them.";
    }
    out += (zh ? "" : " ") + placed_units(question, zh) + "\n";
  }
  return out;
}

std::string confirm_lines(const json& answer, const std::string& file, bool zh) {
  const auto word = http::text_member(answer, "confirm");
  if (word.empty() || http::text_member(answer, "outcome") == "imported") return "";
  const auto begin = file + (zh ? "：" : ": ");
  const bool unconfirmed = http::text_member(answer, "outcome") == "unconfirmed";
  return (!unconfirmed ? ""
          : zh         ? begin + "没有导入：哪些套合计一人，要先由人核对。\n"
                       : begin + "nothing was imported: a person has to check who is one head.\n") +
         begin +
         (zh ? "核对后导入，请加 --confirm " + word +
                   "；要把某一项合计一人，再加 --join 和它的编号。\n"
             : "to import it after checking, add --confirm " + word +
                   "; to make the units of a question one head, add --join and its name.\n");
}

/// Of a roll that is there; nothing where nothing changes.
std::string change_line(const json& counts, const std::string& file, bool zh) {
  struct Named {
    const char* kind;
    const char* zh;
    const char* en;
  };
  constexpr Named kNamed[] = {
      {"sold", "产权人变更", "sold"},
      {"split", "拆分", "split"},
      {"merged", "合并", "merged"},
      {"moved", "门牌变更", "under another address"},
      {"added", "新增", "added"},
      {"removed", "移出", "removed"},
      {"area", "面积变更", "other area"},
      {"use", "用途变更", "other use"},
      {"regrouped", "合计方式变更", "counted with others"},
      {"representative", "代表变更", "other representative"},
  };
  std::string out;
  for (const auto& one : kNamed) {
    const auto count = counts.value(one.kind, std::size_t{0});
    if (count == 0) continue;
    if (!out.empty()) out += zh ? "，" : ", ";
    out += zh ? one.zh + (" " + std::to_string(count)) : std::to_string(count) + " " + one.en;
  }
  if (out.empty()) return "";
  return file +
         (zh ? "：与现有名册相比：" + out + "。\n" : ": on the roll that is there: " + out + ".\n");
}

std::string number(const json& answer, const char* name) {
  return to_grouped(answer.at(name).get<std::int64_t>());
}

std::string totals(const json& answer, const std::string& what, bool zh) {
  const bool done = http::text_member(answer, "outcome") == "imported";
  const auto rows = number(answer, "rows");
  const auto added = number(answer, "added");
  const auto same = number(answer, "same");
  if (what == "grids") {
    return zh ? rows + " 行，" + (done ? "新增 " : "将新增 ") + added + " 个网格，" + same +
                    " 个相同不动。"
              : rows + " rows: " + added + (done ? " grids added, " : " grids to add, ") + same +
                    " the same.";
  }
  const auto area = to_text(Area{answer.at("area").get<std::int64_t>()});
  const auto changed = number(answer, "changed");
  const auto removed = number(answer, "removed");
  const auto heads = number(answer, "heads");
  if (zh) {
    return rows + " 行，" + (done ? "新增 " : "将新增 ") + added + " 套，变更 " + changed +
           " 套，相同 " + same + " 套，移出 " + removed + " 套；人数 " + heads + "，专有面积 " +
           area + " 平方米。";
  }
  return rows + " rows: " + added + (done ? " units added, " : " units to add, ") + changed +
         " changed, " + same + " the same, " + removed + " gone; " + heads + " heads, " + area +
         " m².";
}

}  // namespace

std::string import_summary(const json& answer, const std::string& file, const std::string& what,
                           const std::string& lang) {
  const bool zh = lang == "zh";
  auto out = problem_lines(answer.at("problems"), file, lang, "");
  out += problem_lines(answer.at("notices"), file, lang, zh ? "提示：" : "note: ");
  out += question_lines(answer.at("questions"), file, lang);
  out += removed_lines(answer.at("removed_units"), file, lang);
  const auto problems = answer.at("problem_count").get<std::size_t>();
  if (problems > 0) {
    const auto count = std::to_string(problems);
    return out + file +
           (zh ? "：共 " + count + " 处问题，什么都没有改动。\n"
               : ": " + count + (problems == 1 ? " problem" : " problems") +
                     "; nothing was changed.\n");
  }
  out += file + (zh ? "：" : ": ") + http::text_member(answer, "encoding") + (zh ? "，" : ", ") +
         totals(answer, what, zh) + "\n";
  out += change_line(answer.at("changes").at("counts"), file, zh);
  out += confirm_lines(answer, file, zh);
  const auto roll = http::text_member(answer, "roll");
  if (http::text_member(answer, "outcome") == "imported" && !roll.empty()) {
    out += (zh ? "名册编号：" : "roll: ") + roll + "\n";
  }
  return out;
}

std::string import_failure(const json& answer, const std::string& lang) {
  const bool zh = lang == "zh";
  if (const auto failure = http::text_member(answer, "failure"); !failure.empty()) return failure;
  const auto outcome = http::text_member(answer, "outcome");
  if (outcome == "grid_unknown") return zh ? "没有这个网格。" : "there is no such grid";
  if (outcome == "roll_elsewhere") {
    return zh ? "这个名册属于别的网格。" : "that roll belongs to another grid";
  }
  if (outcome == "roll_of_members") {
    return zh ? "这是成员名册，不能用按室号列的名册代替。"
              : "that is a list of members; a roll of units cannot take its place";
  }
  if (outcome == "roll_other_kind") {
    return zh ? "那份名册和这份文件不是一类：业主名册和居民户名册要分开。"
              : "that roll is of another kind: owners and households of residents are two rolls";
  }
  if (outcome == "roll_ambiguous") {
    std::string ids;
    for (const auto& id : answer.at("rolls")) ids += " " + id.get<std::string>();
    return (zh ? "这个网格有几个名册，请用 --roll 指明一个："
               : "the grid has several rolls; name one with --roll:") +
           ids;
  }
  if (outcome == "unavailable") {
    return zh ? "没有写入，请再试一次。" : "nothing was written; try again";
  }
  if (outcome == "unknown") {
    return zh ? "不能确定是否已写入；同一文件再导入一次即可，不会重复。"
              : "it is not known whether it was written; import the same file again, nothing is "
                "done twice";
  }
  const bool fine = outcome == "checked" || outcome == "imported" || outcome == "refused" ||
                    outcome == "unconfirmed";
  return fine ? "" : outcome;
}

std::string language_of_environment() {
  for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const auto* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string(value).starts_with("zh") ? "zh" : "en";
  }
  return "en";
}

}  // namespace roundtable::cli
