#include "base/memory.hpp"

/// Of mimalloc; null in builds with another allocator.
extern "C" [[gnu::weak]] void mi_collect(bool force) noexcept;

namespace roundtable {

void give_memory_back() {
  if (mi_collect != nullptr) mi_collect(true);
}

}  // namespace roundtable
