#include "golden.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace roundtable::records::sample {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string first_difference(const std::string& approved, const std::string& now) {
  std::istringstream left(approved);
  std::istringstream right(now);
  std::string approved_line;
  std::string now_line;
  for (int number = 1;; ++number) {
    const bool more_left = static_cast<bool>(std::getline(left, approved_line));
    const bool more_right = static_cast<bool>(std::getline(right, now_line));
    if (!more_left && !more_right) return "line ends differ";
    if (more_left != more_right || approved_line != now_line) {
      return "line " + std::to_string(number) + "\n- " + (more_left ? approved_line : "(end)") +
             "\n+ " + (more_right ? now_line : "(end)");
    }
  }
}

}  // namespace

std::string differs_from_golden(const std::string& name, const std::string& text) {
  const auto path =
      std::filesystem::path(ROUNDTABLE_SOURCE_DIR) / "tests" / "data" / "golden" / name;
  const auto* approve = std::getenv("ROUNDTABLE_APPROVE");
  if (approve != nullptr && std::string(approve) == "1") {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return {};
  }
  const auto approved = read(path);
  if (approved == text) return {};
  return name + " differs from what was approved: " + first_difference(approved, text);
}

}  // namespace roundtable::records::sample
