#include "mail/message.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "mail/address.hpp"
#include "mailbox.hpp"

namespace roundtable::mail::test {
namespace {

Message example() {
  Message message;
  message.from = "roundtable@example.org";
  message.from_name = "圆桌";
  message.to = "wang@example.com";
  message.subject = "会议通知：加装电梯";
  message.text = "第一行\n第二行\n";
  message.id = "abc123";
  message.leave_url = "https://vote.example.org/mail/token";
  message.at = Time{1'764'763'200'000'000};  // 2025-12-03 12:00:00 UTC
  return message;
}

}  // namespace

TEST_CASE("a letter says in its headers from whom it is, when, and how it ends") {
  const auto written = mail::written(example());
  CHECK(header(written, "Date") == "Wed, 03 Dec 2025 20:00:00 +0800");
  CHECK(words(header(written, "From")) == "圆桌");
  CHECK(header(written, "From").ends_with("<roundtable@example.org>"));
  CHECK(header(written, "To") == "<wang@example.com>");
  CHECK(words(header(written, "Subject")) == "会议通知：加装电梯");
  CHECK(header(written, "Message-ID") == "<abc123@example.org>");
  CHECK(header(written, "List-Unsubscribe") == "<https://vote.example.org/mail/token>");
  CHECK(body(written) == "第一行\r\n第二行\r\n");
}

TEST_CASE("what stands in a subject or a name makes no header of its own") {
  auto message = example();
  message.subject = "一\r\nBcc: everybody@example.org\r\n\r\nother text";
  message.from_name = "x\r\nReply-To: thief@example.org";
  const auto written = mail::written(message);
  CHECK(header(written, "Bcc").empty());
  CHECK(header(written, "Reply-To").empty());
  CHECK(body(written) == "第一行\r\n第二行\r\n");
}

TEST_CASE("lines are short and no character is cut in two, however long the subject") {
  auto message = example();
  message.subject.clear();
  for (int i = 0; i < 100; ++i) message.subject += "电梯a";
  message.text = std::string(5'000, 'x') + "\n.\n";
  const auto written = mail::written(message);
  std::istringstream lines(written);
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 77);
  CHECK(words(header(written, "Subject")) == message.subject);
  // Each encoded word stands by itself.
  std::istringstream folded(header(written, "Subject"));
  for (std::string word; folded >> word;) {
    const auto part = words(word);
    CHECK((static_cast<unsigned char>(part.front()) & 0xC0U) != 0x80U);
  }
  CHECK(body(written) == std::string(5'000, 'x') + "\r\n.\r\n");
}

TEST_CASE("addresses are taken as people type them, and what is none is not") {
  CHECK(email_from(" wang.fang@Example.COM\n") == "wang.fang@example.com");
  CHECK(email_from("ｗａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ") == "wang@example.com");
  CHECK(email_from("a+b@mail.example.org") == "a+b@mail.example.org");
  CHECK(email_from("13800000000@139.com") == "13800000000@139.com");
  for (const auto* wrong :
       {"", "wang", "wang@", "@example.com", "wang@example", "wang fang@example.com",
        "wang@exam ple.com", "a@b@example.com", "wang@example.com\r\nBcc: x@example.com",
        "<wang@example.com>", "wang..fang@example.com", ".wang@example.com", "wang@-example.com",
        "王@example.com", "wang@例子.com", "\"wang\"@example.com", "wang@example.com,li@x.com"}) {
    INFO(wrong);
    CHECK_FALSE(email_from(wrong).has_value());
  }
  CHECK_FALSE(email_from(std::string(65, 'a') + "@example.com").has_value());
  CHECK_FALSE(email_from("a@" + std::string(250, 'b') + ".com").has_value());
}

TEST_CASE("an address is shown to its household without its name") {
  CHECK(masked("wang@example.com") == "w***@example.com");
}

}  // namespace roundtable::mail::test
