#include <algorithm>
#include <array>

#include "source_tree.hpp"

namespace tidy {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Walks over C++ text and blanks what is no code.
class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text), code_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(code_);
  }

 private:
  bool here(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void step() {
    if (line_start_ && here("#")) {
      blank_directive();
    } else if (here("//")) {
      blank_until(std::min(text_.find('\n', at_), text_.size()));
    } else if (here("/*")) {
      blank_past("*/", at_ + 2);
    } else if (here("R\"")) {
      const auto open = text_.find('(', at_);
      blank_past(")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"", open);
    } else if (text_[at_] == '"' ||
               (text_[at_] == '\'' && (at_ == 0 || !is_word(text_[at_ - 1])))) {
      blank_literal(text_[at_]);
    } else {
      const char c = text_[at_++];
      line_start_ = c == '\n' || (line_start_ && (c == ' '));
    }
  }

  void blank_until(std::size_t end) {
    for (; at_ < end; ++at_) {
      if (text_[at_] != '\n') code_[at_] = ' ';
    }
    line_start_ = false;
  }

  void blank_past(std::string_view end, std::size_t from) {
    const auto found = text_.find(end, from);
    blank_until(found == std::string_view::npos ? text_.size() : found + end.size());
  }

  /// A preprocessor line with its continuations.
  void blank_directive() {
    auto end = text_.find('\n', at_);
    while (end != std::string_view::npos && text_[end - 1] == '\\') end = text_.find('\n', end + 1);
    blank_until(std::min(end, text_.size()));
  }

  void blank_literal(char quote) {
    auto end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2 : 1;
    }
    blank_until(std::min(end + 1, text_.size()));
  }

  std::string_view text_;
  std::string code_;
  std::size_t at_ = 0;
  bool line_start_ = true;
};

/// True where `head` (the text before a brace) opens a namespace, class or enumeration.
bool opens_scope(std::string_view head) {
  const auto before_arguments = head.substr(0, head.find('('));
  std::string word;
  for (const char c : std::string(before_arguments) + " ") {
    if (is_word(c)) {
      word += c;
      continue;
    }
    constexpr std::array<std::string_view, 6> kScopes{"namespace", "class", "struct",
                                                      "union",     "enum",  "extern"};
    if (std::find(kScopes.begin(), kScopes.end(), word) != kScopes.end()) return true;
    word.clear();
  }
  return false;
}

std::string name_from(std::string_view head) {
  const auto open = head.find('(');
  auto begin = open;
  while (begin > 0 && (is_word(head[begin - 1]) || head[begin - 1] == ':')) --begin;
  return std::string(head.substr(begin, open - begin));
}

std::size_t line_of(std::string_view text, std::size_t at) {
  return static_cast<std::size_t>(
      std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

}  // namespace

std::string only_code(std::string_view text) {
  return Blanker(text).run();
}

std::vector<Function> functions_in(std::string_view text) {
  const std::string code = only_code(text);
  std::vector<Function> functions;
  std::size_t depth = 0;       // of braces
  std::size_t body_depth = 0;  // depth of the function we are in; 0: in none
  std::size_t head_begin = 0;  // first character after the last ; { or }
  Function current{};
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '{') {
      ++depth;
      const auto head = std::string_view(code).substr(head_begin, i - head_begin);
      if (body_depth == 0 && head.find('(') != std::string_view::npos && !opens_scope(head)) {
        const auto first = code.find_first_not_of(" \n", head_begin);
        body_depth = depth;
        current = {name_from(head), line_of(code, first), 0};
      }
    } else if (code[i] == '}') {
      if (body_depth == depth) {
        current.lines = line_of(code, i) - current.first_line + 1;
        functions.push_back(current);
        body_depth = 0;
      }
      if (depth > 0) --depth;
    }
    if (code[i] == ';' || code[i] == '{' || code[i] == '}') head_begin = i + 1;
  }
  return functions;
}

}  // namespace tidy
