#include "imports/problem_sentences.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace roundtable::imports {
namespace {

struct Words {
  Code code;
  std::string_view zh;
  std::string_view en;
};

// {name} stands for a member of `fields`; {field} for the column in that language.
constexpr Words kSentences[] = {
    {Code::file_empty, "文件是空的。", "The file is empty."},
    {Code::file_too_large, "文件太大：{bytes} 字节，最多 {max} 字节。",
     "The file is too large: {bytes} bytes, {max} at most."},
    {Code::file_not_text,
     "这个文件既不是 xlsx 表格，也不是 CSV 文本。如果表格软件能打开它，请另存为 xlsx 或 CSV "
     "再导入。",
     "This is neither an xlsx workbook nor CSV text. If a spreadsheet program opens it, save it as "
     "xlsx or CSV first."},
    {Code::file_bad_bytes, "字节 {byte} 不是 {encoding} 文字，文件可能已损坏。",
     "The byte {byte} is no {encoding} text: the file may be damaged."},
    {Code::file_lost_characters, "此处文字在导入前已丢失（�）。请从原表重新导出。",
     "A character was lost here before the file came (�). Export it again from the original."},
    {Code::file_control_character, "此处有不可见的控制字符，请删除。",
     "There is an invisible control character here; remove it."},
    {Code::file_no_converter, "本机不能识别 {encoding} 编码，请另存为 UTF-8 再导入。",
     "This machine cannot read {encoding}; save the file as UTF-8."},
    {Code::file_no_rows, "表头下面一行也没有。", "There is not one row below the header."},
    {Code::file_too_many_problems,
     "问题已满 {max} 个，从这里起没有再查。请先改正前面的，再检查一次。",
     "There are {max} problems, and nothing was read from here on. Mend these, then check again."},
    {Code::workbook_damaged,
     "这个表格文件坏了，或没有传完整：{part} 读不出来。请用表格软件打开，另存为 xlsx 再导入。",
     "This workbook is damaged or cut short: {part} cannot be read. Open it in a spreadsheet "
     "program and save it as xlsx again."},
    {Code::workbook_locked, "这个文件加了打开密码，读不出来。请去掉密码，另存后再导入。",
     "This file is protected by a password and cannot be read. Take the password off, save it and "
     "import that."},
    {Code::workbook_old_format,
     "这是旧版 Excel 文件（.xls），不能直接读。请用表格软件打开，另存为 xlsx 再导入。",
     "This is a workbook of the old Excel format (.xls), which is not read. Open it and save it as "
     "xlsx."},
    {Code::workbook_other_file,
     "这是{kind}，不是 xlsx 表格。请用表格软件把名单另存为 xlsx 或 CSV 再导入。",
     "This is {kind}, not an xlsx workbook. Save the list as xlsx or CSV in a spreadsheet program "
     "first."},
    {Code::workbook_too_large, "表格文件超出限度：{what}最多 {max}。请只留名单本身，另存后再导入。",
     "The workbook goes beyond a bound: {what}, {max} at most. Keep the list alone, save it and "
     "import that."},
    {Code::workbook_no_sheet, "工作簿里没有可读的工作表；隐藏的工作表不读。",
     "The workbook has no sheet that can be read; hidden ones are not."},
    {Code::workbook_several_sheets,
     "有几张工作表都有这样的表头：{names}。请合成一张；不要的删掉或隐藏，再导入。",
     "Several sheets have such a header: {names}. Put them into one, and delete or hide what is "
     "not meant."},
    {Code::csv_quote_open, "双引号有头无尾。", "This quote is never closed."},
    {Code::csv_after_quote, "双引号结束后还有文字；字段内的双引号要写成两个。",
     "There is text after the closing quote; a quote inside a field is written twice."},
    {Code::csv_too_many_rows, "行数太多，最多 {max} 行。",
     "There are too many rows; {max} at most."},
    {Code::csv_row_too_wide, "这一行的字段比表头多，表头有 {max} 栏。",
     "This row has more fields than the header, which has {max}."},
    {Code::csv_field_too_long, "字段太长，最多 {max} 字节。",
     "The field is too long; {max} bytes at most."},
    {Code::header_not_found, "找不到表头。前 10 行里应有一行写明各栏名称。",
     "There is no header: one of the first 10 rows has to name the columns."},
    {Code::header_column_missing, "表头缺少“{field}”一栏。",
     "The header lacks the column {field}."},
    {Code::header_column_twice, "“{field}”一栏出现了两次。", "The column {field} is there twice."},
    {Code::field_missing, "“{field}”没有填写。", "{field} is empty."},
    {Code::field_too_long, "“{field}”太长，最多 {max} 字节。",
     "{field} is too long; {max} bytes at most."},
    {Code::field_spreadsheet_error, "“{field}”里是表格的出错标记“{value}”。",
     "{field} holds a spreadsheet's error, {value}."},
    {Code::field_spreadsheet_date,
     "“{field}”里的“{value}”是日期：表格软件可能改动了原来的内容。请把该栏设为文本后重新填写。",
     "{field} holds a date, {value}: a spreadsheet may have changed what was there. Set the column "
     "to text and enter it again."},
    {Code::field_rounded,
     "“{field}”里的“{value}”是小数或科学计数法，原来的内容可能已被表格软件改掉。请把该栏设为文本后"
     "重新填写。",
     "{field} holds {value}, a decimal or a number in scientific form: a spreadsheet may have "
     "changed what was there. Set the column to text and enter it again."},
    {Code::field_formula_without_value,
     "“{field}”里是公式，文件里没有它的结果。请用表格软件打开、保存一次，或改为数值后再导入。",
     "{field} is a formula, and the file does not hold its result. Open and save it in a "
     "spreadsheet program once, or put values in its place."},
    {Code::grid_code_form, "代码“{value}”只能用字母、数字、- 和 _，最多 64 个字符。",
     "The code {value} may have letters, digits, - and _ alone, 64 at most."},
    {Code::grid_code_reserved, "代码“{value}”是系统保留字，指最顶层的网格。请换一个代码。",
     "The code {value} is reserved: it stands for the top grid. Give the grid another one."},
    {Code::grid_level_unknown,
     "不认识的层级“{value}”。可用：市、区、街镇、片区、居民区、微网格、楼组。",
     "Unknown level {value}. Known are city, district, subdistrict, area, neighbourhood, "
     "microgrid and building."},
    {Code::grid_kind_unknown, "不认识的类别“{value}”。可用：街区、市场、商务楼宇，或不填。",
     "Unknown kind {value}. Known are street_block, market and office_building, or nothing."},
    {Code::grid_code_twice, "代码“{value}”在第 {first_line} 行已有，内容却不同。",
     "The code {value} stands in line {first_line} already, with other content."},
    {Code::grid_code_taken,
     "代码“{value}”已在系统中，内容却不同：{name}（{level}，上级 {parent}）。",
     "The code {value} is there already, with other content: {name} ({level}, parent {parent})."},
    {Code::grid_parent_unknown, "找不到上级“{value}”。", "The parent {value} is not known."},
    {Code::grid_cycle, "上下级绕成一圈：{path}。", "The parents go round in a circle: {path}."},
    {Code::grid_wrong_level, "层级不对：{level}不能放在{parent_level}（{parent}）之下。",
     "Wrong level: {level} cannot stand below {parent_level} ({parent})."},
    {Code::grid_second_root, "没有写上级，但顶层已经是“{root}”。",
     "It has no parent, but the top is {root} already."},
    {Code::roll_area_form, "面积“{value}”不是数字。", "The area {value} is no number."},
    {Code::roll_area_decimals, "面积“{value}”超过两位小数。",
     "The area {value} has more than two decimals."},
    {Code::roll_area_negative, "面积“{value}”是负数。", "The area {value} is negative."},
    {Code::roll_area_zero, "面积是零。", "The area is zero."},
    {Code::roll_area_absurd, "面积“{value}”过大，一套最多 {max} 平方米。",
     "The area {value} is too large; a unit has {max} m² at most."},
    {Code::roll_area_source_unknown,
     "不认识的面积来源“{value}”。可用：不动产登记簿、测绘、买卖合同。",
     "Unknown area source {value}. Known are land_register, survey and sale_contract."},
    {Code::roll_room_twice, "{value} 在第 {first_line} 行已有。",
     "{value} stands in line {first_line} already."},
    {Code::roll_room_is_a_date,
     "“{value}”是日期：表格软件可能把室号改成了日期。请把该栏设为文本后重新填写。",
     "{value} is a date: a spreadsheet may have changed the number. Set the column to text and "
     "enter it again."},
    {Code::roll_kind_unknown, "不认识的用途“{value}”。可用：住宅、商铺、车位。",
     "Unknown kind {value}. Known are dwelling, shop and parking."},
    {Code::roll_delivered_unknown, "“交付”一栏应填是或否，现为“{value}”。",
     "Delivered is yes or no, not {value}."},
    {Code::roll_delivered_contradiction, "产权人写的是开发商未交付，“交付”却写了是。",
     "The owner is the developer of an undelivered unit, but delivered says yes."},
    {Code::roll_owner_rounded,
     "产权人标识的末几位被表格软件改掉了，不同的人可能变成同一个。请把该栏设为文本后重新填写。",
     "A spreadsheet rounded the owner key, so that different persons may look like one. Set the "
     "column to text and enter it again."},
    {Code::roll_owner_nobody,
     "产权人标识认不出是谁：打了码（张*、310***）、只写了“同上”“无”“-”之类，或没有写全。请写全名或"
     "完整证件号；确实没有的，留空。",
     "The owner key identifies nobody: it is masked (张*, 310***), a placeholder such as 同上, 无 "
     "or -, or incomplete. Give the full name or number; where there is none, leave it empty."},
    {Code::roll_owner_check, "证件号码的校验位不对，可能有一位写错了。请核对证件后重新填写。",
     "The check digit of this identity number is wrong: one of its digits may be mistyped. Compare "
     "it with the document and enter it again."},
    {Code::roll_owner_too_many, "共有人太多，一套最多 {max} 人。",
     "There are too many co-owners; a unit has {max} at most."},
    {Code::roll_too_many_questions,
     "要由人逐一确认是否为同一业主的情形太多，最多 {max} "
     "处。请核对“产权人”一栏：是否填了不足以区分业主的内容。",
     "Too many sets of units would have to be confirmed as one head or several; {max} at most. "
     "Please check whether the owner column tells owners apart."},
    {Code::roll_file_of_households,
     "这份文件没有面积、面积来源和产权人标识，像是居民户名册。这里要的是业主名册：楼号、室号、专有"
     "面积、面积来源、产权人标识。",
     "This file has no area, area source or owner key: it looks like a list of households. An "
     "owners' roll is expected here: building, room, exclusive area, area source, owner key."},
    {Code::roll_file_of_owners,
     "“{field}”一栏填了内容，这份文件像是业主名册。这里要的是居民户名册：楼号、室号，可加单元、代表"
     "；一套一户，不看产权。",
     "The column {field} is filled in: this looks like an owners' roll. A list of households is "
     "expected here: building and room and, if you like, stair and representative; each flat is "
     "one "
     "household, whoever owns it."},
    {Code::notice_column_ignored, "“{name}”一栏没有用到。", "The column {name} is not used."},
    {Code::notice_rows_skipped, "以 # 开头的 {rows} 行没有读入，从此行起。",
     "Rows that begin with # were not read: {rows}, from this one on."},
    {Code::notice_area_sources_mixed,
     "面积来源不一：不动产登记簿 {land_register} 套，测绘 {survey} 套，买卖合同 {sale_contract} "
     "套。",
     "Areas come from several sources: land register {land_register}, survey {survey}, sale "
     "contract {sale_contract}."},
    {Code::notice_representative_differs,
     "同一产权人在第 {first_line} 行写的是另一位代表；以先写的为准。",
     "The same owner has another representative in line {first_line}; the first one counts."},
    {Code::notice_mark_twice, "文件开头的字节顺序标记（BOM）重复了 {times} 次，只当一次读。",
     "The byte order mark stands {times} times at the beginning; it was read as one."},
    {Code::notice_decimals_removed,
     "“{field}”有 {rows} 处带着表格软件加的“.0”，已去掉，从这里起。请核对。",
     "{field} had a decimal .0 from a spreadsheet in {rows} rows, from this one on; it was taken "
     "off. Please check."},
    {Code::notice_column_partly_filled,
     "“{field}”有 {rows} 行没有填，从这里起；空着的按“{default}”算。",
     "{field} is empty in {rows} rows, from this one on; there it counts as {default}."},
    {Code::notice_sheet_read, "读的是工作表“{name}”；没有读的工作表：{names}。",
     "The sheet {name} was read; these were not: {names}."},
    {Code::notice_sheets_hidden, "隐藏的工作表没有读：{names}。",
     "Hidden sheets were not read: {names}."},
    {Code::notice_rows_hidden, "隐藏的行也读了，请核对：第 {places} 行。",
     "Hidden rows were read too; please check: {places}."},
    {Code::notice_columns_hidden, "隐藏的列也读了，请核对：{places} 列。",
     "Hidden columns were read too; please check: {places}."},
    {Code::notice_merged_read,
     "“{field}”有合并的单元格，第一格的内容算作合并的每一行的：{places}。请核对。",
     "{field} has merged cells; what stands in the first counts for each of their rows: {places}. "
     "Please check."},
    {Code::notice_merged_not_read,
     "“{field}”有合并的单元格，内容只算第一行的，其余各行当作空着：{places}。请核对。",
     "{field} has merged cells; what stands there counts for the first row alone, and the others "
     "are taken as empty: {places}. Please check."},
};

struct Name {
  std::string_view key;
  std::string_view zh;
  std::string_view en;
};

// Columns, and levels of grids, as people call them.
constexpr Name kFieldNames[] = {
    {"code", "代码", "Code"},
    {"name", "名称", "Name"},
    {"level", "层级", "Level"},
    {"parent", "上级", "Parent"},
    {"kind", "类别", "Kind"},
    {"building", "楼号", "Building"},
    {"stair", "单元", "Stair"},
    {"room", "室号", "Room"},
    {"area", "专有面积", "Exclusive area"},
    {"area_source", "面积来源", "Area source"},
    {"owner_key", "产权人标识", "Owner key"},
    {"representative", "代表", "Representative"},
    {"delivered", "交付", "Delivered"},
};
constexpr Name kLevels[] = {
    {"city", "市", "city"},
    {"district", "区", "district"},
    {"subdistrict", "街镇", "subdistrict"},
    {"area", "片区", "area"},
    {"neighbourhood", "居民区", "neighbourhood"},
    {"microgrid", "微网格", "microgrid"},
    {"building", "楼组", "building"},
};

template <std::size_t kSize>
std::string named(const Name (&names)[kSize], const std::string& key, bool zh) {
  const auto* found = std::find_if(std::begin(names), std::end(names),
                                   [&](const Name& name) { return name.key == key; });
  if (found == std::end(names)) return key;
  return std::string(zh ? found->zh : found->en);
}

// What an empty cell of a column stands for.
constexpr Name kDefaults[] = {
    {"stair", "没有单元", "no stair"},
    {"kind", "住宅", "dwelling"},
    {"delivered", "已交付（产权人写明开发商的除外）", "yes (unless the owner is the developer)"},
};

// What a file is that is no xlsx workbook.
constexpr Name kOtherKinds[] = {
    {"ods", "OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)"},
    {"odt", "OpenDocument 文档（.odt）", "an OpenDocument text (.odt)"},
    {"opendocument", "OpenDocument 文件", "an OpenDocument file"},
    {"iwork", "苹果 Numbers 一类的文件（.numbers、.pages）",
     "a file of Apple's Numbers or its like (.numbers, .pages)"},
    {"docx", "Word 文档（.docx）", "a Word document (.docx)"},
    {"doc", "旧版 Word 文档（.doc）", "an old Word document (.doc)"},
    {"pptx", "演示文稿（.pptx）", "a presentation (.pptx)"},
    {"ppt", "旧版演示文稿（.ppt）", "an old presentation (.ppt)"},
    {"xlsb", "二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"},
    {"ole", "旧版 Office 文件", "an old Office file"},
    {"zip", "压缩包（zip）", "a zip archive"},
};
// What a workbook has too much of.
constexpr Name kTooMuch[] = {
    {"members", "压缩包内的文件数", "files in it"},
    {"member_bytes", "其中一个文件展开后的字节数", "bytes of one part, unpacked"},
    {"unpacked_bytes", "展开后的字节数", "bytes, unpacked"},
    {"ratio", "压缩倍数", "times as large unpacked as packed"},
    {"depth", "标记嵌套的层数", "levels of markup"},
    {"token_bytes", "一个标记的字节数", "bytes of one tag"},
    {"sheets", "工作表数", "sheets"},
    {"strings", "共享文字的条数", "shared strings"},
    {"formats", "格式数", "formats"},
    {"merges", "合并单元格数", "merged cells"},
    {"cells", "有内容的单元格数", "cells with something in them"},
    {"text_bytes", "文字的字节数", "bytes of text"},
};

std::string value_of(const Problem& problem, const std::string& name, bool zh) {
  const auto found = problem.fields.find(name);
  if (found == problem.fields.end()) return "";
  if (name == "default") return named(kDefaults, found->second, zh);
  if (name == "field") return named(kFieldNames, found->second, zh);
  if (name == "kind" && problem.code == Code::workbook_other_file) {
    return named(kOtherKinds, found->second, zh);
  }
  // What is named is parted as Chinese parts it.
  if ((name == "names" || name == "places") && !zh) {
    std::string parted = found->second;
    for (auto at = parted.find("、"); at != parted.npos; at = parted.find("、", at)) {
      parted.replace(at, std::string_view("、").size(), ", ");
    }
    return parted;
  }
  if (name == "what") return named(kTooMuch, found->second, zh);
  if (name == "level" || name == "parent_level") return named(kLevels, found->second, zh);
  if (name == "parent" && found->second.empty()) return zh ? "无" : "none";
  return found->second;
}

std::string filled(std::string_view pattern, const Problem& problem, bool zh) {
  std::string out;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = pattern.find('}', open);
    out += value_of(problem, std::string(pattern.substr(open + 1, close - open - 1)), zh);
    pattern.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace

domain::Text sentence(const Problem& problem) {
  const auto* words = std::find_if(std::begin(kSentences), std::end(kSentences),
                                   [&](const Words& row) { return row.code == problem.code; });
  if (words == std::end(kSentences)) return {};
  return {filled(words->zh, problem, true), filled(words->en, problem, false)};
}

std::string line_of(const Problem& problem, const std::string& file, const std::string& lang) {
  const auto text = sentence(problem);
  auto line = file + ":" + std::to_string(problem.place.line) + ":" +
              std::to_string(problem.place.column) + ": ";
  const bool zh = lang == "zh";
  if (!problem.place.cell.empty()) line += problem.place.cell + (zh ? "：" : ": ");
  return line + (zh ? text.zh : text.en);
}

}  // namespace roundtable::imports
