// FirstPages: the pages of the web client as the server sends them (docs/architecture.md). Each has
// a title, a description and a card for whoever pastes its address into a chat, and a first paint:
// what anybody may know of this place or meeting, in HTML, which the client replaces when it has as
// much to show. It is made from read models of durable entries, for the audience `everyone` alone:
// no names, no votes, nothing of the person who asks but her language and which grid is hers. What
// is not there answers 404, with a page that helps. Reads the Directory: for workers, not shards.
#pragma once

#include <string>

#include "http/page.hpp"
#include "http/web_shell.hpp"
#include "live/identity.hpp"
#include "live/registry.hpp"
#include "net/handlers.hpp"
#include "net/static_files.hpp"
#include "records/template.hpp"
#include "views/lists.hpp"

namespace roundtable::http {

class FirstPages {
 public:
  /// `templates`: the folder of pages/. `base_url` "": pages name the host they were asked at.
  FirstPages(const std::string& templates, const net::StaticFiles& files,
             const live::Registry& registry, const views::Lists& lists,
             const live::Identity& identity, std::string base_url);

  /// True where a page is asked for, and no file of the client. Any thread.
  bool serves(const net::HttpRequest& request) const;
  net::HttpResponse page(const net::HttpRequest& request) const;
  /// The same without what takes reading: when all workers are taken. Any thread.
  net::HttpResponse plain_page(const net::HttpRequest& request) const;

 private:
  Told told(const net::HttpRequest& request, const PageAddress& address, const Look& look) const;
  net::HttpResponse response(const net::HttpRequest& request, const std::string& screen,
                             const Look& look, const Told& told) const;
  std::string render(const std::string& file, std::string_view part, nlohmann::json values) const;

  records::Templates templates_;
  const net::StaticFiles& files_;
  const live::Registry& registry_;
  const views::Lists& lists_;
  const live::Identity& identity_;
  std::string base_url_;
  WebShell shell_;
};

}  // namespace roundtable::http
