// One letter as it travels: RFC 5322 with RFC 2045 and 2047, plain text in UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"

namespace roundtable::mail {

struct Message {
  std::string from;       // the address alone
  std::string from_name;  // "" : none
  std::string to;
  std::string subject;
  std::string text;       // paragraphs; lines end with \n
  std::string id;         // before the @ of the Message-ID, letters and digits
  std::string leave_url;  // List-Unsubscribe; "": a letter that was asked for just now
  Time at;
};

/// Lines end with \r\n. Nothing that stands in subject or names makes another header of its own.
std::string written(const Message& message);

}  // namespace roundtable::mail
