// Method: a code is compared with the one that a reader of codes read (zbarimg); a sheet is made of
// a small document and looked at as text.
#include "records/sheet.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "log/hash_chain.hpp"
#include "records/qr_code.hpp"

namespace roundtable::records::test {
namespace {

const std::string kAddress = "https://roundtable.example.cn/records/f5j2z7qn5jhwb45vx8bgh81n7r";

std::string sheet(const std::string& main, const std::string& address, const std::string& rules) {
  const auto templates = Templates::load(ROUNDTABLE_SOURCE_DIR "/templates/documents");
  return render_sheet(
      templates,
      {"A & B", "<!-- document -->\n" + main + "<!-- /document -->\n", address, true, rules},
      Lang::zh);
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an address is a code that can be read") {
  // The start of every PNG, and its width: 25 or 57 modules and four of white on each side, of
  // eight pixels.
  const auto width = [](const std::string& png) {
    REQUIRE(png.starts_with("\x89PNG\r\n\x1a\n"));
    return static_cast<unsigned char>(png[18]) * 256 + static_cast<unsigned char>(png[19]);
  };
  CHECK(width(qr_png("https://a.example")) == (25 + 8) * 8);
  CHECK(width(qr_png(std::string(213, 'x'))) == (57 + 8) * 8);
  CHECK(qr_png("").empty());
  CHECK(qr_data_address(std::string(5'000, 'x')).empty());
  CHECK(qr_data_address(kAddress).starts_with("data:image/png;base64,iVBORw0KGgo"));
}

TEST_CASE("a sheet for PDF has the document verbatim, its rules, and leads to the record") {
  const auto out = sheet("<p class=\"told\">a<svg ></svg></p>\n", kAddress, "p { color: red }");
  CHECK(holds(out, "<p class=\"told\">a<svg ></svg></p>"));
  CHECK(holds(out, "p { color: red }"));
  CHECK(holds(out, "<title>A &amp; B</title>"));
  CHECK(holds(out, "data:image/png;base64,"));
  CHECK(holds(out, kAddress));
  CHECK(holds(sheet("x", "", "p {}"), "base_url"));
}

TEST_CASE("a sheet for Word keeps the classes of paragraphs and no drawing") {
  const auto out =
      sheet("<p class=\"told\">a</p><p>b</p><svg class=\"ring\">c</svg>", kAddress, "");
  CHECK(holds(out, "<div class=\"told\"><p>a</p></div><p>b</p>"));
  CHECK_FALSE(holds(out, "<svg"));
  CHECK_FALSE(holds(out, "<style>"));
}

TEST_CASE("links within the server are whole on a sheet, or no links") {
  const std::string link = "<a href=\"/files/m/f\">x</a>";
  CHECK(holds(sheet(link, kAddress, "p {}"),
              "<a href=\"https://roundtable.example.cn/files/m/f\">x</a>"));
  CHECK(holds(sheet(link, "", "p {}"), "<a>x</a>"));
}

}  // namespace roundtable::records::test
