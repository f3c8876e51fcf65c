#include "http/page_address.hpp"

#include <algorithm>
#include <array>

#include "base/ids.hpp"

namespace roundtable::http {
namespace {

constexpr std::size_t kInvitationBytesMax = 256;
constexpr std::array<std::string_view, 4> kDeskSections = {"meetings", "grids", "invitations",
                                                           "staff"};

/// Takes the next part of the path ("" at its end).
std::string_view take_part(std::string_view& path) {
  if (path.empty()) return {};
  path.remove_prefix(1);  // the slash
  const auto part = path.substr(0, path.find('/'));
  path.remove_prefix(part.size());
  return part;
}

bool is_invitation(std::string_view text) {
  return !text.empty() && text.size() <= kInvitationBytesMax &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  c == '-' || c == '_';
         });
}

bool is_desk(std::string_view section, std::string_view item) {
  if (section.empty()) return item.empty();
  const bool known =
      std::find(kDeskSections.begin(), kDeskSections.end(), section) != kDeskSections.end();
  return known && (item.empty() || is_id(item));
}

}  // namespace

std::string_view to_string(Screen screen) {
  switch (screen) {
    case Screen::grid:
      return "grid";
    case Screen::room:
      return "room";
    case Screen::console:
      return "console";
    case Screen::hall:
      return "hall";
    case Screen::join:
      return "join";
    case Screen::sign_in:
      return "sign_in";
    case Screen::setup:
      return "setup";
    case Screen::desk:
      return "desk";
    case Screen::lost:
      break;
  }
  return "lost";
}

PageAddress page_address(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.empty()) return {Screen::grid, ""};
  const auto first = take_part(path);
  const auto second = take_part(path);
  const auto third = take_part(path);
  if (!path.empty()) return {};
  if (first == "desk" && is_desk(second, third)) return {Screen::desk, ""};
  if (first == "m" && is_id(second)) {
    if (third.empty()) return {Screen::room, std::string(second)};
    if (third == "console") return {Screen::console, std::string(second)};
    if (third == "hall") return {Screen::hall, std::string(second)};
    return {};
  }
  if (!third.empty()) return {};
  if (first == "g" && is_id(second)) return {Screen::grid, std::string(second)};
  if (first == "join" && (second.empty() || is_invitation(second))) return {Screen::join, ""};
  if (!second.empty()) return {};
  if (first == "sign-in") return {Screen::sign_in, ""};
  if (first == "setup") return {Screen::setup, ""};
  return {};
}

}  // namespace roundtable::http
