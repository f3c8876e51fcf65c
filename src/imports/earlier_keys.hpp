// Owner keys as they were made of a cell before keys were normalised. Households that were imported
// then are known by the hashes of these; without them the same file would make new households of
// all whose key has another form since.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace roundtable::imports {

/// In the order of the cell; never changed any more.
std::vector<std::string> earlier_keys(std::string_view cell);

}  // namespace roundtable::imports
