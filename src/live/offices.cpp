#include "live/offices.hpp"

namespace roundtable::live {
namespace {

// Four lines, or three before notices had a mark: none of them can hold a line's end
// (http/offices.cpp).
constexpr char kLineEnd = '\n';
constexpr std::string_view kOfficePrefix = "office:";

std::string office_setting(const OfficeOf& of) {
  return std::string(kOfficePrefix) + of.grid.str() + ":" + of.body;
}

std::string next_line(std::string_view& text) {
  const auto end = text.find(kLineEnd);
  std::string line(text.substr(0, end));
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

Office read_office(std::string_view kept) {
  Office out;
  out.name = next_line(kept);
  out.results = next_line(kept);
  out.minutes = next_line(kept);
  out.notices = next_line(kept);
  return out;
}

}  // namespace

std::optional<Office> office(directory::Directory& directory, const OfficeOf& of) {
  const auto kept = directory.setting(office_setting(of));
  if (!kept || kept->empty()) return std::nullopt;
  return read_office(*kept);
}

void put_office(directory::Directory& directory, const OfficeOf& of, const Office& office) {
  const auto text = office.name.empty() ? std::string()
                                        : office.name + kLineEnd + office.results + kLineEnd +
                                              office.minutes + kLineEnd + office.notices;
  directory.put_setting(office_setting(of), text);
}

std::vector<std::string> marks_of_others(directory::Directory& directory, const OfficeOf& but) {
  std::vector<std::string> out;
  for (const auto& [name, kept] : directory.settings(kOfficePrefix)) {
    if (name == office_setting(but) || kept.empty()) continue;
    const auto office = read_office(kept);
    for (const auto& mark : {office.results, office.minutes, office.notices}) {
      if (!mark.empty()) out.push_back(mark);
    }
  }
  return out;
}

std::vector<Issuing> issuing_bodies(const RuleBook& rules) {
  std::vector<Issuing> out = {
      {std::string(kConvener), {"居（村）民委员会", "Residents' or villagers' committee"}}};
  for (auto& [body, name] : rules.bodies()) out.push_back({body, name});
  return out;
}

}  // namespace roundtable::live
