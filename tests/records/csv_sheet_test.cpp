#include "records/csv_sheet.hpp"

#include <catch2/catch.hpp>

namespace roundtable::records {

TEST_CASE("a document's headings, facts, tables and lists become rows in their order") {
  const auto rows = rows_of_document(
      "<html><head><title>x</title><style>p{}</style></head><body><h1 class=\"a\">表决结果</h1>\n"
      "<p>一 <b>二</b>\n三</p><dl><dt>时间</dt><dd>10月<br>1日</dd><dt>地点</dt><dd>大厅</dd></dl>"
      "<table><thead><tr><th>类别</th><th>人数</th></tr></thead>"
      "<tr><td><p>同意</p></td><td>3 <svg><text>no</text></svg></td></tr></table>"
      "<ul><li>甲 &amp; 乙</li><li>&#20108;&#x4e09;</li></ul><!-- no --></body></html>");
  const SheetRows expected = {{"表决结果"},     {"一 二 三"},     {"时间", "10月 1日"},
                              {"地点", "大厅"}, {"类别", "人数"}, {"同意", "3"},
                              {"甲 & 乙"},      {"二三"}};
  CHECK(rows == expected);
}

TEST_CASE("no cell is taken for a formula, and none breaks its row") {
  const SheetRows rows = {{"=1+1", "+8", "-2", "@x", "＝1", "5"},
                          {"a,b", "say \"hi\"", "two\nlines"}};
  CHECK(as_csv(rows) ==
        "\xEF\xBB\xBF'=1+1,'+8,'-2,'@x,'＝1,5\r\n\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
}

TEST_CASE("what is no whole document is read as far as it goes") {
  CHECK(rows_of_document("").empty());
  CHECK(rows_of_document("<p>a") == SheetRows{{"a"}});
  CHECK(rows_of_document("a & b <") == SheetRows{{"a & b"}});
  CHECK(rows_of_document("<style>p").empty());
}

}  // namespace roundtable::records
