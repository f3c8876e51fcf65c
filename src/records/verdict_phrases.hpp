// A verdict in words: why a ballot ended as it did, in one sentence, and every test with its
// arithmetic shown. Reads only the frozen rule, the basis and the tally. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "domain/ballot/ballot.hpp"
#include "records/phrases.hpp"

namespace roundtable::records {

struct TestWords {
  std::string requirement;  // 参与表决户数不少于全部的三分之二
  std::string numbers;      // 20 / 24 户
  std::string share;        // 83.3
  std::string arithmetic;   // 3×20=60 ≥ 2×24=48
  bool holds = false;
};

/// In the order of the verdict: quorum first, area before heads.
std::vector<TestWords> test_words(const domain::Verdict& verdict, const domain::Ballot& ballot,
                                  Lang lang);

/// 3×20=60 ≥ 2×24=48; where the test fails the sign is the one that does hold. A share of nothing
/// is said so.
std::string arithmetic_words(const domain::Test& test, Lang lang);

/// 参与表决 20 户、1,462.30 m²，均不少于全部的三分之二；同意 16 户、…。 What failed is said, and
/// where the whole is fixed, by how much.
std::string reason_sentence(const domain::Ballot& ballot, const domain::Working& working,
                            Lang lang);

}  // namespace roundtable::records
