#include "live/offices.hpp"

namespace roundtable::live {
namespace {

// Three lines: none of them can hold a line's end (http/offices.cpp).
constexpr char kLineEnd = '\n';

std::string office_setting(const OfficeOf& of) {
  return "office:" + of.grid.str() + ":" + of.body;
}

std::string next_line(std::string_view& text) {
  const auto end = text.find(kLineEnd);
  std::string line(text.substr(0, end));
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

std::optional<Office> office(directory::Directory& directory, const OfficeOf& of) {
  const auto kept = directory.setting(office_setting(of));
  if (!kept || kept->empty()) return std::nullopt;
  std::string_view rest = *kept;
  Office out;
  out.name = next_line(rest);
  out.results = next_line(rest);
  out.minutes = next_line(rest);
  return out;
}

void put_office(directory::Directory& directory, const OfficeOf& of, const Office& office) {
  const auto text = office.name.empty()
                        ? std::string()
                        : office.name + kLineEnd + office.results + kLineEnd + office.minutes;
  directory.put_setting(office_setting(of), text);
}

std::vector<Issuing> issuing_bodies(const RuleBook& rules) {
  std::vector<Issuing> out = {
      {std::string(kConvener), {"居（村）民委员会", "Residents' or villagers' committee"}}};
  for (auto& [body, name] : rules.bodies()) out.push_back({body, name});
  return out;
}

}  // namespace roundtable::live
