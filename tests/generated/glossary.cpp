#include <cxxabi.h>

#include <cstdlib>
#include <typeinfo>

#include "domain/describe/events.hpp"
#include "generated.hpp"

namespace generated {
namespace {

using namespace roundtable::domain;

/// "RecessMeeting": what the code calls the struct inside of the variant.
template <class AnyOf>
std::string type_of(const AnyOf& one) {
  const char* mangled = std::visit([](const auto& it) { return typeid(it).name(); }, one);
  int wrong = 0;
  char* readable = abi::__cxa_demangle(mangled, nullptr, nullptr, &wrong);
  const std::string full = wrong == 0 ? readable : mangled;
  std::free(readable);
  return full.substr(full.rfind(':') + 1);
}

std::string line(const std::string& type, std::string_view name, const std::string& zh) {
  return "| `" + type + "` | `" + std::string(name) + "` | " + zh + " |\n";
}

std::string word_of(const describe::CommandRow& row) {
  const std::string zh(row.words.zh);
  if (row.reactor.empty()) return zh;
  return zh + "（由 `reactor:" + std::string(row.reactor) + "` 发出）";
}

}  // namespace

std::string glossary_tables() {
  std::string out = "## Commands\n\n| type | on the wire | 中文 |\n|---|---|---|\n";
  for (const auto& row : describe::commands()) {
    out += line(type_of(row.make()), row.name, word_of(row));
  }
  out += "\n## Events\n\n| type | stored as | 中文 |\n|---|---|---|\n";
  const auto tell = [&](const auto& row) {
    out += line(type_of(row.make()), row.name, std::string(row.zh));
  };
  for (const auto& row : describe::events()) tell(row);
  for (const auto& row : describe::issue_events()) tell(row);
  for (const auto& row : describe::register_events()) tell(row);
  return out;
}

}  // namespace generated
