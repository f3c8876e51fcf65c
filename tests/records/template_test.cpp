// Templates: what they are given is escaped, what they are not given is an error, and nothing but
// variables and sections gets in. Each test writes its own templates into a folder of its own.
#include "records/template.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace roundtable::records;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "templates-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  Templates with(const std::string& text) const {
    std::ofstream(path_ + "/page.mustache") << text;
    return Templates::load(path_);
  }

 private:
  std::string path_;
};

}  // namespace

TEST_CASE("values are escaped for HTML") {
  const Folder folder;
  const auto templates = folder.with("<p title=\"{{text}}\">{{text}}</p>");
  CHECK(templates.render("page", {{"text", "<b a='\"'>&"}}) ==
        "<p title=\"&lt;b a=&apos;&quot;&apos;&gt;&amp;\">&lt;b a=&apos;&quot;&apos;&gt;&amp;</p>");
}

TEST_CASE("a missing variable is an error that names it") {
  const Folder folder;
  const auto templates = folder.with("{{#rows}}{{name}} {{amount}}\n{{/rows}}");
  const json values = {{"rows", json::array({{{"name", "a"}}})}};
  CHECK_THROWS_WITH(templates.render("page", values), Contains("\"amount\" is missing"));
}

TEST_CASE("what a template asks for in vain is found by its file and its line") {
  const Folder folder;
  const auto templates = folder.with("<p>\n{{name}}\n\n{{#rows}}{{ amount }}{{/rows}}");
  const auto lines = [&](const json& values) {
    try {
      templates.render("page", values);
    } catch (const TemplateFailure& failure) {
      CHECK(failure.name() == "page");
      return failure.line();
    }
    return std::int64_t{-1};
  };
  CHECK(lines({{"rows", false}}) == 2);
  CHECK(lines({{"name", "a"}}) == 4);
  CHECK(lines({{"name", "a"}, {"rows", json::array({json::object()})}}) == 4);
  CHECK(lines({{"name", json::array()}, {"rows", false}}) == 2);
  CHECK(lines({{"name", "a"}, {"rows", false}}) == -1);
}

TEST_CASE("a missing section is an error too, given or inverted") {
  const Folder folder;
  CHECK_THROWS_WITH(folder.with("{{#rows}}x{{/rows}}").render("page", json::object()),
                    Contains("\"rows\" is missing"));
  CHECK_THROWS_WITH(folder.with("{{^rows}}x{{/rows}}").render("page", json::object()),
                    Contains("\"rows\" is missing"));
}

TEST_CASE("a list where a text belongs is an error instead of a blank") {
  const Folder folder;
  CHECK_THROWS_WITH(folder.with("{{name}}").render("page", {{"name", json::array()}}),
                    Contains("\"name\" must be a text"));
}

TEST_CASE("numbers are the caller's to put into words") {
  const Folder folder;
  CHECK_THROWS_WITH(folder.with("{{n}}").render("page", {{"n", 3}}), Contains("\".n\""));
}

TEST_CASE("sections repeat for lists, show for truths and hide for none") {
  const Folder folder;
  const auto templates =
      folder.with("{{#rows}}[{{name}}]{{/rows}}{{^rows}}none{{/rows}}{{#yes}}!{{/yes}}");
  const json two = {{"rows", json::array({{{"name", "a"}}, {{"name", "b"}}})}, {"yes", true}};
  CHECK(templates.render("page", two) == "[a][b]!");
  CHECK(templates.render("page", {{"rows", json::array()}, {"yes", false}}) == "none");
}

TEST_CASE("templates that are malformed or bring in logic are refused when they are loaded") {
  const Folder folder;
  CHECK_THROWS_AS(folder.with("{{name"), TemplateFailure);
  CHECK_THROWS_AS(folder.with("{{#rows}}x"), TemplateFailure);
  CHECK_THROWS_AS(folder.with("{{#a}}{{/b}}"), TemplateFailure);
  CHECK_THROWS_AS(folder.with("{{>other}}"), TemplateFailure);
  CHECK_THROWS_AS(folder.with("{{=<% %>=}}"), TemplateFailure);
  CHECK_THROWS_AS(folder.with("text {{"), TemplateFailure);
}

TEST_CASE("a folder that is not there and a template that is not there are errors") {
  const Folder folder;
  CHECK_THROWS_AS(Templates::load("/nonexistent/folder"), TemplateFailure);
  CHECK_THROWS_WITH(folder.with("x").render("other", json::object()), Contains("other"));
}
