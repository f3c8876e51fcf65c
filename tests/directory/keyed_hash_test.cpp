// Against the published vectors of RFC 4231 (HMAC-SHA256).
#include "directory/keyed_hash.hpp"

#include <catch2/catch.hpp>

namespace roundtable::directory::test {

TEST_CASE("the keyed hash is HMAC-SHA256, for keys of any length") {
  CHECK(keyed_hash("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(keyed_hash(std::string(20, '\x0b'), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(keyed_hash(std::string(131, '\xaa'),
                   "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

}  // namespace roundtable::directory::test
