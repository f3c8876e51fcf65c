#include "imports/workbook.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "imports/limits.hpp"
#include "imports/text.hpp"
#include "imports/unreadable.hpp"
#include "imports/xml_reader.hpp"

namespace roundtable::imports {
namespace {

using namespace std::string_view_literals;

constexpr auto kOleMark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;

Unreadable other_file(const char* kind) {
  return Unreadable({Code::workbook_other_file, {}, {{"kind", kind}}});
}

/// From one part to others.
struct Relation {
  std::string kind;  // the last part of its type: "worksheet"
  std::string part;
};
using Relations = std::map<std::string, Relation>;

/// `target` of a relation of a part in `folder`: "../theme.xml" in "xl/worksheets" is xl/theme.xml.
std::string part_at(std::string_view folder, std::string_view target) {
  std::vector<std::string> steps;
  const auto walk = [&](std::string_view path) {
    while (!path.empty()) {
      const auto slash = std::min(path.find_first_of("/\\"), path.size());
      const auto step = path.substr(0, slash);
      path.remove_prefix(std::min(slash + 1, path.size()));
      if (step == "..") {
        if (!steps.empty()) steps.pop_back();
      } else if (!step.empty() && step != ".") {
        steps.emplace_back(step);
      }
    }
  };
  if (!target.starts_with('/')) walk(folder);
  walk(target);
  std::string part;
  for (const auto& step : steps) part += (part.empty() ? "" : "/") + step;
  return part;
}

class RelationsListener final : public XmlListener {
 public:
  RelationsListener(std::string folder, Relations& out) : folder_(std::move(folder)), out_(out) {}
  void begin(std::string_view name, std::string_view, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.text("TargetMode") == "External") return;
    const auto type = attributes.text("Type");
    const auto slash = type.rfind('/');
    if (slash == type.npos || out_.size() == kZipMembersMax) return;
    out_[std::string(attributes.text("Id"))] = {std::string(type.substr(slash + 1)),
                                                part_at(folder_, attributes.text("Target"))};
  }

 private:
  std::string folder_;
  Relations& out_;
};

/// Of "xl/workbook.xml", or of the whole: "".
Relations relations_of(ZipFile& zip, const std::string& part) {
  const auto slash = part.rfind('/');
  const auto folder = slash == part.npos ? "" : part.substr(0, slash + 1);
  const auto name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  Relations relations;
  if (!zip.has(name)) return relations;
  RelationsListener listener(folder, relations);
  read_xml(*zip.open(name), name, listener);
  return relations;
}

std::string beginning_of(ZipFile& zip, std::string_view part) {
  char room[128];
  const auto source = zip.open(part);
  return {room, source->read(room, sizeof room)};
}

/// What a zip is that holds no workbook of ours.
const char* kind_of(ZipFile& zip) {
  if (zip.has("mimetype")) {
    const auto type = beginning_of(zip, "mimetype");
    if (type.find("opendocument.spreadsheet") != type.npos) return "ods";
    if (type.find("opendocument.text") != type.npos) return "odt";
    if (type.find("opendocument") != type.npos) return "opendocument";
  }
  if (zip.has("index.zip") || zip.has_one_with("index/", ".iwa")) return "iwork";
  if (zip.has("word/document.xml")) return "docx";
  if (zip.has("ppt/presentation.xml")) return "pptx";
  if (zip.has("xl/workbook.bin")) return "xlsb";
  return "zip";
}

class SheetsListener final : public XmlListener {
 public:
  struct Entry {
    std::string name;
    std::string relation;
    bool hidden = false;
  };
  void begin(std::string_view name, std::string_view parent,
             const XmlAttributes& attributes) override {
    if (name == "workbook") is_workbook = true;
    if (name == "workbookPr") since_1904 = attributes.is_set("date1904");
    if (name != "sheet" || parent != "sheets") return;
    if (entries.size() == kSheetsMax) throw too_large("sheets", kSheetsMax);
    const auto state = attributes.text("state");
    entries.push_back({std::string(attributes.text("name")), std::string(attributes.text("r:id")),
                       state == "hidden" || state == "veryHidden"});
  }
  std::vector<Entry> entries;
  bool is_workbook = false;
  bool since_1904 = false;
};

class StringsListener final : public XmlListener {
 public:
  explicit StringsListener(std::vector<std::string>& out) : out_(out) {}
  void begin(std::string_view name, std::string_view parent, const XmlAttributes&) override {
    if (name == "si") text_.clear();
    // Readings for the ear stand in rPh and are no part of the text.
    inside_ = name == "t" && (parent == "si" || parent == "r");
  }
  void end(std::string_view name, std::string_view) override {
    inside_ = false;
    if (name != "si") return;
    if (out_.size() == kSharedStringsMax) throw too_large("strings", kSharedStringsMax);
    out_.push_back(unescaped(text_));
  }
  void text(std::string_view utf8) override {
    if (!inside_) return;
    bytes_ += utf8.size();
    if (bytes_ > kSheetTextBytesMax) throw too_large("text_bytes", kSheetTextBytesMax);
    text_ += utf8;
  }

 private:
  std::vector<std::string>& out_;
  std::string text_;
  std::size_t bytes_ = 0;
  bool inside_ = false;
};

std::size_t number_from(std::string_view text) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() ? number : 0;
}

class FormatsListener final : public XmlListener {
 public:
  explicit FormatsListener(std::vector<NumberFormat>& out) : out_(out) {}
  void begin(std::string_view name, std::string_view parent,
             const XmlAttributes& attributes) override {
    const auto id = number_from(attributes.text("numFmtId"));
    if (name == "numFmt" && parent == "numFmts") {
      if (codes_.size() == kFormatsMax) throw too_large("formats", kFormatsMax);
      codes_[id] = number_format(unescaped(attributes.text("formatCode")));
    } else if (name == "xf" && parent == "cellXfs") {
      if (out_.size() == kFormatsMax) throw too_large("formats", kFormatsMax);
      const auto own = codes_.find(id);
      out_.push_back(own == codes_.end() ? built_in_format(id) : own->second);
    }
  }

 private:
  std::vector<NumberFormat>& out_;
  std::map<std::size_t, NumberFormat> codes_;
};

/// "_x000D_" at the beginning: the character. Half of a pair stays as it is written.
std::optional<char32_t> escape_at(std::string_view text) {
  constexpr std::size_t kLength = 7;
  if (!text.starts_with("_x") || text.size() < kLength || text[kLength - 1] != '_') {
    return std::nullopt;
  }
  unsigned value = 0;
  const auto* end = text.data() + kLength - 1;
  const auto read = std::from_chars(text.data() + 2, end, value, 16);
  const bool whole = read.ec == std::errc() && read.ptr == end;
  if (!whole || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
  return static_cast<char32_t>(value);
}

}  // namespace

Workbook::Workbook(std::string_view bytes) : zip_(bytes) {
  if (zip_.has("encryptedpackage")) throw Unreadable({Code::workbook_locked, {}, {}});
  std::string main;
  for (const auto& [id, relation] : relations_of(zip_, "")) {
    if (relation.kind == "officeDocument") main = relation.part;
  }
  if (main.empty() && zip_.has("xl/workbook.xml")) main = "xl/workbook.xml";
  if (main.empty() || main.ends_with(".bin") || !zip_.has(main)) throw other_file(kind_of(zip_));
  read_sheets(main);
  for (const auto& [id, relation] : relations_of(zip_, main)) {
    if (relation.kind == "sharedStrings") read_strings(relation.part);
    if (relation.kind == "styles") read_formats(relation.part);
  }
}

void Workbook::read_sheets(const std::string& part) {
  SheetsListener listener;
  read_xml(*zip_.open(part), part, listener);
  if (!listener.is_workbook) throw other_file(kind_of(zip_));
  shared_.since_1904 = listener.since_1904;
  const auto relations = relations_of(zip_, part);
  for (auto& entry : listener.entries) {
    const auto found = relations.find(entry.relation);
    if (found == relations.end()) throw damaged(part);
    // Charts have sheets of their own, which hold no rows.
    if (found->second.kind != "worksheet") continue;
    sheets_.push_back({std::move(entry.name), found->second.part, entry.hidden});
  }
}

void Workbook::read_strings(const std::string& part) {
  StringsListener listener(shared_.strings);
  read_xml(*zip_.open(part), part, listener);
}

void Workbook::read_formats(const std::string& part) {
  FormatsListener listener(shared_.formats);
  read_xml(*zip_.open(part), part, listener);
}

bool is_workbook_like(std::string_view bytes) {
  return is_zip(bytes) || bytes.starts_with(kOleMark.substr(0, 4));
}

void refuse_old_office(std::string_view bytes) {
  // Names of what it holds stand in UTF-16.
  const auto holds = [&](std::string_view name) {
    std::string wide;
    for (const char c : name) wide += {c, '\0'};
    return bytes.find(wide) != bytes.npos;
  };
  if (holds("EncryptedPackage")) throw Unreadable({Code::workbook_locked, {}, {}});
  if (holds("WordDocument")) throw other_file("doc");
  if (holds("PowerPoint Document")) throw other_file("ppt");
  throw Unreadable({Code::workbook_old_format, {}, {}});
}

std::string unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto at = std::min(text.find("_x"), text.size());
    out += text.substr(0, at);
    text.remove_prefix(at);
    if (text.empty()) break;
    if (const auto character = escape_at(text)) {
      append(out, *character);
      text.remove_prefix(7);
    } else {
      out += "_x";
      text.remove_prefix(2);
    }
  }
  return out;
}

}  // namespace roundtable::imports
