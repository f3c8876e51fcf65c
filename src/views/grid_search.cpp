#include "views/grid_search.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace roundtable::views {
namespace {

using domain::GridNode;
using domain::GridTree;

enum class Fit : unsigned char { whole, beginning, inside };

/// Lower case, and ASCII where the full-width form of it was typed. Full-width forms begin with
/// EF BC or EF BD in UTF-8; the ideographic space is E3 80 80.
std::string folded(std::string_view text) {
  std::string out;
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = byte(i);
    if (value == 0xEF && byte(i + 1) == 0xBC && byte(i + 2) >= 0x81 && byte(i + 2) <= 0xBF) {
      value = byte(i + 2) - 0x60;
      i += 2;
    } else if (value == 0xEF && byte(i + 1) == 0xBD && byte(i + 2) >= 0x80 && byte(i + 2) <= 0x9E) {
      value = byte(i + 2) - 0x20;
      i += 2;
    } else if (value == 0xE3 && byte(i + 1) == 0x80 && byte(i + 2) == 0x80) {
      value = ' ';
      i += 2;
    }
    if (value >= 'A' && value <= 'Z') value += 'a' - 'A';
    out += static_cast<char>(value);
  }
  return out;
}

std::vector<std::string> words_of(std::string_view query) {
  std::vector<std::string> words;
  const auto text = folded(query.substr(0, kGridQueryBytesMax));
  std::size_t at = 0;
  while (words.size() < kGridQueryWordsMax) {
    at = text.find_first_not_of(" \t\r\n", at);
    if (at == std::string::npos) break;
    const auto end = text.find_first_of(" \t\r\n", at);
    words.push_back(text.substr(at, end - at));
    if (end == std::string::npos) break;
    at = end;
  }
  return words;
}

struct Hit {
  Fit fit = Fit::inside;
  domain::GridLevel level = domain::GridLevel::building;
  std::size_t place = 0;
  auto operator<=>(const Hit&) const = default;
};

}  // namespace

struct GridSearch::Names {
  explicit Names(std::shared_ptr<const GridTree> of) : tree(std::move(of)) {
    starts.reserve(tree->size() + 1);
    for (std::size_t place = 0; place < tree->size(); ++place) {
      starts.push_back(text.size());
      text += folded(tree->at(place).name);
      text += '\n';
      codes.push_back(folded(tree->at(place).id.str()));
    }
    starts.push_back(text.size());
  }

  std::string_view name(std::size_t place) const {
    return std::string_view(text).substr(starts[place], starts[place + 1] - starts[place] - 1);
  }

  /// The best fit of a word in each name or code.
  void look_for(const std::string& word, std::vector<std::optional<Fit>>& fits) const {
    const auto better = [&](std::size_t place, Fit fit) {
      auto& there = fits[place];
      if (!there || fit < *there) there = fit;
    };
    std::size_t place = 0;
    for (auto at = text.find(word); at != std::string::npos;) {
      // The name this is in; names follow each other as hits do.
      place = static_cast<std::size_t>(
          std::upper_bound(starts.begin() + static_cast<std::ptrdiff_t>(place), starts.end(), at) -
          starts.begin() - 1);
      const bool begins = at == starts[place];
      better(place, begins && word.size() == name(place).size() ? Fit::whole
                    : begins                                    ? Fit::beginning
                                                                : Fit::inside);
      at = text.find(word, starts[place + 1]);
    }
    for (place = 0; place < codes.size(); ++place) {
      if (codes[place].starts_with(word)) {
        better(place, codes[place].size() == word.size() ? Fit::whole : Fit::beginning);
      }
    }
  }

  bool in_path(std::size_t place, const std::string& word) const {
    for (std::optional<std::size_t> at = place; at; at = tree->above(*at)) {
      if (name(*at).find(word) != std::string_view::npos || codes[*at].starts_with(word)) {
        return true;
      }
    }
    return false;
  }

  std::shared_ptr<const GridTree> tree;
  std::string text;                 // all names, each with a line's end
  std::vector<std::size_t> starts;  // of each name in it, and the end of the last one
  std::vector<std::string> codes;
};

FoundGrids GridSearch::find(const std::shared_ptr<const GridTree>& tree, std::string_view query) {
  const auto words = words_of(query);
  FoundGrids found;
  if (words.empty()) return found;
  const auto names = names_of(tree);
  std::vector<std::optional<Fit>> fits(tree->size());
  for (const auto& word : words) names->look_for(word, fits);
  std::vector<Hit> hits;
  for (std::size_t place = 0; place < fits.size(); ++place) {
    if (!fits[place]) continue;
    const bool all = words.size() == 1 || std::all_of(words.begin(), words.end(), [&](auto& word) {
                       return names->in_path(place, word);
                     });
    if (all) hits.push_back({*fits[place], tree->at(place).level, place});
  }
  found.total = hits.size();
  const auto shown = std::min(hits.size(), kGridsFoundMax);
  std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(shown), hits.end());
  for (std::size_t i = 0; i < shown; ++i) found.nodes.push_back(&tree->at(hits[i].place));
  return found;
}

std::shared_ptr<const GridSearch::Names> GridSearch::names_of(
    const std::shared_ptr<const GridTree>& tree) {
  const std::scoped_lock lock(mutex_);
  if (names_ == nullptr || names_->tree != tree) names_ = std::make_shared<const Names>(tree);
  return names_;
}

}  // namespace roundtable::views
