#include "records/csv_sheet.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace roundtable::records {
namespace {

constexpr std::array<std::string_view, 16> kBlocks = {
    "h1", "h2",      "h3",    "h4", "p",    "li",         "div",     "section",
    "ul", "details", "table", "dl", "main", "figcaption", "summary", "blockquote"};
constexpr std::array<std::string_view, 4> kSilent = {"style", "script", "svg", "head"};

bool is_one_of(const auto& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void put_letter(std::string& out, std::uint32_t letter) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (letter < 0x80) return put(letter);
  if (letter < 0x800) {
    put(0xC0 | letter >> 6U);
  } else if (letter < 0x10000) {
    put(0xE0 | letter >> 12U);
    put(0x80 | (letter >> 6U & 0x3F));
  } else {
    put(0xF0 | letter >> 18U);
    put(0x80 | (letter >> 12U & 0x3F));
    put(0x80 | (letter >> 6U & 0x3F));
  }
  put(0x80 | (letter & 0x3F));
}

/// Those that mustache writes, and numbers.
std::string letter_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNames = {
      {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}}};
  for (const auto& [known, letter] : kNames) {
    if (known == name) return std::string(letter);
  }
  if (!name.starts_with('#')) return "&" + std::string(name) + ";";
  const bool hex = name.size() > 1 && name[1] == 'x';
  const auto value =
      std::strtoul(std::string(name.substr(hex ? 2 : 1)).c_str(), nullptr, hex ? 16 : 10);
  std::string out;
  put_letter(out, static_cast<std::uint32_t>(value));
  return out;
}

/// One space where a browser shows one.
std::string as_shown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

class Reader {
 public:
  SheetRows read(std::string_view html) {
    while (!html.empty()) {
      const auto next = html.find_first_of("<&");
      if (silent_.empty()) text_ += html.substr(0, next);
      if (next == html.npos) break;
      html.remove_prefix(next);
      html.remove_prefix(html.front() == '<' ? tag(html) : entity(html));
    }
    end_row();
    return std::move(rows_);
  }

 private:
  std::size_t entity(std::string_view html) {
    constexpr std::size_t kLongest = 10;
    const auto end = html.substr(0, kLongest).find(';');
    if (end == html.npos) {
      text_ += '&';
      return 1;
    }
    if (silent_.empty()) text_ += letter_named(html.substr(1, end - 1));
    return end + 1;
  }

  std::size_t tag(std::string_view html) {
    if (html.starts_with("<!--")) {
      const auto end = html.find("-->");
      return end == html.npos ? html.size() : end + 3;
    }
    const auto end = html.find('>');
    if (end == html.npos) return html.size();
    auto name = html.substr(1, end - 1);
    const bool closes = name.starts_with('/');
    if (closes) name.remove_prefix(1);
    name = name.substr(0, name.find_first_of(" \n\t/"));
    if (!silent_.empty()) {
      if (closes && name == silent_) silent_.clear();
    } else if (!closes && is_one_of(kSilent, name)) {
      silent_ = name;
    } else {
      closes ? ended(name) : begun(name);
    }
    return end + 1;
  }

  void begun(std::string_view name) {
    if (name == "tr" || name == "dt") end_row();
    if (name == "td" || name == "th" || name == "dt" || name == "dd") {
      text_.clear();
      in_cell_ = true;
    } else if (name == "br" || (in_cell_ && is_one_of(kBlocks, name))) {
      text_ += ' ';
    } else if (is_one_of(kBlocks, name)) {
      end_row();
    }
  }

  void ended(std::string_view name) {
    if (name == "td" || name == "th" || name == "dt" || name == "dd") {
      row_.push_back(as_shown(std::exchange(text_, {})));
      in_cell_ = false;
    }
    if (name == "tr" || name == "dd" || (!in_cell_ && is_one_of(kBlocks, name))) end_row();
  }

  void end_row() {
    auto text = as_shown(std::exchange(text_, {}));
    if (!text.empty()) row_.push_back(std::move(text));
    if (!row_.empty()) rows_.push_back(std::exchange(row_, {}));
  }

  SheetRows rows_;
  std::vector<std::string> row_;
  std::string text_;
  std::string silent_;  // the element whose text nobody reads
  bool in_cell_ = false;
};

/// Spreadsheets begin a formula with these, and with their wide twins.
bool looks_like_a_formula(std::string_view cell) {
  constexpr std::array<std::string_view, 9> kBegin = {"=",  "+",  "-",  "@", "\t",
                                                      "＝", "＋", "－", "＠"};
  return std::any_of(kBegin.begin(), kBegin.end(),
                     [&](const auto& begin) { return cell.starts_with(begin); });
}

std::string csv_cell(const std::string& cell) {
  auto text = looks_like_a_formula(cell) ? "'" + cell : cell;
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string out = "\"";
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  return out + "\"";
}

}  // namespace

SheetRows rows_of_document(std::string_view html) {
  const auto body = html.find("<body");
  return Reader().read(body == html.npos ? html : html.substr(body));
}

std::string as_csv(const SheetRows& rows) {
  std::string out = "\xEF\xBB\xBF";
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i > 0 ? "," : "") + csv_cell(row[i]);
    out += "\r\n";
  }
  return out;
}

}  // namespace roundtable::records
