#include "imports/same_flat.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

namespace roundtable::imports {
namespace {

bool is_ascii_sign(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 && std::isalnum(byte) == 0;
}

/// "5号楼1单元0101室" in pieces: 5, 1, 101.
std::vector<std::string> pieces_of(std::string text) {
  for (const std::string_view word : {"号楼", "单元", "号门", "门洞", "号室", "幢", "栋", "座",
                                      "楼", "号", "门", "梯", "室", "房", "户"}) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
      text.replace(at, word.size(), "-");
    }
  }
  std::vector<std::string> pieces(1);
  for (const char c : text) {
    if (is_ascii_sign(c)) {
      pieces.emplace_back();
    } else {
      const auto byte = static_cast<unsigned char>(c);
      pieces.back() += byte < 0x80 ? static_cast<char>(std::toupper(byte)) : c;
    }
  }
  std::erase(pieces, "");
  for (auto& piece : pieces) {
    piece.erase(0, std::min(piece.find_first_not_of('0'), piece.size() - 1));
  }
  return pieces;
}

}  // namespace

std::string loose_spot(const RollLine& line) {
  auto pieces = pieces_of(line.building);
  for (auto& piece : pieces_of(line.stair)) pieces.push_back(std::move(piece));
  const auto room = pieces_of(line.room);
  const bool says_all =
      room.size() > pieces.size() && std::equal(pieces.begin(), pieces.end(), room.begin());
  if (says_all) pieces.clear();
  std::string spot = std::to_string(static_cast<int>(line.kind));
  for (const auto& piece : pieces) spot += "-" + piece;
  for (const auto& piece : room) spot += "-" + piece;
  return spot;
}

}  // namespace roundtable::imports
