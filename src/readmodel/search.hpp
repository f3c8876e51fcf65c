// Search: one question over grids, issues, meetings, records and minutes. Each kind is a group of
// its own, the newest first (grids: the best fit first, then the higher level); each result says
// where the words stand and why they fit. The index gives candidates, the text decides. Where
// nothing fits anywhere, one wrong letter is tolerated. Safe from any thread; throws
// log::LogFailure where the file cannot be read, views::NotYet while it is made for the first time.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "readmodel/model_file.hpp"
#include "readmodel/query.hpp"
#include "readmodel/row.hpp"

namespace roundtable::readmodel {

inline constexpr std::size_t kFoundMax = 20;        // results of a kind
inline constexpr std::size_t kCandidatesMax = 150;  // rows of a kind whose text is compared
inline constexpr std::size_t kCountedMax = 1'000;   // of a kind; more are "more"

struct Asked {
  std::string query;
  std::optional<GridId> grid;  // it and everything below it; none: everywhere
  std::vector<Kind> kinds{kKinds.begin(), kKinds.end()};
  std::size_t most = kFoundMax;  // of each kind, at most kFoundMax
};

struct Found {
  Row row;
  Fit fit;
};

struct Group {
  Kind kind = Kind::grid;
  std::vector<Found> found;
  std::size_t total = 0;
  bool more = false;  // there may be more than `total`
};

class Search {
 public:
  /// Nothing is opened before the first question. `file` must outlive it.
  explicit Search(ModelFile& file);
  ~Search();
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  /// The groups that have something, in the order of the kinds asked for. Nothing where the
  /// question has no word.
  std::vector<Group> find(const Asked& asked);

 private:
  class Connection;
  ModelFile& file_;
  Pool<Connection> pool_;
};

}  // namespace roundtable::readmodel
