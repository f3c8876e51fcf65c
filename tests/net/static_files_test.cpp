#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "net/static_files.hpp"

namespace roundtable::net::test {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "roundtable-static-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void put(const std::string& name, const std::string& content) {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << content;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string field(const HttpResponse& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

HttpRequest get(std::string path, std::vector<std::pair<std::string, std::string>> headers = {}) {
  HttpRequest request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = std::move(headers);
  return request;
}

class Site {
  static const Folder& fill(Folder& folder) {
    folder.put("index.html", "<!doctype html>");
    folder.put("assets/app-4fX0aB2c.js", std::string(100, 'j'));
    folder.put("assets/app-4fX0aB2c.js.br", "br");
    folder.put("assets/app-4fX0aB2c.js.gz", "gzip");
    folder.put("assets/my-elephant.js", "x");
    folder.put("logo.svg", "<svg/>");
    folder.put("help/index.html", "help");
    folder.put("lonely.gz", "not a sibling");
    return folder;
  }
  Folder folder_;

 public:
  StaticFiles files{fill(folder_).path()};
};

}  // namespace

TEST_CASE("files are found with their type; folders are their index page") {
  Site site;
  CHECK(*site.files.find(get("/"))->body == "<!doctype html>");
  CHECK(*site.files.find(get("/index.html"))->body == "<!doctype html>");
  CHECK(*site.files.find(get("/help/"))->body == "help");
  CHECK(field(*site.files.find(get("/")), "Content-Type") == "text/html; charset=utf-8");
  CHECK(field(*site.files.find(get("/logo.svg")), "Content-Type") == "image/svg+xml");
  CHECK(field(*site.files.find(get("/lonely.gz")), "Content-Type") == "application/octet-stream");
}

TEST_CASE("pages carry a content security policy, other files do not need one") {
  Site site;
  const std::string policy = field(*site.files.find(get("/")), "Content-Security-Policy");
  CHECK_THAT(policy, Catch::StartsWith("default-src 'self'; img-src 'self' data:"));
  CHECK_THAT(policy, !Catch::Contains("unsafe-inline"));
  CHECK(field(*site.files.find(get("/logo.svg")), "Content-Security-Policy").empty());
}

TEST_CASE("a page may open WebSockets to the host it came from, and to no other") {
  Site site;
  const auto policy = [&](const std::string& host) {
    auto request = get("/");
    request.headers.emplace_back("host", host);
    return field(*site.files.find(request), "Content-Security-Policy");
  };
  CHECK_THAT(policy("hall.example:8080"),
             Catch::EndsWith("connect-src 'self' ws://hall.example:8080 wss://hall.example:8080"));
  CHECK_THAT(policy("[::1]:80"),
             Catch::EndsWith("connect-src 'self' ws://[::1]:80 wss://[::1]:80"));
  CHECK_THAT(policy("h; script-src *"), Catch::EndsWith("connect-src 'self'"));
  CHECK_THAT(policy(""), Catch::EndsWith("connect-src 'self'"));
}

TEST_CASE("names with a hash may be kept for ever, others must be asked for again") {
  Site site;
  CHECK(field(*site.files.find(get("/assets/app-4fX0aB2c.js")), "Cache-Control") ==
        "public, max-age=31536000, immutable");
  CHECK(field(*site.files.find(get("/")), "Cache-Control") == "no-cache");
  CHECK(field(*site.files.find(get("/assets/my-elephant.js")), "Cache-Control") == "no-cache");
}

TEST_CASE("a client that has the file is told so") {
  Site site;
  const std::string etag = field(*site.files.find(get("/")), "ETag");
  REQUIRE(etag.size() == 34);
  const std::string header =
      GENERATE_COPY(as<std::string>{}, etag, "W/" + etag, "*", "\"other\", " + etag);
  const auto answer = site.files.find(get("/", {{"if-none-match", header}}));
  CHECK(answer->status == 304);
  CHECK(answer->body == nullptr);
  CHECK(field(*answer, "ETag") == etag);
  CHECK(field(*answer, "Cache-Control") == "no-cache");
  CHECK(site.files.find(get("/", {{"if-none-match", "\"other\""}}))->status == 200);
}

TEST_CASE("the smallest form the client accepts is sent") {
  Site site;
  const auto encoding = [&](const std::string& accepted) {
    const auto answer =
        site.files.find(get("/assets/app-4fX0aB2c.js", {{"accept-encoding", accepted}}));
    CHECK(field(*answer, "Vary") == "Accept-Encoding");
    return field(*answer, "Content-Encoding");
  };
  CHECK(encoding("gzip, deflate, br") == "br");
  CHECK(encoding("gzip") == "gzip");
  CHECK(encoding("GZIP;q=0.2, br;q=0.1") == "gzip");
  CHECK(encoding("br;q=0, gzip;q=0.001") == "gzip");
  CHECK(encoding("br;q=0.000, gzip;q=0") == "");
  CHECK(encoding("*") == "br");
  CHECK(encoding("*;q=0.5, br;q=0") == "gzip");
  CHECK(encoding("identity") == "");
  CHECK(encoding("") == "");
  CHECK(encoding("br;q=nonsense") == "");
}

TEST_CASE("each form has a tag of its own") {
  Site site;
  const std::string path = "/assets/app-4fX0aB2c.js";
  const std::string plain = field(*site.files.find(get(path)), "ETag");
  const std::string br = field(*site.files.find(get(path, {{"accept-encoding", "br"}})), "ETag");
  CHECK(plain != br);
}

TEST_CASE("nothing outside the folder can be reached") {
  Folder outer;
  outer.put("secret.txt", "secret");
  outer.put("site/index.html", "page");
  fs::create_symlink(outer.path() / "secret.txt", outer.path() / "site/link.txt");
  const StaticFiles files(outer.path() / "site");
  CHECK(files.size() == 1);
  for (const char* path :
       {"/../secret.txt", "/..", "/../", "//secret.txt", "/./index.html", "/x/../index.html",
        "/..\\secret.txt", "/link.txt", "", "index.html", "/index.html/", "/index.html/../"}) {
    CAPTURE(path);
    CHECK_FALSE(files.find(get(path)).has_value());
  }
}

TEST_CASE("compressed siblings are no files of their own, and only GET and HEAD find files") {
  Site site;
  CHECK_FALSE(site.files.find(get("/assets/app-4fX0aB2c.js.br")).has_value());
  HttpRequest request = get("/");
  request.method = "POST";
  CHECK_FALSE(site.files.find(request).has_value());
  request.method = "HEAD";
  CHECK(site.files.find(request).has_value());
}

TEST_CASE("a folder that is missing is named") {
  CHECK_THROWS_WITH(StaticFiles("/nonexistent/web"), Catch::Contains("/nonexistent/web"));
}

}  // namespace roundtable::net::test
