// The non-template parts of Asio and Beast, compiled once (the separate-compilation macros are set
// for this target in src/CMakeLists.txt).
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
