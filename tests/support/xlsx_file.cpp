#include "support/xlsx_file.hpp"

#include <zip.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace roundtable::test {
namespace {

const std::string kXmlHead = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

struct Spaces {
  std::string sheets;
  std::string relations;
};

Spaces spaces_of(bool strict) {
  if (strict) {
    return {"http://purl.oclc.org/ooxml/spreadsheetml/main",
            "http://purl.oclc.org/ooxml/officeDocument/relationships"};
  }
  return {"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
          "http://schemas.openxmlformats.org/officeDocument/2006/relationships"};
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string relation(const Spaces& spaces, const std::string& id, const std::string& kind,
                     const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + spaces.relations + "/" + kind +
         "\" Target=\"" + target + "\"/>";
}

std::string relations(const std::string& inside) {
  return kXmlHead +
         "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         inside + "</Relationships>";
}

bool is_number(const std::string& text) {
  if (text.empty() || text.find_first_not_of("0123456789.") != std::string::npos) return false;
  const bool point_inside = text.front() != '.' && text.back() != '.';
  const bool leading_zero = text.size() > 1 && text[0] == '0' && text[1] != '.';
  return point_inside && !leading_zero && text.size() <= 15;
}

std::string column_name(std::size_t index) {
  std::string name;
  for (auto rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return name;
}

void need(bool holds) {
  if (!holds) throw std::runtime_error("the zip cannot be written");
}

std::string bytes_of_source(zip_source_t* source) {
  zip_stat_t stat;
  need(zip_source_stat(source, &stat) == 0 && zip_source_open(source) == 0);
  std::string bytes(static_cast<std::size_t>(stat.size), '\0');
  const auto read = zip_source_read(source, bytes.data(), bytes.size());
  need(read == static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(source);
  return bytes;
}

}  // namespace

std::string zipped(const Parts& parts, const std::string& password) {
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  need(source != nullptr);
  zip_source_keep(source);
  auto* zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  need(zip != nullptr);
  for (const auto& [name, bytes] : parts) {
    auto* member = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    need(member != nullptr);
    const auto index = zip_file_add(zip, name.c_str(), member, ZIP_FL_ENC_UTF_8);
    need(index >= 0);
    if (password.empty()) continue;
    need(zip_file_set_encryption(zip, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256,
                                 password.c_str()) == 0);
  }
  need(zip_close(zip) == 0);
  auto bytes = bytes_of_source(source);
  zip_source_free(source);
  zip_error_fini(&error);
  return bytes;
}

Parts parts_of(const XlsxBook& book) {
  const auto spaces = spaces_of(book.strict);
  const auto space = " xmlns=\"" + spaces.sheets + "\" xmlns:r=\"" + spaces.relations + "\"";
  std::string sheets;
  std::string links;
  Parts parts;
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    const auto& sheet = book.sheets[i];
    const auto number = std::to_string(i + 1);
    sheets += "<sheet name=\"" + escaped(sheet.name) + "\" sheetId=\"" + number + "\" state=\"" +
              sheet.state + "\" r:id=\"rId" + number + "\"/>";
    links += relation(spaces, "rId" + number, "worksheet", "worksheets/sheet" + number + ".xml");
    parts.emplace_back("xl/worksheets/sheet" + number + ".xml",
                       kXmlHead + "<worksheet" + space + ">" + sheet.cols + "<sheetData>" +
                           sheet.rows + "</sheetData>" + sheet.behind + "</worksheet>");
  }
  links += relation(spaces, "rIdStrings", "sharedStrings", "sharedStrings.xml");
  links += relation(spaces, "rIdStyles", "styles", "/xl/styles.xml");
  parts.emplace_back("_rels/.rels",
                     relations(relation(spaces, "rId1", "officeDocument", "xl/workbook.xml")));
  parts.emplace_back("xl/workbook.xml", kXmlHead + "<workbook" + space + "><workbookPr " +
                                            book.properties + "/><sheets>" + sheets +
                                            "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", relations(links));
  parts.emplace_back("xl/sharedStrings.xml",
                     kXmlHead + "<sst" + space + ">" + book.strings + "</sst>");
  parts.emplace_back("xl/styles.xml", kXmlHead + "<styleSheet" + space + "><numFmts>" +
                                          book.formats + "</numFmts><cellXfs>" + book.styles +
                                          "</cellXfs></styleSheet>");
  return parts;
}

std::string xlsx(const XlsxBook& book) {
  return zipped(parts_of(book));
}

std::string xlsx(const std::string& rows) {
  XlsxBook book;
  book.sheets.emplace_back().rows = rows;
  return xlsx(book);
}

std::string row(std::size_t number, const std::vector<std::string>& cells) {
  auto out = "<row r=\"" + std::to_string(number) + "\">";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    const auto name = column_name(i) + std::to_string(number);
    if (is_number(cells[i])) {
      out += "<c r=\"" + name + "\"><v>" + cells[i] + "</v></c>";
    } else {
      out += "<c r=\"" + name + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" +
             escaped(cells[i]) + "</t></is></c>";
    }
  }
  return out + "</row>";
}

std::string rows_of_csv(std::string_view csv) {
  std::string out;
  for (std::size_t number = 1; !csv.empty(); ++number) {
    auto line = csv.substr(0, csv.find('\n'));
    csv.remove_prefix(std::min(line.size() + 1, csv.size()));
    std::vector<std::string> cells;
    for (bool more = true; more;) {
      const auto comma = line.find(',');
      more = comma != line.npos;
      cells.emplace_back(line.substr(0, comma));
      line.remove_prefix(more ? comma + 1 : line.size());
    }
    out += row(number, cells);
  }
  return out;
}

}  // namespace roundtable::test
