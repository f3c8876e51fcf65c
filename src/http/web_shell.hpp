// WebShell: the built page of the web client (index.html) with what the server writes into it: the
// language, the head, the first paint, and the sheets and scripts of the screen that is opened, so
// that a slow line fetches them at once and not one after another. Immutable after construction.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "http/page_address.hpp"
#include "net/static_files.hpp"
#include "records/phrases.hpp"

namespace roundtable::http {

/// How this person has the pages: the cookie `rt_show` of the client, `?lang=`, `?elder=`.
struct Look {
  records::Lang lang = records::Lang::zh;
  bool elder = false;
  int size = 1;  // of elder mode: 1 to 3
};

Look look_of(const net::HttpRequest& request);

inline constexpr std::string_view kLost = "lost";

class WebShell {
 public:
  /// Throws std::runtime_error with a sentence where the built client is another than this server
  /// knows. A folder without a page is a server without a client.
  explicit WebShell(const net::StaticFiles& files);

  bool is_there() const { return !parts_.empty(); }
  /// What is at no address of the client's is the screen kLost.
  PageAddress address(std::string_view path) const;
  /// The names of all screens.
  const std::vector<std::string>& screens() const { return screens_; }
  bool may_be_indexed(std::string_view screen) const { return needs_.find(screen)->second.indexed; }
  /// `head` and `first` are HTML; `first` may be empty.
  std::string page(const Look& look, std::string_view screen, std::string_view head,
                   std::string_view first) const;

 private:
  /// Throws json's exceptions.
  void read_screens(std::string_view screens, const std::string& page);

  struct Needs {
    bool indexed = false;                        // for search engines too
    std::string styles;                          // elements of the head
    std::string scripts;                         // the same
    std::map<records::Lang, std::string> texts;  // the same, by language
  };

  PageAddresses addresses_;
  std::vector<std::string> screens_;
  std::vector<std::string> parts_;                   // of the page, between what is written in
  std::map<std::string, Needs, std::less<>> needs_;  // by the screen's name
};

}  // namespace roundtable::http
