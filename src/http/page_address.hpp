// The addresses of the web client's pages, as its router reads them (web-ui/src/router.svelte.ts):
// the server must know them to send the right script first, and to say of all others that they are
// not there. A browser test holds the two together. Pure.
#pragma once

#include <string>
#include <string_view>

namespace roundtable::http {

enum class Screen { grid, room, console, hall, join, sign_in, setup, desk, lost };
/// What the built client calls it (screens.json).
std::string_view to_string(Screen screen);

struct PageAddress {
  Screen screen = Screen::lost;
  std::string id;  // of the grid or meeting; "" : the home grid, no meeting, or another screen
};

PageAddress page_address(std::string_view path);

}  // namespace roundtable::http
