// libFuzzer's way into the one target that ROUNDTABLE_FUZZ_TARGET names. What leaves it as an
// exception ends the process, which libFuzzer takes for a find.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  roundtable::fuzz::ROUNDTABLE_FUZZ_TARGET(
      std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
