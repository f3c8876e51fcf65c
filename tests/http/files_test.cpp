// Files over HTTP: uploading, sending again, what is refused before and after the body is read, and
// who gets which bytes with which headers.
#include <algorithm>

#include "domain/limits.hpp"
#include "doors.hpp"
#include "live/erasures.hpp"
#include "log/hash_chain.hpp"
#include "media/strip.hpp"
#include "support/small_files.hpp"

namespace roundtable::http::test {
namespace {

using nlohmann::json;

const std::string kPdf = small_files::pdf_page("(plan) Tj");
/// A PDF is written anew before it is kept.
const std::string kKept =
    std::get<media::Stripped>(media::stripped(domain::Media::pdf, kPdf)).bytes;
const std::string kPng = small_files::png();

/// HTTP on a scene.
struct FileOffice {
  std::string staff(const std::string& login, const std::string& role) {
    return doors.person(role, "grid-0", "staff", login);
  }

  net::HttpRequest upload(const std::string& who, const std::string& query,
                          const std::string& bytes = kPdf, const std::string& key = "k1") const {
    net::HttpRequest request;
    request.method = "POST";
    request.path = "/api/v1/meetings/" + scene.meeting.str() + "/files";
    request.query = query;
    request.headers = {
        {"cookie", who}, {"content-type", "application/octet-stream"}, {"idempotency-key", key}};
    request.body = bytes;
    return request;
  }
  net::HttpResponse post(const net::HttpRequest& request) { return doors.answer(request); }
  std::string added(const std::string& who, const std::string& query,
                    const std::string& bytes = kPdf, const std::string& key = "k1") {
    const auto response = post(upload(who, query, bytes, key));
    INFO(*response.body);
    REQUIRE(response.status == 200);
    return json::parse(*response.body)["file"];
  }
  net::HttpResponse get(const std::string& file, const std::string& who = "",
                        const std::string& etag = "") {
    net::HttpRequest request;
    request.method = "GET";
    request.path = "/files/" + scene.meeting.str() + "/" + file;
    request.headers = {{"cookie", who}, {"if-none-match", etag}};
    return doors.answer(request);
  }
  void withdraw(const std::string& file) {
    scene.done(scene.chair, domain::WithdrawFile{FileId(file), "有电话"});
  }

  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory};
  Routes& routes = doors.routes;
  Listing& lists = doors.listing;
};

}  // namespace

TEST_CASE("an uploaded file comes back as it was kept, as what it is") {
  FileOffice office;
  const auto item = office.scene.start_sitting();
  const auto chen = office.staff("chen", "facilitator");
  const auto file = office.added(chen, "title=%E6%96%B9%E6%A1%88%201/2&item=" + item.str(), kPdf);
  const auto response = office.get(file);
  CHECK(response.status == 200);
  CHECK(*response.body == kKept);
  CHECK(header_of(response, "content-type") == "application/pdf");
  CHECK(header_of(response, "content-disposition") ==
        "inline; filename*=UTF-8''%E6%96%B9%E6%A1%88%201%2F2.pdf");
  CHECK(header_of(response, "x-content-type-options") == "nosniff");
  CHECK(header_of(response, "cache-control") == "private, no-cache");
  CHECK(header_of(response, "etag") == "\"" + log::sha256_hex(kKept) + "\"");
  CHECK(header_of(response, "content-security-policy").find("default-src 'none'") == 0);
  const auto picture = office.get(office.added(chen, "title=x", kPng, "k2"));
  CHECK(header_of(picture, "content-type") == "image/png");
  CHECK(header_of(picture, "content-security-policy").find("sandbox") != std::string::npos);
}

TEST_CASE("who has a file already is told so, as long as it stands") {
  FileOffice office;
  office.scene.start_sitting();
  const auto file = office.added(office.staff("chen", "recorder"), "title=x");
  const auto etag = "\"" + log::sha256_hex(kKept) + "\"";
  const auto known = office.get(file, "", "W/" + etag);
  CHECK(known.status == 304);
  CHECK(known.body == nullptr);
  office.withdraw(file);
  CHECK(office.get(file, "", etag).status == 404);
}

TEST_CASE("a photo stands on the record without place and device, and who put it in is told so") {
  FileOffice office;
  office.scene.start_sitting();
  const auto chen = office.staff("chen", "facilitator");
  const auto photo = small_files::jpeg(small_files::exif(6));
  const auto kept = small_files::jpeg(small_files::only_orientation(6));
  const auto response = office.post(office.upload(chen, "title=x", photo));
  REQUIRE(response.status == 200);
  const auto answer = json::parse(*response.body);
  CHECK(answer["stripped"] == true);
  const auto meeting = office.lists.meeting(office.scene.meeting);
  const auto& file = meeting->files.at(FileId(answer["file"].get<std::string>()));
  CHECK(file.sha256 == log::sha256_hex(kept));
  CHECK(file.bytes == static_cast<std::int64_t>(kept.size()));
  CHECK(*office.get(file.id.str()).body == kept);
  // Sent again it is the same answer, word for word.
  CHECK(*office.post(office.upload(chen, "title=x", photo)).body == *response.body);
  const auto plain = office.post(office.upload(chen, "title=y", kPng, "k2"));
  CHECK(json::parse(*plain.body)["stripped"] == false);
}

TEST_CASE("what nothing can be taken out of for sure is not put in") {
  FileOffice office;
  office.scene.start_sitting();
  const auto chen = office.staff("chen", "facilitator");
  for (const auto& bytes : {kPdf.substr(0, kPdf.size() / 2), kPng.substr(0, kPng.size() - 3),
                            small_files::kJpegStart + "\xFF\xE1"}) {
    const auto response = office.post(office.upload(chen, "title=x", bytes));
    CHECK(response.status == 415);
    CHECK(code_of(response) == "file.broken");
  }
  const auto packed = small_files::pdf(
      {"<< /Type /Catalog /Pages 2 0 R >>", small_files::kPages, small_files::kPage,
       small_files::pdf_stream("/Subtype /Image /Filter /JPXDecode", "a photo")});
  const auto response = office.post(office.upload(chen, "title=x", packed));
  CHECK(response.status == 415);
  CHECK(code_of(response) == "file.packed");
  CHECK(office.lists.meeting(office.scene.meeting)->files.empty());
}

TEST_CASE("the same request makes one file; another with its key is refused") {
  FileOffice office;
  office.scene.start_sitting();
  const auto chen = office.staff("chen", "facilitator");
  const auto file = office.added(chen, "title=x");
  CHECK(office.added(chen, "title=x") == file);
  for (const auto& other : {office.upload(chen, "title=y"), office.upload(chen, "title=x", kPng)}) {
    const auto response = office.post(other);
    CHECK(response.status == 409);
    CHECK(code_of(response) == "command.id_reused");
  }
  CHECK(office.added(chen, "title=x", kPdf, "k2") != file);
  CHECK(office.lists.meeting(office.scene.meeting)->files.size() == 2);
}

TEST_CASE("the first answer holds also when the file has been withdrawn since") {
  FileOffice office;
  office.scene.start_sitting();
  const auto chen = office.staff("chen", "facilitator");
  const auto file = office.added(chen, "title=x");
  office.withdraw(file);
  CHECK(office.added(chen, "title=x") == file);
  CHECK(code_of(office.get(file)) == "file.withdrawn");
}

TEST_CASE("only a PDF, a PNG or a JPEG is taken, whatever it is called") {
  FileOffice office;
  office.scene.start_sitting();
  const auto chen = office.staff("chen", "facilitator");
  for (const std::string bytes : {"", "PK\x03\x04 a document", "<svg xmlns='x'/>", "GIF89a"}) {
    auto request = office.upload(chen, "title=plan.pdf", bytes);
    request.headers[1].second = "application/pdf";
    const auto response = office.post(request);
    CHECK(response.status == 415);
    CHECK(code_of(response) == "file.type");
  }
}

TEST_CASE("a title that is missing, too long or no text is refused") {
  FileOffice office;
  office.scene.start_sitting();
  const auto chen = office.staff("chen", "facilitator");
  for (const auto& query :
       {std::string(), std::string("title=%20"), std::string("title=%FF%FE"),
        "title=" + std::string(121, 'x'), std::string("title=x&item=no%20id")}) {
    INFO(query);
    const auto response = office.post(office.upload(chen, query));
    CHECK(response.status == 400);
    CHECK(code_of(response) == "command.malformed");
  }
  CHECK(office.post(office.upload(chen, "title=x&item=nowhere")).status == 404);
  CHECK(code_of(office.post(office.upload(chen, "title=x", kPdf, "no id"))) ==
        "http.idempotency_key");
}

TEST_CASE("who may not add a file is refused, and no large body is read from them") {
  FileOffice office;
  office.scene.start_sitting();
  const auto request = [&](const std::string& who) { return office.upload(who, "title=x"); };
  const auto chen = office.staff("chen", "facilitator");
  const auto clerk = office.staff("clerk", "supervisor");
  CHECK(office.routes.body_bytes_max(request(chen)) ==
        static_cast<std::size_t>(domain::kFileBytesMax));
  CHECK_FALSE(office.routes.body_bytes_max(request(clerk)));
  CHECK_FALSE(office.routes.body_bytes_max(request("")));
  CHECK(office.post(request(clerk)).status == 403);
  CHECK(code_of(office.post(request(""))) == "session.required");
  auto elsewhere = request(chen);
  elsewhere.path = "/api/v1/meetings/nowhere/files";
  CHECK_FALSE(office.routes.body_bytes_max(elsewhere));
  CHECK(code_of(office.post(elsewhere)) == "meeting.unknown");
  auto read = request(chen);
  read.method = "GET";
  CHECK_FALSE(office.routes.body_bytes_max(read));
}

TEST_CASE("a withdrawn file is gone for everybody, and its bytes from the log's store") {
  FileOffice office;
  office.scene.start_sitting();
  const auto chen = office.staff("chen", "facilitator");
  const auto file = office.added(chen, "title=x");
  const auto commitment =
      office.lists.meeting(office.scene.meeting)->files.at(FileId(file)).commitment;
  office.withdraw(file);
  CHECK(office.scene.to_erase == std::vector<std::string>{commitment});
  for (const auto& who : {chen, std::string()}) {
    const auto response = office.get(file, who);
    CHECK(response.status == 404);
    CHECK(code_of(response) == "file.withdrawn");
  }
  live::Erasures erasures(*office.scene.inner, [](std::string_view) {});
  erasures.add({commitment});
  {
    live::Workers workers(1);
    erasures.carry_out(workers);
  }
  CHECK_FALSE(office.scene.inner->sealed(commitment));
}

TEST_CASE("before a meeting is announced its files are served to its staff alone") {
  FileOffice office;
  auto& scene = office.scene;
  scene.done(scene.chair, scene.convening());
  const auto chen = office.staff("chen", "facilitator");
  const auto file = office.added(chen, "title=x");
  CHECK(office.get(file).status == 404);
  CHECK(office.get(file, office.staff("clerk", "administrator")).status == 404);
  CHECK(office.get(file, chen).status == 200);
  scene.done(scene.chair, domain::AnnounceMeeting{});
  CHECK(office.get(file).status == 200);
}

TEST_CASE("a notice is there for everybody once the meeting was announced, and for nobody before") {
  FileOffice office;
  auto& scene = office.scene;
  scene.done(scene.chair, scene.convening());
  const auto path = "/meetings/" + scene.meeting.str() + "/notice";
  const auto chen = office.staff("chen", "facilitator");
  const auto answer = [&](const std::string& cookie, const std::string& query = "") {
    return office.doors.answer(get(path, cookie, query));
  };
  CHECK(answer("").status == 404);
  CHECK(answer(chen).status == 404);
  CHECK(answer("", "form=json").status == 404);
  scene.done(scene.chair, domain::AnnounceMeeting{});
  for (const auto& cookie : {std::string(), chen}) {
    const auto shown = answer(cookie);
    CHECK(shown.status == 200);
    CHECK_THAT(*shown.body, Catch::Matchers::Contains("会议通知") &&
                                Catch::Matchers::Contains("/assets/record-print.js"));
  }
  CHECK_THAT(*answer("", "lang=en").body, Catch::Matchers::Contains("Notice of meeting"));
  CHECK_THAT(*answer("", "form=ics").body, Catch::Matchers::StartsWith("BEGIN:VCALENDAR"));
  const auto calendar = answer("", "form=ics");
  const auto named =
      std::find_if(calendar.headers.begin(), calendar.headers.end(),
                   [](const auto& one) { return one.first == "content-disposition"; });
  REQUIRE(named != calendar.headers.end());
  CHECK(named->second == "attachment; filename=\"meeting-" + scene.meeting.str() + ".ics\"");
  CHECK(answer("", "form=docx").status == 404);
}

TEST_CASE("a notice in a form that no program makes is refused in words, and by its code") {
  FileOffice office;
  auto& scene = office.scene;
  scene.done(scene.chair, scene.convening());
  scene.done(scene.chair, domain::AnnounceMeeting{});
  const auto path = "/meetings/" + scene.meeting.str() + "/notice/document";
  const auto answer = [&](const std::string& query) {
    return office.doors.answer(get(path, "", query));
  };
  CHECK_THAT(*answer("form=html&lang=en").body, Catch::Matchers::Contains("Notice of meeting"));
  const auto none = answer("form=pdf");
  CHECK(none.status == 501);
  CHECK(code_of(none) == "document.no_converter");
  CHECK_THAT(*none.body, Catch::Matchers::Contains("weasyprint"));
  CHECK(code_of(answer("form=docx")) == "document.no_converter");
  CHECK(code_of(answer("form=papyrus")) == "document.form");
  // For a spreadsheet no other program is needed.
  const auto rows = answer("form=csv&lang=zh");
  CHECK(rows.status == 200);
  CHECK(header_of(rows, "content-type") == "text/csv; charset=utf-8");
  CHECK_THAT(*rows.body, Catch::Matchers::StartsWith("\xEF\xBB\xBF"));
  CHECK_THAT(*rows.body, Catch::Matchers::Contains("\r\n地点,"));
  auto again = get(path, "", "form=csv&lang=zh");
  again.headers.emplace_back("if-none-match", header_of(rows, "etag"));
  CHECK(office.doors.answer(again).status == 304);
  CHECK(code_of(answer("form=pdf&lang=fr")) == "document.lang");
  auto followed = get(path, "", "form=docx&lang=zh");
  followed.headers.emplace_back("accept", "text/html,*/*");
  const auto page = office.doors.answer(followed);
  CHECK(page.status == 501);
  CHECK_THAT(*page.body, Catch::Matchers::Contains("请管理员安装 Debian 软件包 pandoc"));
  // Where a form cannot be had no page leads to it.
  const auto shown = office.doors.answer(get("/meetings/" + scene.meeting.str() + "/notice"));
  CHECK_THAT(*shown.body, !Catch::Matchers::Contains("form=pdf"));
}

TEST_CASE("what is no file of a meeting is not found") {
  FileOffice office;
  office.scene.start_sitting();
  CHECK(code_of(office.get("nowhere")) == "file.unknown");
  net::HttpRequest request;
  request.method = "GET";
  for (const auto* path : {"/files/", "/files/a", "/files/a/b/c", "/files/../x", "/files/no/f"}) {
    request.path = path;
    CHECK(office.doors.answer(request).status == 404);
  }
}

TEST_CASE("a shelf reads a file once for all who open it, and has a bound") {
  live::test::Scene scene;
  scene.start_sitting();
  for (const std::string title : {"one", "two"}) {
    scene.done(scene.chair, live::test::paper(title));
  }
  const auto commitment = [](const std::string& title) {
    return live::test::sealed_paper(title)->commitment;
  };
  const auto size = live::test::sealed_paper("one")->value.size();
  FileShelf shelf(2 * size - 1);
  auto first = shelf.take(*scene.inner, commitment("one"), size);
  CHECK(shelf.take(*scene.inner, commitment("one"), size).bytes == first.bytes);
  CHECK(shelf.take(*scene.inner, commitment("two"), size).full);
  first.bytes.reset();
  CHECK(shelf.take(*scene.inner, commitment("two"), size).bytes != nullptr);
  CHECK(shelf.take(*scene.inner, std::string(64, '0'), 1).bytes == nullptr);
}

}  // namespace roundtable::http::test
