#include <algorithm>
#include <variant>

#include "codec/file_json.hpp"
#include "fuzz/targets.hpp"

namespace roundtable::fuzz {
namespace {

template <class Read>
void told_where(const Read& read, std::size_t lines) {
  const auto* problem = std::get_if<codec::JsonProblem>(&read);
  if (problem == nullptr) return;
  promise(problem->line >= 1 && problem->line <= lines, "the line that is named is there");
  promise(!problem->reason.empty(), "a reason is given");
}

}  // namespace

void data_file(std::string_view bytes) {
  const auto lines = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')) + 1;
  told_where(codec::parse_rule(bytes), lines);
  told_where(codec::parse_holidays(bytes), lines);
  told_where(codec::parse_meeting_template(bytes), lines);
}

}  // namespace roundtable::fuzz
