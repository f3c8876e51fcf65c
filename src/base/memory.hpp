// What a single large piece of work needed is not kept for the next: the allocator of the released
// program (docs/decisions/0023) holds on to it otherwise until other work of the same thread comes.
#pragma once

namespace roundtable {

/// Gives the memory that the calling thread no longer uses back to the system. Does nothing where
/// the program's allocator cannot be asked.
void give_memory_back();

}  // namespace roundtable
