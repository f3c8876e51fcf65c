// The addresses of the web client's pages, as its one table of screens has them
// (web-ui/src/screens.json, which the built client brings along): the server sends the right script
// first, and says of all others that they are not there. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace roundtable::http {

struct PageAddress {
  std::string screen;  // "" : there is no such page
  std::map<std::string, std::string, std::less<>> named;

  /// What stands for {name} in the address; "" where nothing does.
  std::string at(std::string_view name) const;
};

/// Of what was pasted, what can be of an address: letters, digits, '-', '_' and '/'. What follows -
/// a full stop, a bracket, the rest of a sentence, what a chat program hung on - belongs to none.
std::string_view without_tail(std::string_view pasted);

class PageAddresses {
 public:
  /// `pattern`: "/desk/{section?:meetings|grids}/{item?}", "/join/{token:256}", "/join?meeting".
  /// In braces stands an id, or as many of its letters as the number says, or one of the words;
  /// with a question mark it may be missing, and then so is what follows. What a query says is the
  /// client's to read. Throws std::runtime_error where it is none.
  void add(const std::string& screen, std::string_view pattern);
  /// A path is read without its tail.
  PageAddress find(std::string_view path) const;

 private:
  struct Part {
    std::string name;  // "" : `words` has the one word that stands there
    bool may_be_missing = false;
    std::size_t letters_max = 0;  // 0: one of `words`
    std::vector<std::string> words;
  };
  struct Pattern {
    std::string screen;
    std::vector<Part> parts;
  };

  static Part part_of(std::string_view text);
  static bool fits(const Part& part, std::string_view text);
  static bool fits(const Pattern& pattern, const std::vector<std::string_view>& path);

  std::vector<Pattern> patterns_;
};

}  // namespace roundtable::http
