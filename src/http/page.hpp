// A page of the web client before it is HTML: what the server tells of it to anybody who opens its
// address. Its row is in route_table.hpp, its words in a template of templates/pages.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "http/page_address.hpp"
#include "live/identity.hpp"
#include "live/registry.hpp"
#include "net/handlers.hpp"
#include "records/phrases.hpp"
#include "views/lists.hpp"

namespace roundtable::http {

/// Who asks for which page, and what it is told from.
struct PageCall {
  const net::HttpRequest& http;
  const PageAddress& address;
  records::Lang lang;
  const live::Registry& registry;
  const views::Lists& lists;
  const live::Identity& identity;
};

struct Told {
  std::string file;                                  // of templates/pages
  nlohmann::json values = nlohmann::json::object();  // what it is given besides screen and language
  unsigned status = 200;
  std::string grid = {};  // whose page it is
};

/// In place of what is not there: an "address", a "meeting" or a "grid".
Told not_there(std::string_view what);

/// A screen whose page is told of in other words than those of plain.mustache.
struct Page {
  std::string_view screen;  // as in screens.json
  Told (*tell)(const PageCall& call) = nullptr;
};

/// nullptr: plain.mustache does for it.
const Page* page_of(std::string_view screen);

}  // namespace roundtable::http
