// What is still open with a person of the staff - meetings, their votes, results and minutes, and
// issues - and giving it to a successor before her account is closed. It is with whoever began it,
// or with whom it was handed over to last (directory::Charge).
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/stream_name.hpp"
#include "http/call.hpp"

namespace roundtable::http {

struct OpenMatter {
  StreamName stream;
  std::string title;
  GridId grid;
  live::Place place{};                      // of a meeting: whose business it is
  bool closed = false;                      // of a meeting: it sits no more
  std::vector<std::string_view> waiting{};  // of a meeting: "sitting", "vote", "results", "minutes"
  std::string with{};                       // the account it is with; "" : not known
};

/// Meetings that have not been closed, or whose minutes are not published; issues that she reported
/// and no meeting has finished with. The next meeting first.
std::vector<OpenMatter> open_matters(const Services& services, const std::string& account);
/// The same of that grid and those below it, whoever they are with.
std::vector<OpenMatter> open_matters_below(const Services& services, const GridId& grid);

/// Whether the access matrix lets her carry that on, for whichever organisation she acts.
bool may_take_over(const Services& services, const OpenMatter& matter, const live::Subject& who);

/// The successors that the body names, one for each open thing of that account; or the refusal:
/// `account.open_matters` where some are without one, `account.successor` where one may not. What
/// nobody may have is left as it is only where the body says so (`leave`).
std::variant<std::vector<directory::Charge>, Answer> successors_named(const Call& call,
                                                                      const std::string& account);

}  // namespace roundtable::http
